"""``filigrane upgrade`` → the study's graph, seals and names as the installed code wants them."""

from __future__ import annotations

import argparse

from pipeline.anchoring.decisions import FOLDERS
from pipeline.cli import wording
from pipeline.model import former_names, new_study
from pipeline.model.study import Study
from pipeline.run.flow import STAGES, dvc_yaml, seal
from pipeline.run.seals import sealed

ATTRIBUTES = ".gitattributes"
SEALS = ".filigrane/code"
HELP = "accorde l'enquête au code installé (dvc.yaml, .filigrane/code, noms de la version d'avant)"


def register(_parser: argparse.ArgumentParser) -> None:
    """Take no argument."""


def execute(_arguments: argparse.Namespace) -> int:
    """Bring the study of the current folder up to the installed code, and say what changed."""
    study = Study()
    study.params("study")
    changed = refresh(study)
    if former_names.PARAMS in changed:
        print(wording.RENAMED)
    told = [f"{'réécrit' if (study / place).exists() else 'supprimé'} : {place}" for place in changed]
    print("\n".join(told) or "Rien à changer : l'enquête suit déjà ce code.")
    return 0


def refresh(study: Study) -> list[str]:
    """
    Write the graph and the seals where they differ, make the folders that lack, rename what had another name.

    Returns:
        the paths written, moved to or deleted.
    """
    renamed = former_names.renew(study)
    for folder in FOLDERS.values():
        (study / f"decisions/{folder}").mkdir(parents=True, exist_ok=True)
    wanted = {"dvc.yaml": dvc_yaml()} | {seal(stage): sealed(stage) for stage in STAGES}
    if not (study / ATTRIBUTES).exists():
        # Studies made before this file: a Windows clone of them would break every seal and every hash.
        wanted[ATTRIBUTES] = new_study.own(ATTRIBUTES)
    written = [place for place, text in wanted.items() if _write(study, place, text)]
    return [*renamed, *written, *_unseal(study)]


def _unseal(study: Study) -> list[str]:
    """Delete the seals of stages that are no more."""
    gone = [f"{SEALS}/{p.name}" for p in sorted((study / SEALS).glob("*.sha")) if p.stem not in STAGES]
    for place in gone:
        (study / place).unlink()
    return gone


def _write(study: Study, place: str, text: str) -> bool:
    path = study / place
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    return True
