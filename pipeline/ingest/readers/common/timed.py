"""Paragraphs of a machine's or a captioner's file → in order of time, what the machine made up set aside."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from pipeline.ingest.readers.common.not_transcripts import wordless
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript
from pipeline.language.transcript_lines import is_phantom, may_loop

RESTART_MS = 60_000  # times that fall back further begin another recording
FEWEST_LOOPS = 4
LOOPED_WORDS = 5  # nobody says so many words four times over
SLOWEST_WORDS = 0.3  # a second; a loop stretches its few words over silence


def finished(reading: ReadTranscript, file: str) -> ReadTranscript:
    """
    Put a reading in order of time, and set aside lines that speech recognition made up.

    Raises:
        UnreadableTranscript: the file holds no words.
    """
    recordings: list[list[tuple[int, Paragraph]]] = [[]]
    now = latest = 0
    for paragraph in reading.paragraphs:
        now = now if paragraph.start_ms is None else paragraph.start_ms
        if latest - now > RESTART_MS:
            recordings.append([])
            latest = now
        latest = max(latest, now)
        recordings[-1].append((now, paragraph))
    in_time = [paragraph for recording in recordings for _, paragraph in sorted(recording, key=itemgetter(0))]
    phantom = [is_phantom(p.text) for p in in_time]
    asides = [Aside(p.text, "phantom", p.place) for p, made_up in zip(in_time, phantom, strict=True) if made_up]
    said, phantoms = [p for p, made_up in zip(in_time, phantom, strict=True) if not made_up], asides
    kept, loops = _without_loops(said)
    if not any(re.search(r"\w", p.text) for p in kept):
        raise wordless(file)
    return replace(reading, paragraphs=tuple(kept), asides=(*reading.asides, *phantoms, *loops))


def _without_loops(said: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Aside]]:
    kept: list[Paragraph] = []
    asides: list[Aside] = []
    for run in _runs(said):
        looped = run[1:] if _is_loop(run) else []
        kept += run[: len(run) - len(looped)]
        asides += [Aside(p.text, "repeated", p.place) for p in looped]
    return kept, asides


def _runs(said: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    for _, run in itertools.groupby(said, key=lambda p: (p.speaker, p.text)):
        yield list(run)


def _is_loop(run: Sequence[Paragraph]) -> bool:
    words = len(run[0].text.split())
    if len(run) < FEWEST_LOOPS or not may_loop(run[0].text):
        return False
    spans = [p.end_ms - p.start_ms for p in run if p.start_ms is not None and p.end_ms is not None]
    slow = len(spans) == len(run) and words * len(run) < SLOWEST_WORDS * sum(spans) / 1000
    return words >= LOOPED_WORDS or slow
