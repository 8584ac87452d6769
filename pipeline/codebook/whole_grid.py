"""A grid → drafts, as operations: its families made, named, removed; the whole emptied, adopted, filled from a file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import yaml

from pipeline.codebook import drafts
from pipeline.codebook.codes import Family
from pipeline.codebook.drafts import COLOURS, ORDER, DraftOperation, Grid, put, refuse_unknown_family
from pipeline.codebook.operations import TO_SORT, drafted, free_id, next_id
from pipeline.codebook.yaml_text import YamlText, entries, value_of
from pipeline.language.folds import fold_for_search
from pipeline.model.errors import BrokenCodebook

EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class ImportedCode:
    """
    A code as a file of another tool tells it.

    Attributes:
        family: the name of its family, empty when it has none.
        parent: the place, in the same list, of the code that it makes more precise; -1 for none.
        key: by which the file knows it.
    """

    label: str
    family: str = ""
    definition: str = ""
    colour: str = ""
    parent: int = -1
    include: str = ""
    exclude: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ImportedGrid:
    """
    What was understood of a file.

    Attributes:
        remarks: what became of what a grid cannot hold as it stands, in French.
    """

    families: tuple[str, ...]
    codes: tuple[ImportedCode, ...]
    remarks: tuple[str, ...] = ()


def create_family(grid: Grid, label: str) -> DraftOperation:
    """
    Add a family at the end of the grid; its id is the first free letter.

    Raises:
        BrokenCodebook: it has no name, or another bears it.
    """
    named = _family_name(grid, label)
    id_ = free_id([f.id for f in grid.book.families])
    after = grid.having(grid.codes.add("families", {"id": id_, "label": named}))
    return drafted("family_create", f"{id_} {named}", (), grid, after)


def rename_family(grid: Grid, family: str, label: str) -> DraftOperation:
    """
    Give a family another name; its id and its codes stay.

    Raises:
        BrokenCodebook: there is no such family, or the name is empty, taken or the same.
    """
    refuse_unknown_family(grid, family)
    named = _family_name(grid, label, but=family)
    after = grid.having(grid.codes.put(grid.codes.entry("families", family), "label", named))
    return drafted("family_rename", f"{family} → {named}", (), grid, after)


def remove_family(grid: Grid, family: str, into: str = "") -> DraftOperation:
    """
    Take a family away; its codes, retired ones too, go into another.

    Raises:
        BrokenCodebook: one of the families does not exist, or it holds codes and ``into`` is empty.
    """
    refuse_unknown_family(grid, family)
    held = [c for c in grid.book.codes if c.family == family]
    codes = grid.codes
    if held:
        if into in {"", family}:
            told = ", ".join(f"{c.id} {c.label}" for c in held)
            raise BrokenCodebook(drafts.FAMILY_NOT_EMPTY.format(_label(grid, family), told))
        refuse_unknown_family(grid, into)
    for code in held:
        codes = put(codes, code.id, {"family": into})
    touched = tuple(c.id for c in held)
    what = f"{family} → {into}" if held else f"{family} {_label(grid, family)}"
    return drafted("family_remove", what, touched, grid, grid.having(codes.drop("families", family)))


def empty(grid: Grid, used: Collection[str], today: str) -> DraftOperation:
    """
    Empty a grid: codes that somebody coded with are retired, the others go, and families without codes with them.

    Themes leave the codes that go; one that gathered nothing else goes with them.

    Args:
        grid: as it is.
        used: ids of codes, even former ones, that stand in what people coded.
        today: the day they are retired, ISO 8601.

    Raises:
        BrokenCodebook: nothing is left to empty.
    """
    book = grid.book
    coded = {book.in_force(code) for code in used}
    # A code above one that stays, stays: what is below it makes it more precise.
    kept = {c.id for c in book.codes if coded.intersection(book.branch(c.id))}
    gone = [c.id for c in book.codes if c.id not in kept]
    homes = {c.family for c in book.codes if c.id in kept}
    left = [(f.id, f.id not in homes) for f in book.families]
    codes = grid.codes.without("codes", gone).without("families", [id_ for id_, alone in left if alone])
    for old, new in book.aliases.items():
        codes = codes.unname("aliases", old) if book.in_force(new) in gone else codes
    retiring = {c.id for c in book.codes if c.id in kept and not c.retired}
    result = codes
    # From the last to the first: what stands before stays where it was read.
    for entry in reversed(entries(codes.section("codes"))):
        if str(getattr(value_of(entry, "id"), "value", "")) in retiring:
            after = ORDER[: ORDER.index("retired")]
            result = result.put(entry, "retired", date.fromisoformat(today), after)
    themes = _without_codes(grid, frozenset(gone))
    if result == grid.codes and themes == grid.gathered:
        raise BrokenCodebook(drafts.NOTHING_TO_EMPTY)
    if book.example and not kept:
        result = result.unname("", "lists").unname("", "anchors")
    what = ", ".join([*gone, *sorted(retiring)])
    return drafted("empty", what, tuple(sorted(kept)), grid, grid.having(result.unname("", EXAMPLE), themes))


def _without_codes(grid: Grid, gone: frozenset[str]) -> YamlText:
    """Give the themes without some codes; one that is left with nothing to gather goes."""
    themes = grid.gathered
    for node in entries(grid.gathered.section("themes")):
        id_ = str(getattr(value_of(node, "id"), "value", ""))
        listed = value_of(node, "codes")
        held = [str(n.value) for n in listed.value] if isinstance(listed, yaml.SequenceNode) else []
        left = [c for c in held if grid.book.in_force(c) not in gone]
        if left == held:
            continue
        # The example's themes bear on the example's questionnaire: that makes them nobody's.
        more = ("groupings",) if grid.book.example else ("groupings", "questions")
        others = any(getattr(value_of(node, name), "value", None) for name in more)
        if left or others:
            themes = themes.put(themes.entry("themes", id_), "codes", left)
        else:
            themes = themes.drop("themes", id_)
    return themes


def adopt(grid: Grid) -> DraftOperation:
    """
    Say that the example's grid is one's own: from then on it may suggest.

    Raises:
        BrokenCodebook: it is not the example's any more.
    """
    if not grid.book.example:
        raise BrokenCodebook(drafts.ALREADY_OWN)
    return drafted("adopt", drafts.EXAMPLE, (), grid, grid.having(grid.codes.unname("", EXAMPLE)))


def imported(grid: Grid, read: ImportedGrid, taken: Collection[str] = ()) -> DraftOperation:
    """
    Add what a file holds to a grid: families by their names, codes that the grid does not hold already.

    Args:
        grid: as it is; an empty one becomes what the file says.
        read: what was understood of the file.
        taken: ids that codes bore once.

    Raises:
        BrokenCodebook: nothing is new.
    """
    homes = {fold_for_search(f.label): f.id for f in grid.book.families}
    present = {(c.family, c.parent, fold_for_search(c.label)): c.id for c in grid.book.offered}
    families: list[dict[str, str]] = []
    new: dict[str, dict[str, str]] = {}
    ids: list[str] = []
    for label in dict.fromkeys([*read.families, *(TO_SORT for c in read.codes if not c.family)]):
        if fold_for_search(label) not in homes:
            homes[fold_for_search(label)] = free_id(homes.values())
            families.append({"id": homes[fold_for_search(label)], "label": label})
    for code in read.codes:
        home, above = homes[fold_for_search(code.family or TO_SORT)], ids[code.parent] if code.parent >= 0 else ""
        place = home, above, fold_for_search(code.label)
        known = present.get(place) or next_id(grid, home, {*taken, *ids})
        ids.append(known)
        if place not in present or known in new:
            told = {
                "id": known, "label": code.label, "family": home, "parent": above,
                "colour": code.colour or COLOURS[len(new) % len(COLOURS)], "definition": code.definition,
                "include": code.include, "exclude": code.exclude,
            }
            # Of a code that is there twice, what the first lacks is taken from the second.
            new[known] = {name: said for name, said in told.items() if said} | new.get(known, {})
            present[place] = known
    if not new:
        raise BrokenCodebook(drafts.NOTHING_TO_IMPORT)
    after = grid.codes.extend("families", families).extend("codes", list(new.values())).unname("", EXAMPLE)
    return drafted("import", ", ".join(new), (), grid, grid.having(after))


def known(grid: Grid, read: ImportedGrid) -> dict[str, str]:
    """Give the id that each code of a file bears in a grid that took it in, by the key that the file knows it by."""
    homes = {fold_for_search(f.label): f.id for f in grid.book.families}
    present = {(c.family, c.parent, fold_for_search(c.label)): c.id for c in grid.book.offered}
    ids: list[str] = []
    for code in read.codes:
        above = ids[code.parent] if code.parent >= 0 else ""
        home = homes.get(fold_for_search(code.family or TO_SORT), "")
        ids.append(present.get((home, above, fold_for_search(code.label)), ""))
    return {code.key: id_ for code, id_ in zip(read.codes, ids, strict=True) if code.key and id_}


def _family_name(grid: Grid, label: str, but: str = "") -> str:
    named = " ".join(label.split())
    if not named:
        raise BrokenCodebook(drafts.FAMILY_WITHOUT_LABEL)
    if any(fold_for_search(f.label) == fold_for_search(named) for f in grid.book.families if f.id != but):
        raise BrokenCodebook(drafts.FAMILY_TAKEN.format(named))
    return named


def _label(grid: Grid, family: str) -> str:
    found: Family = next(f for f in grid.book.families if f.id == family)
    return found.label
