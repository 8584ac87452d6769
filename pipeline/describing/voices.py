"""What somebody says of the voices of an interview → lines of ``decisions/roles``; and those lines taken back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pipeline import decisions
from pipeline.decisions import RoleDecision
from pipeline.describing import wording
from pipeline.errors import FiligraneError
from pipeline.speech.understood import Spoken, Understood, Voice
from pipeline.study import Study

WHOLE = -1  # about a label everywhere in the interview
NO_LABEL = "none"
LONGEST = 80  # characters


def role(session: str, label: str, wanted: str) -> RoleDecision:
    """Say who a label is: ``interviewer``, ``participant``, ``editorial`` or ``noise``."""
    return _line(session, label=label, role=wanted)


def called(session: str, voice: Voice, turns: Iterable[Spoken], name: str) -> list[RoleDecision]:
    """
    Give a voice another name, or that of the voice it is, under each of its labels and in the turns given to it.

    Raises:
        FiligraneError: it is no name.
    """
    new = _name(name)
    labels = [label for label in dict.fromkeys([*voice.spellings, voice.label]) if label != new]
    given = [t for t in turns if t.speaker == voice.label] if not voice.spellings else []
    return _together([
        *(_line(session, label=label, same_as=new) for label in labels),
        *(_line(session, turn=t.turn, label=t.speaker, same_as=new, check=t.check) for t in given),
    ])


def no_label(session: str, label: str) -> RoleDecision:
    """Say that what was taken for a label is words."""
    return _line(session, label=label, role=NO_LABEL)


def assigned(session: str, turns: Iterable[Spoken], names: Mapping[int, str]) -> list[RoleDecision]:
    """
    Give turns to those who speak them: turn → who.

    Raises:
        FiligraneError: one of them is no name.
    """
    wanted = {n: _name(who) for n, who in names.items()}
    return _together(
        _line(session, turn=t.turn, label=t.speaker, same_as=wanted[t.turn], check=t.check)
        for t in turns if t.turn in wanted and wanted[t.turn] != t.speaker
    )


def write(study: Study, author: str, lines: Sequence[RoleDecision]) -> None:
    """Write the lines of one gesture."""
    if lines:
        decisions.append(study, author, lines)


def last(study: Study, author: str, session: str) -> list[RoleDecision]:
    """Give the lines of the last gesture of somebody about an interview that still hold."""
    own = [d for d in decisions.roles(study) if d.author == author and d.session == session and (d.role or d.same_as)]
    return [d for d in own if d.at == own[-1].at] if own else []


def taken_back(lines: Iterable[RoleDecision]) -> list[RoleDecision]:
    """Take the lines of one gesture back."""
    return _together(_line(d.session, turn=d.turn, label=d.label, replaces=d.id) for d in lines)


def told(line: RoleDecision) -> str:
    """Say a line in French."""
    label = line.label or wording.NOBODY
    if line.turn != WHOLE:
        return wording.TURN_IS.format(turn=line.turn, who=line.same_as)
    if line.role == NO_LABEL:
        return wording.IS_NO_LABEL.format(label=label)
    if line.same_as:
        return wording.IS_SAME.format(label=label, other=line.same_as)
    return wording.IS_ROLE.format(label=label, role=wording.ROLES.get(line.role, line.role))


def effect(before: Understood, after: Understood) -> str:
    """Say how a gesture changed where turns begin; empty when it did not."""
    if len(before.turns) == len(after.turns):
        return ""
    return wording.CUT_AGAIN.format(before=len(before.turns), after=len(after.turns))


def _name(typed: str) -> str:
    said = " ".join(typed.split())
    if not said or len(said) > LONGEST:
        raise FiligraneError(wording.NO_NAME)
    return said


def _together(lines: Iterable[RoleDecision]) -> list[RoleDecision]:
    # One moment for one gesture: it is taken back whole.
    at = _now()
    return [replace(line, at=at) for line in lines]


def _line(session: str, **said: Any) -> RoleDecision:
    blank = RoleDecision(
        id=secrets.token_hex(16), at=_now(), session=session, turn=WHOLE, label="", role="", same_as=""
    )
    return replace(blank, **said)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
