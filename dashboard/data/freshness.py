"""What was read from files, or worked out → the same again until what it came from is another.

Every cache of the dashboard is made here, shared by all who have it open, and is of one of two kinds:

* ``read`` for what is read from files. Its arguments name the study and the state of what is read there (``stamp`` of
  each file, or its very content). A file that is written again is another state, and is read anew.
* ``worked_out`` for what follows from what was read. Its arguments are what it follows from. Readings and decisions
  (``CorpusReading``, ``Decided``, ``Same``) are equal to themselves only: a run or a line more gives other ones.

What follows from one object alone is a ``cached_property`` of that object, and goes with it. Nothing else makes an
answer stale, so nothing has to be told that something changed.

The memory of the process is left to Python: on a study of 27,000 turns ``gc.freeze`` spared 85 ms of processor at the
first reading and one collection of 106 ms, for every thread and for good.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import streamlit as st

F = TypeVar("F", bound=Callable[..., Any])
Stamp = tuple[str, int, int, int]
# Each cache by the name of what it keeps: how to let it go.
_KEPT: dict[str, Callable[[], None]] = {}


def read(entries: int, waiting: str = "") -> Callable[[F], F]:
    """
    Keep what is read from files, one answer for each state of them.

    It is shared and never copied: nothing that a page is given may be changed.

    Args:
        entries: how many answers are kept; the oldest goes first.
        waiting: what a page says while it reads; nothing where it is quick.
    """
    def keep(reads: F) -> F:
        kept: Any = st.cache_resource(max_entries=entries, show_spinner=waiting or False)(reads)
        _KEPT[f"{reads.__module__}.{reads.__name__}"] = kept.clear
        return cast("F", kept)

    return keep


def worked_out(entries: int) -> Callable[[F], F]:
    """
    Keep what follows from what was read, one answer for each thing it follows from.

    What it follows from lives as long as the answer: few entries, where it is a reading.

    Args:
        entries: how many answers are kept; the one asked longest ago goes first.
    """
    def keep(works: F) -> F:
        kept = lru_cache(maxsize=entries)(works)
        _KEPT[f"{works.__module__}.{works.__name__}"] = kept.cache_clear
        return cast("F", kept)

    return keep


def kept() -> tuple[str, ...]:
    """Name all that is kept, by the function that makes it."""
    return tuple(sorted(_KEPT))


def forget() -> None:
    """Let go of all that is kept: the next page reads and works out everything anew, and shows the same."""
    for let_go in _KEPT.values():
        let_go()


def stamp(path: Path) -> Stamp:
    """Tell one state of a file from another, without reading it."""
    # Files are replaced at one stroke: another file has another number, whatever its date.
    now = path.stat()
    return str(path), now.st_ino, now.st_mtime_ns, now.st_size
