"""The bytes of the grid and what to change in its texts → a draft: what an operation is before it is made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from pipeline.codebook.codes import Code
from pipeline.codebook.grid import CODEBOOK, THEMES, Codebook, Theme, codebook_of, themes_of
from pipeline.codebook.yaml_text import YamlText, entries, value_of
from pipeline.model.errors import BrokenCodebook

ID = re.compile(r"\w[\w-]{0,19}")
# Each stands out from white by 4.5 to 1 at least.
COLOURS = (
    "#1f4e9c", "#8a3324", "#2f6f3e", "#6f42c1", "#9c1f6b", "#5c4400", "#0b7285", "#a61e4d", "#364fc7", "#5f3dc4",
    "#087f5b", "#b02a37", "#495057", "#7a4a00",
)
ORDER = ("id", "label", "family", "parent", "retired", "colour", "definition", "include", "exclude", "examples",
         "counter_examples", "registre")
REGISTRE = ("markers", "anchored", "exclusions")
INHERITED = ("markers", "anchored")


@dataclass(frozen=True)
class Grid:
    """The two files that hold the grid, byte for byte."""

    codebook: bytes
    themes: bytes

    @cached_property
    def codes(self) -> YamlText:
        """The codebook as text, ready to be edited."""
        return YamlText(self.codebook.decode())

    @cached_property
    def gathered(self) -> YamlText:
        """The themes as text, ready to be edited."""
        return YamlText(self.themes.decode())

    @cached_property
    def book(self) -> Codebook:
        """
        The codebook read.

        Raises:
            BrokenCodebook: it contradicts itself.
        """
        return codebook_of(Path(CODEBOOK), self.codes.text)

    @cached_property
    def theme_list(self) -> list[Theme]:
        """
        The themes read.

        Raises:
            BrokenCodebook: one gathers a code that the grid does not hold.
        """
        return themes_of(Path(THEMES), self.gathered.text, self.book)

    @property
    def hashes(self) -> tuple[str, str]:
        """Give the SHA-256 of each file."""
        return sha(self.codebook), sha(self.themes)

    def having(self, codes: YamlText | None = None, gathered: YamlText | None = None) -> Grid:
        """Give the grid with one of its texts, or both, changed."""
        return Grid((codes or self.codes).text.encode(), (gathered or self.gathered).text.encode())


def sha(content: bytes) -> str:
    """Name a content."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class DraftOperation:
    """
    An operation before it is made.

    Attributes:
        operation: its name, as the history writes it.
        what: the codes it is about, « A1 → B2 ».
        codes: the codes, by their ids before, whose codings it touches.
    """

    operation: str
    what: str
    codes: tuple[str, ...]
    before: Grid
    after: Grid


@dataclass(frozen=True)
class NewCode:
    """A code to be: everything else is written later."""

    id: str
    label: str
    definition: str = ""
    family: str = ""
    parent: str = ""
    colour: str = ""


def the_code(grid: Grid, code: str) -> Code:
    """
    Give a code of the grid.

    Raises:
        BrokenCodebook: there is none of this id.
    """
    found = next((c for c in grid.book.codes if c.id == code), None)
    if found is None:
        raise BrokenCodebook(UNKNOWN.format(code, ", ".join(c.id for c in grid.book.codes)))
    return found


def refuse_taken(grid: Grid, id_: str) -> None:
    """
    Refuse an id that no code can bear, that one bears, or bore.

    Raises:
        BrokenCodebook: it is so.
    """
    if not ID.fullmatch(id_):
        raise BrokenCodebook(BAD_ID.format(id_))
    if id_ in grid.book.aliases or any(c.id == id_ for c in grid.book.codes):
        raise BrokenCodebook(TAKEN.format(id_))


def refuse_unknown_family(grid: Grid, family: str) -> None:
    """
    Refuse a family that the grid does not hold.

    Raises:
        BrokenCodebook: it is so.
    """
    if family not in {f.id for f in grid.book.families}:
        raise BrokenCodebook(UNKNOWN_FAMILY.format(family, ", ".join(f.id for f in grid.book.families)))


def free_colour(grid: Grid) -> str:
    """Give a colour that no code bears yet, empty when all are taken."""
    used = {c.colour for c in grid.book.codes}
    return next((colour for colour in COLOURS if colour not in used), "")


def written(code: Code, name: str) -> list[str]:
    """List what a code holds under the name of one of its lists, as the file writes it."""
    if name in INHERITED:
        return [m.pattern for m in code.markers if m.anchored == (name == "anchored")]
    found: tuple[str, ...] = getattr(code, name)
    return list(found)


def led(grid: Grid, old: str, new: str) -> Grid:
    """
    Let a former id lead to another: codings, codes below and themes follow.

    Args:
        grid: both files.
        old: the id that goes.
        new: the one that it leads to.
    """
    codes = grid.codes.name("aliases", old, new)
    nodes = entries(codes.section("codes"))
    for child in [str(_text(node, "id")) for node in nodes if _text(node, "parent") == old]:
        codes = codes.put(codes.entry("codes", child), "parent", new)
    return gathered(grid.having(codes), old, [new])


def _text(node: yaml.MappingNode, name: str) -> str:
    found = value_of(node, name)
    return str(found.value) if found is not None else ""


def gathered(grid: Grid, old: str, new: Sequence[str]) -> Grid:
    """
    Put codes in the place of one, in every theme that gathers it.

    Args:
        grid: its themes change, its codes do not.
        old: the code that goes.
        new: those that come at its place, in order; one that the theme holds already is not put twice.
    """
    themes = grid.gathered
    for node in entries(themes.section("themes")):
        id_ = _text(node, "id")
        listed = value_of(node, "codes")
        codes = [str(n.value) for n in listed.value] if isinstance(listed, yaml.SequenceNode) else []
        if old in codes:
            kept = dict.fromkeys(c for code in codes for c in (new if code == old else (code,)))
            themes = themes.put(themes.entry("themes", id_), "codes", list(kept))
    return grid.having(gathered=themes)


def inheriting(codes: YamlText, into: str, gone: Code) -> YamlText:
    """
    Give a code the examples and the markers of another, after its own.

    Args:
        codes: the text of the grid.
        into: id of the code that gains.
        gone: the code whose examples and markers are taken, each once.
    """
    for name in ("examples", *INHERITED):
        entry = codes.entry("codes", into)
        node = value_of(value_of(entry, "registre") if name in REGISTRE else entry, name)
        kept = [str(n.value) for n in node.value] if isinstance(node, yaml.SequenceNode) else []
        codes = put_list(codes, into, name, list(dict.fromkeys([*kept, *written(gone, name)])))
    return codes


def put(codes: YamlText, code: str, values: Mapping[str, object]) -> YamlText:
    """Write what a code says of itself, each name at its place; None takes one away."""
    for name, value in values.items():
        after = ORDER[: ORDER.index(name)]
        codes = codes.put(codes.entry("codes", code), name, value, after)
    return codes


def put_list(codes: YamlText, code: str, name: str, items: list[str]) -> YamlText:
    """Write one of the lists of a code; an empty one is taken away."""
    entry = codes.entry("codes", code)
    if name not in REGISTRE:
        return codes.put(entry, name, items or None, ORDER[: ORDER.index(name)])
    registre = value_of(entry, "registre")
    if not isinstance(registre, yaml.MappingNode):
        return codes.put(entry, "registre", {name: items}) if items else codes
    alone = len(registre.value) == 1 and value_of(registre, name) is not None
    if not items and alone:
        return codes.put(entry, "registre", None)
    return codes.put(registre, name, items or None, REGISTRE[: REGISTRE.index(name)])


OPERATIONS = {
    "create": "création", "rename": "nouveau nom", "move": "déplacement", "merge": "fusion", "split": "scission",
    "attach": "rattachement d'un regroupement", "promote": "code tiré d'un regroupement",
    "in_vivo": "code in vivo", "colour": "couleur", "family_create": "nouvelle famille",
    "family_rename": "famille renommée", "family_remove": "famille supprimée", "empty": "grille vidée",
    "adopt": "grille adoptée", "import": "grille importée",
    "retire": "retrait", "restore": "remise en service", "edit": "modification", "undo": "annulation",
    "theme_create": "nouveau thème", "theme_edit": "thème modifié", "theme_delete": "thème supprimé",
}
UNKNOWN = "« {} » n'est pas un code de la grille. Codes : {}."
TAKEN = "« {} » est déjà l'identifiant d'un code, ou l'a été : choisissez-en un autre."
BAD_ID = "« {} » ne peut pas être un identifiant : des lettres, des chiffres et des tirets, 20 signes au plus."
NO_LABEL = "Donnez un nom au code."
UNKNOWN_FAMILY = "« {} » n'est pas une famille de la grille. Familles : {}."
INTO_ITSELF = "« {} » ne peut pas être fusionné avec lui-même."
INTO_RETIRED = "« {} » est retiré : remettez-le en service avant d'y fusionner un autre code."
TWO_PIECES = "Une scission donne au moins deux codes ; nommez-les tous."
NOT_RETIRED = "« {} » n'est pas retiré."
ALREADY_RETIRED = "« {} » est déjà retiré."
NOTHING_CHANGES = "Rien ne change : l'opération laisserait la grille telle qu'elle est."
CHANGED_SINCE = (
    "{} a changé depuis l'aperçu (une autre personne, ou un éditeur de texte). Rien n'a été écrit : regardez "
    "l'aperçu à nouveau."
)
NOTHING_TO_UNDO = "Aucune opération à annuler."
EDITED_SINCE = (
    "{} a été modifié à la main depuis « {} » : l'annuler perdrait cette modification. Rien n'a été écrit. "
    "Le fichier d'avant reste dans {}."
)
LOST_SNAPSHOT = "{} est introuvable : l'opération ne peut pas être annulée. Rétablissez ce fichier."
BROKEN_HISTORY = "{}, ligne {} : il manque des colonnes. Rétablissez la ligne."
UNKNOWN_THEME = "« {} » n'est pas un thème. Thèmes : {}."
ALREADY_ATTACHED = "Le regroupement {} est déjà rattaché à « {} »."
NO_EXCERPT = "Le regroupement {} n'a aucun extrait par lequel le reconnaître."
UNWRITTEN_THEME = "« {} » n'est pas un thème de codebook/themes.yaml."
THEME_WITHOUT_LABEL = "Donnez un nom au thème."
THEME_WITHOUT_DEFINITION = "Écrivez la définition du thème : c'est elle qui dit ce qu'il réunit, et pourquoi."
NO_COLOUR = "« {} » n'est pas une couleur : choisissez-en une de la palette, ou écrivez-la #RRGGBB."
FAMILY_WITHOUT_LABEL = "Donnez un nom à la famille."
FAMILY_TAKEN = "Une famille s'appelle déjà « {} » : choisissez un autre nom."
FAMILY_NOT_EMPTY = "« {} » contient {} : dites d'abord dans quelle famille ils vont."
ALREADY_OWN = "Cette grille est déjà la vôtre."
NOTHING_TO_EMPTY = "La grille est déjà vide."
NOTHING_TO_IMPORT = "Aucun code de ce fichier n'est nouveau : rien ne change."
NOTHING_TO_REDO = "Rien à rétablir : vous n'avez rien annulé depuis votre dernier geste."
EXAMPLE = "la grille d'exemple"
