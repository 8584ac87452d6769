"""The codebook as the rest of the pipeline knows it, codes and themes, and what contradicts itself in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.codebook.markers import BadPattern, Vocabulary, compiled, expanded


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

    @property
    def defined(self) -> bool:
        """Whether anything but its name says what it means."""
        return bool(self.definition or self.include or self.examples)


@dataclass(frozen=True, slots=True)
class Family:
    """A family of codes, in the order of the grid."""

    id: str
    label: str


@dataclass(frozen=True)
class Codebook:
    """
    The whole grid; ``aliases`` lead from renamed or merged ids to those in force, ``lists`` name words.

    Attributes:
        example: whether it is the one a new study is given, which nobody has said is theirs: it suggests nothing.
    """

    families: tuple[Family, ...]
    codes: tuple[Code, ...]
    anchors: tuple[str, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    example: bool = False

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


def meanings(codebook: Codebook) -> dict[str, str]:
    """Name the sentences that tell what the codes of a grid mean (``CODE:RANK``), in its order."""
    # Of each code its definition with what it includes, then its examples; of one not defined yet, its name.
    return {
        f"{code.id}:{rank}": text for code in codebook.codes
        for rank, text in enumerate((f"{code.definition} {code.include}".strip() or code.label, *code.examples))
    }


def in_codebook(book: Codebook) -> Iterator[str]:
    """Name what is there twice, what leads nowhere, and the markers that cannot be understood."""
    families = {f.id for f in book.families}
    codes = {c.id for c in book.codes}
    for twice in _twice(c.id for c in book.codes):
        yield f"le code « {twice} » est là deux fois. Renommez ou retirez l'un des deux."
    for twice in _twice(f.id for f in book.families):
        yield f"la famille « {twice} » est là deux fois. Renommez ou retirez l'une des deux."
    for code in book.codes:
        if code.family not in families:
            yield (
                f"le code « {code.id} » a pour famille « {code.family} », qui n'existe pas. "
                f"Ajoutez-la sous « families: » ou choisissez parmi : {', '.join(sorted(families))}."
            )
        yield from _parent_troubles(book, code.id, code.parent, codes)
    for old in book.aliases:
        yield from _alias_troubles(book, old, codes)
    yield from _pattern_troubles(book)


def _parent_troubles(book: Codebook, code: str, parent: str, codes: set[str]) -> Iterator[str]:
    if parent and parent not in codes:
        yield f"le code « {code} » précise « {parent} », qui n'existe pas. Corrigez « parent: » ou retirez-le."
    above, parents = parent, {c.id: c.parent for c in book.codes}
    for _ in range(len(parents)):
        above = parents.get(above, "") if above != code else above
    if above == code:
        yield f"le code « {code} » se précise lui-même. Corrigez « parent: » dans l'un des codes de cette boucle."


def _alias_troubles(book: Codebook, old: str, codes: set[str]) -> Iterator[str]:
    seen, code = {old}, book.aliases[old]
    while code in book.aliases and code not in seen:
        seen.add(code)
        code = book.aliases[code]
    if old in codes:
        yield f"« {old} » est à la fois un code et un ancien nom. Retirez-le de « aliases: » ou de « codes: »."
    if code not in codes:
        yield f"l'ancien nom « {old} » mène au code « {code} », qui n'existe pas. Corrigez « aliases: »."


def _pattern_troubles(book: Codebook) -> Iterator[str]:
    written = [("terme d'ancrage", p) for p in book.anchors]
    for code in book.codes:
        written += [(f"code « {code.id} », indice", m.pattern) for m in code.markers]
        written += [(f"code « {code.id} », exclusion", p) for p in code.exclusions]
    for where, pattern in written:
        try:
            compiled(expanded(pattern, book.lists))
        except BadPattern as error:
            yield f"{where} « {pattern} » : {error}. Corrigez-le (l'en-tête du fichier dit comment écrire un indice)."


def in_themes(read: list[Theme], book: Codebook) -> Iterator[str]:
    """Name the themes that are there twice and those that gather a code the grid does not hold."""
    codes = {c.id for c in book.codes}
    for twice in _twice(t.id for t in read):
        yield f"le thème « {twice} » est là deux fois. Renommez ou retirez l'un des deux."
    for theme in read:
        for code in theme.codes:
            if book.in_force(code) not in codes:
                yield f"le thème « {theme.id} » réunit le code « {code} », que la grille ne contient pas. Corrigez-le."


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


# Contrast on white that small text needs (WCAG 2, level AA).
READABLE = 4.5
HEX = re.compile(r"#?([0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})")
RGB = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)\s*(?:[,/]\s*[\d.]+%?\s*)?\)", re.IGNORECASE)


def hexadecimal(colour: str) -> str:
    """
    Write a colour in six digits; what is none is empty, and how clear it is (alpha) is left aside.

    >>> hexadecimal("#0AF"), hexadecimal("336699"), hexadecimal("bleu")
    ('#00aaff', '#336699', '')
    >>> hexadecimal("rgba(255, 128, 0, 0.5)"), hexadecimal("rgb(100% 0% 0% / 40%)"), hexadecimal("#33669980")
    ('#ff8000', '#ff0000', '#336699')
    """
    if told := RGB.fullmatch(colour.strip()):
        shares = [float(part[:-1]) * 2.55 if part.endswith("%") else float(part) for part in told.groups()]
        return "#" + "".join(f"{min(255, round(share)):02x}" for share in shares)
    found = HEX.fullmatch(colour.strip())
    if not found:
        return ""
    digits = found[1].lower()
    return "#" + (digits if len(digits) >= 6 else "".join(2 * d for d in digits))[:6]


def readable(colour: str) -> str:
    """
    Darken a colour until it can be read on white, its hue kept.

    >>> readable("#ffff00"), readable("#1f4e9c"), readable("")
    ('#7a7a00', '#1f4e9c', '')
    """
    written = hexadecimal(colour)
    if not written:
        return ""
    parts = [int(written[at : at + 2], 16) for at in (1, 3, 5)]
    for hundredths in range(100, 0, -1):
        darker = [part * hundredths // 100 for part in parts]
        if contrast_on_white(darker) >= READABLE:
            return "#" + "".join(f"{part:02x}" for part in darker)
    return written


def contrast_on_white(parts: Iterable[int]) -> float:
    """Give the contrast of a colour (red, green, blue, 0 to 255) on white, from 1 to 21 (WCAG 2)."""
    linear = [p / 255 / 12.92 if p / 255 <= 0.03928 else ((p / 255 + 0.055) / 1.055) ** 2.4 for p in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
