"""Participants: under their pseudonyms, with the coarse attributes declared and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.anchoring.publishable import group_sizes
from pipeline.ingest.session import Person, Session
from pipeline.language.numbers import quantity, quantity_band
from pipeline.model.contracts import Identifier, Participant, Role, Turn
from pipeline.model.errors import FiligraneError, NameWouldLeak
from pipeline.pseudonymise.people.attributes import Attribute
from pipeline.pseudonymise.people.speakers import UNSAID, heard, speaker, speaker_pseudonyms
from pipeline.stages.participants import participants

MARTINE = Person("P1", "Martine Delobel", {"age": "54", "champ": "budget", "fonction": "assistante sociale"})
THIBAULT = Person("P2", "Thibault Leclercq", {"anciennete_ans": "3"})
SILENT = Person("P3", "Monique Boone", {})
GROUP = Session(
    "G01", "G01.txt", "focus_group", "2015-05-21", "Lille", (MARTINE, THIBAULT, SILENT), ("MOD",),
    {"champ": "logement, budget", "milieu": "ville_moyenne", "terrain": "Lille"},
)
ATTRIBUTES: dict[str, dict[str, Any]] = {
    "champ": {"from": "champ", "values": {"budget": "budget", "logement": "logement"}},
    "milieu": {"from": "milieu"},
    "age": {"from": "age", "bands": [0, 30, 45, 60]},
    "anciennete": {"from": "anciennete_ans", "bands": [0, 5, 15]},
    "type": {"from": "session.type"},
    "lieu": {"from": "place"},
}


def turn(number: int, speaker: str, role: Role = "participant") -> Turn:
    return Turn("G01", number, speaker, role, None, None, "Oui.", "G01.txt")


def unsaid(number: int, kind: Any, replacement: str) -> Identifier:
    return Identifier("G01", UNSAID, number, number + 1, kind, replacement, "metadata", "replace", replacement)


TURNS = [turn(0, "MOD", "interviewer"), turn(1, "P1"), turn(2, "P2"), turn(3, "P1")]
IDENTIFIERS = [
    unsaid(0, "person", "Annick Roussel"), unsaid(1, "person", "Hugo Lambert"), unsaid(2, "person", "Josette Morin"),
    unsaid(3, "place", "Valmont"),
]


def listed(turns: list[Turn], session: Session, identifiers: list[Identifier]) -> list[Participant]:
    return participants(turns, [session], identifiers, [], [], attributes=ATTRIBUTES, k=1, quasi_identifiers=[])[0]


def test_those_who_speak_are_listed_under_their_pseudonyms() -> None:
    """A participant who never speaks is not listed, nor is the moderator; attributes are words."""
    assert listed(TURNS, GROUP, IDENTIFIERS) == [
        Participant("Annick Roussel", "G01", {
            "champ": "budget", "milieu": "ville moyenne", "age": "45 à 59 ans", "anciennete": "non renseigné",
            "type": "focus group", "lieu": "Valmont",
        }),
        Participant("Hugo Lambert", "G01", {
            "champ": "plusieurs", "milieu": "ville moyenne", "age": "non renseigné", "anciennete": "moins de 5 ans",
            "type": "focus group", "lieu": "Valmont",
        }),
    ]


@pytest.mark.parametrize("several", ["Tous", "Ensemble", "Plusieurs", "Le groupe", "?", "Unknown Speaker"])
def test_what_several_say_at_once_is_no_person_more(several: str) -> None:
    """« Tous : » beside people who are known counts nobody, and no pseudonym names it; alone, it is somebody."""
    turns = [*TURNS, turn(4, several)]

    assert listed(turns, GROUP, IDENTIFIERS) == listed(TURNS, GROUP, IDENTIFIERS)
    assert speaker(turns[-1], speaker_pseudonyms(GROUP, turns, IDENTIFIERS)) == ""
    assert heard("G01", [turn(0, "MOD", "interviewer"), turn(1, several)]) == [several]


def test_no_name_no_function_no_exact_age_passes() -> None:
    """Nothing of the metadata shows but what is declared."""
    shown = repr(listed(TURNS, GROUP, IDENTIFIERS))
    assert not [w for w in ("Martine", "Delobel", "Thibault", "Lille", "assistante", "54", "2015", "MOD") if w in shown]


def test_a_label_without_metadata_is_a_participant_of_whom_nothing_is_known() -> None:
    """Someone the metadata forget is listed, under a pseudonym."""
    alone = Session("G01", "G01.txt", "entretien", "", "", (), (), {})
    found = listed([turn(0, "Q")], alone, [unsaid(0, "person", "Denise")])
    assert [(p.participant, p.attributes["champ"], p.attributes["lieu"]) for p in found] == [
        ("Denise", "non renseigné", "non renseigné"),
    ]


def test_two_labels_of_one_person_count_once() -> None:
    """Whoever bears one pseudonym is one participant of the session."""
    same = [unsaid(n, "person", "Annick Roussel") for n in range(3)]
    assert len(listed(TURNS, GROUP, same)) == 1


@pytest.mark.parametrize("source", ["terrain", "equipe"])
def test_a_value_that_holds_a_name_stops_the_run(source: str) -> None:
    """A place or a person's name written in an attribute never passes; the message does not repeat it."""
    session = Session(**{**_fields(GROUP), "attributes": {"terrain": "à LILLE", "equipe": "chez_thibault"}})
    with pytest.raises(NameWouldLeak, match=r"participants\.attributes\.equipe") as trouble:
        participants(
            TURNS, [session], IDENTIFIERS, [], [], attributes={"equipe": {"from": source}}, k=1, quasi_identifiers=[],
        )
    assert not {"lille", "thibault"} & set(str(trouble.value).lower().split())


def _fields(session: Session) -> dict[str, Any]:
    return {name: getattr(session, name) for name in Session.__slots__}


@pytest.mark.parametrize("source", ["age", "fonction", "anciennete_ans", "nom"])
def test_what_singles_someone_out_must_be_banded_or_listed(source: str) -> None:
    """An exact age or a function title is refused with the remedy."""
    with pytest.raises(FiligraneError, match="bands"):
        Attribute("a", source)


def test_a_value_that_was_not_listed_is_another_one() -> None:
    """With a closed list, whatever is not in it becomes « autre »; spelling does not matter."""
    attribute = Attribute("milieu", "milieu", values={"metropole": "métropole"})
    said = [attribute.of(Person("P", "", {"milieu": m}), GROUP, "") for m in ("Métropole", "metropole ", "Lozère")]
    assert said == ["métropole", "métropole", "autre"]


@pytest.mark.parametrize(("said", "number"), [
    ("12", 12), ("2,5", 2.5), ("2.5", 2.5), ("2h30", 2.5), ("2 h 30", 2.5), ("10 h", 10), ("45 min", 0.75),
    ("4-5", 4.5),
    ("8 à 10", 9), ("entre 3 et 4", 3.5), ("env. 6", 6), ("environ 6 heures", 6), ("6 mois", 0.5), ("2\u00a0ans", 2),
    ("trop", None), ("", None), ("1/2 journée", None), ("12 rue des Lilas", None), ("06 12 34 56 78", None),
])
def test_numbers_are_read_as_people_write_them(said: str, number: float | None) -> None:
    """Durations, ranges and years are numbers; anything else is not."""
    assert quantity(said) == number


def test_bands_cover_every_number() -> None:
    """A number below the first bound is in the first band, one above the last in the last."""
    assert [quantity_band(v, [20, 30, 40], "ans") for v in (3, 29, 30, 99)] == [
        "moins de 30 ans", "moins de 30 ans", "30 à 39 ans", "40 ans et plus",
    ]


def people_of(*ages: str) -> tuple[list[Turn], Session, list[Identifier]]:
    who = tuple(Person(f"P{n}", "", {"age": age, "milieu": "rural"}) for n, age in enumerate(ages))
    turns = [Turn("G02", n, f"P{n}", "participant", None, None, "Oui.", "") for n in range(len(ages))]
    unsaid = [
        Identifier("G02", UNSAID, n, n + 1, "person", f"p{n}", "metadata", "replace", f"Nom {'ABCDEFGH'[n]}")
        for n in range(len(ages))
    ]
    return turns, Session("G02", "G02.txt", "focus_group", "", "", who, (), {}), unsaid


def ages_shown(k: int, *ages: str) -> list[str]:
    turns, session, unsaid = people_of(*ages)
    found, *_ = participants(
        turns, [session], unsaid, [], [], attributes=ATTRIBUTES, k=k, quasi_identifiers=["age", "milieu"],
    )
    return [p.attributes["age"] for p in found]


def test_one_is_enough_for_anyone_to_stay_as_they_are() -> None:
    """With k: 1, the only one of an age band keeps it."""
    assert ages_shown(1, "20", "50", "52") == ["moins de 30 ans", "45 à 59 ans", "45 à 59 ans"]


def test_bands_are_widened_for_everyone_before_anything_is_withheld() -> None:
    """Two bands become one for all, so that a count by band stays exact."""
    assert ages_shown(2, "20", "35", "50", "52") == ["moins de 45 ans"] * 2 + ["45 ans et plus"] * 2


def test_what_few_people_bear_is_withheld_and_said_to_be() -> None:
    """Who is alone even in a wider band is shown in no other one; someone who can be spared keeps them company."""
    assert ages_shown(2, "20", "50", "52", "55", "58") == [*["non montré"] * 2, *["45 ans et plus"] * 3]


def test_what_nobody_has_told_is_unknown_not_kept_back() -> None:
    """An attribute that a study does not have names nobody; one that somebody bears is withheld from the few."""
    assert ages_shown(3, "", "") == ["non renseigné"] * 2
    assert ages_shown(3, "", "50") == ["non montré"] * 2


@pytest.mark.parametrize("k", [2, 3, 4])
def test_k_people_share_every_combination(k: int) -> None:
    """Whatever the ages, each combination shown is borne by k people, and nobody is lost."""
    turns, session, unsaid = people_of("20", "35", "50", "52", "61", "62", "33", "29")
    found, *_ = participants(
        turns, [session], unsaid, [], [], attributes=ATTRIBUTES, k=k, quasi_identifiers=["age", "milieu"],
    )
    assert len(found) == 8
    assert min(group_sizes(found, ["age", "milieu"]).values()) >= k


def test_a_quasi_identifier_that_is_no_attribute_is_refused() -> None:
    """A misspelt name would protect nobody: the message says which."""
    with pytest.raises(FiligraneError, match="agee"):
        participants(TURNS, [GROUP], IDENTIFIERS, [], [], attributes=ATTRIBUTES, k=3, quasi_identifiers=["agee"])
