"""The lexicon: ordinary words are known without importing spaCy, by the keys that spaCy gives them."""

from __future__ import annotations

import pytest

from pipeline.language import lexicon


@pytest.mark.parametrize("word", ["avoir", "élève", "x", "anticonstitutionnellement", "guichets", "œuvre", "quatorze"])
def test_words_have_the_keys_of_the_tables(word: str) -> None:
    """Our key of a word is the one that spaCy computes."""
    strings = pytest.importorskip("spacy.strings")

    assert lexicon._key(word.encode()) == strings.hash_string(word)


@pytest.mark.parametrize(("word", "expected"), [("prudence", True), ("formulaires", True), ("Kervadec", False)])
def test_ordinary_words_are_told_from_names(word: str, expected: bool) -> None:
    """Inflected forms are known; a surname is not."""
    assert lexicon.ordinary(word) is expected
