"""Human codings last: writers killed at random, and random histories of a study; prints what became of them.

Run: ``uv run python -m benchmarks.survival [ROUNDS] [HISTORIES]``.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.fates import GOOD, histories
from benchmarks.writers import WRITERS, line, rounds
from pipeline.anchoring import decisions
from pipeline.model.study import Study

ROUNDS, HISTORIES, STEPS = 40, 10_000, 20
LONG = 20_000


def main(rounds_wanted: int = ROUNDS, histories_wanted: int = HISTORIES) -> int:
    """Print both tables and the time of one line; the exit code is 1 when anything was lost, cut or moved."""
    with tempfile.TemporaryDirectory() as folder:
        told = rounds(Path(folder), drawn(0), rounds_wanted)
    print(f"{WRITERS} écrivains à la fois, {told.kills} tués : {told.acknowledged} gestes confirmés, "
          f"{len(told.troubles)} ennui(s) {' ; '.join(told.troubles)}")
    print(f"Une ligne de plus dans un fichier de {LONG} lignes : {one_more_line() * 1000:.1f} ms")
    fates, troubled = lived(histories_wanted)
    print(f"{histories_wanted} histoires de {STEPS} pas : {dict(fates)}, {len(troubled)} histoire(s) en défaut "
          f"{troubled[:5]}")
    return int(bool(told.troubles or troubled))


def lived(count: int) -> tuple[Counter[str], list[int]]:
    """Live histories; gives the fates of their codings at the last step, and the seeds of those that lost or moved."""
    total: Counter[str] = Counter()
    troubled = []
    for seed in range(count):
        steps = list(histories(drawn(seed), STEPS))
        total += steps[-1]
        troubled += [seed] * any(set(step) - GOOD for step in steps)
    return total, troubled


def drawn(seed: int) -> random.Random:
    """Draw the same chance each time."""
    return random.Random(seed)  # noqa: S311 - chance, no secret


def one_more_line(times: int = 20) -> float:
    """Measure in seconds the middle time of an append to a long file."""
    with tempfile.TemporaryDirectory() as folder:
        study, taken = Study(folder), []
        short = [decisions.CodingDecision(**{**decisions.columns(line(str(n))), "quote": "mot " * 40})
                 for n in range(LONG + times)]
        decisions.append(study, "ana", short[:LONG])
        for one in short[LONG:]:
            start = time.perf_counter()
            decisions.append(study, "ana", [one])
            taken.append(time.perf_counter() - start)
    return sorted(taken)[times // 2]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
