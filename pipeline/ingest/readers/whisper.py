"""A ``.json`` file of Whisper or a program of its kind → what is said, by whom where the file tells."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from pipeline.ingest.readers.common.encoding import Place, clock, loaded, milliseconds, speech
from pipeline.ingest.readers.common.paragraphs import characters, finished
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript
from pipeline.model.errors import UnreadableTranscript

# openai-whisper and WhisperX; whisper.cpp; services; diarised, then plain, transformers.
LISTS = ("segments", "transcription", "utterances", "speakers", "chunks")
WORD_LISTS = ("words", "word_segments")
VOICES = ("speaker", "speaker_label", "speaker_id")
UNKNOWN_VOICES = frozenset({"", "?", "UNKNOWN"})
# What tells a segment from any other object that has a text.
TELLING = frozenset({*VOICES, *WORD_LISTS, "start", "end", "offsets", "timestamp", "timestamps"})
ROW = ("id", "seek", "start", "end", "text")  # faster-whisper's tuples, saved as lists
ENDS_A_SENTENCE = re.compile(r"[.?!…]\W*\Z")
FORMAT = "transcription automatique (.json)"
# What services write beside a text they did not cut; any other key tells another kind of file.
BESIDE_TEXT = frozenset({"text", "language", "duration", "task", "model", "usage", "segments", "chunks", "words"})
AMID_A_WORD = re.compile(r"[^\W\d_]")


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
        return [
            dict(zip((*ROW, "rest"), (*v[:5], v[5:]), strict=False))
            if isinstance(v, list) and [isinstance(cell, str) for cell in v[:5]] == [False] * 4 + [True] else v
            for v in document
        ]
    return document


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
    objects = [v for v in listed if isinstance(v, dict)]
    keyed = [(v, next((k for k in ("word", "text") if isinstance(v.get(k), str)), "")) for v in objects]
    return [Word(v[key], (id(v), key), _voice(v), *_times(v)) for v, key in keyed if key]


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
    return [
        SpeechSegment(
            "", words[start].place, "", words[start].start_ms, words[end - 1].end_ms, tuple(words[start:end])
        )
        for start, end in itertools.pairwise(cuts)
    ]


Run = tuple[str, list[Word]]


def _by_voice(segment: SpeechSegment, place: str) -> tuple[list[Paragraph], set[Place]]:
    """
    Give what a segment says, uncut where one voice speaks, and the strings of the file that say it.

    A segment without text gives its words; outer spaces stay, since they tell where words begin.
    """
    runs = _runs(segment)
    if segment.text.strip():
        pieces = _pieces(segment.text, runs)
        if pieces:
            return _cut(segment, runs, pieces, place), {segment.place}
    joined = []
    for _, words in runs:
        spaced = any(word.text[:1].isspace() for word in words)
        joined.append("".join(w.text for w in words) if spaced else " " + " ".join(w.text for w in words))
    return _cut(segment, runs, joined, place), {w.place for w in segment.words}


def _runs(segment: SpeechSegment) -> list[Run]:
    """Gather words by voice; one whose voice is not told goes on with the voice before."""
    told = [word.speaker for word in segment.words if word.speaker]
    if len(set(told)) < 2:
        return [(segment.speaker or (told[0] if told else ""), list(segment.words))]
    voice = told[0]
    voiced = []
    for word in segment.words:
        voice = word.speaker or voice
        voiced.append((voice, word))
    return [(v, [w for _, w in run]) for v, run in itertools.groupby(voiced, key=itemgetter(0))]


def _pieces(text: str, runs: Sequence[Run]) -> list[str]:
    """Cut a text where each run begins; nothing when its words are not those of the text."""
    cuts, at = [0], 0
    for _, words in runs[: len(runs) if len(runs) > 1 else 0]:
        for n, word in enumerate(words):
            found = text.find(word.text.strip(), at)
            if found < 0:
                return []
            if n == 0 and words is not runs[0][1]:
                cuts.append(found)
            at = found + len(word.text.strip())
    return [text[start:end] for start, end in itertools.pairwise([*cuts, len(text)])]


def _cut(segment: SpeechSegment, runs: Sequence[Run], pieces: Sequence[str], place: str) -> list[Paragraph]:
    last = len(runs) - 1
    return [
        Paragraph(
            text, place, speaker=voice,
            start_ms=segment.start_ms if n == 0 else words[0].start_ms,
            end_ms=segment.end_ms if n == last else words[-1].end_ms,
        )
        for n, ((voice, words), text) in enumerate(zip(runs, pieces, strict=True))
    ]


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the segments of a transcription by openai-whisper, whisper.cpp, faster-whisper, WhisperX or transformers.

    Its characters are those of every ``text`` and ``word``, wherever they stand. A segment's text is said; its words,
    and the whole text above the segments, say it again and are set aside; where they hold more, that is told apart.

    Raises:
        UnreadableTranscript: the file is no JSON, is no transcription, or holds no words.
    """
    values, encoding = loaded(data, file)
    document = named(values)
    counted = characters(*(text for _, text in speech(document)))
    said, taken = _said(document)
    if not said and not is_transcription(document):
        raise UnreadableTranscript(
            f"{file} est un JSON, mais pas une transcription : on y attend une liste « segments » (Whisper, WhisperX) "
            "ou « transcription » (whisper.cpp), avec « start », « end » et « text ». "
            "Exportez-la à nouveau, ou en .srt."
        )
    rest = [text for place, text in speech(document) if place not in taken]
    reading = ReadTranscript(tuple(said), _again(rest, said), counted, FORMAT, encoding, voiced=True)
    return finished(reading, file)


def _said(document: Any) -> tuple[list[Paragraph], set[Place]]:
    found: list[Paragraph] = []
    taken: set[Place] = set()
    for n, segment in enumerate(segments(document), 1):
        paragraphs, places = _by_voice(segment, f"segment {n}")
        found += paragraphs
        taken |= places
    if taken:
        return _tidy(found), taken
    # A transcription that has neither segments nor words gives its lines.
    if not isinstance(document, dict) or document.keys() - BESIDE_TEXT or not isinstance(document.get("text"), str):
        return [], set()
    lines = [Paragraph(line, f"ligne {n}") for n, line in enumerate(document["text"].split("\n"), 1)]
    return _tidy(lines), {(id(document), "text")}


def _tidy(said: Sequence[Paragraph]) -> list[Paragraph]:
    """Strip outer spaces, once they have told which segments go on amid a word (whisper.cpp, ``--max-len``)."""
    spaced = 2 * sum(p.text[:1].isspace() for p in said) > len(said)
    whole: list[Paragraph] = []
    for p in said:
        before = whole[-1] if spaced and whole else None
        if before and before.speaker == p.speaker and before.text[-1:].isalnum() and AMID_A_WORD.match(p.text):
            whole[-1] = replace(before, text=before.text + p.text, end_ms=p.end_ms)
        else:
            whole.append(p)
    return [replace(p, text=" ".join(p.text.split())) for p in whole if p.text.strip()]


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
