"""Paragraphs without labels → drafts of two voices, told by dashes or by numbered questions; always to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.session import Paragraph
from pipeline.ingest.speech.dialogue import other
from pipeline.ingest.speech.draft_turn import DraftTurn
from pipeline.ingest.speech.lines import TranscriptLine, lines, said
from pipeline.language import transcript_conventions

FEWEST, SMALLEST_SHARE = 6, 0.25  # of the paragraphs
NUMBER = re.compile(r"(?:Q(?:uestion)?\s?)?(?P<number>\d{1,3})\s?[.)°/:]?[-–—.)]?\s+(?=\S)", re.IGNORECASE)
FEWEST_NUMBERED, SHARE_ASKING = 2, 0.6


def dashes(paragraphs: Sequence[Paragraph]) -> list[DraftTurn]:
    """
    Cut a dialogue without labels at its dashes, two voices in turn.

    Gives nothing when fewer than six paragraphs, or a quarter of them, open with a dash: they are then lists.
    """
    cut = lines(paragraphs)
    opened = sum(bool(line.dash) for line in cut)
    if opened < max(FEWEST, SMALLEST_SHARE * len(paragraphs)):
        return []
    drafts: list[DraftTurn] = []
    for line in cut:
        _follow(drafts, line)
    return drafts


def _follow(drafts: list[DraftTurn], line: TranscriptLine) -> None:
    spoken = [d.speaker for d in drafts if d.speaker]
    words = said(line.text)
    aside = f"{line.dash}{line.lead}{words.times}"
    if line.dash:
        speaker = other(spoken[-1], transcript_conventions.VOICES) if spoken else transcript_conventions.VOICES[0]
        drafts.append(
            DraftTurn(speaker, line.paragraph.place, [words.words], line.start_ms, aside=aside, alternated=True),
        )
    elif not spoken or line.paragraph.style == "heading":
        drafts.append(
            DraftTurn(
                transcript_conventions.NOBODY, line.paragraph.place, [line.text], role="editorial", aside=line.lead
            )
        )
    elif drafts[-1].speaker:
        drafts[-1].lines.append(words.words)
        drafts[-1].aside += aside
    else:
        drafts.append(DraftTurn(spoken[-1], line.paragraph.place, [words.words], aside=aside, alternated=True))


def numbered(paragraphs: Sequence[Paragraph]) -> list[DraftTurn]:
    """Cut an interview whose questions are numbered and whose answers are not; nothing when it is none."""
    cut = lines(paragraphs)
    found = [NUMBER.match(line.text) for line in cut]
    numbers = [int(m["number"]) for m in found if m]
    asking = sum(transcript_conventions.is_question(line.text) for line, m in zip(cut, found, strict=True) if m)
    rising = numbers == sorted(set(numbers)) and numbers[:1] in ([0], [1])
    if len(numbers) < FEWEST_NUMBERED or not rising or asking < SHARE_ASKING * len(numbers) or found[-1]:
        return []
    drafts: list[DraftTurn] = []
    for line, number in zip(cut, found, strict=True):
        _answer(drafts, line, number)
    return drafts


def _answer(drafts: list[DraftTurn], line: TranscriptLine, number: re.Match[str] | None) -> None:
    place = line.paragraph.place
    if number:
        aside = f"{line.dash}{line.lead}{number[0]}"
        drafts.append(
            DraftTurn(transcript_conventions.INTERVIEWER_OF_ARTICLE, place, [line.text[number.end() :]], aside=aside),
        )
    elif not drafts or line.paragraph.style == "heading":
        drafts.append(
            DraftTurn(
                transcript_conventions.NOBODY, place, [f"{line.dash}{line.text}"], role="editorial", aside=line.lead
            )
        )
    elif drafts[-1].speaker == transcript_conventions.PARTICIPANT_OF_ARTICLE:
        drafts[-1].lines.append(f"{line.dash}{line.text}")
        drafts[-1].aside += line.lead
    else:
        drafts.append(
            DraftTurn(
                transcript_conventions.PARTICIPANT_OF_ARTICLE, place, [f"{line.dash}{line.text}"], aside=line.lead
            )
        )


def timed(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Give the lines of a recording whose every passage opens with its time, and nobody with a name; else nothing."""
    cut = lines(paragraphs)
    stamped = [line for line in cut if line.start_ms is not None]
    if len(stamped) < FEWEST_NUMBERED or len(stamped) < 0.5 * sum(line.begins for line in cut):
        return []
    found: list[Paragraph] = []
    for line in cut:
        words = said(line.text)
        found.append(Paragraph(
            f"{line.dash}{words.words}", line.paragraph.place, line.paragraph.style, start_ms=line.start_ms,
            end_ms=line.end_ms, aside=f"{line.lead}{words.times}",
        ))
    return found
