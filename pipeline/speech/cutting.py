"""A transcript → drafts of its turns, in the way that its kind asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.decisions import RoleDecision
from pipeline.errors import UnreadableTranscript
from pipeline.french import speech
from pipeline.readers.session import FIELD_NOTES, Session, Transcript
from pipeline.speech import voices
from pipeline.speech.answers import open_answers
from pipeline.speech.article import article
from pipeline.speech.dashes import dashes
from pipeline.speech.dialogue import dialogue
from pipeline.speech.draft import Draft
from pipeline.speech.notes import notes
from pipeline.speech.voiced import voiced


@dataclass(frozen=True, kw_only=True)
class Cutting:
    """
    The settings that decide where turns begin.

    Attributes:
        label_recurrence: how often an unknown label must stand before it is believed.
        question_length: most characters of a question in an article.
        question_share: share of turns that ask, above which one of several speakers is the interviewer.
        pause_ms: silence that ends a turn where nobody knows who speaks, in milliseconds.
        open_answers: ``respondent``, the heading of respondents' numbers, and ``questions``, the open ones.
    """

    label_recurrence: int
    question_length: int
    question_share: float
    pause_ms: int
    open_answers: dict[str, Any]


def cut(transcript: Transcript, decisions: Sequence[RoleDecision], cutting: Cutting) -> list[Draft]:
    """
    Cut one session into drafts of turns; words stay as the transcriber wrote them.

    Raises:
        UnreadableTranscript: nothing tells who speaks, and it is no article.
    """
    if transcript.table:
        return open_answers(transcript.table, **cutting.open_answers)
    drafts = _spoken(_cut(transcript, known_labels(transcript.session, decisions), cutting))
    if not drafts:
        raise UnreadableTranscript(speech.NO_LABEL.format(file=transcript.session.file))
    return drafts


def _spoken(drafts: list[Draft]) -> list[Draft]:
    """Leave out labels that nobody's words follow; what they held stays aside with the turn before or after."""
    kept = [d for d in drafts if d.text]
    if kept:
        kept[0].aside += "\n".join(d.aside for d in drafts if not d.text)
    return kept


def _cut(transcript: Transcript, known: dict[str, str], cutting: Cutting) -> list[Draft]:
    session, reading = transcript.session, transcript.reading
    if session.type == FIELD_NOTES:
        return notes(reading.paragraphs)
    if reading.voiced:
        return voiced(reading.paragraphs, known, cutting.pause_ms)
    return dialogue(reading.paragraphs, known, cutting.label_recurrence) or _unlabelled(transcript, known, cutting)


def _unlabelled(transcript: Transcript, known: dict[str, str], cutting: Cutting) -> list[Draft]:
    paragraphs, people = transcript.reading.paragraphs, transcript.session.people
    if paragraphs and all(p.start_ms is not None for p in paragraphs):
        return voiced(paragraphs, known, cutting.pause_ms)
    return dashes(paragraphs) or article(paragraphs, people[0].label if people else "", cutting.question_length)


def known_labels(session: Session, decisions: Sequence[RoleDecision]) -> dict[str, str]:
    """Give each spelling, folded, that the metadata or a person speak of, with the label to show."""
    named = voices.names(session)
    decided = {speech.folded_label(d.label): d.label for d in decisions}
    merged = voices.merged(decisions)
    targets = {key: named.get(speech.folded_label(label), label) for key, label in merged.items()}
    return decided | named | targets
