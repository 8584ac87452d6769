"""Bytes of an XML file → its tree: nothing outside is loaded, no entity is expanded, size is bounded."""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import UnreadableTranscript
from pipeline.readers.limits import weighed


def parse(data: bytes, file: str, kind: str) -> Any:
    """
    Parse a file; comments and processing instructions are left out, its document type is not read.

    Args:
        data: its bytes.
        file: its name, for messages.
        kind: what it should be, in the user's words: « un fichier Transcriber ».

    Raises:
        UnreadableTranscript: it is empty, too large, damaged, no XML, or declares entities.
    """
    from lxml import etree  # noqa: PLC0415 - needed by some formats only

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(weighed(data, file), parser)
    except (etree.LxmlError, ValueError) as error:
        raise _damaged(file, kind) from error
    # Words could hide in entities, and a few of them can fill the memory.
    doctype = root.getroottree().docinfo.internalDTD
    if doctype is not None and any(True for _ in doctype.iterentities()):
        raise _damaged(file, kind)
    return root


def _damaged(file: str, kind: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        f"{file} n'est pas {kind} lisible : il est abîmé, coupé, ou d'un autre format. Réenregistrez-le depuis le "
        "logiciel qui l'a écrit, ou exportez-en le texte en .txt."
    )


def local(node: Any) -> str:
    """Give the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def attribute(node: Any, *names: str) -> str:
    """Give the first of these attributes that an element has, whatever its namespace; empty when it has none."""
    own = {str(name).rpartition("}")[2]: str(value).strip() for name, value in node.attrib.items()}
    return next((own[name] for name in names if own.get(name)), "")


def seconds(time: str) -> int | None:
    """
    Read a time in seconds, or as a clock shows it, in milliseconds; nothing when it is none.

    >>> seconds("31.21"), seconds("00:01:02"), seconds("?")
    (31210, 62000, None)
    """
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        if not re.fullmatch(r"\d{1,9}(?:\.\d*)?", part.strip()):
            return None
        total = total * 60 + float(part)
    return round(total * 1000)


def spaced(text: str) -> str:
    """Write a text on one line, with single spaces."""
    return " ".join(text.split())


def wordless(file: str) -> UnreadableTranscript:
    """Say that a file can be read and that nobody speaks in it."""
    return UnreadableTranscript(
        f"{file} ne contient aucune parole : ce n'est que l'en-tête ou les annotations d'une transcription. "
        "Posez-y la transcription elle-même, ou retirez le fichier."
    )
