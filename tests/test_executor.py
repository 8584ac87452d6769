"""One seam for the work of sessions: the same results, in the same order and the same bytes, wherever it is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import store
from pipeline.model.contracts import Turn
from pipeline.model.errors import FiligraneError
from pipeline.run.executor import Engine, map_sessions

SESSIONS = {"E02": "deux", "E10": "dix", "E01": "un"}


def one_turn(text: str) -> list[Turn]:
    """Do a session's work: tiny, and picklable."""
    return [Turn(text, 0, "ENQ", "interviewer", None, None, text.upper(), f"{text}.txt")]


def broken(text: str) -> str:
    """Fail on one session."""
    if text == "dix":
        raise FiligraneError(f"{text} ne se lit pas")
    return text


@pytest.mark.parametrize("engine", ["inline", "processes", "dask"])
def test_all_engines_give_the_same_bytes(tmp_path: Path, engine: Engine) -> None:
    """Inline, two processes, or a Dask cluster of two workers on this machine: nothing differs."""
    results = dict(map_sessions(one_turn, SESSIONS, engine=engine, workers=2))
    for session, rows in results.items():
        store.write("turns", rows, tmp_path / f"{engine}-{session}.parquet", "key")
        store.write("turns", one_turn(SESSIONS[session]), tmp_path / f"alone-{session}.parquet", "key")

    assert set(results) == {"E01", "E02", "E10"}
    for session in SESSIONS:
        assert (tmp_path / f"{engine}-{session}.parquet").read_bytes() == (
            tmp_path / f"alone-{session}.parquet"
        ).read_bytes()


def test_a_fault_in_one_session_is_not_swallowed() -> None:
    """What a session's work raises comes out."""
    with pytest.raises(FiligraneError, match="dix"):
        list(map_sessions(broken, SESSIONS, engine="inline"))


def test_no_session_needs_no_engine() -> None:
    """An empty corpus is a corpus."""
    assert list(map_sessions(one_turn, {}, engine="processes")) == []


@pytest.mark.parametrize("engine", ["inline", "processes", "dask"])
def test_a_session_comes_before_the_others_are_begun(engine: Engine) -> None:
    """What is done is given at once: a hundred sessions are neither handed out nor held together."""
    asked: list[str] = []

    class Counted(str):
        __slots__ = ()

        def __reduce__(self) -> tuple[type[str], tuple[str]]:
            asked.append(str(self))
            return str, (str(self),)

    many = {f"E{n:03}": Counted(n) for n in range(40)}
    given = map_sessions(one_turn, many, engine=engine, workers=2)
    first, rows = next(given)

    assert rows == one_turn(str(int(first[1:])))
    assert len(asked) < 10
    assert {first, *(session for session, _ in given)} == set(many)


def test_an_unknown_engine_is_named_with_the_known_ones() -> None:
    """A slip in params.yaml is said in the user's words."""
    with pytest.raises(FiligraneError, match="inline, processes, dask"):
        map_sessions(one_turn, SESSIONS, engine="ray")  # type: ignore[arg-type]
