"""Transcripts → those that say the same words under two names: a .docx and its .txt, « copie de »."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.language.folds import fold_for_search

RUN = 6  # words in a row
SHARE = 0.7  # of the runs of the shorter one that the longer one has too
FEWEST = 8  # runs under which two short texts are alike by chance
ONE_IN = 4  # runs kept, by their sum: enough to compare, and few to hold


@dataclass(frozen=True, slots=True)
class Twice:
    """Two sessions that say the same words; ``share`` is that of the shorter one that both say."""

    session: str
    other: str
    share: float


def twice(texts: Mapping[str, str]) -> list[Twice]:
    """
    Find the interviews that are there twice.

    Args:
        texts: what is said in each session.

    >>> said = "je suis arrivée un matin de mars et il pleuvait sur la rade comme toujours en cette saison là"
    >>> [(t.session, t.other) for t in twice({"E01": said, "E02": said + " voilà", "E03": "rien de tel"})]
    [('E01', 'E02')]
    """
    runs = {session: _runs(text) for session, text in texts.items()}
    found = []
    for one, other in itertools.combinations(sorted(runs), 2):
        fewest = min(len(runs[one]), len(runs[other]))
        share = len(runs[one] & runs[other]) / fewest if fewest else 0.0
        if share >= SHARE:
            found.append(Twice(one, other, round(share, 2)))
    return found


def _runs(text: str) -> set[int]:
    words = re.findall(r"\w+", fold_for_search(text))
    every = {zlib.crc32(" ".join(words[n : n + RUN]).encode()) for n in range(len(words) - RUN + 1)}
    if len(every) < FEWEST:
        return set()
    kept = {run for run in every if run % ONE_IN == 0}
    return kept if len(kept) >= FEWEST else every
