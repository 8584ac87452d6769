"""``build/tables``, the codebook, decisions and settings of a study → what the screens show, read once for each run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.access.study_place import study
from dashboard.data import freshness
from dashboard.data.corpus import ClosedQuestion, Corpus, Settings
from dashboard.data.decisions_read import decided
from dashboard.data.live import Live, reserved
from dashboard.data.passages import CorpusReading
from dashboard.words import ui_words
from pipeline.anchoring import decisions
from pipeline.codebook import grid
from pipeline.model import store
from pipeline.model.decision_rows import FOLDERS, ConsentDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.lazy import by_session
from pipeline.model.study import Study

__all__ = ["artefact", "corpus", "reading", "run_shown", "settings", "study", "table"]
TABLES = "build/tables"
SHOWN = (
    "participants", "answers", "excerpts", "suggestions", "codings", "orphans", "topics", "groupings",
    "guide_coverage", "session_order", "theme_distances", "topic_counts", "profiles", "specificities",
    "reinert_classes", "reinert_passages", "reinert_profiles", "grouping_model", "grouping_merges", "similar_groupings",
    "word_frequencies", "word_links",
)
CONSENT = f"decisions/{FOLDERS[ConsentDecision]}"
WATCHED = ("build/tables/run.json", grid.CODEBOOK, grid.THEMES, "params.yaml")


def reading() -> CorpusReading:
    """
    Give the corpus as it is now: the last run, and over it what people decided since.

    A new run, a file that changed, a line that anybody wrote are read anew.

    Raises:
        FiligraneError: this folder is no study, or one of its files cannot be read.
    """
    place = study()
    watched = [*(place / name for name in WATCHED), *sorted((place / CONSENT).glob("*.csv"))]
    contents = tuple(path.read_bytes() if path.exists() else b"" for path in watched)
    return _live(str(place.root.resolve()), contents).reading(decided())


@freshness.read(2, ui_words.LOADING)
def _live(root: str, watched: tuple[bytes, ...]) -> Live:  # noqa: ARG001 - what is watched is the key
    live = Live(reserved(corpus(Study(root)), decisions.consent(Study(root))))
    live.prepare()
    return live


def run_shown() -> str:
    """Tell one run from another, without reading it."""
    path = study() / WATCHED[0]
    return str(path.stat().st_mtime_ns) if path.exists() else ""


def corpus(place: Study) -> Corpus:
    """Read the tables of a study; those that were never made are empty."""
    tables = (place / f"{TABLES}/{name}.parquet" for name in SHOWN)
    there = tuple(freshness.stamp(path) for path in tables if path.exists())
    rows: dict[str, Any] = dict(_tables(str(place.root.resolve()), there))
    book = grid.codebook(place)
    # What the last run proposed of a code retired since, or of a grid that is nobody's yet, is offered no more.
    may_wait = {c.id for c in book.offered} if not book.example else set()
    rows["suggestions"] = tuple(s for s in rows["suggestions"] if book.in_force(s.code) in may_wait)
    rows["codings"] = tuple(
        c for c in rows["codings"] if c.author_kind == "person" or book.in_force(c.code) in may_wait)
    said = place / TABLES / "anonymised.parquet"
    rows["anonymised"] = store.read_by_session("anonymised", said) if said.exists() else ()
    return Corpus(
        settings(place), book, tuple(grid.themes(place)), **rows,
        arrived=tuple(decisions.interviews(place).arrived()),
        signed=frozenset(s.session for s in _rows(place, "session_summaries") if s.authors),
    )


# A code made while reading changes the grid, not the run: its tables are not read again.
@freshness.read(2)
def _tables(root: str, there: tuple[freshness.Stamp, ...]) -> dict[str, tuple[Any, ...]]:  # noqa: ARG001 - watched
    return {name: tuple(_rows(Study(root), name)) for name in SHOWN}


def _rows(place: Study, name: str) -> list[Any]:
    path = place / TABLES / f"{name}.parquet"
    return list(store.read(name, path)) if path.exists() else []


def table(name: str) -> list[Any]:
    """Read one table of the last run; nothing when it was never made."""
    return _rows(study(), name)


def artefact(name: str) -> list[Any]:
    """Read an artefact of the team's half as it is on disk at this moment."""
    return list(store.load(study(), name))


def turns_on_disk(place: Path) -> Mapping[str, Sequence[Any]]:
    """Give the turns of a file by session; those of a session are read when it is opened."""
    return by_session(store.read_by_session("anonymised", place))


def settings(place: Study) -> Settings:
    """Read what the study says of itself."""
    said = place.params("study")
    hidden = said.get("suggestions") == "hidden"
    attributes = tuple(place.params("participants").get("attributes") or ())
    declared = place.params("answers").get("questions") or {}
    questions = tuple(
        ClosedQuestion(
            name, str(spec.get("label") or name.replace("_", " ")), tuple(map(str, spec.get("values") or ())),
        )
        for name, spec in declared.items()
    )
    return Settings(
        str(said.get("title", "")), bool(said.get("fictional")), not hidden, attributes,
        saturation=said.get("saturation") != "hidden", questions=questions,
    )


def saturation_shown() -> bool:
    """Tell whether the study's approach has any use for saturation; a study that cannot be read says so elsewhere."""
    try:
        return bool(study().params("study").get("saturation") != "hidden")
    except FiligraneError:
        return True
