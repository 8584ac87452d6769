"""What DVC says has changed, how far a run is → sentences of the page Mettre à jour, in French."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dashboard.words import update_wording
from pipeline.cli.wording import STAGES

RAW = re.compile(rf" \((?:{'|'.join(STAGES)})\)")


def changed(paths: Iterable[str]) -> list[str]:
    """
    Name what changed, each thing once.

    >>> changed(["transcripts", "codebook/codebook.yaml", "topics.count", ".filigrane/code/turns.sha"])
    ['des transcriptions, ou ce qui est dit de qui parle', 'la grille de codage', 'le logiciel lui-même', \
'les réglages (params.yaml) : topics.count']
    """
    known = [(path, next((said for start, said in update_wording.CHANGED if path.startswith(start)), "")) for path in paths]
    settings = sorted({path for path, said in known if not said})
    found = {said for path, said in known if path != "decisions" or not _precise(known)}
    named = [said for _, said in update_wording.CHANGED if said in found]
    return named + ([update_wording.SETTINGS.format(names=", ".join(settings))] if settings else [])


def _precise(known: list[tuple[str, str]]) -> bool:
    return any(path.startswith("decisions/") for path, _ in known)


def step(at: int, total: int, name: str) -> str:
    """
    Say how far a run is.

    >>> step(3, 16, "pseudonymisation")
    'étape 4 sur 16 : pseudonymisation'
    """
    return f"étape {at + 1} sur {total} : {name}"


def said(log: str) -> str:
    """
    Give what a run said, without the names that stages bear in files.

    >>> said("→ lecture des transcriptions (turns)")
    '→ lecture des transcriptions'
    """
    return RAW.sub("", log)


def kept(names: Iterable[str]) -> str:
    """Say which files were not brought in, since others of their names are there."""
    return f"Déjà là avec un autre contenu, et non remplacés : {', '.join(names)}. Renommez-les pour les apporter."
