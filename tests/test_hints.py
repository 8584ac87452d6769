"""Jokes on a name and people of a hidden town are listed as risks, and hidden by one gesture."""

from __future__ import annotations

import pytest

from pipeline.model.contracts import Identifier, Turn
from pipeline.pseudonymise.recognisable import risks


def turn(said: str, role: str = "participant") -> Turn:
    return Turn("E01", 0, "L", role, None, None, said, "")  # type: ignore[arg-type]


def hidden(said: str, name: str) -> Identifier:
    start = said.index(name)
    return Identifier("E01", 0, start, start + len(name), "place", "p", "names", "replace", "[ville]")


JOKES = [
    "Moi c'est Prudence, comme mon nom l'indique je vais faire attention.", "Elle porte bien son nom, celle-là.",
    "Mon prénom ça veut dire rosée du matin.", "Il faisait des jeux de mots sur mon nom.",
    "À cause de mon nom, on m'appelait le boucher.",
]
NO_JOKES = [
    "Comme le nom du service l'indique, on oriente.", "Il porte bien ses sacs.", "Ça veut dire qu'on attend.",
    "On m'appelait au téléphone.",
]


@pytest.mark.parametrize("said", JOKES)
def test_a_joke_on_a_name_is_a_risk(said: str) -> None:
    """Beside a pseudonym, it tells the name."""
    assert [r.kind for r in risks([turn(said)])] == ["wordplay"]


@pytest.mark.parametrize("said", NO_JOKES)
def test_what_is_no_joke_on_a_name_is_none(said: str) -> None:
    """Words alike that play with nobody's name."""
    assert not risks([turn(said)])


PEOPLE = [
    ("Je viens de Paris, une vraie Parisienne.", "Paris", "Parisienne"),
    ("À Grenoble, les Grenoblois skient.", "Grenoble", "Grenoblois"),
    ("Nantes, oui, mon mari est nantais.", "Nantes", "nantais"),
    ("On est de Lyon, lyonnaises toutes les deux.", "Lyon", "lyonnaises"),
    ("C'est Marseille, un marseillais quoi.", "Marseille", "marseillais"),
]


@pytest.mark.parametrize(("said", "town", "people"), PEOPLE)
def test_the_people_of_a_hidden_town_tell_it(said: str, town: str, people: str) -> None:
    """Only where the town is hidden: elsewhere they tell nothing that is not said."""
    start = said.index(people)

    assert [(r.kind, r.start, r.end) for r in risks([turn(said)], [hidden(said, town)])] == [
        ("demonym", start, start + len(people)),
    ]
    assert not risks([turn(said)])


def test_a_form_of_a_verb_is_nobody() -> None:
    """« je tournais » is nobody of Tournes."""
    said = "À Tournes, je tournais mes phrases."

    assert not risks([turn(said)], [hidden(said, "Tournes")])
