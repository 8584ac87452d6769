"""A segment of a transcription → one paragraph per voice that its words tell."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from operator import itemgetter

from pipeline.ingest.readers.common.loose_json import Place
from pipeline.ingest.readers.common.segments import SpeechSegment, Word
from pipeline.ingest.session import Paragraph

Run = tuple[str, list[Word]]


def paragraphs(segment: SpeechSegment, place: str) -> tuple[list[Paragraph], set[Place]]:
    """
    Give what a segment says, uncut where one voice speaks, and the strings of the file that say it.

    A segment without text gives its words; outer spaces stay, since they tell where words begin.
    """
    runs = _runs(segment)
    if segment.text.strip():
        pieces = _pieces(segment.text, runs)
        if pieces:
            return _cut(segment, runs, pieces, place), {segment.place}
    return _cut(segment, runs, [_joined(words) for _, words in runs], place), {w.place for w in segment.words}


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


def _joined(words: Sequence[Word]) -> str:
    spaced = any(word.text[:1].isspace() for word in words)
    return "".join(w.text for w in words) if spaced else " " + " ".join(w.text for w in words)


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
