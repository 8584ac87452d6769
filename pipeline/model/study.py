"""A folder → the places of a study, the names of its interviews, the files of its figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.model.errors import FiligraneError
from pipeline.model.files import yaml_values


class Study:
    """The folder one works in; every path of the pipeline starts here."""

    def __init__(self, root: Path | str = ".") -> None:
        self.root = Path(root)

    def __truediv__(self, place: str) -> Path:
        return self.root / place

    def params(self, section: str) -> dict[str, Any]:
        """
        Give one section of ``params.yaml``, empty when it is absent.

        Raises:
            FiligraneError: the folder is no study, or the file cannot be read.
        """
        path = self / "params.yaml"
        if not path.exists():
            raise FiligraneError(
                f"{path} est introuvable : ce dossier n'est pas une enquête Filigrane. "
                "Placez-vous dans le dossier de l'enquête, ou créez-en une avec « filigrane new DOSSIER »."
            )
        try:
            return deepcopy(_parsed(path.read_text("utf-8")).get(section) or {})
        except yaml.YAMLError as error:
            raise FiligraneError(f"{path} : ce YAML ne se lit pas ({error}). Corrigez la ligne indiquée.") from error


# A page asks for several sections, and a text is always the same settings.
@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Any]:
    return yaml_values(text) or {}


# What the name of a file that may hold somebody's becomes (``pipeline.ingest.readers.registry``): nobody reads it.
OPAQUE = re.compile(r"S[0-9a-f]{6}")


def typed(called: str) -> str:
    """
    Write what an interview is called as one types it in a terminal.

    >>> typed("E01"), typed("Entretien 3")
    ('E01', '"Entretien 3"')
    """
    return f'"{called}"' if " " in called else called


def place_named(place: str, called: Callable[[str], str]) -> str:
    """
    Name a place in an interview as people do, and as they may type it.

    >>> place_named("S3fa2b1:12:w0-w40", lambda session: "Entretien 3")
    'Entretien 3:12:w0-w40'
    """
    session, colon, rest = place.partition(":")
    return f"{called(session)}{colon}{rest}"


# Stages that give figures, and the files that hold them.
METRICS = {"quality": "build/quality.json", "leaks": "build/leaks.json"}
# A part of a metric in a file of its own, flat, for ``dvc metrics show`` to put in a few columns.
HEADLINES = {"quality": "build/headline.json"}
