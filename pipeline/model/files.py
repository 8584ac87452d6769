"""Text, YAML, bytes ↔ files: what is read in composed characters, what is written whole or not at all."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

# Soft hyphens, zero-width spaces and joiners, marks of direction, a byte order mark in the middle of a line, tags:
# whoever reads sees none of them, and any of them would cut a name in two.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
# What makes one picture of several: they are seen after a picture, and unseen anywhere else.
JOINERS = "\u200d\ufe00-\ufe0f"
PICTURES = "\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff"
UNSEEN_SIGNS = re.compile(rf"[{UNSEEN}]|(?<![{PICTURES}])[{JOINERS}]")
# Letters that a font draws as one sign, which text taken out of a PDF keeps.
DRAWN = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
})
SUSPECT = re.compile(rf"[{UNSEEN}{JOINERS}\ufb00-\ufb06]")


def normalised(text: str) -> str:
    r"""
    Write a text in composed characters, without what nobody sees in it.

    >>> normalised("Sego\u0301\u200bl\u00adene") == "Sególene"
    True
    """
    if text.isascii():
        return text
    if SUSPECT.search(text):
        text = UNSEEN_SIGNS.sub("", text.translate(DRAWN))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


# A grid of two hundred lines takes a tenth of the time.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def yaml_values(text: str) -> Any:
    """
    Read the text of a YAML file.

    Raises:
        yaml.YAMLError: it is not YAML; the error names the line.
    """
    return yaml.load(normalised(text), Loader=LOADER)  # noqa: S506 - both loaders are the safe one


UNFINISHED = ".part"  # what a file is called until it is whole
OWNER_ONLY = 0o600


def write_whole(path: Path, content: bytes, *, owner_only: bool = False) -> None:
    """
    Replace a file at one stroke: a crash leaves what was there before, or all of what comes after.

    Args:
        path: the file; its folder is made when it is not there.
        content: all that it will hold.
        owner_only: whether others may never read it, not even while it is written.
    """
    temporary = unfinished(path)
    temporary.unlink(missing_ok=True)
    # Windows would write « \r\n » for every byte that is a line's end: a sealed secret holds some.
    new = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, new, OWNER_ONLY if owner_only else 0o666), "wb") as file:
        file.write(content)
    put_in_place(temporary, path)


def unfinished(path: Path) -> Path:
    """Give the file to write while ``path`` stays as it is, in a folder that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f".{path.name}{UNFINISHED}")


def put_in_place(temporary: Path, path: Path) -> None:
    """Put a file that was written whole in the place of another."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(temporary, path)
    # Until its folder is on disk, a power cut may bring the former file back; Windows does without.
    if os.name != "nt":
        opened = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
