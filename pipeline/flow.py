"""Signatures of the stages → the graph: what each stage reads, obeys and makes, and ``dvc.yaml``."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from pipeline.contracts import ARTEFACTS
from pipeline.sources import SOURCES

STAGES = (
    "turns", "proposals", "identifiers", "anonymised", "participants", "answers", "excerpts", "embeddings",
    "gists", "definitions", "suggestions", "codings", "topics", "specificities", "themes", "quality", "tables", "leaks",
)
# A stage makes the artefact it is named for; these make a second one with it.
COMPANIONS = {
    "identifiers": ("links",), "participants": ("asked",), "suggestions": ("scores",), "codings": ("orphans",),
    "topics": ("groupings", "tries", "profiles"),
}
METRICS = {"quality": "build/quality.json", "leaks": "build/leaks.json"}
TABLES = "build/tables"


@dataclass(frozen=True)
class Stage:
    """One stage, read off its function: positional parameters are inputs, keyword-only ones settings."""

    name: str
    function: Callable[..., Any]
    inputs: tuple[str, ...]
    settings: tuple[str, ...]
    by_session: bool

    @property
    def artefacts(self) -> tuple[str, ...]:
        return tuple(a for a in (self.name, *COMPANIONS.get(self.name, ())) if a in ARTEFACTS)


@cache
def stage(name: str) -> Stage:
    """Read a stage off the signature of ``pipeline.stages.NAME.NAME``."""
    function = getattr(importlib.import_module(f"pipeline.stages.{name}"), name)
    parameters = inspect.signature(function).parameters.values()
    inputs = tuple(p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD)
    settings = tuple(p.name for p in parameters if p.kind is p.KEYWORD_ONLY)
    by_session = name in ARTEFACTS and ARTEFACTS[name].by_session
    return Stage(name, function, inputs, settings, by_session)


def seal(name: str) -> str:
    """Give the path, inside a study, of the seal of the code of a stage."""
    return f".filigrane/code/{name}.sha"


def dependencies(name: str) -> list[str]:
    """List the paths a stage depends on, its code first."""
    paths = [seal(name)]
    for parameter in stage(name).inputs:
        paths += [_output(parameter)] if parameter in _outputs() else SOURCES[parameter].paths
    return sorted(dict.fromkeys(paths))


def _outputs() -> set[str]:
    return {*ARTEFACTS, *METRICS, "tables"}


def _output(name: str) -> str:
    if name == "tables":
        return TABLES
    return METRICS.get(name) or ARTEFACTS[name].path(name)


def graph() -> dict[str, Any]:
    """Give the content of ``dvc.yaml``."""
    return {"stages": {name: _entry(name) for name in STAGES}}


def _entry(name: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"cmd": f"python -m pipeline {name}", "deps": dependencies(name)}
    if stage(name).settings:
        entry["params"] = [name]
    if name in METRICS:
        return entry | {"metrics": [{METRICS[name]: {"cache": False}}]}
    if name == "tables":
        # Kept between runs and replaced file by file: the dashboard may be reading.
        return entry | {"outs": [{TABLES: {"persist": True}}]}
    return entry | {"outs": [_out(a) for a in stage(name).artefacts]}


def _out(name: str) -> Any:
    artefact = ARTEFACTS[name]
    # A cached out is pushed to every remote: what is private stays out of the cache.
    options = {"cache": False} if artefact.private else {}
    options |= {"persist": True} if artefact.by_session else {}
    return {artefact.path(name): options} if options else artefact.path(name)


def dvc_yaml() -> str:
    """Write the graph as the text of ``dvc.yaml``."""
    head = "# Written from the stages' signatures by « filigrane upgrade »; a test keeps it true.\n"
    return head + yaml.safe_dump(graph(), allow_unicode=True, sort_keys=False, width=110)
