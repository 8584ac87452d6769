"""What was written of someone goes when they leave, in whatever words."""

from __future__ import annotations

from pathlib import Path

from pipeline.anchoring import decisions
from pipeline.coding import theme_decisions
from pipeline.coding.theme_decisions import FrameworkCase
from pipeline.model.contracts import Restriction
from pipeline.model.study import Study
from pipeline.vault.private_names import SHOWN
from pipeline.vault.withdrawal.words_to_find import Before, WithdrawnPhrases, cells
from tests.conftest import turns


def test_a_summary_leaves_with_the_person_it_is_about(tmp_path: Path) -> None:
    """Of two people, only the words about the one who left go; a verdict that repeats nothing of theirs stays."""
    study = Study(tmp_path)
    for case in (FrameworkCase("E01", "Denise"), FrameworkCase("E02", "Annick")):
        decisions.append(study, "ana", [theme_decisions.summary("ana", (case, "temps"), "Court sans cesse.", [])])
    decisions.append(study, "ana", [theme_decisions.verdict("ana", "temps", "complement", "Court sans cesse.")])
    shown = {s: {t.turn: t for t in turns() if t.session == s} for s in ("E01", "E02")}
    gone = {("E01", n): [Restriction(0, 99, "erased")] for n, t in shown["E01"].items() if t.speaker == "Denise"}

    before = Before(shown, gone, (), WithdrawnPhrases(frozenset()))
    assert cells(study, before) == {("framework/ana.csv", 2, "summary"): SHOWN}


def test_a_summary_leaves_with_its_session(tmp_path: Path) -> None:
    """A session withdrawn whole takes with it what was written of it."""
    study = Study(tmp_path)
    decisions.append(study, "ana", [theme_decisions.summary("ana", (FrameworkCase("E01"), "temps"), "On y court.", [])])

    before = Before({}, {}, ("E01",), WithdrawnPhrases(frozenset()))
    assert cells(study, before) == {("framework/ana.csv", 2, "summary"): SHOWN}
