"""Groupings by proximity: at every size, the same bytes, and words that name nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.conform import conform
from pipeline.contracts import Consent, Excerpt, Mask, Vectors
from pipeline.french.stopwords import is_stop_word
from pipeline.grouping.clustering import Recipe, by_size, partition
from pipeline.grouping.reduction import GRID, Reduction, unit_vectors
from pipeline.grouping.stability import agreement, choose_count, stabilities
from pipeline.grouping.words import vocabulary, words_of
from pipeline.stages.topics import topics

SUBJECTS = (
    ("dossier formulaire allocation guichet", "Le formulaire de l'allocation, au guichet, avec le dossier."),
    ("téléphone réseau antenne village", "Euh, pas de réseau au village, l'antenne et le téléphone."),
    ("mot passe identifiant cahier", "Le mot de passe, l'identifiant, tout est dans le cahier, hein."),
)
CLUSTERING: dict[str, Any] = {
    "seed": 1, "dimensions": 5, "method": "auto", "agglomerative_under": 100, "candidates": [3, 6, 9],
    "excerpts_per_group": 5, "tolerance": 0.1, "draws": 10, "largest_draw": 200,
}
WORDS = {"shown": 10, "representatives": 3}


def excerpt(number: int, text: str, *, consent: Consent = "free", masks: tuple[Mask, ...] = ()) -> Excerpt:
    speaker = f"Personne {number % 7}"
    return Excerpt(f"E01:{number:05}:w0-w9", "E01", number, 0, len(text), speaker, text, "Et alors ?", consent, masks)


def corpus(size: int) -> tuple[list[Excerpt], Vectors]:
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(len(SUBJECTS), 32))
    rows = [excerpt(i, SUBJECTS[i % len(SUBJECTS)][1]) for i in range(size)]
    matrix = np.array([centres[i % len(SUBJECTS)] + rng.normal(scale=0.2, size=32) for i in range(size)])
    return rows, Vectors(tuple(r.excerpt for r in rows), matrix.reshape(size, 32).astype(np.float32))


def grouped(size: int, count: Any = "auto") -> tuple[list[Any], list[Any]]:
    return topics(*corpus(size), count=count, clustering=CLUSTERING, words=WORDS)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 9, 30, 99, 100, 240])
def test_every_excerpt_has_a_grouping_at_every_size(size: int) -> None:
    """From nothing to hundreds of excerpts, all are grouped, none is an outlier, and sizes add up."""
    found, groupings = grouped(size)
    assert len(conform("topics", found)) == size == sum(g.size for g in groupings)
    assert [g.topic for g in conform("groupings", groupings)] == list(range(len(groupings)))
    assert all(0 <= t.topic < len(groupings) for t in found)


@pytest.mark.parametrize("size", [30, 240])
def test_subjects_that_differ_are_told_apart_with_their_words(size: int) -> None:
    """Three subjects give three groupings, fully stable, each under its own words by both methods."""
    found, groupings = grouped(size, count=3)
    assert {frozenset(i % 3 for i in range(size) if found[i].topic == g.topic) for g in groupings} == {
        frozenset({0}), frozenset({1}), frozenset({2}),
    }
    assert [g.stability for g in groupings] == [1.0, 1.0, 1.0]
    expected = {frozenset(words.split()) - {"passe"} for words, _ in SUBJECTS}
    assert {frozenset(g.words) - {"passe"} for g in groupings} == expected
    assert {frozenset(g.nmf_words[:3]) <= frozenset(g.words) for g in groupings} == {True}


def test_the_number_of_groupings_is_chosen_by_stability() -> None:
    """Of 3, 6 and 9, the number that is really there is kept."""
    assert len(grouped(240)[1]) == 3


def test_groupings_are_numbered_by_size() -> None:
    """The largest comes first; of two equal ones, that of the smallest excerpt."""
    assert by_size(np.array([7, 2, 2, 5, 5, 5])).tolist() == [2, 1, 1, 0, 0, 0]
    assert by_size(np.array([9, 1, 9, 1])).tolist() == [0, 1, 0, 1]


def test_identical_excerpts_do_not_stop_the_run() -> None:
    """Two hundred times the same vector make one grouping."""
    rows, vectors = corpus(200)
    same = Vectors(vectors.excerpts, np.ones_like(vectors.matrix))
    found, groupings = topics(rows, same, count=6, clustering=CLUSTERING, words=WORDS)
    assert {t.topic for t in found} == {0}
    assert groupings[0].size == 200


def test_excerpts_without_a_word_do_not_stop_the_run() -> None:
    """A corpus of fillers is grouped and has no word to show."""
    rows = [excerpt(i, "Euh, ben voilà, hein.") for i in range(12)]
    matrix = np.random.default_rng(0).normal(size=(12, 8)).astype(np.float32)
    vectors = Vectors(tuple(r.excerpt for r in rows), matrix)
    _, groupings = topics(rows, vectors, count=2, clustering=CLUSTERING, words=WORDS)
    assert [(g.words, g.nmf_words) for g in groupings] == [((), ()), ((), ())]


def test_what_may_not_be_analysed_is_not() -> None:
    """An excerpt taken away or not to be analysed is in no grouping."""
    rows, vectors = corpus(12)
    rows[0] = excerpt(0, rows[0].text, consent="erased")
    rows[1] = excerpt(1, rows[1].text, consent="not_analysed")
    found, groupings = topics(rows, vectors, count=2, clustering=CLUSTERING, words=WORDS)
    assert {t.excerpt for t in found} == {r.excerpt for r in rows[2:]}
    assert sum(g.size for g in groupings) == 10


def test_only_free_excerpts_stand_for_a_grouping() -> None:
    """A passage not to be quoted or attributed may be grouped; it is never shown as typical."""
    rows, vectors = corpus(12)
    rows = [excerpt(i, r.text, consent="free" if i in (3, 4) else "not_quotable") for i, r in enumerate(rows)]
    _, groupings = topics(rows, vectors, count=1, clustering=CLUSTERING, words=WORDS)
    assert sorted(groupings[0].representatives) == [rows[3].excerpt, rows[4].excerpt]


def test_representatives_come_from_several_people_first() -> None:
    """Three typical excerpts are of three people when there are three."""
    rows, vectors = corpus(60)
    _, groupings = topics(rows, vectors, count=3, clustering=CLUSTERING, words=WORDS)
    speaker = {r.excerpt: r.speaker for r in rows}
    assert all(len({speaker[e] for e in g.representatives}) == 3 for g in groupings)


def test_people_are_counted_not_excerpts() -> None:
    """A grouping says how many people it gathers."""
    rows, vectors = corpus(14)
    _, groupings = topics(rows, vectors, count=1, clustering=CLUSTERING, words=WORDS)
    assert (groupings[0].size, groupings[0].people) == (14, 7)


def test_pseudonyms_and_marks_are_no_words_of_a_grouping() -> None:
    """Masked words, transcriber's marks and what was taken away are not shown."""
    text = "Alors Anne-Lise Dumoulin [rires] apporte ses courriers (silence) [passage retiré]."
    row = excerpt(1, text, masks=(Mask(6, 24),))
    assert words_of([row]) == [["apporte", "courriers"]]


def test_a_word_and_its_plural_are_one_word() -> None:
    """The more frequent form stands for both; short words are left alone."""
    rows = [excerpt(1, "Un dossier, des dossiers, nos dossiers."), excerpt(2, "Les bureaux, un bureau, un bureau.")]
    assert words_of(rows) == [["dossiers"] * 3, ["bureau"] * 3]


def test_the_word_of_one_person_alone_is_not_shown() -> None:
    """Words shared by two people are kept; when nothing is shared, all are."""
    assert vocabulary([["guichet", "colombier"], ["guichet"]], ["A", "B"]) == ["guichet"]
    assert vocabulary([["guichet"], ["colombier"]], ["A", "B"]) == ["colombier", "guichet"]


@pytest.mark.parametrize("word", [
    "euh", "hein", "bah", "ben", "voilà", "Voila", "truc", "enfin", "ouais", "quoi", "aujourd'hui", "est-ce", "dit-il",
    "faut", "c'est", "avait", "pouvait", "où", "parce", "là-bas", "a-t-il", "vas-y", "vingt-trois", "celui-là", "été",
])
def test_function_words_and_fillers_say_nothing(word: str) -> None:
    """Words of every conversation are stopped, with or without accents."""
    assert is_stop_word(word)


@pytest.mark.parametrize("word", [
    "dossier", "rendez-vous", "temps", "mission", "accord", "travail", "papier", "famille", "écran", "marché", "main",
    "savoir-faire-là-haut", "imprimante", "droit", "assistante-sociale",
])
def test_words_of_a_subject_are_kept(word: str) -> None:
    """What people speak about is never stopped."""
    assert not is_stop_word(word)


def test_a_phrase_that_fills_speech_is_no_word() -> None:
    """« d'accord » and « tout de suite » go; « un accord » stays."""
    assert words_of([excerpt(1, "D'accord, tout de suite, par exemple un accord signé.")]) == [["accord", "signé"]]


def test_sums_of_unit_vectors_are_exact() -> None:
    """Coordinates stand on a grid, so that the order of a sum changes nothing."""
    _, vectors = corpus(240)
    units = unit_vectors(vectors.matrix)
    assert np.array_equal(units * GRID, np.rint(units * GRID))
    assert np.array_equal(units.T @ units, units[::-1].T @ units[::-1])
    assert np.array_equal(Reduction(5).fit(units).axes, Reduction(5).fit(units[::-1]).axes)


def test_stability_tells_real_groups_from_arbitrary_ones() -> None:
    """Three real groups come back whole from draws; cutting noise in nine does not."""
    units = unit_vectors(corpus(240)[1].matrix)
    points = Reduction(5).fit(units).transform(units)
    noise = np.random.default_rng(3).normal(size=(240, 5))
    recipe = Recipe(**CLUSTERING)
    assert agreement(points, 3, recipe) == 1.0
    assert agreement(noise, 9, recipe) < 0.6
    assert choose_count(points, recipe) == 3


def test_threads_and_processors_change_nothing() -> None:
    """One thread or two, an old processor or a new one: the same groups to the last digit."""
    code = "from tests.test_topics import groups; print(groups())"
    made = {run(code, threads, core) for threads, core in (("1", "Prescott"), ("2", "Haswell"))}
    assert len(made) == 1


def groups() -> list[Any]:
    recipe = Recipe(**CLUSTERING)
    units = unit_vectors(corpus(240)[1].matrix)
    points = Reduction(5).fit(units).transform(units)
    labels = by_size(partition(points, 9, recipe, 1))
    return [points.tolist(), labels.tolist(), stabilities(points, labels, recipe)]


def run(code: str, threads: str, core: str) -> str:
    environment = os.environ | {"OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads}
    here = Path(__file__).parents[1]
    made = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=here, capture_output=True, text=True, check=True
    )
    return made.stdout
