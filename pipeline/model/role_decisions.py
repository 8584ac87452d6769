"""What a person says of a voice → the row of ``decisions/roles`` that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from pipeline.model.contracts import Role
from pipeline.model.decision_rows import NO_LABEL, NOWHERE, RoleDecision, VoiceRole
from pipeline.model.decision_writer import command_time, new_id


class RoleTurn(Protocol):
    """A turn as it was read; ``check`` knows it again."""

    @property
    def turn(self) -> int: ...
    @property
    def speaker(self) -> str: ...
    @property
    def check(self) -> str: ...


def role(session: str, label: str, of: Role) -> RoleDecision:
    """Say that a label asks, or answers."""
    return _row(session, label, role=of)


def renamed(session: str, label: str, name: str) -> RoleDecision:
    """Say under which name a voice stands: « Voix 1 » is the teacher. The name of another voice makes them one."""
    return _row(session, label, same_as=name)


def merged(session: str, label: str, into: str) -> RoleDecision:
    """Say that two labels are one voice."""
    return _row(session, label, same_as=into)


def no_label(session: str, label: str) -> RoleDecision:
    """Say that words before a colon are no label: what follows goes on."""
    return _row(session, label, role=NO_LABEL)


def assigned(session: str, turns: Sequence[RoleTurn], who: str, of: VoiceRole = "") -> list[RoleDecision]:
    """Give turns to somebody, one row for each: a voice is split so, or a recording without speakers told."""
    rows = (_row(session, one.speaker, role=of, same_as=who) for one in turns)
    return [replace(row, turn=one.turn, check=one.check) for row, one in zip(rows, turns, strict=True)]


def _row(session: str, label: str, *, role: VoiceRole = "", same_as: str = "") -> RoleDecision:
    return RoleDecision(
        id=new_id(), at=command_time(), session=session, turn=NOWHERE, label=label, role=role, same_as=same_as
    )
