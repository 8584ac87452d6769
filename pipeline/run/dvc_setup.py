"""
A study → a place where DVC can run: its own folder there, ``build/`` shut to others, ``dvc.lock`` whole.

``python -m pipeline.run.dvc_setup WORDS…`` is ``dvc WORDS…`` that never leaves a lock cut.
"""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml
from filelock import FileLock, Timeout

from pipeline.model.errors import FiligraneError
from pipeline.model.files import write_whole, yaml_values
from pipeline.model.study import Study

SETTINGS = ".dvc/config"
WITHOUT_DVC = (
    "Le dossier .dvc manque à cette enquête, ou il est incomplet : les fichiers cachés n'ont pas suivi une copie. "
    "Recopiez le dossier entier, fichiers cachés compris, ou tapez « filigrane upgrade », qui remet ceux de "
    "Filigrane ; puis relancez. Rien n'a été commencé ni changé."
)


def refuse_without_dvc(study: Study) -> None:
    """
    Look whether DVC knows this folder.

    Raises:
        FiligraneError: its own folder did not follow a copy of the study.
    """
    if not (study / SETTINGS).is_file():
        raise FiligraneError(WITHOUT_DVC)


BUILD, PRIVATE = "build", "build/private"
# DVC makes the last one, and all above it that lack, with the rights of everybody (``core.site_cache_dir``).
RIGHTS = {BUILD: 0o755, PRIVATE: 0o700, f"{PRIVATE}/dvc": 0o700, f"{PRIVATE}/dvc/repo": 0o700}
OTHERS = 0o077
STRANGER = (
    "{place} appartient à un autre compte de cette machine (n° {owner}), qui pourrait lire les noms qu'un calcul y "
    "écrit, ou changer ce qu'il y lit. Mettez {place} hors de l'enquête, puis relancez : tout ce qui est dans build/ "
    "se recalcule. Rien n'a été commencé."
)
CANNOT_MAKE = (
    "{place} ne peut pas être créé ({why}) : le dossier de l'enquête est en lecture seule, ou le disque est plein. "
    "Rien n'a été commencé ni changé."
)


def shut_build(study: Study) -> None:
    """
    Make ``build/`` and its private half before DVC does, and take from other accounts what they may not do there.

    Where a disk knows no rights (a USB stick, a shared drive), nothing can be shut: ``doctor`` says it.

    Raises:
        FiligraneError: something there belongs to another account, or nothing can be written.
    """
    for place, rights in RIGHTS.items():
        folder = study / place
        try:
            folder.mkdir(mode=rights, exist_ok=True)
        except OSError as error:
            raise FiligraneError(CANNOT_MAKE.format(place=place, why=error.strerror)) from error
        if os.name == "nt":
            continue
        for stranger in strangers(study, folder):
            raise FiligraneError(stranger)
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode != (shut := closed(mode, rights)):
            with suppress(OSError):  # the account that made the folder shuts it, or the disk knows no rights
                folder.chmod(shut)


def closed(mode: int, rights: int) -> int:
    """
    Take from a mode what others may do beyond some rights.

    >>> oct(closed(0o777, 0o755)), oct(closed(0o770, 0o755)), oct(closed(0o2777, 0o700))
    ('0o755', '0o750', '0o2700')
    """
    return mode & ~(OTHERS & ~rights)


def strangers(study: Study, folder: Path) -> Iterator[str]:
    """
    Tell of a folder, and of what lies in it, what another account owns.

    Who owns the folder of the study owns all of it already, and so does the administrator of the machine.
    """
    if os.name == "nt" or not folder.exists():
        return
    trusted = {os.geteuid(), 0, study.root.stat().st_uid}
    for path in (folder, *sorted(folder.iterdir())):
        # A link is as much its owner's as what it leads to.
        with suppress(FileNotFoundError):  # another process took it away meanwhile
            for owner in {path.lstat().st_uid, path.stat().st_uid} - trusted:
                yield STRANGER.format(place=path.relative_to(study.root).as_posix(), owner=owner)
                break


WHOLE_DVC = [sys.executable, "-P", "-m", __name__ if __name__ != "__main__" else "pipeline.run.dvc_setup"]


def dvc(words: list[str]) -> int:
    """Do as ``dvc`` does, but replace the lock at one stroke: DVC empties it first, and may be killed then."""
    from dvc.cli import main  # type: ignore[import-untyped]  # noqa: PLC0415 - seconds, and only for who computes
    from dvc.utils.serialize import _common  # type: ignore[import-untyped]  # noqa: PLC0415 - the same

    def written_whole(path: Any, data: Any, dumper: Callable[[Any, Any], Any], fs: Any = None) -> None:  # noqa: ARG001
        text = io.StringIO()
        dumper(data, text)
        write_whole(Path(os.fspath(path)), text.getvalue().encode("utf-8"))

    _common._dump_data = written_whole  # noqa: SLF001 - DVC has no other place where it can be told so
    return int(main(words))


LOCK = "dvc.lock"
KEPT_LOCK = f"{PRIVATE}/run/dvc.lock"
LAST_GOOD = (
    "dvc.lock, où est noté ce qui est déjà calculé, était vide, coupé ou illisible : un calcul a été interrompu "
    "pendant qu'il l'écrivait. Sa dernière bonne copie est remise ; ce qui lui manque est recalculé. Aucune décision "
    "n'est touchée."
)
NO_GOOD = (
    "dvc.lock, où est noté ce qui est déjà calculé, était vide, coupé ou illisible, et il n'en reste pas de bonne "
    "copie : il est refait, et tout est recalculé. Aucune décision n'est touchée."
)
DAMAGED = (
    "dvc.lock, où est noté ce qui est déjà calculé, est vide, coupé ou illisible : un calcul a été interrompu pendant "
    "qu'il l'écrivait. « filigrane run », ou une mise à jour, remet sa dernière bonne copie et recalcule ce qui manque."
)


def keep_lock(study: Study) -> None:
    """Copy ``dvc.lock`` aside when it is whole: DVC writes it in place, and a run may be killed in that instant."""
    text = _text(study / LOCK)
    kept = _text(study / KEPT_LOCK)
    if text not in {"", kept} and not _was_cut(text, kept):
        with suppress(OSError):  # a full disk hinders the run itself, which says it
            write_whole(study / KEPT_LOCK, text.encode("utf-8"), owner_only=True)


def put_lock_back(study: Study) -> str:
    """Put the last good ``dvc.lock`` in the place of one that was cut; says so, nothing when there is nothing to do."""
    if not lock_is_damaged(study):
        return ""
    kept = _text(study / KEPT_LOCK)
    if is_whole(kept):
        write_whole(study / LOCK, kept.encode("utf-8"))
        return LAST_GOOD
    (study / LOCK).unlink()
    return NO_GOOD


def lock_is_damaged(study: Study) -> bool:
    """
    Tell whether ``dvc.lock`` was cut, as long as no run is writing it; one that is not there is no trouble.

    A cut that falls between two outputs of a stage is left to DVC, which makes that stage again.
    """
    return (study / LOCK).is_file() and _was_cut(_text(study / LOCK), _text(study / KEPT_LOCK))


def _was_cut(text: str, kept: str) -> bool:
    there = _stages(text)
    if there is None:
        return True
    # Cut between two stages it is still whole to look at, and lacks all those that come after.
    before = list(_stages(kept) or ())
    return text != kept and (kept.startswith(text) or before[: len(there)] == [*there] != before)


WATCH = f"{PRIVATE}/run/veille"


def watch_over(study: Study) -> None:
    """
    Keep the lock, and leave behind what puts it back, should the DVC that started this stage be killed writing it.

    « dvc repro » typed by hand would read a cut lock before anything of ours, and refuse it in English for ever after.
    """
    keep_lock(study)
    import psutil  # noqa: PLC0415 - only where DVC was typed by hand

    parents = psutil.Process().parents() if os.name != "nt" else []
    by_hand = next((p for p in parents if any("dvc" in Path(word).name for word in p.cmdline())), None)
    if by_hand is None or _is_watched(study):
        return
    command = [sys.executable, "-P", "-c", f"from {WHOLE_DVC[-1]} import watch; watch({by_hand.pid})"]
    # A session of its own: what kills DVC and all that it started leaves it.
    subprocess.Popen(
        command, cwd=study.root, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _is_watched(study: Study) -> bool:
    try:
        with FileLock(study / WATCH, timeout=0):
            return False
    except Timeout:
        return True


def watch(pid: int) -> None:
    """Wait for the end of a DVC, and put back the lock of the study of the current folder if it left it cut."""
    import psutil  # noqa: PLC0415 - see above

    study = Study()
    with suppress(Timeout, psutil.NoSuchProcess), FileLock(study / WATCH, timeout=0):
        psutil.Process(pid).wait()
        put_lock_back(study)


def is_whole(lock: str) -> bool:
    r"""
    Tell whether the text of a ``dvc.lock`` was written to its end: a cut one may still be YAML.

    >>> one = "schema: '2.0'\nstages:\n  a:\n    cmd: x\n    outs:\n    - path: b\n      md5: c\n      size: 12\n"
    >>> [is_whole(text) for text in (one, "", one[:-1], one[:-15], one[:-39], "schema: '2.0'\nstages:\n")]
    [True, False, False, False, False, False]
    """
    return _stages(lock) is not None


def _stages(lock: str) -> dict[str, Any] | None:
    # The stages of a lock by their name, nothing when it was cut.
    try:
        read = yaml_values(lock) if lock.endswith("\n") else None
    except yaml.YAMLError:
        return None
    stages = read.get("stages") if isinstance(read, dict) else None
    if not isinstance(stages, dict) or not all(isinstance(entry, dict) for entry in stages.values()):
        return None
    # Only the last stage can be cut by a writer that was killed: those before it are followed by something.
    for entry in [*stages.values()][-1:]:
        if not entry.get("outs") or not all(map(_is_complete, [*entry.get("deps", ()), *entry["outs"]])):
            return None
    return stages


def _is_complete(place: Any) -> bool:
    if not isinstance(place, dict) or not {"path", "md5", "size"} <= place.keys():
        return False
    return "nfiles" in place or not str(place["md5"]).endswith(".dir")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


if __name__ == "__main__":
    sys.exit(dvc(sys.argv[1:]))
