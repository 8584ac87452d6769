"""The page Qui parle: what it writes is a decision under a name, and each gesture is taken back."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import permissions
from dashboard.pages.qui_parle import state
from dashboard.ui.coder import CODER
from dashboard.words import ui_words
from pipeline.anchoring import decisions
from pipeline.cli.commands.study_setup import create
from pipeline.ingest.readers.registry import transcripts
from pipeline.ingest.speech.cutting import Cutting
from pipeline.ingest.speech.understood import Understood, understood
from pipeline.model.errors import FiligraneError
from pipeline.model.new_study import BY_ID
from pipeline.model.study import Study
from pipeline.pseudonymise.describe import voices

SCREEN = Path(__file__).parent.parent / "dashboard/pages/qui_parle/page.py"
SPOKEN = "ENQ : Bonjour, et le travail ?\n\nLINA : Il y en a trop.\n\nENQ : Et ensuite ?\n\nLina F. : On s'arrange.\n"
CAPTIONS = "".join(
    f"{n}\n00:00:{5 * n:02},000 --> 00:00:{5 * n + 2:02},000\n{text}\n\n"
    for n, text in enumerate(("Alors on commence ?", "Oui, voilà.", "Et ensuite ?", "On court tout le temps."), 1)
)
PATIENCE = 60


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A study with an interview under labels, and a recording of which nothing tells who speaks."""
    made = Study(tmp_path / "enquete")
    create(made, BY_ID["grille"], "Essai")
    (made / "transcripts/E01.txt").write_text(SPOKEN * 2, "utf-8")
    (made / "transcripts/E02.srt").write_text(CAPTIONS, "utf-8")
    monkeypatch.setenv("FILIGRANE_STUDY", str(made.root))
    return made


def read(study: Study, session: str) -> Understood:
    part = transcripts(study)[session]
    ruled = [d for d in decisions.roles(study) if d.session == session]
    return understood(part.load(), ruled, Cutting(**study.params("turns")))


def voiced(study: Study, session: str) -> dict[str, str]:
    return {v.label: v.role for v in read(study, session).voices}


def page(session: str, name: str = "ana") -> AppTest:
    test = AppTest.from_file(str(SCREEN), default_timeout=PATIENCE)
    test.session_state[CODER] = name
    test.query_params["entretien"] = session
    return test.run()


def shown(test: AppTest) -> str:
    return html.unescape("".join(node.proto.body for node in test.get("html")))


def press(test: AppTest, label: str) -> AppTest:
    return next(b for b in test.button if b.label == label).click().run()


def test_the_reading_of_each_file_is_shown(study: Study) -> None:
    """Voices with turns, words and samples; the recording without voices is first among what is to be settled."""
    assert study.root.exists()
    test = page("E01")

    assert not test.exception
    assert "ENQ enquête" in shown(test)
    assert "4 tours" in shown(test)
    assert "Il y en a trop." in shown(test)
    assert shown(test).index("E02.srt") < shown(test).index("E01.txt")


def test_a_role_is_said_and_taken_back(study: Study) -> None:
    """One gesture makes an interviewer; another takes it back, and the reading is what it was."""
    before = voiced(study, "E01")
    test = page("E01")
    groups: list[Any] = list(test.get("button_group"))
    next(s for s in groups if "LINA" in s.label).set_value("interviewer").run()
    assert voiced(study, "E01")["LINA"] == "interviewer"
    press(page("E01"), state.UNDO.format(said="« LINA » enquête"))

    assert voiced(study, "E01") == before


def test_a_role_that_was_guessed_is_confirmed_by_one_gesture(study: Study) -> None:
    """« À confirmer » is answered where it is said, without choosing another role first."""
    said = "Petit : Vous venez souvent ?\nRoy : Oui.\nPetit : Et après, ça se passe comment ?\nRoy : On attend.\n"
    (study / "transcripts/E03.txt").write_text(said * 2, "utf-8")
    asking = next(v for v in read(study, "E03").voices if v.label == "Petit")
    assert asking.because == "questions"
    press(page("E03"), state.CONFIRM)

    assert {v.label: v.because for v in read(study, "E03").voices}["Petit"] == "decision"


def test_two_voices_are_made_one_and_one_is_renamed(study: Study) -> None:
    """« Lina F. » is LINA; then LINA is called otherwise; each line is in the file of whoever decided."""
    found = read(study, "E01")
    again = next(v for v in found.voices if v.label == "Lina F.")
    voices.write(study, "ana", voices.called("E01", again, found.turns, "LINA"))
    assert set(voiced(study, "E01")) == {"ENQ", "LINA"}
    test = page("E01")
    typed = next(t for t in test.text_input if t.label == state.RENAME and "LINA" in str(t.key))
    typed.set_value("La soignante").run()
    next(b for b in test.button if b.label == state.RENAME_DO and "LINA" in str(b.key)).click().run()

    assert not test.exception
    assert set(voiced(study, "E01")) == {"ENQ", "La soignante"}
    assert (study / "decisions/roles/ana.csv").exists()


def test_what_is_no_label_goes_back_to_words_and_it_is_said_that_turns_change(study: Study) -> None:
    """Words taken for a label are words again; how many turns there are before and after is told."""
    test = page("E01")
    next(b for b in test.button if b.label == state.NO_LABEL and "Lina F." in str(b.key)).click().run()

    assert "Lina F." not in voiced(study, "E01")
    assert "Le découpage change : 8 tours avant, 6 maintenant" in shown(test)


def test_turns_of_nobody_are_given_one_in_two_and_taken_back_whole(study: Study) -> None:
    """A recording without speakers: every other turn is the interviewer's, at one gesture that is undone as one."""
    before = read(study, "E02")
    who = {0: "Enquêtrice", 2: "Enquêtrice", 1: "La soignante", 3: "La soignante"}
    voices.write(study, "ana", voices.assigned("E02", before.turns, who))
    after = read(study, "E02")

    assert {v.label: v.role for v in after.voices} == {"Enquêtrice": "interviewer", "La soignante": "participant"}
    assert [t.text for t in after.turns] == [t.text for t in before.turns]
    last = voices.last(study, "ana", "E02")
    assert len(last) == 4
    voices.write(study, "ana", voices.taken_back(last))
    assert not any(v.label for v in read(study, "E02").voices)
    assert not voices.last(study, "ana", "E02")


def test_a_voice_made_turn_by_turn_is_renamed(study: Study) -> None:
    """« Voix 1 » that somebody gave turns to becomes the teacher, in all of them."""
    before = read(study, "E02")
    voices.write(study, "ana", voices.assigned("E02", before.turns, {1: "Voix 1", 3: "Voix 1", 0: "Moi", 2: "Moi"}))
    found = read(study, "E02")
    voice = next(v for v in found.voices if v.label == "Voix 1")
    voices.write(study, "ana", voices.called("E02", voice, found.turns, "L'enseignante"))

    assert {v.label: v.turns for v in read(study, "E02").voices} == {"Moi": 2, "L'enseignante": 2}


def test_a_run_of_turns_waits_until_it_is_saved(study: Study) -> None:
    """Turns given in a run are seen in the table first; nothing is written before « Enregistrer »."""
    test = page("E02")
    next(t for t in test.text_input if t.label == state.GIVE_TO).set_value("La soignante").run()
    press(test, state.GIVE)
    assert not (study / "decisions/roles/ana.csv").exists()
    press(test, state.SAVE_TURNS[1].format(n=4))

    assert set(voiced(study, "E02")) == {"La soignante"}
    assert state.MANY.format(n=4) in shown(test)


def test_a_gesture_without_a_name_writes_nothing(study: Study) -> None:
    """Whoever did not say who they are is asked first."""
    test = page("E01", name="")
    next(b for b in test.button if b.label == state.NO_LABEL).click().run()

    assert state.NOBODY in shown(test)
    assert not list((study / "decisions/roles").glob("*.csv"))


def test_no_name_is_no_voice() -> None:
    """An empty name is refused."""
    with pytest.raises(FiligraneError, match="nom"):
        voices.assigned("E01", [], {0: "  "})


@pytest.mark.parametrize("screen", ["qui_parle", "personnes"])
def test_others_see_nothing(study: Study, monkeypatch: pytest.MonkeyPatch, screen: str) -> None:
    """Beyond this machine no file, no label, no word is shown, even to whoever leads."""
    assert study.root.exists()
    monkeypatch.setattr(permissions, "visitor", lambda: permissions.Visitor(("read", "code", "lead"), "Rita"))
    test = AppTest.from_file(str(SCREEN.parents[1] / screen / "page.py"), default_timeout=PATIENCE).run()

    assert ui_words.MACHINE_ONLY in shown(test)
    assert "LINA" not in shown(test)
    assert not test.button


def test_a_time_is_written_as_one_reads_it() -> None:
    """Hours are minutes too."""
    assert state.clock(3_725_000) == "62:05"
