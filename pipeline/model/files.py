"""Text, YAML, bytes ↔ files: what is read in composed characters, what is written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

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
LOADER_OF_STRINGS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DEEPEST = 40  # lists within lists: no person writes ten


def yaml_values(text: str, *, as_written: bool = False) -> Any:
    """
    Read the text of a YAML file.

    Args:
        text: of the file.
        as_written: whether every value is the string that was written: 007 is no 7, « yes » no truth. It then repeats
            nothing (``*name``).

    Raises:
        yaml.YAMLError: it is not YAML, holds a value that is none, or is nested or repeats itself beyond reason; the
            error names the line.
    """
    text = normalised(text)
    loader = LOADER_OF_STRINGS if as_written else LOADER
    _refuse_unbounded(text, loader, repeats=not as_written)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe ones
    except ValueError as error:  # the 45th of the month, a number of five thousand digits
        raise yaml.YAMLError(str(error)) from error


def _refuse_unbounded(text: str, loader: Any, *, repeats: bool) -> None:
    # Ten lines that repeat, ten times each, the one before are ten thousand million values.
    anchored: list[bool] = []
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            anchored.append(event.anchor is not None)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchored.pop()
        again = isinstance(event, yaml.AliasEvent) and (any(anchored) or not repeats)
        if again or len(anchored) > DEEPEST:
            trouble = "une répétition « *nom »" if again else "trop de listes les unes dans les autres"
            raise yaml.MarkedYAMLError(problem=trouble, problem_mark=cast("yaml.Mark | None", event.start_mark))


GUARD = "'"
# A spreadsheet takes a cell that begins so for a formula, runs it, and keeps what it gave in the place of the words.
FORMULA = re.compile(rf"{GUARD}*[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """
    Keep a spreadsheet from running a cell as a formula.

    >>> guarded("- Oui."), guarded("Oui."), guarded("'tain")
    ("'- Oui.", 'Oui.', "'tain")
    """
    return GUARD + cell if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """
    Give back what a cell said before it was guarded.

    >>> unguarded("'- Oui."), unguarded("'tain"), unguarded(guarded("'=1"))
    ('- Oui.', "'tain", "'=1")
    """
    return cell[1:] if cell.startswith(GUARD) and FORMULA.match(cell) else cell


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
    try:
        with os.fdopen(os.open(temporary, new, OWNER_ONLY if owner_only else 0o666), "wb") as file:
            file.write(content)
        put_in_place(temporary, path)
    except OSError:
        # A full disk is no fuller for it, and nothing is left that could be taken for the file.
        temporary.unlink(missing_ok=True)
        raise


def unfinished(path: Path) -> Path:
    """Give the file to write while ``path`` stays as it is, in a folder that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f".{path.name}{UNFINISHED}")


@contextmanager
def all_or_nothing(folder: Path) -> Iterator[None]:
    """Fill a new folder, or an empty one: what cannot be filled whole is taken away again."""
    there = folder.exists()
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if there:
            folder.mkdir(exist_ok=True)
        raise


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


BEFORE_IMPORT = "build/private/reprise"  # of a project of another tool, until it is whole: names stand in it


@dataclass
class FilesBefore:
    """
    What files held before something changes them all, kept on disk: after a kill, whoever comes next puts it back.

    Attributes:
        root: where the files stand.
        folder: holds what they were, one file for each; readable by their owner only.
    """

    root: Path
    folder: Path
    kept: int = 0

    def keep(self, place: str) -> bytes | None:
        """Note what a file holds before it changes, and give it; None where it is not there yet."""
        path = self.root / place
        was = path.read_bytes() if path.exists() else None
        head = json.dumps([place, was is not None]).encode()
        self.kept += 1
        write_whole(self.folder / f"{self.kept:06}", head + b"\n" + (was or b""), owner_only=True)
        return was

    def put_back(self) -> None:
        """Make every file what it was, last things first; done twice, it gives the same."""
        for one in sorted(self.folder.glob("[0-9]*"), reverse=True):
            head, _, was = one.read_bytes().partition(b"\n")
            place, there = json.loads(head)
            path = self.root / place
            unfinished(path).unlink(missing_ok=True)
            if there:
                write_whole(path, was)
            else:
                path.unlink(missing_ok=True)
        self.forget()

    def forget(self) -> None:
        """Let what changed stand: a kill here brings nothing back."""
        done = self.folder.with_suffix(".fini")
        shutil.rmtree(done, ignore_errors=True)
        if self.folder.exists():
            os.replace(self.folder, done)
            shutil.rmtree(done, ignore_errors=True)
        self.kept = 0
