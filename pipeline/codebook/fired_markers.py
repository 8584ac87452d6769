"""Excerpts and registres → which markers fire, near an anchor or faintly, never on a replaced word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.codebook.grid import Code, Codebook
from pipeline.codebook.registre import MarkerContext, MarkerMatch, matches
from pipeline.model.contracts import AnonymisedTurn, Excerpt

SENTENCE_END = re.compile(r"[.!?]\s")
FAINT = MarkerContext(anchored=True)


@dataclass(frozen=True)
class Fired:
    """Markers found (``matches[excerpt, code]``), and where they fired: surely, or far from any anchor."""

    matches: dict[tuple[int, int], list[MarkerMatch]]
    surely: np.ndarray  # excerpts × codes
    faintly: np.ndarray  # excerpts × codes


def fired(excerpts: Sequence[Excerpt], turns: Sequence[AnonymisedTurn], codebook: Codebook) -> Fired:
    """Run every registre over every excerpt; rows and columns keep the order of excerpts and codes."""
    said = {(t.session, t.turn): t.text for t in turns}
    shape = (len(excerpts), len(codebook.codes))
    result = Fired({}, np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool))
    for row, excerpt in enumerate(excerpts):
        context = around(excerpt, said.get((excerpt.session, excerpt.turn), ""))
        for column, code in enumerate(codebook.codes):
            faint = _unmasked(excerpt, code, codebook, FAINT)
            sure = _unmasked(excerpt, code, codebook, context) if faint else []
            result.surely[row, column] = bool(sure)
            result.faintly[row, column] = bool(faint) and not sure
            if faint:
                result.matches[row, column] = sure or faint
    return result


def around(excerpt: Excerpt, turn: str) -> MarkerContext:
    """Give the sentences next to an excerpt in its turn; what the interviewer said is no reason to code an answer."""
    before = turn[: excerpt.start].strip()
    after = turn[excerpt.end :].strip()
    return MarkerContext(SENTENCE_END.split(before)[-1], SENTENCE_END.split(after)[0])


def _unmasked(excerpt: Excerpt, code: Code, codebook: Codebook, context: MarkerContext) -> list[MarkerMatch]:
    found = matches(excerpt.text, code, codebook, context)
    return [m for m in found if not any(m.start < k.end and k.start < m.end for k in excerpt.masks)]
