"""A study → a table or the settings as they are on disk; the same put back as they were."""

from __future__ import annotations

from pipeline.model.files import write_whole
from pipeline.model.study import Study


def content(study: Study, place: str) -> bytes | None:
    """Give a file as it is, None when it is not there."""
    path = study / place
    return path.read_bytes() if path.exists() else None


def put(study: Study, place: str, was: bytes | None) -> None:
    """Make a file what it was, at one stroke; None takes it away."""
    if was is None:
        (study / place).unlink(missing_ok=True)
    else:
        write_whole(study / place, was)
