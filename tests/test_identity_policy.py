"""Replacement by policy: each type in its style, the sentence still French, institutions kept on purpose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.ingest.session import Person
from pipeline.language.identifier_patterns import age_band, ages, births
from pipeline.language.numbers import spoken_number
from pipeline.language.placeholders import joined
from pipeline.model.decision_rows import IdentifierVerb, Scope
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.resolve.policy import generalised_date
from pipeline.pseudonymise.resolve.policy import generalised_place as generalised
from tests.small_corpus import POLICY, Made, Said, decide, made, session


def styled(**styles: str) -> dict[str, Any]:
    return {"styles": POLICY["styles"] | styles}


GENERAL = styled(place="generalise", organisation="generalise") | {"notation": "plain"}


@pytest.mark.parametrize(("place", "expected"), [
    ("Tourcoing", "ville moyenne du Nord"), ("Langogne", "petite ville de Lozère"), ("Fraissinet-de-Lozère", "lieu"),
    ("Le Bleymard", "lieu"), ("Luc", "village"), ("Vitry", "ville"), ("Brive", "ville moyenne de Nouvelle-Aquitaine"),
    ("Lille", "grande ville"), ("Paris", "grande ville d'Île-de-France"), ("Saint-Denis", "ville"),
    ("Mali", "pays d'Afrique de l'Ouest"), ("Comores", "pays de l'océan Indien"),
    ("Bamako", "ville d'Afrique de l'Ouest"),
    ("Lozère", "département d'Occitanie"), ("Bretagne", "région"), ("quartier de Lyon", "quartier d'une grande ville"),
    ("rue de Lyon", "rue"), ("13e arrondissement", "arrondissement d'une grande ville"), ("Zabelou", "lieu"),
    ("Prévenchères", "village de Lozère"), ("Pointe-Noire", "ville d'Afrique centrale"),
])
def test_a_place_is_said_so_that_others_are_the_same(place: str, expected: str) -> None:
    """Its size and its department, or region, where enough communes are alike; « lieu » when nothing is known."""
    assert generalised(place, 5).bare == expected


def test_the_department_is_said_only_where_enough_communes_are_alike() -> None:
    """One town of its size in a department would be known by it."""
    assert generalised("Mende", 1).bare == "petite ville de Lozère"
    assert generalised("Mende", 10).bare == "petite ville d'Occitanie"
    assert generalised("Lille", 1).bare == "grande ville du Nord"


@pytest.mark.parametrize(("text", "name", "kind", "expected"), [
    ("J'habite à Tourcoing.", "Tourcoing", "place", "J'habite dans une ville moyenne du Nord."),
    ("Je viens de Tourcoing.", "Tourcoing", "place", "Je viens d'une ville moyenne du Nord."),
    ("La mairie d'Alès.", "Alès", "place", "La mairie d'une ville moyenne d'Occitanie."),
    ("Je vis en Lozère.", "Lozère", "place", "Je vis dans un département d'Occitanie."),
    ("Il est né au Mali.", "Mali", "place", "Il est né au pays d'Afrique de l'Ouest."),
    ("Il vient du Mali.", "Mali", "place", "Il vient du pays d'Afrique de l'Ouest."),
    ("Elle est des Comores.", "Comores", "place", "Elle est des pays de l'océan Indien."),
    ("On aime la Guinée.", "Guinée", "place", "On aime la nation d'Afrique de l'Ouest."),
    ("Grâce à Tourcoing.", "Tourcoing", "place", "Grâce à une ville moyenne du Nord."),
    ("Depuis que Tourcoing change.", "Tourcoing", "place", "Depuis qu'une ville moyenne du Nord change."),
    ("Tourcoing, c'est grand.", "Tourcoing", "place", "une ville moyenne du Nord, c'est grand."),
    ("Au quartier de Lyon.", "quartier de Lyon", "place", "Au quartier d'une grande ville."),
    ("À l'EHPAD Les Jonquilles.", "EHPAD Les Jonquilles", "organisation", "À l'EHPAD."),
    ("Le directeur du foyer Les Mascarets.", "foyer Les Mascarets", "organisation", "Le directeur du foyer."),
    ("C'est l'association Mots Croisés.", "association Mots Croisés", "organisation", "C'est l'association."),
    ("Je travaille à la Passerelle.", "Passerelle", "organisation", "Je travaille à la structure."),
    ("Je travaille au Relais-Fleury.", "Relais-Fleury", "organisation", "Je travaille au service."),
    ("Je suis de Zabelou.", "Zabelou", "organisation", "Je suis d'une structure."),
])
def test_what_is_generalised_reads_as_french(text: str, name: str, kind: Any, expected: str) -> None:
    """Elision, contraction and gender hold, and « à », « de », « en », « que » follow."""
    assert made([Said("E01", text, ((name, kind),))], **GENERAL).read() == [expected]


@pytest.mark.parametrize(("text", "name", "kind", "expected"), [
    ("Je vis à Tourcoing.", "Tourcoing", "place", "Je vis à [{}]."),
    ("Il est né au Mali.", "Mali", "place", "Il est né au [{}, pays]."),
    ("Au foyer Les Mascarets.", "foyer Les Mascarets", "organisation", "Au [foyer {}]."),
    ("Des gens du Passadou.", "Passadou", "organisation", "Des gens du [service {}]."),
    ("C'est la Passadou.", "Passadou", "organisation", "C'est la [structure {}]."),
])
def test_what_is_renamed_keeps_its_kind(text: str, name: str, kind: Any, expected: str) -> None:
    """An invented name, the same everywhere, agreeing with the article that is there; brackets, or none."""
    run = made([Said("E01", text, ((name, kind),))])
    before, after = expected.split("{}")
    (read,) = run.read()
    assert read.startswith(before)
    assert read.endswith(after)
    plain = made([Said("E01", text, ((name, kind),))], notation="plain").read()
    assert plain == [read.replace("[", "").replace("]", "")]


@pytest.mark.parametrize(("before", "said", "shown", "expected"), [
    ("le dossier d'", "Amina", "Louise", "le dossier de Louise"), ("celui de ", "Samir", "Émile", "celui d'Émile"),
    ("parce qu'", "Élise", "Marthe", "parce que Marthe"), ("je crois que ", "Luc", "Agnès", "je crois qu'Agnès"),
    ("D'", "Amina", "Louise", "De Louise"), ("le dossier d’", "Amina", "Louise", "le dossier de Louise"),
    ("le dossier d'", "Amina", "Élodie", "le dossier d'Élodie"), ("avec ", "Amina", "Louise", "avec Louise"),
    ("la femme de ", "Hamid", "Karim", "la femme de Karim"), ("aujourd'", "Amina", "Louise", "aujourd'Louise"),
])
def test_the_word_before_a_name_follows_it(before: str, said: str, shown: str, expected: str) -> None:
    """« d'Amina » becomes « de Louise », « de Samir » « d'Émile »; nothing else is touched."""
    taken, text = joined(before, said, shown)
    assert before[: len(before) - taken] + text == expected


def test_a_pseudonym_that_a_person_chose_may_elide_otherwise() -> None:
    """The turn is read with « de », and its words keep their number."""
    said = [Said("E01", "C'est le dossier d'Amina Perrin.", (("Amina Perrin", "person"),))]
    line = decide(made(said), "Amina Perrin", "E01", replacement="Louise Martignac")
    assert made(said, decisions=[line]).read() == ["C'est le dossier de Louise Martignac."]


@pytest.mark.parametrize(("text", "before", "style", "expected"), [
    ("12 mars 2014", "le ", "month", "mois de mars 2014"), ("12 mars 2014", "le ", "year", "jour de 2014"),
    ("12 mars 2014", "le ", "label", ""), ("12 avril", "le ", "month", "mois d'avril"), ("12 mars", "le ", "year", ""),
    ("12/03/2014", "depuis ", "month", "mars 2014"), ("03.11.98", "du ", "month", "mois de novembre 1998"),
    ("douze mars deux mille quatorze", "le ", "month", "mois de mars 2014"),
    ("premier août mille neuf cent quatre-vingt-dix-huit", "le ", "year", "jour de 1998"),
    ("19 avril 1953", "Né le ", "month", "jour des années 1950"),
    ("19/04/53", "née le ", "year", "jour des années 1950"),
    ("19 avril 1953", "date de naissance : ", "label", "années 1950"), ("19 avril", "né un ", "month", ""),
])
def test_a_date_is_told_less_exactly(text: str, before: str, style: str, expected: str) -> None:
    """By its month, its year or not at all; a birth by its decade, whatever the style."""
    assert generalised_date(text, before, style) == expected


@pytest.mark.parametrize(("before", "expected"), [
    ("Je suis née le ", True), ("né à Lens le ", True), ("sa date de naissance c'est le ", True),
    ("il a donné le ", False),
    ("On s'est vus le ", False), ("née. Elle est arrivée le ", False), ("ma journée du ", False),
])
def test_a_birth_is_announced(before: str, expected: bool) -> None:
    """« né », « naissance », in the same sentence."""
    assert births(before) is expected


@pytest.mark.parametrize(("text", "found"), [
    ("J'ai 38 ans.", ["38 ans"]), ("elle a quatre-vingt-deux ans et", ["quatre-vingt-deux ans"]),
    ("une dame de 80 ans", ["80 ans"]), ("à trente ans", ["trente ans"]), ("à l'âge de 16 ans", ["16 ans"]),
    ("mon fils a 14 ans", ["14 ans"]), ("mes 50 ans", ["50 ans"]), ("ma mère avait 71 ans", ["71 ans"]),
    ("depuis 12 ans", []), ("j'ai 20 ans d'ancienneté", []), ("j'ai vingt ans de métier", []), ("il y a dix ans", []),
    ("ça fait 5 ans", []), ("au bout de 3 ans", []), ("un contrat de 3 ans", []), ("plus de 60 ans", []),
    ("on est à 2 ans de la retraite", []), ("à 2 ans près", []), ("j'ai travaillé 7 ans", []),
])
def test_an_age_is_told_from_a_duration(text: str, found: list[str]) -> None:
    """What someone has, is of or turns; not what lasts."""
    assert [text[start:end] for start, end in ages(text)] == found


def test_ages_are_banded_when_the_policy_says_so() -> None:
    """« keep » leaves them; « band » says ten years, minors and the very old in one band each."""
    said = [Said("E01", "J'ai trente-huit ans, mon fils a 14 ans, ma mère 94 ans, elle a 94 ans.")]
    assert made(said).read() == [said[0].text]
    read = made(said, **styled(age="band")).read()
    assert read == ["J'ai [30-39 ans], mon fils a [moins de 18 ans], ma mère 94 ans, elle a [90 ans ou plus]."]
    assert age_band("dix-huit ans") == "18-19 ans"


@pytest.mark.parametrize(("text", "number"), [
    ("quatre-vingt-dix-sept", 97), ("soixante et onze", 71), ("cent vingt", 120), ("mil neuf cent soixante", 1960),
    ("deux mille", 2000), ("septante-deux", 72), ("12", 12), ("maison", None), ("", None),
])
def test_a_number_in_words_is_read(text: str, number: int | None) -> None:
    """As people say it here, in Belgium and in Switzerland."""
    assert spoken_number(text) == number


def test_what_is_a_number_leaves_its_type() -> None:
    """A placeholder keeps its brackets even where names have none: it says that something was taken out."""
    said = [Said("E01", "Mon mail : awa@exemple.fr.", (("awa@exemple.fr", "email"),))]
    assert made(said, notation="plain").read() == ["Mon mail : [courriel]."]


KEPT = {"Emmaüs": "objet de l'enquête"}
EMMAUS = [Said("E01", "On travaille avec Emmaüs.", (("Emmaüs", "organisation"),))]


def test_an_institution_is_kept_on_purpose_with_a_reason() -> None:
    """What the settings keep is shown without anybody's decision, and its row says that it is kept."""
    run = made(EMMAUS, kept=KEPT)
    assert run.read() == [EMMAUS[0].text]
    assert (run.rows[0].action, made(EMMAUS).rows[0].action) == ("keep", "replace")
    assert made(EMMAUS).read() != [EMMAUS[0].text]


def test_a_decision_comes_before_what_the_settings_keep() -> None:
    """A reader who masks an institution is obeyed."""
    line = decide(made(EMMAUS), "Emmaüs", "E01", kind="organisation", replacement="[une communauté]")
    run = made(EMMAUS, decisions=[line], kept=KEPT)
    assert run.read() == ["On travaille avec [une communauté]."]
    assert run.rows[0].source == "person"


def test_a_person_is_never_kept_by_the_settings() -> None:
    """The name of someone who takes part is refused, and someone else who bears that name stays masked."""
    with pytest.raises(FiligraneError, match=r"params\.yaml") as error:
        made(EMMAUS, [session("E01", Person("L", "Awa Perrin"))], kept={"Perrin": "connu"})
    assert "Perrin" not in str(error.value)
    said = [Said("E01", "On a vu Perrin.", (("Perrin", "person"),))]
    assert "Perrin" not in made(said, kept={"Perrin": "connu"}).read()[0]


def test_a_keep_that_no_setting_wrote_is_masked() -> None:
    """The mark of what is kept holds for its very words, and only the study's key writes it."""
    run: Made = made([*EMMAUS, Said("E01", "Et les Zabelou.", (("Zabelou", "organisation"),))], kept=KEPT)
    kept, other, *rest = run.rows
    forged = replace(other, action="keep", entity=kept.entity)
    assert "Zabelou" not in run._replace(rows=[kept, forged, *rest]).read()[1]


def test_a_reader_may_generalise_one_name() -> None:
    """Where a name says too much, « une personne » stands for it there."""
    said = [Said("E01", "On a vu Gilles.", (("Gilles", "person"),))]
    line = decide(made(said), "Gilles", "E01", action=IdentifierVerb.GENERALISE, scope=Scope.HERE)
    assert made(said, decisions=[line]).read() == ["On a vu [une personne]."]


@pytest.mark.parametrize(("change", "named"), [
    ({"notation": "étoiles"}, "notation"), (styled(place="flou"), "place"), (styled(lieu="label"), "lieu"),
    ({"styles": {"person": "pseudonym"}}, "place"), (styled(phone="keep"), "phone"), ({"kept": {"CAF": ""}}, "CAF"),
])
def test_a_setting_that_says_nothing_is_refused(change: dict[str, Any], named: str) -> None:
    """The message names the section, the setting and what may be written."""
    with pytest.raises(FiligraneError, match=r"params\.yaml, section « identifiers »") as error:
        made(EMMAUS, **change)
    assert named in str(error.value)
