"""Everything made for the team → its texts, file by file: what the last check reads.

Values are read, not names of columns nor of keys; of what people write, what differs from a new study.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.model import new_study
from pipeline.model.files import UNFINISHED, normalised, yaml_values
from pipeline.model.new_study import APPROACHES
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.file_texts import (
    LARGEST_MEMBER,
    SIGNATURES,
    text_of,
    texts_of_value,
    unescaped,
)
from pipeline.run.flow import dvc_yaml

MADE = ("build", "codebook", "decisions", ".filigrane/code", "dvc.lock", "dvc.yaml", "params.yaml")
# The private half; the run before this one, which `filigrane doctor` reads; the report itself; and what people said of
# voices and mended in transcripts, which git ignores as it does these.
SPARED = ("build/private", "build/previous", "build/leaks.json", "decisions/roles", "decisions/corrections")
HISTORY = "codebook/history.csv"
# What lies at the root of a study, and what left it: people write there too. Recordings and pictures are not read.
LEFT = "exports"
NOT_READ = frozenset({
    ".mp3", ".mp4", ".wav", ".m4a", ".ogg", ".flac", ".aac", ".wma", ".mov", ".avi", ".mkv", ".png", ".jpg", ".jpeg",
    ".gif", ".webp", ".tif", ".tiff", ".bmp",
})
# What was said, under pseudonyms: nothing of it is taken for what people wrote elsewhere.
STRICT = (
    "build/anonymised", "build/excerpts", "build/participants", "build/tables/anonymised", "build/tables/excerpts",
    "build/tables/participants",
)


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of one file, one a line, with its path in the study; ``written`` when a person wrote it."""

    path: str
    text: str
    written: bool = False

    @property
    def of_study(self) -> bool:
        """Whether it belongs to the study; what merely lies beside is searched too, and no figure depends on it."""
        return any(self.path == place or self.path.startswith(f"{place}/") for place in MADE)


def made(study: Study) -> Iterator[Document]:
    """Read every file that is not private and that the pipeline or the team wrote, each when it is asked for."""
    repeated = values(study)
    spared = [study / place for place in SPARED]
    paths = (path for path in files(study, MADE) if not any(path.is_relative_to(place) for place in spared))
    lying = (document(study, path) for path in beside(study))
    for found in lying:
        yield replace(found, text=own(study, found.path, found.text), written=True)
    for found in (document(study, path) for path in paths):
        if found.path.startswith(WRITTEN):
            yield replace(found, text=own(study, found.path, found.text), written=True)
        elif found.path.startswith(STRICT):
            yield found
        else:
            kept = (line for line in found.text.split("\n") if spaced(line) not in repeated)
            yield replace(found, text="\n".join(kept))


def beside(study: Study) -> list[Path]:
    """List the files that lie at the root of a study or in ``exports/``; none of the project's own, which is public."""
    if study.root.resolve() == new_study.PROJECT.resolve():
        return []
    lying = [path for path in study.root.iterdir() if path.is_file() and path.name not in MADE]
    read = (path for path in sorted([*lying, *files(study, (LEFT,))]) if path.suffix.lower() not in NOT_READ)
    return [path for path in read if path.stat().st_size <= LARGEST_MEMBER and os.access(path, os.R_OK)]


def document(study: Study, path: Path) -> Document:
    """Read one file, whatever its kind."""
    place = path.relative_to(study.root).as_posix()
    text = text_of(path.read_bytes())
    if place == "dvc.lock":
        # A lock that is no YAML any more is read as the text it is.
        with suppress(yaml.YAMLError):
            text = "\n".join(texts_of_value(yaml_values(text)))
    if path.suffix == ".yaml":
        text = normalised(unescaped(text))
    if place == HISTORY:
        rows = csv.DictReader(io.StringIO(text, newline=""))
        text = "\n".join(str(cell) for row in rows for name, cell in row.items() if name not in SIGNATURES)
    return Document(place, text)


def files(study: Study, places: tuple[str, ...]) -> list[Path]:
    """List the files that stand at some places of a study, those being written left out."""
    roots = [study / place for place in places]
    found = {p for root in roots for p in ([root] if root.is_file() else root.rglob("*")) if p.is_file()}
    return sorted(p for p in found if p.suffix != UNFINISHED)


SETTINGS = ("params.yaml", "codebook/codebook.yaml", "codebook/themes.yaml")
WRITTEN = ("codebook", "decisions", "params.yaml", "dvc.yaml")
TITLE = "\0"
FEWEST_SPACES = 2  # a cell of one word may be a name that stands alone elsewhere


def own(study: Study, place: str, text: str) -> str:
    """Empty the lines of a file that a new study begins with: what is left is what a person wrote, where it stands."""
    if study.root.resolve() == new_study.PROJECT.resolve() or place not in _begun():
        return text
    given = _begun()[place]
    return "\n".join("" if line.strip() in given else line for line in text.split("\n"))


@cache
def _begun() -> dict[str, frozenset[str]]:
    lines: dict[str, set[str]] = {"dvc.yaml": {line.strip() for line in dvc_yaml().split("\n")}}
    for approach in APPROACHES:
        for place, text in new_study.texts(approach, TITLE).items():
            lines.setdefault(place, set()).update(line.strip() for line in text.split("\n"))
    return {place: frozenset(of) for place, of in lines.items()}


def values(study: Study) -> frozenset[str]:
    """
    Give the texts of the grid, the settings and the decisions, of a new study and of this one.

    Tables repeat them whole; each is looked at where it was written.
    """
    texts = [text for place, text in new_study.texts(APPROACHES[0], TITLE).items() if place in SETTINGS]
    texts += [(study / place).read_text("utf-8") for place in SETTINGS if (study / place).exists()]
    found: set[str] = set()
    for text in texts:
        try:
            found.update(_strings(yaml_values(text)))
        except yaml.YAMLError:
            found.update(text.split("\n"))
    for path in (study / "decisions").rglob("*.csv"):
        rows = csv.reader(io.StringIO(path.read_text("utf-8-sig", "replace"), newline=""))
        found |= {cell for row in rows for cell in row if cell.count(" ") >= FEWEST_SPACES}
    return frozenset(map(spaced, found)) - {""}


def spaced(text: str) -> str:
    """Write a text on one line, as the grid is read."""
    return " ".join(text.split())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (s for both in value.items() for one in both for s in _strings(one))
    elif isinstance(value, list):
        yield from (s for one in value for s in _strings(one))
