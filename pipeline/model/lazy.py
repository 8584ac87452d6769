"""A table in order of session → the same rows, made one session at a time, when they are asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, groupby
from typing import Any, Generic, Protocol, TypeVar, overload

import pyarrow as pa


class OfSession(Protocol):
    """A row that says which session it is of."""

    @property
    def session(self) -> str:
        """The session."""


R = TypeVar("R")
S = TypeVar("S", bound=OfSession)


class LazyRows(Sequence[R]):
    """Rows that are made when one of them is looked at; how many they are is known before."""

    @property
    @abstractmethod
    def made(self) -> tuple[R, ...]:
        """The rows themselves."""

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[R]: ...
    def __getitem__(self, at: int | slice) -> R | Sequence[R]:
        return self.made[at]

    def __iter__(self) -> Iterator[R]:
        return iter(self.made)


class LazySession(LazyRows[R]):
    """The rows of one session, kept once made, or made again whenever they are looked at."""

    def __init__(self, length: int, make: Callable[[], Sequence[R]], *, kept: bool = True) -> None:
        self._length, self._make, self._kept = length, make, kept

    @property
    def made(self) -> tuple[R, ...]:
        """The rows themselves."""
        return self._once if self._kept else self.afresh()

    @cached_property
    def _once(self) -> tuple[R, ...]:
        return self.afresh()

    def afresh(self) -> tuple[R, ...]:
        """Make the rows without keeping them."""
        return tuple(self._make())

    def __len__(self) -> int:
        return self._length


class Sessions(LazyRows[R]):
    """The rows of every session, one session after the other."""

    def __init__(self, parts: Mapping[str, LazySession[R]]) -> None:
        self.parts = parts

    @property
    def made(self) -> tuple[R, ...]:
        """The rows themselves: each part keeps its own, nothing is kept twice."""
        return tuple(self)

    def __iter__(self) -> Iterator[R]:
        return chain.from_iterable(self.parts.values())

    def __len__(self) -> int:
        return sum(map(len, self.parts.values()))


def cut(table: pa.Table, make: Callable[[pa.Table], Sequence[Any]], *, kept: bool = True) -> Sessions[Any]:
    """Cut a table that is in order of session; ``make`` turns a piece of it into rows, which may be kept or not."""
    parts, start = {}, 0
    for session, rows in groupby(table["session"].to_pylist()):
        length = sum(1 for _ in rows)
        parts[session] = LazySession(length, partial(make, table.slice(start, length)), kept=kept)
        start += length
    return Sessions(parts)


def by_session(rows: Sequence[S]) -> Mapping[str, Sequence[S]]:
    """Arrange rows by session; those that were not made yet are not made for it."""
    if isinstance(rows, Sessions):
        return rows.parts
    found: dict[str, list[S]] = defaultdict(list)
    for row in rows:
        found[row.session].append(row)
    return dict(found)


T = TypeVar("T")


class Same(Generic[T]):
    """
    A thing known by its identity: two that hold the same rows are two things, and none is gone through to tell.

    What it holds lives as long as the key does: its identity is never another's.
    """

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)
