"""What a component of the page says of the last gesture → the gesture as plain data, done or refused in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import streamlit as st

from pipeline.model.errors import FiligraneError

Gesture = dict[str, Any]


class PageState(Protocol):
    """What a page has in hand; its token tells one screen from another."""

    @property
    def token(self) -> str:
        """The screen on which a gesture is made."""


D = TypeVar("D", bound=PageState)


@dataclass(frozen=True, slots=True)
class Keys:
    """Where a page keeps what it says of the last gesture, and how many there were."""

    news: str
    error: str
    count: str


@dataclass(frozen=True, slots=True)
class Hands(Generic[D]):
    """
    What somebody may do on a page.

    Attributes:
        does: gestures by name.
        keys: where the page keeps what it says of them.
        stale: what is said of a gesture made on another screen, or of an unknown one.
        nobody: what is said where a name must be given first.
        reading: gestures that write nothing, and ask for no name.
    """

    does: Mapping[str, Callable[[D, Gesture], None]]
    keys: Keys
    stale: str
    nobody: str
    reading: frozenset[str] = frozenset()

    def obey(self, made: Gesture, on: D, author: str) -> None:
        """Do what was asked; what cannot be done is told on the screen, and nothing is written."""
        attempt(lambda: self._wanted(made, on, author)(on, made), self.keys)

    def _wanted(self, made: Gesture, on: D, author: str) -> Callable[[D, Gesture], None]:
        wanted = str(made.get("gesture"))
        if wanted not in self.does or made.get("token") != on.token:
            raise FiligraneError(self.stale)
        if not author and wanted not in self.reading:
            raise FiligraneError(self.nobody)
        return self.does[wanted]


def last(key: str) -> Gesture:
    """Give what somebody has just done on a component; empty when it cannot be understood."""
    said = st.session_state.get(key)
    made = said.get("gesture") if said else None
    return dict(made) if isinstance(made, dict) else {}


def attempt(doing: Callable[[], None], keys: Keys) -> None:
    """Do something, or keep why it cannot be done, to be told; the screen is another afterwards."""
    st.session_state[keys.news] = st.session_state[keys.error] = ""
    try:
        doing()
    except FiligraneError as error:
        st.session_state[keys.error] = str(error)
    st.session_state[keys.count] = st.session_state.get(keys.count, 0) + 1
