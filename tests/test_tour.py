"""The tour of the fictional corpus: offered there only, opened and closed, every step leading somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from dashboard.pages.enquete import words
from dashboard.words import ui_words
from tests.test_dashboard_pages import PAGES, run, shown

TITLES = [step.title for step in words.STEPS]


def steps(test: AppTest) -> list[str]:
    return [title for title in TITLES if f">{title}</a>" in shown(test)]


def test_the_tour_is_opened_and_closed(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed at first; once open its steps are links, to pages that are there only; closed again they are gone."""
    test = run("enquete/page.py", small_study, monkeypatch)
    assert steps(test) == []
    test.button("visite").click().run()
    assert steps(test) == [title for title in TITLES if title != "Vérifier les noms"]
    test.session_state["review:here"] = True
    test.run()
    assert steps(test) == TITLES
    test.button("visite").click().run()
    assert steps(test) == []
    assert not test.exception


def test_a_real_study_offers_no_tour(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is made up is toured."""
    params = small_study / "params.yaml"
    said = yaml.safe_load(params.read_text("utf-8"))
    said["study"]["fictional"] = False
    params.write_text(yaml.safe_dump(said), "utf-8")

    assert words.OPEN not in [b.label for b in run("enquete/page.py", small_study, monkeypatch).button]


@pytest.mark.parametrize("step", words.STEPS)
def test_every_step_opens_a_page(
    step: words.TourStep, small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a step leads to is a page of the dashboard, and its address is understood there."""
    assert (PAGES / f"{step.page}/page.py").exists()
    assert not run(f"{step.page}/page.py", small_study, monkeypatch, **step.address).exception


@pytest.mark.parametrize("page", sorted(f"{p.parent.name}/{p.name}" for p in PAGES.glob("*/page.py")))
def test_every_page_says_what_it_is_for(page: str, small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page has its short help, that one opens."""
    assert ui_words.WHAT_FOR in shown(run(page, small_study, monkeypatch))
