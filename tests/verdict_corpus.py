"""Three sessions of four turns, two codes, and what ways of suggesting said of them: figures one counts by hand."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.evaluation.classification import Verdicts, verdicts
from pipeline.analysis.evaluation.suggestion_quality import WAYS
from pipeline.anchoring.decisions import CodingDecision
from pipeline.codebook.grid import Code, Codebook, Family
from pipeline.coding.codings_in_place import grid
from pipeline.model.contracts import Coding, Excerpt, HeldOutPrediction, Mode, Status
from pipeline.model.decision_rows import CodingVerb

CODES = Codebook((Family("A", "Mission"),), (Code("A1", "Frontières", "A", "…"), Code("A2", "Faire avec", "A", "…")))
SESSIONS = ("E01", "E02", "E03")
EXCERPTS = [
    Excerpt(f"{s}:{t}:w0-w9", s, t, 0, 50, "ABC"[n], "…", "", "free", ()) for n, s in enumerate(SESSIONS)
    for t in range(4)
]
SURE, HIGH, LOW = 0.9, 0.6, 0.1


def coding(
    session: str, turn: int, code: str = "A1", author: str = "ana", status: Status = "coded", mode: Mode = "manual",
) -> Coding:
    name = f"{session}{turn}{code}{author}{status}"
    return Coding(name, session, turn, 0, turn, 20, "…", code, author, "person", status, mode, "free", "")


def read(session: str, author: str = "ana", mode: Mode = "manual") -> CodingDecision:
    return CodingDecision(
        id=session + author, at="", session=session, turn=-1, first_word=-1, last_turn=-1, last_word=-1, quote="",
        code="", decision=CodingVerb.READ, mode=mode, definition="", author=author,
    )


def cross_validation(
    said: Iterable[tuple[str, int, str]], way: str = "model", *, sure: bool = False,
) -> list[HeldOutPrediction]:
    """Make a way suggest some codes on some turns, and judge all others unlikely."""
    marks = set(said)
    return [_trial(e, way, {c for s, t, c in marks if (s, t) == (e.session, e.turn)}, sure=sure) for e in EXCERPTS]


def _trial(excerpt: Excerpt, way: str, codes: set[str], *, sure: bool) -> HeldOutPrediction:
    scores = tuple((SURE if sure else HIGH) if c.id in codes else LOW for c in CODES.codes)
    suggested = tuple(c.id for c in CODES.codes if c.id in codes)
    return HeldOutPrediction(way, excerpt.excerpt, scores, suggested, suggested if sure else ())


def judged(codings: list[Coding], tried: Iterable[HeldOutPrediction], sessions: Iterable[str] = SESSIONS) -> Verdicts:
    """Lay what ways of suggesting said beside codings in the sessions read."""
    return verdicts(grid(EXCERPTS, CODES).within(sessions), tried, codings, WAYS)
