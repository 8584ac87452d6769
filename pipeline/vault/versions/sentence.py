"""What changed in decisions, grid and settings between two states → a sentence in French."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import PurePosixPath

from pipeline.anchoring.interview_register import MACHINE
from pipeline.language.numbers import counted, listed
from pipeline.vault.versions import wording

Row = tuple[str, ...]
Changed = Mapping[str, tuple[bytes | None, bytes | None]]  # a path → what it held before, what it holds now
EMPTY = ".gitkeep"
GESTURES = ("decision", "action")


def sentence(changed: Changed) -> str:
    """
    Say what was decided, without a final full stop.

    >>> header = b"id,decision" + bytes([10])
    >>> sentence({"decisions/codings/ana.csv": (header, header + b"1,add" + bytes([10]) + b"2,add")})
    '2 codages'
    """
    said = listed([*decided(changed), *files(changed)])
    return said[:1].upper() + said[1:] if said else wording.NOTHING_TOLD


def decided(changed: Changed) -> list[str]:
    """Say how many of each thing were decided."""
    return [counted(n, *wording.TOLD[kind]) for kind, n in tally(changed).items()]


def tally(changed: Changed) -> dict[tuple[str, str], int]:
    """Count the lines that were added to files of decisions, by what they say, in the order of the words."""
    lines = (_added(path, *sides) for path, sides in changed.items() if _decided(path))
    found = Counter(chain.from_iterable(lines))
    return {kind: found[kind] for kind in wording.TOLD if found[kind]}


def files(changed: Iterable[str]) -> list[str]:
    """Name the other files that people write, each thing once."""
    paths = [path for path in sorted(changed) if not path.endswith(EMPTY)]
    said = (next((words for start, words in wording.FILES if path.startswith(start)), "") for path in paths)
    return list(dict.fromkeys(words for words in said if words))


def _decided(path: str) -> bool:
    # Where interviews stand is noted by the machine: nobody decided it.
    return path.startswith("decisions/") and path.endswith(".csv") and PurePosixPath(path).stem != MACHINE


def _added(path: str, before: bytes | None, now: bytes | None) -> list[tuple[str, str]]:
    folder = path.split("/")[1]
    header, rows = table(now)
    new = Counter(rows) - Counter(table(before)[1])
    return [kind_of(folder, dict(zip(header, row, strict=False))) for row in new.elements()]


def kind_of(folder: str, cells: Mapping[str, str]) -> tuple[str, str]:
    """Say what kind of thing a line of a folder tells, as words know it."""
    gesture = next((cells[name] for name in GESTURES if name in cells), "")
    return next(kind for kind in ((folder, gesture), (folder, ""), ("", "")) if kind in wording.TOLD)


def table(content: bytes | None) -> tuple[Row, list[Row]]:
    """Read the header and the rows of a file of decisions as it stood once; one that is broken tells nothing."""
    text = (content or b"").decode("utf-8-sig", "replace")
    rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline="")) if row]
    return (rows[0], rows[1:]) if rows else ((), [])
