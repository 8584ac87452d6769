"""A study → one run at a time in it, begun and ended, the variables DVC runs under, and how long is left."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.model import store
from pipeline.model.errors import FiligraneError
from pipeline.model.files import write_whole
from pipeline.model.study import Study
from pipeline.run.dvc_setup import shut_build
from pipeline.run.flow import STAGES, graph

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
        # Who was killed stays written there, and DVC waits for them for as long as the machine does not bury them.
        (study / DVC_USES).unlink(missing_ok=True)
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


def busy(study: Study) -> bool:
    """Tell whether a computation is going on, whoever started it."""
    try:
        refuse_second(study)
    except FiligraneError:
        return True
    return _dvc_computes(study)


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


FOLDER = ".filigrane/run"
DURATIONS, GOING = f"{FOLDER}/durations.json", f"{FOLDER}/going.json"
# Seconds each stage took for the demonstration on a quiet machine: the proportions a first run is reckoned by.
FIRST = {
    "turns": 2.0, "proposals": 14.0, "identifiers": 3.0, "anonymised": 3.0, "participants": 1.0, "answers": 1.0,
    "excerpts": 1.0, "embeddings": 60.0, "topic_embeddings": 9.0, "definitions": 2.5, "suggestions": 5.0,
    "codings": 1.0, "topics": 10.0, "reinert_classes": 1.5, "specificities": 2.0, "themes": 1.0,
    "gold_codings": 1.0, "cross_validation": 10.0, "quality": 1.0, "tables": 1.0, "leaks": 2.0,
}
# The share of the work that must be behind before proportions say anything, and the seconds past durations are worth.
LEAST_BEHIND = 0.03
BELIEF = 60.0


@dataclass(frozen=True, slots=True)
class StageDuration:
    """How long a stage took; ``sessions`` it worked on, 0 when it does not go session by session."""

    seconds: float
    sessions: int = 0


@dataclass(slots=True)
class Remaining:
    """
    The stages of one run: those behind, the one at work, those that must follow.

    Attributes:
        past: what each stage took the time before.
        clock: seconds from some origin.
        took: what each stage took in this run.
        unchanged: the stages that had nothing to do.
        stage: the one at work.
        done: sessions it has finished, of ``total``; both 0 when it does not say.
    """

    past: Mapping[str, StageDuration]
    clock: Callable[[], float] = time.monotonic
    took: dict[str, StageDuration] = field(default_factory=dict)
    unchanged: set[str] = field(default_factory=set)
    stage: str = ""
    done: int = 0
    total: int = 0
    since: float = 0.0

    def start(self, stage: str) -> None:
        """Note that a stage starts, and that the one before has ended."""
        self.end()
        self.stage, self.since, self.done, self.total = stage, self.clock(), 0, 0

    def end(self) -> None:
        """Note that the stage at work has ended."""
        if self.stage:
            self.took[self.stage] = StageDuration(self.elapsed(), self.total)
        self.stage = ""

    def skip(self, stage: str) -> None:
        """Note that a stage had nothing to do."""
        self.unchanged.add(stage)

    def advance(self, done: int, total: int) -> None:
        """Note how many sessions the stage at work has finished."""
        self.done, self.total = done, total

    def elapsed(self) -> float:
        """Give the seconds that the stage at work has taken."""
        return self.clock() - self.since

    def of_stage(self) -> float | None:
        """Give the seconds left to the stage at work, nothing when nothing tells."""
        if self.done:
            return self.elapsed() / self.done * (self.total - self.done)
        usual = self._usual(self.stage) * self._pace() if self.past else 0.0
        return usual - self.elapsed() if usual > self.elapsed() else None

    def in_all(self) -> float | None:
        """Give the seconds left to the run, nothing as long as nothing tells."""
        pace = self._pace()
        if not pace:
            return None
        here = self.of_stage()
        rest = max(self._usual(self.stage) * pace - self.elapsed(), 0.0) if here is None else here
        return rest + pace * sum(map(self._usual, self.expected()))

    def expected(self) -> Iterator[str]:
        """Name the stages that must follow: those that read what was made again."""
        made = {*self.took, self.stage}
        over = made | self.unchanged
        return (s for s in STAGES if s not in over and made & upstream()[s])

    def _pace(self) -> float:
        # Seconds of this run for a second of what is usual; 0 when too little is behind to tell.
        share = self.done / self.total if self.done else 0.0
        behind = sum(self._usual(s) for s in self.took) + self._usual(self.stage) * share
        spent = sum(t.seconds for t in self.took.values()) + (self.elapsed() if self.done else 0.0)
        if self.past:
            return (spent + BELIEF) / (behind + BELIEF)
        return spent / behind if behind >= LEAST_BEHIND * sum(FIRST.values()) else 0.0

    def _usual(self, stage: str) -> float:
        if not stage:
            return 0.0
        before = self.past.get(stage)
        if before is None:
            return 0.0 if self.past else FIRST[stage]
        return before.seconds * self._sessions(stage) / before.sessions if before.sessions else before.seconds

    def _sessions(self, stage: str) -> int:
        # Not told yet: as many as the stage that went session by session before it.
        if stage == self.stage and self.total:
            return self.total
        told = [t.sessions for t in self.took.values() if t.sessions] + [self.total]
        return next(filter(None, reversed(told)), self.past[stage].sessions)


@cache
def upstream() -> dict[str, frozenset[str]]:
    """Name, for each stage, all those whose work it reads, at any distance."""
    stages = graph()["stages"]
    maker = {
        place: name for name, entry in stages.items() for kind in ("outs", "metrics", "plots")
        for out in entry.get(kind, ()) for place in (out if isinstance(out, dict) else (out,))
    }
    direct = {name: {maker[p] for p in entry["deps"] if p in maker} for name, entry in stages.items()}

    def above(name: str) -> frozenset[str]:
        return frozenset(direct[name]).union(*map(above, direct[name]))

    return {name: above(name) for name in STAGES}


def begin(study: Study) -> None:
    """Note that a run goes on, until it is noted that it has ended; git sees nothing of it."""
    store.save_json(study / GOING, {})
    write_whole(study / FOLDER / ".gitignore", b"*\n")


def finish(study: Study) -> None:
    """Note that a run has ended, well or not."""
    (study / GOING).unlink(missing_ok=True)


def was_killed(study: Study) -> bool:
    """Tell whether the last run began and never ended."""
    return (study / GOING).exists()


def load(study: Study) -> dict[str, StageDuration]:
    """Read what stages took the last time they ran; nothing when they never did, or when it cannot be read."""
    try:
        kept = store.load_json(study / DURATIONS) or {}
        return {stage: StageDuration(float(s), int(n)) for stage, (s, n) in kept.items() if stage in STAGES}
    except (ValueError, TypeError, AttributeError):
        return {}


def save(study: Study, remaining: Remaining) -> None:
    """Keep what stages took in this run; a few sessions say less than many of what one takes."""
    kept = dict(remaining.past)
    for stage, took in remaining.took.items():
        if took.sessions * 2 >= kept.get(stage, took).sessions:
            kept[stage] = took
    store.save_json(study / DURATIONS, {s: (round(t.seconds, 1), t.sessions) for s, t in sorted(kept.items())})
