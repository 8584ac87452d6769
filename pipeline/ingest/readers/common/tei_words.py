"""A TEI document → its text piece by piece: who utters it, or why nobody does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from lxml import etree

from pipeline.ingest.readers.common.xml import attribute, local, spaced
from pipeline.ingest.session import Reason

HEADER, UTTERANCE, ANCHOR = "teiHeader", "u", "anchor"
WHO = ("who", "wh")
TOKENS = frozenset({"w", "pc"})
# What stands inside an utterance and is heard beside the words, or written about them.
UNSAID = frozenset({
    ANCHOR, "comment", "desc", "event", "f", "figDesc", "figure", "fs", "gap", "head", "incident", "index", "interp",
    "interpGrp", "kinesic", "link", "linkGrp", "note", "pause", "ptr", "shift", "span", "spanGrp", "standOff",
    "timeline", "vocal", "when", "writing",
})
# Of two spellings in one ``choice``, these are the editor's.
CORRECTED = frozenset({"corr", "expan", "reg"})
# Before and after these stands another word, even when no space does.
APART = UNSAID | {UTTERANCE, "ab", "div", "l", "lb", "p", "s", "seg"}
PUNCTUATION = re.compile(r"[.,…)\]}]+|-\w.*", re.DOTALL)
OPENING = re.compile(r".*[(\[{]", re.DOTALL)
ELIDED = re.compile(r".*\w['’ʼ]", re.DOTALL)


class TeiPiece(NamedTuple):
    """Some text; why nobody says it, or the utterance, the mark of time and the token in which it is said."""

    text: str
    reason: Reason | None
    utterance: Any
    mark: Any
    token: Any


class DocumentPlace(NamedTuple):
    """Where one stands in the document; in ``closed`` places no utterance begins."""

    reason: Reason | None = "annotation"
    utterance: Any = None
    token: Any = None
    closed: bool = False


def pieces(root: Any) -> Iterator[TeiPiece]:
    """Go through a document from its first piece of text to its last."""
    places, marks = [DocumentPlace()], dict[Any, Any]()
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            places.append(_inside(node, places[-1]))
        else:
            places.pop()
        at, name = places[-1], local(node)
        if name == ANCHOR and event == "end" and at.reason is None and at.token is None:
            marks[at.utterance] = node
        text = node.text if event == "start" else node.tail
        apart = " " if name in APART else ""
        if apart or text:
            yield TeiPiece(apart + (text or ""), at.reason, at.utterance, marks.get(at.utterance), at.token)


def _inside(node: Any, at: DocumentPlace) -> DocumentPlace:
    name = local(node)
    if at.closed:
        return at
    if name == HEADER:
        return DocumentPlace("header", closed=True)
    if name in UNSAID or (name in CORRECTED and local(node.getparent()) == "choice"):
        return at._replace(reason="annotation", token=None, closed=True)
    if name == UTTERANCE and (at.utterance is None or attribute(node, *WHO) not in {"", attribute(at.utterance, *WHO)}):
        return DocumentPlace(None, node)
    return at._replace(token=node) if name in TOKENS and at.utterance is not None and at.token is None else at


def words(said: list[TeiPiece]) -> str:
    """Give what was said, on one line; tokens are joined as French is written."""
    if all(piece.token is None for piece in said):
        return spaced("".join(piece.text for piece in said))
    tokens = _tokens(said)
    text, before, joined = "", "", ""
    for token, join in tokens:
        told = joined in {"right", "both"} or join in {"left", "both"}
        written = PUNCTUATION.fullmatch(token) or OPENING.fullmatch(before)
        elided = ELIDED.fullmatch(before) and token[0].isalpha()
        text += token if not text or told or written or elided else f" {token}"
        before, joined = token, join
    return text


def _tokens(said: Iterable[TeiPiece]) -> Iterator[tuple[str, str]]:
    """Give each token with where it says that it is joined: ``left``, ``right``, ``both`` or nothing."""
    for token, together in groupby(said, key=lambda piece: piece.token):
        text = spaced("".join(piece.text for piece in together))
        if token is None:
            yield from ((word, "") for word in text.split())
        elif text:
            yield text, attribute(token, "join")
