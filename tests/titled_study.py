"""The small study as one without ``sessions.csv`` is: interviews known by hashes of their files; and all one sees."""

from __future__ import annotations

import html
import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from pipeline.model import store
from pipeline.model.study import OPAQUE, Study

HASHES = {"E01": "S1d2d4e", "E02": "Sab01c9"}
TAGS = re.compile(r"<style.*?</style>|<script.*?</script>|<[^>]*>", re.DOTALL)
SAID_IN_TAGS = re.compile(r'(?:aria-label|title|alt|placeholder)="([^"]*)"')
# What a widget shows: its identifiers and the addresses of links are no words.
SHOWN = ("label", "help", "placeholder", "value", "default", "options", "body", "text", "spec", "caption", "data",
         "file_name", "code_block")
# What a component keeps for its own script, or for the address of a link: places with their separators.
OF_SCRIPTS = re.compile(rf"{OPAQUE.pattern}[:|]|entretien=|\\|{OPAQUE.pattern}")


def hashed(study: Path) -> Study:
    """Give the interviews of a study hashes instead of the names that somebody chose, in tables and decisions."""
    for file in study.rglob("*"):
        if file.suffix == ".parquet":
            artefact = file.stem if file.stem not in HASHES else file.parent.name
            rows = [_renamed(row) for row in store.read(artefact, file)]
            target = file.with_name(f"{HASHES.get(file.stem, file.stem)}.parquet")
            file.unlink()
            store.write(artefact, rows, target)
        elif file.suffix == ".csv" and "decisions" in file.parts:
            file.write_text(_of_hash(file.read_text("utf-8")), "utf-8")
    return Study(study)


def _renamed(row: Any) -> Any:
    return replace(row, **{f.name: _deep(getattr(row, f.name)) for f in fields(row) if f.init})


def _deep(value: Any) -> Any:
    if isinstance(value, str):
        return _of_hash(value)
    if isinstance(value, tuple):
        return tuple(map(_deep, value)) if not hasattr(value, "_fields") else value
    if is_dataclass(value):
        return _renamed(value)
    return {k: _deep(v) for k, v in value.items()} if isinstance(value, dict) else value


def _of_hash(text: str) -> str:
    for name, hash_ in HASHES.items():
        text = text.replace(name, hash_)
    return text


def hashes(text: str) -> set[str]:
    """Find what may be the hash of a file in a text."""
    return set(re.findall(rf"\b{OPAQUE.pattern}\b", text))


def seen(test: AppTest) -> str:
    """Give every word that a page shows, whatever shows it."""
    return "\n".join(_node(node) for node in _nodes(test._tree))


def _nodes(block: Any) -> Any:
    for child in getattr(block, "children", {}).values():
        yield child
        yield from _nodes(child)


def _node(node: Any) -> str:
    proto = getattr(node, "proto", None)
    if proto is None:
        return ""
    said = [str(getattr(proto, name, "")) for name in SHOWN]
    text = html.unescape(" ".join(said))
    return "\n".join([*SAID_IN_TAGS.findall(text), TAGS.sub(" ", text)])


def words_of(data: Any) -> str:
    """Give the words of what a component is given, without what only its script reads."""
    if isinstance(data, dict):
        return "\n".join(map(words_of, data.values()))
    if isinstance(data, list | tuple):
        return "\n".join(map(words_of, data))
    return data if isinstance(data, str) and not OF_SCRIPTS.search(data) else ""
