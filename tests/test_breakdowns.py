"""What nobody foresaw, and two computations at once: said in French, with nothing lost and the details in a file."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from markupsafe import escape

import pipeline.__main__ as stages
from dashboard.app import server
from dashboard.words import ui_words
from pipeline import cli
from pipeline.cli.commands import run
from pipeline.model import terminal
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.run import background_run, current_run
from pipeline.run.current_run import Remaining

ENGLISH = ("Traceback", "error:", "Error:", "This app", "lock.")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """An empty folder that says it is a study."""
    (tmp_path / "params.yaml").write_text("study: {title: Essai}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(current_run.WITHIN, raising=False)
    return Study(tmp_path)


def broken(_: argparse.Namespace) -> int:
    raise KeyError("INTERVIEWÉE")


def recorded(study: Study) -> list[Path]:
    return sorted((study / terminal.FOLDER).glob("*.txt"))


def test_a_command_that_fails_says_so_in_french(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback on the screen; it is in a file that only its owner reads, which the message names."""
    monkeypatch.setitem(run.COMMANDS, "run", replace(run.COMMANDS["run"], execute=broken))

    assert cli.main(["run"]) == 1

    said = capsys.readouterr()
    (details,) = recorded(study)
    assert "Rien n'est perdu" in said.err
    assert details.name in said.err
    assert "INTERVIEWÉE" not in said.err
    assert not any(word in said.err for word in ENGLISH)
    assert "KeyError: 'INTERVIEWÉE'" in details.read_text("utf-8")
    assert details.stat().st_mode & 0o077 == 0


def test_a_stage_that_fails_says_so_in_french(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """DVC shows what a stage says: it says no more than a command does."""
    monkeypatch.setattr(stages, "run", lambda *_: broken(argparse.Namespace()))

    assert stages.main(["turns"]) == 1
    assert "Rien n'est perdu" in capsys.readouterr().err
    assert len(recorded(study)) == 1


def test_only_the_last_breakdowns_are_kept(study: Study) -> None:
    """A folder of tracebacks does not grow for ever."""
    for number in range(terminal.MOST_KEPT + 3):
        terminal.recorded(ValueError(str(number)), study)
    assert len(recorded(study)) == terminal.MOST_KEPT


def test_outside_a_study_the_details_are_written_elsewhere(tmp_path: Path) -> None:
    """Nothing is made in a folder that is no study."""
    place = Path(terminal.recorded(ValueError("x"), Study(tmp_path)))
    assert list(tmp_path.iterdir()) == []
    assert "ValueError: x" in place.read_text("utf-8")


def test_a_page_that_fails_shows_a_page_in_french(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """What happened, what is safe, the way back, where the details are; never a word of the error itself."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(study.root))
    shown: list[str] = []
    monkeypatch.setattr("dashboard.app.server.st.html", shown.append)

    assert server.show_failure(KeyError("Awa Fournel"))

    (page,) = shown
    assert escape(ui_words.FAILING) in page
    assert recorded(study)[0].name in page
    assert "Awa" not in page
    assert server.app._on_script_error is server.show_failure


def test_words_of_the_lists_are_in_french() -> None:
    """« Select all » and its kin; « # » is the number, kept."""
    for english, french in ui_words.OF_LISTS.items():
        assert english != french
        assert english.count("#") >= french.count("#")


def test_a_second_run_is_refused_before_anything_starts(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """Typed in another terminal, or asked from the dashboard while one goes on."""
    with current_run.computing(study):
        assert cli.main(["run"]) == 1
        with pytest.raises(FiligraneError, match="déjà en cours"):
            background_run.start(study)
        assert stages.main(["turns"]) == 1
    said = capsys.readouterr().err
    assert "Rien n'a été commencé" in said
    assert not (study / "build/previous").exists()
    with current_run.computing(study):
        pass


def test_the_stages_of_a_run_are_no_second_run(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run starts itself goes on."""
    monkeypatch.setenv(current_run.WITHIN, "1")
    with FileLock(study / current_run.LOCK):
        current_run.refuse_second(study)


def test_a_run_of_dvc_is_seen(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """« dvc repro » typed by hand holds the study too; one that was killed does not."""
    monkeypatch.setattr(current_run, "PATIENCE", 0.1)
    (study / ".dvc/tmp").mkdir(parents=True)
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "/bin/dvc", "repro"])
    uses = {"write": {"build/x": {"pid": sleeper.pid, "cmd": "dvc repro"}}, "read": {}}
    (study / current_run.DVC_USES).write_text(json.dumps(uses), "utf-8")
    try:
        with pytest.raises(FiligraneError, match="« dvc »"), current_run.computing(study):
            pass
        sleeper.kill()
        # Killed, and not yet taken off the machine's list: DVC would wait for it.
        with current_run.computing(study):
            assert not (study / current_run.DVC_USES).exists()
    finally:
        sleeper.kill()
        sleeper.wait()


def test_the_lock_of_dvc_is_said_in_french(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """« Unable to acquire lock » is never read."""
    locked = "ERROR: Unable to acquire lock. Most likely another DVC process is running or was terminated abruptly."
    run.tell(locked, Remaining({}))
    assert "déjà en cours" in capsys.readouterr().out

    answer = subprocess.CompletedProcess([], 255, "", locked)
    monkeypatch.setattr("pipeline.run.background_run.subprocess.run", lambda *_, **__: answer)
    with pytest.raises(FiligraneError, match=r"^Un calcul est en cours"):
        background_run.late(study)
