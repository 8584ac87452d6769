"""Bytes of an XML file → its tree: nothing outside is loaded, no entity is expanded, size is bounded."""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from typing import Any

from lxml import etree

from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.common.limits import LARGEST_TEXT, too_large, weighed
from pipeline.model.errors import UnreadableTranscript

LATIN_1 = re.compile(rb"""\s*<\?xml[^>]{0,99}encoding\s*=\s*["'](?:iso-8859-1|latin-?1)["']""", re.IGNORECASE)
TYPED_ON_WINDOWS = re.compile(rb"[\x80-\x9f]")
# Old editors leave characters that XML forbids, and names of characters that only HTML knows (« &eacute; »).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
OF_XML = "{http://www.w3.org/XML/1998/namespace}"
MOST_TAGS = 2_000_000  # with each word annotated in ten ways, thirty hours of speech
MARKUP = frozenset("<>&\"'")


def parse(data: bytes, file: str, kind: str) -> Any:
    """
    Parse a file; comments and processing instructions are left out, its document type is not read.

    Args:
        data: its bytes; when they are not in the encoding that they declare, it is guessed.
        file: its name, for messages.
        kind: what it should be, in the user's words: « un fichier Transcriber ».

    Raises:
        UnreadableTranscript: it is empty, too large, damaged, no XML, or declares entities.
    """
    if data.count(b"<") > MOST_TAGS:
        raise too_large(file, len(data), LARGEST_TEXT)
    encoding = "windows-1252" if LATIN_1.match(data) and TYPED_ON_WINDOWS.search(data) else None
    try:
        root = _tree(weighed(data, file).lstrip(b"\t\n\r "), encoding)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or _unresolved(root):
        root = _mended(data, file, kind)
    if _declares(root):
        raise UnreadableTranscript(
            f"{file} déclare des entités XML, où des mots peuvent se cacher. Ouvrez-le dans le logiciel qui l'a écrit "
            "et réenregistrez-le, ou exportez-en le texte en .txt."
        )
    return root


def _tree(data: bytes, encoding: str | None) -> Any:
    parser = etree.XMLParser(
        encoding=encoding, resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def _unresolved(root: Any) -> bool:
    return not _declares(root) and next(root.iter(etree.Entity), None) is not None


def _declares(root: Any) -> bool:
    doctype = root.getroottree().docinfo.internalDTD
    return doctype is not None and next(doctype.iterentities(), None) is not None


def _mended(data: bytes, file: str, kind: str) -> Any:
    text = NAMED.sub(_character, FORBIDDEN.sub("", decode(data, file))).lstrip()
    try:
        root = _tree(text.encode(), "utf-8")
    except (etree.LxmlError, ValueError) as error:
        raise _damaged(file, kind, getattr(error, "lineno", None)) from error
    if _unresolved(root):
        raise _damaged(file, kind, None)
    return root


def _character(named: re.Match[str]) -> str:
    character = html5.get(named[1], "&")
    return named[0] if MARKUP & set(character) else character


def _damaged(file: str, kind: str, line: int | None) -> UnreadableTranscript:
    where = f" (voyez la ligne {line})" if line else ""
    return UnreadableTranscript(
        f"{file} n'est pas {kind} lisible : il est abîmé, coupé, ou d'un autre format{where}. Réenregistrez-le depuis "
        "le logiciel qui l'a écrit, ou exportez-en le texte en .txt."
    )


def encoding(root: Any) -> str:
    """Name the encoding in which the file was read."""
    return str(root.getroottree().docinfo.encoding or "").lower()


def local(node: Any) -> str:
    """Give the name of an element without its namespace."""
    return _local(str(node.tag))


@lru_cache(maxsize=1000)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(node: Any, *names: str) -> str:
    """Give the first of these attributes that an element has, be it one of XML (``xml:id``); empty when it has none."""
    for name in names:
        value = str(node.get(name) or node.get(OF_XML + name) or "").strip()
        if value:
            return value
    return ""


def seconds(time: str) -> int | None:
    """
    Read a time in seconds, or as a clock shows it, in milliseconds; nothing when it is none.

    >>> seconds("31.21"), seconds("00:01:02"), seconds("?")
    (31210, 62000, None)
    """
    total = 0.0
    for part in time.replace(",", ".").split(":", 3):
        if not re.fullmatch(r"\d{1,9}(?:\.\d*)?", part.strip(), re.ASCII):
            return None
        total = total * 60 + float(part)
    return round(total * 1000)


def spaced(text: str) -> str:
    """Write a text on one line, with single spaces."""
    return " ".join(text.split())
