"""Marks of transcribers: what was not said is found by its place, and what was said is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.transcript_conventions import is_mark, marks, said


@pytest.mark.parametrize(("text", "noted"), [
    ("Oui [rires] bon", ["[rires]"]), ("je (inaudible) plus", ["(inaudible)"]), ("et là +++ voilà", ["+++"]),
    ("on va à XX demain", ["XX"]), ("c'est xxx hein", ["xxx"]), ("bon (.) alors (2s) oui", ["(.)", "(2s)"]),
    ("{rire} oui <rires>", ["{rire}", "<rires>"]), ("il *soupire* et part", ["*soupire*"]),
    ("(le téléphone sonne) oui", ["(le téléphone sonne)"]), ("j'ai vu BIP hier", ["BIP"]),
    ("avec NPERS et NNAAMMEE à NLIEU1", ["NPERS", "NNAAMMEE", "NLIEU1"]), ("ah &=rires oui", ["&=rires"]),
    ("((rires))", ["(rires)"]), ("(pi) voilà", ["(pi)"]), ("(elle sort)", ["(elle sort)"]),
])
def test_what_was_not_said_is_found(text: str, noted: list[str]) -> None:
    """Laughter, silence, the inaudible, pauses and names already removed are marks, in any convention."""
    assert [text[m.start : m.end] for m in marks(text)] == noted


@pytest.mark.parametrize("text", [
    "(h)umain, (ou)i", "oui (je ne sais pas si c'est bien)", "et/ou, 3/4 d'heure", "C'est **très** bien", "et pi voilà",
    "la taille XL", "N'importe quoi", "le XXe siècle", "les bips du téléphone", "donc:: euh",
])
def test_what_was_said_is_no_mark(text: str) -> None:
    """Asides of the speaker, cut words, numbers and stress are words."""
    assert marks(text) == []


@given(st.text(alphabet="aé [](){}<>*+xX/.BIP\n", max_size=60))
def test_every_offset_stays(text: str) -> None:
    """What is left when marks are blanked stands where it stood."""
    left = said(text)
    assert len(left) == len(text)
    assert all(after in {before, " "} for before, after in zip(text, left, strict=True))


def test_a_turn_of_marks_says_nothing() -> None:
    """A turn that holds nothing but notes is noise; a word beside them makes it speech."""
    assert is_mark("[rires] (silence)")
    assert not is_mark("[rires] oui")
    assert not is_mark("…")
