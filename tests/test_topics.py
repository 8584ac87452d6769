"""Groupings by proximity: at every size, the same bytes, and words that name nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.cluster import kmeans_plusplus
from sklearn.metrics import adjusted_rand_score

from pipeline.analysis.topics import space
from pipeline.analysis.topics.clustering import WordCounts, by_size, far_apart, numbers
from pipeline.analysis.topics.describing_words import vocabulary, words_of
from pipeline.analysis.topics.model import adjusted_rand, best, choose
from pipeline.analysis.topics.space import (
    GRID,
    Recipe,
    Reduction,
    Space,
    carried,
    coordinates,
    nearest,
    of_length_one,
    on_grid,
    unit_vectors,
)
from pipeline.codebook.grid import NamedGrouping
from pipeline.language.content_words import is_stop_word
from pipeline.model.conform import conform
from pipeline.model.contracts import Consent, Excerpt, Mask, TopicCount, Vectors
from pipeline.model.errors import FiligraneError
from pipeline.stages.topics import topics

SUBJECTS = (
    ("dossier formulaire allocation guichet", "Le formulaire de l'allocation, au guichet, avec le dossier."),
    ("téléphone réseau antenne village", "Euh, pas de réseau au village, l'antenne et le téléphone."),
    ("mot passe identifiant cahier", "Le mot de passe, l'identifiant, tout est dans le cahier, hein."),
)
CLUSTERING: dict[str, Any] = {
    "seed": 1, "reduction": "spectral", "neighbours": 15, "dimensions": 5, "method": "auto",
    "agglomerative_under": 100, "restarts": 5, "candidates": [3, 6, 9], "excerpts_per_group": 5, "tolerance": 0.02,
    "draws": 10, "seeds": 10, "largest_draw": 220,
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
    found, groupings, *_ = topics(*corpus(size), [], count=count, clustering=CLUSTERING, words=WORDS)
    return found, groupings


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


def test_the_number_of_groupings_is_chosen_by_stability_and_coherence() -> None:
    """Of 3, 6 and 9, the number that is really there is kept, and each is told as it was judged."""
    _, _, topic_counts, *_ = topics(*corpus(240), [], count="auto", clustering=CLUSTERING, words=WORDS)
    assert [(t.asked, t.chosen) for t in conform("topic_counts", topic_counts)] == [(3, True), (6, False), (9, False)]
    assert (topic_counts[0].draws, topic_counts[0].seeds) == (1.0, 1.0)
    assert topic_counts[0].diversity > topic_counts[2].diversity


def test_of_numbers_as_good_the_largest_is_kept() -> None:
    """Stability and coherence weigh the same; within the tolerance, one sees more groupings."""
    tried = [TopicCount(k, False, k, d, 1.0, c, 1.0) for k, d, c in ((6, 0.8, 0.2), (8, 0.8, 0.18), (10, 0.4, 0.2))]
    assert best(tried, 0.02) == 8
    assert best(tried, 0.0) == 6


def test_groupings_are_numbered_by_size() -> None:
    """The largest comes first; of two equal ones, that of the smallest excerpt."""
    assert by_size(np.array([7, 2, 2, 5, 5, 5])).tolist() == [2, 1, 1, 0, 0, 0]
    assert by_size(np.array([9, 1, 9, 1])).tolist() == [0, 1, 0, 1]


def test_identical_excerpts_do_not_stop_the_run() -> None:
    """Two hundred times the same vector make one grouping."""
    rows, vectors = corpus(200)
    same = Vectors(vectors.excerpts, np.ones_like(vectors.matrix))
    found, groupings, *_ = topics(rows, same, [], count=6, clustering=CLUSTERING, words=WORDS)
    assert {t.topic for t in found} == {0}
    assert groupings[0].size == 200


def test_excerpts_without_a_word_do_not_stop_the_run() -> None:
    """A corpus of fillers is grouped and has no word to show."""
    rows = [excerpt(i, "Euh, ben voilà, hein.") for i in range(12)]
    matrix = np.random.default_rng(0).normal(size=(12, 8)).astype(np.float32)
    vectors = Vectors(tuple(r.excerpt for r in rows), matrix)
    _, groupings, *_ = topics(rows, vectors, [], count=2, clustering=CLUSTERING, words=WORDS)
    assert [(g.words, g.nmf_words) for g in groupings] == [((), ()), ((), ())]


def test_what_may_not_be_analysed_is_not() -> None:
    """An excerpt taken away or not to be analysed is in no grouping."""
    rows, vectors = corpus(12)
    rows[0] = excerpt(0, rows[0].text, consent="erased")
    rows[1] = excerpt(1, rows[1].text, consent="not_analysed")
    found, groupings, *_ = topics(rows, vectors, [], count=2, clustering=CLUSTERING, words=WORDS)
    assert {t.excerpt for t in found} == {r.excerpt for r in rows[2:]}
    assert sum(g.size for g in groupings) == 10


def test_only_free_excerpts_stand_for_a_grouping() -> None:
    """A passage not to be quoted or attributed may be grouped; it is never shown as typical."""
    rows, vectors = corpus(12)
    rows = [excerpt(i, r.text, consent="free" if i in (3, 4) else "not_quotable") for i, r in enumerate(rows)]
    _, groupings, *_ = topics(rows, vectors, [], count=1, clustering=CLUSTERING, words=WORDS)
    assert sorted(groupings[0].representatives) == [rows[3].excerpt, rows[4].excerpt]


def test_representatives_come_from_several_people_first() -> None:
    """Three typical excerpts are of three people when there are three."""
    rows, vectors = corpus(60)
    _, groupings, *_ = topics(rows, vectors, [], count=3, clustering=CLUSTERING, words=WORDS)
    speaker = {r.excerpt: r.speaker for r in rows}
    assert all(len({speaker[e] for e in g.representatives}) == 3 for g in groupings)


def test_people_are_counted_not_excerpts() -> None:
    """A grouping says how many people it gathers."""
    rows, vectors = corpus(14)
    _, groupings, *_ = topics(rows, vectors, [], count=1, clustering=CLUSTERING, words=WORDS)
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
    """Three real groups come back whole from draws and seeds; cutting noise in nine does not."""
    recipe = Recipe(**CLUSTERING)
    words = WordCounts([[] for _ in range(200)], [], 10)
    real = choose(unit_vectors(corpus(200)[1].matrix), words, 3, recipe)
    noise = choose(unit_vectors(np.random.default_rng(3).normal(size=(200, 32))), words, 9, recipe)
    assert real.held.draws == real.held.seeds == [1.0, 1.0, 1.0]
    assert noise.topic_counts[0].draws < 0.5
    assert max(noise.held.draws) < 0.7


def test_neighbours_are_the_most_alike_and_ties_are_broken_by_order() -> None:
    """The likeness is a cosine; of two twins, the first comes first."""
    units = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.5, 0.5]])
    assert nearest(units[:1], units, 3).tolist() == [[0, 2, 3]]
    assert nearest(units[:1], units, 9).tolist() == [[0, 2, 3, 1]]


@pytest.mark.parametrize("size", [100, 240])
def test_the_graph_is_the_same_whatever_the_order_of_excerpts(size: int) -> None:
    """Each excerpt keeps its distances to all others when they come in another order."""
    units = unit_vectors(corpus(size)[1].matrix)
    order = np.random.default_rng(1).permutation(size)
    one, other = (coordinates(nearest(placed, placed, 16), 3) for placed in (units, units[order]))
    assert np.abs((one @ one.T)[np.ix_(order, order)] - other @ other.T).max() < 1e-3


def test_a_new_excerpt_joins_those_it_is_most_like() -> None:
    """What was grouped is not moved: an excerpt of a new session takes the grouping of its neighbours."""
    rows, vectors = corpus(240)
    units = unit_vectors(vectors.matrix)
    subject = np.arange(240) % 3
    assert carried(units[200:], units[:200], subject[:200], 15).tolist() == subject[200:].tolist()
    assert len(rows) == 240


def test_a_grouping_that_a_person_named_keeps_its_number() -> None:
    """It is found where most of the excerpts kept for it are, even under another size; others take free numbers."""
    labels, excerpts = np.array([0, 0, 0, 1, 1, 2]), list("abcdef")
    assert numbers(labels, excerpts, []) == [0, 1, 2]
    assert numbers(labels, excerpts, [NamedGrouping(7, "", ("f",)), NamedGrouping(0, "", ("d", "e", "a"))]) == [1, 0, 7]


def test_the_number_of_a_grouping_that_is_lost_is_given_to_no_other() -> None:
    """Its excerpts are scattered or gone: nothing bears its number any more."""
    labels, excerpts = np.array([0, 0, 1, 1]), list("abcd")
    assert numbers(labels, excerpts, [NamedGrouping(0, "", ("a", "c")), NamedGrouping(1, "", ("z",))]) == [2, 3]


def test_of_two_named_groupings_now_together_one_keeps_its_number() -> None:
    """The one that is there more wholly."""
    labels, excerpts = np.array([0, 0, 0, 1]), list("abcd")
    named = [NamedGrouping(4, "", ("a", "b", "d")), NamedGrouping(9, "", ("c",))]
    assert numbers(labels, excerpts, named) == [9, 0]


def test_a_named_grouping_keeps_its_number_when_sessions_are_added() -> None:
    """The stage numbers as the file says, from one run to a larger one."""
    found, groupings = grouped(90, count=3)
    named = [NamedGrouping(5, "réseau", tuple(t.excerpt for t in found if t.topic == 1)[:20])]
    more, *_ = topics(*corpus(240), named, count=3, clustering=CLUSTERING, words=WORDS)
    kept = set(named[0].excerpts)
    assert len(groupings) == 3
    assert {t.topic for t in more if t.excerpt in kept} == {5}
    assert sorted({t.topic for t in more}) == [0, 1, 5]


@pytest.mark.parametrize("method", ["kmeans", "agglomerative", "hdbscan"])
@pytest.mark.parametrize("size", [10, 40, 100])
def test_every_method_groups_every_excerpt_of_a_small_corpus(method: str, size: int) -> None:
    """From 10 to 100 excerpts nothing stops and none is left outside, HDBSCAN included."""
    clustering = CLUSTERING | {"method": method}
    for reduction in ("spectral", "pca"):
        settings = clustering | {"reduction": reduction}
        found, *_ = topics(*corpus(size), [], count="auto", clustering=settings, words=WORDS)
        assert len(found) == size
        assert min(t.topic for t in found) == 0


def test_umap_is_an_option_that_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed, the run stops with what to type."""
    monkeypatch.setitem(sys.modules, "umap", None)
    with pytest.raises(FiligraneError, match="pip install umap-learn"):
        topics(*corpus(120), [], count=3, clustering=CLUSTERING | {"reduction": "umap"}, words=WORDS)


def test_umap_gives_the_coordinates_when_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked once, with the seed of the settings and one thread."""
    asked: list[dict[str, Any]] = []

    class Umap:
        def __init__(self, **settings: Any) -> None:
            asked.append(settings)

        def fit_transform(self, units: Any) -> Any:
            return units[:, :5]

    monkeypatch.setitem(sys.modules, "umap", type(sys)("umap"))
    monkeypatch.setattr(sys.modules["umap"], "UMAP", Umap, raising=False)
    found, *_ = topics(*corpus(120), [], count=3, clustering=CLUSTERING | {"reduction": "umap"}, words=WORDS)
    assert (len(found), len(asked)) == (120, 1)
    assert (asked[0]["random_state"], asked[0]["n_jobs"]) == (1, 1)
    assert "umap-learn" in space.NO_UMAP


def test_the_interviewer_gives_no_word() -> None:
    """What was asked before a passage is not in the words of its grouping, nor a pseudonym."""
    rows, vectors = corpus(60)
    rows = [
        Excerpt(r.excerpt, r.session, r.turn, 0, r.end, r.speaker, f"Gervaise. {r.text}", "Parlez-moi de votre moto ?",
                "free", (Mask(0, 8),)) for r in rows
    ]
    _, groupings, _, profiled, *_ = topics(rows, vectors, [], count=3, clustering=CLUSTERING, words=WORDS)
    said = {w for g in groupings for w in (*g.words, *g.nmf_words)} | {p.word for p in profiled}
    assert "dossier" in said
    assert not said & {"moto", "gervaise", "parlez"}


def test_a_profile_holds_the_words_of_a_grouping_with_their_chi2() -> None:
    """Words of a subject are its own; the excerpts that hold them are its characteristic segments."""
    found, groupings, _, profiled, *_ = topics(*corpus(240), [], count=3, clustering=CLUSTERING, words=WORDS)
    topic = {t.excerpt: t.topic for t in found}
    own = {g.topic: {p.word for p in conform("profiles", profiled) if p.topic == g.topic and p.chi2 > 0}
           for g in groupings}
    assert all(own.values())
    assert all(own[g.topic] <= set(g.words) for g in groupings)
    assert all(topic[e] == g.topic for g in groupings for e in g.characteristic)
    assert {(p.inside, p.everywhere, p.chi2) for p in profiled if p.chi2 > 0} == {(80, 80, 240.0)}


def test_sessions_are_counted() -> None:
    """A grouping says in how many sessions it is heard."""
    rows, vectors = corpus(14)
    rows = [Excerpt(r.excerpt.replace("E01", f"E0{i % 2}"), f"E0{i % 2}", *list(fields(r))[2:])
            for i, r in enumerate(rows)]
    named = Vectors(tuple(r.excerpt for r in rows), vectors.matrix)
    _, groupings, *_ = topics(rows, named, [], count=1, clustering=CLUSTERING, words=WORDS)
    assert groupings[0].sessions == 2


def fields(row: Excerpt) -> list[Any]:
    return [getattr(row, name) for name in Excerpt.__slots__]


def test_threads_and_processors_change_nothing() -> None:
    """One thread or two, an old processor or a new one: the same groups to the last digit."""
    code = "from tests.test_topics import groups; print(groups())"
    made = {run(code, threads, core) for threads, core in (("1", "Prescott"), ("2", "Haswell"))}
    assert len(made) == 1


def groups() -> list[Any]:
    words = WordCounts([[] for _ in range(240)], [], 3)
    chosen = choose(unit_vectors(corpus(240)[1].matrix), words, 9, Recipe(**CLUSTERING))
    return [chosen.labels.tolist(), chosen.held, chosen.topic_counts]


def run(code: str, threads: str, core: str) -> str:
    environment = os.environ | {"OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads}
    here = Path(__file__).parents[1]
    made = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=here, capture_output=True, text=True, check=True
    )
    return made.stdout


@pytest.mark.parametrize("size", [1, 2, 7, 240])
def test_kmeans_starts_where_scikit_learn_starts_it(size: int) -> None:
    """Draw for draw the same points, to the last bit, with twins among them or not."""
    points = unit_vectors(np.vstack([np.random.default_rng(size).normal(size=(size, 8))] * 2))
    for seed in range(20):
        for count in {1, min(5, size), min(20, size)}:
            theirs, _ = kmeans_plusplus(points, count, random_state=seed)
            assert far_apart(points, count, np.random.RandomState(seed)).tobytes() == theirs.tobytes()


def test_excerpts_drawn_have_the_neighbours_of_a_graph_of_their_own() -> None:
    """Ranking all excerpts once gives each draw what ranking it alone would."""
    units = unit_vectors(np.random.default_rng(5).normal(size=(150, 32)))
    rows = np.sort(np.random.default_rng(6).permutation(150)[:120])
    alone = coordinates(nearest(units[rows], units[rows], CLUSTERING["neighbours"] + 1), 4)
    assert np.array_equal(Space(units, Recipe(**CLUSTERING), 4).points(rows, 4), on_grid(of_length_one(alone)))


def test_pairs_are_counted_as_scikit_learn_counts_them() -> None:
    """The same index to the last bit, for groupings alike or not, of one excerpt or many."""
    draw = np.random.default_rng(7)
    for size in (1, 2, 5, 300):
        for groups in (1, 3, 20):
            one, other = draw.integers(0, groups, size), draw.integers(0, 4, size)
            assert adjusted_rand(one, other) == adjusted_rand_score(one, other)
            assert adjusted_rand(one, one) == 1.0


def test_the_same_words_over_and_over_stop_nothing() -> None:
    """Twins in circles, each with as many links as any other: a graph in which ones lead to no other vibration."""
    circles = [[(one + step) % 20 for step in range(15)] for one in range(20)]
    near = np.vstack([np.array(circles) + 20 * rank for rank in range(20)])
    placed = coordinates(near, 10)
    assert placed.shape == (400, 10)
    assert np.isfinite(placed).all()
