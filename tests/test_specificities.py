"""Words specific to those who share a value of an attribute, said by several people, heard in interviews only."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from pipeline.analysis.counts import cooccurrence
from pipeline.analysis.counts.association import specificity
from pipeline.model.conform import conform
from pipeline.model.contracts import Excerpt, Participant, Specificity, WordFrequency, WordLink
from pipeline.stages.specificities import specificities

PLACES = {"Zoé": "rural", "Ana": "rural", "Léo": "ville", "Max": "ville"}
PEOPLE = [Participant(name, "E01", {"milieu": place}) for name, place in PLACES.items()]
SAID = {"Zoé": "tracteur dossier", "Ana": "tracteur dossier", "Léo": "tramway dossier", "Max": "tramway dossier"}


def excerpts(said: dict[str, str]) -> list[Excerpt]:
    return [
        Excerpt(f"E01:{i:03}:w0-w1", "E01", i, 0, 20, name, words, "Et la moto ?", "free", ())
        for i, (name, words) in enumerate([*(SAID | said).items()] * 5)
    ]


def made(**said: str) -> list[Specificity]:
    return conform("specificities", specificities(excerpts(said), PEOPLE, shown=5, frequent=9, linked=9)[0])


def words(**said: str) -> tuple[list[WordFrequency], list[WordLink]]:
    _, frequencies, links = specificities(excerpts(said), PEOPLE, shown=5, frequent=3, linked=3)
    return conform("word_frequencies", frequencies), conform("word_links", links)


def test_a_word_is_specific_where_it_is_said() -> None:
    """Positive there, negative elsewhere, with its counts; a word of all is of nobody."""
    found = {(s.value, s.word): s for s in made()}
    tractor = found["rural", "tracteur"]
    assert (tractor.inside, tractor.everywhere, tractor.part, tractor.people) == (10, 10, 20, 2)
    assert tractor.score == pytest.approx(specificity(10, 10, 20, 40), abs=1e-6)
    assert found["ville", "tracteur"].score < 0


def test_the_word_of_one_person_is_specific_to_nobody() -> None:
    """Said a lot, and by one: it would tell the person."""
    assert "vache" not in {s.word for s in made(Zoé="vache dossier") if s.score > 0}


def test_the_interviewer_is_not_heard() -> None:
    """What was asked is not what was said."""
    assert "moto" not in {s.word for s in made()}


def test_words_are_counted_in_times_excerpts_people_and_sessions() -> None:
    """Four people say « dossier », five times each; two words of two people come next, in alphabetical order."""
    frequencies, _ = words()
    assert [(w.word, w.times, w.excerpts, w.people, w.sessions) for w in frequencies] == [
        ("dossier", 20, 20, 4, 1), ("tracteur", 10, 10, 2, 1), ("tramway", 10, 10, 2, 1),
    ]


def test_only_words_of_people_are_counted_and_linked() -> None:
    """Neither what was asked, nor the word of one person, nor that of a respondent of the questionnaire."""
    frequencies, links = words(Zoé="vache dossier", R001="questionnaire dossier", R002="questionnaire dossier")
    said = {w.word for w in frequencies} | {w for link in links for w in (link.word, link.other)}
    assert not said & {"moto", "vache", "questionnaire"}


def test_words_said_in_the_same_excerpts_are_linked_and_held_by_a_tree() -> None:
    """« dossier » stands with both others, which never meet: two links, both in the tree, one set of words at least."""
    frequencies, links = words()
    assert [(link.word, link.other, link.excerpts, link.tree) for link in links] == [
        ("dossier", "tracteur", 10, True), ("dossier", "tramway", 10, True),
    ]
    assert {w.community for w in frequencies} == {0}


@given(st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda p: p[0] < p[1]),
    st.integers(2, 9), min_size=1,
))
def test_the_tree_is_the_heaviest_and_communities_part_the_words(links: dict[tuple[str, str], int]) -> None:
    """As scipy weighs it; every linked word is in one set, and no set reaches across what is not linked."""
    weights = np.zeros((8, 8))
    for (one, other), n in links.items():
        weights["abcdefgh".index(one), "abcdefgh".index(other)] = -n
    heaviest = minimum_spanning_tree(weights)
    tree = cooccurrence.spanning_tree(links)
    assert sum(links[pair] for pair in tree) == -heaviest.sum()
    assert len(tree) == heaviest.nnz
    sets = cooccurrence.communities(links)
    assert sorted(word for held in sets for word in held) == sorted({word for pair in links for word in pair})
    for held in sets:
        places = ["abcdefgh".index(word) for word in held]
        assert connected_components(weights[np.ix_(places, places)], directed=False)[0] == 1
