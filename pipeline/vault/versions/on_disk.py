"""A study → the files that a version may hold, as they are on disk; the same put back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.atomic_files import write_whole
from pipeline.model.study import Study
from pipeline.model.template import HERE

GITIGNORE = ".gitignore"


def content_now(study: Study, path: str) -> bytes | None:
    """Give a file as it is, None when it is not there."""
    place = study / path
    return place.read_bytes() if place.is_file() else None


def put_content(study: Study, path: str, new: bytes | None) -> None:
    """Make a file what is given, at one stroke; None takes it away."""
    place = study / path
    if new is None:
        place.unlink(missing_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, new)


def listed(study: Study, folders: Sequence[str]) -> Iterator[str]:
    """List the files of some folders, those left by systems and programs put apart."""
    for folder in folders:
        for found in sorted((study / folder).rglob("*")):
            if found.is_file() and not found.name.startswith("."):
                yield found.relative_to(study.root).as_posix()


def ignore_again(study: Study) -> None:
    """Add to ``.gitignore`` the rules that a new study has."""
    there = (content_now(study, GITIGNORE) or b"").decode("utf-8", "replace")
    ours = (HERE / "gitignore").read_text("utf-8")
    write_whole(study / GITIGNORE, f"{there.rstrip()}\n{ours}".lstrip().encode())
