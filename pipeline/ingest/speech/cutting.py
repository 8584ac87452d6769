"""A transcript → drafts of its turns, in the way that its kind asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pipeline.anchoring.decisions import CorrectionDecision, RoleDecision
from pipeline.ingest.session import FIELD_NOTES, Aside, Paragraph, Session, Transcript
from pipeline.ingest.speech import speaker_roles
from pipeline.ingest.speech.accepted_labels import RejectedLabel
from pipeline.ingest.speech.corrections import Mended, settled
from pipeline.ingest.speech.dialogue import dialogue
from pipeline.ingest.speech.draft_turns import DraftTurn, notes, open_answers, voiced
from pipeline.ingest.speech.unlabelled import article, dashes, numbered, timed
from pipeline.language import transcript_conventions
from pipeline.language.transcript_lines import is_notice
from pipeline.model.contracts import Role
from pipeline.model.errors import UnreadableTranscript

MOST_SEEN = 5
# What told who speaks.
Way = Literal["labels", "format", "dashes", "numbers", "times", "article", "notes", "questionnaire"]


@dataclass(frozen=True, kw_only=True)
class Cutting:
    """
    The settings that decide where turns begin.

    Attributes:
        label_recurrence: how often an unknown label must stand before it is accepted.
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


@dataclass(frozen=True)
class Cut:
    """
    A transcript cut into turns, and what was learnt on the way.

    Attributes:
        drafts: its turns.
        way: what told who speaks.
        told: roles that a heading declares, by folded label.
        once: folded labels met once only.
        rejected: what opens lines and was not accepted.
        lost: decisions about turns that are not found again.
        notices: lines of a transcription service, in no turn.
        lost_corrections: what was mended and is not found again.
        mended: where each word stands since words were mended and turns cut or joined; none in a questionnaire.
    """

    drafts: list[DraftTurn]
    way: Way
    told: dict[str, Role] = field(default_factory=dict)
    once: frozenset[str] = frozenset()
    rejected: tuple[RejectedLabel, ...] = ()
    lost: tuple[RoleDecision, ...] = ()
    notices: tuple[Aside, ...] = ()
    lost_corrections: tuple[CorrectionDecision, ...] = ()
    mended: Mended | None = None


def cut(
    transcript: Transcript, decisions: Sequence[RoleDecision], cutting: Cutting,
    corrections: Sequence[CorrectionDecision] = (),
) -> Cut:
    """
    Cut one session into drafts of turns; words stay as the transcriber wrote them, but for those that people mended.

    Args:
        transcript: as its reader gave it.
        decisions: of its session, on labels and on single turns.
        cutting: settings of the stage.
        corrections: of its session.

    Raises:
        UnreadableTranscript: nothing tells who speaks, and it is no article.
    """
    if transcript.table:
        return Cut(open_answers(transcript.table, **cutting.open_answers), "questionnaire")
    kept, notices = _without_notices(transcript.reading.paragraphs)
    found = _cut(transcript, kept, decisions, cutting)
    # Labels that nobody's words follow are no turns; what they held stays aside with the first turn.
    drafts = [d for d in found.drafts if d.text]
    if not drafts:
        # Nothing tells who speaks: say what was seen at the beginning of lines and not accepted.
        seen = ", ".join(
            transcript_conventions.SEEN.format(label=one.label, place=one.place) for one in found.rejected[:MOST_SEEN]
        )
        raise UnreadableTranscript(
            transcript_conventions.NO_LABEL.format(file=transcript.session.file)
            + (transcript_conventions.NOT_BELIEVED.format(seen=seen) if seen else "")
        )
    drafts[0].aside += "\n".join(d.aside for d in found.drafts if not d.text)
    known = known_labels(transcript.session, decisions)
    renamed = (c if not c.speaker else replace(
        c, speaker=known.get(transcript_conventions.folded_label(c.speaker), c.speaker)) for c in corrections)
    done = settled(drafts, decisions, list(renamed))
    return replace(
        found, drafts=done.mended.drafts, notices=tuple(notices), lost=done.lost_roles,
        lost_corrections=done.lost_corrections, mended=done.mended,
    )


def _without_notices(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Aside]]:
    """Set aside the lines in which a transcription service speaks of itself."""
    kept: list[Paragraph] = []
    notices: list[Aside] = []
    for paragraph in paragraphs:
        lines = paragraph.text.split("\n")
        own = [line for line in lines if is_notice(line)]
        notices += [Aside(line, "notice", paragraph.place) for line in own]
        rest = "\n".join(line for line in lines if line not in own).strip() if own else paragraph.text
        if rest or not own:
            kept.append(replace(paragraph, text=rest))
    return kept, notices


def _cut(
    transcript: Transcript, said: Sequence[Paragraph], decisions: Sequence[RoleDecision], cutting: Cutting
) -> Cut:
    session, reading = transcript.session, transcript.reading
    known = known_labels(session, decisions)
    if session.type == FIELD_NOTES:
        return Cut(notes(said), "notes")
    if reading.voiced:
        return Cut(voiced(said, known, cutting.pause_ms), "format")
    labelled = dialogue(said, known, cutting.label_recurrence, speaker_roles.no_labels(decisions))
    if labelled.drafts:
        return Cut(labelled.drafts, "labels", labelled.heading.roles, labelled.once, labelled.rejected)
    return replace(_unlabelled(said, session, known, cutting), rejected=labelled.rejected)


def _unlabelled(said: Sequence[Paragraph], session: Session, known: dict[str, str], cutting: Cutting) -> Cut:
    if said and all(p.start_ms is not None for p in said):
        return Cut(voiced(said, known, cutting.pause_ms), "times")
    if drafts := dashes(said):
        return Cut(drafts, "dashes")
    if drafts := numbered(said):
        return Cut(drafts, "numbers")
    if spans := timed(said):
        return Cut(voiced(spans, known, cutting.pause_ms), "times")
    people = session.people
    return Cut(article(said, people[0].label if people else "", cutting.question_length), "article")


def known_labels(session: Session, decisions: Sequence[RoleDecision]) -> dict[str, str]:
    """Give each spelling, folded, that the metadata or a person speak of, with the label to show."""
    named = speaker_roles.names(session)
    none = speaker_roles.no_labels(decisions)
    about = [d.label for d in decisions if d.label and not d.stands_on_words]
    decided = {transcript_conventions.folded_label(label): label for label in about}
    merged = speaker_roles.merged(decisions)
    targets = {key: named.get(transcript_conventions.folded_label(label), label) for key, label in merged.items()}
    return {key: label for key, label in (decided | named | targets).items() if key not in none}
