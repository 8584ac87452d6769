"""The secret of a study: for its owner alone, under a passphrase when one is set, destroyed at the end."""

from __future__ import annotations

import hashlib
import shutil
import stat
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.model import terminal
from pipeline.model.errors import FiligraneError
from pipeline.model.new_study import PROJECT
from pipeline.model.study import Study
from pipeline.model.study_key import (
    FINGERPRINT,
    MAGIC,
    PLACE,
    PUBLIC,
    fingerprint,
    is_encrypted,
    open_once,
    seal,
    study_key,
    unseal,
)
from pipeline.pseudonymise.resolve.pseudonyms import PseudonymKind, Requests, choose

PHRASE = "quatre mots et un cheval"
TITLE = "L'aide sociale"


@pytest.fixture(autouse=True)
def _cheap_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.model.study_key.COST", 2**10)
    monkeypatch.delenv(terminal.VARIABLE, raising=False)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Give a study with its settings and its secret, the current folder in it."""
    (tmp_path / "params.yaml").write_text(f'study: {{title: "{TITLE}"}}\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["key"]) == 0
    return Study()


def test_a_sealed_file_opens_with_its_passphrase_alone() -> None:
    """Another passphrase, or one byte changed, opens nothing; the words stand nowhere in the file."""
    sealed = seal(b"Lina Ferrandeau", PHRASE)

    assert unseal(sealed, PHRASE, "x") == b"Lina Ferrandeau"
    assert b"Ferrandeau" not in sealed
    for content, words in ((sealed, PHRASE + "x"), (sealed[:-1] + bytes([sealed[-1] ^ 1]), PHRASE)):
        with pytest.raises(FiligraneError, match="n'ouvre pas coffre"):
            unseal(content, words, "coffre")


def test_a_salt_changed_is_seen_too() -> None:
    """What stands before the sealed bytes is sealed with them."""
    sealed = bytearray(seal(b"secret", PHRASE))
    sealed[len(MAGIC)] ^= 1
    with pytest.raises(FiligraneError):
        unseal(bytes(sealed), PHRASE, "coffre")


def test_a_passphrase_keeps_the_secret_and_changes_no_pseudonym(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes come out; on disk nothing of them is left, and others still cannot read the file."""
    key = study_key(study)
    monkeypatch.setenv(terminal.VARIABLE, PHRASE)

    assert main(["key", "--phrase"]) == 0

    assert is_encrypted(study)
    assert study_key(study) == key
    content = (study / PLACE).read_bytes()
    assert key not in content
    assert key.hex().encode() not in content
    assert stat.S_IMODE((study / PLACE).stat().st_mode) == 0o600
    assert main(["key", "--sans-phrase"]) == 0
    assert (study / PLACE).read_text("ascii") == key.hex() + "\n"


def test_without_its_passphrase_the_secret_stays_shut(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody at the keyboard: the message says which variable to set; a wrong one opens nothing."""
    monkeypatch.setenv(terminal.VARIABLE, PHRASE)
    main(["key", "--phrase"])
    monkeypatch.delenv(terminal.VARIABLE)

    with pytest.raises(FiligraneError, match=terminal.VARIABLE):
        study_key(study)
    monkeypatch.setenv(terminal.VARIABLE, "une autre phrase")
    with pytest.raises(FiligraneError, match=PLACE):
        open_once(study)


def test_a_passphrase_is_typed_twice_and_long_enough(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A short phrase or two that differ change nothing."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for typed in (["court"], [PHRASE, "quatre mots et une vache"]):
        answers = iter(typed)
        monkeypatch.setattr(terminal, "getpass", lambda _, answers=answers: next(answers))
        assert main(["key", "--phrase"]) == 1
        assert "Rien n'a été changé" in capsys.readouterr().err
    assert not is_encrypted(study)


def test_a_command_asks_once_for_those_it_starts(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stages of a run find the passphrase in the environment of the command that starts them."""
    monkeypatch.setenv(terminal.VARIABLE, PHRASE)
    main(["key", "--phrase"])
    monkeypatch.delenv(terminal.VARIABLE)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return PHRASE

    monkeypatch.setattr(terminal, "getpass", answer)
    monkeypatch.setenv(terminal.VARIABLE, "")

    open_once(study)
    study_key(study)

    assert len(asked) == 1


def test_pseudonyms_are_those_of_the_secret() -> None:
    """Whoever holds the secret draws the same names again; another secret draws others."""
    requests = Requests()
    for n in range(20):
        requests.add(f"family|nom{n}", PseudonymKind("family", vowel=False), ["E01"])

    drawn = [choose(key, requests, frozenset()) for key in (b"a" * 32, b"a" * 32, b"b" * 32)]

    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


def test_a_damaged_secret_is_told(study: Study) -> None:
    """The message names the file and the copy to take it from."""
    (study / PLACE).write_text("pas un secret", "ascii")
    with pytest.raises(FiligraneError, match=r"secrets/study\.key est abîmé.*restore"):
        study_key(study)


def keyed(study: Study) -> None:
    """Write a withdrawal as « filigrane withdraw » does: whom it is about is a mark that only the secret knows."""
    path = study / "decisions/withdrawals/claire.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    header = "id,at,session,turn,first_word,last_word,who,extent,reason,check,replaces"
    path.write_text(f"{header}\nw1,2026-01-01T00:00:00,E01,,,,v-3fa2,voice,,,\n", "utf-8")


def test_a_new_secret_is_refused_where_decisions_bear_the_former_one(
    study: Study, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither drawn nor brought: what was withdrawn would return; the former secret opens everything again."""
    former = (study / PLACE).read_bytes()
    keyed(study)
    (study / PLACE).unlink()

    assert main(["key"]) == 1
    assert "decisions/withdrawals/claire.csv, ligne 2" in capsys.readouterr().err
    assert not (study / PLACE).exists()

    (study / PLACE).write_text("ab" * 32, "ascii")
    for reads in (study_key, open_once):
        with pytest.raises(FiligraneError, match=r"n'est pas le secret de cette enquête.*claire\.csv, ligne 2"):
            reads(study)
    (study / PLACE).write_bytes(former)
    open_once(study)


def test_a_new_secret_is_taken_where_nothing_bears_the_former_one(study: Study) -> None:
    """A study that begins may begin again: the fingerprint follows."""
    (study / "decisions/codings").mkdir(parents=True)
    (study / "decisions/codings/claire.csv").write_text("id,at,session,check\nc1,,E01,\n", "utf-8")
    (study / PLACE).write_text("ab" * 32, "ascii")

    open_once(study)

    assert (study / FINGERPRINT).read_text("ascii").strip() == fingerprint(bytes.fromhex("ab" * 32))


def test_the_fingerprint_tells_nothing_of_the_secret(study: Study) -> None:
    """It is no part of it and no plain hash of it; one secret always has the same, two never."""
    key = study_key(study)
    kept = (study / FINGERPRINT).read_text("ascii").strip()

    assert kept == fingerprint(key) != fingerprint(key[::-1])
    assert kept not in {key.hex(), hashlib.sha256(key).hexdigest(), hashlib.sha256(key.hex().encode()).hexdigest()}


def test_the_public_secret_of_the_demonstration_protects_no_real_study(study: Study) -> None:
    """Everybody has it: refused, unless people and words are invented."""
    shutil.copy(PROJECT / PLACE, study / PLACE)
    with pytest.raises(FiligraneError, match="celui de la démonstration"):
        study_key(study)

    (study / "params.yaml").write_text("study: {fictional: true}\n", "utf-8")
    assert fingerprint(study_key(study)) == PUBLIC
    assert (PROJECT / FINGERPRINT).read_text("ascii").strip() == PUBLIC


def test_closing_destroys_the_secret_and_the_correspondence(
    study: Study, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody can go back to the names with what the command destroys; it says what remains."""
    for place in ("build/private/identifiers.parquet", "transcripts/E01.txt", "build/tables/run.json"):
        (study / place).parent.mkdir(parents=True, exist_ok=True)
        (study / place).write_text("x", "utf-8")

    assert main(["close", "--titre", TITLE]) == 0

    assert not (study / PLACE).exists()
    assert not (study / "build/private").exists()
    told = capsys.readouterr().out
    assert "transcripts/" in told
    assert "build/" in told
    assert "exports/" not in told
    assert "sauvegardes" in told


def test_nothing_is_destroyed_without_the_title(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """« oui » is not enough."""
    monkeypatch.setattr("builtins.input", lambda _: "oui")

    assert main(["close"]) == 1

    assert (study / PLACE).exists()
    assert "rien n'a été détruit" in capsys.readouterr().err


def test_what_is_destroyed_is_overwritten_first(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the file goes, its bytes are no longer the secret."""
    key = (study / PLACE).read_bytes()
    seen: list[bytes] = []

    def gone(path: Path, *, missing_ok: bool = False) -> None:
        if path.exists() or not missing_ok:
            seen.append(path.read_bytes())
            shutil.move(path, tmp_path / "gone")

    monkeypatch.setattr(Path, "unlink", gone)

    main(["close", "--titre", TITLE])

    assert seen
    assert key not in seen
