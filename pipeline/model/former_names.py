"""A study of the last version, whose artefacts and settings had other names → the same under the names of today.

What people decided is never touched: files that stages made are moved, the names of sections and of paths rewritten.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from pipeline.model import files
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.study import Study

# Artefacts by the name they had; those that are stages too are named by ``dvc.lock`` and by seals.
FORMER = {
    "gists": "topic_embeddings", "readings": "gold_codings", "trials": "cross_validation", "tries": "topic_counts",
    "distances": "theme_distances", "fieldwork": "session_order", "asked": "guide_coverage",
    "links": "coreference_candidates",
}
STAGES = {former: FORMER[former] for former in ("gists", "readings", "trials")}
SECTIONS = {former: FORMER[former] for former in ("gists", "trials")}
PARAMS = "params.yaml"
# Folders that hold tables of the dashboard, of this run and of the one before.
TABLES = ("build/tables", "build/previous/tables")


def renew(study: Study) -> list[str]:
    """Give everything in a study the names of today; gives the paths that changed, none when all bear them already."""
    changed = carry_over(study)
    for name, renamed in ((PARAMS, of_params), ("dvc.lock", of_lock)):
        path = study / name
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
        after = renamed(before)
        if after != before:
            files.write_whole(path, after.encode("utf-8"))
            changed.append(name)
    return changed


def carry_over(study: Study) -> list[str]:
    """
    Move what stages made to the names of today, or delete it where that is there already; gives the paths moved to.

    Nothing stays under a former name, not even what a killed run was writing.
    """
    moved: list[str] = []
    for former, name in FORMER.items():
        place = ARTEFACTS[name].path(name)
        old = place.replace(name, former)
        (study / old).with_name(f".{former}.parquet.part").unlink(missing_ok=True)
        pairs = [(old, place), *((f"{folder}/{former}.parquet", f"{folder}/{name}.parquet") for folder in TABLES)]
        moved += [new for was, new in pairs if _moved(study / was, study / new)]
    return moved


def _moved(old: Path, new: Path) -> bool:
    if not old.exists():
        return False
    if not new.exists():
        old.replace(new)
        return True
    if old.is_dir():
        shutil.rmtree(old)
    else:
        old.unlink()
    return False


def of_params(text: str) -> str:
    r"""
    Rename the sections of a ``params.yaml``; values, comments and line ends stay.

    >>> of_params("gists:  # vecteurs\n  backend: use\ntopics: {}\n")
    'topic_embeddings:  # vecteurs\n  backend: use\ntopics: {}\n'
    """
    for former, name in SECTIONS.items():
        if not re.search(rf"^{name}[ ]*:", text, re.MULTILINE):
            text = re.sub(rf"^{former}(?=[ ]*:)", name, text, flags=re.MULTILINE)
    return text


def of_lock(text: str) -> str:
    r"""
    Rename stages, their commands, settings, seals and outs in a ``dvc.lock``; every hash stays.

    >>> of_lock("    - path: build/private/links.parquet\n      md5: 5d41402a\n")
    '    - path: build/private/coreference_candidates.parquet\n      md5: 5d41402a\n'
    """
    stage = "|".join(STAGES)
    path = "|".join(FORMER)
    for pattern in (
        rf"^(  )({stage})(?=:$)", rf"^(    cmd: python (?:-P )?-m pipeline )({stage})$",
        rf"^(        )({'|'.join(SECTIONS)})(?=:$)", rf"^(    - path: \.filigrane/code/)({stage})(?=\.sha$)",
        rf"^(    - path: build/(?:private/)?)({path})(?=$|\.parquet$)",
    ):
        text = re.sub(pattern, lambda m: m[1] + FORMER[m[2]], text, flags=re.MULTILINE)
    return text
