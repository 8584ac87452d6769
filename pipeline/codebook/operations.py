"""A grid and an operation on it → the grid as it would be; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.codebook import operation_words
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
    "DraftOperation", "NewCode", "create", "drafted", "edit", "merge", "move", "rename", "restore", "retire", "split"
]


def create(grid: Grid, new: NewCode) -> DraftOperation:
    """
    Add a code at the end of its family, or of the code that it makes more precise.

    Raises:
        BrokenCodebook: the id is taken, or the label, the definition or the family is missing.
    """
    return drafted("create", new.id, (), grid, _added(grid, new))


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

    ``registre`` gives the second the markers and the examples of the first.

    Raises:
        BrokenCodebook: there is no such code, or it is itself or retired.
    """
    gone = the_code(grid, code)
    kept = the_code(grid, into)
    if code == into:
        raise BrokenCodebook(operation_words.INTO_ITSELF.format(code))
    if kept.retired:
        raise BrokenCodebook(operation_words.INTO_RETIRED.format(into))
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
        raise BrokenCodebook(operation_words.TWO_PIECES)
    after, previous = grid, code
    for piece in pieces:
        told = replace(piece, family=known.family, parent=code if keep else known.parent,
                       definition=piece.definition or known.definition)
        after, previous = _added(after, told, previous), piece.id
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
        raise BrokenCodebook(operation_words.ALREADY_RETIRED.format(code))
    after = grid.having(put(grid.codes, code, {"retired": date.fromisoformat(today)}))
    return drafted("retire", code, (code,), grid, after)


def restore(grid: Grid, code: str) -> DraftOperation:
    """
    Offer a retired code again.

    Raises:
        BrokenCodebook: there is no such code, or it was not retired.
    """
    if not the_code(grid, code).retired:
        raise BrokenCodebook(operation_words.NOT_RETIRED.format(code))
    return drafted("restore", code, (code,), grid, grid.having(put(grid.codes, code, {"retired": None})))


def edit(grid: Grid, code: str, said: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> DraftOperation:
    """
    Change what a code says of itself (``said``), its examples, and the markers of its registre (``lists``).

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

    Raises:
        BrokenCodebook: nothing changes, or the grid would contradict itself.
    """
    if after == before:
        raise BrokenCodebook(operation_words.NOTHING_CHANGES)
    # Whatever was asked, a grid that contradicts itself is never written.
    _ = after.book, after.theme_list
    return DraftOperation(operation, what, codes, before, after)


def _added(grid: Grid, new: NewCode, previous: str = "") -> Grid:
    refuse_taken(grid, new.id)
    family = the_code(grid, new.parent).family if new.parent else new.family
    refuse_unknown_family(grid, family)
    if not new.label.strip() or not new.definition.strip():
        raise BrokenCodebook(operation_words.NO_DEFINITION if new.label.strip() else operation_words.NO_LABEL)
    said = {"id": new.id, "label": new.label.strip(), "family": family, "parent": new.parent,
            "colour": free_colour(grid), "definition": " ".join(new.definition.split())}
    near = [c.id for c in grid.book.codes if c.id in grid.book.branch(new.parent) or c.family == family]
    under = [c for c in near if c in grid.book.branch(new.parent)] if new.parent else near
    return grid.having(grid.codes.add("codes", {k: v for k, v in said.items() if v}, previous or (under or [""])[-1]))
