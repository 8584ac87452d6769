"""The pages Double codage and Accords et limites: what two coders differ on, and how far they agree."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.pages.accords import words as accords_wording
from dashboard.pages.double_codage import gestures as double_gestures
from dashboard.pages.double_codage.gestures import TURN
from dashboard.ui import address, coder
from dashboard.ui.sentences import coding_phrases
from dashboard.words import ui_words
from pipeline.anchoring import decisions
from pipeline.model.decision_rows import Arbitration
from pipeline.model.study import Study
from pipeline.publish import agreement_tables as words
from tests.double_coding import doubled

SCREENS = Path(__file__).parent.parent / "dashboard/pages"
SECONDS = 60


def opened(page: str, study: Path, monkeypatch: pytest.MonkeyPatch, coder: str = "ines", **address: str) -> AppTest:
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    test = AppTest.from_file(str(SCREENS / page), default_timeout=SECONDS)
    if coder:
        test.session_state["coder"] = coder
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def shown(test: AppTest) -> str:
    return html.unescape("".join(node.proto.body for node in test.get("html")))


def test_one_reads_before_saying_who_arbitrates(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits shows, and may be read; a name that is no file's name is refused."""
    doubled(small_study)
    test = opened("double_codage/page.py", small_study, monkeypatch, coder="")
    assert double_gestures.BOTH_STAY in shown(test)
    assert coding_phrases.left_to_arbitrate(1, 1) in shown(test)

    test.text_input(key="coder:typed:page").input("../x")
    test.button[0].click().run()
    assert "« ../x »" in shown(test)
    test.text_input(key="coder:typed:page").input("Inès")
    test.button[0].click().run()
    assert not test.exception
    assert coding_phrases.left_to_arbitrate(1, 1) in shown(test)


def test_nothing_shows_of_a_session_that_one_has_not_read(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noé has not read E02: it is said, and what Claire put there is no disagreement."""
    doubled(small_study)
    said = shown(opened("double_codage/page.py", small_study, monkeypatch))

    assert coding_phrases.sessions_hidden({"E02": "noe"}) in said
    assert coding_phrases.left_to_arbitrate(1, 1) in said


def test_one_coder_alone_has_nobody_to_differ_from(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says how a second coding comes."""
    study = doubled(small_study)
    (study / "decisions/codings/noe.csv").unlink()

    assert double_gestures.TWO_NEEDED in shown(opened("double_codage/page.py", small_study, monkeypatch))


def gesture(study: Path, monkeypatch: pytest.MonkeyPatch, state: dict[str, Any], **made: Any) -> None:
    """Do as the component does: a gesture on the screen as it is."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    monkeypatch.setattr(st, "session_state", state)
    two = {double_gestures.FIRST: "claire", double_gestures.SECOND: "noe"}
    state |= {"coder": "ines", **{address.choice_key(key): name for key, name in two.items()}}
    token = made.pop("token", double_gestures.page_state().token)
    state[TURN.key] = {"gesture": {"token": token, **made}}
    double_gestures.on_gesture()


def written(study: Path) -> list[Arbitration]:
    return decisions.read(Study(study), Arbitration)


def test_a_ruling_goes_to_the_file_of_the_arbiter(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Claire's, take it back: two lines, and the coders' files are as they were."""
    doubled(small_study)
    before = {p.name: p.read_bytes() for p in (small_study / "decisions/codings").glob("*.csv")}
    state: dict[str, Any] = {}
    gesture(small_study, monkeypatch, state, gesture="first", reason="la définition le demande")
    assert not state[double_gestures.ERROR]
    assert "Mission" in state[double_gestures.NEWS]
    gesture(small_study, monkeypatch, state, gesture="undo", reason="")
    assert state[double_gestures.NEWS] == double_gestures.UNDONE

    ruled, undone = written(small_study)
    assert (ruled.file, ruled.decision, ruled.code, ruled.about) == (
        "arbitrations/ines.csv", "add", "A1", "E01-1-A1-claire")
    assert (ruled.reason, undone.replaces) == ("la définition le demande", ruled.id)
    assert {p.name: p.read_bytes() for p in (small_study / "decisions/codings").glob("*.csv")} == before


@pytest.mark.parametrize("made", sorted({*double_gestures.HANDS.does} - double_gestures.HANDS.reading))
def test_whoever_is_not_named_rules_on_nothing(small_study: Path, monkeypatch: pytest.MonkeyPatch, made: str) -> None:
    """One reads without a name, and that is all."""
    doubled(small_study)
    state: dict[str, Any] = {}
    monkeypatch.setattr(coder, "chosen", lambda: "")
    gesture(small_study, monkeypatch, state, gesture=made, reason="oui", code="A1", ends="first")

    assert state[double_gestures.ERROR] == double_gestures.NOBODY
    assert not written(small_study)


@pytest.mark.parametrize(("made", "quote", "code"), [
    ({"code": "A3", "ends": "first"}, "tout le temps. Je fais les papiers", "A3"),
    ({"code": "A1", "ends": "selected", "turn": 1, "start": 0, "end": 4}, "On court", "A1"),
    ({"code": "A1", "ends": "either"}, "tout le temps. Je fais les papiers", "A1"),
])
def test_another_reading_has_its_own_code_and_ends(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, made: dict[str, Any], quote: str, code: str,
) -> None:
    """Ends of one of the coders, or words selected."""
    doubled(small_study)
    gesture(small_study, monkeypatch, {}, gesture="other", reason="mieux ainsi", **made)

    line, = written(small_study)
    assert (line.decision, line.quote, line.code) == ("modify", quote, code)


@pytest.mark.parametrize("made", [
    {"gesture": "first", "reason": ""}, {"gesture": "second", "reason": "rien là"}, {"gesture": "erase"}, {},
    {"gesture": "first", "reason": "oui", "token": "old"}, {"gesture": "undo"},
    {"gesture": "other", "reason": "oui", "code": "Z9", "ends": "first"},
    {"gesture": "other", "reason": "oui", "code": "A1", "ends": "selected", "turn": "1"},
])
def test_what_cannot_be_done_is_told_and_writes_nothing(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, made: dict[str, Any],
) -> None:
    """No reason, nothing to keep, an older screen, an unknown code: a sentence, and no line."""
    doubled(small_study)
    state: dict[str, Any] = {}
    gesture(small_study, monkeypatch, state, **made)

    assert state[double_gestures.ERROR]
    assert not written(small_study)


def test_what_is_settled_leaves_the_queue_and_can_be_seen_again(
    small_study: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The count left falls; nothing is left to show."""
    doubled(small_study)
    gesture(small_study, monkeypatch, {}, gesture="neither", reason="trop large")
    monkeypatch.undo()
    test = opened("double_codage/page.py", small_study, monkeypatch)

    assert coding_phrases.left_to_arbitrate(0, 1) in shown(test)
    assert double_gestures.ALL_SETTLED in shown(test)
    test.toggle(key=double_gestures.SETTLED).set_value(True).run()
    assert double_gestures.ALL_SETTLED not in shown(test)


def test_agreement_is_shown_with_its_n_and_what_it_is_worth(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two turns, one session; few examples; every sentence that teaches to read."""
    doubled(small_study)
    said = shown(opened("accords/page.py", small_study, monkeypatch))

    for sentence in (
        "2 tours, 1 entretien", accords_wording.TOO_FEW, accords_wording.NEVER_ALONE, ui_words.DECISIONS_NOT_FACTS,
        "référence interne", "κ", "α", "AC1", "1,00",
    ):
        assert sentence in said


@pytest.mark.parametrize("unit", list(words.UNITS))
@pytest.mark.parametrize("who", ["people|claire / noe", "machine|claire / machine_all"])
def test_every_unit_and_group_opens(small_study: Path, monkeypatch: pytest.MonkeyPatch, unit: str, who: str) -> None:
    """The address says what is compared."""
    doubled(small_study)
    test = opened("accords/page.py", small_study, monkeypatch, unite=unit, qui=who)

    assert not test.exception
    assert words.COUNTED[unit] in shown(test)
    assert ("uα" in shown(test)) == (unit == "spans")


def test_a_study_may_hide_coefficients_and_suggestions(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reflexive study shows counts, and nothing of the machine."""
    doubled(small_study, coefficients="hidden", suggestions="hidden")
    said = shown(opened("accords/page.py", small_study, monkeypatch))

    assert accords_wording.HIDDEN in said
    assert ">κ<" not in said
    assert accords_wording.MACHINE_TITLE not in said


def test_suggestions_are_judged_as_the_last_run_measured(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Precision, recall and F1 of each code, from ``quality.json``."""
    doubled(small_study)
    entry = {
        "positives": 12, "right": 9, "missed": 3, "note": accords_wording.TOO_FEW, "precision": 0.8, "recall": 0.75,
        "f1": 0.774, "f1_baseline": 0.1, "precision_low": 0.5, "precision_high": 0.9,
    }
    quality = {"codes": {"A1": entry}, "suggestions": entry}
    (small_study / "build/quality.json").write_text(json.dumps(quality), "utf-8")
    said = shown(opened("accords/page.py", small_study, monkeypatch))

    assert "77,4 %" in said
    assert "[50,0 % ; 90,0 %]" in said
