"""A word of the dictionary stands for all its forms; brackets in the sentences mark what must be found."""

from __future__ import annotations

import re

import pytest

from pipeline.codebook.markers import BadPattern, compiled, find, hear
from pipeline.language.content_words import dictionary_form, forms

FOUND = [
    ("prendre+ (le|du) temps", "Elle [prenait le temps], nous [avons pris] le train et on [prendra du temps].", 2),
    ("faire+ à <possessif> place", "J'ai [fait à sa place], ils [feront à leur place].", 2),
    ("accompagner+", "On [accompagne], j'[accompagnais], des gens [accompagnés], elle a [accompagné].", 4),
    ("manger+", "Nous [mangeons], il [mangea].", 2),
    ("commencer+", "On [commençait] tard.", 1),
    ("dossier+", "Un [dossier], des [dossiers].", 2),
    ("social+", "Une assistante [sociale], des travailleurs [sociaux].", 2),
    ("cheval+", "Des [chevaux].", 1),
    ("dématérialiser+", "C'est [dématérialisé], ils [dématérialisent].", 2),
    ("éducateur+", "Une [éducatrice] et deux [éducateurs].", 2),
    ("(se|s) <pronom>? sentir+ (seul+|perdu+)", "Elle [se sent seule], ils [se sentaient perdus].", 2),
    ("ne savoir+ pas", "Je [sais pas], on ne [savait pas].", 2),
    ("œil+", "Les [yeux] fermés, un [œil] ouvert.", 2),
    ("rendez-vous+", "Trois [rendez-vous].", 1),
]
LEFT = [
    ("prendre+ le temps", "Il apprend le temps des verbes, entreprendre le temps venu."),
    ("dossier+", "Le dossiérage n'existe pas."),
    ("former+", "Le formulaire est long, l'information manque."),
]


@pytest.mark.parametrize(("pattern", "marked", "count"), FOUND)
def test_a_word_stands_for_its_forms(pattern: str, marked: str, count: int) -> None:
    """Conjugated, feminine or plural: the marker meets the words between brackets."""
    text = re.sub(r"[\[\]]", "", marked)
    heard = hear(text)
    found = [text[slice(*heard.original(*span))] for span in find(pattern, heard, {})]
    wanted = re.findall(r"\[([^]]*)\]", marked)
    assert len(found) == count
    assert set(found) <= set(wanted)


@pytest.mark.parametrize(("pattern", "text"), LEFT)
def test_another_word_is_left(pattern: str, text: str) -> None:
    """A word that only looks like a form is none."""
    assert find(pattern, hear(text), {}) == []


@pytest.mark.parametrize(("form", "word"), [("prennent", "prendre"), ("yeux", "oeil"), ("sociaux", "social")])
def test_a_form_in_the_place_of_the_word_is_told(form: str, word: str) -> None:
    """Whoever writes a form is told the word of the dictionary."""
    assert dictionary_form(form) == word
    with pytest.raises(BadPattern, match=re.escape(f"{word}+")):
        compiled(f"{form}+")


def test_an_unknown_word_is_taken_as_regular() -> None:
    """A word that the tables do not hold has the endings of its kind."""
    assert {"visio", "visios"} <= forms("visio")
    assert {"scroller", "scrolle", "scrollait", "scrollé"} <= forms("scroller")


def test_lists_of_every_codebook() -> None:
    """Pronouns may be called without being listed; a codebook's own list comes first."""
    assert find("(on|je) <pronom>? aider+", hear("On les aide."), {})
    assert not find("(on|je) <pronom>? aider+", hear("On les aide."), {"pronom": ("me",)})
