"""One rule for all that leaves: signatures, words to settle; the sentence says which interview waits for what."""

from __future__ import annotations

import doctest
import html
from pathlib import Path

import pytest
import streamlit as st
import yaml
from streamlit.testing.v1 import AppTest

from dashboard.data import study_data
from dashboard.ui.coder import CODER
from dashboard.words import run_words, ui_words
from pipeline.anchoring import decisions
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.cli import main
from pipeline.cli.commands.pseudonymisation import signature
from pipeline.coding import coding_writer
from pipeline.model import store
from pipeline.model.decision_rows import LeakVerb
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.questions import WordsWaiting
from pipeline.publish import pseudonymisation_words
from pipeline.publish.held_back import held_back, unsigned
from tests.conftest import TABLES
from tests.quote_study import WHOLE, starred
from tests.test_dashboard_pages import PAGES, SECONDS

ANSWER = "a" * 32
LEAVING = (["export", "quotes", "c.docx"], ["export", "report", "r.docx"], ["export", "codings", "c.csv"])
OFFERING = ("citations", "rapport", "tables", "extraits", "matrice", "saturation", "cooccurrences")


@pytest.fixture
def study(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A study that is made up, with a passage of E01 to quote, where nothing waits."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    # Streamlit reads its settings once, where it stands when it is first asked for one.
    option = st.get_option
    option("server.address")
    monkeypatch.setattr(st, "get_option", lambda n: "127.0.0.1" if n == "server.address" else option(n))
    monkeypatch.chdir(small_study)
    for name in ("excerpts", "suggestions"):
        store.save(Study(small_study), name, TABLES[name])
    found = starred(small_study)
    corpus = study_data.corpus(found)
    writer = coding_writer.CodingWriter(author="noe", mode="manual", codebook=corpus.codebook, turns=corpus.turns)
    decisions.append(found, "noe", [coding_writer.code(writer, "E01", WHOLE, "A1")])
    return found


def wait(study: Study, **asked: list[str]) -> None:
    store.save_json(study / "build/leaks.json", {"to_settle": {s.replace("whole", ""): q for s, q in asked.items()}})


def answered(study: Study, decision: LeakVerb) -> None:
    line = decisions.LeakDecision(id="l", at="", session="E01", question=ANSWER, decision=decision, check="", reason="")
    decisions.append(study, "ana", [line])


def real(study: Study) -> None:
    settings = yaml.safe_load((study / "params.yaml").read_text("utf-8"))
    settings["study"]["fictional"] = False
    (study / "params.yaml").write_text(yaml.safe_dump(settings), "utf-8")


def offered(name: str) -> AppTest:
    test = AppTest.from_file(str(PAGES / f"{name}/page.py"), default_timeout=SECONDS)
    test.session_state[CODER] = "ana"
    test.session_state["review:here"] = True
    return test.run()


def shown(test: AppTest) -> str:
    return html.unescape("".join(node.proto.body for node in test.get("html")))


def test_examples_in_docstrings_are_true() -> None:
    """Every example that a docstring gives holds."""
    assert doctest.testmod(pseudonymisation_words).failed == 0


@pytest.mark.parametrize("command", LEAVING, ids=lambda c: c[1])
@pytest.mark.parametrize(("asked", "where"), [
    ({"E01": [ANSWER]}, "1 mot dans E01"), ({"whole": [ANSWER, "b"]}, "2 mots pour toute l'enquête"),
], ids=["interview", "study"])
def test_the_terminal_writes_nothing_that_waits(
    study: Study, capsys: pytest.CaptureFixture[str], command: list[str], asked: dict[str, list[str]], where: str
) -> None:
    """Quotes, report and codings: no file, and the sentence says which interview waits for what, and what to type."""
    wait(study, **asked)

    assert main(command) == 1
    told = capsys.readouterr().err
    assert where in told
    assert "filigrane leaks" in told
    assert not (study / command[-1]).exists()


@pytest.mark.parametrize("command", LEAVING, ids=lambda c: c[1])
def test_what_is_made_up_leaves_when_nothing_waits(study: Study, command: list[str]) -> None:
    """The demonstration needs no signature; a word answered « not a name » holds nothing any more."""
    wait(study, E01=[ANSWER])
    answered(study, LeakVerb.NOT_A_NAME)

    assert main(command) == 0
    assert (study / command[-1]).exists()


@pytest.mark.parametrize("command", LEAVING, ids=lambda c: c[1])
def test_real_people_leave_only_when_reviewed(
    study: Study, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """Nothing that speaks of an interview leaves a real study before somebody signed it."""
    real(study)
    assert main(command) == 1
    assert "filigrane sign E01" in capsys.readouterr().err
    decisions.append(study, "ana", [signature(s, "2027") for s in ("E01", "E02")])
    assert main(command) == 0


def test_a_word_to_mask_waits_for_an_update(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """Answered, it is asked no more; until it is masked, nothing leaves, and the sentence says to run."""
    wait(study, E01=[ANSWER])
    answered(study, LeakVerb.MASK)

    assert held_back(study, ["E01"], ()).words == {"E01": WordsWaiting(0, 1)}
    assert main(["export", "report", "r.docx"]) == 1
    assert "filigrane run" in capsys.readouterr().err


def test_an_interview_that_waits_holds_no_other(study: Study) -> None:
    """What speaks of E01 alone leaves; what bears no attribution may come from anywhere, and waits."""
    wait(study, E02=[ANSWER])

    assert not held_back(study, ["E01"], ())
    assert held_back(study, ["E02"], ())
    assert held_back(study, [UNATTRIBUTED], ())
    assert held_back(study, None, ())
    assert main(["export", "quotes", "c.docx"]) == 0


def test_the_fiction_needs_no_signature(study: Study) -> None:
    """A corpus that names nobody leaves unread."""
    assert not held_back(study, None, unsigned(study, ["E01", "E02"]))
    real(study)
    assert held_back(study, None, unsigned(study, ["E01", "E02"])).unsigned == ("E01", "E02")


@pytest.mark.parametrize("page", OFFERING)
def test_no_page_offers_what_waits_and_none_is_closed(study: Study, page: str) -> None:
    """The screen shows all it did; its files wait, and where they are offered the way to settle is a link."""
    free = offered(page)
    wait(study, whole=[ANSWER])
    held = offered(page)

    assert free.get("download_button")
    assert not held.exception
    assert not held.get("download_button")
    assert "1 mot pour toute l'enquête" in shown(held)
    assert f'href="pseudonymisation?vue={run_words.ADDRESS}"' in shown(held)
    assert ui_words.EXPORT_REFUSED not in shown(held)


def test_the_page_of_tables_says_it_once(study: Study) -> None:
    """However many tables wait, the reason is said once, and each is still told."""
    wait(study, E01=[ANSWER])
    held = shown(offered("tables"))

    assert held.count("1 mot dans E01") == 1
    assert held.count("<h3>") > 1


def test_a_team_elsewhere_is_told_where_it_is_settled(study: Study) -> None:
    """Without the private half there is no link: the sentence names the machine and the page."""
    wait(study, E01=[ANSWER])
    test = AppTest.from_file(str(PAGES / "rapport/page.py"), default_timeout=SECONDS).run()

    assert run_words.HELD_ELSEWHERE in shown(test)
    assert f"vue={run_words.ADDRESS}" not in shown(test)
