"""What people wrote in a study → the same without what `filigrane new` wrote there, and what is repeated from it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from pipeline.model import new_study
from pipeline.model.files import yaml_values
from pipeline.model.new_study import APPROACHES
from pipeline.model.study import Study
from pipeline.run.flow import dvc_yaml

SETTINGS = ("params.yaml", "codebook/codebook.yaml", "codebook/themes.yaml")
WRITTEN = ("codebook", "decisions", "params.yaml", "dvc.yaml")
TITLE = "\0"
FEWEST_SPACES = 2  # a cell of one word may be a name that stands alone elsewhere


def own(study: Study, place: str, text: str) -> str:
    """Empty the lines of a file that a new study begins with: what is left is what a person wrote, where it stands."""
    given = _begun().get(place)
    if given is None or study.root.resolve() == new_study.PROJECT.resolve():
        return text
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
