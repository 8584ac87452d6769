"""A former version → what would change by going back to it; the return, itself a version that one can go back from."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath

from pipeline.anchoring import decisions
from pipeline.ingest.withdrawals import LEVELS
from pipeline.language.plurals import agreeing, counted
from pipeline.model import decision_files
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.vault import private_names
from pipeline.vault.versions import saving, wording
from pipeline.vault.versions.kept import CODEBOOK, DECISIONS, SETTINGS, restored
from pipeline.vault.versions.on_disk import content_now, listed, put_content
from pipeline.vault.versions.past_lines import Lines, again
from pipeline.vault.versions.repository import Repository
from pipeline.vault.versions.saving import StudyVersion
from pipeline.vault.versions.sentence import kind_of
from pipeline.vault.versions.when import moment


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
    paths = sorted(then | set(_on_disk(study)))
    seen: dict[str, bytes | None] = {}
    becomes: dict[str, bytes | None] = {}
    shown: dict[str, tuple[str, ...]] = {}
    told: list[str] = []
    searched_names = private_names.searched_names(study)
    masked = str if searched_names is None else lambda text: private_names.masked(text, searched_names)
    withdrawn = _withdrawn_since(study, version.at)
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
            shown[path] = _differing(past, now)
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


def _on_disk(study: Study) -> Iterator[str]:
    yield from (p for p in listed(study, (DECISIONS, CODEBOOK)) if restored(p))
    if content_now(study, SETTINGS) is not None:
        yield SETTINGS


def _withdrawn_since(study: Study, at: datetime) -> frozenset[str]:
    lines = (w for w in decisions.withdrawals(study) if w.extent in LEVELS)
    return frozenset(w.session for w in lines if _at(w.at) >= at)


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


def _differing(past: bytes | None, now: bytes | None) -> tuple[str, ...]:
    before, after = ((side or b"").decode("utf-8", "replace").splitlines() for side in (now, past))
    lines = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
    return tuple(f"{line[0]} {line[1:]}" for line in lines if line[0] in "+-")
