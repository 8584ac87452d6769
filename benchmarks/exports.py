"""A hundred interviews of 60 kB with 20,000 codings → how long each export of a whole study takes.

``uv run python -m benchmarks.exports [INTERVIEWS] [CODINGS]``
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from functools import partial

from benchmarks.project_import import WORDS
from pipeline.model.contracts import AnonymisedTurn, Coding
from pipeline.publish.projects import lexical_corpora, refi_project, spoken_texts
from pipeline.publish.projects.deposit import DepositMaterial, deposit_files, packed
from pipeline.publish.projects.deposit_metadata import DepositLabel
from pipeline.publish.projects.leaving_texts import FLAVOURS, LeavingProject, leaving_project
from pipeline.publish.projects.project_files import vault
from tests.leaving_study import coding, study, turn

INTERVIEWS, CODINGS, LETTERS = 100, 20_000, 60_000
CODES, CODERS = ("A1", "A2", "B1"), ("ana", "basile")


def large(interviews: int, codings: int) -> LeavingProject:
    """Draw a study: two people speak in turn, passages of a few words bear one code each."""
    chance = random.Random(5)  # noqa: S311 - a measure, the same each time
    turns: list[AnonymisedTurn] = []
    put: list[Coding] = []
    told: dict[str, dict[str, str]] = {}
    for n in range(interviews):
        said: list[AnonymisedTurn] = []
        length, who = 0, f"Louise {n}"
        told[who] = {"milieu": chance.choice(["rural", "ville"]), "âge": str(20 + n % 50)}
        while length < LETTERS:
            text = " ".join(chance.choices(WORDS, k=chance.randint(4, 120)))
            asks = len(said) % 2 == 0
            said.append(turn(
                len(said), text, "Enquêteur·rice" if asks else who, "interviewer" if asks else "participant",
                session=f"E{n:03}", times=(length * 60, (length + len(text)) * 60),
            ))
            length += len(text) + 1
        for k in range(codings // interviews):
            of = said[chance.randrange(1, len(said), 2)]
            start = chance.randrange(len(of.text) - 1)
            end = chance.randint(start + 1, len(of.text))
            put.append(coding(said[of.turn : of.turn + 1], (of.turn, start), (of.turn, end), chance.choice(CODES),
                              CODERS[k % 2], coding=f"{n}-{k}"))
        turns += said
    return leaving_project(study(turns, put, told=told))


def main(interviews: int = INTERVIEWS, codings: int = CODINGS) -> None:
    """Write everything, and print the seconds of computing of each."""
    project = large(interviews, codings)
    label = DepositLabel.of({"title": "Mesure"}, "2026")
    writers: dict[str, Callable[[], bytes]] = {
        **{f"qdpx {name}": partial(refi_project.qdpx, project, flavour=name) for name in FLAVOURS},
        "iramuteq": lambda: lexical_corpora.iramuteq(project), "txm": lambda: lexical_corpora.txm(project),
        "tei": partial(spoken_texts.each, project, "xml", spoken_texts.tei),
        "srt": partial(spoken_texts.each, project, "srt", spoken_texts.srt),
        "eaf": partial(spoken_texts.each, project, "eaf", spoken_texts.elan),
        "notes": lambda: vault(project), "deposit": lambda: packed(deposit_files(DepositMaterial(project, label))),
    }
    for name, write in writers.items():
        began = time.process_time()
        size = len(write())
        print(f"{name}: {time.process_time() - began:.1f} s, {size / 1e6:.1f} Mo")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} Mo de mémoire")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
