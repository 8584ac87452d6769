"""A study ↔ its grid: an operation is written at one stroke, kept in ``history.csv``, undone to the byte."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path

from pipeline.codebook import drafts
from pipeline.codebook.drafts import Grid, sha
from pipeline.codebook.grid import CODEBOOK, THEMES
from pipeline.codebook.operations import DraftOperation
from pipeline.model import decision_files, decision_tables
from pipeline.model.decision_writer import coder_name, gesture_time, new_id
from pipeline.model.errors import BrokenCodebook, FiligraneError
from pipeline.model.files import write_whole
from pipeline.model.study import Study

PLACE, KEPT = "codebook/history.csv", "codebook/history"
UNDO = "undo"
LOCK = "codebook"
WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class PastOperation:
    """
    An operation that was made.

    Attributes:
        undoes: the id of the operation that it takes back.
        codebook_before, codebook_after, themes_before, themes_after: the SHA-256 of each file.
    """

    id: str
    at: str
    author: str
    operation: str
    what: str
    codebook_before: str
    codebook_after: str
    themes_before: str
    themes_after: str
    undoes: str = ""


def history(study: Study) -> list[PastOperation]:
    """
    Read what was done, in order.

    Raises:
        BrokenCodebook: a line that lacks columns.
    """
    path = study / PLACE
    lines = list(decision_tables.rows(path))[1:] if path.exists() else []
    for number, row in lines:
        if row and len(row) != len(fields(PastOperation)):
            raise BrokenCodebook(drafts.BROKEN_HISTORY.format(path, number))
    return [PastOperation(*row) for _, row in lines if row]


def last(done: Sequence[PastOperation]) -> PastOperation | None:
    """Give the last operation that still holds: the one to undo."""
    undone = {d.undoes for d in done}
    return next((d for d in reversed(done) if d.operation != UNDO and d.id not in undone), None)


def remember(study: Study, line: PastOperation, before: Grid) -> None:
    """Add a line, and keep the files as they were before it."""
    for content, name in zip((before.codebook, before.themes), before.hashes, strict=True):
        path = snapshot(study, name)
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            write_whole(path, content)
    path = study / PLACE
    there = path.read_bytes() if path.exists() else decision_tables.csv_lines([[f.name for f in fields(PastOperation)]])
    ended = there if there.endswith(b"\n") else there + b"\n"
    write_whole(path, ended + decision_tables.csv_lines([astuple(line)]))


def kept(study: Study, name: str) -> bytes:
    """
    Give a file as it was, by its SHA-256.

    Raises:
        FiligraneError: it is no longer kept.
    """
    path = snapshot(study, name)
    if not path.exists():
        raise FiligraneError(drafts.LOST_SNAPSHOT.format(path))
    return path.read_bytes()


def snapshot(study: Study, name: str) -> Path:
    """Say where a former file is kept."""
    return study / f"{KEPT}/{name}.yaml"


def grid(study: Study) -> Grid:
    """
    Read both files of the grid.

    Raises:
        BrokenCodebook: one of them is missing.
    """
    try:
        return _grid((study / CODEBOOK).read_bytes(), (study / THEMES).read_bytes())
    except FileNotFoundError as error:
        raise BrokenCodebook(f"{error.filename} est introuvable : rétablissez ce fichier, même vide.") from error


# Both files are read at each screen, and what they hold takes a second to understand.
@lru_cache(maxsize=4)
def _grid(codebook: bytes, themes: bytes) -> Grid:
    return Grid(codebook, themes)


def apply(study: Study, draft: DraftOperation, author: str) -> PastOperation:
    """
    Make an operation, under the name of whoever decides.

    Raises:
        FiligraneError: a file changed since the operation was seen, or no file could bear this name.
    """
    by = coder_name(author)
    with decision_files.lock(study, LOCK):
        now = grid(study)
        for place, there, seen in zip((CODEBOOK, THEMES), now.hashes, draft.before.hashes, strict=True):
            if there != seen:
                raise FiligraneError(drafts.CHANGED_SINCE.format(study / place))
        line = _line(by, draft)
        _write(study, line, draft)
    return line


def undo(study: Study, author: str) -> PastOperation:
    """
    Take the last operation back: both files are, byte for byte, what they were.

    Codings made since keep the code they were given.

    Raises:
        FiligraneError: there is nothing to undo, or a file was edited by hand since.
    """
    by = coder_name(author)
    with decision_files.lock(study, LOCK):
        now = grid(study)
        done = undone(study)
        what = f"{drafts.OPERATIONS[done.operation]} : {done.what}"
        codebook = _before(study, CODEBOOK, now.codebook, (done.codebook_before, done.codebook_after), done)
        themes = _before(study, THEMES, now.themes, (done.themes_before, done.themes_after), done)
        draft = DraftOperation(UNDO, what, (), now, Grid(codebook, themes))
        line = _line(by, draft, done.id)
        _write(study, line, draft)
    return line


def redo(study: Study, author: str) -> PastOperation:
    """
    Make the last operation again, which was just undone: both files are, byte for byte, what it had made of them.

    Raises:
        FiligraneError: nothing was undone last, or a file was edited since.
    """
    by = coder_name(author)
    with decision_files.lock(study, LOCK):
        done = history(study)
        took_back = done[-1].undoes if done and done[-1].operation == UNDO else ""
        again = next((d for d in done if d.id == took_back), None)
        now = grid(study)
        if again is None or now.hashes != (done[-1].codebook_after, done[-1].themes_after):
            raise FiligraneError(drafts.NOTHING_TO_REDO)
        after = Grid(kept(study, again.codebook_after), kept(study, again.themes_after))
        draft = DraftOperation(again.operation, again.what, (), now, after)
        line = _line(by, draft)
        _write(study, line, draft)
    return line


def ids_told(study: Study, beside: Collection[str] = ()) -> frozenset[str]:
    """
    Give all that operations named: ids of codes that left the grid are among them.

    Args:
        study: where.
        beside: the ids of operations that do not count.
    """
    counting = (done for done in history(study) if done.id not in beside)
    return frozenset(word for done in counting for word in WORD.findall(done.what))


def undone(study: Study) -> PastOperation:
    """
    Give the operation that would be undone.

    Raises:
        FiligraneError: there is none.
    """
    done = last(history(study))
    if done is None:
        raise FiligraneError(drafts.NOTHING_TO_UNDO)
    return done


def _before(study: Study, place: str, now: bytes, hashes: tuple[str, str], done: PastOperation) -> bytes:
    before, after = hashes
    if before == after:
        return now
    # A power cut may have left the file as it was before: that is no edit.
    if sha(now) not in hashes:
        what = f"{drafts.OPERATIONS[done.operation]} : {done.what}"
        raise FiligraneError(
            drafts.EDITED_SINCE.format(study / place, what, snapshot(study, before)),
        )
    return kept(study, before)


def _line(author: str, draft: DraftOperation, undoes: str = "") -> PastOperation:
    (codebook, themes), (codebook_after, themes_after) = draft.before.hashes, draft.after.hashes
    return PastOperation(
        new_id(), gesture_time(), author, draft.operation, draft.what, codebook, codebook_after, themes, themes_after,
        undoes,
    )


def _write(study: Study, line: PastOperation, draft: DraftOperation) -> None:
    # Told first: whatever stops this half-way, the files as they were can be had back.
    before, after = draft.before, draft.after
    remember(study, line, before)
    for place, content, was in ((CODEBOOK, after.codebook, before.codebook), (THEMES, after.themes, before.themes)):
        if content != was:
            write_whole(study / place, content)
