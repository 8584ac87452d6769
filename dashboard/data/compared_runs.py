"""The study, and a revision of git or the run before → both runs compared, read again when one of them changes."""

from __future__ import annotations

from dashboard.access.study_place import study
from dashboard.data import freshness
from dashboard.data.run_changes import ComparedRuns
from pipeline.changes.past_tables import KEPT_LOCK, LOCK, PREVIOUS, RUN, load_before, load_now, shown
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

WATCHED = ("build/tables/run.json", LOCK, f"{PREVIOUS}/{RUN}", KEPT_LOCK)


def compared(revision: str = "") -> ComparedRuns:
    """
    Compare the run of now with the one before, or with a revision of git.

    Raises:
        FiligraneError: there is none, or the cache of this machine does not hold it any more.
    """
    place = study()
    lock = shown(place, revision, LOCK) if revision else ""
    return _compared(str(place.root.resolve()), revision, (lock, *(_content(place, name) for name in WATCHED)))


def compared_or_none() -> ComparedRuns | None:
    """Compare the run of now with the one before, if one is kept."""
    try:
        return compared()
    except FiligraneError:
        return None


def _content(place: Study, name: str) -> str:
    path = place / name
    return path.read_text("utf-8") if path.exists() else ""


@freshness.read(4)
def _compared(root: str, revision: str, watched: tuple[str, ...]) -> ComparedRuns:  # noqa: ARG001 - what is watched is the key
    place = Study(root)
    return ComparedRuns(load_before(place, revision or None), load_now(place))
