"""A study of one's own, from `filigrane new` to the tables: it runs, it keeps names in, it forgives."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.model import store
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.file_texts import text_of
from pipeline.run.current_run import environment

NAMES = ("Ferrandeau", "ferrandeau", "Guingouille", "guingouille")
FIRST = """---
session: E01
type: entretien
date: 2024-03-12
personnes:
  - {locuteur: "LINA", nom: "Lina Ferrandeau", fonction: "assistante sociale"}
enqueteur: "ENQ"
---

ENQ : Qu'est-ce que le numérique a changé pour vous ?

LINA : Moi c'est Lina Ferrandeau, je travaille à Guingouille. Avant, je recevais les gens. Maintenant je remplis des
formulaires à leur place, et je me demande où commence et où s'arrête ma mission.

ENQ : Et le temps ?

LINA : On n'a plus le temps. On passe la journée à courir après des mots de passe, et les gens attendent.
"""
SECOND = """---
session: E02
type: entretien
date: 2024-03-14
personnes:
  - {locuteur: "B", nom: "Bernard Ollivet", fonction: "médiateur"}
enqueteur: "ENQ"
---

ENQ : Vous travaillez avec d'autres services ?

B : Avec madame Ferrandeau, oui, depuis deux ans. Elle m'envoie des gens qui n'ont pas d'adresse électronique.
"""


def command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of this environment in the study."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment(), capture_output=True, text=True, encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Make a study, drop two interviews and a broken file in it, run `dvc repro`."""
    root = tmp_path_factory.mktemp("own") / "enquete"
    made = command(root.parent, "-m", "pipeline.cli", "new", str(root), "--demarche", "reflexive")
    assert made.returncode == 0, made.stderr
    for module in ("pipeline", "dashboard", "yaml", "dvc", "json"):
        (root / f"{module}.py").write_text("raise SystemExit('pris dans le dossier de l’enquête')\n", "utf-8")
    (root / ".git/info/exclude").write_text("/*.py\n", "utf-8")
    (root / "transcripts/Entretien Ferrandeau.txt").write_text(FIRST, "utf-8")
    (root / "transcripts/E02.md").write_text(SECOND, "utf-8")
    (root / "transcripts/E03.docx").write_bytes(b"ceci n'est pas un document")
    # As it is typed: the command of the environment, and nothing that says where modules may be taken from.
    typed = {name: value for name, value in environment().items() if name != "PYTHONSAFEPATH"}
    done = subprocess.run(
        [str(Path(sys.executable).with_name("dvc")), "repro"], cwd=root, env=typed, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Study(root)


def test_it_runs_to_the_end(study: Study) -> None:
    """Two interviews are enough for every table."""
    assert {e.session for e in store.load(study, "excerpts")} == {"E01", "E02"}
    assert (study / "build/tables/run.json").exists()
    assert store.load_json(study / "build/leaks.json")["found"] == []


def test_no_module_is_taken_from_the_folder_of_the_study(study: Study) -> None:
    """A pipeline.py, a yaml.py left there replace nothing: stages, and what « filigrane » starts, run as installed."""
    assert (study / "pipeline.py").exists()
    assert command(study.root, "-m", "pipeline.cli", "run", "excerpts").returncode == 0


def test_names_stay_in_the_private_half(study: Study) -> None:
    """No file but the transcripts and the private half holds a name, in its text or its own name, caches included."""
    spared = [study / place for place in ("transcripts", "build/private", ".git")]
    read = [p for p in study.root.rglob("*") if p.is_file() and not any(p.is_relative_to(s) for s in spared)]
    texts = {p.relative_to(study.root).as_posix(): text_of(p.read_bytes()) for p in read}

    assert any(place.startswith(".dvc/cache/") for place in texts)
    assert not [place for place, text in texts.items() if any(name in place + text for name in NAMES)]


def test_a_name_given_in_one_interview_is_masked_in_another(study: Study) -> None:
    """Her colleague names her: she bears the same pseudonym there."""
    said = {t.session: t.text for t in store.load(study, "anonymised") if "madame" in t.text.lower()}
    speakers = {t.speaker for t in store.load(study, "anonymised") if t.session == "E01" and t.role == "participant"}

    assert any(word in said["E02"] for speaker in speakers for word in speaker.split())


def test_a_broken_file_is_told_and_stops_nothing(study: Study) -> None:
    """The doctor names it, with the remedy."""
    done = command(study.root, "-m", "pipeline.cli", "doctor")

    assert done.returncode == 1
    assert "E03.docx" in done.stdout


def test_git_has_no_transcript_to_follow(study: Study) -> None:
    """After a run and the version it keeps, nothing is left for git to see, and nothing of what was said is in it."""
    done = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"], cwd=study.root, capture_output=True, text=True,
        check=True, env=os.environ | {"GIT_OPTIONAL_LOCKS": "0"},
    )

    held = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "HEAD"], cwd=study.root, capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert not done.stdout
    assert [path for path in held if path.startswith("transcripts/")] == ["transcripts/.gitkeep"]
    assert "dvc.lock" in held


def test_a_run_cut_while_dvc_wrote_its_lock_is_run_again(study: Study) -> None:
    """Cut to nothing, by half, of its last line: said by the doctor, put back by the next run, to the same bytes."""
    lock = study / "dvc.lock"
    assert command(study.root, "-m", "pipeline.cli", "run").returncode == 0
    whole = lock.read_bytes()
    for length in (0, len(whole) // 2, whole.rindex(b"\n", 0, -1) + 1):
        lock.write_bytes(whole[:length])
        told = command(study.root, "-m", "pipeline.cli", "doctor").stdout if not length else "dvc.lock"
        done = command(study.root, "-m", "pipeline.cli", "run", "excerpts")
        assert "dvc.lock" in told
        assert done.returncode == 0, done.stdout + done.stderr
        assert "dernière bonne copie est remise" in done.stdout
        assert lock.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="Windows n'a pas ces droits")
def test_no_other_account_writes_in_what_is_made(study: Study) -> None:
    """« dvc repro » typed by hand, DVC's own site cache included."""
    folders = [study / "build", *(p for p in (study / "build").rglob("*") if p.is_dir())]
    assert not [p for p in folders if p.stat().st_mode & 0o022]
    assert not (study / "build/private").stat().st_mode & 0o077


def test_a_memo_that_names_someone_is_a_question_and_stops_nothing(study: Study) -> None:
    """What a researcher writes is read too: the run ends, says how many words wait, never which."""
    memo = study / "codebook/memos/2024-03-15.md"
    memo.write_text("Revoir Lina Ferrandeau en avril.\n", "utf-8")
    try:
        done = command(study.root, "-m", "pipeline.cli", "run")
        listed = command(study.root, "-m", "pipeline.cli", "leaks")
    finally:
        memo.unlink()

    assert done.returncode == 0
    assert "1 mot à régler avant de sortir" in done.stdout
    assert "Ferrandeau" not in done.stdout + (study / "build/leaks.json").read_text("utf-8")
    assert listed.returncode == 1
    assert "codebook/memos/2024-03-15.md, ligne 1" in listed.stdout
    assert "Revoir »Lina Ferrandeau« en avril." in listed.stdout


def test_a_remote_holds_no_private_name(study: Study, tmp_path: Path) -> None:
    """DVC pushes all it can, run cache included: no name stands in a file of the remote, nor in its name."""
    (study / ".dvc/config.local").unlink(missing_ok=True)
    for arguments in (("remote", "add", "--local", "--default", "essai", str(tmp_path)), ("push", "--run-cache")):
        done = command(study.root, "-m", "dvc", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    (study / ".dvc/config.local").unlink()

    pushed = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}

    assert any("runs/" in place for place in pushed)
    assert not [p for p, content in pushed.items() if any(n in p + text_of(content) for n in NAMES)]
    assert not [p for p, content in pushed.items() if any(n.encode() in content for n in NAMES)]
    assert (study / "secrets/study.key").read_bytes().strip() not in b"".join(pushed.values())


def test_a_lost_correspondence_is_made_again(study: Study) -> None:
    """Whoever holds the secret finds the same names again from the same transcripts."""
    before = store.load(study, "identifiers")
    shutil.rmtree(study / "build/private")

    for stage in ("turns", "proposals", "identifiers"):
        done = command(study.root, "-m", "pipeline", stage)
        assert done.returncode == 0, done.stderr

    assert store.load(study, "identifiers") == before
