"""Quality: figures judge the machine by what people coded unaided in sessions they read, with their n."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import precision_recall_fscore_support

from pipeline.analysis.evaluation.suggestion_quality import drawing, scores
from pipeline.anchoring.decisions import CodingDecision
from pipeline.model.contracts import Coding, HeldOutPrediction
from pipeline.stages.quality import TOO_FEW, quality, reading
from tests.verdict_corpus import CODES, EXCERPTS, HIGH, LOW, SESSIONS, coding, cross_validation, judged, read

KEYS = {
    "headline", "gold", "reviewed", "codes", "suggestions", "macro", "turns", "coders", "people", "baselines",
    "calibration", "probable", "answered", "reading", "learning", "errors", "agreement", "alpha_of_all_coders",
}
CELLS = [(s, t, c.id) for s in SESSIONS for t in range(4) for c in CODES.codes]


def measured(
    codings: list[Coding], suggested: list[tuple[str, int, str]], reads: list[CodingDecision],
    tried: list[HeldOutPrediction] | None = None,
) -> dict[str, Any]:
    return quality(
        EXCERPTS, codings, cross_validation(suggested) if tried is None else tried, [], CODES, reads, bootstraps=50,
        seed=1, gold_kind="référence interne", worst_errors=2,
    )


def test_scores_are_counted_in_the_sessions_read() -> None:
    """E03 was read by nobody: nothing there is right, wrong or missed."""
    found = measured(
        [coding("E01", 0), coding("E01", 1), coding("E02", 0), coding("E03", 0)],
        [("E01", 0, "A1"), ("E02", 3, "A1"), ("E03", 0, "A1"), ("E03", 1, "A1")], [read("E01"), read("E02")],
    )["codes"]["A1"]

    assert (found["right"], found["wrong"], found["missed"]) == (1, 1, 2)
    assert (found["precision"], found["recall"], found["f1"], found["prevalence"]) == (0.5, 0.3333, 0.4, 0.375)
    assert (found["people"], found["sessions"], found["excerpts"]) == (3, 3, 4)
    assert found["f1_low"] <= found["f1"] <= found["f1_high"]
    assert found["note"] == TOO_FEW


def test_a_suggestion_counts_on_its_turn() -> None:
    """Suggested on the first half of a turn, coded on the second: right, once."""
    halves = [replace(EXCERPTS[0], end=20), replace(EXCERPTS[0], excerpt="E01:0:w10-w19", start=21)]
    tried = [HeldOutPrediction("model", halves[0].excerpt, (HIGH, LOW), ("A1",), ()),
             HeldOutPrediction("model", halves[1].excerpt, (LOW, LOW), (), ())]
    put = replace(coding("E01", 0), start=30, end=40)
    found = quality(halves, [put], tried, [], CODES, [read("E01")], bootstraps=5, seed=1, gold_kind="",
                    worst_errors=2)

    assert found["turns"] == 1
    assert [found["codes"]["A1"][n] for n in ("right", "wrong", "missed")] == [1, 0, 0]


@given(st.sets(st.sampled_from(CELLS)), st.sets(st.sampled_from(CELLS)))
def test_figures_are_those_of_a_library(coded: set[Any], said: set[Any]) -> None:
    """Precision, recall and F1 of each code are scikit-learn's, and absent where they have no meaning."""
    material = judged([coding(*cell) for cell in sorted(coded)], cross_validation(said))
    entries, _ = scores(material, drawing(material, 5, 1))

    for code, entry in zip(CODES.codes, entries, strict=True):
        gold, made = ([(s, t, code.id) in cells for s, t, c in CELLS if c == code.id] for cells in (coded, said))
        known = precision_recall_fscore_support(gold, made, average="binary", zero_division=np.nan)
        for name, value in zip(("precision", "recall", "f1"), known[:3], strict=True):
            assert entry[name] == (None if np.isnan(value) else pytest.approx(value, abs=1e-4))


def test_what_was_decided_before_a_suggestion_judges_nothing() -> None:
    """A suggestion accepted is no proof of itself: neither right nor missed; refused, wrong. They stand apart."""
    made = measured(
        [coding("E01", 0, status="accepted", mode="assisted"), coding("E01", 1, status="refused", mode="assisted")],
        [("E01", 0, "A1"), ("E01", 1, "A1")], [read("E01")],
    )
    found = made["codes"]["A1"]

    assert (found["right"], found["wrong"], found["missed"]) == (0, 1, 0)
    assert found["excerpts"] == 1
    assert [made["answered"]["codes"]["A1"][n] for n in ("n", "right", "share")] == [2, 1, 0.5]


def test_a_session_read_with_suggestions_judges_nothing() -> None:
    """Only an unaided reading says « no » where it is silent."""
    found = measured([], [("E01", 0, "A1")], [read("E01", mode="assisted")])

    assert found["codes"]["A1"]["wrong"] == 0
    assert found["reviewed"]["sessions_read"] == 0


def test_what_was_withdrawn_judges_nothing() -> None:
    """A turn that no model read is neither missed nor counted, whatever somebody coded there before."""
    tried = [t for t in cross_validation([]) if t.excerpt != EXCERPTS[0].excerpt]
    found = measured([coding("E01", 0), coding("E01", 1)], [], [read("E01")], tried)

    assert (found["turns"], found["codes"]["A1"]["missed"]) == (3, 1)


def test_each_coder_judges_in_the_sessions_they_read() -> None:
    """Béa read one session of two: what she did not code in the other is not held against the machine."""
    found = measured(
        [coding("E01", 0), coding("E02", 0), coding("E01", 1, author="bea")], [("E01", 0, "A1"), ("E02", 0, "A1")],
        [read("E01"), read("E02"), read("E01", "bea")],
    )["coders"]

    assert {c: (e["sessions"], e["turns"]) for c, e in found.items()} == {"ana": (2, 8), "bea": (1, 4)}
    assert [found["ana"]["codes"]["A1"][n] for n in ("right", "wrong", "missed")] == [2, 0, 0]
    assert [found["bea"]["codes"]["A1"][n] for n in ("right", "wrong", "missed")] == [0, 1, 1]


def test_people_are_measured_as_the_machine_is() -> None:
    """Of the turns of the session both read, one coded by both, one by Ana only: F1 is two thirds."""
    found = measured(
        [coding("E01", 0), coding("E01", 1), coding("E01", 0, author="bea"), coding("E02", 0)], [],
        [read("E01"), read("E02"), read("E01", "bea")],
    )["people"]["ana / bea"]

    assert (found["sessions"], found["turns"], found["codes"]["A1"]["f1"]) == (1, 4, 0.6667)


def test_baselines_stand_beside_the_model_on_the_same_turns() -> None:
    """Eight turns of twelve coded, all found by the model, half by markers; never suggesting gives 0, always 4/5."""
    coded = [(s, t, "A1") for s in SESSIONS for t in range(4)][:8]
    tried = cross_validation(coded) + cross_validation(coded[:4], "registre")
    found = measured([coding(*cell) for cell in coded], [], [read(s) for s in SESSIONS], tried)
    beside = {way: (e["macro_f1"], e["difference"]) for way, e in found["baselines"].items()}

    assert (found["macro"]["codes"], found["macro"]["macro_f1"]) == (1, 1.0)
    assert beside["never"] == (0.0, 1.0)
    assert beside["always"] == (0.8, 0.2)
    assert beside["registre"] == (0.6667, 0.3333)
    apart = found["baselines"]["registre"]
    assert apart["difference_low"] <= apart["difference"] <= apart["difference_high"]
    assert found["headline"]["better_than_registre"] == 0.3333


def test_probable_suggestions_have_their_n_and_their_lowest_bound() -> None:
    """Three called probable, two of them right, of four coded: half the gold is reached."""
    coded = [("E01", t, "A1") for t in range(4)]
    sure = cross_validation([*coded[:2], ("E02", 0, "A1")], sure=True)
    found = measured([coding(*cell) for cell in coded], [], [read("E01"), read("E02")], sure)["probable"]

    assert [found["codes"]["A1"][n] for n in ("n", "right", "share", "coverage")] == [3, 2, 0.6667, 0.5]
    assert found["overall"]["low"] < 0.6667 < found["overall"]["high"]
    assert found["codes"]["A2"]["share"] is None


def test_reading_the_likeliest_first_finds_passages_sooner() -> None:
    """Two coded of twelve, one likely, one not: found first and among the last; at random, two thirds read."""
    material = judged([coding("E03", 3), coding("E01", 3)], cross_validation([("E03", 3, "A1")]))
    found = reading(material, np.array([True, False]))

    assert found["codes"]["A1"]["needed"]["model"] == 5
    assert found["codes"]["A1"]["needed"]["random"] == round(2 * 13 / 3, 4)
    assert found["codes"]["A1"]["found"]["model"] == 0.5
    assert found["ways"]["model"]["along"][1] == 0.5
    assert list(found["codes"]) == ["A1"]


def test_the_worst_errors_are_named_by_their_excerpt() -> None:
    """The wrong suggestion and the passage missed, with their scores, two of each kind at most."""
    found = measured([coding("E01", t) for t in range(3)], [("E02", 0, "A1")], [read("E01"), read("E02")])["errors"]

    assert found == [
        {"code": "A1", "kind": "wrong", "excerpt": "E02:0:w0-w9", "score": HIGH},
        {"code": "A1", "kind": "missed", "excerpt": "E01:0:w0-w9", "score": LOW},
        {"code": "A1", "kind": "missed", "excerpt": "E01:1:w0-w9", "score": LOW},
    ]


def test_agreement_is_measured_where_two_have_read() -> None:
    """One coder's silence counts only in what she read."""
    found = measured(
        [coding("E01", 0), coding("E01", 1), coding("E01", 0, author="bea"), coding("E02", 0)], [],
        [read("E01"), read("E02"), read("E01", "bea")],
    )["agreement"]

    assert list(found) == ["ana / bea"]
    assert (found["ana / bea"]["sessions"], found["ana / bea"]["excerpts"]) == (1, 4)
    entry = found["ana / bea"]["codes"]["A1"]
    assert (entry["both"], entry["first"], entry["second"], entry["neither"]) == (1, 1, 0, 2)
    assert entry["kappa"] == 0.5
    assert found["ana / bea"]["codes"]["A2"]["kappa"] is None


def test_nothing_read_is_said_plainly() -> None:
    """Without any reading, without anything at all, figures are absent, not false; all can be written as JSON."""
    nothing = quality([], [], [], None, CODES, [], bootstraps=50, seed=1, gold_kind="référence interne",
                      worst_errors=2)
    found = measured([coding("E01", 0)], [("E01", 0, "A1")], [])

    assert found["codes"]["A1"]["f1"] is None
    assert found["agreement"] == {}
    assert found["gold"] == "référence interne"
    for made in (nothing, found):
        assert set(made) == KEYS
        json.dumps(made, allow_nan=False)


def test_the_headline_is_flat() -> None:
    """Figures alone, so that « dvc metrics show » puts each in a column."""
    found = measured([coding("E01", 0)], [("E01", 0, "A1")], [read("E01")])["headline"]

    assert all(value is None or isinstance(value, int | float) for value in found.values())
    assert {"macro_f1", "macro_f1_low", "macro_f1_ana", "probable_share", "cold_start_macro_f1"} <= set(found)


def test_the_order_of_rows_changes_no_figure() -> None:
    """The same decisions give the same bytes."""
    codings = [coding("E01", 0), coding("E02", 1), replace(coding("E02", 2), code="A2")]
    reads, said = [read("E01"), read("E02")], [("E01", 0, "A1")]

    assert measured(codings, said, reads) == measured(codings[::-1], said, reads[::-1], cross_validation(said)[::-1])
