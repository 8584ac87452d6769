"""``codebook/*.yaml`` → codes with their definitions and registres, and themes."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    """The whole grid; ``aliases`` lead from renamed or merged ids to those in force."""

    families: tuple[Family, ...]
    codes: tuple[Code, ...]
    anchors: tuple[str, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that a person wrote: its definition, and the codes and groupings gathered in it."""

    id: str
    label: str
    definition: str
    codes: tuple[str, ...]
    groupings: tuple[int, ...] = ()
