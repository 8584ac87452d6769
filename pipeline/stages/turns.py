"""Paragraphs of a transcript → its speech turns: who speaks, asking or answering, where and when."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.contracts import Turn
from pipeline.decisions import RoleDecision
from pipeline.errors import UnreadableTranscript
from pipeline.french import speech
from pipeline.readers.session import Transcript
from pipeline.speech import voices
from pipeline.speech.article import article
from pipeline.speech.dialogue import dialogue


def turns(
    transcripts: Transcript, role_decisions: Sequence[RoleDecision], *,
    label_recurrence: int, question_length: int, question_share: float,
) -> list[Turn]:
    """
    Cut one session into speech turns, counted from 0; words stay as the transcriber wrote them.

    Args:
        transcripts: the session and its paragraphs.
        role_decisions: what people decided of its labels; they have the last word.
        label_recurrence: how often an unknown label must stand before it is believed.
        question_length: most characters of a question in an article.
        question_share: share of turns that ask, above which one of several speakers is the interviewer.

    Raises:
        UnreadableTranscript: no label tells who speaks, and it is no article.
    """
    session = transcripts.session
    known = _known(transcripts, role_decisions)
    drafts = dialogue(transcripts.paragraphs, known, label_recurrence)
    if not drafts:
        interviewee = session.people[0].label if session.people else ""
        drafts = article(transcripts.paragraphs, interviewee, question_length)
    if not drafts:
        raise UnreadableTranscript(_no_label(session.file))
    said = [(d.speaker, d.text) for d in drafts if d.speaker]
    roles = voices.roles(said, session, role_decisions, question_share)
    return [
        Turn(
            session.session, number, d.speaker, d.role or roles[d.speaker], d.start_ms, d.end_ms, d.text,
            f"{session.file}, {d.place}",
        )
        for number, d in enumerate(drafts)
    ]


def _known(transcript: Transcript, decisions: Sequence[RoleDecision]) -> dict[str, str]:
    named = voices.names(transcript.session)
    decided = {speech.folded_label(d.label): d.label for d in decisions}
    merged = voices.merged(decisions)
    targets = {key: named.get(speech.folded_label(label), label) for key, label in merged.items()}
    return decided | named | targets


def _no_label(file: str) -> str:
    return (
        f"{file} : rien ne dit qui parle. Commencez chaque tour de parole par un libellé suivi de deux-points, comme "
        "« ENQ : » et « M.P. : » ; ou déclarez les personnes (« locuteur ») dans l'en-tête ou dans sessions.csv."
    )
