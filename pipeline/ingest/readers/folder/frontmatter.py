"""A text that may open with YAML between two ``---`` → what it says of the session, and the rest."""

from __future__ import annotations

import re
from typing import Any

import yaml

from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import yaml_values

FRONT_MATTER = re.compile(r"\A\s*---[^\S\n]*\n(.*?)^---[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
NEVER_CLOSED = re.compile(r"\A\s*---[^\S\n]*\n\s*\w+:(?:\s|$)", re.MULTILINE)


def split(text: str, file: str) -> tuple[dict[str, Any], str]:
    r"""
    Set the front matter apart from the text.

    Raises:
        UnreadableTranscript: the YAML cannot be read, or is not a list of « clé : valeur ».

    >>> split("---\nsession: E01\n---\nENQ : Bonjour.", "E01.txt")
    ({'session': 'E01'}, 'ENQ : Bonjour.')
    """
    found = FRONT_MATTER.match(text)
    if not found and NEVER_CLOSED.match(text):
        raise _broken(file, " : la seconde ligne « --- » manque")
    if not found:
        return {}, text
    try:
        values = yaml_values(found[1]) or {}
    except (yaml.YAMLError, ValueError) as error:
        raise _broken(file, _line(error)) from error
    if not isinstance(values, dict):
        raise _broken(file, "")
    return values, text[found.end() :]


def _line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" : voyez la ligne {mark.line + 2}" if mark else ""


def _broken(file: str, where: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        f"{file} : l'en-tête entre les deux lignes « --- » ne se lit pas{where}. "
        "Chaque ligne s'écrit « clé: valeur » ; mettez entre guillemets les valeurs qui contiennent « : »."
    )
