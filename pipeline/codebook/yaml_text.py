"""A YAML text written by hand and what to change in it → the text, every other byte as it was.

PyYAML says where each value stands, and only its characters are replaced: comments, order and spaces stay.
"""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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


@dataclass(frozen=True)
class YamlText:
    """A YAML text whose top holds named sections."""

    text: str

    @cached_property
    def top(self) -> yaml.MappingNode | None:
        """Give where everything stands, None when the text is empty."""
        node = yaml.compose(self.text, Loader=yaml.SafeLoader)
        return node if isinstance(node, yaml.MappingNode) else None

    @property
    def newline(self) -> str:
        """Give how lines end here."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def section(self, name: str) -> yaml.Node | None:
        """Give the value of a section, None when it is absent."""
        return value_of(self.top, name) if self.top else None

    def entry(self, section: str, id_: str) -> yaml.MappingNode:
        """
        Give the entry of a section that bears an id.

        Raises:
            KeyError: there is none.
        """
        for node in entries(self.section(section)):
            found = value_of(node, "id")
            if found is not None and str(found.value) == id_:
                return node
        raise KeyError(id_)

    def put(self, where: yaml.MappingNode, name: str, value: Any, after: Sequence[str] = ()) -> YamlText:
        """
        Write a value under a name, in its place or after the last of the names given; None takes it away.

        Args:
            where: the entry.
            name: the key.
            value: what it becomes, None to take it away.
            after: keys that a new one follows: the last that is there.
        """
        if where.flow_style:
            data = {**self._data(where), name: value}
            return self._over(where, flow({k: v for k, v in data.items() if v is not None}))
        old = value_of(where, name)
        if old is None:
            return self if value is None else self._insert(where, name, value, after)
        if value is None:
            return self._without_lines(key_of(where, name).start_mark.index, self._end(old))
        if isinstance(value, list) and isinstance(old, yaml.SequenceNode) and value:
            return self._put_items(old, value)
        if isinstance(value, Mapping | list):
            start = key_of(where, name).start_mark
            return self._splice(start.index, self._end(old), block({name: value}, start.column).lstrip())
        return self._over(old, scalar(value))

    def add(self, section: str, entry: Mapping[str, Any], after: str = "") -> YamlText:
        """
        Add an entry at the end of a section, or after the one that bears an id.

        Args:
            section: ``codes`` or ``themes``.
            entry: its keys, in order.
            after: the id of the entry before it; the last where none is given.
        """
        node = self.section(section)
        written = entries(node)
        if not written or node is None or getattr(node, "flow_style", False):
            return self._put_section(section, [*(self._data(node) or [] if node else []), dict(entry)])
        previous = self.entry(section, after) if after else written[-1]
        lines = block([dict(entry)], node.start_mark.column)
        between = self.text[self._end(written[0]) : written[1].start_mark.index] if len(written) > 1 else ""
        apart = self.newline if "\n\n" in between.replace("\r\n", "\n") else ""
        at = self._line_end(self._end(previous))
        return self._splice(at, at, self.newline + apart + lines)

    def drop(self, section: str, id_: str) -> YamlText:
        """Take away the entry that bears an id."""
        node = self.section(section)
        entry = self.entry(section, id_)
        if node is None or getattr(node, "flow_style", False) or len(entries(node)) == 1:
            return self._put_section(section, [e for e in self._data(node) if str(e["id"]) != id_])
        return self._without_lines(entry.start_mark.index, self._end(entry), blanks=True)

    def without(self, section: str, ids: Collection[str]) -> YamlText:
        """Take away the entries that bear some ids."""
        node = self.section(section)
        written = {str(getattr(value_of(entry, "id"), "value", "")): entry for entry in entries(node)}
        left = [id_ for id_ in written if id_ not in ids]
        if node is None or len(left) == len(written):
            return self
        if getattr(node, "flow_style", False) or not left:
            return self._put_section(section, [e for e in self._data(node) if str(e["id"]) in left])
        result = self
        # From the last to the first: what stands before stays where it was read.
        for id_ in reversed(written):
            if id_ in ids:
                start, end = written[id_].start_mark.index, self._end(written[id_])
                result = result._without_lines(start, end, blanks=True)
        return result

    def extend(self, section: str, new: Sequence[Mapping[str, Any]]) -> YamlText:
        """Add entries at the end of a section, in one reading of the text."""
        node = self.section(section)
        written = entries(node)
        if not new:
            return self
        if not written or node is None or getattr(node, "flow_style", False):
            return self._put_section(section, [*(self._data(node) or [] if node else []), *map(dict, new)])
        at = self._line_end(self._end(written[-1]))
        lines = (self.newline * 2).join(block([dict(entry)], node.start_mark.column) for entry in new)
        return self._splice(at, at, self.newline * 2 + lines)

    def unname(self, section: str, name: str) -> YamlText:
        """Take a name and its value away from a section that is made of them; from the top, without a section."""
        node = self.section(section) if section else self.top
        known = isinstance(node, yaml.MappingNode) and value_of(node, name) is not None
        return self.put(node, name, None) if known and isinstance(node, yaml.MappingNode) else self

    def name(self, section: str, name: str, value: str) -> YamlText:
        """Add a name and its value to a section that is made of them."""
        node = self.section(section)
        if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
            return self.put(node, name, value)
        return self._put_section(section, {**(self._data(node) or {} if node else {}), name: value})

    def _put_section(self, section: str, data: Any) -> YamlText:
        node = self.section(section)
        lines = block({section: data}, 0)
        if node is None or self.top is None:
            apart = "" if not self.text or self.text.endswith("\n") else self.newline
            return YamlText(f"{self.text}{apart}{lines}{self.newline}")
        return self._splice(key_of(self.top, section).start_mark.index, self._end(node), lines)

    def _insert(self, where: yaml.MappingNode, name: str, value: Any, after: Sequence[str]) -> YamlText:
        before = [v for k, v in where.value if k.value in after] or [v for _, v in where.value]
        at = self._line_end(self._end(before[-1]))
        return self._splice(at, at, self.newline + block({name: value}, where.start_mark.column))

    def _put_items(self, old: yaml.SequenceNode, new: list[Any]) -> YamlText:
        if old.flow_style:
            return self._over(old, flow(new))
        said = self._data(old)
        result, column = self, old.start_mark.column
        for kind, first, last, begin, end in reversed(differences(said, new)):
            lines = block(new[begin:end], column) + self.newline if end > begin else ""
            start = self._item(old, first)
            stop = self._line_end(self._end(old.value[last - 1])) + len(self.newline) if kind != "insert" else start
            result = result._splice(start, stop, lines)
        return result

    def _item(self, old: yaml.SequenceNode, index: int) -> int:
        if index < len(old.value):
            return self._line_start(old.value[index].start_mark.index)
        return self._line_end(self._end(old.value[-1])) + len(self.newline)

    def _over(self, node: yaml.Node, new: str) -> YamlText:
        return self._splice(node.start_mark.index, self._end(node), new)

    def _splice(self, start: int, end: int, new: str) -> YamlText:
        # Nothing stood there: « aliases: » followed at once by the next line.
        gap = " " if start == end and new and self.text[start - 1 : start] == ":" else ""
        inserted = new.replace("\r\n", "\n").replace("\n", self.newline)
        return YamlText(self.text[:start] + gap + inserted + self.text[end:])

    def _without_lines(self, start: int, end: int, *, blanks: bool = False) -> YamlText:
        first, last = self._line_start(start), self._line_end(end) + len(self.newline)
        while blanks and self.text[last:].startswith(self.newline):
            last += len(self.newline)
        return self._splice(first, last, "")

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        found = self.text.find(self.newline, index)
        return len(self.text) if found < 0 else found

    def _end(self, node: yaml.Node) -> int:
        # A block ends, for PyYAML, where the next thing begins: blank lines and comments after it are not its own.
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start = node.start_mark.index
        return int(start + len(self.text[start : node.end_mark.index].rstrip()))

    def _data(self, node: yaml.Node | None) -> Any:
        return None if node is None else yaml.SafeLoader("").construct_document(node)
