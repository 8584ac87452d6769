"""A file of decisions as a version holds it and as it is → what it becomes again, but for what was taken out since.

Files of decisions only grow: going back takes the lines that came since out of the file, where the version just made
keeps them, and brings back those that an earlier return took out.
Two things never come back with them: words that were rewritten since to protect somebody, and lines about what
somebody withdrew since.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass

from pipeline.model import decision_files
from pipeline.vault.versions.sentence import Row, table

# Cells that a withdrawal or « doctor --mend » may have rewritten: they stay as they are read today.
REWRITTEN = frozenset({"quote", "memo", "reason", "summary", "label", "same_as"})
SESSION = "session"


@dataclass(frozen=True, slots=True)
class Lines:
    """
    A file of decisions after a return.

    Attributes:
        content: its bytes; None when it is there no more.
        leaving: the lines of today that are in it no more.
        returning: the lines of the version that are not there today.
        withdrawn: how many lines of the version do not return, since somebody withdrew.
    """

    content: bytes | None
    header: Row
    leaving: tuple[Row, ...]
    returning: tuple[Row, ...]
    withdrawn: int = 0


def again(
    then: bytes | None, now: bytes | None, withdrawn: Collection[str], masked: Callable[[str], str] = str
) -> Lines:
    """
    Say what a file becomes.

    Args:
        then: what the version holds.
        now: what is on disk.
        withdrawn: the sessions from which something was withdrawn since; an empty name stands for all.
        masked: takes private names out of words that return.
    """
    header, rows = table(then)
    today, present = table(now)
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in present:
        by_id[row[0]].append(row)
    kept: list[Row] = []
    returning: list[Row] = []
    left_out = 0
    for row in rows:
        same = by_id[row[0]].pop(0) if by_id.get(row[0]) else None
        if same is not None:
            kept.append(_as_today(header, row, same) if header == today else row)
        elif _gone(header, row, withdrawn):
            left_out += 1
        else:
            back = tuple(masked(c) if name in REWRITTEN else c for name, c in zip(header, row, strict=False))
            kept.append(back)
            returning.append(back)
    leaving = Counter(present) - Counter(kept)
    content = then if kept == rows else decision_files.csv_lines([header, *kept])
    return Lines(content, header or today, tuple(leaving.elements()), tuple(returning), left_out)


def _as_today(header: Row, row: Row, today: Row) -> Row:
    # What a hand changed in a spreadsheet goes back; what was rewritten for somebody's sake does not.
    return tuple(t if name in REWRITTEN else r for name, r, t in zip(header, row, today, strict=False))


def _gone(header: Row, row: Row, withdrawn: Collection[str]) -> bool:
    session = dict(zip(header, row, strict=False)).get(SESSION, "")
    return "" in withdrawn or session in withdrawn
