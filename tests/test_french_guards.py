"""Names that are ordinary words too, and words that only look like names."""

from __future__ import annotations

import pytest

from pipeline.language import organisations
from pipeline.language.lexicon import ordinary
from pipeline.language.placeholders import elides
from pipeline.language.sentences import cased
from pipeline.pseudonymise.detect import name_rules


@pytest.mark.parametrize(("sentence", "written", "found"), [
    ("On a reçu Rose hier", True, {"Rose"}),
    ("elle portait une rose", True, set()),
    ("Prudence avec les mots de passe", True, set()),
    ("Prudence est venue me voir", True, {"Prudence"}),
    ("il habite à Nice", True, {"Nice"}),
    ("les gens étaient pas nice", False, set()),
    ("nathalie m'a dit", False, {"nathalie"}),
    ("clément boissonnel est venu", False, {"clément boissonnel"}),
    ("si le temps est clément", False, set()),
    ("il vit en France depuis", True, set()),
    ("à Noël on ferme", True, set()),
    ("il est de Saint-Denis", True, {"Saint-Denis"}),
    ("je suis née à croix", False, {"croix"}),
    ("ma croix et ma bannière", False, set()),
    ("je l'ai dit à M. Martin", True, {"Martin"}),
    ("je l'ai dit à M.-P. Martin", True, {"M.-P. Martin"}),
])
def test_a_name_that_is_a_word_needs_a_sign(sentence: str, written: bool, found: set[str]) -> None:
    """A capital inside a sentence, an action or an announced place make a name of a word."""
    assert {sentence[s.start : s.end] for s in name_rules.propose_listed(sentence, cased=written)} == found


def test_a_town_without_its_article_leaves_words_alone() -> None:
    """« Les Mureaux » are told in « aux Mureaux », « Les Marches » not in the steps of a staircase."""
    said = "y a quarante-deux marches, je vais aux Mureaux"

    assert {said[s.start : s.end] for s in name_rules.propose_towns(said, (), cased=True)} == {"Mureaux"}


@pytest.mark.parametrize(("word", "answer"), [
    ("bonjour", True), ("appeler", True), ("ordinateur", True), ("cœur", True), ("rose", True), ("hein", True),
    ("nathalie", False), ("langogne", False), ("belkacem", False),
])
def test_the_lexicon_knows_ordinary_words(word: str, answer: bool) -> None:
    """Words of French are told from names."""
    assert ordinary(word) is answer


def test_institutions_of_the_analysis_are_found_with_their_reason() -> None:
    """What is kept on purpose is listed, and why."""
    sentence = "La CAF de Lens, Pôle emploi et la caf"
    assert [sentence[m.start : m.end] for m in organisations.kept(sentence)] == ["CAF", "Pôle emploi", "caf"]
    assert all(organisations.institution_reasons().values())


def test_a_session_without_capitals_is_recognised() -> None:
    """Automatic transcripts without capitals are treated otherwise."""
    assert cased(["Oui. On a vu Awa à Lens."])
    assert not cased(["oui on a vu awa à lens et puis voilà"])


@pytest.mark.parametrize(("name", "answer"), [
    ("Élodie", True), ("Hélène", True), ("Yves", True), ("Hamid", False), ("Yanis", False), ("Paul", False),
])
def test_elision_follows_the_sound(name: str, answer: bool) -> None:
    """« d'Hélène » but « de Hamid »."""
    assert elides(name) is answer
