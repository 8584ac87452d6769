"""The page Accords et limites tells what suggestions are worth: every figure with its n, every error as text."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.pages.accords import view as quality_charts
from dashboard.pages.accords import words
from dashboard.words import ui_words
from pipeline.analysis.evaluation.suggestion_quality import WAYS
from pipeline.codebook.grid import codebook
from pipeline.model.contracts import HeldOutPrediction
from pipeline.model.study import Study
from pipeline.stages.quality import quality
from tests.conftest import CODINGS, EXCERPTS, NASTY
from tests.double_coding import doubled
from tests.test_double_page import opened
from tests.verdict_corpus import read

READ = [read("E01", "claire"), read("E02", "claire"), read("E01", "noe")]
POINT = {"draws": 1, "codes": 2, "macro_f1": 0.31, "macro_f1_low": 0.2, "macro_f1_high": 0.4}
NASTY_PLACE, RESERVED = EXCERPTS[1].excerpt, EXCERPTS[3].excerpt


def tried() -> list[HeldOutPrediction]:
    """Every way suggests A3 wrongly, and misses A1 wherever it was put."""
    return [HeldOutPrediction(way, e.excerpt, (0.05, 0.8), ("A3",), ("A3",)) for way in WAYS for e in EXCERPTS]


def measured(study: Path) -> Study:
    """Write in the small study what the stage measures of it."""
    root = doubled(study)
    curve = [{"sessions": n, **POINT} for n in (0, 1)]
    made = quality(EXCERPTS, CODINGS, tried(), curve, codebook(root), READ, bootstraps=10, seed=1,
                   gold_kind="référence interne", worst_errors=3)
    (study / "build/quality.json").write_text(json.dumps(made, allow_nan=False), "utf-8")
    return root


def shown(test: AppTest) -> str:
    return "".join(node.proto.body for node in test.get("html"))


def test_every_section_says_its_n_and_what_its_gold_is_worth(
    small_study: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Titles, the caution, the number of turns, « référence interne », few examples, each simpler way."""
    measured(small_study)
    test = opened("accords/page.py", small_study, monkeypatch)
    said = html.unescape(shown(test))

    assert not test.exception
    for title in (words.BETWEEN, words.BASELINES, words.CALIBRATION, words.PROBABLE, words.READING, words.LEARNING,
                  words.ERRORS):
        assert title in said
    assert said.count("n = 4 tours de parole, 2 entretiens lus sans suggestions — référence interne") == 7
    assert said.count(ui_words.DECISIONS_NOT_FACTS) == 1
    assert words.TOO_FEW in said
    assert all(words.WAYS[way] in said for way in ("never", "always", "registre", "words", "untaught"))
    assert len(test.get("plotly_chart")) == 3


def test_a_list_at_the_top_leads_to_each_section_and_only_the_first_is_unfolded(
    small_study: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is on the page is listed before any figure; after the first part, each title is a folded part, in order."""
    measured(small_study)
    test = opened("accords/page.py", small_study, monkeypatch)
    listed = re.findall(r'href="#([a-z-]+)" class="lien">([^<]+)<', shown(test))

    assert [html.unescape(title) for _, title in listed] == [
        words.TABLE, *(re.sub(r"\\(.)|\*\*", r"\1", part.label) for part in test.expander)]
    assert not any(part.proto.expanded for part in test.expander)
    assert listed[0] == ("code-par-code", words.TABLE)


def test_errors_are_read_as_text_and_lead_to_the_passage(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was said shows as it was said; what may not be quoted is not."""
    measured(small_study)
    said = shown(opened("accords/page.py", small_study, monkeypatch))

    assert escape(NASTY) in said
    assert "<script>alert" not in said
    assert f"passage={NASTY_PLACE.replace(':', '%3A')}" in said
    assert RESERVED.replace(":", "%3A") not in said
    assert words.WITHHELD in html.unescape(said)
    assert "Ça, ne le citez pas." not in html.unescape(said)


def test_a_study_that_nobody_read_says_nothing_of_errors(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No figure where there is nothing to measure."""
    root = doubled(small_study)
    made = quality(EXCERPTS, [], [], [], codebook(root), [], bootstraps=10, seed=1, gold_kind="", worst_errors=3)
    (small_study / "build/quality.json").write_text(json.dumps(made, allow_nan=False), "utf-8")
    test = opened("accords/page.py", small_study, monkeypatch)

    assert not test.exception
    assert words.ERRORS not in html.unescape(shown(test))


def test_charts_are_read_without_colour() -> None:
    """Each point bears its number, each order of reading a line of its own."""
    bins = [{"predicted": 0.1, "share": 0.2, "low": 0.1, "high": 0.4, "n": 12}]
    lines = quality_charts.reading_plot({way: {"along": [i / 10 for i in range(11)]} for way in words.SHORT_WAYS}).data
    (curve,) = quality_charts.learning_plot([{"sessions": 0, **POINT}, {"sessions": 1, **POINT, "macro_f1": None}]).data

    assert quality_charts.calibration_plot(bins).data[1].text == ("n = 12",)
    assert len({line.line.dash for line in lines}) == len(lines) == len(words.SHORT_WAYS)
    assert (list(curve.x), curve.text) == ([0], ("31,0 %",))
