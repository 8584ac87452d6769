"""The grid and an operation on a theme → the grid as it would be; nothing is written here."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from pipeline.codebook import theme_words as wording
from pipeline.codebook.codes import Theme
from pipeline.codebook.drafts import DraftOperation
from pipeline.codebook.grid_state import Grid
from pipeline.codebook.operation_words import NOTHING_CHANGES
from pipeline.codebook.yaml_nodes import value_of
from pipeline.codebook.yaml_text import YamlText
from pipeline.language.folds import fold_for_search
from pipeline.model.errors import BrokenCodebook

SECTION = "themes"
ORDER = ("id", "label", "definition", "codes", "groupings")
LONGEST = 30


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
    _the_theme(grid, theme)
    entry = YamlText(grid.gathered.text).entry(SECTION, theme)
    known = _the_theme(grid, theme)
    node = value_of(entry, "codes")
    items = [str(n.value) for n in node.value] if isinstance(node, yaml.SequenceNode) else []
    return ThemeDraft(known.label, known.definition, tuple(items), known.groupings)


def create(grid: Grid, wanted: ThemeDraft) -> DraftOperation:
    """
    Add a theme at the end of the file; its id is made from its name.

    Raises:
        BrokenCodebook: it lacks a name or a definition, or gathers a code that the grid does not hold.
    """
    _refuse_empty(wanted)
    id_ = _free_id(grid, wanted.label)
    said = {"id": id_, **_said(wanted)}
    return _draft("theme_create", id_, grid, grid.having(gathered=grid.gathered.add(SECTION, said)))


def edit(grid: Grid, theme: str, wanted: ThemeDraft) -> DraftOperation:
    """
    Change a theme; its id stays, so that what people said of it stays with it.

    Raises:
        BrokenCodebook: there is none of this id, nothing changes, or it would contradict the grid.
    """
    _refuse_empty(wanted)
    before, text = as_written(grid, theme), grid.gathered
    for name, value in _said(wanted).items():
        if value != _said(before)[name]:
            text = text.put(text.entry(SECTION, theme), name, value, ORDER[: ORDER.index(name)])
    return _draft("theme_edit", theme, grid, grid.having(gathered=text))


def delete(grid: Grid, theme: str) -> DraftOperation:
    """
    Take a theme out of the file; no coding changes, and what people said of it is listed as waiting for a place.

    Raises:
        BrokenCodebook: there is none of this id.
    """
    _the_theme(grid, theme)
    return _draft("theme_delete", theme, grid, grid.having(gathered=grid.gathered.drop(SECTION, theme)))


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
        raise BrokenCodebook(wording.UNKNOWN.format(theme))
    return found


def _refuse_empty(wanted: ThemeDraft) -> None:
    if not wanted.label.strip():
        raise BrokenCodebook(wording.NO_LABEL)
    if not wanted.definition.strip():
        raise BrokenCodebook(wording.NO_DEFINITION)


def _free_id(grid: Grid, label: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", fold_for_search(label)).strip("-")[:LONGEST].strip("-") or "theme"
    taken = {t.id for t in grid.theme_list}
    return next(id_ for n in range(len(taken) + 1) if (id_ := plain if not n else f"{plain}-{n + 1}") not in taken)
