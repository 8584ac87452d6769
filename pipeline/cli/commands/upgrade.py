"""``filigrane upgrade`` → the study's ``dvc.yaml`` and seals as the installed code wants them."""

from __future__ import annotations

import argparse

from pipeline.anchoring.decisions import FOLDERS
from pipeline.model import template
from pipeline.model.study import Study
from pipeline.run.flow import STAGES, dvc_yaml, seal
from pipeline.run.seals import sealed

ATTRIBUTES = ".gitattributes"
HELP = "accorde l'enquête au code installé (dvc.yaml et .filigrane/code)"


def register(_parser: argparse.ArgumentParser) -> None:
    """Take no argument."""


def execute(_arguments: argparse.Namespace) -> int:
    """Bring the study of the current folder up to the installed code, and say what changed."""
    study = Study()
    study.params("study")
    changed = refresh(study)
    print("\n".join(f"réécrit : {place}" for place in changed) or "Rien à changer : l'enquête suit déjà ce code.")
    return 0


def refresh(study: Study) -> list[str]:
    """Write the graph and the seals where they differ, make the folders that lack; gives the paths written."""
    for folder in FOLDERS.values():
        (study / f"decisions/{folder}").mkdir(parents=True, exist_ok=True)
    wanted = {"dvc.yaml": dvc_yaml()} | {seal(stage): sealed(stage) for stage in STAGES}
    if not (study / ATTRIBUTES).exists():
        # Studies made before this file: a Windows clone of them would break every seal and every hash.
        wanted[ATTRIBUTES] = template.own(ATTRIBUTES)
    return [place for place, text in wanted.items() if _write(study, place, text)]


def _write(study: Study, place: str, text: str) -> bool:
    path = study / place
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    return True
