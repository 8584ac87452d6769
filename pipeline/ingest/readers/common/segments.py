"""Values of a transcription in JSON, whichever program wrote them → its segments: words, voice and times."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.ingest.readers.common.loose_json import Place, clock, milliseconds

# openai-whisper and WhisperX; whisper.cpp; services; diarised, then plain, transformers.
LISTS = ("segments", "transcription", "utterances", "speakers", "chunks")
WORD_LISTS = ("words", "word_segments")
VOICES = ("speaker", "speaker_label", "speaker_id")
UNKNOWN_VOICES = frozenset({"", "?", "UNKNOWN"})
# What tells a segment from any other object that has a text.
TELLING = frozenset({*VOICES, *WORD_LISTS, "start", "end", "offsets", "timestamp", "timestamps"})
ROW = ("id", "seek", "start", "end", "text")  # faster-whisper's tuples, saved as lists
ENDS_A_SENTENCE = re.compile(r"[.?!…]\W*\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a segment, as written; ``place`` is where its string stands."""

    text: str
    place: Place
    speaker: str
    start_ms: int | None
    end_ms: int | None


@dataclass(frozen=True, slots=True)
class SpeechSegment:
    """What is said in one breath; times in milliseconds."""

    text: str
    place: Place
    speaker: str
    start_ms: int | None
    end_ms: int | None
    words: tuple[Word, ...]


def named(document: Any) -> Any:
    """Turn segments written as bare rows into objects; anything else is given back."""
    if isinstance(document, dict):
        return document | {key: named(document[key]) for key in LISTS if isinstance(document.get(key), list)}
    if isinstance(document, list):
        return [dict(zip((*ROW, "rest"), (*v[:5], v[5:]), strict=False)) if _is_row(v) else v for v in document]
    return document


def _is_row(value: Any) -> bool:
    return isinstance(value, list) and len(value) >= len(ROW) and isinstance(value[4], str) and not any(
        isinstance(v, str) for v in value[:4]
    )


def segments(document: Any) -> list[SpeechSegment]:
    """Find the segments of a transcription, made of words where only words are told; none when it is none."""
    for listed in _lists(document, LISTS):
        found = [_segment(value) for value in listed if isinstance(value, dict) and TELLING & value.keys()]
        if any(s.text.strip() or s.words for s in found):
            return found
    worded = map(_words, _lists(document, WORD_LISTS))
    return next((_sentences(words) for words in worded if any(w.start_ms is not None for w in words)), [])


def is_transcription(document: Any) -> bool:
    """Tell whether a file has the list that a transcription has, be it empty: over silence it is."""
    return isinstance(document, dict) and any(isinstance(document.get(key), list) for key in LISTS[:2])


def _lists(document: Any, keys: Iterable[str]) -> list[list[Any]]:
    values = [document.get(key) for key in keys] if isinstance(document, dict) else [document]
    return [v for v in values if isinstance(v, list)]


def _segment(value: dict[str, Any]) -> SpeechSegment:
    text = value["text"] if isinstance(value.get("text"), str) else ""
    words = value.get("words")
    listed = tuple(_words(words)) if isinstance(words, list) else ()
    return SpeechSegment(text, (id(value), "text"), _voice(value), *_times(value), listed)


def _words(listed: Iterable[Any]) -> list[Word]:
    keyed = [(v, next((k for k in ("word", "text") if isinstance(v.get(k), str)), "")) for v in listed if _is_object(v)]
    return [Word(v[key], (id(v), key), _voice(v), *_times(v)) for v, key in keyed if key]


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _voice(value: dict[str, Any]) -> str:
    told = next((str(value[key]).strip() for key in VOICES if isinstance(value.get(key), (str, int))), "")
    return "" if told in UNKNOWN_VOICES else " ".join(told.split())


def _times(value: dict[str, Any]) -> tuple[int | None, int | None]:
    offsets = value.get("offsets")
    stamps = value.get("timestamps")
    stamp = value.get("timestamp")
    if isinstance(offsets, dict):
        start = milliseconds(offsets.get("from"), 1)
        end = milliseconds(offsets.get("to"), 1)
    elif isinstance(stamps, dict):
        start = clock(stamps.get("from"))
        end = clock(stamps.get("to"))
    elif isinstance(stamp, list) and len(stamp) == 2:
        start = milliseconds(stamp[0])
        end = milliseconds(stamp[1])
    else:
        start = milliseconds(value.get("start"))
        end = milliseconds(value.get("end"))
    return start, None if end is None or (start is not None and end < start) else end


def _sentences(words: Sequence[Word]) -> list[SpeechSegment]:
    """Make segments of words alone: one ends with its sentence."""
    ends = [n for n, word in enumerate(words, 1) if ENDS_A_SENTENCE.search(word.text)]
    cuts = sorted({0, *ends, len(words)})
    return [_sentence(tuple(words[start:end])) for start, end in itertools.pairwise(cuts)]


def _sentence(words: tuple[Word, ...]) -> SpeechSegment:
    return SpeechSegment("", words[0].place, "", words[0].start_ms, words[-1].end_ms, words)
