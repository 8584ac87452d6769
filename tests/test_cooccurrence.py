"""Codes that stand together: counted as a slow reading would, and the coefficient as its definition says."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import jaccard_score

from pipeline.analysis.counts.cooccurrence import CodeOccurrence, Unit, runs, together, together_among

UNITS = [("E01", 1, 0), ("E01", 1, 1), ("E01", 2, 0), ("E02", 1, 0), ("E02", 1, 1), ("E03", 4, 0)]
BORNE = st.builds(
    CodeOccurrence, st.sampled_from(UNITS), st.sampled_from(["A1", "A2", "B1", "C1"]),
    st.sampled_from(["Lou", "Awa", ""]),
)


def bearing(borne: list[CodeOccurrence], code: str) -> set[Unit]:
    return {b.unit for b in borne if b.code == code}


def test_a_worked_example() -> None:
    """Three passages with A1, two with A2, one of them with both: 1 / (3 + 2 - 1) = 0.25, one person, one session."""
    borne = [CodeOccurrence(u, "A1", "Lou") for u in UNITS[:3]]
    borne += [CodeOccurrence(u, "A2", "Lou") for u in (UNITS[2], UNITS[3])]

    (pair,) = together(borne)

    assert (pair.code, pair.other, pair.units) == ("A1", "A2", (UNITS[2],))
    assert (set(pair.people), set(pair.sessions), pair.either) == ({"Lou"}, {"E01"}, 4)
    assert abs(pair.coefficient - 0.25) < 1e-9


@given(st.lists(BORNE, max_size=30))
def test_the_coefficient_is_that_of_its_slow_definition(borne: list[CodeOccurrence]) -> None:
    """Whatever the codes, n12 / (n1 + n2 - n12) over whole sets gives the same figures to 1e-9, and no pair lacks."""
    found = {(p.code, p.other): p for p in together(borne)}
    for one, other in combinations(sorted({b.code for b in borne}), 2):
        first, second = bearing(borne, one), bearing(borne, other)
        both = first & second
        assert ((one, other) in found) == bool(both)
        if both:
            slow = len(both) / (len(first) + len(second) - len(both))
            people = {b.person for b in borne if b.unit in both and b.code in {one, other}} - {""}
            assert abs(found[one, other].coefficient - slow) < 1e-9
            assert set(found[one, other].units) == both
            assert found[one, other].people == people


@given(st.lists(BORNE, min_size=1, max_size=30))
def test_the_coefficient_is_jaccards(borne: list[CodeOccurrence]) -> None:
    """scikit-learn gives the same coefficient for the same presences and absences."""
    for pair in together(borne):
        one, other = ([u in bearing(borne, c) for u in UNITS] for c in (pair.code, pair.other))
        assert abs(pair.coefficient - jaccard_score(one, other)) < 1e-9


@given(st.lists(st.sampled_from(UNITS)))
def test_runs_are_counted_once_each(units: list[Unit]) -> None:
    """A run begins where the word before bears nothing."""
    assert runs(units) == sorted({u for u in units if (u[0], u[1], u[2] - 1) not in units})


def test_nothing_coded_gives_no_pair() -> None:
    """Without codes nothing stands together."""
    assert together([]) == []


@given(st.lists(BORNE, max_size=30))
def test_units_of_one_code_may_be_counted_beforehand(borne: list[CodeOccurrence]) -> None:
    """Leaving out units that bear a single code, and giving their number, changes no pair."""
    single = {u for u in UNITS if len({b.code for b in borne if b.unit == u}) == 1}
    lonely = Counter(code for _, code in {(b.unit, b.code) for b in borne if b.unit in single})

    assert together_among([b for b in borne if b.unit not in single], lonely) == together(borne)
