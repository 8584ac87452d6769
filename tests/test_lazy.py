"""Rows made one session at a time are those of the table read whole, and are made when they are asked for."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Restriction
from pipeline.model.lazy import by_session, cut


def said(session: str, turn: int, *consent: Restriction) -> AnonymisedTurn:
    return AnonymisedTurn(session, turn, "Denise", "participant", None, turn, "Là.", consent, (), (1,))


ROWS = [said("E01", 0), said("E01", 1, Restriction(0, 1, "not_quotable"), Restriction(0, 0, "free")), said("E02", 0)]


def test_rows_by_session_are_the_rows_of_the_table(tmp_path: Path) -> None:
    """In the same order, with the same values, lists and blanks; an empty table has no session."""
    path = tmp_path / "anonymised.parquet"
    for rows in (ROWS, []):
        store.write("anonymised", rows, path)
        found = store.read_by_session("anonymised", path)
        assert [*found] == store.read("anonymised", path) == rows
        assert len(found) == len(rows)
        assert {s: [*own] for s, own in by_session(found).items()} == by_session(rows)


def test_a_session_is_made_once_and_when_opened() -> None:
    """Counting makes nothing; opening one session makes that one only, once."""
    made: list[int] = []

    def make(piece: pa.Table) -> list[str]:
        made.append(piece.num_rows)
        return [str(session) for session in piece["session"].to_pylist()]

    found = cut(pa.table({"session": ["E01", "E01", "E02"]}), make)
    assert (len(found), [len(p) for p in found.parts.values()], made) == (3, [2, 1], [])
    assert [found.parts["E02"][0], *found.parts["E02"]] == ["E02", "E02"]
    assert made == [1]
