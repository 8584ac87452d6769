"""Words left out of a quote ↔ what is kept of each turn, « [...] » standing where words are missing.

Words are counted in source words from the first of the quote, over all its turns: pseudonyms that change, or turns
added before, move no cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.quote_matching import WordUnit, readings
from pipeline.model.contracts import AnonymisedTurn
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.consent.restrictions import words_by_turn

CUT = "[...]"
INTERVIEWER = "Enquêteur·rice"
WRITTEN = re.compile(r"\d+-\d+(\+\d+-\d+)*")
Cut = tuple[int, int]  # the first and the last word left out


@dataclass(frozen=True, slots=True)
class CutPiece:
    """Characters ``start:end`` of a turn, and what they are; ``kept`` is false when they are left out."""

    turn: int
    start: int
    end: int
    text: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class QuotedTurn:
    """What a quote takes from one turn."""

    voice: str
    pieces: tuple[CutPiece, ...]

    @property
    def text(self) -> str:
        """The words kept, byte for byte, with « [...] » where words are left out."""
        return " ".join(p.text if p.kept else CUT for p in self.pieces)


def lines(turns: Turns, place: Place, cuts: Iterable[Cut]) -> tuple[QuotedTurn, ...]:
    """Cut a passage: one line for each of its turns."""
    out = {rank for first, last in cuts for rank in range(first, last + 1)}
    told: list[QuotedTurn] = []
    before = 0
    for n, (first, last) in words_by_turn(turns, place):
        left = {word for word in range(first, last + 1) if before + word - first in out}
        turn = turns[n]
        # Interviewers are never named.
        voice = turn.speaker if turn.role == "participant" else INTERVIEWER
        told.append(QuotedTurn(voice, _pieces(turns[n], (first, last), left)))
        before += last - first + 1
    return tuple(told)


def _pieces(turn: AnonymisedTurn, words: Cut, left: set[int]) -> tuple[CutPiece, ...]:
    spans = anchors.spans(turn)
    # What a pseudonym stands for is cut whole, or not at all.
    hidden = {spans[word] for word in left}
    runs = groupby(range(words[0], words[1] + 1), key=lambda word: spans[word] not in hidden)
    found = [(kept, list(run)) for kept, run in runs]
    return tuple(_piece(turn, (spans[run[0]][0], spans[run[-1]][1]), kept=kept) for kept, run in found)


def _piece(turn: AnonymisedTurn, span: tuple[int, int], *, kept: bool) -> CutPiece:
    return CutPiece(turn.turn, *span, turn.text[span[0] : span[1]], kept)


def left_out(found: Iterable[QuotedTurn]) -> tuple[str, ...]:
    """List the words left out, in their order."""
    return tuple(p.text for line in found for p in line.pieces if not p.kept)


def says_nothing(found: Iterable[QuotedTurn]) -> bool:
    """Tell whether nothing but cuts is left."""
    return not any(p.kept for line in found for p in line.pieces)


def written(cuts: Iterable[Cut]) -> str:
    """
    Write cuts as a decision keeps them, those that touch as one.

    >>> written([(12, 15), (3, 7), (8, 8)])
    '3-8+12-15'
    """
    ranks = sorted({rank for first, last in cuts for rank in range(first, last + 1)})
    runs = [[r for _, r in run] for _, run in groupby(enumerate(ranks), key=lambda pair: pair[1] - pair[0])]
    return "+".join(f"{run[0]}-{run[-1]}" for run in runs)


def read(value: str, where: str) -> tuple[Cut, ...]:
    """
    Read cuts as a decision keeps them.

    >>> read("3-8+12-15", "decisions/quotes/claire.csv, ligne 2")
    ((3, 8), (12, 15))

    Raises:
        FiligraneError: they are not written so.
    """
    if value and not WRITTEN.fullmatch(value):
        raise FiligraneError(f"{where} : « {value} » ne dit pas quels mots sont coupés. Écrivez par exemple 3-8+12-15.")
    pairs = (part.split("-") for part in value.split("+") if part)
    return tuple((int(first), int(last)) for first, last in pairs)


def typed(turns: Turns, place: Place, words: str) -> Cut:
    """
    Find the words that a person wants to leave out, copied from the quote.

    Raises:
        FiligraneError: they are not in the quote, or are there more than once.
    """
    zone = list(_counted(turns, place))
    wanted = anchors.split(words)
    found = list(readings(wanted, [unit for unit, *_ in zone])) if wanted else []
    if len(found) != 1:
        why = "s'y trouvent plusieurs fois : copiez-en un peu plus" if found else "ne sont pas dans ce passage"
        raise FiligraneError(f"« {words.strip()} » : ces mots {why}, lettre pour lettre.")
    first, last = found[0]
    return zone[first][1], zone[last][2]


def _counted(turns: Turns, place: Place) -> Iterator[tuple[WordUnit, int, int]]:
    before = 0
    for n, (first, last) in words_by_turn(turns, place):
        for unit in anchors.units(turns[n], exact=True):
            if first <= unit.first_word and unit.last_word <= last:
                yield unit, before + unit.first_word - first, before + unit.last_word - first
        before += last - first + 1
