"""Three turns, two codes, a suggestion and a writer, for the tests of coding."""

from __future__ import annotations

from itertools import count

from pipeline.anchoring.anchors import Replacement, check, rewrite, words
from pipeline.codebook.grid import Code, Codebook, Family
from pipeline.coding.coding_writer import CodingWriter
from pipeline.model.contracts import AnonymisedTurn, Excerpt, Mode, Suggestion
from pipeline.stages.excerpts import excerpts

SAID = ("Vous faites quoi ?", "Je remplis le dossier d'Amina. Ce n'est pas mon travail.", "Et puis Amina revient.")
SUGGESTED = Suggestion("E01:1:w0-w15", "A1", 0.9, "probable", ("registre",), ())
KEY = b"a key for tests"


def book(version: str = "1") -> Codebook:
    """Two codes, and an old name for the first; ``version`` is that of its definition."""
    codes = (Code("A1", "Frontières", "A", "Où finit le rôle", version=version),
             Code("A2", "Faire avec", "A", "Aider", version="2"))
    return Codebook((Family("A", "Mission"),), codes, aliases={"limites": "A1"})


def turns(pseudonym: str = "Lou") -> dict[str, dict[int, AnonymisedTurn]]:
    """The turns as the team reads them, the first one an interviewer's."""
    return {"E01": {n: _turn(n, text, pseudonym) for n, text in enumerate(SAID)}}


def _turn(number: int, text: str, pseudonym: str) -> AnonymisedTurn:
    at = text.find("Amina")
    new, anchors = rewrite(text, [Replacement(at, at + 5, pseudonym)] if at >= 0 else [])
    return AnonymisedTurn(
        "E01", number, "Zoé", "participant" if number else "interviewer", None, None, new, (), anchors,
        (len(words(text)) - 1,), check(text, KEY),
    )


def cut() -> list[Excerpt]:
    """The excerpts of the turns."""
    return excerpts(list(turns()["E01"].values()), max_words=60, min_words=3)


def writer(name: str = "a", coder: str = "ana", mode: Mode = "manual", version: str = "1") -> CodingWriter:
    """A writer whose lines are called ``name-0``, ``name-1``… and dated after the name."""
    ids = count()
    return CodingWriter(
        author=coder, mode=mode, at=f"2026-01-01T00:00:00.00{name:0>4}", new_id=lambda: f"{name}-{next(ids)}",
        codebook=book(version), turns=turns(),
    )

