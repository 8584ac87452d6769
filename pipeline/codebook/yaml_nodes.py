"""Nodes of a YAML text → what they hold; values → how they are written."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterable
from typing import Any

import yaml

ENDLESS = 10**9  # no line is folded


class _Indented(yaml.SafeDumper):
    """Writes lists as people do, further in than their name."""

    def increase_indent(self, *_: bool, **flow: bool) -> None:
        super().increase_indent(flow.get("flow", False), indentless=False)


def value_of(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """Give the value that a mapping holds under a name."""
    pairs: Iterable[tuple[yaml.Node, yaml.Node]] = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def key_of(node: yaml.MappingNode, name: str) -> yaml.Node:
    """Give where a mapping writes a name that it holds."""
    found: yaml.Node = next(key for key, _ in node.value if key.value == name)
    return found


def entries(node: yaml.Node | None) -> list[yaml.MappingNode]:
    """List the entries of a section."""
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return [item for item in items if isinstance(item, yaml.MappingNode)]


def differences(old: list[Any], new: list[Any]) -> list[tuple[str, int, int, int, int]]:
    """Tell which runs of items become which."""
    matcher = difflib.SequenceMatcher(None, [str(o) for o in old], [str(n) for n in new], autojunk=False)
    return [code for code in matcher.get_opcodes() if code[0] != "equal"]


def flow(data: Any) -> str:
    """Write a value on one line."""
    return yaml.dump(data, allow_unicode=True, sort_keys=False, width=ENDLESS, default_flow_style=True,
                     Dumper=yaml.SafeDumper).strip()


def scalar(value: Any) -> str:
    """Write one word, text or date, with quotes where it needs them."""
    return yaml.dump({"": value}, allow_unicode=True, width=ENDLESS, Dumper=yaml.SafeDumper).strip().split(": ", 1)[1]


def block(data: Any, column: int) -> str:
    """Write a value line by line, from a column on."""
    text = yaml.dump(data, Dumper=_Indented, allow_unicode=True, sort_keys=False, width=ENDLESS)
    return textwrap.indent(text.rstrip("\n"), " " * column)
