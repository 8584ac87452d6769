"""A study as it is on disk → a version of it, with a sentence of what was decided; the versions there are."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from pipeline.anchoring.interview_register import MACHINE
from pipeline.language.numbers import counted, listed
from pipeline.model import decision_files
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search import made_files
from pipeline.vault import private_names
from pipeline.vault.versions import wording
from pipeline.vault.versions.repository import (
    CODEBOOK,
    CORRECTIONS,
    DECISIONS,
    KEPT,
    SETTINGS,
    VOICES,
    Repository,
    content_now,
    private,
    protect,
    voices,
)

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
    found: Counter[tuple[str, str]] = Counter()
    for path, (before, now) in changed.items():
        # Where interviews stand is noted by the machine: nobody decided it.
        if path.startswith("decisions/") and path.endswith(".csv") and PurePosixPath(path).stem != MACHINE:
            header, rows = table(now)
            new = Counter(rows) - Counter(table(before)[1])
            folder = path.split("/")[1]
            found.update(kind_of(folder, dict(zip(header, row, strict=False))) for row in new.elements())
    return {kind: found[kind] for kind in wording.TOLD if found[kind]}


def files(changed: Iterable[str]) -> list[str]:
    """Name the other files that people write, each thing once."""
    paths = [path for path in sorted(changed) if not path.endswith(EMPTY)]
    said = (next((words for start, words in wording.FILES if path.startswith(start)), "") for path in paths)
    return list(dict.fromkeys(words for words in said if words))


def kind_of(folder: str, cells: Mapping[str, str]) -> tuple[str, str]:
    """Say what kind of thing a line of a folder tells, as words know it."""
    gesture = next((cells[name] for name in GESTURES if name in cells), "")
    return next(kind for kind in ((folder, gesture), (folder, ""), ("", "")) if kind in wording.TOLD)


def table(content: bytes | None) -> tuple[Row, list[Row]]:
    """Read the header and the rows of a file of decisions as it stood once; one that is broken tells nothing."""
    text = (content or b"").decode("utf-8-sig", "replace")
    rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline="")) if row]
    return (rows[0], rows[1:]) if rows else ((), [])


LOCK = "version"
MOST, LISTED, SHORT = 100, 3, 8
FIELDS = "%H%x1f%aI%x1f%an%x1f%s"


@dataclass(frozen=True, slots=True)
class StudyVersion:
    """One state of the study that was kept; ``at`` is a moment with its time zone."""

    name: str
    at: datetime
    author: str
    said: str

    @property
    def short(self) -> str:
        """Give enough of its name for a person to type."""
        return self.name[:SHORT]


def versions(study: Study, most: int = MOST) -> list[StudyVersion]:
    """List the versions, the last one first; none where the study never was under git."""
    repository = Repository(study)
    if not repository.head:
        return []
    lines = repository.told("log", "--first-parent", f"--max-count={most}", f"--format={FIELDS}").splitlines()
    return [_version(line) for line in lines]


def _version(line: str) -> StudyVersion:
    name, at, author, said = line.split("\x1f", 3)
    return StudyVersion(name, datetime.fromisoformat(at), author, said)


def version(study: Study, name: str) -> StudyVersion:
    """
    Find a version by the first signs of its name.

    Raises:
        FiligraneError: there is none, or several.
    """
    repository = Repository(study)
    lines = repository.asked("log", "--first-parent", f"--format={FIELDS}").splitlines() if repository.head else []
    found = [line for line in lines if name and line.startswith(name.lower())]
    if len(found) != 1:
        raise FiligraneError((wording.SEVERAL if found else wording.NO_VERSION).format(name))
    return _version(found[0])


def unsaved(study: Study) -> str:
    """Say what was decided since the last version, empty when nothing was."""
    repository = Repository(study)
    if not repository.present:
        return wording.FIRST
    with _gathered(study, repository) as aside:
        changed = repository.changed(aside)
    return _told(study, repository, changed) if changed else ""


def save(study: Study, author: str = "", said: str = "", *, anyway: bool = False) -> StudyVersion | None:
    """
    Keep a version of what git may hold, and of nothing else; None when nothing changed.

    Args:
        study: where.
        author: whose name it bears; the one that git knows, or « Filigrane », when empty.
        said: the sentence it bears; made of what was decided when empty.
        anyway: keep it though some words look like a private name.

    Raises:
        FiligraneError: git is absent or busy, or would hold what is private.
    """
    with decision_files.lock(study, LOCK):
        return keep(study, author, said, anyway=anyway)


def keep(study: Study, author: str, said: str, *, anyway: bool) -> StudyVersion | None:
    """
    Keep a version, for whoever holds the lock.

    Args:
        study: whose lock is held.
        author: in whose name.
        said: what the version is told to be, in words of theirs.
        anyway: keep it though some words look like a private name.
    """
    repository = Repository(study)
    repository.make()
    repository.refuse_under_way()
    protect(study, repository)
    with _gathered(study, repository) as aside:
        changed = repository.changed(aside)
        # What leaves a version because git ignores it now stays on disk: there is nothing to tell of it.
        told = [path for path in changed if not voices(path)]
        found = [p for p in told if private(p)] if not study.params("study").get("fictional") else []
        if found:
            raise FiligraneError(wording.PRIVATE.format(paths=listed(found[:LISTED])))
        if not changed:
            return None
        if not anyway:
            _refuse_names(study, repository, told)
        message = said.strip() or _told(study, repository, told)
        new = repository.commit(aside, message, author)
    repository.settle(changed)
    return version(study, new)


@contextmanager
def _gathered(study: Study, repository: Repository) -> Iterator[Mapping[str, str]]:
    """Gather what a version holds; of real people, nothing of what names them as their transcripts do."""
    with repository.beside(KEPT) as aside:
        if not study.params("study").get("fictional"):
            for folder in (VOICES, CORRECTIONS):
                repository.leave_out(f"{folder}/*.csv", aside)
        yield aside


def _told(study: Study, repository: Repository, changed: Sequence[str]) -> str:
    found = differences(study, repository, changed)
    if repository.head:
        return sentence(found)
    told = listed(decided(found))
    return f"{wording.FIRST} : {told}" if told else wording.FIRST


def differences(study: Study, repository: Repository, paths: Sequence[str]) -> Changed:
    """
    Give what some files held in the last version, and what they hold now.

    Args:
        study: whose files are read as they are now.
        repository: one without a version holds nothing.
        paths: from the root of the study.

    Returns:
        by path, both contents; None where there is no file.
    """
    head = repository.head
    before = {p: repository.content(head, p) if head else None for p in paths}
    return {p: (before[p], content_now(study, p)) for p in paths}


def _refuse_names(study: Study, repository: Repository, changed: Sequence[str]) -> None:
    searched_names = private_names.searched_names(study)
    if searched_names is None or study.params("study").get("fictional"):
        return
    places: list[str] = []
    for path, (before, now) in differences(study, repository, changed).items():
        if not path.startswith((DECISIONS, CODEBOOK, SETTINGS)):
            continue
        old = set((before or b"").decode("utf-8", "replace").splitlines())
        # What a new study begins with names nobody, though a word of it be somebody's name elsewhere.
        lines = enumerate(made_files.own(study, path, (now or b"").decode("utf-8", "replace")).splitlines(), 1)
        places += [
            f"{path}, ligne {n}" for n, line in lines
            if line not in old and private_names.stand_in(line, searched_names)
        ]
    if places:
        raise FiligraneError(wording.NAMED.format(places=listed(places[:LISTED])))
