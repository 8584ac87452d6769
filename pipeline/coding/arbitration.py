"""What an arbiter rules on a disagreement → lines of ``decisions/arbitrations``; the readings of both coders stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.disagreements import Disagreement
from pipeline.model.contracts import Coding
from pipeline.model.decision_rows import Arbitration, ArbitrationVerb, in_time
from pipeline.model.decision_writer import last_gesture
from pipeline.model.errors import FiligraneError

Choice = Literal["first", "second", "both", "neither"]
NOT_YOURS = "Cet arbitrage est de {author} : chacun ne reprend que les siens."


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an arbiter chose, and why."""

    choice: Choice
    reason: str


class _Ruled(NamedTuple):
    code: str
    decision: ArbitrationVerb
    reason: str


def arbitrate(writer: CodingWriter, about: Disagreement, ruling: Ruling) -> list[Arbitration]:
    """
    Keep the reading of the first coder, of the second, both, or neither.

    Raises:
        FiligraneError: no reason is given, or the coder whose reading is kept put nothing there.
    """
    kept = {"first": [about.first], "second": [about.second], "both": about.codings, "neither": about.codings[:1]}
    decision = ArbitrationVerb.REFUSE if ruling.choice == "neither" else ArbitrationVerb.ADD
    codings = [c for c in kept[ruling.choice] if c]
    if not codings:
        raise FiligraneError("Cette personne n'a rien codé là : gardez l'autre lecture, ou aucune des deux.")
    turns = writer.turns[about.session]
    return [_line(writer, about, place_of(turns, c), _Ruled(c.code, decision, ruling.reason)) for c in codings]


def otherwise(writer: CodingWriter, about: Disagreement, place: Place, code: str, reason: str) -> list[Arbitration]:
    """Put another code, or other ends, in the place of both readings."""
    if code not in {c.id for c in writer.codebook.codes}:
        raise FiligraneError(f"Le code « {code} » n'est pas dans la grille (codebook/codebook.yaml).")
    return [_line(writer, about, place, _Ruled(code, ArbitrationVerb.MODIFY, reason))]


def undo(writer: CodingWriter, lines: Iterable[Arbitration]) -> list[Arbitration]:
    """Take one's own ruling back: the disagreement is open again."""
    return [_undone(writer, line) for line in lines]


def rulings(arbitrations: Iterable[Arbitration]) -> Mapping[str, list[Arbitration]]:
    """Give the rulings in force by the disagreement they are about, in the order they were made."""
    found: dict[str, list[Arbitration]] = defaultdict(list)
    for line in in_time(arbitrations):
        if not line.undoes and line.about:
            found[line.about].append(line)
    return found


def last_ruling(arbitrations: Iterable[Arbitration], arbiter: str) -> list[Arbitration]:
    """Give the lines of the last ruling of an arbiter that still holds, to take it back."""
    return last_gesture(a for a in arbitrations if a.author == arbiter and not a.undoes)


def place_of(turns: Turns, coding: Coding) -> Place:
    """Give the source words of a coding."""
    first = anchors.source_words(turns[coding.turn], coding.start, len(turns[coding.turn].text))
    last = anchors.source_words(turns[coding.last_turn], 0, coding.end)
    if not first or not last:
        raise FiligraneError("Ce passage ne se lit plus : rechargez la page, puis recommencez.")
    return Place(coding.turn, first[0], coding.last_turn, last[1])


def _line(writer: CodingWriter, about: Disagreement, place: Place, ruled: _Ruled) -> Arbitration:
    if not ruled.reason.strip():
        raise FiligraneError("Dites pourquoi : un arbitrage sans raison ne se défend pas.")
    turns = writer.turns[about.session]
    return writer.line(
        Arbitration, session=about.session, turn=place.turn, first_word=place.first_word, last_turn=place.last_turn,
        last_word=place.last_word, quote=anchors.quote(turns, place), code=ruled.code, decision=ruled.decision,
        reason=ruled.reason.strip(), about=about.name, check=anchors.checks(turns, place),
    )


def _undone(writer: CodingWriter, line: Arbitration) -> Arbitration:
    writer.own(line, NOT_YOURS)
    return writer.instead(line, decision=ArbitrationVerb.UNDO, reason="")
