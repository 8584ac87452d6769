"""The doctor: what could be read where it should not, said by place and never by name, and mended where it can be."""

from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.anchoring import decisions
from pipeline.cli import main
from pipeline.cli.commands import inspection
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Identifier, Turn
from pipeline.model.decision_rows import (
    CodingDecision,
    CodingVerb,
    Extent,
    QuoteDecision,
    QuoteVerb,
    WithdrawalDecision,
)
from pipeline.model.study import Study
from pipeline.vault import doctor_checks, private_names
from pipeline.vault.copies import remotes, search

SAID = "Moi c'est Davenel, je travaille ici."
SHOWN = "Moi c'est Morin, je travaille ici."
COMMIT = ("-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "--message", "x")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git n'est pas installé")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Give a new study in which one name is known, the current folder in it."""
    assert main(["new", str(tmp_path / "enquete"), "--demarche", "grille"]) == 0
    monkeypatch.chdir(tmp_path / "enquete")
    study = Study()
    turn = Turn("E01", 0, "L", "participant", None, None, SAID, "")
    store.write("turns", [turn], study / "build/private/turns/E01.parquet")
    mask = Identifier("E01", 0, 10, 17, "person", "p1", "ner", "replace", "Morin")
    store.save(study, "identifiers", [mask])
    row = AnonymisedTurn("E01", 0, "Lou Morin", "participant", None, None, SHOWN, (), (), (7,), "abc")
    store.save(study, "anonymised", [row])
    doctor_checks.shut(study)
    return study


def coding(quote: str, memo: str = "") -> CodingDecision:
    return CodingDecision(
        id="c1", at="", session="E01", turn=0, first_word=0, last_turn=0, last_word=4, quote=quote, code="A1",
        decision=CodingVerb.ADD, mode="manual", definition="", memo=memo, check="abc",
    )


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def test_private_places_are_shut_to_other_accounts(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """A new study is; a folder opened by mistake is told with the command, and shut by --mend."""
    assert list(doctor_checks.check_modes(study)) == []
    (study / "transcripts").chmod(0o755)
    assert "chmod 700 transcripts" in next(doctor_checks.check_modes(study))

    main(["doctor", "--mend", "--by", "claire"])

    assert "transcripts ne s'ouvre plus" in capsys.readouterr().out
    assert list(doctor_checks.check_modes(study)) == []


def test_a_remote_that_is_a_folder_is_searched(study: Study, tmp_path: Path) -> None:
    """The file is named, the person is not; a clean remote has nothing to say."""
    with (study / ".dvc/config").open("a", encoding="utf-8") as config:
        config.write("['remote \"ici\"']\n    url = ../../dépôt\n")
    (tmp_path / "dépôt/files").mkdir(parents=True)
    (tmp_path / "dépôt/files/ab").write_text("alors Morin disait", "utf-8")
    assert list(doctor_checks.check_remotes(study)) == []

    (tmp_path / "dépôt/files/cd").write_text("alors Davenel disait", "utf-8")

    told, = doctor_checks.check_remotes(study)
    assert "« ici »" in told
    assert "files/cd" in told
    assert "Davenel" not in told


@pytest.mark.parametrize("url", ["s3://seau/x", "ssh://machine/x", "gdrive://x", "https://hôte/x"])
def test_a_remote_elsewhere_is_said_to_be_out_of_reach(study: Study, url: str) -> None:
    """The doctor says what to type; that alone is no trouble."""
    (study / ".dvc/config.local").write_text(f"['remote \"loin\"']\n    url = {url}\n", "utf-8")

    assert [r.folder for r in remotes(study)] == [None]
    assert "dvc fetch -r loin" in next(doctor_checks.remotes_out_of_reach(study))
    assert list(doctor_checks.check_remotes(study)) == []


@needs_git
def test_the_past_of_git_is_read(study: Study) -> None:
    """A name that was committed once, on any branch, is found there; commits are given, never names."""
    git("add", "-A")
    git(*COMMIT)
    assert list(doctor_checks.check_history(study)) == []
    git("checkout", "--quiet", "-b", "essai")
    (study / "codebook/memos/note.md").write_text("Revoir Davenel.\n", "utf-8")
    git("add", "-A")
    git(*COMMIT)
    git("rm", "--quiet", "codebook/memos/note.md")
    git(*COMMIT)
    git("checkout", "--quiet", "-")

    told, = doctor_checks.check_history(study)

    assert "1 commit(s)" in told
    assert "git filter-repo" in told
    assert "Davenel" not in told


@needs_git
def test_a_transcript_git_once_followed_is_told(study: Study) -> None:
    """Taken out of git since, it is still in its past."""
    (study / "transcripts/Mme Untel.txt").write_text("x", "utf-8")
    git("add", "-A", "--force", "transcripts")
    git(*COMMIT)
    git("rm", "--quiet", "--cached", "transcripts/Mme Untel.txt")
    git(*COMMIT)

    told = next(doctor_checks.check_history(study))

    assert "2 commit(s)" in told
    assert "--path transcripts" in told
    assert "Untel" not in told


@needs_git
def test_a_long_past_is_read_for_a_bounded_time(study: Study) -> None:
    """When the time is over, what was read is said to be a part."""
    for n in range(3):
        git(*COMMIT, "--allow-empty", "--message", str(n))

    past = search(study, lambda _: False, seconds=-1)

    assert (past.read, past.whole) == (1, False)
    assert search(study, lambda _: False).whole


def test_a_name_confirmed_since_leaves_past_quotes(study: Study) -> None:
    """The quote is cut again from today's text, a memo keeps all but the name, and the change is logged."""
    decisions.append(study, "lea", [coding("Moi c'est Davenel", memo="Revoir Davenel lundi.")])
    told, = doctor_checks.check_past_quotes(study)
    assert told.startswith("decisions/codings/lea.csv, ligne 2 : un nom privé")
    assert "--mend" in told

    main(["doctor", "--mend", "--by", "claire"])

    with (study / "decisions/codings/lea.csv").open(encoding="utf-8", newline="") as file:
        row, = csv.DictReader(file)
    assert (row["quote"], row["memo"]) == ("Moi c'est Morin", "Revoir [nom] lundi.")
    logged, = decisions.withdrawals(study)
    assert (logged.author, logged.who, logged.extent) == ("claire", "codings/lea.csv", "migration")
    assert len(logged.check) == 64


def test_a_quote_without_a_place_keeps_all_but_the_name(study: Study) -> None:
    """Where the words stand nowhere any more, the name alone is taken out."""
    lost = replace(coding("ce que Davenel disait hier à propos de tout cela"), check="")
    decisions.append(study, "lea", [lost])
    searched_names = private_names.searched_names(Study(study.root.resolve()))

    assert searched_names
    assert set(
        private_names.cells(study, searched_names).values(),
    ) == {"ce que [nom] disait hier à propos de tout cela"}


def test_a_name_in_what_was_decided_of_a_quote_is_found(study: Study) -> None:
    """Why a colleague would know somebody may name them: the name is found, and taken out alone."""
    answer = QuoteDecision(
        id="q", at="", session="E01", turn=1, first_word=0, last_turn=1, last_word=2, quote="",
        decision=QuoteVerb.COLLEAGUE,
        value="yes", reason="on pense à Davenel",
    )
    decisions.append(study, "lea", [answer])
    searched_names = private_names.searched_names(Study(study.root.resolve()))

    assert searched_names
    assert private_names.cells(study, searched_names) == {("quotes/lea.csv", 2, "reason"): "on pense à [nom]"}


def test_nothing_is_rewritten_without_a_name_to_sign(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """--mend wants to know who writes it down."""
    decisions.append(study, "lea", [coding("Moi c'est Davenel")])
    before = (study / "decisions/codings/lea.csv").read_bytes()

    assert main(["doctor", "--mend"]) == 1

    assert "--by NOM" in capsys.readouterr().err
    assert (study / "decisions/codings/lea.csv").read_bytes() == before


def test_a_withdrawal_that_finds_nobody_is_told(study: Study) -> None:
    """Its line is named, so that a person looks."""
    decisions.append(study, "claire", [WithdrawalDecision(
        id="w", at="", session="E01", turn=-1, first_word=-1, last_word=-1, who="voice-0", extent=Extent.EVERYTHING,
        reason="", check="",
    )])

    assert "decisions/withdrawals/claire.csv, ligne 2" in next(doctor_checks.check_withdrawals(study))


def test_the_demonstration_s_people_are_invented(study: Study) -> None:
    """Its transcripts and its secret are in git on purpose: the doctor has nothing against them."""
    params = (study / "params.yaml").read_text("utf-8")
    (study / "params.yaml").write_text(params.replace("fictional: false", "fictional: true"), "utf-8")
    (study / "transcripts").chmod(0o755)

    assert list(inspection.check_secret(study)) == []
    assert list(inspection.check_past(study)) == []
