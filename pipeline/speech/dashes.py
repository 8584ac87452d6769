"""Paragraphs that a dash opens when another speaks → drafts: two voices in turn, to be confirmed by a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.french import speech
from pipeline.readers.session import Paragraph
from pipeline.speech.draft import Draft

DASH = re.compile(r"[-–—―]\s+(?=\S)")
FEWEST, SMALLEST_SHARE = 6, 0.25  # of the paragraphs


def dashes(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """
    Cut a dialogue without labels at its dashes, two voices in turn.

    Gives nothing when fewer than six paragraphs, or a quarter of them, open with a dash: they are then lists.
    """
    opened = sum(DASH.match(p.text) is not None for p in paragraphs)
    if opened < max(FEWEST, SMALLEST_SHARE * len(paragraphs)):
        return []
    drafts: list[Draft] = []
    for paragraph in paragraphs:
        _follow(drafts, paragraph)
    return drafts


def _follow(drafts: list[Draft], paragraph: Paragraph) -> None:
    dash = DASH.match(paragraph.text)
    spoken = [d.speaker for d in drafts if d.speaker]
    if dash:
        speaker = other(spoken[-1], speech.VOICES) if spoken else speech.VOICES[0]
        words = paragraph.text[dash.end() :]
        drafts.append(Draft(speaker, paragraph.place, [words], aside=dash.group(), alternated=True))
    elif not spoken or paragraph.style == "heading":
        drafts.append(Draft(speech.NOBODY, paragraph.place, [paragraph.text], role="editorial"))
    elif drafts[-1].speaker:
        drafts[-1].lines.append(paragraph.text)
    else:
        drafts.append(Draft(spoken[-1], paragraph.place, [paragraph.text], alternated=True))


def other(speaker: str, voices: Sequence[str]) -> str:
    """
    Give the other of two voices; nobody when there are more, or fewer.

    >>> other("Ugo", ["Ugo", "Jules"]), other("Ugo", ["Ugo", "Jules", "Ana"])
    ('Jules', '')
    """
    others = [voice for voice in voices if voice != speaker]
    return others[0] if len(others) == 1 else ""
