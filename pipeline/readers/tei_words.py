"""A TEI utterance → its words as they were said, and the text in it that was not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.readers.xml import attribute, local, spaced

# What stands inside an utterance and is heard beside the words, or written about them.
UNSAID = frozenset({
    "anchor", "comment", "desc", "event", "figure", "gap", "head", "incident", "interp", "kinesic", "link", "linkGrp",
    "note", "pause", "ptr", "ref", "shift", "span", "spanGrp", "timeline", "vocal", "when", "writing", "fs", "f",
    "interpGrp", "standOff", "index",
})
# Before these no space is written; after these neither.
GLUED_BEFORE = re.compile(r"[.,…)\]}]|-\w")
GLUED_AFTER = re.compile(r".*(?:['’(\[{]|\w-)\Z", re.DOTALL)


def words(utterance: Any) -> str:
    """Give what was said, on one line; tokens are joined as French is written."""
    if any(local(node) == "w" for node in utterance.iter()):
        return _joined(_tokens(utterance))
    return spaced("".join(_said(utterance)))


def unsaid(utterance: Any) -> Iterator[str]:
    """Give the text of an utterance that was not said."""
    for node in utterance.iter():
        if local(node) in UNSAID:
            if node.text:
                yield node.text
            yield from (child.tail for child in node if child.tail)
        elif any(local(a) in UNSAID for a in _lineage(node, utterance)):
            yield from (text for text in (node.text, *(child.tail for child in node)) if text)


def _lineage(node: Any, utterance: Any) -> Iterator[Any]:
    for ancestor in node.iterancestors():
        if ancestor is utterance:
            return
        yield ancestor


def _said(node: Any) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if local(child) not in UNSAID:
            yield from _said(child)
        # Two elements that follow each other hold two words, whatever stands between them.
        yield " " if local(child) in UNSAID or local(child) == "seg" else ""
        yield child.tail or ""


def _tokens(node: Any) -> Iterator[tuple[str, str]]:
    """Give each token with where it says that it is joined: ``left``, ``right``, ``both`` or nothing."""
    if local(node) in {"w", "pc"}:
        yield spaced("".join(_said(node))), attribute(node, "join")
        return
    yield from ((text, "") for text in (node.text or "").split())
    for child in node:
        if local(child) not in UNSAID:
            yield from _tokens(child)
        yield from ((text, "") for text in (child.tail or "").split())


def _joined(tokens: Iterator[tuple[str, str]]) -> str:
    text, joined = "", "left"
    for token, join in tokens:
        glued = joined in {"right", "both"} or join in {"left", "both"}
        by_writing = GLUED_AFTER.match(text[-2:]) or GLUED_BEFORE.match(token)
        text += token if not text or glued or by_writing else f" {token}"
        joined = join
    return text
