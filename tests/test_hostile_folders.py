"""Folders made to harm: a bad file stops itself only, is named with what to do, and no name becomes an identifier."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.attack.folders import GOOD, QUICK, SAID, put, template, troubles
from pipeline.ingest.readers import registry as readers
from pipeline.ingest.reception.import_report import tell, tellings
from pipeline.model.study import OPAQUE, Study


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("hostile") / "study")


@pytest.mark.parametrize("name", QUICK)
def test_one_bad_file_stops_one_file(made: Path, tmp_path: Path, name: str) -> None:
    """The good interview is read, what is refused is named, in French, and a run ends."""
    place = Path(shutil.copytree(made, tmp_path / "study"))

    assert troubles(QUICK[name], Study(place)) == []


@pytest.mark.parametrize(("file", "heading", "chosen"), [
    ("Zoe1.txt", "", "Zoe1"), ("a.txt", "session: Quatremarre-Z", "Quatremarre-Z"), ("a.txt", "session: yes", "yes"),
])
def test_an_identifier_that_may_name_somebody_is_opaque_and_said(
    made: Path, tmp_path: Path, file: str, heading: str, chosen: str
) -> None:
    """The team would read it; whoever imports is told, and the guide still finds its interview."""
    study = Study(Path(shutil.copytree(made, tmp_path / "study")))
    put(file, f"---\n{heading}\n---\n{SAID}" if heading else SAID)(study / "transcripts")
    put("guide.csv", f"question;{chosen}\nEt le temps ?;x\n")(study / "transcripts")

    [session] = readers.sessions(study)
    assert OPAQUE.fullmatch(session.session)
    assert [line.session for line in readers.asked(study)] == [session.session]
    assert f"l'identifiant « {chosen} » pourrait nommer quelqu'un" in "\n".join(tell(tellings(study)))


@pytest.mark.parametrize("chosen", ["E01", "FG2", "Ent-12", "007", "2015_03"])
def test_an_identifier_that_can_be_nobody_s_name_is_kept(made: Path, tmp_path: Path, chosen: str) -> None:
    """As it was written: 007 is no 7."""
    study = Study(Path(shutil.copytree(made, tmp_path / "study")))
    put("a.txt", GOOD.replace("E01", chosen))(study / "transcripts")

    assert [s.session for s in readers.sessions(study)] == [chosen]
