"""The page « Regroupements »: trails that hold, blind spots, broad codes, specific words, and a person's gesture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.words import compare_words as wording
from pipeline.codebook.grid import named_groupings
from pipeline.model.study import Study
from tests.test_dashboard_pages import run, shown


def view(study: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> AppTest:
    return run("regroupements/page.py", study, monkeypatch).segmented_control(key="vue").set_value(name).run()


def test_a_trail_says_who_is_in_it_how_it_holds_and_its_words(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People first, three measures of stability, words by χ², codes that people put, and how the number was chosen."""
    page = shown(run("regroupements/page.py", small_study, monkeypatch))
    assert "2 personnes · 2 entretiens · 2 extraits" in page
    assert "0,65 (tirages), 0,90 (autres départs), 0,40 (mots)" in page
    assert "temps (χ² 12,50 ; 1 extrait sur 2)" in page
    assert wording.TRIES in page
    assert wording.CROSSED in page


def test_groupings_are_numbered_from_one_named_by_their_words_and_folded(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table leads to each, whose first lines alone are open; on disk its number is what it was."""
    page = shown(run("regroupements/page.py", small_study, monkeypatch))
    [first] = re.findall(r'<article[^>]* id="g0">.*?</article>', page)
    opened = re.sub(r"<details.*?</details>", "", first)

    assert re.search(r'<a href="#g0" class="lien">Regroupement 1 : \w+', page)
    assert "Regroupement 0" not in page
    assert wording.CROSSED not in opened
    assert wording.CROSSED in first
    assert escape(wording.NUMBERS_ON_DISK) in page


@pytest.mark.parametrize(("name", "words"), [
    ("blind", wording.BLIND_RULE), ("broad", wording.BROAD_RULE), ("specific", "vaches"),
    ("decide", wording.DECIDE_RULE),
])
def test_each_view_states_its_rule(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    """What is called blind, broad or specific is said above what is shown."""
    test = view(small_study, monkeypatch, name)
    assert not test.exception
    assert escape(words) in shown(test)


def test_a_person_attaches_a_grouping_and_takes_it_back(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One gesture after its preview; undone, the file is what it was."""
    path = small_study / "codebook/themes.yaml"
    free = path.read_text("utf-8").replace("groupings:\n  - 0\n", "groupings: []\n")
    path.write_text(free.replace("groupings: [0]", "groupings: []"), "utf-8")
    before = path.read_bytes()
    test = view(small_study, monkeypatch, "decide")
    test.text_input(key="grille:name:attach").set_value("ana").run()
    test.button(key="grille:attach:do").click().run()
    assert not test.exception
    assert [g.number for g in named_groupings(Study(small_study))] == [0]
    test.button(key="piste:annuler").click().run()
    assert path.read_bytes() == before
