"""Real captions and derived transcriptions, read where they lie."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

import pytest

from pipeline.ingest.readers import captions, otranscribe, whisper
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.session import ReadTranscript

SHARED = os.environ.get("FILIGRANE_SHARED", "")
CORPORA = Path(SHARED) / "corpora"
BRACKETED = re.compile(r"^\[[^\]]*\] \([^)]*\)", re.MULTILINE)
TYPED_LABEL = re.compile(r"^[EA] : ")
WORD = re.compile(r"\w+")

pytestmark = pytest.mark.skipif(not SHARED, reason="FILIGRANE_SHARED ne dit pas où se trouvent les textes de référence")


def read(place: str) -> ReadTranscript:
    readers = {
        ".srt": captions.read_srt, ".vtt": captions.read_vtt, ".json": whisper.read, ".otr": otranscribe.read,
    }
    return readers[Path(place).suffix]((CORPORA / place).read_bytes(), Path(place).name)


@pytest.mark.parametrize(("place", "paragraphs", "words", "speakers", "asides"), [
    ("sous_titres/humanum_diarise_1.srt", 5, 87, 0, {"time", "counter"}),
    ("sous_titres/whisper_podcast_excerpt.srt", 15, 84, 0, {"time", "counter"}),
    ("sous_titres/thinkerview_auto_excerpt.vtt", 5, 27, 0, {"header", "time", "markup", "repeated"}),
    ("derived/whisper_derived.json", 40, 3048, 0, {"repeated"}),
    ("derived/whisperx_derived.json", 40, 3048, 2, set()),
    ("derived/entretien.otr", 30, 2746, 0, {"time"}),
])
def test_every_character_is_said_or_set_aside(
    place: str, paragraphs: int, words: int, speakers: int, asides: set[str]
) -> None:
    """Paragraphs, words and voices are those seen by eye, and nothing is dropped."""
    reading = read(place)
    said = [p.text for p in reading.paragraphs]

    assert reading.characters == characters(*said) + characters(*(a.text for a in reading.asides))
    assert len(said) == paragraphs
    assert sum(len(WORD.findall(text)) for text in said) == words
    assert len({p.speaker for p in reading.paragraphs} - {""}) == speakers
    assert {a.reason for a in reading.asides} == asides


@pytest.mark.parametrize("file", ["whisper_derived.json", "whisperx_derived.json", "entretien.otr"])
def test_the_same_interview_has_the_same_words_in_every_format(file: str) -> None:
    """The derived files hold the beginning of an interview: every word of it, in order, and none other."""
    text = BRACKETED.sub("", (CORPORA / "derived/entretien_utf-8.txt").read_text("utf-8"))
    title, _, body = text.partition("\n")
    found = WORD.findall(" ".join(TYPED_LABEL.sub("", p.text) for p in read(f"derived/{file}").paragraphs))
    expected = WORD.findall(body)[: len(found)]

    assert WORD.findall(title)
    assert difflib.SequenceMatcher(None, expected, found, autojunk=False).ratio() >= 0.98
