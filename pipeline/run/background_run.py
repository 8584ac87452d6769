"""A study → what changed on disk, as DVC tells it; ``filigrane run`` aside, how far it has gone, its end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import psutil
from filelock import FileLock, Timeout

from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.run.current_run import LOCKED, computing, environment, refuse_second
from pipeline.run.dvc_setup import DAMAGED, lock_is_damaged, refuse_without_dvc, shut_build
from pipeline.run.flow import STAGES
from pipeline.run.incremental import REFUSED

# What a run says may name a file as it was received: beside what is private, and read on this machine only.
FOLDER = "build/private/run"
LOG, LOCK, PID, END = "log.txt", "lock", "pid", "end"
STARTED = re.compile(r"^→ .*\((\w+)\)$", re.MULTILINE)
CANCELLED, ACCEPTED = "cancelled", "--accepter"
MOMENT = 3.0  # seconds that a process is left to end by itself
State = Literal["never", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class BackgroundRun:
    """
    The last update that was asked from the dashboard.

    Attributes:
        stage: the stage it is at, or stopped at; empty before the first.
        done: how many stages stand before it, of ``total``.
        said: what it said.
    """

    state: State
    stage: str = ""
    done: int = 0
    total: int = len(STAGES)
    said: str = ""


def start(study: Study, *, accepted: bool = False) -> None:
    """
    Start an update and come back at once.

    Args:
        study: which.
        accepted: someone said that decisions may no longer find their words (``following``).

    Raises:
        FiligraneError: one is going on already.
    """
    if last(study).state == "running":
        raise FiligraneError("Une mise à jour est déjà en cours.")
    with computing(study):
        pass  # a run typed in a terminal, or « dvc repro », is said before anything starts
    folder = study / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / END).unlink(missing_ok=True)
    (folder / LOG).write_bytes(b"")
    command = [sys.executable, "-P", "-m", "pipeline.run.background_run", *([ACCEPTED] if accepted else [])]
    # A session of its own: closing the dashboard does not stop it, and stopping it stops all that it started.
    # Where the package is not installed but lies in the folder one started from.
    importable = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])}
    aside = subprocess.Popen(
        command, cwd=study.root, env=environment() | importable, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    (folder / PID).write_text(str(aside.pid), "ascii")
    CHILDREN.append(aside)


# Kept so that the ones that ended are waited for, and leave no ghost behind.
CHILDREN: list[subprocess.Popen[bytes]] = []


def last(study: Study) -> BackgroundRun:
    """Tell how the last update goes, or how it ended."""
    CHILDREN[:] = [child for child in CHILDREN if child.poll() is None]
    folder = study / FOLDER
    if not (folder / PID).exists():
        return BackgroundRun("never")
    said = (folder / LOG).read_text("utf-8", "replace") if (folder / LOG).exists() else ""
    stages = STARTED.findall(said)
    at = stages[-1] if stages else ""
    return BackgroundRun(_state(folder), at, STAGES.index(at) if at in STAGES else 0, said=said)


def _state(folder: Path) -> State:
    if (folder / END).exists():
        ended = (folder / END).read_text("ascii").strip()
        return "cancelled" if ended == CANCELLED else "done" if ended == "0" else "failed"
    return "running" if _alive(folder) else "failed"


def _alive(folder: Path) -> bool:
    # A number may have passed to another program; the lock is held by the run and by nothing else.
    # Started, and not yet far enough to hold the lock.
    pid = (folder / PID).read_text("ascii").strip()
    if any(str(child.pid) == pid for child in CHILDREN):
        return True
    try:
        with FileLock(folder / LOCK, timeout=0):
            return False
    except Timeout:
        return True


def cancel(study: Study) -> None:
    """Stop the update that is going on, with all that it started; what was computed whole is kept."""
    folder = study / FOLDER
    if last(study).state != "running":
        return
    (folder / END).write_text(CANCELLED, "ascii")
    with suppress(ValueError):
        stop(int((folder / PID).read_text("ascii")))


def started_by(pid: int) -> list[psutil.Process]:
    """Give a process and all that it started, itself first; nothing when it has ended."""
    with suppress(psutil.NoSuchProcess):
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    return []


def stop(pid: int) -> None:
    """Stop a process and all that it started: the one that starts others first, so that it starts no more."""
    tree = started_by(pid)
    for process in tree:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    for process in still(tree):
        with suppress(psutil.NoSuchProcess):
            process.kill()


def still(tree: list[psutil.Process]) -> list[psutil.Process]:
    """Give those of some processes that have not ended after a moment."""
    _, alive = psutil.wait_procs(tree, timeout=MOMENT)
    return [p for p in alive if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def main() -> int:
    """Run in the study of the current folder; what is said goes to the log, the exit code to its own file."""
    folder = Study() / FOLDER
    with FileLock(folder / LOCK, timeout=0), (folder / LOG).open("wb") as log:
        command = [sys.executable, "-P", "-m", "pipeline.cli", "run", *sys.argv[1:]]
        code = subprocess.call(command, stdout=log, stderr=subprocess.STDOUT)
    if not (folder / END).exists():
        (folder / END).write_text(str(code), "ascii")
    return code


if __name__ == "__main__":
    sys.exit(main())
# What a run makes itself: late because something before it is.
MADE = "build/"
COMPUTING = "Un calcul est en cours dans cette enquête : ce qui a changé se dira quand il aura fini."


@dataclass(frozen=True, slots=True)
class PendingChanges:
    """What a run would take in: the files and settings that changed, and the stages that are to be made again."""

    changed: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()


def late(study: Study) -> PendingChanges:
    """
    Ask DVC what is no longer as the last run left it.

    Raises:
        FiligraneError: DVC cannot tell, in its own words.
    """
    shut_build(study)
    command = [sys.executable, "-P", "-m", "dvc", "status", "--json"]
    asked = subprocess.run(
        command, cwd=study.root, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False,
    )
    if asked.returncode and LOCKED.search(asked.stderr):
        raise FiligraneError(COMPUTING)
    if asked.returncode:
        refuse_without_dvc(study)
        if lock_is_damaged(study):
            refuse_second(study)  # a run is writing it
            raise FiligraneError(DAMAGED)
        raise FiligraneError(f"DVC ne peut pas dire ce qui a changé : {asked.stderr.strip().splitlines()[-1:]}")
    return understood(json.loads(asked.stdout or "{}"))


def understood(status: dict[str, Any]) -> PendingChanges:
    """
    Read what DVC says of each stage.

    >>> understood({"turns": [{"changed deps": {"transcripts": "modified"}}], "codings": ["changed command"]})
    PendingChanges(changed=('transcripts',), stages=('codings', 'turns'))
    """
    changed: set[str] = set()
    for one in chain.from_iterable(status.values()):
        deps = one.get("changed deps", {}) if isinstance(one, dict) else {}
        for path, how in deps.items():
            if not path.startswith(MADE):
                # Settings are told by the file that holds them, with the names that changed.
                changed.update(how if isinstance(how, dict) and how else [path])
    return PendingChanges(tuple(sorted(changed)), tuple(sorted(status)))


def refused(study: Study) -> dict[str, str]:
    """Name the transcripts that the last run left aside, each with why."""
    found: dict[str, str] = {}
    for path in sorted((study / "build/private").glob(f"*/{REFUSED}")):
        found |= json.loads(path.read_text("utf-8"))
    return found
