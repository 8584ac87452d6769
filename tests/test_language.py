"""One way to write a text and two to compare it, whatever machine it was typed on."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.readers import text as plain
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.received_files import read
from pipeline.language.folds import fold_for_search, fold_in_place, origins, straight
from pipeline.language.name_phrases import Phrases, phrase
from pipeline.model.files import normalised

FRENCH = st.text(st.sampled_from("aeéèêëîïôûùçœæßÉÀÇŒ '’-‑.\n\u00ad\u200b\ufeff\u200e\u0301bcnrt"))
ANY = st.text(max_size=60) | FRENCH


@given(ANY)
def test_a_text_is_written_in_one_way(text: str) -> None:
    """Composed or not, a text is written the same, and writing it again changes nothing."""
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert normalised(normalised(text)) == normalised(text)
    assert fold_for_search(normalised(composed)) == fold_for_search(normalised(apart))


@given(FRENCH)
def test_french_is_the_same_composed_or_not(text: str) -> None:
    """Letters of French with their accents apart become the same text."""
    assert normalised(unicodedata.normalize("NFD", text)) == normalised(unicodedata.normalize("NFC", text))


@given(ANY)
def test_folds_keep_their_promise(text: str) -> None:
    """One fold keeps every offset; the other gives the way back to each character."""
    assert len(fold_in_place(text)) == len(text)
    assert len(origins(text)) == len(fold_for_search(text)) + 1
    assert fold_for_search(fold_for_search(text)) == fold_for_search(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lecœur", "LECOEUR"), ("Læticia", "Laeticia"), ("Strauß", "strauss"), ("d’Arcy", "d'arcy"),
        ("Jean‑Noël", "jean-noel"), ("Søren", "soren"), ("Łukasz", "Lukasz"), ("Sé\u00adgolène", "Segolene"),
        ("Te\u0301hard", "Téhard"), ("Del\ufb01ne", "delfine"),
    ],
)
def test_spellings_of_a_name_meet(one: str, other: str) -> None:
    """A name is found whatever typography wrote it."""
    assert phrase(one) == phrase(other)
    assert [m.phrase for m in Phrases([phrase(one)]).find(normalised(f"Je vois {other}."))] == [phrase(one)]


def test_what_differs_is_told_apart() -> None:
    """An accent counts where quotes are compared word for word; only typography does not."""
    assert straight("l’été") == straight("l'e\u0301te\u0301") != straight("l'ete")


def test_pictures_keep_what_joins_them() -> None:
    """A family drawn as one picture stays one; the same sign inside a word goes."""
    assert normalised("👩\u200d👧 ❤\ufe0f So\u200dnia") == "👩\u200d👧 ❤\ufe0f Sonia"


@given(FRENCH)
def test_every_character_that_is_seen_is_accounted_for(text: str) -> None:
    """What is read of a file in composed characters and what is set aside add up to what it shows."""
    data = f"A : {unicodedata.normalize('NFD', text)}\n".encode()
    found = read(plain.read, data, "E01.txt")
    assert characters(*(p.text for p in found.paragraphs), *(a.text for a in found.asides)) == found.characters
