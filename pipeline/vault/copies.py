"""A study ↔ its copies: the bytes of an archive, the history of git, the remotes of DVC."""

from __future__ import annotations

import configparser
import io
import re
import shutil
import subprocess
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from pipeline.model.errors import FiligraneError
from pipeline.model.files import OWNER_ONLY
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.file_texts import text_of
from pipeline.pseudonymise.leak_search.made_files import files

PLACES = (
    "transcripts", "secrets", "decisions", "codebook", "params.yaml", "dvc.lock", ".gitignore", ".gitattributes",
    ".filigrane/key-fingerprint", ".dvcignore", ".dvc/config", ".dvc/.gitignore", ".streamlit/config.toml",
)
PRIVATE = ("transcripts", "secrets")
TEAM = 0o644
UNSAFE = "{place} contient « {name} », qui ne va pas dans une enquête : ce n'est pas une sauvegarde sûre. Rien d'écrit."


def pack(study: Study) -> bytes:
    """Put the files of a study in one archive, in order; links are followed, times and owners are left out."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for path in files(study, PLACES):
            content = path.read_bytes()
            member = tarfile.TarInfo(path.relative_to(study.root).as_posix())
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def unpack(packed: bytes, place: str) -> dict[str, bytes]:
    """
    Read an archive: the content of each file by its path in the study.

    Raises:
        FiligraneError: it is no archive of a study, or one of its paths leads elsewhere.
    """
    try:
        with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as archive:
            members = archive.getmembers()
            for member in members:
                parts = PurePosixPath(member.name).parts
                strange = "\\" in member.name or ":" in parts[0] or ".." in parts or member.name.startswith("/")
                known = any(PurePosixPath(member.name).is_relative_to(p) for p in PLACES)
                if strange or not known or not member.isfile():
                    raise FiligraneError(UNSAFE.format(place=place, name=member.name))
            opened = ((member.name, archive.extractfile(member)) for member in members)
            return {name: file.read() if file else b"" for name, file in opened}
    except (tarfile.TarError, EOFError, OSError) as error:
        raise FiligraneError(f"{place} s'ouvre, mais n'est pas une sauvegarde d'enquête. Vérifiez son nom.") from error


def write(root: Path, contents: dict[str, bytes]) -> None:
    """Write files under a folder, none replaced; what is private is for its owner alone."""
    for place, content in contents.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=OWNER_ONLY, exist_ok=False)
        path.write_bytes(content)
        if not place.startswith(PRIVATE):
            path.chmod(TEAM)


def counted(places: Iterable[str]) -> dict[str, int]:
    """Count files by the first part of their path."""
    return dict(sorted(Counter(PurePosixPath(p).parts[0] for p in places).items()))


SECONDS = 60.0
COMMIT = "\0"
LOG = (
    "log", "--all", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--format=%x00%h",
)


@dataclass
class History:
    """
    What was read of a history.

    Attributes:
        found: the commits in which it stands, the latest first.
        read: how many commits were read.
        whole: all of them were.
    """

    found: list[str] = field(default_factory=list)
    read: int = 0
    whole: bool = True


def under_git(study: Study) -> bool:
    """Tell whether the study is in a git repository that has commits."""
    return shutil.which("git") is not None and bool(git(study, "rev-parse", "--verify", "HEAD"))


def git(study: Study, *arguments: str) -> str:
    """Ask git, which answers nothing where it does not know."""
    done = subprocess.run(
        ["git", "-C", str(study.root), *arguments], capture_output=True, text=True, encoding="utf-8",
        errors="replace", check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def commits_of(study: Study, place: str) -> list[str]:
    """List the commits, of every branch, that touch a path."""
    return git(study, "log", "--all", "--format=%h", "--", place).splitlines()


def search(study: Study, holds: Callable[[str], bool], seconds: float = SECONDS) -> History:
    """
    Read what each commit of every branch added, for a bounded time.

    Args:
        study: under git.
        holds: tells whether what is sought stands in the lines that a commit adds.
        seconds: after which reading stops; ``whole`` then says so.
    """
    done = History()
    end = time.monotonic() + seconds
    command = ["git", "-C", str(study.root), *LOG]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace") as process:
        for commit, added in _commits(process.stdout):
            done.read += 1
            done.found += [commit] if holds(added) else []
            if time.monotonic() > end:
                done.whole = False
                process.kill()
                break
    return done


def _commits(lines: IO[str] | None) -> Iterator[tuple[str, str]]:
    commit = ""
    added: list[str] = []
    for line in lines or ():
        if line.startswith(COMMIT):
            if commit:
                yield commit, "".join(added)
            commit, added = line[1:].strip(), []
        elif line.startswith("+") and not line.startswith("+++"):
            added.append(line[1:])
    if commit:
        yield commit, "".join(added)


CONFIGS = (".dvc/config", ".dvc/config.local")
SECTION = re.compile(r"""'?remote "(?P<name>[^"]+)"'?""")
ELSEWHERE = re.compile(r"(?!file://)[a-z0-9+]{2,}://")


@dataclass(frozen=True)
class Remote:
    """A place DVC pushes to; ``folder`` when this machine can read it."""

    name: str
    url: str
    folder: Path | None


def remotes(study: Study) -> list[Remote]:
    """List the remotes of a study, its own settings of this machine included."""
    config = configparser.ConfigParser(interpolation=None, strict=False)
    config.read([study / place for place in CONFIGS], "utf-8")
    listed: list[Remote] = []
    for section in config.sections():
        found = SECTION.fullmatch(section)
        url = config.get(section, "url", fallback="")
        if found and url:
            # DVC writes a folder's path from the place of its settings.
            path = None if ELSEWHERE.match(url) else study / ".dvc" / url.removeprefix("file://")
            listed.append(Remote(found["name"], url, path if path and path.is_dir() else None))
    return listed


def holding(remote: Remote, holds: Callable[[str], bool]) -> Iterator[str]:
    """List the files of a remote of this machine in whose text or name something stands."""
    for path in sorted(p for p in (remote.folder or Path()).rglob("*") if p.is_file()) if remote.folder else ():
        if holds(f"{path.name}\n{text_of(path.read_bytes())}"):
            yield path.relative_to(remote.folder or Path()).as_posix()
