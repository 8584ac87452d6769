"""Something read once → a key that is equal to itself only, so that what is worked out of it can be kept."""

from __future__ import annotations

from typing import Generic, TypeVar

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
