"""A small cut of each folder of the shared corpora: whatever was said, a run ends, and nothing known is left bare."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pipeline.cli.commands import study_setup
from pipeline.ingest.readers.registry import sessions, transcripts
from pipeline.ingest.session import Session
from pipeline.model.contracts import Proposal, Turn
from pipeline.model.errors import FiligraneError
from pipeline.model.new_study import BY_ID, DEFAULT
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.made_files import Document, made
from pipeline.pseudonymise.resolve.masking import masked
from pipeline.stages.anonymised import anonymised
from pipeline.stages.identifiers import identifiers
from pipeline.stages.leaks import leaks
from pipeline.stages.proposals import proposals
from pipeline.stages.turns import turns

SHARED = os.environ.get("FILIGRANE_SHARED", "")
CORPORA = Path(SHARED) / "corpora"
FOLDERS = sorted(p.name for p in CORPORA.iterdir() if p.is_dir()) if SHARED and CORPORA.exists() else []
KEY = b"a key for tests"
FILES, TURNS = 3, 40

pytestmark = pytest.mark.skipif(not SHARED, reason="FILIGRANE_SHARED ne dit pas où se trouvent les textes de référence")


def study_of(folder: str, root: Path) -> Study:
    """Make a new study of the first files of a folder."""
    study = Study(root)
    study_setup.create(study, BY_ID[DEFAULT], folder)
    for file in sorted(f for f in (CORPORA / folder).rglob("*") if f.is_file())[:FILES]:
        shutil.copy(file, root / "transcripts" / file.name)
    return study


def read(study: Study, known: list[Session]) -> tuple[list[Turn], list[Proposal]]:
    """Read the first turns of each session, and what could name someone there."""
    said: list[Turn] = []
    found: list[Proposal] = []
    for name, part in transcripts(study).items():
        try:
            some = turns(part.load(), [], **study.params("turns"))[:TURNS]
        except FiligraneError:
            continue
        said += some
        found += proposals(some, [s for s in known if s.session == name], **study.params("proposals"))
    return said, found


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_run_on_real_interviews_ends(folder: str, tmp_path: Path) -> None:
    """No name, no town, no title of a real study stops it: all that is doubtful is a question."""
    study = study_of(folder, tmp_path / folder)
    known = sessions(study)
    said, found = read(study, known)
    rows, _ = identifiers(said, found, known, [], KEY, **study.params("identifiers"))
    shown = anonymised(said, rows, [], [], KEY)
    documents = [*made(study), Document("build/anonymised.parquet", "\n".join(t.text for t in shown))]
    report, questions = leaks(documents, said, rows, known, [], [], KEY)

    assert report["found"] == []
    assert [i for of in masked(said, rows, [], KEY).values() for i in of if i not in rows] == []
    assert len(questions) <= len(said)
