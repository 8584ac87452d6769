"""A ``.vtt`` file → its captions and their voices, notes and styles set aside."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from pipeline.ingest.readers.captions import captions, is_time, masked
from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import characters, finished
from pipeline.ingest.session import Aside, ReadTranscript, Reason

SIGNATURE = "WEBVTT"
BLOCK = re.compile(r"NOTE(?:\s.*)?|(?:STYLE|REGION)\s*")


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read WebVTT captions; with one ``<v Name>`` the file says who speaks, without any labels may stand in the words.

    Raises:
        UnreadableTranscript: the file is not text, holds no line of times or no words.
    """
    text, encoding = decoded(data, file)
    lines = text.split("\n")
    # The lines of the header, of notes, styles and regions are blanked: the others keep their numbers.
    kept = list(lines)
    blocks: list[Aside] = []
    for start in range(len(lines)):
        if reason := _begins(lines, start):
            block = list(itertools.takewhile(lambda line: line and not is_time(line), lines[start:]))
            kept[start : start + len(block)] = [""] * len(block)
            blocks.append(masked(Aside("\n".join(block), reason, f"ligne {start + 1}")))
    said, asides = captions(kept, file, named=True)
    voiced = any(p.speaker for p in said)
    reading = ReadTranscript(tuple(said), (*blocks, *asides), characters(text), "WebVTT (.vtt)", encoding, voiced)
    return finished(reading, file)


def _begins(lines: Sequence[str], start: int) -> Reason | None:
    """Tell whether a line begins a block that nobody says, and which."""
    if start == 0:
        return "header" if lines[0].startswith(SIGNATURE) else None
    if lines[start - 1] or not BLOCK.fullmatch(lines[start]):
        return None
    # Under a name of a cue stand its times: it is no block.
    named = start + 1 < len(lines) and is_time(lines[start + 1])
    return None if named else "comment" if lines[start].startswith("NOTE") else "markup"
