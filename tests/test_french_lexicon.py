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


def test_words_of_every_table_are_listed() -> None:
    """What is listed is each form of the exceptions, each lemma of the index and each lemma that a form leads to."""
    read = lexicon.tables()
    forms = {form for exceptions in read["lemma_exc"].values() for form in exceptions}
    lemmas = {lemma for table in ("lemma_index", "lemma_lookup") for some in read[table].values() for lemma in some}

    assert lexicon._indexed() == forms | lemmas
