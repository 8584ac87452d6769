"""Markers told in words: every one of the grid is told, and what is shown as an example is what it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.pages.grille.view import examples, told_in_words
from pipeline.codebook.grid import codebook
from pipeline.codebook.markers import MOST_WAYS, TOO_MANY_WAYS, BadPattern, expanded, find, hear, parsed
from pipeline.model.study import Study

BOOK = codebook(Study(Path(__file__).parents[1]))
MARKERS = sorted({p for c in BOOK.codes for p in (*(m.pattern for m in c.markers), *c.exclusions)})


@pytest.mark.parametrize("pattern", MARKERS)
def test_an_example_is_read_by_its_marker(pattern: str) -> None:
    """What stands between « » is found by the marker itself, a beginning of word and a gap left as they are."""
    said = examples(pattern, BOOK.lists)

    assert said
    assert all(find(pattern, hear(one.replace("…", " ")), BOOK.lists) for one in said)


@pytest.mark.parametrize("pattern", MARKERS)
def test_no_sign_of_the_language_of_markers_is_left(pattern: str) -> None:
    """Who has not learnt it reads words: neither bar nor star, no angle bracket, no question mark."""
    assert not set("|*+<>?") & set(told_in_words(pattern))
    assert "«  »" not in told_in_words(pattern)


@pytest.mark.parametrize("pattern", [
    "… " * 12 + "x", "a? " * 30 + "b", "(a|a) " * 25 + "b", "(" * 3000 + "a" + ")" * 3000, "(a|b|c)? " * 20 + "z",
    "((a|a b)? …)? " * 8 + "z", "(a*|a) " * 15 + "zz", "a? … " * 5 + "zz", "…(…(…(…(…(…(x)?)?)?)?)?)? y",
])
def test_a_marker_that_would_be_sought_for_hours_is_refused_with_a_reason(pattern: str) -> None:
    """Each optional part multiplies the ways of reading the same words."""
    with pytest.raises(BadPattern, match=TOO_MANY_WAYS.split(":")[0].strip()):
        find(pattern, hear("a " * 500), {})


@pytest.mark.parametrize("pattern", MARKERS)
def test_no_marker_of_a_grid_is_near_the_bound(pattern: str) -> None:
    """What people write may be read in a few hundred ways at most."""
    assert parsed(expanded(pattern, BOOK.lists)).ways < MOST_WAYS / 4
