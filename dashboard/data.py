"""``build/tables``, the codebook, decisions and settings of a study → what the screens show, read once for each run."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import wording
from dashboard.decided import decided
from dashboard.live import Live
from dashboard.place import study
from dashboard.view.corpus import Corpus, Settings
from dashboard.view.passages import Reading
from dashboard.view.reserved import reserved
from dashboard.view.since import Figures, figures
from pipeline import codebook, decisions, store
from pipeline.decision_rows import FOLDERS, ConsentDecision
from pipeline.past import PREVIOUS
from pipeline.study import Study

__all__ = ["corpus", "reading", "run_shown", "settings", "since", "study"]
TABLES = "build/tables"
SHOWN = (
    "anonymised", "participants", "answers", "excerpts", "suggestions", "codings", "orphans", "topics", "groupings",
)
CONSENT = f"decisions/{FOLDERS[ConsentDecision]}"
WATCHED = ("build/tables/run.json", codebook.CODEBOOK, codebook.THEMES, "params.yaml")


def reading() -> Reading:
    """
    Give the corpus as it is now: the last run, and over it what people decided since.

    A new run, a file that changed, a line that anybody wrote are read anew.

    Raises:
        FiligraneError: this folder is no study, or one of its files cannot be read.
    """
    place = study()
    watched = [*(place / name for name in WATCHED), *sorted((place / CONSENT).glob("*.csv"))]
    return _live(str(place.root.resolve()), tuple(map(_content, watched))).reading(decided())


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


# A resource is shared and never copied: nothing that a page reads here may be changed.
@st.cache_resource(max_entries=2, show_spinner=wording.LOADING)
def _live(root: str, watched: tuple[bytes, ...]) -> Live:  # noqa: ARG001 - what is watched is the key
    # Millions of rows are made and none is let go: looking for those that could be, again and again, takes longer.
    gc.disable()
    try:
        return Live(reserved(corpus(Study(root)), decisions.consent(Study(root))))
    finally:
        gc.enable()


def run_shown() -> str:
    """Tell one run from another, without reading it."""
    path = study() / WATCHED[0]
    return str(path.stat().st_mtime_ns) if path.exists() else ""


def since() -> tuple[Figures, Figures] | None:
    """Give the figures of the run before and of the last one, when both are there."""
    place = study()
    before, now = (place / folder / "session_summaries.parquet" for folder in (PREVIOUS, TABLES))
    if not before.exists() or not now.exists():
        return None
    return figures(store.read("session_summaries", before)), figures(store.read("session_summaries", now))


def corpus(place: Study) -> Corpus:
    """Read the tables of a study; those that were never made are empty."""
    rows: dict[str, Any] = {name: tuple(_rows(place, name)) for name in SHOWN}
    return Corpus(
        settings(place), codebook.codebook(place), tuple(codebook.themes(place)), **rows,
        signed=frozenset(s.session for s in _rows(place, "session_summaries") if s.authors),
    )


def _rows(place: Study, name: str) -> list[Any]:
    path = place / TABLES / f"{name}.parquet"
    return list(store.read(name, path)) if path.exists() else []


def settings(place: Study) -> Settings:
    """Read what the study says of itself."""
    said = place.params("study")
    hidden = said.get("suggestions") == "hidden"
    attributes = tuple(place.params("participants").get("attributes") or ())
    return Settings(str(said.get("title", "")), bool(said.get("fictional")), not hidden, attributes)
