"""A ``.json`` file of Whisper or a program of its kind → what is said, by whom where the file tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pipeline.ingest.readers.common import loose_json, voice_runs
from pipeline.ingest.readers.common.character_count import characters
from pipeline.ingest.readers.common.loose_json import Place
from pipeline.ingest.readers.common.segments import is_transcription, named, segments
from pipeline.ingest.readers.common.timed import finished
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript
from pipeline.model.errors import UnreadableTranscript

FORMAT = "transcription automatique (.json)"
# What services write beside a text they did not cut; any other key tells another kind of file.
BESIDE_TEXT = frozenset({"text", "language", "duration", "task", "model", "usage", "segments", "chunks", "words"})
AMID_A_WORD = re.compile(r"[^\W\d_]")


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the segments of a transcription by openai-whisper, whisper.cpp, faster-whisper, WhisperX or transformers.

    Its characters are those of every ``text`` and ``word``, wherever they stand. A segment's text is said; its words,
    and the whole text above the segments, say it again and are set aside; where they hold more, that is told apart.

    Raises:
        UnreadableTranscript: the file is no JSON, is no transcription, or holds no words.
    """
    values, encoding = loose_json.loaded(data, file)
    document = named(values)
    counted = characters(*(text for _, text in loose_json.speech(document)))
    said, taken = _said(document)
    if not said and not is_transcription(document):
        raise _not_a_transcription(file)
    rest = [text for place, text in loose_json.speech(document) if place not in taken]
    reading = ReadTranscript(tuple(said), _again(rest, said), counted, FORMAT, encoding, voiced=True)
    return finished(reading, file)


def _said(document: Any) -> tuple[list[Paragraph], set[Place]]:
    found: list[Paragraph] = []
    taken: set[Place] = set()
    for n, segment in enumerate(segments(document), 1):
        paragraphs, places = voice_runs.paragraphs(segment, f"segment {n}")
        found += paragraphs
        taken |= places
    return (_tidy(found), taken) if taken else _text_alone(document)


def _text_alone(document: Any) -> tuple[list[Paragraph], set[Place]]:
    """Give the lines of a transcription that has neither segments nor words."""
    if not isinstance(document, dict) or document.keys() - BESIDE_TEXT or not isinstance(document.get("text"), str):
        return [], set()
    lines = [Paragraph(line, f"ligne {n}") for n, line in enumerate(document["text"].split("\n"), 1)]
    return _tidy(lines), {(id(document), "text")}


def _tidy(said: Sequence[Paragraph]) -> list[Paragraph]:
    """Strip outer spaces, once they have told which segments go on amid a word (whisper.cpp, ``--max-len``)."""
    spaced = 2 * sum(p.text[:1].isspace() for p in said) > len(said)
    whole: list[Paragraph] = []
    for p in said:
        if spaced and whole and _goes_on(whole[-1], p):
            whole[-1] = replace(whole[-1], text=whole[-1].text + p.text, end_ms=p.end_ms)
        else:
            whole.append(p)
    return [replace(p, text=" ".join(p.text.split())) for p in whole if p.text.strip()]


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    return before.speaker == after.speaker and before.text[-1:].isalnum() and bool(AMID_A_WORD.match(after.text))


def _again(rest: Sequence[str], said: Iterable[Paragraph]) -> tuple[Aside, ...]:
    """Set aside what the file says again; words of a whole text that no segment says are told apart."""
    spoken = Counter(word for p in said for word in p.text.split())
    left = spoken.copy()
    whole = max(rest, key=len, default="")
    again: list[str] = []
    more: list[str] = []
    for text in rest:
        # Only the whole text says each word as often as the segments do; a word alone, or a token, is one of theirs.
        known = left if text is whole else spoken
        words = text.split()
        several = len(words) > 1
        for word in words:
            (more if known[word] <= 0 and several else again).append(word)
            left[word] -= text is whole
    asides = (Aside(" ".join(again), "repeated"), Aside(" ".join(more), "unplaced"))
    return tuple(a for a in asides if a.text)


def _not_a_transcription(file: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        f"{file} est un JSON, mais pas une transcription : on y attend une liste « segments » (Whisper, WhisperX) ou "
        "« transcription » (whisper.cpp), avec « start », « end » et « text ». Exportez-la à nouveau, ou en .srt."
    )
