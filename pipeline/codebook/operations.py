"""A grid and an operation on it → the grid as it would be; nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.codebook import drafts
from pipeline.codebook.drafts import (
    DraftOperation,
    Grid,
    NewCode,
    free_colour,
    gathered,
    inheriting,
    led,
    put,
    put_list,
    refuse_taken,
    refuse_unknown_family,
    the_code,
    written,
)
from pipeline.model.errors import BrokenCodebook

__all__ = [
    "DraftOperation", "NewCode", "colour", "create", "drafted", "edit", "in_vivo", "merge", "move", "rename", "restore",
    "retire", "split",
]
NUMBERED = re.compile(r"(.*?)(\d+)")
TO_SORT = "À classer"  # the family of codes that nobody has put anywhere yet
LONGEST_STEM = 16
IS_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def create(grid: Grid, new: NewCode) -> DraftOperation:
    """
    Add a code at the end of its family, or of the code that it makes more precise.

    Raises:
        BrokenCodebook: the id is taken, or the label or the family is missing; the definition may come later.
    """
    return drafted("create", new.id, (), grid, added(grid, new))


def in_vivo(grid: Grid, label: str, family: str = "", taken: Collection[str] = ()) -> DraftOperation:
    """
    Add a code that a coder named while reading; its definition is written later, its id is drawn from its family.

    Args:
        grid: as it is.
        label: its name, the words of a passage or others.
        family: where it goes; empty, or gone since, for the family of codes to sort, made when it is not there.
        taken: ids that codes bore once: what was coded with them must never count in this one.

    Raises:
        BrokenCodebook: it has no name.
    """
    named = " ".join(label.split())
    families = {f.id: f.label for f in grid.book.families}
    home = family if family in families else next((f for f, said in families.items() if said == TO_SORT), "")
    there = grid
    if not home:
        home = free_id(families)
        there = grid.having(grid.codes.add("families", {"id": home, "label": TO_SORT}))
    id_ = next_id(grid, home, taken)
    return drafted("in_vivo", id_, (), grid, added(there, NewCode(id_, named, family=home)))


def next_id(grid: Grid, family: str, taken: Collection[str] = ()) -> str:
    """
    Give the id that a code to come bears in a family: its own, then the first number that no code ever had.

    Args:
        grid: retired codes and former ids keep their numbers.
        family: its id, which begins that of the code; a long one is cut.
        taken: ids that codes drafted in the same gesture bear already.
    """
    known = {c.id for c in grid.book.codes} | set(grid.book.aliases) | set(taken)
    stem = family if len(family) <= LONGEST_STEM else family[:LONGEST_STEM]
    numbers = [int(found[2]) for id_ in known if (found := NUMBERED.fullmatch(id_)) and found[1] == stem]
    return f"{stem}{max(numbers, default=0) + 1}"


def free_id(families: Collection[str]) -> str:
    """Give the id of a family to come: the first letter that none bears, then two letters."""
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    both = (*letters, *(one + other for one in letters for other in letters))
    return next(name for name in both if name not in families)


def colour(grid: Grid, code: str, chosen: str) -> DraftOperation:
    """
    Give a code another colour; an empty one leaves it the ink of the pages.

    Raises:
        BrokenCodebook: there is no such code, this is no colour, or nothing changes.
    """
    the_code(grid, code)
    if chosen and not IS_COLOUR.fullmatch(chosen):
        raise BrokenCodebook(drafts.NO_COLOUR.format(chosen))
    return drafted("colour", code, (), grid, grid.having(put(grid.codes, code, {"colour": chosen or None})))


def rename(grid: Grid, code: str, label: str = "", id_: str = "") -> DraftOperation:
    """
    Give a code another label, another id, or both; its codings follow the former id through an alias.

    Raises:
        BrokenCodebook: there is no such code, the id is taken, or nothing changes.
    """
    known = the_code(grid, code)
    codes, what = grid.codes, code
    if label and label != known.label:
        codes = codes.put(codes.entry("codes", code), "label", label)
    after = grid.having(codes)
    if id_ and id_ != code:
        refuse_taken(grid, id_)
        codes = codes.put(codes.entry("codes", code), "id", id_)
        after, what = led(grid.having(codes), code, id_), f"{code} → {id_}"
    return drafted("rename", what, (code,), grid, after)


def move(grid: Grid, code: str, family: str = "", parent: str | None = None) -> DraftOperation:
    """
    Put a code in another family, or under another code; an empty parent puts it under none.

    Args:
        grid: as it is; nothing is written here.
        code: goes with those below it.
        family: empty, it is that of the code above, else its own.
        parent: None leaves it under what it is under.

    Raises:
        BrokenCodebook: there is no such code or family, it would be under itself, or nothing changes.
    """
    known = the_code(grid, code)
    above = known.parent if parent is None else parent
    home = family or (the_code(grid, above).family if above else known.family)
    refuse_unknown_family(grid, home)
    codes = put(grid.codes, code, {"parent": above or None, "family": home})
    for below in grid.book.branch(code)[1:]:
        codes = put(codes, below, {"family": home})
    where = above or home
    return drafted("move", f"{code} → {where}", (code,), grid, grid.having(codes))


def merge(grid: Grid, code: str, into: str, *, registre: bool = False) -> DraftOperation:
    """
    Make one code of two: what was coded with the first counts in the second from now on.

    Args:
        grid: both files.
        code: the one that goes; its id leads to the other.
        into: the one that stays.
        registre: give it the markers and the examples of the first, too.

    Raises:
        BrokenCodebook: there is no such code, or it is itself or retired.
    """
    gone = the_code(grid, code)
    kept = the_code(grid, into)
    if code == into:
        raise BrokenCodebook(drafts.INTO_ITSELF.format(code))
    if kept.retired:
        raise BrokenCodebook(drafts.INTO_RETIRED.format(into))
    inherited = inheriting(grid.codes, into, gone) if registre else grid.codes
    # What the code that goes stood under takes those it held, when the other was among them.
    lifted = put(inherited, into, {"parent": gone.parent or None}) if kept.parent == code else inherited
    after = led(grid.having(lifted.drop("codes", code)), code, into)
    return drafted("merge", f"{code} → {into}", (code, into), grid, after)


def split(grid: Grid, code: str, pieces: Sequence[NewCode], *, keep: bool = False, today: str = "") -> DraftOperation:
    """
    Make several codes of one; its codings stay until each is given its code by whoever made it.

    The code is retired, or kept above the new ones (``keep``), where they count too.

    Args:
        grid: as it is.
        code: the one that is split.
        pieces: the new codes; what they lack is taken from the first.
        keep: keep it above them instead of retiring it.
        today: the day it is retired, ISO 8601.

    Raises:
        BrokenCodebook: there is no such code, fewer than two pieces, or an id that is taken.
    """
    known = the_code(grid, code)
    if len(pieces) < 2:
        raise BrokenCodebook(drafts.TWO_PIECES)
    after, previous = grid, code
    for piece in pieces:
        told = replace(piece, family=known.family, parent=code if keep else known.parent,
                       definition=piece.definition or known.definition)
        after, previous = added(after, told, previous), piece.id
    if not keep:
        after = after.having(put(after.codes, code, {"retired": date.fromisoformat(today)}))
    after = gathered(after, code, [code, *(p.id for p in pieces)]) if not keep else after
    return drafted("split", f"{code} → {', '.join(p.id for p in pieces)}", (code,), grid, after)


def retire(grid: Grid, code: str, today: str) -> DraftOperation:
    """
    Offer a code no more; what was coded with it stays.

    Raises:
        BrokenCodebook: there is no such code, or it is retired already.
    """
    if the_code(grid, code).retired:
        raise BrokenCodebook(drafts.ALREADY_RETIRED.format(code))
    after = grid.having(put(grid.codes, code, {"retired": date.fromisoformat(today)}))
    return drafted("retire", code, (code,), grid, after)


def restore(grid: Grid, code: str) -> DraftOperation:
    """
    Offer a retired code again.

    Raises:
        BrokenCodebook: there is no such code, or it was not retired.
    """
    if not the_code(grid, code).retired:
        raise BrokenCodebook(drafts.NOT_RETIRED.format(code))
    return drafted("restore", code, (code,), grid, grid.having(put(grid.codes, code, {"retired": None})))


def edit(grid: Grid, code: str, said: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> DraftOperation:
    """
    Change what a code says of itself (``said``), its examples, and the markers of its registre (``lists``).

    Args:
        grid: both files.
        code: its id.
        said: ``label``, ``definition``, ``include``, ``exclude`` → what it becomes; empty takes it away.
        lists: ``examples``, ``markers``… → all their lines.

    Raises:
        BrokenCodebook: there is no such code, a marker cannot be understood, or nothing changes.
    """
    known = the_code(grid, code)
    codes = grid.codes
    for name, text in said.items():
        if " ".join(text.split()) != getattr(known, name):
            codes = put(codes, code, {name: " ".join(text.split()) or None})
    for name, items in lists.items():
        if list(items) != written(known, name):
            codes = put_list(codes, code, name, list(items))
    return drafted("edit", code, (code,), grid, grid.having(codes))


def drafted(operation: str, what: str, codes: tuple[str, ...], before: Grid, after: Grid) -> DraftOperation:
    """
    Make a draft of two grids.

    Args:
        operation: see ``OPERATIONS``.
        what: what history shows of it, as « A1 → B ».
        codes: those whose codings are concerned, for the preview.
        before: the grid as it is.
        after: the grid as it would be.

    Raises:
        BrokenCodebook: nothing changes, or the grid would contradict itself.
    """
    if after == before:
        raise BrokenCodebook(drafts.NOTHING_CHANGES)
    # Whatever was asked, a grid that contradicts itself is never written.
    _ = after.book, after.theme_list
    return DraftOperation(operation, what, codes, before, after)


def added(grid: Grid, new: NewCode, previous: str = "") -> Grid:
    """
    Write a code after another, or at the end of its family.

    Args:
        grid: as it is; nothing is written here.
        new: its family is that of its parent, when it has one; without a colour it gets a free one.
        previous: the code it is written after; empty, the last of its branch or family.

    Raises:
        BrokenCodebook: its id is taken, it has no name, or its family is unknown.
    """
    refuse_taken(grid, new.id)
    family = the_code(grid, new.parent).family if new.parent else new.family
    refuse_unknown_family(grid, family)
    if not new.label.strip():
        raise BrokenCodebook(drafts.NO_LABEL)
    said = {"id": new.id, "label": new.label.strip(), "family": family, "parent": new.parent,
            "colour": new.colour or free_colour(grid), "definition": " ".join(new.definition.split())}
    near = [c.id for c in grid.book.codes if c.id in grid.book.branch(new.parent) or c.family == family]
    under = [c for c in near if c in grid.book.branch(new.parent)] if new.parent else near
    return grid.having(grid.codes.add("codes", {k: v for k, v in said.items() if v}, previous or (under or [""])[-1]))
