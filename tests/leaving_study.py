"""Turns with what their speakers reserve, codings, a grid → a study as files of other tools are made from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.anchoring.anchors import words
from pipeline.codebook.codes import Code, Codebook, Family, Theme
from pipeline.model.contracts import AnonymisedTurn, Coding, Participant, Restriction, Role
from pipeline.publish.held_back import HeldBack
from pipeline.publish.passages.leaving_passages import CodedMaterial
from pipeline.publish.quotes.document import StudyLabel

BOOK = Codebook(
    (Family("A", "Métier"), Family("B", "Moyens")),
    (
        Code("A1", "Manque de temps", "A", "On court.", "les délais", "la fatigue", ("On court.",), colour="#1b7f5c"),
        Code("A2", "Temps volé", "A", "Ce qui est pris.", parent="A1"),
        Code("B1", "Matériel", "B", "", retired="2026-01-01", colour="rouge"),
    ),
    aliases={"vieux": "A1"},
)
THEMES = (Theme("t1", "Le temps", "Ce qui manque.", ("A1", "A2")),)


def turn(
    number: int, text: str, speaker: str = "Louise", role: Role = "participant", *, session: str = "E01",
    consent: Sequence[Restriction] = (), times: tuple[int, int] | None = None,
) -> AnonymisedTurn:
    """A turn in which nothing is masked."""
    start, end = times or (None, None)
    return AnonymisedTurn(session, number, speaker, role, start, end, text, tuple(consent), (), (len(words(text)) - 1,))


def coding(
    said: Sequence[AnonymisedTurn], start: tuple[int, int], end: tuple[int, int], code: str = "A1", author: str = "ana",
    **more: str,
) -> Coding:
    """A code from a character of a turn to the end of a passage, in that turn or a later one; ids tell them apart."""
    (first, at), (last, to) = start, end
    texts = {t.turn: t.text for t in said}
    pieces = [texts[n][at if n == first else 0 : to if n == last else None] for n in range(first, last + 1)]
    row = {
        "coding": f"{author}:{code}:{first}.{at}-{last}.{to}", "author_kind": "person", "status": "coded",
        "mode": "manual", "consent": "free", "at": "2026-11-30T09:00:00",
    }
    return Coding(
        session=said[0].session, turn=first, start=at,
        last_turn=last, end=to, text="\n".join(pieces), code=code, author=author, **(row | more),  # type: ignore[arg-type]
    )


def study(
    turns: Iterable[AnonymisedTurn], codings: Sequence[Coding] = (), held: HeldBack | None = None,
    told: dict[str, dict[str, str]] | None = None,
) -> CodedMaterial:
    """A study of these turns; ``told`` says what is told of people."""
    by_session: dict[str, dict[int, AnonymisedTurn]] = {}
    for t in turns:
        by_session.setdefault(t.session, {})[t.turn] = t
    speaking = sorted({(t.speaker, t.session) for of in by_session.values() for t in of.values()
                       if t.role == "participant" and t.speaker})
    told = told or {}
    participants = [Participant(who, session, told.get(who, {})) for who, session in speaking]
    return CodedMaterial(
        BOOK, THEMES, by_session, codings, participants, sorted(by_session), held or HeldBack(),
        StudyLabel("Enquête d'essai", fictional=False, called={s: f"Entretien {s}" for s in by_session}),
        sorted({a for of in told.values() for a in of}),
    )
