"""The page « Qu'est-ce qui a changé ? »: a sentence first, then why, accounts, each passage; and what to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from markupsafe import escape

from dashboard.data.run_changes import ComparedRuns, since_last
from dashboard.pages.changements import words as wording
from pipeline.changes import change_words as said
from pipeline.changes.past_tables import PREVIOUS, load_folder
from pipeline.model import store
from tests.conftest import CODINGS, TABLES
from tests.test_dashboard_pages import run, shown


@pytest.fixture
def twice(small_study: Path) -> Path:
    """A study that was run before its codings by Noé and of the reserved passage."""
    before = {**TABLES, "codings": [c for c in CODINGS if c.author != "noe" and c.turn != 2]}
    store.save_tables(small_study / PREVIOUS, {"tables": before, "run": {}})
    return small_study


def test_words_come_first(twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence tells what changed, then the causes are counted."""
    page = shown(run("changements/page.py", twice, monkeypatch))
    assert "Depuis la dernière fois : 1 extrait codé de plus (surtout « A1 Mission »)." in page
    assert "une personne a décidé : 1" in page
    assert page.index(said.SINCE_LAST) < page.index(said.CODES)


def test_accounts_are_shown_people_first(twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code that gained an excerpt: people before and now, then the account."""
    page = shown(run("changements/page.py", twice, monkeypatch))
    assert '<td class="n">1 → 2</td><td class="n">1</td><td class="n">1</td><td class="n">0</td>' in page


def test_what_may_not_be_quoted_is_not(twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The passage that changed must not be quoted: its place is told, its words are not."""
    page = shown(run("changements/page.py", twice, monkeypatch))
    assert "E02:2:w0-w9" in page
    assert escape(wording.GONE) in page
    assert "ne le citez pas" not in page


def test_lines_are_kept_by_code_and_cause(twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address carries the filters; what answers none is said."""
    test = run("changements/page.py", twice, monkeypatch)
    assert not test.exception
    test.selectbox(key="changes:layer").set_value("suggested").run()
    assert wording.NONE_SO in shown(test)


def test_without_a_run_before_the_page_says_what_to_do(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing to compare: the remedy is a second run."""
    test = run("changements/page.py", small_study, monkeypatch)
    assert escape(wording.NOTHING_BEFORE) in shown(test)


def test_a_version_is_chosen_by_its_day_and_name(twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types an identifier: versions that were kept are listed, and what the run of one held is compared."""
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Grille revue"]):
        signed = ["-c", "user.name=Ana", "-c", "user.email=ana@labo.example"]
        subprocess.run(["git", *signed, *command], cwd=twice, check=True)
    test = run("changements/page.py", twice, monkeypatch)
    field = test.selectbox(key="depuis:1")
    assert [said.split(" — ")[1:] for said in field.options] == [[], ["Grille revue"]]
    assert not field.set_value(field.proto.options[1]).run().exception


def test_a_study_with_nothing_yet_says_so(empty_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty study has no run at all."""
    test = run("changements/page.py", empty_study, monkeypatch)
    assert not test.exception
    assert "Déposez vos fichiers" in shown(test)


def test_the_first_screen_tells_it_in_one_sentence(twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the way to know why; without a run before, nothing is said."""
    page = shown(run("enquete/page.py", twice, monkeypatch))
    assert "Depuis la dernière fois : 1 extrait codé de plus" in page
    assert since_last(None, str) == ""


def test_nothing_changed_is_said(small_study: Path) -> None:
    """A run compared with itself."""
    same = load_folder(small_study / "build/tables")
    assert since_last(ComparedRuns(same, same), str) == said.NOTHING
    assert not ComparedRuns(same, same).changed
