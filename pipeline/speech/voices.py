"""Labels, metadata and decisions → who each voice is, and whether it asks or answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from pipeline.contracts import Role
from pipeline.decisions import RoleDecision
from pipeline.errors import BrokenDecision
from pipeline.french import speech
from pipeline.readers.session import Session

Said = Sequence[tuple[str, str]]  # speaker, words


def names(session: Session) -> dict[str, str]:
    """Give each spelling that may label someone of the metadata, folded, with the label to show."""
    people = [(p.label, p.name) for p in session.people] + [(i, i) for i in session.interviewers]
    short = [(speech.folded_label(s), label) for label, name in people for s in _short(name)]
    shared = Counter(key for key, _ in short)
    # A first name that two people bear labels neither.
    found = {key: label for key, label in short if shared[key] == 1}
    found |= {speech.folded_label(spelling): label for label, name in people for spelling in (name, label)}
    return {key: label for key, label in found.items() if key}


def _short(name: str) -> set[str]:
    first, *others = name.split() or [""]
    initials = [word[0] for word in re.split(r"[\s-]+", name) if word]
    return {first, ".".join(initials), "".join(initials)} if others else set()


def merged(decisions: Iterable[RoleDecision]) -> dict[str, str]:
    """Give the labels that a person said to be others, folded, with the label they stand for."""
    return {speech.folded_label(d.label): d.same_as for d in _in_time(decisions) if d.same_as}


def decided(decisions: Iterable[RoleDecision]) -> dict[str, Role]:
    """
    Give the roles that a person set, by folded label.

    Raises:
        BrokenDecision: the role is none that exists.
    """
    return {speech.folded_label(d.label): _role(d) for d in _in_time(decisions) if d.role}


def _in_time(decisions: Iterable[RoleDecision]) -> list[RoleDecision]:
    return sorted(decisions, key=lambda d: (d.at, d.file, d.line))


def _role(decision: RoleDecision) -> Role:
    for role in get_args(Role):
        if role == decision.role:
            return role  # type: ignore[no-any-return]
    raise BrokenDecision(
        f"decisions/{decision.file}, ligne {decision.line} : le rôle « {decision.role} » n'existe pas "
        f"({', '.join(get_args(Role))}). Corrigez-le, ou retirez la ligne."
    )


def roles(said: Said, session: Session, decisions: Iterable[RoleDecision], question_share: float) -> dict[str, Role]:
    """Give each speaker a role: a person's decision, else the metadata's, else the label's, else who asks most."""
    speakers = list(dict.fromkeys(speaker for speaker, _ in said))
    asking = _asking(said, speakers, session, question_share)
    found: dict[str, Role] = {s: "interviewer" if s in asking else "participant" for s in speakers}
    chosen = decided(decisions)
    return {s: chosen.get(speech.folded_label(s), role) for s, role in found.items()}


def _asking(said: Said, speakers: list[str], session: Session, question_share: float) -> set[str]:
    people = {speech.folded_label(p.label) for p in session.people}
    others = [s for s in speakers if speech.folded_label(s) not in people]
    declared = {s for s in speakers if s in session.interviewers}
    clear = {s for s in others if speech.INTERVIEWER.fullmatch(speech.folded_label(s))}
    perhaps = {s for s in others if speech.PERHAPS_INTERVIEWER.fullmatch(speech.folded_label(s))}
    return (declared | clear) or perhaps or _asking_most(said, others, question_share)


def _asking_most(said: Said, speakers: list[str], question_share: float) -> set[str]:
    shares = _question_shares(said)
    ranked = sorted(speakers, key=lambda s: (-shares[s], speakers.index(s)))
    if not ranked or len(shares) < 2 or shares[ranked[0]] == 0:
        return set()
    alone = len(ranked) == 1 or shares[ranked[0]] > shares[ranked[1]]
    return {ranked[0]} if alone and (len(shares) == 2 or shares[ranked[0]] >= question_share) else set()


def _question_shares(said: Said) -> Mapping[str, float]:
    turns = Counter(speaker for speaker, _ in said)
    questions = Counter(speaker for speaker, words in said if speech.is_question(words))
    return {speaker: questions[speaker] / count for speaker, count in turns.items()}
