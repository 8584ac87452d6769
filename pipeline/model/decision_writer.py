"""Who decides, and the moment → lines of ``decisions/``, each with its id, its author and its date: the one clock."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from pipeline.model.contracts import Role
from pipeline.model.decision_rows import NO_LABEL, NOWHERE, Decision, RoleDecision, VoiceRole
from pipeline.model.errors import FiligraneError
from pipeline.model.files import normalised

D = TypeVar("D", bound=Decision)
NOT_YOURS = "Cette ligne est de {author} : chacun ne change que ce qu'il a décidé."


def gesture_time() -> str:
    """Tell the moment of a gesture on a screen, so finely that two gestures never share it (``by_gesture``)."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def command_time() -> str:
    """Tell the moment of a command, to the second: no gesture, which a screen would take back."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def today() -> str:
    """Tell today's date, where the reader is."""
    return datetime.now(UTC).astimezone().date().isoformat()


def new_id() -> str:
    """Draw the id of a line: nobody draws the same, on this machine or on another."""
    return secrets.token_hex(16)


@dataclass(frozen=True, kw_only=True)
class DecisionWriter:
    """
    Who writes the lines of one gesture, and when; rooms add what their lines need.

    Attributes:
        author: the name of the file that the lines will stand in.
        at: the moment, which all lines of the gesture share.
        new_id: what draws the id of each line.
    """

    author: str
    at: str = field(default_factory=gesture_time)
    new_id: Callable[[], str] = new_id

    def line(self, kind: type[D], **said: Any) -> D:
        """Write a line of a kind, saying what its columns say."""
        return kind(id=self.new_id(), at=self.at, author=self.author, **said)

    def again(self, line: D, **changed: Any) -> D:
        """Write a line like another, which stays as it is, but for what has changed."""
        return replace(line, id=self.new_id(), at=self.at, author=self.author, file="", line=0, **changed)

    def instead(self, line: D, **changed: Any) -> D:
        """
        Write a line in the place of one's own.

        Raises:
            FiligraneError: it is somebody else's.
        """
        self.own(line)
        return self.again(line, **{"replaces": line.id, **changed})

    def own(self, line: Decision, said: str = NOT_YOURS) -> None:
        """
        Check that a line is of who writes, or of nobody yet.

        Raises:
            FiligraneError: it is somebody else's.
        """
        if line.author not in {"", self.author}:
            raise FiligraneError(said.format(author=line.author))


def last_gesture(lines: Iterable[D]) -> list[D]:
    """Give the lines of the last gesture among some: all those of one moment."""
    found = list(lines)
    last = max((d.at for d in found), default="")
    return [d for d in found if d.at == last]


NAME = re.compile(r"\w(?:[\w .'-]{0,38}\w)?")


def coder_name(typed: str, folder: str = "codings") -> str:
    """
    Check the name under which a person decides: it becomes the name of a file of ``folder``.

    >>> coder_name("  Claire Dumas ")
    'Claire Dumas'

    Raises:
        FiligraneError: no file could bear this name.
    """
    name = " ".join(normalised(typed).split())
    if not NAME.fullmatch(name):
        raise FiligraneError(
            f"« {name} » ne peut pas nommer un fichier de decisions/{folder} : écrivez un prénom ou des initiales, "
            "avec des lettres, des chiffres, des espaces ou des tirets (40 signes au plus)."
        )
    return name


class RoleTurn(Protocol):
    """A turn as it was read; ``check`` knows it again."""

    @property
    def turn(self) -> int: ...
    @property
    def speaker(self) -> str: ...
    @property
    def check(self) -> str: ...


def role_of(session: str, label: str, of: Role) -> RoleDecision:
    """Say that a label, as its session writes it, asks or answers."""
    return _role_decision(session, label, role=of)


def voice_renamed(session: str, label: str, name: str) -> RoleDecision:
    """Say under which name a voice stands: « Voix 1 » is the teacher. The name of another voice makes them one."""
    return _role_decision(session, label, same_as=name)


def merged(session: str, label: str, into: str) -> RoleDecision:
    """Say that two labels are one voice."""
    return _role_decision(session, label, same_as=into)


def not_a_label(session: str, label: str) -> RoleDecision:
    """Say that words before a colon are no label: what follows goes on."""
    return _role_decision(session, label, role=NO_LABEL)


def turns_assigned(session: str, turns: Sequence[RoleTurn], who: str, of: VoiceRole = "") -> list[RoleDecision]:
    """
    Give turns to somebody, one row for each: a voice is split so, or a recording without speakers told.

    Args:
        session: whose turns they are.
        turns: as they were read; each row keeps the check of its turn.
        who: the label that they stand under from now on.
        of: what this person does, when it is said at the same time.
    """
    rows = (_role_decision(session, one.speaker, role=of, same_as=who) for one in turns)
    return [replace(row, turn=one.turn, check=one.check) for row, one in zip(rows, turns, strict=True)]


def _role_decision(session: str, label: str, *, role: VoiceRole = "", same_as: str = "") -> RoleDecision:
    return RoleDecision(
        id=new_id(), at=command_time(), session=session, turn=NOWHERE, label=label, role=role, same_as=same_as
    )
