"""What is said, rewritten: names nobody bears stay, pseudonyms suit their sentence."""

from __future__ import annotations

import pytest

from benchmarks.overmasked import KEY, PROJECT
from pipeline.anchoring.anchors import Replacement, rewrite
from pipeline.ingest.session import Session
from pipeline.language import person_names, spoken_numbers
from pipeline.model.contracts import Turn
from pipeline.model.study import Study
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.pseudonymise.resolve import pseudonyms
from pipeline.pseudonymise.resolve.masking import masked, with_joints
from pipeline.stages.identifiers import identifiers
from pipeline.stages.proposals import proposals

SESSION = Session("S", "s.txt", "entretien", "", "", (), ())


def shown(said: str) -> str:
    """Rewrite a turn as the team reads it."""
    turns = [Turn("S", 0, "", "participant", None, None, said, "")]
    study = Study(PROJECT)
    found = proposals(turns, [SESSION], **study.params("proposals"))
    rows, _ = identifiers(turns, found, [SESSION], [], KEY, **study.params("identifiers"))
    here = masked(turns, [r for r in rows if r.turn != UNSAID], [], KEY)["S", 0]
    pieces = [Replacement(r.start, r.end, r.replacement, replaced=r.action != "keep") for r in here]
    return rewrite(said, with_joints(said, pieces))[0]


@pytest.mark.parametrize("said", [
    "Ben, je trouve que Madame la Présidente a raison.", "Un fauteuil Louis XV du XIXe siècle.",
    "Entretien 01 25.01 sur les années 2012-2013.", "Il faut chauffer à 299-300 degrés.", "monsieur NPERS a dit",
    "Je suis chez Orange, et Orange m'a coupé la ligne.", "Il a une Clio.",
    "On y pense, juste. Juste, est-ce que toi ?", "Il a deux mille cinq par mois.",
])
def test_what_names_nobody_is_left(said: str) -> None:
    """Fillers, offices, kings, centuries, ranges, numbers of recordings and marks of corpora stay as they were said."""
    assert shown(said) == said


@pytest.mark.parametrize(("said", "left"), [
    ("Je rejoins [Marie](/marie-pourcher/) là-bas.", "pourcher"), ("J'ai vu J.-P. Martin hier.", "J.-P."),
    ("On habite à Évian.", "Évian"), ("Il vit près d'Orange.", "Orange"), ("Ma fille Clio est là.", "Clio"),
    ("Mme Bon est venue.", "Bon"), ("Avec Ben Durand et Inès.", "Ben"),
])
def test_what_names_someone_is_masked(said: str, left: str) -> None:
    """The path of a link, initials before a name, a surname that is a little word, a firm that is a town or a name."""
    assert left not in shown(said)


def test_an_initial_stays_an_initial() -> None:
    """« Karim B. » is a first name and a letter, and so is what stands for it."""
    first, letter = shown("J'ai vu Karim B. hier.").removeprefix("J'ai vu ").removesuffix(" hier.").split()
    assert (len(first) > 1, len(letter)) == (True, 2)


def test_a_diminutive_is_shown_by_a_diminutive() -> None:
    """« Jeannot » and « Josy » are called by short forms still."""
    one, other = shown("J'ai vu Jeannot et Josy.").removeprefix("J'ai vu ").removesuffix(".").split(" et ")
    kinds = {kind.role for name in (one, other) for kind in pseudonyms.alike(name)}
    assert kinds == {pseudonyms.SHORT}
    assert not person_names.is_short(("marie",))


def test_a_first_name_told_by_a_whole_name_stays_one() -> None:
    """No list knows « Haydée », but « Haydée Janvry » says what it is."""
    said = shown("On a vu Haydée Janvry hier, et Haydée riait.")
    first, family = said.removeprefix("On a vu ").split(" hier")[0].split()
    assert f"et {first} riait" in said
    assert family != first


@pytest.mark.parametrize(("said", "begins"), [
    ("avec un Marseillais", "avec un [habitant d"), ("c'est une Bordelaise", "c'est une [habitante d"),
    ("chez les apprentis, les BMA du coin", "chez les apprentis, les [structures "),
])
def test_what_stands_for_inhabitants_and_structures_agrees(said: str, begins: str) -> None:
    """Gender and number follow the article that is there."""
    assert shown(f"Il était {said}.").startswith(f"Il était {begins}")


@pytest.mark.parametrize(("sentence", "said"), [
    ("avant soixante-huit et après soixante", ["soixante-huit"]), ("après quarante-cinq minutes", []),
    ("entre cinquante-quatre et soixante", ["cinquante-quatre", "soixante"]), ("entre trente et quarante", []),
])
def test_a_precise_number_is_a_year_beside_before_and_after(sentence: str, said: list[str]) -> None:
    """A round number there counts something else, unless it ends a span of years."""
    assert sorted(sentence[start:end] for start, end in spoken_numbers.dates(sentence)) == said


def test_a_year_said_once_is_known_again() -> None:
    """Its last two figures point at it, where they count nothing and rank nothing."""
    known = spoken_numbers.years(["en mille neuf cent soixante-neuf"])
    said = "à soixante-neuf, le bus soixante-neuf, le soixante-neuf, cent soixante-neuf, soixante-neuf euros"
    assert [(said[s - 2 : s], said[s:e]) for s, e in spoken_numbers.years_again(said, known)] == [
        ("à ", "soixante-neuf"),
    ]


@pytest.mark.parametrize(("said", "gone"), [
    ("je suis du quatre-vingt-treize moi", "treize"), ("la caf du lot elle répond jamais", "lot"),
    ("il a été champion de la manche de boxe", "manche"), ("elle bosse à la passerelle depuis deux ans", "passerelle"),
    ("ma mère est aux tilleuls depuis deux ans", "tilleuls"),
])
def test_places_and_structures_that_are_words_are_heard_without_capitals(said: str, gone: str) -> None:
    """A department by its number or its word, a structure where one works or lives."""
    assert gone not in shown(f"{said} oui voilà c'est ça donc on fait comme on peut avec ce qu'on nous donne ici")


@pytest.mark.parametrize("said", [
    "on garde un lot de papiers", "je suis passé sous la passerelle du canal", "à la réunion de lundi on a ri",
    "c'est juste que je sais pas", "xxx on n'entend rien là",
])
def test_the_same_words_elsewhere_are_left(said: str) -> None:
    """Beside nothing that places them, they are words."""
    assert shown(f"{said} oui voilà c'est ça donc on fait comme on peut avec les moyens qu'on a ici").startswith(said)
