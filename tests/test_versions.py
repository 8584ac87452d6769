"""Versions of a study: what git holds without anybody typing git, and the way back, which loses nothing."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import ConsentDecision, IdentifierDecision, WithdrawalDecision
from pipeline.cli import main
from pipeline.cli.commands import run as run_command
from pipeline.cli.commands.study_setup import create
from pipeline.model.decision_rows import CodingVerb, Extent, IdentifierVerb, Scope
from pipeline.model.errors import FiligraneError
from pipeline.model.new_study import BY_ID
from pipeline.model.study import Study
from pipeline.vault import private_names
from pipeline.vault.versions import repository, returning, saving, wording
from tests.test_grid_operations import coding


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A new study on a machine where git was never set up."""
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    made = Study(tmp_path / "enquete")
    create(made, BY_ID["grille"], "Essai")
    monkeypatch.chdir(made.root)
    return made


def held(study: Study, revision: str = "HEAD") -> list[str]:
    command = ["git", "-C", str(study.root), "ls-tree", "-r", "--name-only", revision]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def decide(study: Study, *names: str, author: str = "ana") -> None:
    decisions.append(study, author, [coding(name, "A3") for name in names])


def ids(study: Study, author: str = "ana") -> list[str]:
    return [d.id for d in decisions.read(study, decisions.CodingDecision) if d.author == author]


def consent(name: str) -> ConsentDecision:
    return ConsentDecision(
        id=name, at="2026-01-01T00:00:00+00:00", session="E01", turn=1, first_word=0, last_turn=1, last_word=3,
        level="not_quotable", reason="",
    )


def signature(name: str) -> IdentifierDecision:
    return IdentifierDecision(
        id=name, at="2026-01-01T00:00:00+00:00", session="E01", turn=-1, first_word=-1, last_word=-1, type="",
        action=IdentifierVerb.SIGN, entity="", replacement="", scope=Scope.SESSION, check="",
    )


def test_a_version_says_what_was_decided(study: Study) -> None:
    """Its sentence counts the lines written since the one before, in French; nothing changed makes no version."""
    assert saving.save(study)
    decide(study, "1", "2")
    decisions.append(study, "bo", [replace(coding("3", "A1"), decision=CodingVerb.REFUSE)])
    decisions.append(study, "bo", [signature("4")])
    made = saving.save(study, "ana")

    assert made
    assert made.said == "2 codages, 1 suggestion refusée et 1 signature"
    assert made.author == "ana"
    assert saving.save(study) is None
    assert saving.versions(study, 1) == [made]


def test_git_never_holds_what_is_private(study: Study) -> None:
    """Transcripts, the secret, what is made, and files left at the root are in no version, even without .gitignore."""
    (study / "transcripts/E01.txt").write_text("Marie : oui", "utf-8")
    (study / "build/private").mkdir(parents=True, exist_ok=True)
    (study / "build/private/noms.csv").write_text("Marie", "utf-8")
    (study / "noms.txt").write_text("Marie", "utf-8")
    (study / ".gitignore").write_text("", "utf-8")
    saving.save(study)

    assert (study / "secrets/study.key").exists()
    assert not [p for p in held(study) if p.startswith(("transcripts/E", "secrets/study", "build/", "noms"))]
    assert "params.yaml" in held(study)
    # Whoever types « git add . » later is protected again too.
    ignored = subprocess.run(
        ["git", "check-ignore", "transcripts/E01.txt", "secrets/study.key"], cwd=study.root, capture_output=True,
        text=True, check=True,
    )
    assert len(ignored.stdout.splitlines()) == 2


def test_who_speaks_is_in_no_version(study: Study) -> None:
    """A label may be a name in full: what is decided of voices stays on this machine, even where git held it once."""
    roles = study / "decisions/roles/ana.csv"
    roles.parent.mkdir(parents=True, exist_ok=True)
    roles.write_text("id,at,session,label,role\n1,2026-01-01T00:00:00,E01,Anne Weber,interviewer\n", "utf-8")
    subprocess.run(["git", "add", "--force", "decisions/roles/ana.csv"], cwd=study.root, check=True)
    identity = ["-c", "user.name=ana", "-c", "user.email=ana@localhost"]
    subprocess.run(["git", *identity, "commit", "--quiet", "-m", "avant"], cwd=study.root, check=True)
    decide(study, "1")
    made = saving.save(study)

    assert made
    assert made.said == "1 codage"
    assert not [p for p in held(study) if p.startswith("decisions/roles/ana")]
    assert "Weber" in roles.read_text("utf-8")
    assert saving.save(study) is None


def test_what_somebody_staged_stays_theirs(study: Study) -> None:
    """A file that a person who knows git has staged is neither in the version nor unstaged."""
    saving.save(study)
    (study / "lisez.md").write_text("à moi", "utf-8")
    subprocess.run(["git", "add", "lisez.md"], cwd=study.root, check=True)
    decide(study, "1")
    saving.save(study)

    staged = subprocess.run(
        ["git", "diff", "--cached", "--name-only"], cwd=study.root, capture_output=True, text=True, check=True
    ).stdout.split()
    assert staged == ["lisez.md"]
    assert "lisez.md" not in held(study)


def test_going_back_is_seen_first_and_gone_back_from(study: Study) -> None:
    """The preview counts what leaves; the return is a version; what was not kept yet was kept first."""
    decide(study, "1")
    first = saving.save(study)
    decide(study, "2", "3")
    (study / "codebook/memos/idee.md").write_text("Une idée.", "utf-8")
    params = (study / "params.yaml").read_bytes()
    (study / "params.yaml").write_bytes(params.replace(b"k: 3", b"k: 5"))
    assert first
    wanted = returning.look(study, first)

    assert "2 codages (ana) sortent" in wanted.told
    assert ids(study) == ["1", "2", "3"]
    before, after = returning.go_back(study, wanted, "ana")
    assert ids(study) == ["1"]
    assert (study / "params.yaml").read_bytes() == params
    assert not (study / "codebook/memos/idee.md").exists()
    assert before
    assert after
    again = returning.look(study, before)
    assert "2 codages (ana) reviennent" in again.told
    returning.go_back(study, again)
    assert ids(study) == ["1", "2", "3"]
    assert (study / "codebook/memos/idee.md").read_text("utf-8") == "Une idée."
    assert b"k: 5" in (study / "params.yaml").read_bytes()


def test_a_return_is_to_the_byte(study: Study) -> None:
    """There and back again, every file of decisions has the bytes it had."""
    decide(study, "1")
    first = saving.save(study)
    decide(study, "2")
    there = (study / "decisions/codings/ana.csv").read_bytes()
    assert first
    before, _ = returning.go_back(study, returning.look(study, first))
    assert before
    returning.go_back(study, returning.look(study, before))

    assert (study / "decisions/codings/ana.csv").read_bytes() == there


def test_what_protects_people_never_goes_back(study: Study) -> None:
    """A signature, a consent and a withdrawal made since stay when everything else goes back."""
    first = saving.save(study)
    decisions.append(study, "ana", [consent("c")])
    decisions.append(study, "ana", [signature("s")])
    decide(study, "1")
    assert first
    returning.go_back(study, returning.look(study, first))

    assert [d.id for d in decisions.consent(study)] == ["c"]
    assert [d.id for d in decisions.identifiers(study)] == ["s"]
    assert not ids(study)


def test_words_withdrawn_since_never_come_back(study: Study) -> None:
    """A quote rewritten since stays rewritten; a line about an interview from which somebody withdrew stays out."""
    decide(study, "1", "2")
    full = saving.save(study)
    path = study / "decisions/codings/ana.csv"
    header, one, _ = path.read_text("utf-8").splitlines()
    path.write_text(f"{header}\n{one.replace(coding('1', 'A3').quote, '[retiré]')}\n", "utf-8")
    gone = WithdrawalDecision(
        id="w", at="2999-01-01T00:00:00+00:00", session=coding("1", "A3").session, turn=1, first_word=-1, last_word=-1,
        who="", extent=Extent.EVERYTHING, reason="", check="",
    )
    decisions.append(study, "ana", [gone])
    assert full
    wanted = returning.look(study, full)
    returning.go_back(study, wanted)

    assert "[retiré]" in path.read_text("utf-8")
    assert ids(study) == ["1"]
    assert any("ne revient pas" in told for told in wanted.told)


def test_what_changed_since_the_preview_is_not_overwritten(study: Study) -> None:
    """A line written between the preview and the return stops the return."""
    first = saving.save(study)
    decide(study, "1")
    assert first
    wanted = returning.look(study, first)
    decide(study, "2")

    with pytest.raises(FiligraneError, match="a changé depuis"):
        returning.go_back(study, wanted)
    assert ids(study) == ["1", "2"]


def test_without_git_it_is_said_what_to_do(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is absent, the message says what to install, and what keeps a copy meanwhile."""
    monkeypatch.setattr(repository, "installed", lambda: False)

    with pytest.raises(FiligraneError, match=r"backup FICHIER"):
        saving.save(study)


def test_a_merge_under_way_is_left_alone(study: Study) -> None:
    """In the middle of a merge nothing is written."""
    made = saving.save(study)
    assert made
    (study / ".git/MERGE_HEAD").write_text(f"{made.name}\n", "ascii")
    decide(study, "1")

    with pytest.raises(FiligraneError, match="fusion"):
        saving.save(study)


def test_the_commands_list_keep_and_go_back(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """« version » lists, « version save » keeps, « version back » shows, and does it with --yes only."""
    assert main(["version", "save", "--by", "ana"]) == 0
    decide(study, "1")
    assert main(["version"]) == 0
    assert "Pas encore enregistré : 1 codage." in capsys.readouterr().out
    first = saving.versions(study)[-1]
    assert main(["version", "back", first.short]) == 0
    assert ids(study) == ["1"]
    assert wording.NOT_DONE in capsys.readouterr().out
    assert main(["version", "back", first.short, "--yes"]) == 0
    assert not ids(study)
    assert main(["version", "back", "zzz"]) == 1


def test_a_new_study_keeps_a_version_after_each_run(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """What « study.versions » asks is done after a run that ended well, and only then."""
    monkeypatch.setattr(run_command, "repro", lambda *_: 1)
    assert main(["run"]) == 1
    assert not saving.versions(study)
    monkeypatch.setattr(run_command, "repro", lambda *_: 0)
    assert main(["run"]) == 0
    assert len(saving.versions(study)) == 1


def test_words_of_a_new_study_refuse_no_version_and_those_of_a_person_do(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """« Calgrève » stands in settings that every study begins with: the same word in a memo is looked at."""
    monkeypatch.setattr(private_names, "searched_names", lambda _: object())
    monkeypatch.setattr(private_names, "stand_in", lambda text, _: "Calgrève" in text)

    assert "Calgrève" in (study / "params.yaml").read_text("utf-8")
    assert saving.save(study, "ana") is not None
    (study / "codebook/memos").mkdir(exist_ok=True)
    (study / "codebook/memos/ana.md").write_text("Vu au foyer Calgrève.\n", "utf-8")
    with pytest.raises(FiligraneError, match="memos"):
        saving.save(study, "ana")
