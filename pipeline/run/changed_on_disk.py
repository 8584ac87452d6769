"""A study → what changed on disk since the last run, as DVC tells it, without any network."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.run.alone import LOCKED, environment, refuse_second
from pipeline.run.dvc_ground import DAMAGED, lock_is_damaged, refuse_without_dvc, shut_build
from pipeline.run.incremental import REFUSED

# What a run makes itself: late because something before it is.
MADE = "build/"
COMPUTING = "Un calcul est en cours dans cette enquête : ce qui a changé se dira quand il aura fini."


@dataclass(frozen=True, slots=True)
class PendingChanges:
    """What a run would take in: the files and settings that changed, and the stages that are to be made again."""

    changed: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()


def late(study: Study) -> PendingChanges:
    """
    Ask DVC what is no longer as the last run left it.

    Raises:
        FiligraneError: DVC cannot tell, in its own words.
    """
    shut_build(study)
    command = [sys.executable, "-P", "-m", "dvc", "status", "--json"]
    asked = subprocess.run(
        command, cwd=study.root, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False,
    )
    if asked.returncode and LOCKED.search(asked.stderr):
        raise FiligraneError(COMPUTING)
    if asked.returncode:
        refuse_without_dvc(study)
        if lock_is_damaged(study):
            refuse_second(study)  # a run is writing it
            raise FiligraneError(DAMAGED)
        raise FiligraneError(f"DVC ne peut pas dire ce qui a changé : {asked.stderr.strip().splitlines()[-1:]}")
    return understood(json.loads(asked.stdout or "{}"))


def understood(status: dict[str, Any]) -> PendingChanges:
    """
    Read what DVC says of each stage.

    >>> understood({"turns": [{"changed deps": {"transcripts": "modified"}}], "codings": ["changed command"]})
    PendingChanges(changed=('transcripts',), stages=('codings', 'turns'))
    """
    changed: set[str] = set()
    for one in chain.from_iterable(status.values()):
        deps = one.get("changed deps", {}) if isinstance(one, dict) else {}
        for path, how in deps.items():
            if not path.startswith(MADE):
                # Settings are told by the file that holds them, with the names that changed.
                changed.update(how if isinstance(how, dict) and how else [path])
    return PendingChanges(tuple(sorted(changed)), tuple(sorted(status)))


def refused(study: Study) -> dict[str, str]:
    """Name the transcripts that the last run left aside, each with why."""
    found: dict[str, str] = {}
    for path in sorted((study / "build/private").glob(f"*/{REFUSED}")):
        found |= json.loads(path.read_text("utf-8"))
    return found
