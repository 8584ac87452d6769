"""The page Lecture: what it sends to the browser, to whom, and the line that each gesture writes."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
import yaml
from hypothesis import given
from hypothesis import strategies as st_
from streamlit.testing.v1 import AppTest

from dashboard.pages.lecture import gestures as coding_gestures
from dashboard.pages.lecture import state as coding_state
from dashboard.pages.lecture import words as lecture_words
from dashboard.pages.lecture.state import ERROR, HERE, NEWS, TranscriptState
from dashboard.pages.lecture.view import Layers, bands, gaps, pages, read_turn
from dashboard.ui import address, coder
from pipeline.anchoring import decisions
from pipeline.coding import coding_writer as writing
from pipeline.model.contracts import Anchor, AnonymisedTurn, Mode
from pipeline.model.decision_rows import CodingDecision, CodingVerb, ConsentDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.people import titles

SCREEN = Path(__file__).parent.parent / "dashboard/pages/lecture/page.py"
SECONDS = 60
Shown = list[dict[str, Any]]
Sit = Callable[..., TranscriptState]


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """What the component was given, which is all that the browser gets of the turns."""
    given: Shown = []
    monkeypatch.setattr(coding_state.TURNS, "mount", lambda shown, _: given.append(shown))
    return given


def opened(study: Path, monkeypatch: pytest.MonkeyPatch, who: str = "zoe", mode: str = "", **address: str) -> AppTest:
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    test = AppTest.from_file(str(SCREEN), default_timeout=SECONDS)
    test.session_state[coder.CODER], test.session_state[coder.MODE] = who, mode
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


@pytest.fixture
def sit(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """The state of a coder's page, outside any page."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    monkeypatch.setattr(address, "page_asked", lambda: 1)

    def down(session: str = "E01", who: str = "zoe", mode: Mode = "assisted", **state: Any) -> TranscriptState:
        monkeypatch.setattr(st, "session_state", {coder.CODER: who, coder.MODE: mode, HERE: session} | state)
        return coding_state.page_state()

    return down


def obey(monkeypatch: pytest.MonkeyPatch, gesture: str, **more: Any) -> str:
    """Do a gesture on the page as it is; gives what was refused."""
    token = coding_state.page_state().token
    monkeypatch.setattr(coding_state.TURNS, "gesture", lambda: {"gesture": gesture, "token": token, **more})
    coding_gestures.on_gesture()
    return str(st.session_state[ERROR])


def words(turn: int, start: int, end: int) -> dict[str, int]:
    return {"turn": turn, "start": start, "last_turn": turn, "end": end}


def written(study: Path, who: str = "zoe") -> list[CodingDecision]:
    return [d for d in decisions.read(Study(study), CodingDecision) if d.author == who]


def kinds(on: TranscriptState) -> set[tuple[str, str, str]]:
    return {(b.kind, b.code, b.author) for b in on.bands}


def test_whoever_only_reads_sees_every_layer_and_may_write_nothing(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, mounted: Shown
) -> None:
    """Without a name, all that people and the machine said shows; no code is offered."""
    opened(small_study, monkeypatch, who="", entretien="E01")

    assert {(b["kind"], b["author"]) for b in mounted[-1]["bands"]} == {("other", "claire"), ("other", "noe")}
    assert (mounted[-1]["coder"], mounted[-1]["codes"]) == ("", [])


def test_a_coder_sees_their_layer_first_and_suggestions_when_they_ask(sit: Sit) -> None:
    """The decisions of others show when asked for, and what is coded while they show is noted as assisted."""
    asked = sit("E02", who="claire", **{address.SUGGESTIONS_SHOWN: True})
    assert ("machine", "A3", "") in kinds(asked)
    on = sit("E02", who="claire")
    assert "machine" not in {k for k, *_ in kinds(on)}
    assert on.offered == ["mine"]
    alone = sit("E01", who="claire", mode="manual")
    assert {b.author for b in alone.bands} == {"claire"}
    assert alone.writer().mode == "manual"
    seeing = sit("E01", who="claire", mode="manual", **{alone.layers_key: ["mine", "noe"]})
    assert {b.author for b in seeing.bands} == {"claire", "noe"}
    assert seeing.writer().mode == "assisted"


def test_who_has_coded_nothing_reads_what_the_team_coded(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name given and no coding yet: the team's codings show, never an empty « mes codages »; then one's own."""
    on = sit("E01")
    assert {b.author for b in on.bands} == {"claire", "noe"}
    obey(monkeypatch, "code", code="A1", **words(1, 0, 5))

    assert {b.author for b in coding_state.page_state().bands} == {"zoe"}
    assert {b.author for b in sit("E01", mode="manual").bands} == {"zoe"}


def test_alone_first_nothing_else_is_sent_whatever_was_asked(
    small_study: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A blind coder gets their own layer only, until they say that they read the session; then lines are assisted."""
    on = sit("E02", mode="blind", **{"lecture:layers:zoe:blind:True": ["mine", "claire", "machine"]})
    assert (on.bands, on.offered, on.writer().mode) == ([], ["mine"], "blind")
    coding_gestures.attempt(coding_gestures.read, on, {})
    after = coding_state.page_state()
    assert {k for k, *_ in kinds(after)} == {"other"}
    assert after.writer().mode == "assisted"
    coding_gestures.attempt(coding_gestures.unread, after, {})

    again = coding_state.page_state()
    assert again.bands == []
    assert again.writer().mode == "assisted"
    assert [(d.decision, d.mode) for d in written(small_study)] == [("read", "blind"), ("remove", "assisted")]
    assert obey(monkeypatch, "accept", id="E02:1:w0-w9|A3") == lecture_words.STALE


def test_a_study_that_hides_suggestions_sends_none(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, mounted: Shown
) -> None:
    """A reflexive study is coded by hand, whoever reads and whatever they chose before."""
    params = yaml.safe_load((small_study / "params.yaml").read_text("utf-8"))
    params["study"]["suggestions"] = "hidden"
    (small_study / "params.yaml").write_text(yaml.safe_dump(params), "utf-8")
    for who in ("", "zoe"):
        opened(small_study, monkeypatch, who=who, mode="assisted", entretien="E02")

        assert not [b for b in mounted[-1]["bands"] if b["kind"] == "machine"]
    assert mounted[-1]["token"].startswith("zoe|manual|")


def test_gestures_write_lines_and_show_at_once(
    small_study: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code, change the code, the ends, the memo, remove, undo: one line each, and what holds is what shows."""
    sit()
    assert not obey(monkeypatch, "code", code="A1", text="à revoir", **words(1, 4, 12))
    first = next(b for b in coding_state.page_state().bands if b.kind == "own")
    assert (first.code, first.memo, first.start, first.end) == ("A1", "à revoir", 3, 13)
    obey(monkeypatch, "recode", id=first.id, code="A3")
    obey(monkeypatch, "ends", id=written(small_study)[-1].id, **words(1, 0, 12))
    obey(monkeypatch, "annotate", id=written(small_study)[-1].id, text="vu")
    now = next(b for b in coding_state.page_state().bands if b.kind == "own")
    assert (now.code, now.memo, now.start, now.end) == ("A3", "vu", 0, 13)
    obey(monkeypatch, "remove", id=now.id)
    assert "own" not in {b.kind for b in coding_state.page_state().bands}
    obey(monkeypatch, "undo")

    assert [b.id for b in coding_state.page_state().bands if b.kind == "own"] == [now.id]
    assert [d.decision for d in written(small_study)] == ["add", "modify", "modify", "modify", "remove", "undo"]


def test_a_suggestion_is_answered_in_place(small_study: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another code with other ends modifies it; it waits no more, and what was put is one's own."""
    sit("E02", **{address.SUGGESTIONS_SHOWN: True})
    obey(monkeypatch, "modify", id="E02:1:w0-w9|A3", code="A1", **words(1, 0, 9))

    (line,) = written(small_study)
    assert (line.decision, line.code, line.replaces, line.quote) == ("modify", "A1", "E02:1:w0-w9|A3", "On manque")
    assert {k for k, *_ in kinds(coding_state.page_state())} == {"own"}


def test_stars_and_memos_stand_beside_the_words(small_study: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are lines too; an empty memo is refused, and a star is taken away by naming it."""
    sit()
    obey(monkeypatch, "star", **words(1, 0, 5))
    obey(monkeypatch, "memo", text="beau passage", **words(1, 0, 5))
    assert obey(monkeypatch, "memo", text=" ", **words(1, 0, 5)) == lecture_words.EMPTY_MEMO
    shown = {b.kind: b for b in coding_state.page_state().bands if b.author == "zoe"}
    assert (shown["memo"].memo, shown["star"].start, shown["star"].end) == ("beau passage", 0, 8)
    obey(monkeypatch, "unstar", id=shown["star"].id)

    assert {b.kind for b in coding_state.page_state().bands if b.author == "zoe"} == {"memo"}
    assert [d.decision for d in written(small_study)] == ["star", "memo", "unstar"]


@pytest.mark.parametrize(
    ("gesture", "more"),
    [
        ("code", {"code": "Z9", **words(1, 0, 5)}), ("code", {"code": "A1", **words(99, 0, 5)}),
        ("code", {"code": "A1", **words(1, 5, 5)}), ("code", {"code": "A1"}), ("remove", {"id": "E01-1-A3-claire"}),
        ("accept", {"id": "ailleurs"}), ("undo", {}), ("dance", {}),
    ],
)
def test_what_cannot_be_done_is_told_and_writes_nothing(
    small_study: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch, gesture: str, more: dict[str, Any]
) -> None:
    """A code that is not in the grid, words that are not there, somebody else's coding, nothing to undo."""
    sit()

    assert obey(monkeypatch, gesture, **more)
    assert not written(small_study)


def test_a_gesture_made_on_an_older_screen_is_refused(
    small_study: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two gestures sent from the same screen: the second is told to look again."""
    sit()
    old = coding_state.page_state().token
    made = {"gesture": "code", "code": "A1", "token": old, **words(1, 0, 5)}
    monkeypatch.setattr(coding_state.TURNS, "gesture", lambda: made)
    coding_gestures.on_gesture()
    coding_gestures.on_gesture()

    assert st.session_state[ERROR] == lecture_words.STALE
    assert len(written(small_study)) == 1


def test_a_session_is_marked_as_read_by_a_button(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, mounted: Shown
) -> None:
    """« J'ai lu tout cet entretien » writes a line of the coder, and the header says that a run would take it in."""
    test = opened(small_study, monkeypatch, entretien="E02")
    test.button(key="lecture:read").click().run()

    assert [d.decision for d in written(small_study)] == ["read"]
    assert mounted[-1]["news"].startswith("Entretien lu")


def said(number: int, text: str, **more: Any) -> AnonymisedTurn:
    given = {"consent": (), "anchors": (), "sentences": ()} | more
    return AnonymisedTurn("E01", number, "Denise", "participant", None, None, text, **given)


def test_a_long_session_is_cut_into_pages_never_inside_a_turn() -> None:
    """Three hundred thousand characters are some pages; a turn longer than a page has its own."""
    turns = {n: said(n, "m" * 1000) for n in range(300)} | {300: said(300, "m" * 60_000)}
    found = pages(turns)

    assert [n for page in found for n in page] == sorted(turns)
    assert len(found) == 14
    assert found[-1] == (300,)
    assert pages({}) == []


def test_a_mask_is_one_word_and_sentences_end_on_words_one_can_select() -> None:
    """What stands for several words of the source is selected as one."""
    turn = said(0, "J'ai vu [une commune]. Oui.", anchors=(Anchor(8, 21, 4, 6, replaced=True),), sentences=(7, 9))
    read = read_turn(turn)

    assert [turn.text[s:e] for s, e in read.words] == ["J", "'", "ai", "vu", "[une commune]", ".", "Oui", "."]
    assert read.sentences == (5, 7)


def test_layers_that_are_not_chosen_are_not_made(sit: Sit) -> None:
    """What a page does not show is not in what it sends."""
    on = sit("E01")

    assert bands(on.reading, on.decided, "E01", Layers("zoe")) == []
    assert {b.author for b in bands(on.reading, on.decided, "E01", Layers("", frozenset({"noe"})))} == {"noe"}


@pytest.mark.parametrize("level", ["unattributed", "not_quotable", "not_analysed"])
def test_words_are_reserved_in_one_gesture_and_offered_nowhere_else(
    small_study: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    """The line lands in decisions/consent; it shows at once, and no other page offers the words."""
    on = sit("E01")
    before = {p.place for p in on.reading.passages}
    assert obey(monkeypatch, "reserve", level=level, **words(1, 0, 8)) == ""

    (line,) = decisions.consent(Study(small_study))
    assert (line.author, line.session, line.turn, line.first_word, line.level) == ("zoe", "E01", 1, 0, level)
    now = coding_state.page_state().reading
    assert [r.level for r in now.corpus.turns["E01"][1].consent] == [level]
    assert "E01:1:w0-w9" in before
    assert "E01:1:w0-w9" not in {p.place for p in now.passages}
    assert all(p.excerpt.speaker != "Denise" for p in now.passages if p.excerpt.text.startswith("On court"))


def test_no_other_level_is_taken_from_the_page(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Erasing words, or freeing them, is no gesture of reading: it is refused."""
    sit("E01")
    assert obey(monkeypatch, "reserve", level="erased", **words(1, 0, 8)) == lecture_words.NONE_SELECTED


def levels(turn: int = 1) -> list[str]:
    return [r.level for r in coding_state.page_state().reading.corpus.turns["E01"][turn].consent]


def test_a_reserve_is_undone_by_its_author_and_the_words_are_offered_again_at_once(
    small_study: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """« Annuler » takes back the last gesture even when it reserved words: a line more, and nothing is erased."""
    sit("E01")
    obey(monkeypatch, "code", code="A1", **words(1, 0, 8))
    obey(monkeypatch, "reserve", level="not_quotable", **words(1, 0, 8))
    assert levels() == ["not_quotable"]

    assert obey(monkeypatch, "undo") == ""
    assert levels() == []
    first, free = decisions.read(Study(small_study), ConsentDecision)
    assert (first.level, free.level, free.replaces, free.author) == ("not_quotable", "free", first.id, "zoe")
    assert "E01:1:w0-w9" in {p.place for p in coding_state.page_state().reading.passages}

    obey(monkeypatch, "undo")
    assert [d.decision for d in written(small_study)] == ["add", "undo"]


def test_undoing_a_gesture_of_the_page_lifts_no_reserve_set_elsewhere(
    small_study: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the same person set while reviewing what speakers asked holds, however often they undo while reading."""
    line = ConsentDecision(
        id="r", at="2026-01-01T00:00:00.000001", session="E01", turn=1, first_word=0, last_turn=1, last_word=2,
        level="not_quotable", reason="demandé pendant l'entretien", author="zoe",
    )
    decisions.append(Study(small_study), "zoe", [line])
    sit("E01")
    obey(monkeypatch, "code", code="A1", **words(1, 4, 8))
    for _ in range(3):
        obey(monkeypatch, "undo")

    assert levels() == ["not_quotable"]
    assert [d.decision for d in written(small_study)] == ["add", "undo"]


def test_reserves_are_listed_under_the_text_to_their_author_with_the_way_to_lift_them(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, mounted: Shown
) -> None:
    """One button each; nobody lifts what another reserved."""
    line = ConsentDecision(
        id="r", at="2026-01-01T00:00:00.000001", session="E01", turn=1, first_word=0, last_turn=1, last_word=2,
        level="unattributed", reason="à la lecture", author="zoe",
    )
    decisions.append(Study(small_study), "zoe", [line])

    other = opened(small_study, monkeypatch, "noe", entretien="E01")
    assert not [b for b in other.button if b.key == f"lift:{line.id}"]
    mine = opened(small_study, monkeypatch, entretien="E01")
    assert [r[2] for t in mounted[-1]["turns"] for r in t["reserves"]] == ["sans attribution"]
    mine.button(key=f"lift:{line.id}").click().run()

    assert not mine.exception
    assert [(d.level, d.replaces) for d in decisions.consent(Study(small_study))] == [("free", line.id)]
    assert not [b for b in mine.button if b.key == f"lift:{line.id}"]
    assert mounted[-1]["news"] == lecture_words.LIFTED


def test_what_the_last_run_reserved_stays_so_until_the_next_and_the_page_says_it(
    small_study: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words are hidden too long rather than shown too early."""
    before = ConsentDecision(
        id="r", at="2026-01-01T00:00:00.000001", session="E02", turn=2, first_word=0, last_turn=2, last_word=6,
        level="not_quotable", reason=lecture_words.WHILE_READING, author="zoe",
    )
    decisions.append(Study(small_study), "zoe", [before])
    sit("E02")

    assert obey(monkeypatch, "undo") == ""
    assert st.session_state[NEWS] == lecture_words.LIFTED_LATER
    assert [r.level for r in coding_state.page_state().reading.corpus.turns["E02"][2].consent] == ["not_quotable"]
    with pytest.raises(FiligraneError, match="zoe"):
        writing.lift(sit("E02", "noe").writer(), before, "")


def test_only_breaks_that_end_a_paragraph_make_a_gap() -> None:
    """Lines wrapped at so many columns flow; a line cut short, one that was never wrapped, a blank line do not."""
    wrapped = textwrap.fill("On remplit des formulaires à leur place. " * 8, 80)
    long = "Avant, je recevais les gens. " * 6

    assert gaps(wrapped) == ()
    assert gaps(f"{wrapped}\nVoilà.\n{wrapped}") == (len(wrapped), len(wrapped) + len("\nVoilà."))
    assert gaps(f"{long}\n[rires]") == (len(long),)
    assert gaps("Oui.\n\nNon.") == (len("Oui.\n"),)


@given(st_.text(alphabet="ab é\n👩", max_size=300))
def test_a_gap_is_always_a_line_break(text: str) -> None:
    """Whatever was said, what is shown as a gap is a line break of the text, counted in code points."""
    assert all(text[at] == "\n" for at in gaps(text))


def test_a_coding_whose_words_changed_is_put_back_in_one_gesture(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page shows the passage it most looks like; the line it had stays in the file."""
    lost = CodingDecision(
        id="lost", at="2026-01-01T00:00:00", session="E01", turn=9, first_word=0, last_turn=9, last_word=6,
        quote="On courait vraiment tout le temps.", code="A3", decision=CodingVerb.ADD, mode="manual", definition="",
        check="0",
    )
    decisions.append(Study(small_study), "zoe", [lost])
    page = opened(small_study, monkeypatch, entretien="E01")
    page.button(key="lecture:back:lost").click().run()

    assert not page.exception
    written = [d for d in decisions.read(Study(small_study), CodingDecision) if d.author == "zoe"]
    assert [(d.id, d.turn) for d in written if d.id == "lost"] == [("lost", 9)]
    assert [(d.turn, d.quote, d.code) for d in written if d.replaces == "lost"] == [
        (1, "On court tout le temps.", "A3")
    ]


def test_an_interview_is_known_by_the_title_that_a_person_gives(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The title is written in that person's file, and shown at once."""
    page = opened(small_study, monkeypatch, entretien="E01")
    page.text_input(key="lecture:title:E01").input("La conseillère pressée")
    page.button(key="lecture:title:E01:do").click().run()

    assert not page.exception
    assert any("La conseillère pressée" in str(option) for box in page.selectbox for option in box.options)


def test_an_interview_is_opened_though_another_bears_its_title(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, mounted: Shown
) -> None:
    """A browser gives a choice back by its name: two that read the same are told apart, and the link holds."""
    for session in ("E01", "E02"):
        decisions.append(Study(small_study), "zoe", [titles.line("zoe", session, "Une permanence")])
    test = opened(small_study, monkeypatch, entretien="E02")
    test.run()

    assert test.query_params["entretien"] == "E02"
    assert test.session_state[HERE] == "E02"
    named = test.selectbox[0].options
    assert len(set(named)) == len(named)
    assert mounted
