"""What DVC needs to run: its lock put back when a run was cut, its folder there, `build/` shut to other accounts."""

from __future__ import annotations

import doctest
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TextIO

import pytest

from pipeline.cli import main
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.run import background_run, dvc_setup
from pipeline.run.dvc_setup import (
    KEPT_LOCK,
    LAST_GOOD,
    LOCK,
    NO_GOOD,
    RIGHTS,
    keep_lock,
    lock_is_damaged,
    put_lock_back,
    shut_build,
)
from pipeline.vault import doctor_checks

STAGE = """  {name}:
    cmd: python -P -m pipeline {name}
    deps:
    - path: transcripts
      hash: md5
      md5: {name}0.dir
      size: 1234
      nfiles: 2
    params:
      params.yaml:
        {name}:
          least: 5
    outs:
    - path: build/{name}.parquet
      hash: md5
      md5: {name}1
      size: 5678
"""
HEAD = "schema: '2.0'\nstages:\n"
WHOLE = HEAD + "".join(STAGE.format(name=name) for name in ("turns", "excerpts", "leaks"))
needs_rights = pytest.mark.skipif(os.name == "nt", reason="Windows n'a pas ces droits")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Give a new study, the current folder in it."""
    assert main(["new", str(tmp_path / "enquete"), "--demarche", "grille"]) == 0
    monkeypatch.chdir(tmp_path / "enquete")
    return Study(tmp_path / "enquete")


def test_examples_in_docstrings_are_true() -> None:
    """Every example that a docstring gives holds."""
    assert doctest.testmod(dvc_setup).failed == 0


def test_a_lock_cut_anywhere_is_put_back_to_the_byte(tmp_path: Path) -> None:
    """At each byte it may be cut: the copy of the last whole one comes back, and says so."""
    study = Study(tmp_path)
    (study / LOCK).write_text(WHOLE, "utf-8", newline="\n")
    keep_lock(study)
    assert put_lock_back(study) == ""
    for length in range(len(WHOLE)):
        (study / LOCK).write_text(WHOLE[:length], "utf-8", newline="\n")
        assert lock_is_damaged(study)
        keep_lock(study)
        assert put_lock_back(study) == LAST_GOOD
        assert (study / LOCK).read_text("utf-8") == WHOLE


def test_a_lock_cut_on_its_way_to_another_is_put_back(tmp_path: Path) -> None:
    """The stage at work had changed already: what was cut is no beginning of the copy, and is seen all the same."""
    study = Study(tmp_path)
    (study / LOCK).write_text(WHOLE, "utf-8", newline="\n")
    keep_lock(study)
    written = WHOLE.replace("turns1", "turns2")
    seen = [(study / LOCK).write_text(written[:n], "utf-8") and lock_is_damaged(study) for n in range(1, len(written))]
    # Unseen: only where the last stage lacks nothing but outputs, which DVC makes again. Here each has one.
    assert all(seen)


@pytest.mark.parametrize("lock", [
    WHOLE.replace("turns1", "turns9"), WHOLE + STAGE.format(name="tables"), HEAD.replace("stages:", "stages: {}"),
], ids=["another", "longer", "empty"])
def test_another_whole_lock_is_left_alone(tmp_path: Path, lock: str) -> None:
    """One that git or « dvc repro » brought is no cut one; without any copy nor lock there is nothing to say."""
    study = Study(tmp_path)
    assert not lock_is_damaged(study)
    if "{}" not in lock:
        (study / LOCK).write_text(WHOLE, "utf-8")
        keep_lock(study)
    (study / LOCK).write_text(lock, "utf-8")
    assert put_lock_back(study) == ""
    assert (study / LOCK).read_text("utf-8") == lock


def test_a_lock_that_git_left_in_conflict_is_put_back(tmp_path: Path) -> None:
    """Marks of a conflict are no YAML: DVC would refuse the study in English."""
    study = Study(tmp_path)
    (study / LOCK).write_text(WHOLE, "utf-8")
    keep_lock(study)
    (study / LOCK).write_text(f"<<<<<<< HEAD\n{WHOLE}=======\n{WHOLE}>>>>>>> autre\n", "utf-8")
    assert put_lock_back(study) == LAST_GOOD


def test_a_cut_lock_without_a_copy_is_made_anew(tmp_path: Path) -> None:
    """A copy that is cut itself is no copy; everything is computed again, and it is said."""
    study = Study(tmp_path)
    (study / KEPT_LOCK).parent.mkdir(parents=True)
    (study / KEPT_LOCK).write_text(WHOLE[:50], "utf-8")
    (study / LOCK).write_bytes(b"")
    assert put_lock_back(study) == NO_GOOD
    assert not (study / LOCK).exists()


def test_the_doctor_and_the_page_tell_a_cut_lock(study: Study) -> None:
    """In French, with the remedy, and without touching it: a run alone mends."""
    assert list(doctor_checks.check_dvc(study)) == []
    (study / LOCK).write_text("schema: '2.0'\nsta", "utf-8")
    assert list(doctor_checks.check_dvc(study)) == [dvc_setup.DAMAGED]
    with pytest.raises(FiligraneError, match=r"dvc\.lock.*remet sa dernière bonne copie"):
        background_run.late(study)
    assert (study / LOCK).read_text("utf-8") == "schema: '2.0'\nsta"


def test_a_copy_without_hidden_files_says_how_to_bring_them_back(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """« cp -r enquete/* » leaves .dvc behind: said in French everywhere, and « filigrane upgrade » puts it back."""
    copy = Study(tmp_path / "copie")
    copy.root.mkdir()
    for path in study.root.iterdir():
        if not path.name.startswith("."):
            (shutil.copytree if path.is_dir() else shutil.copy)(path, copy / path.name)
    monkeypatch.chdir(copy.root)

    assert main(["run"]) == 1
    assert "filigrane upgrade" in capsys.readouterr().err
    assert next(doctor_checks.check_dvc(copy)) == dvc_setup.WITHOUT_DVC
    with pytest.raises(FiligraneError, match=r"Le dossier \.dvc manque"):
        background_run.late(copy)

    assert main(["upgrade"]) == 0
    for place in (".dvc/config", ".dvc/.gitignore", ".gitignore", ".dvcignore", ".streamlit/config.toml"):
        told = (copy / place).read_text("utf-8").replace("    no_scm = true\n", "")
        assert told == (study / place).read_text("utf-8").replace("    no_scm = true\n", "")
    assert "transcripts" in background_run.late(copy).changed


def modes(study: Study) -> dict[str, int]:
    return {place: stat.S_IMODE((study / place).stat().st_mode) for place in RIGHTS}


@needs_rights
@pytest.mark.parametrize("umask", [0o000, 0o002, 0o022, 0o077])
def test_a_new_study_is_shut_before_dvc_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, umask: int) -> None:
    """DVC makes the folders of its site cache, and those above, with the rights of everybody: they are there before."""
    before = os.umask(umask)
    try:
        assert main(["new", str(tmp_path / "enquete"), "--demarche", "grille"]) == 0
        monkeypatch.chdir(tmp_path / "enquete")
        study = Study()
        background_run.late(study)
        assert all(not mode & 0o077 & ~RIGHTS[place] for place, mode in modes(study).items())
    finally:
        os.umask(before)


@needs_rights
def test_what_dvc_left_open_is_shut_and_told(study: Study) -> None:
    """A study made before, in which « dvc repro » was first: the doctor says it, a run shuts it."""
    shutil.rmtree(study / "build")
    (study / "build/private").mkdir(parents=True)
    for place in ("build", "build/private"):
        (study / place).chmod(0o777)
    told = "\n".join(doctor_checks.check_modes(study))
    assert "chmod 700 build/private" in told
    assert "chmod 755 build" in told

    shut_build(study)

    assert modes(study) == RIGHTS
    assert list(doctor_checks.check_modes(study)) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="seul l'administrateur donne un dossier")
@pytest.mark.parametrize("place", ["build", "build/private", "build/private/turns", "build/private/dvc/repo/x"])
def test_a_folder_of_another_account_stops_a_run(study: Study, capsys: pytest.CaptureFixture[str], place: str) -> None:
    """Whoever swapped the private half for theirs would read the names: nothing starts, and the doctor says it."""
    shut_build(study)
    (study / place).mkdir(parents=True, exist_ok=True)
    os.chown(study / place, 65534, 65534)

    assert main(["run"]) == 1

    assert f"{place} appartient à un autre compte" in capsys.readouterr().err
    assert any(place in told and "autre compte" in told for told in doctor_checks.check_modes(study))
    assert not (study / "build/private/run").exists()
    # The folder of the study is theirs too: they are at home.
    os.chown(study.root, 65534, 65534)
    shut_build(study)


@needs_rights
def test_a_link_to_nothing_is_said(study: Study) -> None:
    """Where `build/` cannot be made, a sentence says why."""
    shutil.rmtree(study / "build")
    (study / "build").symlink_to(study / "ailleurs")
    with pytest.raises(FiligraneError, match="build ne peut pas être créé"):
        shut_build(study)


class _Dumper:
    def __call__(self, data: dict[str, str], stream: TextIO) -> None:
        """Write half of it, then be killed: by an error here."""
        stream.write(next(iter(data)))
        raise KeyboardInterrupt


def test_dvc_replaces_the_lock_at_one_stroke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What writes its YAML was replaced: stopped in the middle, the lock is what it was."""
    from dvc.utils.serialize import _common  # type: ignore[import-untyped]  # noqa: PLC0415

    monkeypatch.setattr(_common, "_dump_data", _common._dump_data)  # put back afterwards
    with pytest.raises(SystemExit):
        dvc_setup.dvc(["--help"])
    (tmp_path / LOCK).write_text(WHOLE, "utf-8")

    with pytest.raises(KeyboardInterrupt):
        _common._dump_data(str(tmp_path / LOCK), {"schema": "2.0"}, _Dumper())

    assert (tmp_path / LOCK).read_text("utf-8") == WHOLE
    _common._dump_data(str(tmp_path / LOCK), {}, lambda _, stream: stream.write("neuf\n"))
    assert (tmp_path / LOCK).read_text("utf-8") == "neuf\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows ne laisse pas de veille")
def test_a_lock_that_a_dead_dvc_left_cut_is_put_back(study: Study) -> None:
    """« dvc repro » typed by hand: what watches over it waits for its end, then mends."""
    (study / LOCK).write_text(WHOLE, "utf-8")
    keep_lock(study)
    (study / LOCK).write_bytes(b"")
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()

    dvc_setup.watch(ended.pid)
    assert (study / LOCK).read_bytes() == b""  # no such process: nobody knows who left it so
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.5)"]) as alive:
        dvc_setup.watch(alive.pid)

    assert (study / LOCK).read_text("utf-8") == WHOLE


def test_the_doctor_mends_a_cut_lock_without_being_told_by_whom(study: Study) -> None:
    """No decision is written: nobody needs to sign."""
    (study / LOCK).write_text(WHOLE, "utf-8")
    keep_lock(study)
    (study / LOCK).write_bytes(b"")
    main(["doctor", "--mend"])
    assert (study / LOCK).read_text("utf-8") == WHOLE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="seul l'administrateur change de compte")
def test_another_account_reads_nothing_private(study: Study) -> None:
    """Account 65534 of the machine opens neither transcripts, secret, correspondence, voices nor corrections."""
    private = ("transcripts", "secrets/study.key", "build/private", "decisions/roles", "decisions/corrections")
    opened = 'for place; do if [ -r "$place" ]; then echo "$place"; fi; done'
    done = subprocess.run(
        ["/bin/sh", "-c", opened, "sh", "params.yaml", *private], cwd=study.root, capture_output=True, text=True,
        check=True, user=65534, group=65534, extra_groups=[],
    )
    assert done.stdout.split() == ["params.yaml"]
