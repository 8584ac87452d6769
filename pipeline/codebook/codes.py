"""The codebook as the rest of the pipeline knows it: codes with their registres, families, aliases, and themes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from pipeline.codebook.marker_patterns import Vocabulary


@dataclass(frozen=True, slots=True)
class Marker:
    """One pattern of a registre; ``anchored`` markers count only near one of the codebook's anchors."""

    pattern: str
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """
    A code of the grid: a stable id, and what a coder needs to use it.

    Attributes:
        version: changes with the definition, what it includes and what it excludes.
        parent: the code that it makes more precise, if any; its passages count there too when they are shown.
        retired: the day it went out of use, empty while it is offered; its codings stay.
    """

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
    parent: str = ""
    retired: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of codes, in the order of the grid."""

    id: str
    label: str


@dataclass(frozen=True)
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

    @cached_property
    def offered(self) -> tuple[Code, ...]:
        """Codes that a coder or the machine may still put: those that were not retired."""
        return tuple(code for code in self.codes if not code.retired)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The markers, made ready to be looked for."""
        return Vocabulary(self.lists)

    def children(self, code: str) -> tuple[str, ...]:
        """Name the codes that make a code more precise, in the order of the grid."""
        return tuple(c.id for c in self.codes if c.parent == code)

    def branch(self, code: str) -> tuple[str, ...]:
        """Name a code and all that make it more precise, at any distance: they count in it when it is shown."""
        return (code, *(below for child in self.children(code) for below in self.branch(child)))


@dataclass(frozen=True, slots=True)
class Theme:
    """
    A theme that a person wrote: its definition, and the codes and groupings gathered in it.

    Attributes:
        questions: questions of the questionnaire (their headings) and of the interview guide that bear on it.
    """

    id: str
    label: str
    definition: str
    codes: tuple[str, ...]
    groupings: tuple[int, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedGrouping:
    """
    A grouping by proximity that a person named, promoted or attached: it keeps its number.

    Attributes:
        excerpts: the excerpts that stood for it then; where they are together, it is found again.
        code: the code that a person made of it, if any.
    """

    number: int
    label: str
    excerpts: tuple[str, ...]
    code: str = ""
