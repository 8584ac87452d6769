"""The deposit for an archive: whole, described, and refused where a signature or a consent is missing."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from dashboard.pages.tables import view as tables
from pipeline.anchoring import decisions
from pipeline.cli import main
from pipeline.cli.coder_study import coder_study
from pipeline.cli.commands import projects
from pipeline.cli.commands.pseudonymisation import signature
from pipeline.ingest.session import Person, Session
from pipeline.model import store
from pipeline.model.errors import FiligraneError, NameWouldLeak
from pipeline.model.study import Study
from pipeline.pseudonymise.consent import ConsentRequest
from pipeline.publish.documents.parts import ParagraphBlock
from pipeline.publish.projects import deposit
from pipeline.publish.projects.deposit import DepositMaterial, deposit_files, missing_consent, packed
from pipeline.publish.projects.deposit_metadata import DepositLabel
from pipeline.publish.projects.leaving_texts import leaving_project
from tests.conftest import TABLES
from tests.leaving_study import coding, study, turn

SAID = [turn(0, "Vous courez ?", "Enquêteur·rice", "interviewer"), turn(1, "On court tout le temps.")]
LABEL = DepositLabel.of({
    "title": "Enquête d'essai", "notice": "lettre remise", "legal_basis": "intérêt public",
    "deposit": {"creators": ["Martin, Ève"], "keywords": ["travail"], "place": "France"},
}, "2026")


@pytest.fixture
def files() -> dict[str, bytes]:
    """The files of a deposit of one interview."""
    project = leaving_project(study(SAID, [coding(SAID, (1, 0), (1, 8))], told={"Louise": {"milieu": "rural"}}))
    return deposit_files(DepositMaterial(project, LABEL, (ParagraphBlock("Fiche"),)))


def test_every_file_is_counted_and_described(files: dict[str, bytes]) -> None:
    """Sums are those of the files, each of which RO-Crate names; texts stand in the restricted part only."""
    with zipfile.ZipFile(io.BytesIO(packed(files))) as archive:
        lines = [line.split("  ", 1) for line in archive.read(deposit.CHECKSUMS).decode().splitlines()]
        sums = {name: of for of, name in lines}
        assert set(sums) == set(archive.namelist()) - {deposit.CHECKSUMS}
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == of for name, of in sums.items())
    crate = json.loads(files[deposit.CRATE])
    described = {e["@id"] for e in crate["@graph"] if e["@type"] == "File"}
    assert described == set(files) - {deposit.CRATE, deposit.CHECKSUMS}
    root: dict[str, Any] = next(e for e in crate["@graph"] if e["@id"] == "./")
    assert (root["datePublished"], root["name"]) == ("2026", "Enquête d'essai")
    assert crate["@context"] == "https://w3id.org/ro/crate/1.2/context"
    assert all(b"On court tout" not in content for name, content in files.items() if name.startswith(deposit.OPEN))
    assert files["restreint/textes/entretienE01.txt"].decode().endswith("Louise : On court tout le temps.\n")


def test_the_same_study_gives_the_same_archive(files: dict[str, bytes]) -> None:
    """Nothing of a deposit comes from the clock or from chance."""
    project = leaving_project(study(SAID, [coding(SAID, (1, 0), (1, 8))], told={"Louise": {"milieu": "rural"}}))
    assert packed(deposit_files(DepositMaterial(project, LABEL, (ParagraphBlock("Fiche"),)))) == packed(files)


def test_notices_say_what_the_study_says_of_itself(files: dict[str, bytes]) -> None:
    """DDI, Dublin Core and DataCite tell title, authors, conditions, and the variables of people and codes."""
    ddi = etree.fromstring(files["ouvert/notices/ddi-codebook.xml"])
    assert ddi.findtext(".//{*}titl") == "Enquête d'essai"
    assert [v.get("name") for v in ddi.iterfind(".//{*}var")] == ["milieu", "A1", "A2", "B1"]
    core = etree.fromstring(files["ouvert/notices/dublin-core.xml"])
    assert core.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Martin, Ève"
    cite = json.loads(files["ouvert/notices/datacite.json"])
    assert (cite["publicationYear"], cite["types"]["resourceTypeGeneral"]) == ("2026", "Dataset")


class Found:
    """What the sheet of pseudonymisation found, as far as a deposit asks."""

    def __init__(self, *asked: ConsentRequest) -> None:
        self.asked, self.lost = asked, ()


def session(name: str, **attributes: str) -> Session:
    return Session(name, f"{name}.txt", "entretien", "", "", (Person("L", "Nom", dict(attributes)),), ())


def test_missing_consent_is_named_interview_by_interview() -> None:
    """No notice, an agreement that one interview lacks, a request nobody decided: each is told, with what to do."""
    asked: Any = Found(ConsentRequest("E02", 5, 0, 1, 5, 6, "not_quotable"))
    bare = DepositLabel.of({}, "2026")
    assert missing_consent([session("E01")], Found(), bare, {}) == [deposit.NO_NOTICE]  # type: ignore[arg-type]
    assert missing_consent([session("E01")], Found(), LABEL, {}) == []  # type: ignore[arg-type]
    some = [session("E01", accord_depot="Oui"), session("E02", accord_depot="non"), session("E03")]
    told = missing_consent(some, asked, bare, {"E02": "Entretien 2"})
    assert ["Entretien 2" in told[0], "E03" in told[1], "Entretien 2, tours 5 à 6" in told[2], len(told)] == [
        True, True, True, 3,
    ]
    with pytest.raises(FiligraneError, match="Entretien 2"):
        deposit.refuse_missing(told)


def test_a_name_in_what_would_leave_stops_it(private_study: Path) -> None:
    """What the private half knows as a name is found in any file, even inside an archive, and nothing is written."""
    for name in ("anonymised", "excerpts", "suggestions"):
        store.save(Study(private_study), name, TABLES[name])
    decisions.append(Study(private_study), "ana", [signature("E01", "2027")])
    at = coder_study(Study(private_study))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "on a revu Karim Benali hier")
    with pytest.raises(NameWouldLeak, match=r"x\.zip.*personne"):
        projects.refuse_private_names(at, {"x.zip": held.getvalue()})
    projects.refuse_private_names(at, {"x.txt": b"On court tout le temps."})
    projects.refuse_private_names(at, {"x.json": b'{"creator": "Benali, Karim"}'}, ["Benali, Karim"])


def test_the_terminal_writes_what_is_signed(
    private_study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    """A project is refused while nothing is signed, and names what waits; signed, it is written, the rest is told."""
    settings = yaml.safe_load((private_study / "params.yaml").read_text("utf-8"))
    settings["study"]["fictional"] = False
    (private_study / "params.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    for name in ("anonymised", "excerpts", "suggestions", "participants"):
        store.save(Study(private_study), name, TABLES[name])
    monkeypatch.chdir(private_study)
    file = private_study / "projet.qdpx"
    assert main(["export", "qdpx", str(file)]) == 1
    assert "E01" in capsys.readouterr().err
    assert not file.exists()
    decisions.append(Study(private_study), "ana", [signature("E01", "2027")])
    assert main(["export", "qdpx", str(file), "--for", "nvivo"]) == 0
    told = capsys.readouterr().err
    assert "1 texte" in told
    assert "E02 reste ici" in told
    assert main(["export", "deposit", str(private_study / "depot.zip")]) == 1
    said = capsys.readouterr().err
    assert "E02" in said
    # On screen, the same words line by line.
    monkeypatch.setenv("FILIGRANE_STUDY", str(private_study))
    made = tables.prepared_deposit()
    assert (made.archive, "\n".join(made.told)) == (b"", said.strip())
