"""``.dvc/config`` → the remotes of a study, and what stands in those that are a folder of this machine."""

from __future__ import annotations

import configparser
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.made_files import text_of

CONFIGS = (".dvc/config", ".dvc/config.local")
SECTION = re.compile(r"""'?remote "(?P<name>[^"]+)"'?""")
ELSEWHERE = re.compile(r"(?!file://)[a-z0-9+]{2,}://")


@dataclass(frozen=True)
class Remote:
    """A place DVC pushes to; ``folder`` when this machine can read it."""

    name: str
    url: str
    folder: Path | None


def remotes(study: Study) -> list[Remote]:
    """List the remotes of a study, its own settings of this machine included."""
    config = configparser.ConfigParser(interpolation=None, strict=False)
    config.read([study / place for place in CONFIGS], "utf-8")
    named = [(SECTION.fullmatch(section), section) for section in config.sections()]
    return [
        Remote(found["name"], url, _folder(study, url))
        for found, section in named if found and (url := config.get(section, "url", fallback=""))
    ]


def _folder(study: Study, url: str) -> Path | None:
    # DVC writes a folder's path from the place of its settings.
    if ELSEWHERE.match(url):
        return None
    path = study / ".dvc" / url.removeprefix("file://")
    return path if path.is_dir() else None


def holding(remote: Remote, holds: Callable[[str], bool]) -> Iterator[str]:
    """List the files of a remote of this machine in whose text or name something stands."""
    for path in sorted(p for p in (remote.folder or Path()).rglob("*") if p.is_file()) if remote.folder else ():
        if holds(f"{path.name}\n{text_of(path.read_bytes())}"):
            yield path.relative_to(remote.folder or Path()).as_posix()
