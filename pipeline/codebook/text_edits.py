"""A grid and what to change in its texts → the grid changed there, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from pipeline.codebook.codes import Code
from pipeline.codebook.grid_state import Grid
from pipeline.codebook.yaml_nodes import entries, value_of
from pipeline.codebook.yaml_text import YamlText

ORDER = ("id", "label", "family", "parent", "retired", "colour", "definition", "include", "exclude", "examples",
         "counter_examples", "registre")
REGISTRE = ("markers", "anchored", "exclusions")
INHERITED = ("markers", "anchored")


def written(code: Code, name: str) -> list[str]:
    """List what a code holds under the name of one of its lists, as the file writes it."""
    if name in INHERITED:
        return [m.pattern for m in code.markers if m.anchored == (name == "anchored")]
    found: tuple[str, ...] = getattr(code, name)
    return list(found)


def led(grid: Grid, old: str, new: str) -> Grid:
    """Let a former id lead to another: codings, codes below and themes follow."""
    codes = grid.codes.name("aliases", old, new)
    nodes = entries(codes.section("codes"))
    for child in [str(_text(node, "id")) for node in nodes if _text(node, "parent") == old]:
        codes = codes.put(codes.entry("codes", child), "parent", new)
    return gathered(grid.having(codes), old, [new])


def _text(node: yaml.MappingNode, name: str) -> str:
    found = value_of(node, name)
    return str(found.value) if found is not None else ""


def gathered(grid: Grid, old: str, new: Sequence[str]) -> Grid:
    """Put codes in the place of one, in every theme that gathers it."""
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
    """Give a code the examples and the markers of another, after its own."""
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
