"""Who may be who: proposed with a reason, never merged by the machine; a decision joins, splits, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.session import Person
from pipeline.language.name_phrases import phrase
from pipeline.language.person_names import near, short_for
from pipeline.model.contracts import CoreferenceReason
from pipeline.model.decision_rows import Scope
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.pseudonymise.resolve.mentions import check
from tests.small_corpus import KEY, Made, Said, decide, made, session


def linked(run: Made) -> set[tuple[frozenset[str], CoreferenceReason]]:
    return {(frozenset((x.entity, x.other)), x.reason) for x in run.coreference_candidates}


def pair(run: Made, one: tuple[str, str], other: tuple[str, str]) -> frozenset[str]:
    (a,), (b,) = run.entities(*one), run.entities(*other)
    return frozenset((a, b))


@pytest.mark.parametrize(("full", "part", "reason"), [
    ("Fatoumata Diarra", "Fatoumata", "first_name"), ("Fatoumata Diarra", "Fatou", "diminutive"),
    ("Jean-Michel Perrin", "Jean-Mi", "diminutive"), ("Emmanuel Kaboré", "Manu", "diminutive"),
    ("Fatoumata Diarra", "Diarra", "title"), ("Khadija Benhaddou", "Khadija Benadou", "spelling"),
    ("Samir Loiseau", "Sami", "diminutive"), ("Hélène Lefebvre", "Hélène Lefevre", "spelling"),
    ("Kadiatou Diawara", "K.D.", "initials"), ("Manu Diallo", "Emmanuel Diallo", "diminutive"),
])
def test_a_link_is_proposed_with_its_reason(full: str, part: str, reason: CoreferenceReason) -> None:
    """First name, diminutive, title and surname, initials, spelling: two entities, one link, no merge."""
    title = "Mme " if reason == "title" else ""
    run = made([
        Said("E01", f"On a vu {full} hier.", ((full, "person"),)),
        Said("E02", f"Oui, {title}{part} est là.", ((part, "person"),)),
    ])
    assert (pair(run, (full, "E01"), (part, "E02")), reason) in linked(run)


@pytest.mark.parametrize(("one", "other"), [
    ("Julie", "Julia"), ("Louis", "Louise"), ("Jean", "Jeanne"), ("Samir", "Samira"), ("Nadia", "Amel"),
    ("Mme Touré", "Mme Tourrette"),
])
def test_other_names_are_not_linked(one: str, other: str) -> None:
    """Two names of the list are two names, however near; a surname is not the beginning of another."""
    names = [n.removeprefix("Mme ") for n in (one, other)]
    run = made([
        Said("E01", f"On a vu {one} hier.", ((names[0], "person"),)),
        Said("E02", f"Et puis {other} aussi.", ((names[1], "person"),)),
    ])
    assert not run.coreference_candidates


def test_a_first_name_said_in_two_sessions_is_two_people_until_someone_says_otherwise() -> None:
    """The same part of a name elsewhere may be someone else: it is proposed, not merged."""
    run = made([
        Said("E01", "On a vu Gilles hier.", (("Gilles", "person"),)), Said("E02", "Gilles ?", (("Gilles", "person"),)),
    ])
    assert (pair(run, ("Gilles", "E01"), ("Gilles", "E02")), "first_name") in linked(run)


def test_metadata_alone_merge() -> None:
    """A participant is known by any part of the name in the sessions where the metadata say who takes part."""
    run = made(
        [Said("E01", "Moi Awa, Awa Fournel.", (("Awa Fournel", "person"),))],
        [session("E01", Person("L", "Awa Fournel", {"genre": "f"}))],
    )
    assert run.entities("Awa") == run.entities("Awa Fournel")
    assert not run.coreference_candidates


def test_an_organisation_is_proposed_for_its_name_without_its_kind() -> None:
    """« Les Mascarets » may be the foyer; « Lyon » is not the street that bears its name."""
    run = made([
        Said("E01", "Le foyer Les Mascarets.", (("foyer Les Mascarets", "organisation"),)),
        Said("E02", "Les Mascarets, oui.", (("Les Mascarets", "organisation"),)),
        Said("E02", "La rue de Lyon, à Lyon.", (("rue de Lyon", "place"),)),
        Said("E03", "C'est Lyon.", (("Lyon", "place"),)),
    ])
    both = pair(run, ("foyer Les Mascarets", "E01"), ("Les Mascarets", "E02"))
    assert {pairs for pairs, reason in linked(run) if reason == "kind"} == {both}


FATOU = [
    Said("E01", "On a vu Fatoumata Diarra hier.", (("Fatoumata Diarra", "person"),)),
    Said("E02", "Fatou est là.", (("Fatou", "person"),)), Said("E02", "C'est Fatou.", (("Fatou", "person"),)),
]


def test_a_decision_joins_two_entities_under_one_pseudonym() -> None:
    """Every mention spelt so takes the part of the pseudonym that answers it; the link is proposed no more."""
    before = made(FATOU)
    (entity,) = before.entities("Fatoumata Diarra")
    after = made(FATOU, decisions=[decide(before, "Fatou", "E02", entity=entity)])
    (given,) = after.shown("Fatou")
    assert after.shown("Fatoumata Diarra") == before.shown("Fatoumata Diarra")
    assert after.shown("Fatoumata Diarra").pop().split()[0] == given != before.shown("Fatou").pop()
    assert after.entities("Fatou") == {entity}
    assert not after.coreference_candidates


def test_a_decision_splits_one_mention_off() -> None:
    """Here only: another entity, a pseudonym that nobody else bears; the other mentions keep theirs."""
    before = made(FATOU)
    after = made(FATOU, decisions=[decide(before, "Fatou", "E02", entity="person-other", scope=Scope.HERE)])
    assert len(after.shown("Fatou")) == len(after.entities("Fatou")) == 2
    assert before.shown("Fatou") < after.shown("Fatou")


def test_to_say_that_two_are_two_proposes_the_link_no_more() -> None:
    """An entity that a person confirmed as itself is asked about no longer; nothing else changes."""
    before = made(FATOU)
    (own,) = before.entities("Fatou")
    after = made(FATOU, decisions=[decide(before, "Fatou", "E02", entity=own)])
    assert before.coreference_candidates
    assert not after.coreference_candidates
    assert [r.replacement for r in after.rows] == [r.replacement for r in before.rows]


GIVEN = ("Awa", "Gilles", "Fatou", "Samir", "Nadège")
FAMILY = ("Perrin", "Diarra", "Loiseau")


@settings(max_examples=25)
@given(st.lists(st.sampled_from([f"{g} {f}" for g, f in product(GIVEN, FAMILY)]), min_size=2, max_size=4, unique=True))
def test_joined_then_undone_the_rows_are_the_same(names: list[str]) -> None:
    """Merging gives one pseudonym, splitting gives two, and changes nobody else's; to undo gives the rows back."""
    said = [Said(f"E{n:02}", f"On a vu {name} hier.", ((name, "person"),)) for n, name in enumerate(names)]
    before = made(said)
    one, other, *rest = names
    (entity,) = before.entities(one)
    joined = made(said, decisions=[decide(before, other, "E01", entity=entity)])
    assert joined.shown(other) == joined.shown(one) == before.shown(one)
    assert all(joined.shown(name) == before.shown(name) for name in rest)
    split = made(said, decisions=[decide(before, other, "E01", entity="person-new", scope=Scope.HERE)])
    assert not split.shown(other) & (split.shown(one) | before.shown(other))
    assert made(said, decisions=[]).rows == before.rows


def test_two_labels_of_one_person_are_joined_by_a_decision_about_a_label() -> None:
    """Someone heard alone and in a group bears one pseudonym once a person has said that it is the same."""
    sessions = [session("E01", Person("L", "Awa Fournel", {"genre": "f"})), session("G01", Person("L", "Awa"))]
    said = [Said("E01", "Bonjour."), Said("G01", "Bonjour.")]
    before = made(said, sessions)
    alone = next(r for r in before.rows if r.session == "E01" and r.turn == UNSAID)
    line = decide(before, "Bonjour", "G01", entity=alone.entity)
    after = made(said, sessions, [replace(line, turn=UNSAID, check=check(KEY, "L"))])
    assert len(set(before.speakers().values())) == 2
    assert set(after.speakers().values()) == {alone.replacement}


@pytest.mark.parametrize(("short", "full", "expected"), [
    ("Fatou", "Fatoumata", True), ("Jean-Mi", "Jean-Michel", True), ("Manu", "Emmanuelle", True),
    ("JB", "Jean-Baptiste", True), ("Momo", "Mohamed", True), ("Alex", "Alexandre", True), ("Jo", "Josiane", True),
    ("Ali", "Julie", False), ("Paul", "Pauline", True), ("Daniel", "Danièle", False), ("Awa", "Awatef", True),
    ("Jean-Luc", "Jean-Michel", False), ("Lou", "Fatou", False), ("Ma", "Mariam", False),
])
def test_a_short_name_is_known_by_the_list_or_by_its_beginning(short: str, full: str, expected: bool) -> None:
    """The list says what ears have made of names; else three letters and two missing ones."""
    assert short_for(phrase(short), phrase(full)) is expected


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("diawara", "diawarra", True), ("khadija", "kadija", True), ("mohamed", "mohammed", True),
    ("benhaddou", "benadou", True), ("lefebvre", "lefevre", True), ("roubaix", "roubais", True),
    ("toure", "tourrette", False), ("lens", "landes", False), ("kayes", "sete", False), ("petit", "moulin", False),
])
def test_two_spellings_of_one_name(one: str, other: str, expected: bool) -> None:
    """Doubled letters, mute letters, ph and f, one letter wrong: the same name by another hand."""
    assert near(one, other) is expected


FIRST_ALONE = [
    # a full name, then the first name alone in the same interview: what was said, and the two who may be one
    (("J'ai parlé à Maria Gall hier.", "Maria m'a dit oui."), "Maria Gall", "Maria"),
    (("C'est Mme Maria Gall qui tient l'accueil.", "Maria est partie."), "Maria Gall", "Maria"),
    (("On a eu Loaven Gall au téléphone.", "Loaven devait rappeler."), "Loaven Gall", "Loaven"),
    (("Il y avait Jean Marie Gall.", "Jean Marie est resté."), "Jean Marie Gall", "Jean Marie"),
    (("Il y avait Jean Marie Gall.", "Jean-Marie est resté."), "Jean Marie Gall", "Jean-Marie"),
    (("avec maria gall on a tout refait", "maria elle est partie"), "maria gall", "maria"),
    (("Maria n'était pas là.", "Enfin, Maria Gall."), "Maria Gall", "Maria"),
]


@pytest.mark.parametrize(("said", "full", "alone"), FIRST_ALONE)
def test_a_first_name_alone_beside_the_full_name_is_proposed(said: tuple[str, str], full: str, alone: str) -> None:
    """« Maria » in the interview of Maria Gall may be her, said with a title or of a rare name: asked, never joined."""
    run = made([Said("E01", text, ((full if full in text else alone, "person"),)) for text in said])
    assert (pair(run, (full, "E01"), (alone, "E01")), "first_name") in linked(run)
    assert len(run.entities(full) | run.entities(alone)) == 2


@pytest.mark.parametrize(("said", "full", "alone"), FIRST_ALONE)
def test_a_first_name_alone_once_joined_shows_a_first_name(said: tuple[str, str], full: str, alone: str) -> None:
    """What answers is the first part of the pseudonym, never the surname; nothing more is asked."""
    lines = [Said("E01", text, ((full if full in text else alone, "person"),)) for text in said]
    before = made(lines)
    (entity,) = before.entities(full)
    there = before._replace(turns=[t for t in before.turns if full not in t.text])
    after = made(lines, decisions=[decide(there, alone, "E01", entity=entity)])
    (shown,), (whole,) = after.shown(alone), after.shown(full)
    assert after.entities(alone) == {entity}
    assert after.shown(full) == before.shown(full)
    assert shown in {whole.split()[0], *before.shown(alone)} - {whole.split()[-1]}
    assert not after.coreference_candidates


def test_several_people_of_one_first_name_are_all_proposed() -> None:
    """« Maria » beside Maria Gall and Maria Tanguy may be either: both are named, and none is chosen."""
    run = made([
        Said("E01", "Il y a Maria Gall à l'accueil.", (("Maria Gall", "person"),)),
        Said("E01", "Et Maria Tanguy au courrier.", (("Maria Tanguy", "person"),)),
        Said("E01", "Maria m'a dit oui.", (("Maria", "person"),)),
    ])
    may_be = {x.entity for x in run.coreference_candidates if x.other in run.entities("Maria")}
    assert may_be == run.entities("Maria Gall") | run.entities("Maria Tanguy")


@pytest.mark.parametrize(("one", "other"), [
    ("Mme Le Gall", "Le"), ("Marianne Gall", "Maria Tanguy"), ("Maria Gall", "Mme Maria"), ("Loaven Gall", "Lo"),
])
def test_a_beginning_that_is_no_first_name_is_not_linked(one: str, other: str) -> None:
    """An article, another whole name, a surname like the first name, a piece of a word: nothing is proposed."""
    names = [n.removeprefix("Mme ") for n in (one, other)]
    run = made([
        Said("E01", f"On a vu {one} hier.", ((names[0], "person"),)),
        Said("E02", f"Et puis {other} aussi.", ((names[1], "person"),)),
    ])
    assert not run.coreference_candidates


def test_a_title_hides_no_whole_name() -> None:
    """« Mme Maria Gall » of one interview may be Maria Gall of another: asked once, of the one said with a title."""
    run = made([
        Said("E01", "On a vu Maria Gall hier.", (("Maria Gall", "person"),)),
        Said("E02", "Et puis Mme Maria Gall aussi.", (("Maria Gall", "person"),)),
    ])
    assert [
        (x.other, x.reason) for x in run.coreference_candidates
    ] == [(run.entities("Maria Gall", "E02").pop(), "title")]
