"""The styles of a ``.odt`` file → what its paragraphs are: headings, quotes, paragraphs all in bold."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from pipeline.ingest.readers.common.styles import kind

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE = f"{{{NAMESPACE}text:1.0}}", f"{{{NAMESPACE}style:1.0}}"
FORMAT = f"{{{NAMESPACE}xsl-fo-compatible:1.0}}"
WEIGHT = f"{FORMAT}font-weight"
HEADING = f"{TEXT}h"
FAMILIES = {f"{TEXT}p": "paragraph", HEADING: "paragraph", f"{TEXT}span": "text"}
MOST_PARENTS = 20
SPACE = "_20_"  # how the name of a style writes a space


class Style(NamedTuple):
    """
    What one style says: its name, the style it starts from, whether it is bold; ``None`` as its parent.

    ``look`` is the rest of its typography: « italic », « color #ff0000 ».
    """

    name: str
    parent: str
    bold: bool | None
    look: str = ""


class Styles:
    """The styles of a document by family and name; those met last replace those met first."""

    def __init__(self, roots: list[Any]) -> None:
        self._styles = {key: style for root in roots for key, style in map(_declared, root.iter(f"{STYLE}style"))}

    def kind(self, paragraph: Any, unsaid: Container[str]) -> str:
        """Tell whether a paragraph is a heading, a quote, all bold, or none of these; ``unsaid`` tags do not count."""
        if paragraph.tag == HEADING:
            return "heading"
        kinds = [kind(style.name) for style in self._parents(paragraph)]
        found = next((k for k in kinds if k != "paragraph"), "paragraph")
        weights = list(self._weights(paragraph, False, unsaid)) if found == "paragraph" else []
        return "bold" if weights and all(weights) else found

    def runs(self, paragraph: Any, unsaid: Container[str]) -> Iterator[tuple[str, str]]:
        """Give the words of a paragraph, run by run, with the look of each."""
        yield from self._runs(paragraph, "", False, unsaid)

    def _runs(self, node: Any, look: str, bold: bool, unsaid: Container[str]) -> Iterator[tuple[str, str]]:  # noqa: FBT001 - inherited
        styles = list(self._parents(node))
        look = next((style.look for style in styles if style.look), look)
        bold = next((style.bold for style in styles if style.bold is not None), bold)
        shown = f"bold {look}".strip() if bold else look
        yield " ".join((node.text or "").split("\n")), shown
        for child in node:
            if child.tag not in unsaid:
                yield from self._runs(child, look, bold, unsaid)
            yield " ".join((child.tail or "").split("\n")), shown

    def _parents(self, node: Any) -> Iterator[Style]:
        family = FAMILIES.get(node.tag, "")
        name = node.get(f"{TEXT}style-name", "")
        for _ in range(MOST_PARENTS):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent

    def _weights(self, node: Any, bold: bool, unsaid: Container[str]) -> Iterator[bool]:  # noqa: FBT001 - inherited
        bold = next((style.bold for style in self._parents(node) if style.bold is not None), bold)
        if (node.text or "").strip():
            yield bold
        for child in node:
            if child.tag not in unsaid:
                yield from self._weights(child, bold, unsaid)
            if (child.tail or "").strip():
                yield bold


def _declared(style: Any) -> tuple[tuple[str, str], Style]:
    properties = style.find(f"{STYLE}text-properties")
    weight = properties.get(WEIGHT) if properties is not None else None
    bold = None if weight is None else weight == "bold" or weight in {"600", "700", "800", "900"}
    name = style.get(f"{STYLE}name", "")
    shown = style.get(f"{STYLE}display-name") or name.replace(SPACE, " ")
    parent = style.get(f"{STYLE}parent-style-name", "")
    return (style.get(f"{STYLE}family", ""), name), Style(shown, parent, bold, _look(properties))


def _look(properties: Any) -> str:
    if properties is None:
        return ""
    found = ["italic"] if properties.get(f"{FORMAT}font-style") == "italic" else []
    if properties.get(f"{STYLE}text-underline-style", "none") != "none":
        found.append("underline")
    color = properties.get(f"{FORMAT}color", "")
    if color and color != "#000000":
        found.append(f"color {color}")
    return " ".join(found)
