"""Sentences end where a reader hears them end."""

from __future__ import annotations

import pytest

from pipeline.anchoring.anchors import words
from pipeline.language.sentences import last_words


def cut(text: str) -> list[str]:
    spans, pieces, start = words(text), [], 0
    for last in last_words(text):
        pieces.append(text[start : spans[last][1]].strip())
        start = spans[last][1]
    return pieces


@pytest.mark.parametrize(("text", "sentences"), [
    ("", []),
    ("Oui. On a vu M. Fournel hier. Voilà.", ["Oui.", "On a vu M. Fournel hier.", "Voilà."]),
    ("Mme. Fournel, le Dr. Awa et J. Petit.", ["Mme. Fournel, le Dr. Awa et J. Petit."]),
    ("Enfin... Je ne sais pas… Si.", ["Enfin...", "Je ne sais pas…", "Si."]),
    ("« Vous écrivez quoi ? » Alors je tourne l'écran.", ["« Vous écrivez quoi ? »", "Alors je tourne l'écran."]),
    ("« Quoi ? » dit-elle en riant. Bon.", ["« Quoi ? » dit-elle en riant.", "Bon."]),
    ("Quoi ?! Non !", ["Quoi ?!", "Non !"]),
    ("alors euh moi je suis là et voilà quoi", ["alors euh moi je suis là et voilà quoi"]),
    ("Il a 3.5 enfants en moyenne. Bref.", ["Il a 3.5 enfants en moyenne.", "Bref."]),
])
def test_a_text_is_cut_at_its_sentences(text: str, sentences: list[str]) -> None:
    """Abbreviations, ellipses, quotations and texts without punctuation are cut as they are read."""
    assert cut(text) == sentences
