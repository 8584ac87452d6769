"""The words of Rich Text that decide where text goes; settings of fonts and pages are not among them."""

from __future__ import annotations

import codecs
import re

from pipeline.ingest.session import Reason

TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,9})?\ ?|(?P<bytes>(?:\\'[0-9a-fA-F]{2})+)"
    r"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
# Groups that hold text which is not said; « * » before a word, or striprtf's list, tells those that hold none.
ASIDES: dict[str, Reason] = {
    "footnote": "note", "annotation": "comment", "listtext": "counter", "pntext": "counter", "shprslt": "repeated",
    "mr": "markup", **{f"{part}{which}": "page" for part in ("header", "footer") for which in ("", "l", "r", "f")},
}
REVIVED = {"annotation", "mr"}  # read even within settings
SAID = {"shptxt", "dptxbxtext", "result", "upr"}  # text boxes, objects shown as text
TABLES = {"fonttbl", "stylesheet"}
BREAKS = {"par", "sect", "page", "cell", "row", "nestcell", "nestrow"}
SIGNS = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
ANSI = "cp1252"
CHARSETS = {"ansi": ANSI, "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
CODE_PAGES = {10000: "mac_roman", 65001: "utf-8"}
OWN_CHARSETS = {0, 1, 2, 42}  # sets of fonts that mean the code page of the document


def known(encoding: str) -> str:
    """Give the name of an encoding, or Windows' own when Python does not know it."""
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ANSI


def raw_encoding(data: bytes) -> str:
    """Tell that accents stand as they are, in UTF-8, where RTF knows only escapes; empty when they do not."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "utf-8"
