"""A grid, a grouping by proximity and what a person makes of it → the grid as it would be; nothing is written here."""

from __future__ import annotations

from typing import Any

from pipeline.codebook import operation_words
from pipeline.codebook.codes import NamedGrouping
from pipeline.codebook.drafts import DraftOperation, New
from pipeline.codebook.grid_state import Grid
from pipeline.codebook.operations import create, drafted
from pipeline.codebook.yaml_nodes import entries, value_of
from pipeline.model.errors import BrokenCodebook

SECTION = "groupings"


def attach(grid: Grid, theme: str, lead: NamedGrouping) -> DraftOperation:
    """
    Gather a grouping in a theme; from then on it keeps its number.

    Raises:
        BrokenCodebook: there is no such theme, it holds the grouping already, or nothing tells the grouping.
    """
    known = {t.id: t for t in grid.theme_list}
    if theme not in known:
        raise BrokenCodebook(operation_words.UNKNOWN_THEME.format(theme, ", ".join(known)))
    if lead.number in known[theme].groupings:
        raise BrokenCodebook(operation_words.ALREADY_ATTACHED.format(lead.number, known[theme].label))
    entry = grid.gathered.entry("themes", theme)
    gathered = [*known[theme].groupings, lead.number]
    after = grid.having(gathered=grid.gathered.put(entry, SECTION, gathered, ("id", "label", "definition", "codes")))
    return drafted("attach", f"{lead.number} → {theme}", (), grid, named(after, lead))


def promote(grid: Grid, new: New, lead: NamedGrouping) -> DraftOperation:
    """
    Make a code of a grouping: its label and definition are a person's; passages are coded one by one, by people.

    Raises:
        BrokenCodebook: see ``create``; or nothing tells the grouping.
    """
    made = create(grid, new).after
    coded = NamedGrouping(lead.number, lead.label or new.label, lead.excerpts, new.id)
    return drafted("promote", f"{lead.number} → {new.id}", (), grid, named(made, coded))


def named(grid: Grid, lead: NamedGrouping) -> Grid:
    """
    Write what tells a grouping: its number, its name, the excerpts that stand for it now.

    Raises:
        BrokenCodebook: it has no excerpt.
    """
    if not lead.excerpts:
        raise BrokenCodebook(operation_words.NO_EXCERPT.format(lead.number))
    nodes = entries(grid.gathered.section(SECTION))
    there = next((n for n in nodes if str(getattr(value_of(n, "id"), "value", "")) == str(lead.number)), None)
    if there is None:
        said: dict[str, Any] = {"id": lead.number, "label": lead.label, "code": lead.code}
        kept = {name: value for name, value in said.items() if value != ""}
        return grid.having(gathered=grid.gathered.add(SECTION, {**kept, "excerpts": list(lead.excerpts)}))
    if not lead.code:
        return grid
    return grid.having(gathered=grid.gathered.put(there, "code", lead.code, ("id", "label")))
