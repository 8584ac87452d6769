"""A git revision, or the run before this one → the tables of that time, from this machine alone."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline import store
from pipeline.contracts import AnonymisedTurn, Coding, Excerpt, Orphan
from pipeline.errors import FiligraneError
from pipeline.flow import TABLES
from pipeline.study import Study

PREVIOUS = "build/previous/tables"
CACHE = ".dvc/cache/files/md5"
RUN = "run.json"
COMPARED = ("anonymised", "excerpts", "codings", "orphans")


@dataclass(frozen=True)
class Tables:
    """What two runs are compared on."""

    anonymised: list[AnonymisedTurn] = field(default_factory=list)
    excerpts: list[Excerpt] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    orphans: list[Orphan] = field(default_factory=list)
    run: dict[str, Any] = field(default_factory=dict)


def load_now(study: Study) -> Tables:
    """
    Read the tables as they are.

    Raises:
        FiligraneError: they were never made.
    """
    return load_folder(study / TABLES)


def load_before(study: Study, revision: str | None = None) -> Tables:
    """
    Read the tables of a git revision from the cache of DVC; of the run before this one without a revision.

    Raises:
        FiligraneError: git does not know the revision, or the cache does not hold its tables any more.
    """
    if revision is None:
        return load_folder(study / PREVIOUS)
    folder = _cached(study, _hash_of_tables(study, revision))
    listed = store.load_json(folder)
    return _read({entry["relpath"]: _cached(study, entry["md5"]) for entry in listed})


def load_folder(folder: Path) -> Tables:
    """
    Read the tables that a folder holds.

    Raises:
        FiligraneError: no run ever finished there.
    """
    if not (folder / RUN).exists():
        raise FiligraneError(f"{folder} est vide : rien à comparer. Lancez « filigrane run » d'abord.")
    return _read({name: folder / name for name in (RUN, *(f"{table}.parquet" for table in COMPARED))})


def _read(paths: dict[str, Path]) -> Tables:
    rows = {name: store.read(name, paths[f"{name}.parquet"]) for name in COMPARED}
    return Tables(**rows, run=store.load_json(paths[RUN]))


def _hash_of_tables(study: Study, revision: str) -> str:
    lock = yaml.safe_load(_show(study, f"{revision}:./dvc.lock"))
    outs = lock.get("stages", {}).get("tables", {}).get("outs", [])
    found = [out["md5"] for out in outs if out["path"] == TABLES]
    if not found:
        raise FiligraneError(f"dvc.lock, à la révision « {revision} », ne connaît pas de tables : rien à comparer.")
    return str(found[0])


def _show(study: Study, place: str) -> str:
    # « --end-of-options » : a revision that begins with a dash is no option of git.
    command = ["git", "-C", str(study.root), "show", "--end-of-options", place]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise FiligraneError(f"git ne trouve pas « {place} ». Donnez une révision qui contient dvc.lock, comme HEAD~1.")
    return done.stdout


def _cached(study: Study, digest: str) -> Path:
    path = study / f"{CACHE}/{digest[:2]}/{digest[2:]}"
    if not path.exists():
        raise FiligraneError(
            "Les tables de cette révision ne sont plus dans le cache de DVC de cette machine. Comparez avec une "
            "révision plus récente, ou refaites-la : « git worktree add » puis « dvc repro »."
        )
    return path
