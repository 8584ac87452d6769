"""Every page opens, on a study, on an empty one and on a broken one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from dashboard.pages.enquete import words as enquete_words
from dashboard.pages.lecture import state as coding_turns
from dashboard.words import ui_words
from pipeline.model.new_study import EXAMPLE, PROJECT

PAGES = Path(__file__).parent.parent / "dashboard/pages"
NAMES = sorted(f"{p.parent.name}/{p.name}" for p in PAGES.glob("*/page.py"))
SECONDS = 60
Read = list[dict[str, Any]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """What the page Lecture gives the browser."""
    given: Read = []
    monkeypatch.setattr(coding_turns.TURNS, "mount", lambda shown, _: given.append(shown))
    return given


def run(page: str, study: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    test = AppTest.from_file(str(PAGES / page), default_timeout=SECONDS)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def shown(test: AppTest) -> str:
    return "".join(node.proto.body for node in test.get("html"))


@pytest.mark.parametrize("page", NAMES)
def test_a_page_opens_and_says_what_the_corpus_is(
    page: str, small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page shows without error that the corpus is made up, and that nobody has reviewed it."""
    test = run(page, small_study, monkeypatch)

    assert not test.exception
    assert ui_words.FICTIONAL in shown(test)
    assert ui_words.UNSIGNED in shown(test)


# The page that makes the first run has something to do before any.
@pytest.mark.parametrize("page", [n for n in NAMES if n != "mise_a_jour/page.py"])
def test_an_empty_study_says_what_to_do(page: str, empty_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any run, every page says how to drop interviews."""
    test = run(page, empty_study, monkeypatch)

    assert not test.exception
    assert ui_words.EMPTY_TITLE in shown(test)


def test_a_broken_codebook_is_named(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be read is named in a sentence, with no trace of the code."""
    (small_study / "codebook/codebook.yaml").write_text("codes: [", "utf-8")

    test = run("enquete/page.py", small_study, monkeypatch)

    assert not test.exception
    assert "codebook.yaml" in shown(test)


@pytest.mark.parametrize("page", NAMES)
def test_words_of_the_corpus_show_as_written(page: str, small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No word of the corpus is ever taken for markup."""
    assert "<script>alert" not in shown(run(page, small_study, monkeypatch))


def test_the_address_of_extraits_filters(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shared address opens the same extracts, without regard to accents."""
    test = run("extraits/page.py", small_study, monkeypatch, mots="ecole coeur")

    assert "1 personne, 1 extrait" in shown(test)


def test_a_chip_removes_its_filter(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every filter in force is shown as a button, and pressing it takes the filter away."""
    test = run("extraits/page.py", small_study, monkeypatch, mots="papiers")
    assert "1 personne, 1 extrait" in shown(test)

    test.button(key="chip0").click().run()

    assert "2 personnes, 4 extraits" in shown(test)
    assert "1 passage n&#39;est pas proposé ici" in shown(test)


def test_a_passage_that_may_not_be_quoted_is_only_read_in_its_session(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    """« Ne le citez pas » is offered nowhere, and shown with its mark in the session."""
    for page in set(NAMES) - {"lecture/page.py"}:
        assert "Ça, ne le citez pas" not in shown(run(page, small_study, monkeypatch))
    run("lecture/page.py", small_study, monkeypatch, entretien="E02")
    said = {turn["text"]: turn["reserves"] for turn in read[-1]["turns"]}
    assert [told for *_, told in said["Ça, ne le citez pas."]] == [ui_words.CONSENTS["not_quotable"]]


def test_a_link_to_a_passage_opens_its_session(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    """The passage of the address is marked, and the page goes to it."""
    run("lecture/page.py", small_study, monkeypatch, entretien="E02", passage="E02:1:w0-w9")

    asked = {turn["turn"]: turn["asked"] for turn in read[-1]["turns"]}
    assert read[-1]["passage"] == "E02:1:w0-w9"
    assert asked == {0: None, 1: (0, len(read[-1]["turns"][1]["text"])), 2: None}


def test_the_example_that_a_study_begins_with_is_told_until_it_is_replaced(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Grid and themes are named with their pages while they are those of a new study; never in the demonstration."""
    assert enquete_words.STARTING not in shown(run("enquete/page.py", small_study, monkeypatch))

    for place in ("codebook/codebook.yaml", "codebook/themes.yaml"):
        (small_study / place).write_bytes((PROJECT / place).read_bytes())
    params = yaml.safe_load((small_study / "params.yaml").read_text("utf-8"))
    told = {}
    for fictional in (True, False):
        params["study"]["fictional"] = fictional
        (small_study / "params.yaml").write_text(yaml.safe_dump(params), "utf-8")
        told[fictional] = shown(run("enquete/page.py", small_study, monkeypatch))
        with (small_study / "codebook/codebook.yaml").open("ab") as grid:
            grid.write(EXAMPLE.encode() if fictional else b"")
    assert enquete_words.STARTING not in told[True]
    assert enquete_words.STARTING in told[False]
    assert 'href="grille"' in told[False]
