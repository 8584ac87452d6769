"""The first screen: what the last update changed, and what is far from the rest of a theme."""

from __future__ import annotations

import doctest
from dataclasses import replace

from dashboard import home_phrases
from dashboard.view.distant import FEWEST, distant
from dashboard.view.folding import folded
from dashboard.view.passages import Passage
from dashboard.view.since import Figures
from tests.conftest import EXCERPTS

COMMON = "le temps manque toujours devant le guichet et les papiers attendent"
OTHER = "chat cheminée vacances montagne sapin rivière bateau musique dort près de la vieille grange"


def passage(number: int, text: str) -> Passage:
    excerpt = replace(EXCERPTS[0], excerpt=f"E01:{number}:w0-w9", turn=number, speaker=f"P{number}", text=text)
    return Passage(excerpt, excerpt.excerpt, (), {}, folded(text), typical=True)


def test_what_is_far_is_what_shares_fewest_words() -> None:
    """The passage whose words come back least in the others is chosen; among too few, none is."""
    alike = [passage(n, f"{COMMON} numéro{n}") for n in range(FEWEST)]

    found = distant([*alike, passage(99, OTHER)])
    assert found
    assert found.excerpt.speaker == "P99"
    assert distant([passage(99, OTHER), *alike[:3]]) is None


def test_an_update_that_changed_nothing_says_so() -> None:
    """Two runs alike are told in one sentence, and so is what one gained or lost."""
    same = Figures(frozenset({"E01"}), 2, 5, frozenset())

    assert home_phrases.since(same, same) == home_phrases.NOTHING
    assert "1 entretien retiré" in home_phrases.since(same, replace(same, sessions=frozenset()))
    assert doctest.testmod(home_phrases).failed == 0
