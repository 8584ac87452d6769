"""Whatever names a corpus holds, nothing known stands bare, nothing stops, and composed or not it is the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipeline.ingest.session import Person, Session
from pipeline.model.contracts import IdentifierType, Proposal, ProposalSource, Turn
from pipeline.model.files import normalised
from pipeline.pseudonymise.leak_search.made_files import Document
from pipeline.pseudonymise.leak_search.name_search import stands
from pipeline.pseudonymise.resolve.known_names import Usage
from pipeline.pseudonymise.resolve.masking import masked
from pipeline.pseudonymise.resolve.persons import told
from pipeline.stages.anonymised import anonymised
from pipeline.stages.identifiers import identifiers
from pipeline.stages.leaks import leaks, names_to_search
from tests.small_corpus import KEY, POLICY

FIRST = ("Nathalie", "Rose", "Pierre", "Noël", "France", "Anne", "Marie-Sixtine", "Jean Noël", "Ségolène", "Loïc")
LAST = ("Petit", "Lecœur", "de la Fontaine", "La Salle", "Méré", "Cellé", "d'Arcy", "Van den Berg", "Six", "Téhard")
PLACES = ("La Fontaine-au-Roi", "Entre-Deux", "Le Passage", "Creuse", "rue de Babylone", "boulevard des Invalides")
PIECES = (
    "on a vu", "chez", "la petite rose", "à Noël", "en France", "avec", "et", "Petit à petit", "la rue de Babylone",
    "boulevard des Invalides", "la réunion", "France Travail", "un passage", "entre deux", "la mère de", ",", ".",
    "Mme",
)
SAID_AS: tuple[Callable[[str], str], ...] = (str, str.lower, str.upper)
SOURCES: tuple[ProposalSource, ...] = ("ner", "names", "trigger", "pattern")
SENTENCES = st.lists(st.sampled_from((*FIRST, *LAST, *PLACES, *PIECES)), min_size=1, max_size=9).map(" ".join)
WRITTEN = st.tuples(SENTENCES, st.sampled_from(SAID_AS)).map(lambda s: s[1](s[0]))
CORPORA = st.lists(WRITTEN, min_size=1, max_size=5)
PEOPLE = st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)).map(" ".join)
DRAWN = (Phase.explicit, Phase.reuse, Phase.generate)
KINDS: tuple[IdentifierType, ...] = ("person", "place", "organisation", "misc")


def turns_of(texts: Sequence[str]) -> list[Turn]:
    return [Turn(f"E0{n % 2}", n, "P1", "participant", None, None, text, "") for n, text in enumerate(texts)]


def told_of(person: str, place: str) -> list[Session]:
    people = (Person("P1", person),)
    own = Session("E00", f"{person}.txt", "entretien", "", place, people, ())
    return [own, Session("E01", "b", "", "", "", (), ())]


@st.composite
def found(draw: st.DrawFn) -> tuple[list[Turn], list[Proposal], list[Session]]:
    """Draw a corpus, and what proposers may have seen in it, rightly or not."""
    turns = turns_of(draw(CORPORA))
    proposals = set()
    for turn in turns:
        words = [w for w in turn.text.split(" ") if w]
        for _ in range(draw(st.integers(0, 3))):
            first = draw(st.integers(0, len(words) - 1))
            last = draw(st.integers(first, min(first + 4, len(words) - 1)))
            start = len(" ".join(words[:first])) + bool(first)
            end = start + len(" ".join(words[first : last + 1]))
            kind, source = draw(st.sampled_from(KINDS)), draw(st.sampled_from(SOURCES))
            proposals.add(Proposal(turn.session, turn.turn, start, end, kind, source))
    return turns, sorted(proposals, key=repr), told_of(draw(PEOPLE), draw(st.sampled_from(PLACES)))


# What fails is shown as it is drawn: to make it smaller takes minutes.
@settings(max_examples=100, deadline=None, phases=DRAWN)
@given(found())
def test_no_known_name_stands_bare(study: tuple[list[Turn], list[Proposal], list[Session]]) -> None:
    """`identifiers` is closed under its own names: nothing is left for the net of `anonymised`, nor for the check."""
    turns, proposals, sessions = study
    rows, _ = identifiers(turns, proposals, sessions, [], KEY, **POLICY)
    caught = [i for of in masked(turns, rows, [], KEY).values() for i in of if i not in rows]
    assert caught == []
    shown = anonymised(turns, rows, [], [], KEY)
    made = [Document("build/anonymised.parquet", "\n".join(t.text for t in shown))]
    assert leaks(made, turns, rows, sessions, [], [], KEY)[0]["found"] == []


@settings(max_examples=40, deadline=None, phases=DRAWN)
@given(found())
def test_names_are_the_same_composed_or_not(study: tuple[list[Turn], list[Proposal], list[Session]]) -> None:
    """A turn whose accents stand apart, once read, is the same turn: the same masks, the same leaks."""
    turns, proposals, sessions = study
    again = turns_of([normalised(unicodedata.normalize("NFD", t.text)) for t in turns])
    assert again == turns
    rows, _ = identifiers(turns, proposals, sessions, [], KEY, **POLICY)
    searched_names = names_to_search(turns, rows, sessions)
    for text in (t.text for t in turns):
        apart = normalised(unicodedata.normalize("NFD", text))
        assert list(stands(apart, searched_names)) == list(stands(text, searched_names))


def run(said: str, person: str) -> tuple[str, dict[str, Any]]:
    turns = turns_of([said])
    sessions = told_of(person, "")
    rows, _ = identifiers(turns, [], sessions, [], KEY, **POLICY)
    shown = anonymised(turns, rows, [], [], KEY)
    return shown[0].text, leaks([Document("build/x", shown[0].text)], turns, rows, sessions, [], [], KEY)[0]


@pytest.mark.parametrize(
    ("person", "said", "hidden"),
    [
        ("Sonia Lecœur", "On a vu Lecoeur hier.", "lecoeur"), ("Sonia Lecoeur", "On a vu LECŒUR hier.", "lecœur"),
        ("Sonia Téhard", "Avec tehard, oui.", "tehard"), ("Sonia d'Arcy", "chez d’Arcy on va", "arcy"),
        ("Li Strauß", "Chez Strauss, oui.", "strauss"), ("Sonia La Salle", "On a vu La Salle hier.", "salle"),
    ],
)
def test_a_name_of_the_metadata_is_masked_however_it_is_spelt(person: str, said: str, hidden: str) -> None:
    """Said in any interview, with or without its ligature, its accents, its apostrophe."""
    text, report = run(said, person)
    assert hidden not in text.lower()
    assert not report["stop"]


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("Louise Méré", "Ma mère et ma sœur."), ("Louise Cellé", "C'est celle qui vient."),
        ("Louise La Salle", "On attend dans la salle."), ("Rose Petit", "Un petit dossier rose."),
        ("France Lavielle", "On va à France Travail, en France."),
    ],
)
def test_ordinary_words_stay(person: str, said: str) -> None:
    """A word that only looks like a name, folded, is that word; a name inside a kept institution is spared."""
    assert run(said, person) == (said, run(said, person)[1])
    assert not run(said, person)[1]["stop"]


def test_names_of_files_are_names() -> None:
    """What a recording is called may be someone; a kind of recording, a subject, a number are nobody."""
    usage = Usage.of(turns_of(["rien"]))
    assert usage.lower == frozenset()
    names = {t.phrase for t in told([Session("S", f"{stem}.txt", "", "", "", (), ()) for stem in (
        "Entretien Ferrandeau", "Anne-Lies_Simo_Groen_F_30_13e", "ESLO1_ENT_001", "formation-ecoconception-161221",
        "interview_kerbrat_v2", "E01", "Entretien 01 25.05.22",
    )])}
    assert names == {("ferrandeau",), ("anne", "lies", "simo", "groen"), ("kerbrat",)}
