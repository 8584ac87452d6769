"""Eight writers at once, killed at random → whether what they acknowledged is in the files, whole."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import CodingDecision
from pipeline.model.decision_rows import CodingVerb
from pipeline.model.errors import BrokenDecision
from pipeline.model.study import Study

PATIENCE = 30.0
WRITERS, CODERS = 8, ("ana", "bea")
# Long enough for a line to cross pages of a file: the system may stop a write between two pages.
QUOTE = "Alors « bon », je leur dis d'attendre,\net puis voilà. " * 60


@dataclass(frozen=True)
class Told:
    """How many lines were acknowledged, how many writers were killed, what went wrong."""

    acknowledged: int
    kills: int
    troubles: tuple[str, ...]


def rounds(root: Path, chance: random.Random, count: int) -> Told:
    """Let eight writers write, kill them at random moments and begin again, so many times; then read all back."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    for number in range(count):
        writers = [_start(context, root, number, w) for w in range(WRITERS)]
        _wait([root / f"said-{number}-{w}" for w in range(WRITERS)])
        for writer in chance.sample(writers, len(writers)):
            time.sleep(chance.uniform(0.005, 0.08))
            os.kill(_pid(writer), signal.SIGKILL)
        for writer in writers:
            writer.join()
    return _told(root, count * WRITERS)


def _wait(told: Sequence[Path]) -> None:
    # A writer takes a while to be born: all of them write before the first is killed.
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and not all(path.exists() and path.stat().st_size for path in told):
        time.sleep(0.002)


def _start(context: ForkServerContext, root: Path, number: int, writer: int) -> ForkServerProcess:
    started = context.Process(target=_write, args=(root, number, writer))
    started.start()
    return started


def _pid(writer: ForkServerProcess) -> int:
    if writer.pid is None:
        raise RuntimeError("a writer that was started has a number")
    return writer.pid


def _write(root: Path, number: int, writer: int) -> None:
    coder, said = CODERS[writer % len(CODERS)], os.open(root / f"said-{number}-{writer}", os.O_CREAT | os.O_WRONLY)
    for n in range(10**6):
        name = f"{number}-{writer}-{n}"
        decisions.append(Study(root), coder, [line(f"{name}-a"), line(f"{name}-b")])
        os.write(said, f"{coder},{name}\n".encode())


def line(name: str) -> CodingDecision:
    """Make a line of decision of several pages."""
    return CodingDecision(
        id=name, at="2026-01-01T00:00:00.000000", session="E01", turn=1, first_word=0, last_turn=2, last_word=3,
        quote=QUOTE, code="A1", decision=CodingVerb.ADD, mode="manual", definition="1", check="d03efb651b798dc6",
    )


def _told(root: Path, kills: int) -> Told:
    said = [row.split(",") for path in root.glob("said-*") for row in path.read_text("utf-8").splitlines()]
    try:
        decisions.append(Study(root), CODERS[0], [line("last")])
        there = decisions.read(Study(root), CodingDecision)
    except BrokenDecision as error:
        return Told(len(said), kills, (str(error),))
    return Told(len(said), kills, tuple(_troubles(said, there)))


def _troubles(said: Sequence[Sequence[str]], there: Sequence[CodingDecision]) -> list[str]:
    found = {(d.author, d.id) for d in there}
    lost = [name for coder, name in said if not {(coder, f"{name}-a"), (coder, f"{name}-b")} <= found]
    half = [d.id for d in there if d.quote != QUOTE or d.check != "d03efb651b798dc6"]
    gestures = {d.id.removesuffix("-a").removesuffix("-b") for d in there} - {"last"}
    cut = [g for g in gestures if len({x for x in found if x[1] in {f"{g}-a", f"{g}-b"}}) != 2]
    troubles = {"lost": lost, "half": half, "half a gesture": cut, "twice": ["x"] * (len(there) - len(found))}
    return [f"{kind}: {names[:3]}" for kind, names in troubles.items() if names]
