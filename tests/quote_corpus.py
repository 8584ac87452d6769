"""A few invented turns, people and stars: for the tests of quotes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.anchoring.anchors import Place, Replacement, checks, quote, rewrite
from pipeline.model.contracts import AnonymisedTurn, Participant, Restriction, Role
from pipeline.model.decision_rows import CodingDecision, CodingVerb, QuoteDecision
from pipeline.publish.quotes.quotes import QuoteMaterial
from pipeline.publish.quotes.risk import widths

QUESTION = "Et une journée, comment se passe-t-elle ?"
SAID = "On court tout le temps, vous savez. Karim aussi court, à Vierzon."
RESERVED = "Ça, ne le citez pas."
UNSIGNED_WORDS = "Moi, je préfère ne pas être nommée ici."
AGES: dict[str, dict[str, Any]] = {
    "age": {"from": "age", "bands": [0, 30, 45, 60], "unit": "ans"}, "champ": {"from": "champ"},
}
KARIM, VIERZON = Replacement(36, 41, "Malik"), Replacement(57, 64, "[lieu]")


def turn(
    session: str, number: int, speaker: str, text: str, replaced: tuple[Replacement, ...] = (),
    consent: tuple[Restriction, ...] = (),
) -> AnonymisedTurn:
    role: Role = "interviewer" if speaker == "ENQ" else "participant"
    shown, anchors = rewrite(text, replaced)
    # The same source words give the same check, whatever their pseudonyms.
    return AnonymisedTurn(session, number, speaker, role, None, None, shown, consent, anchors, (), f"{session}{number}")


def corpus(replaced: tuple[Replacement, ...] = (KARIM, VIERZON)) -> dict[str, dict[int, AnonymisedTurn]]:
    """Two interviews, one of them with what may not be quoted and what may not be attributed."""
    unnamed = (Restriction(0, 20, "unattributed"),)
    turns = [
        turn("E01", 0, "ENQ", QUESTION), turn("E01", 1, "Denise", SAID, replaced),
        turn("E01", 2, "Denise", "Alors on court."),
        turn("E02", 0, "Annick", RESERVED, (), (Restriction(0, 6, "not_quotable"),)),
        turn("E02", 1, "Annick", UNSIGNED_WORDS, (), unnamed), turn("E02", 2, "Annick", "Le reste, oui."),
    ]
    return {s: {t.turn: t for t in turns if t.session == s} for s in ("E01", "E02")}


def people() -> list[Participant]:
    """Six people: Denise is the only one of her age in her field."""
    borne = {
        "Denise": ("30 à 44 ans", "budget"), "Annick": ("moins de 30 ans", "budget"),
        "Paul": ("moins de 30 ans", "budget"), "Line": ("30 à 44 ans", "logement"),
        "Rose": ("45 à 59 ans", "logement"), "Marc": ("60 ans et plus", "logement"),
    }
    sessions = {"Denise": "E01", "Annick": "E02"}
    return [Participant(n, sessions.get(n, "E03"), {"age": a, "champ": c}) for n, (a, c) in borne.items()]


def star(session: str, place: Place, author: str = "claire") -> CodingDecision:
    turns = corpus()[session]
    return CodingDecision(
        id=f"{session}{place}", at="2026-01-01", session=session, turn=place.turn, first_word=place.first_word,
        last_turn=place.last_turn, last_word=place.last_word, quote=quote(turns, place), code="",
        decision=CodingVerb.STAR,
        mode="manual", definition="", check=checks(turns, place), author=author,
    )


WHOLE, NEXT = Place(1, 0, 1, 15), Place(2, 0, 2, 3)
DENISE, DENISE_AGAIN = star("E01", WHOLE), star("E01", NEXT)
ANNICK, UNNAMED, KEPT = star("E02", Place(2, 0, 2, 4)), star("E02", Place(1, 0, 1, 9)), star("E02", Place(0, 0, 0, 6))


def given(*stars: CodingDecision, decisions: tuple[QuoteDecision, ...] = (), k: int = 1) -> QuoteMaterial:
    return QuoteMaterial(corpus(), stars, decisions, people(), widths(AGES), k, {"E01", "E02"})


def decided(*lines: QuoteDecision) -> tuple[QuoteDecision, ...]:
    """Lines as their file gives them back, in the order they were written."""
    return tuple(
        replace(d, at=f"2026-01-02T{n:02}", author="claire", file="quotes/claire.csv", line=n + 2)
        for n, d in enumerate(lines)
    )
