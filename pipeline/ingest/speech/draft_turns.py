"""Paragraphs whose voice the format tells, notes, answers → turns in the making; those people gave to somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.session import Aside, Paragraph, Questionnaire, respondents
from pipeline.ingest.speech.lines import ALONE
from pipeline.language import transcript_conventions
from pipeline.language.transcript_conventions import is_mark
from pipeline.model.contracts import Role
from pipeline.model.decision_rows import in_time

LONGEST_UNKNOWN = 250  # words of an unknown voice after which a sentence's end makes another paragraph
ENDS_A_SENTENCE = (".", "?", "!", "…", "»", '"')


@dataclass(slots=True)
class DraftTurn:
    """
    Who speaks, from where in the file, and the lines said so far; the role is settled last.

    ``aside`` gathers what was taken off the words: labels and times; ``alternated`` says that nothing but the
    dashes of a dialogue between two tells who speaks; ``head`` is the label as the file spells it;
    ``assigned`` says that a person gave the turn to its speaker.
    """

    speaker: str
    place: str
    lines: list[str] = field(default_factory=list)
    start_ms: int | None = None
    end_ms: int | None = None
    role: Role | None = None
    aside: str = ""
    alternated: bool = False
    head: str = ""
    assigned: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def check(drafts: Sequence[DraftTurn], turn: int) -> str:
    """
    Give the shape of a turn and of its neighbours, to know it again: how many words and characters, never which.

    >>> check([DraftTurn("A", "", ["oui"]), DraftTurn("B", "", ["non, rien"])], 0)
    '+1.3+2.9'
    """
    around = range(turn - 1, turn + 2)
    return "+".join(_shape(drafts[n]) if 0 <= n < len(drafts) else "" for n in around)


def _shape(draft: DraftTurn) -> str:
    return f"{len(draft.text.split())}.{len(draft.text)}"


def assign(drafts: Sequence[DraftTurn], decisions: Sequence[RoleDecision]) -> list[RoleDecision]:
    """
    Give turns to the voices that people chose; where they begin does not change.

    Gives back the decisions whose turn is not found again: the transcript was edited since.
    """
    lost = []
    for decision in in_time(d for d in decisions if d.stands_on_words and d.same_as):
        turn = _found(drafts, decision)
        if turn is None:
            lost.append(decision)
        else:
            give(drafts[turn], decision)
    return lost


def give(draft: DraftTurn, decision: RoleDecision) -> None:
    """Give a turn to the voice that a person chose."""
    draft.speaker, draft.role, draft.assigned = decision.same_as, None, True


def _found(drafts: Sequence[DraftTurn], decision: RoleDecision) -> int | None:
    if not decision.check:
        return decision.turn if decision.turn < len(drafts) else None
    if decision.turn < len(drafts) and check(drafts, decision.turn) == decision.check:
        return decision.turn
    alike = [n for n in range(len(drafts)) if check(drafts, n) == decision.check]
    if len(alike) != 1:
        own = next(iter(decision.check.split("+")[1:2]), "")
        alike = [n for n in range(len(drafts)) if _shape(drafts[n]) == own]
    return alike[0] if len(alike) == 1 else None


def notes(paragraphs: Iterable[Paragraph]) -> list[DraftTurn]:
    """Give one draft per paragraph; headings are editorial."""
    return [
        DraftTurn(
            transcript_conventions.NOBODY, p.place, [p.text], p.start_ms, p.end_ms,
            "editorial" if p.style == "heading" else "participant",
        )
        for p in paragraphs
    ]


def open_answers(table: Questionnaire, *, respondent: str, questions: Mapping[str, Any]) -> list[DraftTurn]:
    """
    Give what respondents wrote, in the order of the table, so that a new line moves no earlier answer.

    Args:
        table: the questionnaire as received.
        respondent: heading of the respondents' numbers.
        questions: heading of an open question → the question as it was asked; empty: the heading itself.
    """
    asked = {column: str(prompt or column) for column, prompt in questions.items() if column in table.header}
    drafts: list[DraftTurn] = []
    for line, (name, cells) in enumerate(respondents(table, respondent), 1):
        for column, prompt in asked.items():
            if answer := cells.get(column, "").strip():
                place = f"réponse {line}, {column}"
                drafts.append(DraftTurn(transcript_conventions.QUESTIONNAIRE, place, [prompt], role="interviewer"))
                drafts.append(DraftTurn(name, place, [answer], role="participant"))
    return drafts


def untold(table: Questionnaire, *, respondent: str, questions: Mapping[str, Any]) -> Iterator[Aside]:
    """
    Give the cells of a questionnaire that are no open answer: headings, closed answers, lines written twice.

    Args:
        table: as it was read, its first line apart.
        respondent: the heading of the numbers of respondents.
        questions: the columns that hold open answers.
    """
    yield Aside(" ".join(table.header), "header", "ligne 1")
    told = {column for column in questions if column in table.header}
    for _, cells in respondents(table, respondent):
        yield Aside(" ".join(cell for column, cell in cells.items() if column not in told), "closed_answer")
    for row in (Counter(table.rows) - Counter(set(table.rows))).elements():
        yield Aside(" ".join(row), "repeated")


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
        text = segment.text.strip()
        label = transcript_conventions.folded_label(segment.speaker)
        own = bool(segment.speaker) and transcript_conventions.folded_label(text) == label
        if (own and text.endswith(":")) or (text.startswith("[") and ALONE.fullmatch(text)):
            # noScribe's editor writes the label and the time as captions of their own.
            waiting += segment.text + "\n"
            continue
        speaker = known.get(label, segment.speaker)
        if drafts and _goes_on(drafts[-1], segment, speaker, pause_ms):
            draft = drafts[-1]
            draft.lines[-1] = f"{draft.lines[-1]} {segment.text}"
            ends = [end for end in (draft.end_ms, segment.end_ms) if end is not None]
            draft.end_ms = max(ends) if ends else None
        else:
            # An unknown voice takes part, but is nobody: it must not be counted as a person.
            role: Role | None = None if speaker else "noise" if is_mark(segment.text) else "participant"
            if segment.style == "heading":
                speaker, role = transcript_conventions.NOBODY, "editorial"
            drafts.append(DraftTurn(
                speaker, segment.place, [segment.text], segment.start_ms, segment.end_ms, role, head=segment.speaker
            ))
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
    return draft.end_ms is not None and segment.start_ms - draft.end_ms < pause_ms
