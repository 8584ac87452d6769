"""Identifiers: the same person or place everywhere, under a pseudonym that only the key gives again."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.anchoring.decisions import IdentifierDecision
from pipeline.ingest.session import Person, Session
from pipeline.language.name_phrases import phrase
from pipeline.language.person_names import by_phrase
from pipeline.language.placeholders import elides
from pipeline.model.contracts import Identifier, Proposal, Turn
from pipeline.model.decision_rows import IdentifierVerb, Scope
from pipeline.model.study import Study
from pipeline.pseudonymise.people.speakers import UNSAID, place_pseudonym, speaker_pseudonyms
from pipeline.pseudonymise.resolve.mentions import check
from pipeline.stages.identifiers import identifiers

KEY = b"a key for tests"
POLICY: dict[str, Any] = Study(Path(__file__).parent.parent).params("identifiers")
AWA = Person("AWA", "Awa Fournel", {"genre": "f", "age": "38"})


def session(name: str, *people: Person) -> Session:
    return Session(name, f"{name}.txt", "entretien", "2015-02-17", "Valserre", people, ("ENQ",))


def turn(name: str, number: int, text: str, speaker: str = "AWA") -> Turn:
    return Turn(name, number, speaker, "participant", None, None, text, "")


def propose(t: Turn, said: str, kind: str = "person", source: str = "trigger") -> Proposal:
    start = t.text.index(said)
    return Proposal(t.session, t.turn, start, start + len(said), kind, source)  # type: ignore[arg-type]


def run(
    turns: list[Turn], proposals: list[Proposal], sessions: list[Session], *decisions: IdentifierDecision,
    key: bytes = KEY,
) -> list[Identifier]:
    return identifiers(turns, proposals, sessions, list(decisions), key, **POLICY)[0]


def shown(rows: list[Identifier], turns: list[Turn]) -> dict[tuple[str, int, str], str]:
    texts = {(t.session, t.turn): t.text for t in turns}
    said = [r for r in rows if r.turn != UNSAID]
    return {(r.session, r.turn, texts[r.session, r.turn][r.start : r.end]): r.replacement for r in said}


def test_a_participant_is_one_person_by_any_part_of_the_name() -> None:
    """Full name, first name, surname and label give parts of one pseudonym."""
    t = turn("E01", 0, "Je suis Awa Fournel. Oui, Awa ! On dit aussi Mme Fournel.")
    names = [propose(t, "Awa Fournel", source="metadata")]
    rows = run([t], names, [session("E01", AWA)])
    given, family = shown(rows, [t])["E01", 0, "Awa Fournel"].split()
    assert shown(rows, [t])["E01", 0, "Awa"] == given
    assert shown(rows, [t])["E01", 0, "Fournel"] == family
    assert speaker_pseudonyms(session("E01", AWA), [t], rows) == {"AWA": f"{given} {family}"}
    assert len({r.entity for r in rows if r.type == "person"}) == 1


def test_a_label_that_is_a_name_is_one_with_that_name() -> None:
    """Whom no metadata describe is known by the label: « Mme Kerdavid » says her surname and is a woman."""
    t = turn("E01", 0, "On m'appelle Kerdavid, tout court.", "Mme Kerdavid")
    rows = run([t], [propose(t, "Kerdavid")], [session("E01")])
    (pseudonym,) = speaker_pseudonyms(session("E01"), [t], rows).values()
    assert shown(rows, [t])["E01", 0, "Kerdavid"] == pseudonym.split()[-1]
    assert len({r.entity for r in rows if r.type == "person"}) == 1


def test_a_name_heard_in_one_session_is_masked_in_all() -> None:
    """Propagation crosses sessions, case and accents; ordinary words are spared."""
    turns = [
        turn("E01", 0, "Ma collègue Hélène Lerose est là. Voilà, on a vu une rose ici, une rose là."),
        turn("E02", 0, "oui c'est helene lerose qui m'a dit ça et puis voilà on a fini comme ça hier soir", "R"),
    ]
    rows = run(turns, [propose(turns[0], "Hélène Lerose")], [session("E01"), session("E02")])
    found = shown(rows, turns)
    assert found["E02", 0, "helene lerose"] == found["E01", 0, "Hélène Lerose"]
    assert not any(said == "rose" for _, _, said in found)


def test_a_pseudonym_has_the_gender_the_age_and_the_sound_of_the_name() -> None:
    """A woman of 1977 gets a woman's name of her time; « d' » stays right before a vowel."""
    t = turn("E01", 0, "Je suis Awa Fournel.")
    given = run([t], [], [session("E01", AWA)])[0].replacement.split()[0]
    listed = by_phrase()[phrase(given)]
    assert (listed.gender, listed.generation) == ("f", 2)
    assert elides(given)


def test_a_pseudonym_depends_on_the_key_alone() -> None:
    """Another session changes no pseudonym; another key changes them."""
    first, other = turn("E01", 0, "Je suis Awa Fournel."), turn("E02", 0, "Bonjour.", "R")
    alone = run([first], [], [session("E01", AWA)])
    together = run([first, other], [], [session("E01", AWA), session("E02")])
    assert alone == [r for r in together if r.session == "E01"]
    assert alone[0].replacement != run([first], [], [session("E01", AWA)], key=b"another")[0].replacement


def test_participants_never_share_a_pseudonym() -> None:
    """Even many people of one age and one sound have each a pseudonym of their own."""
    people = [Person(f"P{n}", f"{given} {family}", {"genre": "f", "age": "38"}) for n, (given, family) in enumerate(
        (g, f) for g in ("Awa", "Anne", "Aude", "Inès", "Ève") for f in ("Abadi", "Ozanne", "Imbert", "Éloy", "Umbert")
    )]
    sessions = [session(f"E{n:02}", person) for n, person in enumerate(people)]
    turns = [turn(s.session, 0, "Bonjour.", s.people[0].label) for s in sessions]
    shown_as = [r.replacement for r in run(turns, [], sessions) if r.type == "person"]
    assert len(set(shown_as)) == len(people)


def test_no_pseudonym_is_a_word_of_the_corpus() -> None:
    """Whatever name the key would draw, it is not drawn when someone of the corpus bears it."""
    t = turn("E01", 0, "Je suis Awa Fournel.")
    first = run([t], [], [session("E01", AWA)])[0].replacement.split()[0]
    heard = turn("E01", 1, f"Il y a aussi {first}.")
    assert first not in run([t, heard], [], [session("E01", AWA)])[0].replacement.split()


def test_spans_never_overlap() -> None:
    """The longest of overlapping proposals wins, and nothing of the others is left uncovered."""
    t = turn("E01", 0, "Je connais Awa Fournel de Valserre.")
    names = [propose(t, "Awa"), propose(t, "Awa Fournel", source="ner")]
    names.append(propose(t, "Fournel de Valserre", "place", "ner"))
    rows = [r for r in run([t], names, [session("E01")]) if r.turn != UNSAID]
    assert all(a.end <= b.start for a, b in pairwise(rows))
    covered = {c for r in rows for c in range(r.start, r.end)}
    assert {c for n in names for c in range(n.start, n.end) if t.text[c].isalpha()} - covered <= {23, 24}


def test_the_place_of_a_session_has_a_pseudonym_too() -> None:
    """A place is renamed alike when it is said and in the metadata; brackets say it is invented."""
    t = turn("E01", 0, "Ici, à Valserre, voilà.")
    rows = run([t], [propose(t, "Valserre", "place", "metadata")], [session("E01", AWA)])
    assert place_pseudonym("E01", rows) == shown(rows, [t])["E01", 0, "Valserre"]
    assert place_pseudonym("E01", rows).startswith("[")


def decision(said: str, action: IdentifierVerb, scope: Scope = Scope.HERE, replacement: str = "") -> IdentifierDecision:
    return IdentifierDecision(
        id="d1", at="2026-01-01T00:00:00", session="E01", turn=0, first_word=2, last_word=2, type="person",
        action=action, entity="", replacement=replacement, scope=scope, check=check(KEY, said),
    )


def test_a_decision_is_obeyed_while_its_words_are_there() -> None:
    """A person's « keep » holds; when the words have changed, the span goes back to « replace »."""
    t = turn("E01", 0, "On voit Gilles ici.")
    names = [propose(t, "Gilles", source="names")]
    assert run([t], names, [session("E01")], decision("Gilles", IdentifierVerb.KEEP))[0].action == "keep"
    assert run([t], names, [session("E01")], decision("Autre", IdentifierVerb.KEEP))[0].action == "replace"
    chosen = decision("Gilles", IdentifierVerb.REPLACE, Scope.EVERYWHERE, "Untel")
    assert run([t], names, [session("E01")], chosen)[0].replacement == "Untel"


def test_a_decision_adds_what_no_proposer_saw() -> None:
    """Words selected by a person are masked, there and everywhere."""
    turns = [turn("E01", 0, "On voit Zabelou ici."), turn("E01", 1, "Oui, Zabelou.")]
    rows = run(turns, [], [session("E01")], decision("Zabelou", IdentifierVerb.REPLACE, Scope.EVERYWHERE))
    assert {(r.turn, r.start) for r in rows if r.turn != UNSAID} == {(0, 8), (1, 5)}
