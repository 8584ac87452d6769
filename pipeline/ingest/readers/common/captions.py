"""Lines of a caption file → its paragraphs: what .srt and .vtt have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.readers.common import cue_markup, rolling
from pipeline.ingest.readers.common.asides import hidden, without_addresses
from pipeline.ingest.readers.common.cues import Cue, cues
from pipeline.ingest.session import Aside, Paragraph
from pipeline.model.errors import UnreadableTranscript

# « - Bonjour » is another voice, « celui\n-là » is not; « — enfin » amid a sentence is the same voice's.
OPENING = re.compile(r"^[^\S\n]*[-–—](?:[^\S\n]+|(?=[A-ZÀ-ÖØ-ÞŒ«“\[(…]))(?=\S)|>{2,3}", re.MULTILINE)
ENDS_A_SENTENCE = frozenset('.!?…»"”)]♪')
NEARBY = 20  # characters
RECORDING = re.compile(
    r"^.*\.(?:aac|aiff?|amr|avi|flac|m4[av]|mkv|mov|mp[34]|mpe?g|ogg|opus|wav|webm|wm[av])\b.*$",
    re.IGNORECASE | re.MULTILINE,
)

Found = tuple[list[Paragraph], list[Aside]]


def captions(lines: Sequence[str], file: str, *, named: bool) -> Found:
    """
    Read what cues say: each word once, one paragraph per voice; counters, times, tags and dashes are set aside.

    Raises:
        UnreadableTranscript: no line gives times: the file holds no captions.
    """
    found, around = cues(lines, named=named)
    if not found:
        raise UnreadableTranscript(
            f"{file} ne contient aucune ligne de temps, comme « 00:00:01,000 --> 00:00:04,000 » : ce ne sont pas des "
            "sous-titres. Exportez-les à nouveau, ou enregistrez le texte en .txt."
        )
    said, others = _said(found)
    return said, [masked(a) for a in around] + others


def masked(aside: Aside) -> Aside:
    """Hide the lines of a header or a note that name a recording; they still count for what they were."""
    return replace(aside, text=without_addresses(RECORDING.sub(lambda line: hidden(line[0]), aside.text)))


def _said(found: Sequence[Cue]) -> Found:
    read = [cue_markup.words(cue) for cue in found]
    said = [p for words in read for p in words.said]
    asides = [a for words in read for a in words.asides]
    if not any(p.speaker for p in said):
        said, repeats = rolling.unrolled(said)
        asides += repeats
    voices = [_voices(p) for p in said]
    return [p for v, _ in voices for p in v], asides + [a for _, dashes in voices for a in dashes]


def _voices(cue: Paragraph) -> Found:
    """Cut a cue where a dash or chevrons begin another voice; the lines of one voice are one."""
    openings = [m for m in OPENING.finditer(cue.text) if _opens(cue.text, m)]
    starts, ends = [0, *(m.end() for m in openings)], [*(m.start() for m in openings), len(cue.text)]
    texts = [" ".join(cue.text[start:end].split()) for start, end in zip(starts, ends, strict=True)]
    marks = " ".join(m[0].strip() for m in openings)
    asides = [Aside(marks, "markup", cue.place)] if marks else []
    return [replace(cue, text=text) for text in texts if text], asides


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark[0].startswith(">"):
        return True
    start = mark.start()
    before, after = text[max(0, start - NEARBY) : start].rstrip(), text[mark.end() : mark.end() + 1]
    return not before or before[-1] in ENDS_A_SENTENCE or not after.islower()
