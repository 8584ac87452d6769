"""Backup and restore: one encrypted file holds what git does not; nothing is replaced, nothing leads elsewhere."""

from __future__ import annotations

import errno
import io
import stat
import tarfile
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.model import study_key, terminal
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.vault import copies

PHRASE = "quatre mots et un cheval"
SAID = "LINA : Moi c'est Lina Ferrandeau, je travaille à Guingouille.\n"


@pytest.fixture(autouse=True)
def _phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study_key, "COST", 2**10)
    monkeypatch.setenv(terminal.VARIABLE, PHRASE)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Give a new study with a transcript, a decision and something derived, the current folder in it."""
    root = tmp_path / "enquete"
    assert main(["new", str(root), "--demarche", "grille"]) == 0
    (root / "transcripts/Mme Ferrandeau.txt").write_text(SAID, "utf-8")
    (root / "decisions/roles/claire.csv").write_text("id,at\n", "utf-8")
    (root / "build/tables").mkdir(parents=True)
    (root / "build/tables/run.json").write_text("{}", "utf-8")
    monkeypatch.chdir(root)
    return Study()


def test_a_study_comes_back_as_it_was(study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Transcripts, secret, decisions, grid and settings are byte for byte the same; what is derived is not there."""
    assert main(["backup", str(tmp_path / "copie.filigrane")]) == 0
    told = capsys.readouterr().out
    assert "transcripts : 2 fichier(s)" in told
    assert "Il ne contient pas : build/" in told

    assert main(["restore", str(tmp_path / "copie.filigrane"), str(tmp_path / "autre")]) == 0

    for place in ("transcripts/Mme Ferrandeau.txt", "secrets/study.key", "decisions/roles/claire.csv", "params.yaml"):
        assert (tmp_path / "autre" / place).read_bytes() == (study / place).read_bytes()
    assert not (tmp_path / "autre/build/tables").exists()
    for place, rights in {"build": 0o755, "build/private": 0o700, "transcripts": 0o700, "secrets": 0o700}.items():
        assert not stat.S_IMODE((tmp_path / "autre" / place).stat().st_mode) & ~rights
    assert (tmp_path / "autre/dvc.yaml").exists()
    assert (tmp_path / "autre/decisions/codings").is_dir()
    assert stat.S_IMODE((tmp_path / "autre/secrets/study.key").stat().st_mode) == 0o600


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", "E01.txt")


@pytest.mark.parametrize(("words", "made"), [
    (["restore", "../copie.filigrane", "../autre"], "../autre"), (["new", "../autre"], "../autre"),
    (["import", "../E09.txt"], "transcripts/E09.txt"),
])
@pytest.mark.usefixtures("study")
def test_a_full_disk_is_said_and_leaves_nothing_half_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], made: str,
) -> None:
    """In French, with the remedy; neither half a study, nor half an interview, nor an empty file."""
    assert main(["backup", "../copie.filigrane"]) == 0
    Path("../E09.txt").write_text(SAID, "utf-8")
    monkeypatch.setattr("pipeline.model.files.os.fsync", _full)

    assert main(words) == 1

    told = capsys.readouterr().err
    assert "Le disque est plein (E01.txt)" in told
    assert not Path(made).exists()
    assert not list(Path().rglob("*.part")) + list(Path("..").glob("*.part"))


@pytest.mark.usefixtures("study")
def test_the_file_tells_nothing_without_its_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No name can be read in it, other accounts cannot open it, a wrong phrase opens nothing."""
    copy = tmp_path / "copie.filigrane"
    main(["backup", str(copy)])
    monkeypatch.setenv(terminal.VARIABLE, "une autre phrase")

    assert main(["restore", str(copy), str(tmp_path / "autre")]) == 1

    assert b"Ferrandeau" not in copy.read_bytes()
    assert b"transcripts" not in copy.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert "n'ouvre pas copie.filigrane" in capsys.readouterr().err
    assert not (tmp_path / "autre").exists()


@pytest.mark.parametrize("place", ["../existe", "dedans.filigrane", "../absent/copie"])
def test_a_backup_replaces_nothing_and_lies_elsewhere(study: Study, tmp_path: Path, place: str) -> None:
    """A file that exists stays as it is; a copy inside the study would perish with it."""
    (tmp_path / "existe").write_text("à garder", "utf-8")

    assert main(["backup", place]) == 1

    assert (tmp_path / "existe").read_text("utf-8") == "à garder"
    assert not (study / "dedans.filigrane").exists()


@pytest.mark.usefixtures("study")
def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    """Restoring never mixes two studies."""
    main(["backup", str(tmp_path / "copie")])
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein/note.txt").write_text("à garder", "utf-8")

    assert main(["restore", str(tmp_path / "copie"), str(tmp_path / "plein")]) == 1

    assert [p.name for p in (tmp_path / "plein").iterdir()] == ["note.txt"]


def packed(name: str, kind: bytes = tarfile.REGTYPE) -> bytes:
    """Make an archive by hand, with one member that may not belong there."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as file:
        member = tarfile.TarInfo(name)
        member.type, member.linkname, member.size = kind, "/etc", 0
        file.addfile(member, io.BytesIO())
    return buffer.getvalue()


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../transcripts/x", tarfile.REGTYPE), ("/transcripts/x", tarfile.REGTYPE),
        ("transcripts/../../x", tarfile.REGTYPE), ("transcripts", tarfile.SYMTYPE), ("transcripts/x", tarfile.LNKTYPE),
        ("transcripts\\..\\x", tarfile.REGTYPE), (".git/hooks/pre-commit", tarfile.REGTYPE),
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(
    tmp_path: Path, name: str, kind: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file made by someone else writes nothing outside, makes no link, and brings nothing that would be run."""
    forged = tmp_path / "forgée"
    forged.write_bytes(study_key.seal(packed(name, kind), PHRASE))

    assert main(["restore", str(forged), str(tmp_path / "autre")]) == 1

    assert "Rien d'écrit" in capsys.readouterr().err
    assert not (tmp_path / "autre").exists()


def test_a_file_of_another_kind_is_told() -> None:
    """A sealed file that is no study, and a file that is not sealed, are both named."""
    with pytest.raises(FiligraneError, match="copie"):
        copies.unpack(b"autre chose", "copie")
    with pytest.raises(FiligraneError, match="copie"):
        study_key.unseal(b"autre chose", PHRASE, "copie")
