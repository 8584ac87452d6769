"""Headings, labels, metadata and decisions → who each voice is, and whether it asks or answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.session import Session
from pipeline.ingest.speech.draft_turns import DraftTurn
from pipeline.ingest.speech.heads import Head, short_forms
from pipeline.ingest.speech.lines import TranscriptLine
from pipeline.ingest.speech.plausible import Likelihood, likelihood
from pipeline.language import transcript_conventions
from pipeline.language.folds import fold_in_place
from pipeline.model.contracts import Role
from pipeline.model.decision_rows import NO_LABEL, in_time

LONGEST_VALUE = 16  # words
EQUALS = re.compile(r"(?P<label>[^\s=,;:()][^=,;:()]{0,30}?)\s*=\s*(?P<value>[^=,;]{2,80})(?=[,;]|\Z)")
NAME = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:d[eu]s?|la|le|van|von|el|ben|[A-ZÀ-Þ][\w.’'-]*))*")
FACILITATES = re.compile(r"anim|moder|facilit|journal|doctorant|redact")
SPEECH = re.compile(r"[?!…]|\.\s*\Z|\b(?:je|j['’]|vous|tu|on|nous)\b", re.IGNORECASE)
SHORTEST_ROLE = 3  # letters of a role written after a name: « Sonia Enq. »
MOST_WORDS = 0.6  # share of the words above which who asks is no interviewer, but tells
ENOUGH_WORDS = 100  # in all, under which shares of words tell nothing
MOSTLY_ASKS = 0.6  # share of turns that ask, above which the questions speak against a label of one letter
SHORT = 4  # a voice of a short exchange has a share of its turns, and not so many
FEWEST_ASKED = 5  # turns under which a voice among several is not taken for the interviewer
Said = Sequence[tuple[str, str]]  # speaker, words
# What settled a role; « default » is nothing but that the voice is no interviewer's.
Because = Literal["decision", "metadata", "heading", "label", "questions", "default"]


@dataclass
class Heading:
    """
    What a heading declares.

    Attributes:
        lines: numbers of the lines that declare somebody: they are nobody's speech.
        roles: by folded label, what the heading says that somebody does.
        names: by folded label, the name in full.
        perhaps: of those who ask, the ones whose work may also be what the interview is about: « l'animateur ».
    """

    lines: set[int] = field(default_factory=set)
    roles: dict[str, Role] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    perhaps: set[str] = field(default_factory=set)


def heading(lines: Sequence[TranscriptLine], candidates: Sequence[Sequence[Head]]) -> Heading:
    """Read what stands before the first line in which a label that comes back says something."""
    found = Heading()
    times = Counter(head.key for heads in candidates for head in heads[:1])
    again = {key for key, n in times.items() if n > 1}
    for n, (line, heads) in enumerate(zip(lines, candidates, strict=True)):
        head = next((h for h in heads if h.layout in {"colon", "tab"}), None)
        value = line.text[head.said :].strip() if head else ""
        if ("=" in line.text and _equals(line, found, again)) or (head and _declares(head, value, times, found)):
            found.lines.add(n)
        elif any(h.key in again and (h.firm or line.text[h.said :].strip()) for h in heads):
            break
    if {key for key, role in found.roles.items() if role == "interviewer"} - found.perhaps:
        found.roles = {key: role for key, role in found.roles.items() if key not in found.perhaps}
    # Without any label that comes back behind it, what looks like a heading is the interview.
    named = any(key in again for key in (*found.roles, *found.names))
    after = candidates[max(found.lines, default=-1) + 1 :]
    followed = bool(found.lines) and sum(bool(heads) and heads[0].key in again for heads in after) > 1
    return found if named or followed else Heading()


def _equals(line: TranscriptLine, found: Heading, again: set[str]) -> bool:
    told = [(m["label"].strip(), m["value"].strip()) for m in EQUALS.finditer(line.text)]
    told = [(label, value) for label, value in told if transcript_conventions.folded_label(label) in again]
    for label, value in told:
        _note(transcript_conventions.folded_label(label), value, _role(value) or _role(label), found)
    return bool(told)


def _declares(head: Head, value: str, times: Counter[str], found: Heading) -> bool:
    """Tell whether a line declares somebody, and note it."""
    if not value or len(value.split()) > LONGEST_VALUE or SPEECH.search(value):
        return False
    name = _name(value)
    forms = {*short_forms(name), name.split()[-1]} if name else set()
    short = {transcript_conventions.folded_label(form) for form in forms}
    role = _role(head.label)
    told = _role(value)
    described = value[:1].islower() and likelihood(value) is Likelihood.PERSON
    parts = re.findall(r"[^\s'’-]+", name)
    initials = "".join(fold_in_place(part)[:1] for part in parts if part[:1].isupper())
    whole = name == value and initials == re.sub(r"\W", "", head.key)
    if told or (times[head.key] > 1 and (head.key in short or described or whole)):
        _note(head.key, value, told or role, found)
        return True
    if role and name and times[head.key] == 1:
        for form in short | {transcript_conventions.folded_label(name)} - {""}:
            if times[form]:
                _note(form, value, role, found)
        found.roles.setdefault(head.key, role)
        return True
    return False


def _note(key: str, value: str, role: Role | None, found: Heading) -> None:
    if name := _name(value):
        found.names[key] = name
    if role:
        found.roles[key] = role
        if role == "interviewer" and FACILITATES.search(fold_in_place(value)):
            found.perhaps.add(key)


def _name(value: str) -> str:
    matched = NAME.match(value)
    return matched[0].strip() if matched and not _role(matched[0]) else ""


def _role(text: str) -> Role | None:
    """Give the role that a label or a description names: « enquêtrice », « la personne interviewée »."""
    words = [transcript_conventions.folded_label(word) for word in re.findall(r"[^\s,()/]+", text)]
    whole = transcript_conventions.folded_label(text)
    if any(len(w) > 2 and transcript_conventions.INTERVIEWER.fullmatch(w) for w in (*words, whole)):
        return "interviewer"
    shapes = (transcript_conventions.PARTICIPANT, transcript_conventions.ANSWERS)
    answers = any(len(w) > 3 and shape.fullmatch(w) for w in (*words, whole) for shape in shapes)
    return "participant" if answers else None


def names(session: Session) -> dict[str, str]:
    """Give each spelling that may label someone of the metadata, folded, with the label to show."""
    people = [(p.label, p.name) for p in session.people] + [(i, i) for i in session.interviewers]
    short = [(transcript_conventions.folded_label(s), label) for label, name in people for s in short_forms(name)]
    shared = Counter(key for key, _ in short)
    # A first name that two people bear labels neither.
    found = {key: label for key, label in short if shared[key] == 1}
    found |= {
        transcript_conventions.folded_label(spelling): label for label, name in people for spelling in (name, label)
    }
    return {key: label for key, label in found.items() if key}


def merged(decisions: Iterable[RoleDecision]) -> dict[str, str]:
    """Give the labels that a person said to be others, folded, with the label they stand for."""
    return {
        transcript_conventions.folded_label(d.label): d.same_as
        for d in in_time(decisions) if d.same_as and not d.stands_on_words
    }


def no_labels(decisions: Iterable[RoleDecision]) -> set[str]:
    """Give what a person said to be no label, folded."""
    about = [d for d in in_time(decisions) if d.role and not d.stands_on_words]
    last = {transcript_conventions.folded_label(d.label): d.role for d in about}
    return {key for key, role in last.items() if role == NO_LABEL}


def decided(decisions: Iterable[RoleDecision]) -> dict[str, Role]:
    """Give the roles that a person set, by folded label."""
    found: dict[str, Role] = {}
    for d in in_time(decisions):
        if d.role not in {"", NO_LABEL}:
            label = d.same_as if d.stands_on_words else d.label
            found[transcript_conventions.folded_label(label)] = cast("Role", d.role)
    return found


@dataclass(frozen=True, slots=True)
class SettledRole:
    """The role of a label, and what it was settled by."""

    role: Role
    because: Because


def roles(
    drafts: Iterable[DraftTurn], session: Session, decisions: Iterable[RoleDecision], question_share: float,
    told: Mapping[str, Role] | None = None,
) -> dict[str, SettledRole]:
    """
    Give each speaker a role: a person's decision, else the metadata's, a heading's, the label's, else who asks most.

    Where every voice would ask, nobody answers: the one that asks most stays, and a person has to confirm.

    Args:
        drafts: of one transcript; those whose role is set already are left aside.
        session: its people and its interviewers, as declared.
        decisions: of this session; those on « no label » say nothing of roles.
        question_share: share of its turns that ask, from which one of several voices is the interviewer.
        told: by folded label, what a heading says that somebody does.
    """
    said = [(d.speaker, d.text) for d in drafts if d.speaker and d.role is None]
    speakers = list(dict.fromkeys(speaker for speaker, _ in said))
    told = told or {}
    asking, because = _asking(said, speakers, session, question_share, told)
    people = {transcript_conventions.folded_label(p.label) for p in session.people}
    chosen = decided(decisions)
    settled = {}
    for speaker in speakers:
        key = transcript_conventions.folded_label(speaker)
        if role := chosen.get(key):
            settled[speaker] = SettledRole(role, "decision")
        elif speaker in asking:
            settled[speaker] = SettledRole("interviewer", because)
        elif key in people:
            settled[speaker] = SettledRole("participant", "metadata")
        elif key in told:
            settled[speaker] = SettledRole("participant", "heading")
        else:
            by_label = transcript_conventions.PARTICIPANT.fullmatch(key)
            settled[speaker] = SettledRole("participant", "label" if by_label else "default")
    return settled


def _asking(
    said: Said, speakers: list[str], session: Session, question_share: float, told: Mapping[str, Role]
) -> tuple[set[str], Because]:
    people = {transcript_conventions.folded_label(p.label) for p in session.people}
    interviewers = {transcript_conventions.folded_label(i) for i in session.interviewers}
    answering = {key for key, role in told.items() if role == "participant"}
    others = [s for s in speakers if transcript_conventions.folded_label(s) not in people | answering]
    declared = {s for s in speakers if transcript_conventions.folded_label(s) in interviewers}
    clear = {s for s in others if _says(s, transcript_conventions.INTERVIEWER)}
    if declared:
        return declared | clear, "metadata"
    by_heading = {s for s in others if told.get(transcript_conventions.folded_label(s)) == "interviewer"}
    if by_heading:
        return by_heading, "heading"
    perhaps = {s for s in others if _says(s, transcript_conventions.PERHAPS_INTERVIEWER)}
    asking = clear or perhaps
    # « E » that asks nothing while somebody else nearly always does stands for « Enquêté ».
    shares = question_shares(said)
    most_of_others = max((share for s, share in shares.items() if s not in perhaps), default=0)
    contradicted = not clear and most_of_others >= MOSTLY_ASKS and not any(shares[s] > 0 for s in perhaps)
    if asking and not contradicted and (asking != set(speakers) or len(speakers) == 1):
        return asking, "label"
    # « E » and « I » stand for those who ask and for those who answer: the questions tell.
    return _asking_most(said, others, question_share) or set(others[: bool(asking)]), "questions"


def _says(label: str, role: re.Pattern[str]) -> bool:
    """Tell whether a label, what it holds between brackets, or its last word names a role: « Sonia (ENQ) »."""
    inside = re.findall(r"\(([^)]*)\)", label)
    words = label.split()
    last = words[-1:] if len(words) > 1 and len(words[-1]) >= SHORTEST_ROLE else []
    return any(role.fullmatch(transcript_conventions.folded_label(part)) for part in (label, *inside, *last))


def _asking_most(said: Said, speakers: list[str], question_share: float) -> set[str]:
    shares = question_shares(said)
    turns = Counter(speaker for speaker, _ in said)
    words = Counter({s: sum(len(text.split()) for speaker, text in said if speaker == s) for s in shares})
    if words.total() >= ENOUGH_WORDS:
        speakers = [s for s in speakers if words[s] <= MOST_WORDS * words.total()]
    if len(shares) > 2:
        fewest = min(FEWEST_ASKED, max(2, turns.total() // SHORT))
        speakers = [s for s in speakers if turns[s] >= fewest]
    ranked = sorted(speakers, key=lambda s: (-shares[s], speakers.index(s)))
    if not ranked or len(shares) < 2 or shares[ranked[0]] == 0:
        return set()
    alone = len(ranked) == 1 or shares[ranked[0]] > shares[ranked[1]]
    return {ranked[0]} if alone and (len(shares) == 2 or shares[ranked[0]] >= question_share) else set()


def question_shares(said: Said) -> Mapping[str, float]:
    """Give the share of each speaker's turns that ask something."""
    turns = Counter(speaker for speaker, _ in said)
    questions = Counter(speaker for speaker, words in said if transcript_conventions.is_question(words))
    return {speaker: questions[speaker] / count for speaker, count in turns.items()}
