"""A corpus of IRaMuTeQ or Alceste → the paragraphs of each text, one voice per text, its variables as attributes."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import characters, gathered
from pipeline.ingest.session import Paragraph, ReadTranscript, Reason
from pipeline.language.folds import fold_for_search
from pipeline.language.tier_names import NAMES, PERSON_VARIABLES
from pipeline.model.errors import UnreadableTranscript

FORMAT = "corpus IRaMuTeQ (.txt)"
STARRED = re.compile(r"\s*(?:\*{4,}(?:\s|$)|\d{4} +\*\S)")
THEME = re.compile(r"\s*-\*\S")
VARIABLE = re.compile(r"(?<!\S)\*([^\s*_]+)(?:_(\S*))?")


class CorpusText(NamedTuple):
    """One text of the corpus: its starred variables, and its lines with their number in the file."""

    variables: dict[str, str]
    lines: list[tuple[int, str]]


def sniff(text: str) -> bool:
    r"""
    Tell whether a text is a corpus of IRaMuTeQ, by its first line that is not blank.

    >>> sniff("**** *ind_01 *sexe_f\nbonjour"), sniff("0001 *ind_01\nbonjour"), sniff("**Paul** : bonjour")
    (True, True, False)
    """
    return STARRED.match(text.lstrip("\ufeff \t\n")) is not None


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read a corpus of IRaMuTeQ; lines of variables and of themes are set aside.

    Raises:
        UnreadableTranscript: its first line bears no star, or its texts are empty.
    """
    text, encoding = decoded(data, file)
    if not sniff(text):
        raise UnreadableTranscript(
            f"{file} n'est pas un corpus IRaMuTeQ : sa première ligne devrait commencer par "
            "« **** *variable_modalité »."
        )
    texts = _texts(text)
    variable = _naming(texts)
    labels = [each.variables.get(variable) or f"Texte {number}" for number, each in enumerate(texts, 1)]
    paragraphs = tuple(
        Paragraph(" ".join(line.split()), f"ligne {number}", speaker=label)
        for label, each in zip(labels, texts, strict=True) for number, line in each.lines
    )
    if not any(any(map(str.isalpha, p.text)) for p in paragraphs):
        raise UnreadableTranscript(f"{file} ne contient aucune parole sous ses lignes étoilées. Complétez-le.")
    starred: list[tuple[Reason, str]] = [
        ("header", line) for line in text.split("\n") if STARRED.match(line.lstrip("\ufeff")) or THEME.match(line)
    ]
    described = {"personnes": _people(labels, texts)}
    return ReadTranscript(paragraphs, gathered(starred), characters(text), FORMAT, encoding, True, described)


def _texts(text: str) -> list[CorpusText]:
    found: list[CorpusText] = []
    for number, line in enumerate(text.split("\n"), 1):
        if STARRED.match(line.lstrip("\ufeff")):
            found.append(CorpusText({fold_for_search(k): v for k, v in VARIABLE.findall(line)}, []))
        elif line.strip() and not THEME.match(line) and found:
            found[-1].lines.append((number, line))
    return found


def _naming(texts: list[CorpusText]) -> str:
    """Choose the variable that names people: it differs from text to text, the most distinct first."""
    distinct = {v: {each.variables.get(v) for each in texts} - {None, ""} for v in PERSON_VARIABLES}
    several = {v: len(values) for v, values in distinct.items() if len(values) >= min(2, len(texts))}
    return max(several, key=lambda variable: several[variable], default="")


def _people(labels: list[str], texts: list[CorpusText]) -> list[dict[str, Any]]:
    naming = _naming(texts)
    people: dict[str, dict[str, set[str]]] = {}
    for label, each in zip(labels, texts, strict=True):
        person = people.setdefault(label, {})
        for variable, value in each.variables.items():
            if variable != naming:
                person.setdefault(variable, set()).add(value or "oui")
    # What varies from one text of a person to the next is told of the text, not of the person.
    return [
        {"locuteur": label}
        | ({"nom": label.replace("_", " ")} if naming in NAMES else {})
        | {variable: min(values) for variable, values in told.items() if len(values) == 1}
        for label, told in people.items()
    ]
