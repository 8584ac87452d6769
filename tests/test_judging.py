"""Summaries and verdicts: signed, kept line after line, one word of each person on each cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anchoring import decisions
from pipeline.coding import theme_decisions
from pipeline.coding.theme_decisions import FrameworkCase
from pipeline.model.decision_rows import SummaryDecision, VerdictDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

CELL = FrameworkCase("E01", "Denise"), "temps"
GESTURES = st.lists(st.tuples(st.sampled_from(["ana", "lou"]), st.sampled_from(["E01", "E02"]), st.text(max_size=5)))


def test_a_summary_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """What is read from disk is what was said, quotes and signature with it."""
    study = Study(tmp_path)
    said = "Elle court, dit-elle ;\n« tout le temps »."
    made = theme_decisions.summary("ana", CELL, said, ["E01:1:w0-w9", "E01:3:w0-w9"])
    decisions.append(study, "ana", [made])

    (held,) = theme_decisions.cells(decisions.summaries(study))[CELL]
    assert (held.summary, held.author) == (made.summary, "ana")
    assert theme_decisions.passages_of(held) == ("E01:1:w0-w9", "E01:3:w0-w9")


def test_rewriting_replaces_ones_own_only(tmp_path: Path) -> None:
    """Ana's second word replaces her first, Lou's stays; both lines of Ana stay on disk."""
    study = Study(tmp_path)
    for author, text in (("ana", "Un."), ("lou", "Deux."), ("ana", "Trois.")):
        written = decisions.summaries(study)
        decisions.append(study, author, [theme_decisions.summary(author, CELL, text, [], written=written)])

    assert [s.summary for s in theme_decisions.cells(decisions.summaries(study))[CELL]] == ["Trois.", "Deux."]
    assert len(decisions.read(study, SummaryDecision)) == 3


@given(GESTURES)
def test_the_last_word_of_each_holds(gestures: list[tuple[str, str, str]]) -> None:
    """Whatever is written, emptied and written again, each author's last word on each cell is what holds."""
    lines: list[SummaryDecision] = []
    expected: dict[tuple[str, str], str] = {}
    for author, session, text in gestures:
        held = decisions.in_force(lines)
        lines.append(theme_decisions.summary(author, (FrameworkCase(session), "temps"), text, [], written=held))
        expected[author, session] = text.strip()

    found = {
        (s.author, case.session): s.summary
        for (case, _), written in theme_decisions.cells(decisions.in_force(lines)).items() for s in written
    }
    assert found == {key: text for key, text in expected.items() if text}


def test_a_verdict_has_a_reason_and_is_one_of_three() -> None:
    """« Convergence » without a reason, or another word, is refused in a sentence."""
    with pytest.raises(FiligraneError, match="raison"):
        theme_decisions.verdict("ana", "temps", "convergence", "  ")
    with pytest.raises(FiligraneError, match="n'est pas un verdict"):
        theme_decisions.verdict("ana", "temps", "peut-être", "Parce que.")


def test_a_verdict_can_be_taken_back(tmp_path: Path) -> None:
    """An empty verdict leaves none; the lines stay."""
    study = Study(tmp_path)
    for said, reason in (("complement", "Les uns comptent, les autres racontent."), ("", "")):
        made = theme_decisions.verdict("ana", "temps", said, reason, written=decisions.verdicts(study))
        decisions.append(study, "ana", [made])
        assert [
            v.verdict for v in theme_decisions.held(decisions.verdicts(study)).get("temps", ())
        ] == ([said] if said else [])

    assert len(decisions.read(study, VerdictDecision)) == 2
