"""Labels, metadata and decisions → who each voice is, and whether it asks or answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.session import Session
from pipeline.ingest.speech.draft_turn import DraftTurn
from pipeline.ingest.speech.full_names import short_forms
from pipeline.language import transcript_conventions
from pipeline.model.contracts import Role
from pipeline.model.decision_rows import NO_LABEL, in_time

SHORTEST_ROLE = 3  # letters of a role written after a name: « Sonia Enq. »
MOST_WORDS = 0.6  # share of the words above which who asks is no interviewer, but tells
ENOUGH_WORDS = 100  # in all, under which shares of words tell nothing
MOSTLY_ASKS = 0.6  # share of turns that ask, above which the questions speak against a label of one letter
SHORT = 4  # a voice of a short exchange has a share of its turns, and not so many
FEWEST_ASKED = 5  # turns under which a voice among several is not taken for the interviewer
Said = Sequence[tuple[str, str]]  # speaker, words
# What settled a role; « default » is nothing but that the voice is no interviewer's.
Because = Literal["decision", "metadata", "heading", "label", "questions", "default"]


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
class Settled:
    """The role of a label, and what it was settled by."""

    role: Role
    because: Because


def roles(
    drafts: Iterable[DraftTurn], session: Session, decisions: Iterable[RoleDecision], question_share: float,
    told: Mapping[str, Role] | None = None,
) -> dict[str, Settled]:
    """
    Give each speaker a role: a person's decision, else the metadata's, a heading's, the label's, else who asks most.

    Where every voice would ask, nobody answers: the one that asks most stays, and a person has to confirm.
    """
    said = [(d.speaker, d.text) for d in drafts if d.speaker and d.role is None]
    speakers = list(dict.fromkeys(speaker for speaker, _ in said))
    found = _recognised(said, speakers, session, question_share, told or {})
    chosen = decided(decisions)
    ruled = {s: chosen.get(transcript_conventions.folded_label(s)) for s in speakers}
    return {s: Settled(role, "decision") if (role := ruled[s]) else found[s] for s in speakers}


def _recognised(
    said: Said, speakers: list[str], session: Session, question_share: float, told: Mapping[str, Role]
) -> dict[str, Settled]:
    people = {transcript_conventions.folded_label(p.label) for p in session.people}
    asking, because = _asking(said, speakers, session, question_share, told)
    return {
        s: _settled(
            s, asking, because, declared=transcript_conventions.folded_label(s) in people, told=told,
        ) for s in speakers
    }


def _settled(speaker: str, asking: set[str], because: Because, *, declared: bool, told: Mapping[str, Role]) -> Settled:
    if speaker in asking:
        return Settled("interviewer", because)
    if declared:
        return Settled("participant", "metadata")
    if transcript_conventions.folded_label(speaker) in told:
        return Settled("participant", "heading")
    by_label = transcript_conventions.PARTICIPANT.fullmatch(transcript_conventions.folded_label(speaker))
    return Settled("participant", "label" if by_label else "default")


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
    contradicted = not clear and _only_others_ask(said, perhaps)
    if asking and not contradicted and (asking != set(speakers) or len(speakers) == 1):
        return asking, "label"
    # « E » and « I » stand for those who ask and for those who answer: the questions tell.
    return _asking_most(said, others, question_share) or set(others[: bool(asking)]), "questions"


def _only_others_ask(said: Said, perhaps: set[str]) -> bool:
    """Tell whether « E » asks nothing while somebody else nearly always does: it then stands for « Enquêté »."""
    shares = question_shares(said)
    asked = any(shares[s] > 0 for s in perhaps)
    return not asked and max((share for s, share in shares.items() if s not in perhaps), default=0) >= MOSTLY_ASKS


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
