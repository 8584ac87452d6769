"""A git revision, or the run before this one → the tables of that time, from this machine alone."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Coding, Excerpt, Orphan, ThemeSummary
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.yaml_values import yaml_values
from pipeline.run.flow import TABLES

PREVIOUS = "build/previous/tables"
CACHE = ".dvc/cache/files/md5"
RUN = "run.json"
COMPARED = ("anonymised", "excerpts", "codings", "orphans", "theme_summaries")
LOCK, KEPT_LOCK = "dvc.lock", "build/previous/dvc.lock"
SECTIONS, SEALED = ("excerpts", "embeddings", "suggestions"), ("suggestions", "embeddings")


@dataclass(frozen=True)
class Tables:
    """
    What two runs are compared on.

    ``inputs`` is what DVC kept of what each was made from: a hash for each file that people write, each section of
    settings and each seal of the code; empty when it kept nothing.
    """

    anonymised: list[AnonymisedTurn] = field(default_factory=list)
    excerpts: list[Excerpt] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    orphans: list[Orphan] = field(default_factory=list)
    run: dict[str, Any] = field(default_factory=dict)
    themes: list[ThemeSummary] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)


def load_now(study: Study) -> Tables:
    """
    Read the tables as they are.

    Raises:
        FiligraneError: they were never made.
    """
    return replace(load_folder(study / TABLES), inputs=_inputs(_text(study / LOCK)))


def load_before(study: Study, revision: str | None = None) -> Tables:
    """
    Read the tables of a git revision from the cache of DVC; of the run before this one without a revision.

    Raises:
        FiligraneError: git does not know the revision, or the cache does not hold its tables any more.
    """
    if revision is None:
        return replace(load_folder(study / PREVIOUS), inputs=_inputs(_text(study / KEPT_LOCK)))
    lock = shown(study, revision, LOCK)
    listed = store.load_json(cached(study, _hash_of_tables(revision, lock)))
    return replace(
        _read({entry["relpath"]: cached(study, entry["md5"]) for entry in listed}), inputs=_inputs(lock),
    )


def load_folder(folder: Path) -> Tables:
    """
    Read the tables that a folder holds.

    Raises:
        FiligraneError: no run ever finished there.
    """
    if not (folder / RUN).exists():
        raise FiligraneError(f"{folder} est vide : rien à comparer. Lancez « filigrane run » d'abord.")
    return _read({path.name: path for path in folder.iterdir()})


def _read(paths: dict[str, Path]) -> Tables:
    # A run of long ago may lack a table that was added since.
    rows: dict[str, Any] = {
        name: store.read(name, paths[f"{name}.parquet"]) if f"{name}.parquet" in paths else [] for name in COMPARED
    }
    return Tables(themes=rows.pop("theme_summaries"), **rows, run=store.load_json(paths[RUN]))


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _inputs(lock: str) -> dict[str, str]:
    stages = (yaml_values(lock) or {}).get("stages", {}) if lock else {}
    watched = [*SECTIONS, "codings", "anonymised", "turns", "themes"]
    deps = {d["path"]: str(d.get("md5", "")) for name in watched for d in stages.get(name, {}).get("deps", ())}
    params = {f"params:{name}": stages.get(name, {}).get("params", {}) for name in SECTIONS if name in stages}
    return {
        **{place: md5 for place, md5 in deps.items() if not place.startswith(("build/", ".filigrane/"))},
        **{name: json.dumps(said, sort_keys=True) for name, said in params.items()},
        **{f"seal:{name}": deps.get(f".filigrane/code/{name}.sha", "") for name in SEALED if name in stages},
    }


def _hash_of_tables(revision: str, text: str) -> str:
    lock = yaml_values(text)
    outs = lock.get("stages", {}).get("tables", {}).get("outs", [])
    found = [out["md5"] for out in outs if out["path"] == TABLES]
    if not found:
        raise FiligraneError(f"dvc.lock, à la révision « {revision} », ne connaît pas de tables : rien à comparer.")
    return str(found[0])


def shown(study: Study, revision: str, path: str) -> str:
    """
    Give a file of the study as it was at a revision of git.

    Raises:
        FiligraneError: git knows neither the revision nor the file there.
    """
    place = f"{revision}:./{path}"
    # « --end-of-options » : a revision that begins with a dash is no option of git.
    command = ["git", "-C", str(study.root), "show", "--end-of-options", place]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise FiligraneError(f"git ne trouve pas « {place} ». Donnez une révision qui contient dvc.lock, comme HEAD~1.")
    return done.stdout


def cached(study: Study, digest: str) -> Path:
    """
    Find what DVC keeps under a hash.

    Raises:
        FiligraneError: the cache of this machine does not hold it any more.
    """
    path = study / f"{CACHE}/{digest[:2]}/{digest[2:]}"
    if not path.exists():
        raise FiligraneError(
            "Les tables de cette révision ne sont plus dans le cache de DVC de cette machine. Comparez avec une "
            "révision plus récente, ou refaites-la : « git worktree add » puis « dvc repro »."
        )
    return path
