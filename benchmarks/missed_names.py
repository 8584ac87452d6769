"""Two hundred simulated reviews of the fictional corpus → how often the interval foretold holds what was really missed.

Run: ``python -m benchmarks.missed_names [FOLDER]`` (or with ``FILIGRANE_SHARED``). Machines of several strengths are
made by taking proposers away; of each, interviews are drawn as read whole, and the names missed in the others are
compared with what ``missed_names.expected`` foretells.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.pseudonymisation import KEY, PROJECT, Read, masked, read
from pipeline.language.name_phrases import phrase
from pipeline.model.study import Study
from pipeline.pseudonymise.review.missed_names import InterviewNames, expected
from pipeline.stages.identifiers import identifiers
from pipeline.stages.proposals import proposals

REVIEWS = 200
MACHINES = {
    "whole": frozenset(), "no lists": frozenset({"names"}), "no recogniser": frozenset({"ner"}),
    "recogniser alone": frozenset({"names", "trigger", "pattern", "metadata"}),
}
FEWEST, MOST = 2, 8
Gold = dict[str, list[tuple[int, int, str]]]


def names(reads: Iterable[Read], gold: Gold, hidden: dict[str, set[int]]) -> list[InterviewNames]:
    """Count, in each interview, the different names that identify and those of which a mention is left bare."""
    found = []
    for one in reads:
        session = one.session.session
        bare: dict[tuple[str, ...], bool] = defaultdict(bool)
        for start, end, text in gold[session]:
            letters = (c for c in range(start, end) if one.text[c].isalnum())
            bare[phrase(text)] |= not all(c in hidden[session] for c in letters)
        found.append(InterviewNames(session, len(bare), sum(bare.values())))
    return found


def machines(folder: Path) -> dict[str, list[InterviewNames]]:
    """Give what each machine missed of each interview."""
    reads = [read(path) for path in sorted((folder / "sessions").glob("*.txt"))]
    spoken = {one.session.session: {c for pieces in one.pieces for p in pieces
                                    for c in range(p.in_file, p.in_file + p.length)} for one in reads}
    gold: Gold = defaultdict(list)
    for line in (folder / "identifiers.jsonl").read_text("utf-8").splitlines():
        span = json.loads(line)
        if span["type"] != "KEEP" and span["start"] in spoken[span["session"]]:
            gold[span["session"]].append((span["start"], span["end"], span["text"]))
    turns = [t for one in reads for t in one.turns]
    settings, policy = Study(PROJECT).params("proposals"), Study(PROJECT).params("identifiers")
    every = [p for one in reads for p in proposals(one.turns, [one.session], **settings)]
    made = {}
    for name, without in MACHINES.items():
        left = [p for p in every if p.source not in without]
        rows, _ = identifiers(turns, left, [one.session for one in reads], [], KEY, **policy)
        made[name] = names(reads, gold, {one.session.session: masked(one, rows) for one in reads})
    return made


def main(folder: Path) -> None:
    """Print, for each machine, what it misses and how often the interval held it."""
    drawn = random.Random(0)  # noqa: S311 - a simulation, the same each time
    held = total = 0
    for name, found in machines(folder).items():
        every, missed = sum(i.names for i in found), sum(i.missed for i in found)
        good = asked = 0
        widths = []
        for _ in range(REVIEWS // len(MACHINES)):
            sessions = [i.session for i in found]
            signed = set(drawn.sample(sessions, drawn.randint(FEWEST, min(MOST, len(sessions) - 1))))
            told = expected([i if i.session in signed else InterviewNames(i.session, i.names - i.missed, 0)
                             for i in found], signed)
            if told is None:
                continue
            truth = sum(i.missed for i in found if i.session not in signed)
            asked += 1
            good += told.left_low <= truth <= told.left_high
            widths.append((told.low, told.high))
        held, total = held + good, total + asked
        middle = sorted(widths, key=lambda w: w[1])[len(widths) // 2]
        print(f"{name}: {missed} of {every} names missed; interval held {good} of {asked}; "
              f"in the middle, of 100 names: {middle[0]} to {middle[1]}")
    print(f"all: {held} of {total}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("FILIGRANE_SHARED", ".") + "/corpus-fictif"))
