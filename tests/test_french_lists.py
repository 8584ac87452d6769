"""Lists of names: what they hold, how they stand in a sentence, and what a user may add."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.language import person_names, places
from pipeline.language.folds import fold_for_search
from pipeline.language.name_phrases import phrase
from pipeline.language.sentences import cased
from pipeline.pseudonymise.detect import name_rules, named_entities, patterns
from pipeline.pseudonymise.detect.spans import Span


@pytest.mark.parametrize("place", [person_names.HEARD_FILE, places.PLACES_FILE])
def test_lists_are_sorted_and_name_each_thing_once(place: Path) -> None:
    """A list that one can read, and whose differences one can review."""
    with place.open(encoding="utf-8", newline="") as file:
        listed = [row["name"] for row in csv.DictReader(file)]
    assert listed == sorted(listed, key=lambda name: (fold_for_search(name), name))
    assert len({phrase(name) for name in listed}) == len(listed)


def test_first_names_tell_gender_and_generation_and_nothing_else() -> None:
    """Several thousand first names; no origin is written anywhere."""
    with person_names.HEARD_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 5000
    assert set(rows[0]) == {"name", "gender", "generation"}
    assert {(r["gender"], r["generation"]) for r in rows} <= {(g, n) for g in "fmn" for n in "0123"}


@pytest.mark.parametrize("name", [
    "Nathalie", "Mohamed", "Fatoumata", "Nadjati", "Ketty", "Yılmaz", "Conceição", "Agnieszka", "Mihaela", "Dragan",
    "Oleksandr", "Hripsimé", "Zelimkhan", "Khosrow", "Berîvan", "Gurpreet", "Sivakumar", "Phương", "Xiaoling", "Sokha",
    "Tchavolo", "Guadalupe", "Gwenvaël", "Maialen", "Ghjuvan", "Lieselotte", "Guilhèm", "Kimberley", "Mordehai",
])
def test_first_names_come_from_everywhere(name: str) -> None:
    """People interviewed in France bear names from the whole world."""
    assert phrase(name) in person_names.phrases()


def test_a_name_only_recognised_is_never_a_pseudonym() -> None:
    """The long list changes nobody's pseudonym."""
    with person_names.HEARD_FILE.open(encoding="utf-8", newline="") as file:
        heard = {row["name"] for row in csv.DictReader(file)}
    assert not heard & {n.name for n in person_names.first_names()}


@pytest.mark.parametrize("town", [
    "Langogne", "Wattrelos", "Saint-Chély-d'Apcher", "Le Lamentin", "Tizi Ouzou", "Liège",
])
def test_towns_are_known(town: str) -> None:
    """Communes of France, towns from which people come."""
    assert phrase(town) in places.towns() or phrase(town) in places.phrases()


@pytest.mark.parametrize(("sentence", "written", "found"), [
    ("elle vient de Bourganeuf", True, {"Bourganeuf"}),
    ("elle vient de bourganeuf", False, {"bourganeuf"}),
    ("il habite à gap", False, {"gap"}),
    ("à contre sens de tout", False, set()),
    ("on va lire la lettre à la mer", False, set()),
    ("elle est à Saint-Pierre-des-Corps", True, {"Saint-Pierre-des-Corps"}),
])
def test_towns_stand_in_sentences(sentence: str, written: bool, found: set[str]) -> None:
    """A town is found with or without capital; one that is a word needs an announcement."""
    assert {sentence[s.start : s.end] for s in name_rules.propose_towns(sentence, [], cased=written)} == found


def test_a_town_is_left_to_who_bears_its_name() -> None:
    """« Paul Vernet » is someone, though Vernet is a town."""
    sentence = "J'ai vu Paul Vernet"
    assert name_rules.propose_towns(sentence, [Span(8, 19, "person")], cased=True) == []


@pytest.mark.parametrize(("sentence", "found"), [
    ("c'est aimée qui l'a faite", {"aimée"}),
    ("merci rose", {"rose"}),
    ("et pierre il m'a dit non", {"pierre"}),
    ("la petite grâce", {"grâce"}),
    ("parce que victoire est venue", {"victoire"}),
    ("c'est pas juste", set()),
    ("il jette une pierre et il part", set()),
    ("la victoire est belle", set()),
    ("avec prudence on avance", set()),
])
def test_a_first_name_that_is_a_word_is_known_by_what_surrounds_it(sentence: str, found: set[str]) -> None:
    """Without capitals, no article before and a verb after make a name of a word."""
    assert {sentence[s.start : s.end] for s in name_rules.propose_listed(sentence, cased=False)} == found


@pytest.mark.parametrize(("sentence", "found"), [
    ("on l'a envoyé à Passerelle hier", {"Passerelle"}),
    ("j'ai vu l'État et la Mairie", set()),
    ("elle est partie chez Zyloufi", {"Zyloufi"}),
    ("il parle Arabe, Maman aussi", set()),
    ("c'est NON", set()),
])
def test_a_capital_inside_a_sentence_tells_a_name(sentence: str, found: set[str]) -> None:
    """What only a proper name explains is masked; respect and habit write capitals too."""
    assert {sentence[s.start : s.end] for s in patterns.propose_capitalised(sentence, cased=True)} == found


@pytest.mark.parametrize(("texts", "answer"), [
    (["donc on est allés voir Nathalie", "euh et puis après on a mangé avec tout le monde" * 5], True),
    (["donc on est allés voir nathalie OK", "Euh et puis après on a mangé avec tout le monde" * 5], False),
    (["donc rien", "du tout"], False),
])
def test_names_tell_whether_a_session_has_capitals(texts: list[str], answer: bool) -> None:
    """Where sentences begin without a capital, names tell."""
    assert cased(texts) is answer


def test_only_words_that_could_name_someone_are_given_a_capital() -> None:
    """A model trained on capitals is helped; offsets stay."""
    assert named_entities.with_capitals("et nathalie habite à lens avec eux") == "et Nathalie habite à Lens avec eux"


def test_a_user_adds_insees_first_names(tmp_path: Path) -> None:
    """The national file is read where it is; rare births and ordinary words are not believed."""
    file = tmp_path / "nat2022.csv"
    file.write_text("sexe;preusuel;annais;nombre\n2;ZYLOUNA;2001;40\n1;TABLE;1990;90\n1;QORVAX;1990;3\n", "utf-8")
    sentence = "avec zylouna et qorvax à table"
    found = name_rules.propose_listed(sentence, cased=False, others=person_names.insee_phrases(str(file)))
    assert {sentence[s.start : s.end] for s in found} == {"zylouna"}


@pytest.mark.parametrize("content", ["", "nom,prenom\nA,B\n", "sexe;preusuel;annais;nombre\n1;AWA;2000;x\n"])
def test_another_file_is_refused_in_words(tmp_path: Path, content: str) -> None:
    """The message names the file and the setting."""
    file = tmp_path / "prenoms.csv"
    file.write_text(content, "utf-8")
    with pytest.raises(person_names.NoFirstNames, match=r"prenoms\.csv.*insee_first_names"):
        person_names.insee_phrases(str(file))
