"""Content → a file, changed whole or not at all, and on disk before the call returns: the one way to write a file."""

from __future__ import annotations

import os
from pathlib import Path

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
