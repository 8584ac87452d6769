"""The page of themes: read first; a person holds passages for typical or contrary, writes memos and themes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.pages.themes import view as wording
from dashboard.words import coding_words
from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.contracts import ThemeDistance
from pipeline.model.study import Study
from tests.conftest import SHOWN
from tests.test_dashboard_pages import run, shown

OTHER = "E02:1:w0-w9"


@pytest.fixture
def far_study(small_study: Path) -> Path:
    """A study where one passage of « temps » is far from its centre."""
    store.write(
        "theme_distances", [ThemeDistance(SHOWN, "temps", 0.9)], small_study / "build/tables/theme_distances.parquet",
    )
    return small_study


def opened(study: Path, monkeypatch: pytest.MonkeyPatch, coder: str = "Ana", **address: str) -> AppTest:
    test = run("themes/page.py", study, monkeypatch, **({"theme": "temps"} | address))
    if coder:
        test.text_input(key="coder:typed:theme_passage").set_value(coder)
        next(b for b in test.button if b.label == coding_words.NAME_START).click().run()
    assert not test.exception
    return test


def test_a_reader_sees_no_button_and_every_rule(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """People, sessions, passages in this order; the rules are printed; nobody is named, so nothing is offered."""
    test = opened(small_study, monkeypatch, coder="")
    page = shown(test)
    assert "1 personne sur 2 · 1 entretien · 1 passage" in page
    assert escape("un par personne") in page
    assert escape(wording.CONTRARY_RULE) in page
    assert not [b for b in test.button if b.label in {wording.HOLD_TYPICAL, wording.HOLD_CONTRARY}]


def test_a_person_sets_a_contrary_case_and_takes_it_back(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any passage can be one; its words are searched, the reason is kept with it."""
    test = opened(small_study, monkeypatch)
    test.text_input(key="themes:note").set_value("Elle dit l'inverse").run()
    test.text_input(key="themes:search").set_value("reunions").run()
    test.button(key=f"themes:found:contrary:{OTHER}").click().run()
    line, = decisions.themes(Study(small_study))
    assert (line.theme, line.decision, line.memo, line.file) == (
        "temps", "contrary", "Elle dit l'inverse", "themes/Ana.csv")
    assert "choisi par Ana" in shown(test)
    test.button(key=f"themes:{wording.CONTRARY}:drop:{line.id}").click().run()
    assert [d.decision for d in decisions.themes(Study(small_study))] == ["undo"]
    assert escape(wording.NO_CONTRARY) in shown(test)


def test_a_person_replaces_a_typical_passage(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person chose comes first."""
    test = opened(small_study, monkeypatch)
    test.text_input(key="themes:search").set_value("reunions").run()
    test.button(key=f"themes:found:typical:{OTHER}").click().run()
    assert not test.exception
    page = shown(test)
    assert page.index("choisi par Ana") < page.index(escape(wording.FAR))
    assert page.index("On manque de temps") < page.index("On court tout le temps")


def test_a_far_passage_is_to_be_read(far_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is far by rule; once it is shown as typical, it is not shown again as far."""
    page = shown(opened(far_study, monkeypatch, coder=""))
    assert page.count("On court tout le temps") == 1


def test_a_memo_is_kept_under_its_author(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And shows on the theme."""
    test = opened(small_study, monkeypatch)
    test.text_area(key="memos:new:theme:temps").set_value("Relire E02 <b>.")
    next(b for b in test.button if b.label == coding_words.KEEP).click().run()
    assert [m.memo for m in decisions.themes(Study(small_study))] == ["Relire E02 <b>."]
    assert "Relire E02 &lt;b&gt;." in shown(test)


def test_a_theme_is_written_seen_first_and_undone(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes is told in words before anything is written; undoing gives the very bytes back."""
    path = small_study / "codebook/themes.yaml"
    before = path.read_bytes()
    test = opened(small_study, monkeypatch)
    test.segmented_control(key="themes:action").set_value("create").run()
    next(t for t in test.text_input if t.label == wording.LABEL).set_value("Le silence").run()
    next(t for t in test.text_area if t.label == wording.DEFINITION).set_value("Ce qui ne se dit pas.").run()
    assert path.read_bytes() == before
    assert "Définition de « Le silence » : rien → « Ce qui ne se dit pas. »" in shown(test)
    assert "le-silence" not in shown(test)
    test.button(key="grille:theme_create:do").click().run()
    assert not test.exception
    assert yaml.safe_load(path.read_text("utf-8"))["themes"][-1]["id"] == "le-silence"
    test.segmented_control(key="themes:action").set_value("undo").run()
    test.button(key="themes:undo").click().run()
    assert path.read_bytes() == before


def test_the_first_theme_is_written_from_the_page(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a theme, the page says what one is, and offers to write it."""
    (small_study / "codebook/themes.yaml").write_text("themes: []\n", "utf-8")
    test = run("themes/page.py", small_study, monkeypatch)
    assert not test.exception
    assert escape(wording.NONE) in shown(test)
    assert [t for t in test.text_input if t.label == wording.LABEL]


def test_a_study_with_nothing_yet_says_what_to_do(empty_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No table, no theme to show."""
    test = run("themes/page.py", empty_study, monkeypatch)
    assert not test.exception
    assert "Déposez vos fichiers" in shown(test)
