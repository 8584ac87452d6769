"""Sessions and their turns → the same by number, a session at a time, when it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.contracts import AnonymisedTurn


class Turns(Mapping[str, dict[int, AnonymisedTurn]]):
    """Sessions → their turns by number; those of a session are arranged when it is opened."""

    def __init__(self, said_in: Mapping[str, Sequence[AnonymisedTurn]]) -> None:
        self._said_in = said_in
        self._opened: dict[str, dict[int, AnonymisedTurn]] = {}

    def __getitem__(self, session: str) -> dict[int, AnonymisedTurn]:
        if session not in self._opened:
            self._opened[session] = {t.turn: t for t in self._said_in[session]}
        return self._opened[session]

    def __contains__(self, session: object) -> bool:
        return session in self._said_in

    def __iter__(self) -> Iterator[str]:
        return iter(self._said_in)

    def __len__(self) -> int:
        return len(self._said_in)
