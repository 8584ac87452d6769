"""``filigrane import``: files come in, each is told of, none is replaced, none is dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.anchoring import decisions
from pipeline.cli import main
from pipeline.model.study import Study

SAID = (
    "Chercheur : Bonjour ?\nNadia : Bonjour, je [rires] travaille ici.\n"
    "Chercheur : Et vous ?\nChecheur : Depuis quand ?\n"
)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Give a new study, the current folder in it."""
    assert main(["new", str(tmp_path / "enquete"), "--demarche", "grille", "--titre", "Essai"]) == 0
    monkeypatch.chdir(tmp_path / "enquete")
    return Study()


def given(tmp_path: Path, name: str, text: str | bytes) -> str:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["import", *arguments])
    return code, capsys.readouterr().out


def test_a_file_comes_in_and_is_told_of(study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report gives format, encoding, voices with roles, and every character."""
    code, report = told(capsys, given(tmp_path, "E01.txt", SAID * 4))

    assert code == 0
    assert (study / "transcripts/E01.txt").exists()
    assert "texte (.txt), utf-8" in report
    assert "Chercheur : 8 tours, 12 mots, enquête (d'après le libellé)" in report
    assert "Nadia : 4 tours" in report
    lost = "ATTENTION" in report
    assert not lost


def test_a_label_that_looks_like_a_slip_is_proposed(
    study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is merged by itself; the command that merges is ready to be typed, and merges."""
    _, report = told(capsys, given(tmp_path, "E01.txt", SAID + SAID.replace("Checheur", "Chercheur") * 3))
    assert "« Checheur » ressemble à « Chercheur »" in report
    assert "Checheur : 1 tour" in report

    assert main(["role", "E01", "Checheur", "--same-as", "Chercheur", "--by", "ana"]) == 0
    assert [(d.label, d.same_as, d.author) for d in decisions.roles(study)] == [("Checheur", "Chercheur", "ana")]
    assert "Checheur" not in told(capsys)[1].replace("Chercheur", "")


@pytest.mark.usefixtures("study")
def test_a_role_that_a_person_set_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A person's decision has the last word and is named as such."""
    told(capsys, given(tmp_path, "E01.txt", "A.B. : Oui.\nC.D. : Non.\n" * 3))
    main(["role", "E01", "A.B.", "--role", "interviewer", "--by", "ana"])

    assert "A.B. : 3 tours, 3 mots, enquête (décidé par une personne)" in told(capsys)[1]


@pytest.mark.usefixtures("study")
def test_a_role_of_no_session_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A decision about a session that is not there would never be seen again."""
    assert main(["role", "E99", "A", "--role", "interviewer", "--by", "ana"]) == 1
    assert "E99" in capsys.readouterr().err


def test_a_bad_file_stops_that_file_only(study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The others come in; the bad one stays where it was, with what to do."""
    files = [given(tmp_path, "vieux.doc", b"\xd0\xcf\x11\xe0"), given(tmp_path, "vide.txt", ""),
             given(tmp_path, "E01.txt", SAID)]

    code, report = told(capsys, *files, str(tmp_path / "absent.txt"))

    assert code == 1
    assert sorted(p.name for p in (study / "transcripts").glob("*.*") if p.name[0] != ".") == ["E01.txt"]
    for expected in ("vieux.doc : NON LU", ".docx", "vide.txt : NON LU", "absent.txt est introuvable",
                     "Fichiers lus : 1 ; non lus : 2"):
        assert expected in report


def test_no_file_is_replaced(study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another file of the same name is refused; the same file again changes nothing."""
    first = given(tmp_path, "E01.txt", SAID)
    told(capsys, first)
    given(tmp_path, "E01.txt", SAID + "Nadia : encore.")
    code, report = told(capsys, first)

    assert (code, "n'a pas été remplacé" in report) == (1, True)
    assert (study / "transcripts/E01.txt").read_text("utf-8") == SAID


def test_a_folder_comes_in_whole(study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Folders keep their shape under transcripts/."""
    given(tmp_path, "terrain/lyon/E02.md", SAID)
    told(capsys, str(tmp_path / "terrain"))

    assert (study / "transcripts/terrain/lyon/E02.md").exists()


def test_columns_that_nothing_reads_are_told(study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A column that params.yaml does not declare goes nowhere, and that is said; so is a session of the guide."""
    (study / "transcripts/sessions.csv").write_text("session;locuteur;nom;humeur\nE01;Nadia;Nadia B.;bonne\n", "utf-8")
    (study / "transcripts/guide.csv").write_text("question;E01;E77\nVotre métier ?;x;x\n", "utf-8")

    report = told(capsys, given(tmp_path, "E01.txt", SAID))[1]

    assert "humeur" in report
    assert "E77" in report


def test_a_questionnaire_is_told_of_cell_by_cell(
    study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Open answers are turns; headings, closed answers and repeated lines are set aside; nothing is lost."""
    params = (study / "params.yaml").read_text("utf-8")
    (study / "params.yaml").write_text(params.replace("questions: {}", "questions: {libre: Pourquoi}", 1), "utf-8")
    rows = "repondant;age;libre\nR1;30;Rien à dire.\nR2;40;\nR2;40;\n"

    report = told(capsys, given(tmp_path, "questionnaire.csv", rows))[1]

    assert "R1 : 1 tour" in report
    assert "répétitions exactes (1, 4 signes)" in report
    assert "ATTENTION" not in report


@pytest.mark.usefixtures("study")
def test_field_notes_are_nobody_s(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A notebook is read paragraph by paragraph, and nobody is counted."""
    notes = "---\ntype: carnet\n---\nArrivée à neuf heures.\n\nLa file est longue : on attend.\n"

    report = told(capsys, given(tmp_path, "C01.md", notes))[1]

    assert "2 passages sont lus sans voix" in report


def test_labels_read_as_one_voice_are_told(
    study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name in full, then shortened, is one voice; the report says so until a person or the metadata did."""
    said = "Anne Hue : Et après ?\nYves : Rien du tout.\n" + "Anne : Vraiment ?\nYves : Oui.\n" * 3
    _, report = told(capsys, given(tmp_path, "E01.txt", said))
    assert "« Anne Hue » et « Anne » sont lus comme une seule voix." in report
    assert 'filigrane role E01 "Anne" --role participant --by VOTRE-NOM' in report

    assert main(["role", "E01", "Anne", "--same-as", "Anne Hue", "--by", "ana"]) == 0
    assert "une seule voix" not in told(capsys)[1]
    assert decisions.roles(study)
