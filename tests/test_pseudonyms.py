"""Pseudonyms: nobody's name, stable whoever comes, of the same gender and generation; a person may choose another."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.anchoring.decisions import IdentifierDecision
from pipeline.ingest.session import Person, Session
from pipeline.language import person_names
from pipeline.language.folds import fold_for_search
from pipeline.language.name_phrases import phrase
from pipeline.language.placeholders import elides
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.pseudonymise.resolve.mentions import check
from pipeline.pseudonymise.resolve.persons import SpokenCorpus
from pipeline.pseudonymise.resolve.pseudonyms import PseudonymKind, alike, alternatives, candidates
from pipeline.pseudonymise.resolve.replacements import fixing
from tests.small_corpus import KEY, Made, Said, decide, made, session

FIRST = [n.name for n in person_names.first_names() if n.generation and n.gender in {"f", "m"} and "-" not in n.name]
SURNAMES = ["Perrin", "Diarra", "Loiseau", "Abadi", "Kerdavid", "Zabelou", "Ozanne", "Traoré"]
PEOPLE = st.lists(
    st.tuples(st.sampled_from(FIRST), st.sampled_from(SURNAMES), st.integers(18, 90)), min_size=1, max_size=5,
    unique_by=lambda p: p[:2],
)
People = list[tuple[str, str, int]]


def study(people: People, first: int = 1) -> tuple[list[Said], list[Session]]:
    """Make one interview of each person, who says their own name."""
    sessions = [
        session(f"E{n:02}", Person("L", f"{given_name} {family}", {"age": str(age)}))
        for n, (given_name, family, age) in enumerate(people, first)
    ]
    said = [
        Said(s.session, f"Je suis {s.people[0].name}.", ((s.people[0].name, "person"),)) for s in sessions
    ]
    return said, sessions


def signed(run: Made, sessions: list[Session]) -> list[IdentifierDecision]:
    """Fix the pseudonyms of sessions that someone has read."""
    lines = [line for s in sessions for line in fixing(s.session, run.rows, [])]
    return [replace(line, id=str(n), at="2026-01-01") for n, line in enumerate(lines)]


@settings(max_examples=30)
@given(PEOPLE)
def test_no_pseudonym_is_a_name_of_the_corpus(people: People) -> None:
    """Of no participant, of nobody who is named, and no word that is said."""
    said, sessions = study(people)
    run = made(said, sessions)
    words = SpokenCorpus.of(run.turns, sessions).words()
    assert not {word for r in run.rows for word in phrase(r.replacement)} & words


@settings(max_examples=30)
@given(PEOPLE, PEOPLE)
def test_a_session_added_changes_no_pseudonym_that_was_fixed(people: People, newcomers: People) -> None:
    """Whoever comes, bearing even the pseudonym of someone, what was read and signed keeps its bytes."""
    said, sessions = study(people)
    before = made(said, sessions)
    borne = min(before.speakers().values()).split()
    newcomers = [p for p in newcomers if p[:2] not in {q[:2] for q in people}] + [(borne[0], borne[1], 40)]
    more, others = study(newcomers, first=50)
    after = made([*said, *more], [*sessions, *others], signed(before, sessions))
    assert [r for r in after.rows if r.session < "E50"] == before.rows
    reported = {x.entity for x in after.coreference_candidates if x.reason == "pseudonym"}
    assert {r.entity for r in before.rows if r.turn == UNSAID and r.replacement == " ".join(borne)} <= reported
    newcomer = next(v for (s, _), v in sorted(after.speakers().items(), reverse=True) if s >= "E50")
    assert newcomer != " ".join(borne)


@settings(max_examples=30)
@given(PEOPLE, st.lists(st.sampled_from(["Bonjour.", "On court tout le temps.", "Voilà, c'est ça."]), max_size=3))
def test_a_session_that_names_nobody_new_changes_nothing(people: People, words: list[str]) -> None:
    """Even before any signature, a pseudonym moves only when its very word comes to be said."""
    said, sessions = study(people)
    before = made(said, sessions)
    after = made([*said, *(Said("G01", text) for text in words)], [*sessions, session("G01")])
    assert [r for r in after.rows if r.session != "G01"] == before.rows


def test_a_participant_keeps_gender_and_generation() -> None:
    """What the metadata say shapes the pseudonym; nothing else of the name does but how it elides."""
    said, sessions = study([("Awa", "Perrin", 38), ("Lucien", "Diarra", 80), ("Océane", "Zabelou", 20)])
    shown = [v.split()[0] for _, v in sorted(made(said, sessions).speakers().items())]
    listed = [person_names.by_phrase()[phrase(name)] for name in shown]
    assert [(n.gender, n.generation) for n in listed] == [("f", 2), ("m", 1), ("f", 3)]
    assert [elides(name) for name in shown] == [True, False, True]


def test_a_replacement_chosen_for_a_name_holds_for_its_parts() -> None:
    """« Awa Perrin » become « Rose Martin » is « Rose » where she is called by her first name, and as a speaker."""
    said, sessions = study([("Awa", "Perrin", 38)])
    said.append(Said("E01", "Oui, Awa, moi.", (("Awa", "person"),)))
    before = made(said, sessions)
    after = made(said, sessions, [decide(before, "Awa Perrin", "E01", replacement="Rosalba Martignac")])
    assert after.shown("Awa") == {"Rosalba"}
    assert list(after.speakers().values()) == ["Rosalba Martignac"]


def test_the_pseudonym_of_a_speaker_is_chosen_by_the_label() -> None:
    """Whom nobody names aloud has a pseudonym too, that a person changes by a decision about the label."""
    said, sessions = [Said("E01", "Bonjour.")], [session("E01", Person("L", "Awa Perrin", {"genre": "f"}))]
    line = replace(decide(made(said, sessions), "Bonjour", "E01", replacement="Rosalba Martignac"), turn=UNSAID)
    after = made(said, sessions, [replace(line, check=check(KEY, "L"))])
    assert list(after.speakers().values()) == ["Rosalba Martignac"]
    assert list(made(said, sessions, [replace(line, check=check(KEY, "M"))]).speakers()) == [("E01", 0)]


@settings(max_examples=20)
@given(PEOPLE)
def test_other_names_are_offered(people: People) -> None:
    """Eight names of the same gender and generation, that nobody bears and nobody said; the same each time."""
    said, sessions = study(people)
    run = made(said, sessions)
    words = SpokenCorpus.of(run.turns, sessions).words()
    row = next(r for r in run.rows if r.turn == UNSAID)
    offered = alternatives(row.entity, run.rows, words, KEY)
    assert len(set(offered)) == 8
    assert offered == alternatives(row.entity, run.rows, words, KEY)
    assert {o.split()[1] for o in offered} == {row.replacement.split()[1]}
    shown = {fold_for_search(r.replacement.split()[0]) for r in run.rows}
    assert not {fold_for_search(o.split()[0]) for o in offered} & (words | shown)
    kinds = [{(k.gender, k.generation) for k in alike(name.split()[0])} for name in (row.replacement, *offered)]
    assert set.intersection(*kinds)


def test_no_origin_is_asked_of_a_pseudonym() -> None:
    """All the names of one gender, generation and sound are candidates for all: nothing else is looked at."""
    kind = PseudonymKind("given", vowel=True, gender="f", generation=2)
    fitting = {n.name for n in person_names.first_names() if (n.gender, n.generation) == ("f", 2) and elides(n.name)}
    assert set(candidates(kind)) <= fitting
    assert len(candidates(kind)) > 40
