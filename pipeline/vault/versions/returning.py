"""A former version → what would change by going back to it; the return, itself a version that one can go back from.

Files of decisions only grow: going back takes the lines that came since out of the file, where the version just made
keeps them, and brings back those that an earlier return took out.
Two things never come back with them: words that were rewritten since to protect somebody, and lines about what
somebody withdrew since.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath

from pipeline.anchoring import decisions
from pipeline.ingest.withdrawals import LEVELS
from pipeline.language.numbers import agreeing, counted
from pipeline.model import decision_files, decision_tables
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.vault import private_names
from pipeline.vault.versions import saving, wording
from pipeline.vault.versions.repository import (
    CODEBOOK,
    DECISIONS,
    SETTINGS,
    Repository,
    content_now,
    listed,
    put_content,
    restored,
)
from pipeline.vault.versions.saving import Row, StudyVersion, kind_of, table
from pipeline.vault.versions.wording import moment

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
    then: bytes | None, now: bytes | None, withdrawn: frozenset[str], masked: Callable[[str], str] = str
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
            # What a hand changed in a spreadsheet goes back; what was rewritten for somebody's sake does not.
            kept.append(tuple(
                t if name in REWRITTEN else r for name, r, t in zip(header, row, same, strict=False)
            ) if header == today else row)
        elif withdrawn & {"", dict(zip(header, row, strict=False)).get(SESSION, "")}:
            left_out += 1
        else:
            back = tuple(masked(c) if name in REWRITTEN else c for name, c in zip(header, row, strict=False))
            kept.append(back)
            returning.append(back)
    leaving = Counter(present) - Counter(kept)
    content = then if kept == rows else decision_tables.csv_lines([header, *kept])
    return Lines(content, header or today, tuple(leaving.elements()), tuple(returning), left_out)


@dataclass(frozen=True)
class Return:
    """
    Going back to a version, before it is done.

    Attributes:
        version: where to.
        seen: the files that would change, as they are.
        becomes: the same files as they would be, None for one that would be there no more.
        told: what would change, a sentence each.
        lines: the lines of texts that would change, by file, as ``- `` and ``+ ``.
    """

    version: StudyVersion
    seen: dict[str, bytes | None] = field(repr=False)
    becomes: dict[str, bytes | None] = field(repr=False)
    told: tuple[str, ...]
    lines: dict[str, tuple[str, ...]] = field(repr=False)


def look(study: Study, version: StudyVersion) -> Return:
    """Say what would change by going back to a version; writes nothing."""
    repository = Repository(study)
    kept_then = repository.files(version.name, (DECISIONS, CODEBOOK, SETTINGS))
    then = {p for p in kept_then if restored(p)}
    here = {p for p in listed(study, (DECISIONS, CODEBOOK)) if restored(p)}
    here |= {SETTINGS} if content_now(study, SETTINGS) is not None else set()
    paths = sorted(then | here)
    seen: dict[str, bytes | None] = {}
    becomes: dict[str, bytes | None] = {}
    shown: dict[str, tuple[str, ...]] = {}
    told: list[str] = []
    searched_names = private_names.searched_names(study)
    masked = str if searched_names is None else lambda text: private_names.masked(text, searched_names)
    since = (w for w in decisions.withdrawals(study) if w.extent in LEVELS and _at(w.at) >= version.at)
    withdrawn = frozenset(w.session for w in since)
    for path in paths:
        now = content_now(study, path)
        past = repository.content(version.name, path) if path in then else None
        if past == now:
            continue
        if decided(path):
            lines = again(past, now, withdrawn, masked)
            past = lines.content
            told += list(_of_lines(path, lines))
        else:
            form = wording.APPEARS if now is None else wording.DISAPPEARS if past is None else wording.BECOMES
            told.append(form.format(file=path))
            before, after = ((side or b"").decode("utf-8", "replace").splitlines() for side in (now, past))
            differing = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
            shown[path] = tuple(f"{line[0]} {line[1:]}" for line in differing if line[0] in "+-")
        if past != now:
            seen[path], becomes[path] = now, past
    return Return(version, seen, becomes, tuple(dict.fromkeys(told)), shown)


def decided(path: str) -> bool:
    """Tell whether a file is one of decisions, which only grow."""
    return path.startswith(f"{DECISIONS}/") and path.endswith(".csv")


def go_back(study: Study, wanted: Return, author: str = "") -> tuple[StudyVersion | None, StudyVersion | None]:
    """
    Make of the study what was seen; both the state before and the state after are versions.

    Returns:
        the version that holds the state before, and the one made by going back; None where nothing changes.

    Raises:
        FiligraneError: a file changed since it was seen, or no version can be made; nothing is written then.
    """
    with decision_files.lock(study, saving.LOCK):
        if any(content_now(study, path) != was for path, was in wanted.seen.items()):
            raise FiligraneError(wording.CHANGED_SINCE)
        when = moment(wanted.version.at)
        # What was decided and not kept yet is kept first: whatever is taken out of a file stands in a version.
        saving.keep(study, author, wording.BEFORE_BACK.format(when=when), anyway=True)
        before = next(iter(saving.versions(study, 1)), None)
        _write(study, wanted)
        said = wording.BACK_TO.format(when=when, said=wanted.version.said)
        return before, saving.keep(study, author, said, anyway=True)


def _write(study: Study, wanted: Return) -> None:
    done: list[str] = []
    try:
        for path, content in wanted.becomes.items():
            done.append(path)
            put_content(study, path, content)
    except OSError:
        # Whole or not at all.
        for path in done:
            put_content(study, path, wanted.seen[path])
        raise


def _at(written: str) -> datetime:
    # A line written by hand may tell no time zone, or no time at all: it then counts as made since.
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _of_lines(path: str, lines: Lines) -> Iterator[str]:
    who = PurePosixPath(path).stem
    for rows, forms in ((lines.leaving, wording.GONE), (lines.returning, wording.CAME_BACK)):
        found = Counter(kind_of(path.split("/")[1], dict(zip(lines.header, row, strict=False))) for row in rows)
        for kind in (k for k in wording.TOLD if found[k]):
            what = counted(found[kind], *wording.TOLD[kind])
            yield forms[found[kind] > 1].format(n=wording.OF.format(what=what, who=who))
    if lines.withdrawn:
        yield agreeing(wording.WITHDRAWN, lines.withdrawn)
