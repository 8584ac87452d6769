"""``decisions/codings`` and ``decisions/arbitrations`` → what people decided, read anew when a file has changed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.place import study as here
from dashboard.view.decided import Decided
from pipeline import decisions
from pipeline.decision_rows import FOLDERS, Arbitration, CodingDecision
from pipeline.study import Study

Stamp = tuple[str, int, int, int]


def decided() -> Decided:
    """
    Give what people decided, as it is now.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    study = here()
    folders = (study / f"decisions/{FOLDERS[kind]}" for kind in (CodingDecision, Arbitration))
    stamps = tuple(stamp(path) for folder in folders for path in sorted(folder.glob("*.csv")))
    return _read(str(study.root.resolve()), stamps)


def stamp(path: Path) -> Stamp:
    """Tell one state of a file from another."""
    # Files are replaced at one stroke: another file has another number, whatever its date.
    now = path.stat()
    return str(path), now.st_ino, now.st_mtime_ns, now.st_size


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(root: str, stamps: tuple[Stamp, ...]) -> Decided:  # noqa: ARG001 - what is watched is the key
    study = Study(root)
    return Decided(tuple(decisions.read(study, CodingDecision)), tuple(decisions.arbitrations(study)))
