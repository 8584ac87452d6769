"""A folder → the places of a study: what was said, decided, looked for, and derived."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.model.errors import FiligraneError
from pipeline.model.yaml_values import yaml_values


class Study:
    """The folder one works in; every path of the pipeline starts here."""

    def __init__(self, root: Path | str = ".") -> None:
        self.root = Path(root)

    def __truediv__(self, place: str) -> Path:
        return self.root / place

    def params(self, section: str) -> dict[str, Any]:
        """Give one section of ``params.yaml``, empty when it is absent."""
        return deepcopy(_params(self / "params.yaml").get(section) or {})


def _params(path: Path) -> dict[str, Any]:
    if not path.exists():
        raise FiligraneError(
            f"{path} est introuvable : ce dossier n'est pas une enquête Filigrane. "
            "Placez-vous dans le dossier de l'enquête, ou créez-en une avec « filigrane new DOSSIER »."
        )
    try:
        return _parsed(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise FiligraneError(f"{path} : ce YAML ne se lit pas ({error}). Corrigez la ligne indiquée.") from error


# A page asks for several sections, and a text is always the same settings.
@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Any]:
    return yaml_values(text) or {}
