"""A coding and an excerpt meet on source words."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.anchoring.word_places import ExcerptPlace, excerpt_id, overlaps, parse_excerpt_id
from pipeline.model.errors import BrokenContract


@dataclass
class Coded:
    """A passage on source words."""

    session: str
    turn: int
    first_word: int
    last_turn: int
    last_word: int


def test_an_id_says_the_place_it_was_made_from() -> None:
    """An excerpt's id leads back to its words, even when the session's name holds a colon."""
    assert parse_excerpt_id(excerpt_id("Lyon:2", 5, 0, 23)) == ExcerptPlace("Lyon:2", 5, 0, 23)


@pytest.mark.parametrize("text", ["", "E01", "E01:5", "E01:x:w0-w3", "E01:5:w0"])
def test_what_is_no_id_is_refused(text: str) -> None:
    """A text that is no excerpt id is never taken for one."""
    with pytest.raises(BrokenContract):
        parse_excerpt_id(text)


@pytest.mark.parametrize(
    ("coded", "expected"),
    [
        (Coded("E01", 5, 0, 5, 9), False),
        (Coded("E01", 5, 0, 5, 10), True),
        (Coded("E01", 5, 20, 5, 30), True),
        (Coded("E01", 5, 21, 5, 30), False),
        (Coded("E01", 3, 40, 6, 2), True),
        (Coded("E01", 3, 0, 5, 5), False),
        (Coded("E02", 5, 10, 5, 20), False),
    ],
)
def test_a_coding_meets_an_excerpt_when_they_share_a_word(coded: Coded, expected: bool) -> None:
    """Sharing one word is enough, across turns too; another session never counts."""
    assert overlaps(coded, ExcerptPlace("E01", 5, 10, 20)) is expected
