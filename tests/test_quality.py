"""Quality: figures judge the machine by what people coded unaided in sessions they read, with their n."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pipeline.codebook import Code, Codebook, Family
from pipeline.contracts import Coding, Excerpt, Mode, Status, Suggestion
from pipeline.decisions import CodingDecision
from pipeline.stages.quality import TOO_FEW, quality

CODES = Codebook((Family("A", "Mission"),), (Code("A1", "Frontières", "A", "…"), Code("A2", "Faire avec", "A", "…")))
EXCERPTS = [
    Excerpt(f"E0{s}:{t}:w0-w9", f"E0{s}", t, 0, 50, "ABC"[s - 1], "…", "", "free", ())
    for s in (1, 2, 3) for t in range(4)
]


def coding(
    session: str, turn: int, code: str = "A1", author: str = "ana", status: Status = "coded", mode: Mode = "manual",
) -> Coding:
    name = f"{session}{turn}{code}{author}{status}"
    return Coding(name, session, turn, 0, turn, 20, "…", code, author, "person", status, mode, "free", "")


def suggestion(session: str, turn: int, code: str = "A1") -> Suggestion:
    return Suggestion(f"{session}:{turn}:w0-w9", code, 0.9, "probable", ("registre",), ())


def read(session: str, author: str = "ana", mode: str = "manual") -> CodingDecision:
    return CodingDecision(
        id=session + author, at="", session=session, turn=-1, first_word=-1, last_turn=-1, last_word=-1, quote="",
        code="", decision="read", mode=mode, definition="", author=author,
    )


def measured(codings: list[Coding], suggestions: list[Suggestion], reads: list[CodingDecision]) -> dict[str, Any]:
    return quality(EXCERPTS, suggestions, codings, CODES, reads, bootstraps=50, seed=1, gold_kind="référence interne")


def test_scores_are_counted_in_the_sessions_read() -> None:
    """E03 was read by nobody: nothing there is right, wrong or missed."""
    found = measured(
        [coding("E01", 0), coding("E01", 1), coding("E02", 0), coding("E03", 0)],
        [suggestion("E01", 0), suggestion("E02", 3), suggestion("E03", 0), suggestion("E03", 1)],
        [read("E01"), read("E02")],
    )["codes"]["A1"]

    assert (found["right"], found["wrong"], found["missed"]) == (1, 1, 2)
    assert (found["precision"], found["recall"], found["f1"], found["prevalence"]) == (0.5, 0.3333, 0.4, 0.375)
    assert (found["people"], found["sessions"], found["excerpts"]) == (3, 3, 4)
    assert found["f1_low"] <= found["f1"] <= found["f1_high"]
    assert found["note"] == TOO_FEW


def test_what_was_decided_before_a_suggestion_judges_nothing() -> None:
    """A suggestion accepted is no proof of itself: neither right nor missed; refused, it was wrong."""
    found = measured(
        [coding("E01", 0, status="accepted", mode="assisted"), coding("E01", 1, status="refused", mode="assisted")],
        [suggestion("E01", 0)], [read("E01")],
    )["codes"]["A1"]

    assert (found["right"], found["wrong"], found["missed"]) == (0, 1, 0)
    assert found["excerpts"] == 1


def test_a_session_read_with_suggestions_judges_nothing() -> None:
    """Only an unaided reading says « no » where it is silent."""
    found = measured([], [suggestion("E01", 0)], [read("E01", mode="assisted")])

    assert found["codes"]["A1"]["wrong"] == 0
    assert found["reviewed"]["sessions_read"] == 0


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
    nothing = quality([], [], [], CODES, [], bootstraps=50, seed=1, gold_kind="référence interne")
    found = measured([coding("E01", 0)], [suggestion("E01", 0)], [])

    assert found["codes"]["A1"]["f1"] is None
    assert found["agreement"] == {}
    assert found["gold"] == "référence interne"
    for made in (nothing, found):
        json.dumps(made, allow_nan=False)


def test_the_order_of_rows_changes_no_figure() -> None:
    """The same decisions give the same bytes."""
    codings = [coding("E01", 0), coding("E02", 1), replace(coding("E02", 2), code="A2")]
    reads = [read("E01"), read("E02")]

    assert measured(codings, [suggestion("E01", 0)], reads) == measured(
        codings[::-1], [suggestion("E01", 0)], reads[::-1]
    )
