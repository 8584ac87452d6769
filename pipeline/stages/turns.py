"""Paragraphs of a transcript, corrected → its speech turns: who speaks, asking or answering, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.anchoring.decisions import CorrectionDecision, RoleDecision
from pipeline.ingest.session import Transcript
from pipeline.ingest.speech.cutting import Cutting, cut
from pipeline.ingest.speech.speaker_roles import roles
from pipeline.model.contracts import Turn


def turns(
    transcripts: Transcript, role_decisions: Sequence[RoleDecision], corrections: Sequence[CorrectionDecision] = (), *,
    label_recurrence: int, question_length: int, question_share: float, pause_ms: int, open_answers: dict[str, Any],
) -> list[Turn]:
    """
    Cut one session into speech turns, counted from 0; words stay as written, but for those that people mended.

    Args:
        transcripts: the session and what its file holds.
        role_decisions: what people decided of its labels; they have the last word.
        corrections: what people mended in its words, and where its turns begin.
        label_recurrence: see ``Cutting``, as for the others.
        question_length: most characters of a question in an article.
        question_share: share of turns that ask, from which one of several speakers is the interviewer.
        pause_ms: silence that ends a turn of an unknown voice, in milliseconds.
        open_answers: the open questions of a questionnaire.

    Raises:
        UnreadableTranscript: nothing tells who speaks, and it is no article.
    """
    cutting = Cutting(
        label_recurrence=label_recurrence, question_length=question_length, question_share=question_share,
        pause_ms=pause_ms, open_answers=open_answers,
    )
    session = transcripts.session
    found = cut(transcripts, role_decisions, cutting, corrections)
    settled = roles(found.drafts, session, role_decisions, question_share, found.told)
    return [
        Turn(
            session.session, number, d.speaker, d.role or settled[d.speaker].role, d.start_ms, d.end_ms, d.text,
            f"{session.file}, {d.place}",
        )
        for number, d in enumerate(found.drafts)
    ]
