"""Segments whose format says who speaks and when → drafts of turns, one as long as a voice goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.contracts import Role
from pipeline.french import speech
from pipeline.french.marks import is_mark
from pipeline.readers.session import Paragraph
from pipeline.speech.draft import Draft


def voiced(segments: Iterable[Paragraph], known: Mapping[str, str], pause_ms: int) -> list[Draft]:
    """
    Gather what a voice says until another begins; where nobody knows who speaks, until a silence.

    Args:
        segments: in the order of time; simultaneous ones keep each its voice and its times.
        known: the label to show for each folded label that stands for another.
        pause_ms: silence that ends a turn of an unknown voice, in milliseconds.
    """
    drafts: list[Draft] = []
    for segment in segments:
        speaker = known.get(speech.folded_label(segment.speaker), segment.speaker)
        if drafts and _goes_on(drafts[-1], segment, speaker, pause_ms):
            _lengthen(drafts[-1], segment)
        else:
            drafts.append(_draft(segment, speaker))
    return drafts


def _goes_on(draft: Draft, segment: Paragraph, speaker: str, pause_ms: int) -> bool:
    if draft.speaker != speaker or draft.role in {"editorial", "noise"} or segment.style == "heading":
        return False
    if speaker or draft.end_ms is None or segment.start_ms is None:
        return bool(speaker)
    return segment.start_ms - draft.end_ms < pause_ms


def _lengthen(draft: Draft, segment: Paragraph) -> None:
    draft.lines[-1] = f"{draft.lines[-1]} {segment.text}"
    ends = [end for end in (draft.end_ms, segment.end_ms) if end is not None]
    draft.end_ms = max(ends) if ends else None


def _draft(segment: Paragraph, speaker: str) -> Draft:
    # An unknown voice takes part, but is nobody: it must not be counted as a person.
    role: Role | None = None if speaker else "participant"
    draft = Draft(speaker, segment.place, [segment.text], segment.start_ms, segment.end_ms, role)
    if segment.style == "heading":
        draft.speaker, draft.role = speech.NOBODY, "editorial"
    elif not speaker and is_mark(segment.text):
        draft.role = "noise"
    return draft
