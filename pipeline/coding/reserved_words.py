"""What a speaker allows, said while one reads → the line that reserves words, and the line that lifts it."""

from __future__ import annotations

from dataclasses import asdict, replace

from pipeline.anchoring.anchors import Place
from pipeline.anchoring.consent_places import kept_checks
from pipeline.coding.decision_writer import CodingWriter
from pipeline.model.decision_rows import ConsentDecision
from pipeline.model.errors import FiligraneError

FREE = "free"


def reserve(pen: CodingWriter, session: str, place: Place, level: str, reason: str) -> ConsentDecision:
    """Reserve the words of a passage, so that they are known again after an edit."""
    checks = {n: t.check for n, t in pen.turns[session].items() if t.check}
    return ConsentDecision(
        id=pen.new_id(), at=pen.at, session=session, level=level, reason=reason, replaces="", author=pen.coder,
        check=kept_checks(checks, place.turn, place.last_turn), **asdict(place),
    )


def lift(pen: CodingWriter, line: ConsentDecision, reason: str) -> ConsentDecision:
    """
    Take one's own reserve back; both lines stay in the file.

    Raises:
        FiligraneError: it is somebody else's.
    """
    if line.author != pen.coder:
        raise FiligraneError(f"Cette réserve est de {line.author} : chacun ne lève que les siennes.")
    return replace(
        line, id=pen.new_id(), at=pen.at, level=FREE, reason=reason, replaces=line.id, file="", line=0,
    )
