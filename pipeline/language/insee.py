"""The national file of first names that a user points to → first names to recognise beside the project's own.

INSEE publishes it (« fichier des prénoms », nat*.csv): ``sexe;preusuel;annais;nombre``. It never leaves its place.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

from pipeline.language.lexicon import known_word
from pipeline.language.name_phrases import Phrases, phrase
from pipeline.model.errors import FiligraneError

COLUMNS = {"preusuel", "nombre"}
LEAST = 20  # births since 1900 from which a first name is believed
SHORTEST = 3
RARE = "_PRENOMS_RARES"


class NoFirstNames(FiligraneError):
    """The file named in the settings is not INSEE's."""


@cache
def phrases(place: str) -> Phrases:
    """Read the first names of a file that no ordinary word is, in a form to search texts with."""
    births: Counter[str] = Counter()
    for name, number in _rows(place):
        births[name] += number
    return Phrases(phrase(name) for name, number in births.items() if number >= LEAST and _believed(name))


def _believed(name: str) -> bool:
    return name != RARE and len(name) >= SHORTEST and not known_word(name)


def _rows(place: str) -> list[tuple[str, int]]:
    try:
        with Path(place).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter=";")
            if not set(rows.fieldnames or ()) >= COLUMNS:
                raise NoFirstNames(_refused(place))
            return [(r["preusuel"], int(r["nombre"])) for r in rows]
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise NoFirstNames(_refused(place)) from error


def _refused(place: str) -> str:
    return (
        f"« {place} » n'est pas le fichier des prénoms de l'INSEE (colonnes sexe;preusuel;annais;nombre, en UTF-8). "
        "Corrigez « proposals: insee_first_names » dans params.yaml, ou laissez-le vide."
    )
