"""Segments whose voice the format tells → drafts: one for each stretch of a voice; without voices, one by pause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.ingest.session import Paragraph
from pipeline.ingest.speech.draft_turn import DraftTurn
from pipeline.ingest.speech.timestamps import ALONE
from pipeline.language import transcript_conventions
from pipeline.language.transcript_conventions import is_mark
from pipeline.model.contracts import Role

LONGEST_UNKNOWN = 250  # words of an unknown voice after which a sentence's end makes another paragraph
ENDS_A_SENTENCE = (".", "?", "!", "…", "»", '"')


def voiced(segments: Iterable[Paragraph], known: Mapping[str, str], pause_ms: int) -> list[DraftTurn]:
    """
    Gather what a voice says until another begins; where nobody knows who speaks, until a silence.

    Args:
        segments: in the order of time; simultaneous ones keep each its voice and its times.
        known: the label to show for each folded label that stands for another.
        pause_ms: silence that ends a turn of an unknown voice, in milliseconds.
    """
    drafts: list[DraftTurn] = []
    waiting = ""
    for segment in segments:
        # Tell whether a segment holds but the label of its own voice, or a time.
        text = segment.text.strip()
        own = bool(
            segment.speaker
        ) and transcript_conventions.folded_label(text) == transcript_conventions.folded_label(segment.speaker)
        if ((own and text.endswith(":")) or (text.startswith("[") and ALONE.fullmatch(text) is not None)):
            # noScribe's editor writes the label and the time as captions of their own.
            waiting += segment.text + "\n"
            continue
        speaker = known.get(transcript_conventions.folded_label(segment.speaker), segment.speaker)
        if drafts and _goes_on(drafts[-1], segment, speaker, pause_ms):
            draft = drafts[-1]
            draft.lines[-1] = f"{draft.lines[-1]} {segment.text}"
            ends = [end for end in (draft.end_ms, segment.end_ms) if end is not None]
            draft.end_ms = max(ends) if ends else None
        else:
            drafts.append(_draft(segment, speaker))
        drafts[-1].aside += waiting + segment.aside
        waiting = ""
    if drafts:
        drafts[-1].aside += waiting
    return drafts


def _goes_on(draft: DraftTurn, segment: Paragraph, speaker: str, pause_ms: int) -> bool:
    if draft.speaker != speaker or draft.role in {"editorial", "noise"} or segment.style == "heading":
        return False
    if not speaker and len(draft.text.split()) >= LONGEST_UNKNOWN and draft.text.endswith(ENDS_A_SENTENCE):
        return False
    if speaker or segment.start_ms is None:
        return bool(speaker)
    ended = draft.end_ms if draft.end_ms is not None else None
    return ended is not None and segment.start_ms - ended < pause_ms


def _draft(segment: Paragraph, speaker: str) -> DraftTurn:
    # An unknown voice takes part, but is nobody: it must not be counted as a person.
    role: Role | None = None if speaker else "participant"
    draft = DraftTurn(
        speaker, segment.place, [segment.text], segment.start_ms, segment.end_ms, role, head=segment.speaker,
    )
    if segment.style == "heading":
        draft.speaker, draft.role = transcript_conventions.NOBODY, "editorial"
    elif not speaker and is_mark(segment.text):
        draft.role = "noise"
    return draft
