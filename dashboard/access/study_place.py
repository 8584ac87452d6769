"""``FILIGRANE_STUDY``, or the demonstration that somebody tries → the study that the dashboard shows."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from pipeline.model.study import Study

TRYING = "study:demonstration"


def study() -> Study:
    """Find the study: the demonstration where it is tried, else where ``FILIGRANE_STUDY`` says, or the folder here."""
    found = demonstration() if st.session_state.get(TRYING) else None
    return found or own()


def own() -> Study:
    """Find the study that the dashboard was opened on."""
    return Study(os.environ.get("FILIGRANE_STUDY", "."))


def demonstration() -> Study | None:
    """Find the fictional corpus, where it is installed and is not the study itself."""
    root = Path(__file__).parents[2]
    if root.resolve() == own().root.resolve() or not (root / "transcripts").is_dir():
        return None
    found = Study(root)
    return found if (root / "params.yaml").exists() and found.params("study").get("fictional") else None


def is_program(study: Study) -> bool:
    """Tell whether a study is the folder of the program itself, where the fictional corpus is worked on."""
    return study.root.resolve() == Path(__file__).parents[2].resolve()


def on_demonstration() -> bool:
    """Tell whether the demonstration is being tried instead of one's own study."""
    return bool(st.session_state.get(TRYING)) and demonstration() is not None


def try_demonstration() -> None:
    """Show the fictional corpus to whoever asks, in this window only."""
    st.session_state[TRYING] = True


def back() -> None:
    """Come back to one's own study."""
    st.session_state[TRYING] = False
