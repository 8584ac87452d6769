"""Reinert's classes: worked figures, a χ² that no move raises, the same bytes everywhere, what each class holds."""

from __future__ import annotations

import os
import time
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from pipeline.analysis.topics.reinert import (
    Division,
    ReinertRules,
    divided,
    first_factor,
    kept_forms,
    segments,
    table,
    tree,
)
from pipeline.model.conform import conform
from pipeline.model.contracts import Consent, Excerpt
from pipeline.stages.reinert_classes import reinert_classes
from tests.test_topics import run

# The table on which rainette, the R package of Reinert's method, tests itself, and what it finds there.
SEVEN = np.array([
    [1, 1, 1, 0, 0], [0, 0, 1, 1, 0], [1, 0, 0, 0, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 1], [1, 0, 0, 0, 0],
    [1, 1, 1, 0, 0],
])
# The table by which it explains itself.
FOUR = np.array([[1, 1, 1, 1, 1], [0, 0, 1, 1, 1], [1, 1, 1, 0, 0], [0, 1, 0, 0, 0]])
RULES = ReinertRules(classes=2, smallest=1, least=3, dependence=0.3)
SETTINGS: dict[str, Any] = {
    "classes": 4, "segment": 3, "smallest": 4, "smallest_share": 0.0, "least": 2, "dependence": 0.3, "typical": 2,
}
SUBJECTS = (
    "le formulaire de l'allocation au guichet avec le dossier", "pas de réseau au village ni antenne ni téléphone",
    "le mot de passe et l'identifiant dans le cahier",
)
TABLES = st.integers(2, 6).flatmap(lambda forms: st.lists(
    st.lists(st.integers(0, 1), min_size=forms, max_size=forms).filter(any), min_size=2, max_size=7,
)).map(np.array).map(lambda m: m[:, m.any(axis=0)])


def chi2(present: Any, first: Any) -> Fraction:
    """Sum (observed − expected)² / expected over the grouped table, exactly."""
    observed = [[int(n) for n in present[np.asarray(part)].sum(axis=0)] for part in (first, ~np.asarray(first))]
    whole = sum(map(sum, observed))
    forms = [sum(column) for column in zip(*observed, strict=True)]
    expected = [[Fraction(sum(row) * form, whole) for form in forms] for row in observed]
    return sum((
        (n - e) ** 2 / e for row, told in zip(observed, expected, strict=True) for n, e in zip(row, told, strict=True)
        if e
    ), Fraction(0))


def sparse(present: Any) -> Any:
    return csr_array(np.asarray(present, dtype=np.int64))


def highest(present: Any) -> Fraction:
    """Try every way of parting a small table in two."""
    ways = (np.array(way) for way in product([True, False], repeat=len(present)))
    return max(chi2(present, way) for way in ways if 0 < way.sum() < len(present))


def excerpt(number: int, text: str, consent: Consent = "free") -> Excerpt:
    session, speaker = f"E{number % 3}", f"Personne {'abc'[number % 3]}"
    return Excerpt(f"{session}:{number:04}:w0-w9", session, number, 0, len(text), speaker, text, "", consent, ())


def interviews(size: int = 90) -> list[Excerpt]:
    return [excerpt(i, SUBJECTS[i // (size // 3) % 3]) for i in range(size)]


def test_the_table_of_rainette_is_divided_as_rainette_divides_it() -> None:
    """Its third and sixth texts against the others, χ² 4.843137: no way of parting seven texts gives more."""
    first, reached = divided(sparse(SEVEN))
    assert sorted([np.flatnonzero(first).tolist(), np.flatnonzero(~first).tolist()]) == [[0, 1, 3, 4, 6], [2, 5]]
    assert reached == pytest.approx(float(highest(SEVEN))) == pytest.approx(4.843137, abs=1e-6)


def test_exchanging_texts_mends_a_wrong_division() -> None:
    """From the third text alone against all, the sixth joins it, as in rainette."""
    division = Division(sparse(SEVEN))
    division.first[2] = True
    assert division.exchange(float(chi2(SEVEN, division.first))) == pytest.approx(4.843137, abs=1e-6)
    assert np.flatnonzero(division.first).tolist() == [2, 5]


@pytest.mark.parametrize(("rows", "first", "second"), [
    ((2, 5), [], [1, 2, 3]), ((1, 2, 3, 4, 5), [0, 2, 3], []),
])
def test_the_forms_that_divide_further_are_those_that_rainette_keeps(
    rows: tuple[int, ...], first: list[int], second: list[int]
) -> None:
    """A form leaves the part where it is rare when it is bound to the other, and any part that holds it twice."""
    inside = np.isin(np.arange(7), rows)
    kept = kept_forms(SEVEN[inside].sum(axis=0), SEVEN[~inside].sum(axis=0), RULES)
    assert [np.flatnonzero(one).tolist() for one in kept] == [first, second]


def test_the_chi2_of_a_grouped_table_is_the_one_worked_by_hand() -> None:
    """Texts 1 and 2 hold 8 words of 12: of forms said 2, 3, 3, 2, 2 times, they should have two in three."""
    division = Division(sparse(FOUR))
    pairs = np.array([True, True, False, False])
    held = FOUR[pairs].sum(axis=0)
    assert (held.tolist(), FOUR.sum(axis=0).tolist()) == ([1, 1, 2, 2, 2], [2, 3, 3, 2, 2])
    # « return »: 1/9 over 4/3 and 2/3; « of »: 1 over 2 and 1; « the »: 0; the two others: 4/9 over 4/3 and 2/3.
    by_hand = Fraction(1, 4) + Fraction(3, 2) + 0 + 1 + 1
    squares = int((held * held * division.weights).sum())
    assert float(division.chi2(squares, int(held.sum()))) == pytest.approx(float(by_hand)) == 3.75


@given(TABLES)
def test_no_exchange_of_one_text_would_raise_the_chi2(present: Any) -> None:
    """Whatever the table, the division is one that no single move betters, and its χ² is the exact one."""
    first, reached = divided(sparse(present))
    exact = chi2(present, first)
    assert reached == pytest.approx(float(exact), abs=1e-5)
    for row in range(len(present)):
        moved = first.copy()
        moved[row] = not moved[row]
        if 0 < moved.sum() < len(present):
            assert float(chi2(present, moved)) <= reached + 1e-5


def test_the_first_factor_is_that_of_a_correspondence_analysis() -> None:
    """Up to its sign, within a hundred-thousandth of the singular vector of the standardised table."""
    share = SEVEN / SEVEN.sum()
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    left, *_ = np.linalg.svd((share - np.outer(rows, columns)) / np.sqrt(np.outer(rows, columns)))
    axis = left[:, 0] / np.sqrt(rows)
    placed = first_factor(sparse(SEVEN)).astype(float)
    placed *= np.sign(placed @ axis)
    assert np.allclose(placed / np.abs(placed).max(), axis / np.abs(axis).max(), atol=1e-5)


def test_two_ways_of_speaking_are_two_classes() -> None:
    """Texts that share no word part first; each part of one way of speaking is not divided again."""
    present = table([{"a", "b", "c"}, {"a", "b"}, {"b", "c"}, {"x", "y"}, {"y", "z"}, {"x", "y", "z"}], list("abcxyz"))
    root, *parts = tree(present, ReinertRules(2, 2, 1, 0.3))
    assert (root.division, root.chi2) == (1, 14.0)
    assert sorted(part.rows.tolist() for part in parts) == [[0, 1, 2], [3, 4, 5]]


def test_what_is_too_small_to_be_a_class_is_set_apart() -> None:
    """Two texts in words of their own leave a class of many, and count among no class."""
    documents = [{"a", "b"}, {"b", "c"}, {"a", "c"}] * 4 + [{"x", "y"}, {"y", "x"}]
    nodes = tree(table(documents, list("abcxy")), ReinertRules(3, 3, 1, 0.3))
    assert [part.rows.tolist() for part in nodes if part.apart] == [[12, 13]]


def test_a_class_of_a_large_corpus_holds_a_share_of_it() -> None:
    """Ten excerpts in words of their own are a class, and are set apart where a class must hold one in five."""
    rows = [excerpt(i, SUBJECTS[0] if i < 10 else SUBJECTS[1 + i % 2]) for i in range(90)]
    sizes = {
        share: {r.size for r in reinert_classes(rows, **(SETTINGS | {"smallest_share": share}))[0] if r.apart}
        for share in (0.0, 0.2)
    }
    assert sizes == {0.0: set(), 0.2: {10}}


@pytest.mark.parametrize("size", [0, 1, 2, 3, 9])
def test_a_corpus_too_small_to_be_divided_is_one_class(size: int) -> None:
    """Nothing fails at any size: all excerpts stand in the whole."""
    rows, passages, words = reinert_classes([excerpt(i, SUBJECTS[0]) for i in range(size)], **SETTINGS)
    assert ([r.size for r in rows], len(passages), words) == ([size] if size else [], size, [])


def test_classes_hold_every_excerpt_and_say_their_words_people_and_typical_passages() -> None:
    """Three subjects are three classes: sizes add up, and words and passages are those of the subject."""
    rows, passages, words = reinert_classes(interviews(), **(SETTINGS | {"classes": 3}))
    assert len(conform("reinert_passages", passages)) == 90
    leaves = [r for r in conform("reinert_classes", rows) if not r.division and not r.apart]
    assert sorted(r.size for r in leaves) == [30, 30, 30]
    assert {(r.people, r.sessions) for r in leaves} == {(3, 3)}
    own = [{w.word for w in words if w.topic == r.node and w.chi2 > 0} for r in leaves]
    assert sorted(len(words & {"guichet", "réseau", "cahier"}) for words in own) == [1, 1, 1]
    assert all(len(r.typical) == 2 for r in leaves)
    assert conform("reinert_profiles", words)


def test_who_asks_for_no_class_pays_nothing() -> None:
    """With « classes: 0 » nothing is made, whatever the corpus."""
    assert reinert_classes(interviews(), **(SETTINGS | {"classes": 0})) == ([], [], [])


@pytest.mark.parametrize("consent", ["not_analysed", "erased"])
def test_what_may_not_be_analysed_is_in_no_class(consent: Consent) -> None:
    """It is neither counted nor named."""
    rows = [*interviews(), excerpt(90, SUBJECTS[0], consent)]
    _, passages, _ = reinert_classes(rows, **SETTINGS)
    assert rows[-1].excerpt not in {p.excerpt for p in passages}


def test_what_may_not_be_quoted_is_typical_of_nothing() -> None:
    """It counts in its class, and is never shown for it."""
    rows = [excerpt(i, SUBJECTS[i // 30], "not_quotable" if i < 30 else "free") for i in range(90)]
    made, _, _ = reinert_classes(rows, **SETTINGS)
    assert not {name for r in made for name in r.typical} & {e.excerpt for e in rows[:30]}


def test_short_passages_are_joined_within_their_interview() -> None:
    """Until they hold enough different words; never from one interview to the next."""
    assert segments(["A", "A", "A", "B"], [{"x"}, {"x"}, {"y"}, {"z"}], 2) == [[0, 1, 2], [3]]


def classes() -> str:
    rng = np.random.default_rng(4)
    present = sparse(rng.random((300, 120)) < rng.random(120) * 0.2)
    nodes = tree(present, ReinertRules(8, 5, 3, 0.3))
    return repr([(n.parent, n.rows.tolist(), n.forms.tolist(), n.chi2) for n in nodes])


def test_two_kernels_and_two_threads_make_the_same_classes() -> None:
    """Sums are of whole numbers: neither the library of linear algebra nor its threads have a say."""
    code = "from tests.test_reinert_classes import classes; print(classes())"
    assert len({run(code, threads, core) for threads, core in (("1", "Prescott"), ("2", "Haswell"))}) == 1


@pytest.mark.skipif(not os.environ.get("FILIGRANE_SHARED"), reason="FILIGRANE_SHARED n'est pas donné")
def test_the_summaries_of_a_corpus_of_iramuteq_are_classed_in_under_twenty_seconds() -> None:
    """Hundreds of summaries of theses in French, read, cut into words and divided into ten classes."""
    path = Path(os.environ["FILIGRANE_SHARED"]) / "corpora/theses_socio_iramuteq/theses_share.txt"
    told = [part.split("\n", 1)[1] for part in path.read_text("utf-8").split("**** ")[1:]]
    started = time.perf_counter()
    summaries = [
        Excerpt(f"T{i}:0:w0-w9", f"T{i}", 0, 0, len(text), f"Autrice {chr(97 + i % 26)}{i}x", text, "", "free", ())
        for i, text in enumerate(told)
    ]
    ordinary = yaml.safe_load((Path(__file__).parents[1] / "params.yaml").read_text("utf-8"))["reinert_classes"]
    rows, _, words = reinert_classes(summaries, **ordinary)
    assert time.perf_counter() - started < 20
    assert sum(not r.division and not r.apart for r in rows) == 10
    assert words
