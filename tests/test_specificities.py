"""Words specific to those who share a value of an attribute, said by several people, heard in interviews only."""

from __future__ import annotations

import pytest

from pipeline.analysis.counts.association import specificity
from pipeline.model.conform import conform
from pipeline.model.contracts import Excerpt, Participant, Specificity
from pipeline.stages.specificities import specificities

PLACES = {"Zoé": "rural", "Ana": "rural", "Léo": "ville", "Max": "ville"}
PEOPLE = [Participant(name, "E01", {"milieu": place}) for name, place in PLACES.items()]
SAID = {"Zoé": "tracteur dossier", "Ana": "tracteur dossier", "Léo": "tramway dossier", "Max": "tramway dossier"}


def made(**said: str) -> list[Specificity]:
    rows = [
        Excerpt(f"E01:{i:03}:w0-w1", "E01", i, 0, 20, name, words, "Et la moto ?", "free", ())
        for i, (name, words) in enumerate([*(SAID | said).items()] * 5)
    ]
    return conform("specificities", specificities(rows, PEOPLE, shown=5))


def test_a_word_is_specific_where_it_is_said() -> None:
    """Positive there, negative elsewhere, with its counts; a word of all is of nobody."""
    found = {(s.value, s.word): s for s in made()}
    tractor = found["rural", "tracteur"]
    assert (tractor.inside, tractor.everywhere, tractor.part, tractor.people) == (10, 10, 20, 2)
    assert tractor.score == pytest.approx(specificity(10, 10, 20, 40), abs=1e-6)
    assert found["ville", "tracteur"].score < 0


def test_the_word_of_one_person_is_specific_to_nobody() -> None:
    """Said a lot, and by one: it would tell the person."""
    assert "vache" not in {s.word for s in made(Zoé="vache dossier") if s.score > 0}


def test_the_interviewer_is_not_heard() -> None:
    """What was asked is not what was said."""
    assert "moto" not in {s.word for s in made()}
