"""Who decides, and the moment → lines of ``decisions/``, each with its id, its author and its date: the one clock."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from pipeline.model.decision_rows import Decision
from pipeline.model.errors import FiligraneError

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
