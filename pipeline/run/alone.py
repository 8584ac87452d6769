"""A study → one run at a time in it, and the variables under which DVC runs."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.run.dvc_ground import shut_build

LOCKED = re.compile(r"Unable to acquire lock|is busy, it is being blocked by")


def environment() -> dict[str, str]:
    """
    Give the variables under which ``python`` is this very environment's, and DVC reports nothing.

    No module is taken from the folder one works in: a ``yaml.py`` lying in a study is nobody's.
    """
    scripts = str(Path(sys.executable).parent)
    first = {"PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"}
    return os.environ | first | {"PYTHONUTF8": "1", "PYTHONSAFEPATH": "1", "DVC_NO_ANALYTICS": "1"}


LOCK = "build/private/run/calcul"
DVC_LOCK, DVC_USES = ".dvc/tmp/lock", ".dvc/tmp/rwlock"
# Set for what a run starts itself: its own stages are no second computation.
WITHIN = "FILIGRANE_RUN"
PATIENCE, PAUSE = 10.0, 0.2  # seconds: DVC holds its lock a moment to look at a study, which is no computation
BUSY = (
    "Un calcul est déjà en cours dans cette enquête ({by}). Attendez qu'il finisse (page « Mettre à jour »), ou "
    "arrêtez-le, puis relancez. Rien n'a été commencé ni changé."
)
BY_FILIGRANE, BY_DVC = "« filigrane run » ou la page « Mettre à jour »", "« dvc »"


@contextmanager
def computing(study: Study) -> Iterator[None]:
    """
    Hold a study for the time of a computation.

    Raises:
        FiligraneError: another is going on, whoever started it, or ``build/`` is another account's.
    """
    shut_build(study)
    (study / LOCK).parent.mkdir(parents=True, exist_ok=True)
    try:
        held = FileLock(study / LOCK, timeout=0).acquire()
    except Timeout as error:
        raise FiligraneError(BUSY.format(by=BY_FILIGRANE)) from error
    with held:
        end = time.monotonic() + PATIENCE
        while _dvc_computes(study) or _dvc_looks(study):
            if _dvc_computes(study) or time.monotonic() > end:
                raise FiligraneError(BUSY.format(by=BY_DVC))
            time.sleep(PAUSE)
        yield


def refuse_second(study: Study) -> None:
    """
    Look whether a computation that this one is no part of is going on.

    Raises:
        FiligraneError: one is.
    """
    if os.environ.get(WITHIN) or not (study / LOCK).exists():
        return
    try:
        with FileLock(study / LOCK, timeout=0):
            return
    except Timeout as error:
        raise FiligraneError(BUSY.format(by=BY_FILIGRANE)) from error


def _dvc_computes(study: Study) -> bool:
    # While a stage runs, DVC writes there who writes what; who was killed stays written.
    try:
        uses = json.loads((study / DVC_USES).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return any(_runs_dvc(int(of.get("pid", 0))) for of in uses.get("write", {}).values() if of)


def _runs_dvc(pid: int) -> bool:
    import psutil  # noqa: PLC0415 - only where DVC left a trace

    try:
        return any("dvc" in Path(word).name for word in psutil.Process(pid).cmdline())
    except psutil.Error:
        return False


def _dvc_looks(study: Study) -> bool:
    if not (study / DVC_LOCK).exists():
        return False
    import zc.lockfile  # type: ignore[import-untyped]  # noqa: PLC0415 - DVC's own lock, looked at as DVC does

    try:
        zc.lockfile.LockFile(str(study / DVC_LOCK)).close()
    except zc.lockfile.LockError:
        return True
    return False
