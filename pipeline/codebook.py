"""``codebook/*.yaml`` → codes with their definitions and registres, and themes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.contradictions import in_codebook, in_themes
from pipeline.errors import BrokenCodebook
from pipeline.study import Study

CODEBOOK, THEMES = "codebook/codebook.yaml", "codebook/themes.yaml"


@dataclass(frozen=True, slots=True)
class Marker:
    """One pattern of a registre; ``anchored`` markers count only near one of the codebook's anchors."""

    pattern: str
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the grid: a stable id, and what a coder needs to use it."""

    id: str
    label: str
    family: str
    definition: str
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    colour: str = ""
    markers: tuple[Marker, ...] = ()
    exclusions: tuple[str, ...] = ()
    version: str = "1"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of codes, in the order of the grid."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """The whole grid; ``aliases`` lead from renamed or merged ids to those in force, ``lists`` name words."""

    families: tuple[Family, ...]
    codes: tuple[Code, ...]
    anchors: tuple[str, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def in_force(self, code: str) -> str:
        """Follow the aliases from a code's id, even an old one, to the id in force."""
        return self.in_force(self.aliases[code]) if code in self.aliases else code


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that a person wrote: its definition, and the codes and groupings gathered in it."""

    id: str
    label: str
    definition: str
    codes: tuple[str, ...]
    groupings: tuple[int, ...] = ()


def codebook(study: Study) -> Codebook:
    """
    Read the grid of a study.

    Raises:
        BrokenCodebook: it cannot be read or contradicts itself; every trouble is named with its remedy.
    """
    path = study / CODEBOOK
    written = _read(path)
    try:
        read = _codebook(written)
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
    written = _read(path)
    try:
        read = [_theme(t) for t in written.get("themes") or []]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BrokenCodebook(f"{path} : thème incomplet ({error}). Il lui faut id, label et definition.") from error
    _refuse(path, in_themes(read, codebook(study)))
    return read


def _read(path: Path) -> dict[str, Any]:
    try:
        written = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BrokenCodebook(f"{path} est introuvable : rétablissez ce fichier, même vide.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BrokenCodebook(f"{path} : ce YAML ne se lit pas ({error}). Corrigez la ligne indiquée.") from error
    if written is not None and not isinstance(written, dict):
        raise BrokenCodebook(f"{path} : ce fichier doit commencer par des noms de rubriques (families:, codes:…).")
    return written or {}


def _codebook(written: dict[str, Any]) -> Codebook:
    return Codebook(
        families=tuple(Family(str(f["id"]), str(f["label"])) for f in written.get("families") or []),
        codes=tuple(_code(c) for c in written.get("codes") or []),
        anchors=_texts(written.get("anchors")),
        aliases={str(old): str(new) for old, new in (written.get("aliases") or {}).items()},
        lists={str(name): _texts(words) for name, words in (written.get("lists") or {}).items()},
    )


def _code(written: dict[str, Any]) -> Code:
    registre = written.get("registre") or {}
    plain = [Marker(p) for p in _texts(registre.get("markers"))]
    anchored = [Marker(p, anchored=True) for p in _texts(registre.get("anchored"))]
    said = {n: " ".join(str(written.get(n) or "").split()) for n in ("definition", "include", "exclude")}
    return Code(
        id=str(written["id"]), label=str(written["label"]), family=str(written["family"]), **said,
        examples=_texts(written.get("examples")), counter_examples=_texts(written.get("counter_examples")),
        colour=str(written.get("colour") or ""), markers=(*plain, *anchored),
        exclusions=_texts(registre.get("exclusions")),
        version=str(written.get("version") or definition_version(**said)),
    )


def definition_version(definition: str, include: str, exclude: str) -> str:
    """Name what a coder was told a code means: another definition, another version."""
    return hashlib.sha256(f"{definition}\0{include}\0{exclude}".encode()).hexdigest()[:8]


def _theme(written: dict[str, Any]) -> Theme:
    return Theme(
        str(written["id"]), str(written["label"]), str(written["definition"]), _texts(written.get("codes")),
        tuple(int(g) for g in written.get("groupings") or ()),
    )


def _texts(written: Any) -> tuple[str, ...]:
    if isinstance(written, str | dict):
        raise TypeError(f"une liste est attendue au lieu de « {written} »")
    return tuple(" ".join(str(w).split()) for w in written or ())


def _refuse(path: Path, troubles: Iterable[str]) -> None:
    found = list(troubles)
    if found:
        raise BrokenCodebook("\n".join(f"{path} : {trouble}" for trouble in found))
