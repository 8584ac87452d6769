"""The grid and an operation on a theme or a grouping → the grid as it would be; nothing is written here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.codebook import drafts
from pipeline.codebook.codes import NamedGrouping, Theme
from pipeline.codebook.drafts import NOTHING_CHANGES, DraftOperation, Grid, NewCode
from pipeline.codebook.operations import create, drafted
from pipeline.codebook.yaml_text import entries, value_of
from pipeline.language.folds import fold_for_search
from pipeline.model.errors import BrokenCodebook

THEMES = "themes"
ORDER = ("id", "label", "definition", "codes", "groupings")
LONGEST = 30
GROUPINGS = "groupings"


@dataclass(frozen=True)
class ThemeDraft:
    """What a person writes of a theme: its name, its definition, the codes and groupings that it gathers."""

    label: str
    definition: str
    codes: tuple[str, ...] = ()
    groupings: tuple[int, ...] = ()


def as_written(grid: Grid, theme: str) -> ThemeDraft:
    """
    Give a theme as the file writes it: codes that a code holds are not spelled out.

    Raises:
        BrokenCodebook: there is none of this id.
    """
    known = _the_theme(grid, theme)
    entry = grid.gathered.entry(THEMES, theme)
    node = value_of(entry, "codes")
    items = [str(n.value) for n in node.value] if isinstance(node, yaml.SequenceNode) else []
    return ThemeDraft(known.label, known.definition, tuple(items), known.groupings)


def create_theme(grid: Grid, wanted: ThemeDraft) -> DraftOperation:
    """
    Add a theme at the end of the file; its id is made from its name.

    Raises:
        BrokenCodebook: it lacks a name or a definition, or gathers a code that the grid does not hold.
    """
    _refuse_empty(wanted)
    plain = re.sub(r"[^a-z0-9]+", "-", fold_for_search(wanted.label)).strip("-")[:LONGEST].strip("-") or "theme"
    taken = {t.id for t in grid.theme_list}
    id_ = next(name for n in range(len(taken) + 1) if (name := plain if not n else f"{plain}-{n + 1}") not in taken)
    said = {"id": id_, **_said(wanted)}
    return _draft("theme_create", id_, grid, grid.having(gathered=grid.gathered.add(THEMES, said)))


def edit_theme(grid: Grid, theme: str, wanted: ThemeDraft) -> DraftOperation:
    """
    Change a theme; its id stays, so that what people said of it stays with it.

    Raises:
        BrokenCodebook: there is none of this id, nothing changes, or it would contradict the grid.
    """
    _refuse_empty(wanted)
    before, text = as_written(grid, theme), grid.gathered
    for name, value in _said(wanted).items():
        if value != _said(before)[name]:
            text = text.put(text.entry(THEMES, theme), name, value, ORDER[: ORDER.index(name)])
    return _draft("theme_edit", theme, grid, grid.having(gathered=text))


def delete_theme(grid: Grid, theme: str) -> DraftOperation:
    """
    Take a theme out of the file; no coding changes, and what people said of it is listed as waiting for a place.

    Raises:
        BrokenCodebook: there is none of this id.
    """
    _the_theme(grid, theme)
    return _draft("theme_delete", theme, grid, grid.having(gathered=grid.gathered.drop(THEMES, theme)))


def _said(wanted: ThemeDraft) -> dict[str, object]:
    return {
        "label": " ".join(wanted.label.split()), "definition": " ".join(wanted.definition.split()),
        "codes": list(wanted.codes), "groupings": list(wanted.groupings),
    }


def _draft(operation: str, what: str, before: Grid, after: Grid) -> DraftOperation:
    if after == before:
        raise BrokenCodebook(NOTHING_CHANGES)
    # Whatever was asked, a file that contradicts itself is never written.
    _ = after.theme_list
    return DraftOperation(operation, what, (), before, after)


def _the_theme(grid: Grid, theme: str) -> Theme:
    found = next((t for t in grid.theme_list if t.id == theme), None)
    if found is None:
        raise BrokenCodebook(drafts.UNWRITTEN_THEME.format(theme))
    return found


def _refuse_empty(wanted: ThemeDraft) -> None:
    if not wanted.label.strip():
        raise BrokenCodebook(drafts.THEME_WITHOUT_LABEL)
    if not wanted.definition.strip():
        raise BrokenCodebook(drafts.THEME_WITHOUT_DEFINITION)


def attach(grid: Grid, theme: str, lead: NamedGrouping) -> DraftOperation:
    """
    Gather a grouping in a theme; from then on it keeps its number.

    Raises:
        BrokenCodebook: there is no such theme, it holds the grouping already, or nothing tells the grouping.
    """
    known = {t.id: t for t in grid.theme_list}
    if theme not in known:
        raise BrokenCodebook(drafts.UNKNOWN_THEME.format(theme, ", ".join(known)))
    if lead.number in known[theme].groupings:
        raise BrokenCodebook(drafts.ALREADY_ATTACHED.format(lead.number, known[theme].label))
    entry = grid.gathered.entry(THEMES, theme)
    gathered = [*known[theme].groupings, lead.number]
    after = grid.having(gathered=grid.gathered.put(entry, GROUPINGS, gathered, ("id", "label", "definition", "codes")))
    return drafted("attach", f"{lead.number} → {theme}", (), grid, named(after, lead))


def promote(grid: Grid, new: NewCode, lead: NamedGrouping) -> DraftOperation:
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
        raise BrokenCodebook(drafts.NO_EXCERPT.format(lead.number))
    nodes = entries(grid.gathered.section(GROUPINGS))
    there = next((n for n in nodes if str(getattr(value_of(n, "id"), "value", "")) == str(lead.number)), None)
    if there is None:
        said: dict[str, Any] = {"id": lead.number, "label": lead.label, "code": lead.code}
        kept = {name: value for name, value in said.items() if value != ""}
        return grid.having(gathered=grid.gathered.add(GROUPINGS, {**kept, "excerpts": list(lead.excerpts)}))
    if not lead.code:
        return grid
    return grid.having(gathered=grid.gathered.put(there, "code", lead.code, ("id", "label")))
