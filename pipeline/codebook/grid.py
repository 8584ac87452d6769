"""``codebook/*.yaml`` → codes with their definitions and registres, and themes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.codebook.codes import Code, Codebook, Family, Marker, NamedGrouping, Theme, in_codebook, in_themes
from pipeline.model.errors import BrokenCodebook
from pipeline.model.files import yaml_values
from pipeline.model.study import Study

__all__ = [
    "CODEBOOK", "THEMES", "Code", "Codebook", "Family", "Marker", "NamedGrouping", "Theme", "codebook", "codebook_of",
    "definition_version", "named_groupings", "named_groupings_of", "themes", "themes_of",
]
CODEBOOK, THEMES = "codebook/codebook.yaml", "codebook/themes.yaml"
UNDATED = "un jour non précisé"


def codebook(study: Study) -> Codebook:
    """
    Read the grid of a study.

    Raises:
        BrokenCodebook: it cannot be read or contradicts itself; every trouble is named with its remedy.
    """
    path = study / CODEBOOK
    return codebook_of(path, _text(path))


# A grid is read at each screen and each command; five hundred markers take longer to compile than all else.
@lru_cache(maxsize=8)
def codebook_of(path: Path, text: str) -> Codebook:
    """
    Read the text of a grid; ``path`` names it in messages.

    Raises:
        BrokenCodebook: it cannot be read or contradicts itself; every trouble is named with its remedy.
    """
    written = _written(path, text)
    try:
        read = Codebook(
            families=tuple(Family(str(f["id"]), str(f["label"])) for f in written.get("families") or []),
            codes=tuple(_code(c) for c in written.get("codes") or []),
            anchors=_texts(written.get("anchors")),
            aliases={str(old): str(new) for old, new in (written.get("aliases") or {}).items()},
            lists={str(name): _texts(words) for name, words in (written.get("lists") or {}).items()},
            example=bool(written.get("example")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BrokenCodebook(f"{path} : grille incomplète ({error}). Comparez avec celle d'exemple.") from error
    _refuse(path, in_codebook(read))
    return read


def themes(study: Study) -> list[Theme]:
    """
    Read the themes of a study, in their order.

    Raises:
        BrokenCodebook: a theme twice, or one that gathers a code that the grid does not hold.
    """
    path = study / THEMES
    return themes_of(path, _text(path), codebook(study))


def themes_of(path: Path, text: str, book: Codebook) -> list[Theme]:
    """
    Read the text of the themes; a code stands for those in force under its name, and for those below it.

    Raises:
        BrokenCodebook: a theme twice, or one that gathers a code that the grid does not hold.
    """
    written = _written(path, text)
    try:
        read = [
            Theme(
                str(t["id"]), str(t["label"]), str(t["definition"]), _texts(t.get("codes")),
                tuple(int(g) for g in t.get("groupings") or ()), _texts(t.get("questions")),
            )
            for t in written.get("themes") or []
        ]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BrokenCodebook(f"{path} : thème incomplet ({error}). Il lui faut id, label et definition.") from error
    _refuse(path, in_themes(read, book))
    return [
        replace(theme, codes=tuple(dict.fromkeys(c for code in theme.codes for c in book.branch(book.in_force(code)))))
        for theme in read
    ]


def named_groupings(study: Study) -> list[NamedGrouping]:
    """
    Read the groupings that people named, in the file of themes.

    Raises:
        BrokenCodebook: one lacks its number or its excerpts, or a number stands twice.
    """
    return named_groupings_of(study / THEMES, _text(study / THEMES))


def named_groupings_of(path: Path, text: str) -> list[NamedGrouping]:
    """
    Read the section ``groupings`` of the text of the themes.

    Raises:
        BrokenCodebook: one lacks its number or its excerpts, or a number stands twice.
    """
    try:
        read = [
            NamedGrouping(int(g["id"]), str(g.get("label") or ""), _texts(g["excerpts"]), str(g.get("code") or ""))
            for g in _written(path, text).get("groupings") or []
        ]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BrokenCodebook(f"{path} : regroupement incomplet ({error}). Il lui faut id et excerpts.") from error
    twice = sorted({g.number for g in read if [o.number for o in read].count(g.number) > 1})
    _refuse(path, (f"le regroupement {number} est là deux fois" for number in twice))
    return read


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise BrokenCodebook(f"{path} est introuvable : rétablissez ce fichier, même vide.") from error
    except UnicodeDecodeError as error:
        raise BrokenCodebook(f"{path} n'est pas en UTF-8 ({error}). Enregistrez-le en UTF-8.") from error


def _written(path: Path, text: str) -> dict[str, Any]:
    try:
        written = yaml_values(text)
    except yaml.YAMLError as error:
        raise BrokenCodebook(f"{path} : ce YAML ne se lit pas ({error}). Corrigez la ligne indiquée.") from error
    if written is not None and not isinstance(written, dict):
        raise BrokenCodebook(f"{path} : ce fichier doit commencer par des noms de rubriques (families:, codes:…).")
    return written or {}


def _code(written: dict[str, Any]) -> Code:
    registre = written.get("registre") or {}
    plain = [Marker(p) for p in _texts(registre.get("markers"))]
    anchored = [Marker(p, anchored=True) for p in _texts(registre.get("anchored"))]
    said = {n: " ".join(str(written.get(n) or "").split()) for n in ("definition", "include", "exclude")}
    retired = written.get("retired")  # « true », without a day, is understood too
    return Code(
        id=str(written["id"]), label=str(written["label"]), family=str(written["family"]), **said,
        examples=_texts(written.get("examples")), counter_examples=_texts(written.get("counter_examples")),
        colour=str(written.get("colour") or ""), markers=(*plain, *anchored),
        exclusions=_texts(registre.get("exclusions")),
        version=str(written.get("version") or definition_version(**said)), parent=str(written.get("parent") or ""),
        retired="" if retired in {None, False, ""} else UNDATED if retired is True else str(retired),
    )


def definition_version(definition: str, include: str, exclude: str) -> str:
    """Name what a coder was told a code means: another definition, another version."""
    return hashlib.sha256(f"{definition}\0{include}\0{exclude}".encode()).hexdigest()[:8]


def _texts(written: Any) -> tuple[str, ...]:
    if isinstance(written, str | dict):
        raise TypeError(f"une liste est attendue au lieu de « {written} »")
    return tuple(" ".join(str(w).split()) for w in written or ())


def _refuse(path: Path, troubles: Iterable[str]) -> None:
    found = list(troubles)
    if found:
        raise BrokenCodebook("\n".join(f"{path} : {trouble}" for trouble in found))
