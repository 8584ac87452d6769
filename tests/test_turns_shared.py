"""Real and reference transcripts, read where they lie."""

from __future__ import annotations

import csv
import os
import shutil
from functools import partial
from pathlib import Path

import pytest

from pipeline.ingest.readers import registry as readers
from pipeline.model.contracts import Turn
from pipeline.model.study import Study
from pipeline.stages.turns import turns

SHARED = os.environ.get("FILIGRANE_SHARED", "")
ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(not SHARED, reason="FILIGRANE_SHARED ne dit pas où se trouvent les textes de référence")


def study_of(tmp_path: Path, *places: str) -> Study:
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/study.key").write_text("00ff", "ascii")
    for place in places:
        for path in sorted(Path(SHARED).glob(place)):
            shutil.copy(path, tmp_path / "transcripts")
    return Study(tmp_path)


def turns_of(study: Study) -> dict[str, list[Turn]]:
    parts = readers.transcripts(study)
    read = partial(
        turns, label_recurrence=2, question_length=200, question_share=0.5, pause_ms=2000,
        open_answers={"respondent": "repondant", "questions": {}},
    )
    return {session: read(part.load(), ()) for session, part in parts.items()}


def test_every_passage_coded_stands_in_the_turn_of_its_number() -> None:
    """Turns of the demonstration are numbered as the coders numbered them, and hold their words."""
    found = turns_of(Study(ROOT))
    missed = []
    for path in sorted(Path(SHARED).glob("corpus-fictif/codings/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                turn = found[row["session"]][int(row["tour"])]
                if row["passage"] not in turn.text or turn.role != "participant":
                    missed.append(row)

    assert missed == []


def test_the_demonstration_says_the_words_of_the_originals(tmp_path: Path) -> None:
    """Word documents, Markdown and text give the turns of the plain originals."""
    originals = turns_of(study_of(tmp_path, "corpus-fictif/sessions/*.txt"))
    converted = turns_of(Study(ROOT))

    assert originals.keys() == converted.keys() - {"Q01"}
    for session, rows in originals.items():
        assert [(t.speaker, t.role, t.start_ms, t.text) for t in rows] == [
            (t.speaker, t.role, t.start_ms, t.text) for t in converted[session]
        ]


def test_the_article_has_two_questions_and_two_answers(tmp_path: Path) -> None:
    """The lead is editorial; the question that she asks herself is Sonia's."""
    [rows] = turns_of(study_of(tmp_path, "seeds/*.txt")).values()

    assert [t.role for t in rows] == ["editorial"] * 8 + ["interviewer", "participant"] * 2
    assert {t.speaker for t in rows if t.role == "participant"} == {"Sonia"}
    assert "Où commence et où s’arrête ma mission\u00a0?" in rows[9].text
    assert rows[-1].text.endswith("Le tout\u00a0: c’est de les connaître.")


@pytest.mark.parametrize("place", ["corpora/entretiens_artisans/*.docx", "corpora/dinum_entretiens_md/*.md"])
def test_received_transcripts_have_one_who_asks_and_one_who_answers(tmp_path: Path, place: str) -> None:
    """Real interviews of two people are read as such."""
    for rows in turns_of(study_of(tmp_path, place)).values():
        assert {t.role for t in rows} == {"editorial", "interviewer", "participant"}
        assert len({t.speaker for t in rows if t.role == "participant"}) == 1
