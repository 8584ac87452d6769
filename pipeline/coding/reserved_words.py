"""What a speaker allows, said while one reads → the line that reserves words, and the line that lifts it."""

from __future__ import annotations

from dataclasses import asdict

from pipeline.anchoring.anchors import Place
from pipeline.anchoring.consent_places import kept_checks
from pipeline.coding.coding_writer import CodingWriter
from pipeline.model.contracts import Consent
from pipeline.model.decision_rows import ConsentDecision

FREE: Consent = "free"
NOT_YOURS = "Cette réserve est de {author} : chacun ne lève que les siennes."


def reserve(writer: CodingWriter, session: str, place: Place, level: Consent, reason: str) -> ConsentDecision:
    """Reserve the words of a passage, so that they are known again after an edit."""
    checks = {n: t.check for n, t in writer.turns[session].items() if t.check}
    check = kept_checks(checks, place.turn, place.last_turn)
    return writer.line(ConsentDecision, session=session, level=level, reason=reason, check=check, **asdict(place))


def lift(writer: CodingWriter, line: ConsentDecision, reason: str) -> ConsentDecision:
    """
    Take one's own reserve back; both lines stay in the file.

    Raises:
        FiligraneError: it is somebody else's.
    """
    writer.own(line, NOT_YOURS)
    return writer.instead(line, level=FREE, reason=reason)
