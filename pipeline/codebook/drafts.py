"""What an operation on the grid is before it is made, and what every operation asks of the codes it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.codebook import operation_words
from pipeline.codebook.codes import Code
from pipeline.codebook.grid_state import Grid
from pipeline.model.errors import BrokenCodebook

ID = re.compile(r"\w[\w-]{0,19}")
# Each stands out from white by 4.5 to 1 at least.
COLOURS = (
    "#1f4e9c", "#8a3324", "#2f6f3e", "#6f42c1", "#9c1f6b", "#5c4400", "#0b7285", "#a61e4d", "#364fc7", "#5f3dc4",
    "#087f5b", "#b02a37", "#495057", "#7a4a00",
)



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
class New:
    """A code to be: everything else is written later."""

    id: str
    label: str
    definition: str = ""
    family: str = ""
    parent: str = ""


def the_code(grid: Grid, code: str) -> Code:
    """
    Give a code of the grid.

    Raises:
        BrokenCodebook: there is none of this id.
    """
    found = next((c for c in grid.book.codes if c.id == code), None)
    if found is None:
        raise BrokenCodebook(operation_words.UNKNOWN.format(code, ", ".join(c.id for c in grid.book.codes)))
    return found


def refuse_taken(grid: Grid, id_: str) -> None:
    """
    Refuse an id that no code can bear, that one bears, or bore.

    Raises:
        BrokenCodebook: it is so.
    """
    if not ID.fullmatch(id_):
        raise BrokenCodebook(operation_words.BAD_ID.format(id_))
    if id_ in grid.book.aliases or any(c.id == id_ for c in grid.book.codes):
        raise BrokenCodebook(operation_words.TAKEN.format(id_))


def refuse_unknown_family(grid: Grid, family: str) -> None:
    """
    Refuse a family that the grid does not hold.

    Raises:
        BrokenCodebook: it is so.
    """
    if family not in {f.id for f in grid.book.families}:
        raise BrokenCodebook(operation_words.UNKNOWN_FAMILY.format(family, ", ".join(f.id for f in grid.book.families)))


def free_colour(grid: Grid) -> str:
    """Give a colour that no code bears yet, empty when all are taken."""
    used = {c.colour for c in grid.book.codes}
    return next((colour for colour in COLOURS if colour not in used), "")
