"""Private files → those that other accounts of the machine may open, and the same shut to them."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.model.files import OWNER_ONLY
from pipeline.model.study import Study
from pipeline.model.study_key import PLACE

# A shut folder shuts what it holds.
FOLDERS = ("secrets", "transcripts", "build/private")
OTHERS = 0o077
OWN_FOLDER = 0o700


def wanted(study: Study) -> dict[Path, int]:
    """Give the private places of a study with the rights each should have."""
    return {study / PLACE: OWNER_ONLY} | {study / folder: OWN_FOLDER for folder in FOLDERS}


def opened(study: Study) -> Iterator[tuple[str, int]]:
    """List what others may open, with the rights it should have; Windows has no such rights."""
    for path, rights in wanted(study).items():
        if sys.platform != "win32" and path.exists() and stat.S_IMODE(path.stat().st_mode) & OTHERS:
            yield path.relative_to(study.root).as_posix(), rights


def shut(study: Study) -> list[str]:
    """Shut to others what they may open; gives the places."""
    found = list(opened(study))
    for place, rights in found:
        (study / place).chmod(rights)
    return [place for place, _ in found]
