"""Real Transcriber, ELAN and TEI files: nothing lost, nothing leaked, and one interview the same in each format."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.readings import agreement, attributed, drafts
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.registry import READERS
from pipeline.model.errors import UnreadableTranscript

SHARED = os.environ.get("FILIGRANE_SHARED")
CORPORA = Path(SHARED or ".") / "corpora"
pytestmark = pytest.mark.skipif(not SHARED, reason="FILIGRANE_SHARED ne dit pas où sont les corpus réels")

SUFFIXES = {".trs", ".eaf", ".xml", ".trjs"}
FILES = sorted(p for p in CORPORA.glob("*/*") if p.suffix.lower() in SUFFIXES) if SHARED else []
# These hold the notice of an interview that lies beside in another format.
NOTICES = {"Andre_Morange_H_58_Mo.xml", "Anita_MUSSO_F_46_11e.xml", "aperitif_chat.xml"}
CHOICES = [CORPORA / "etudiants_trs_eaf" / f"DOC_FR_2020_CHOIX_5{end}" for end in (
    ".trs", ".eaf", ".trs.tei_corpo.eaf", ".trs.tei_corpo.xml",
)]
# The short ones: comparing takes the square of their length.
SHORT = ("Anita_MUSSO_F_46_11e-v2", "Laurence_Leblond_F_43_Stephanie_Zanotti_F_49_7e-1-v2", "Lea_Samvarian_F_55_2e")
LEAST_AGREEMENT = 0.98


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_character_of_a_real_file_is_accounted_for(path: Path) -> None:
    """What is read is in paragraphs or asides, to the character, in order of time; no address is anywhere."""
    reader = READERS[path.suffix.lower()]
    if path.name in NOTICES:
        with pytest.raises(UnreadableTranscript, match="en-tête"):
            reader(path.read_bytes(), path.name)
        return
    reading = reader(path.read_bytes(), path.name)
    held = characters(*(p.text for p in reading.paragraphs), *(a.text for a in reading.asides))
    starts = [p.start_ms for p in reading.paragraphs if p.start_ms is not None]
    assert reading.characters == held
    assert starts == sorted(starts)
    assert len(starts) == len(reading.paragraphs)
    assert "://" not in repr(reading)
    assert reading.voiced


@pytest.mark.parametrize("other", CHOICES[1:], ids=[path.name for path in CHOICES[1:]])
def test_a_debate_is_the_same_in_its_four_files(other: Path) -> None:
    """Transcriber, ELAN, and TEI made from them: as many turns, the same voices, the same words in order."""
    first, second = drafts(CHOICES[0]), drafts(other)
    assert len(first) == len(second)
    assert attributed(first).keys() == attributed(second).keys()
    assert agreement(attributed(first), attributed(second))[0] >= LEAST_AGREEMENT


@pytest.mark.parametrize("name", SHORT)
def test_an_interview_is_the_same_in_praat_and_tei(name: str) -> None:
    """The same words, by the same voices, in the same order."""
    first, second = (drafts(CORPORA / "cfpp2000" / f"{name}{end}") for end in (".TextGrid", ".tei.xml"))
    assert agreement(attributed(first), attributed(second))[0] >= LEAST_AGREEMENT
