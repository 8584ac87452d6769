"""What a project of another tool holds, whichever tool wrote it: people, codes, texts, passages, cases, memos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipeline.ingest.readers.metadata import NAME_OF_SOMEBODY
from pipeline.ingest.reception import import_words as words
from pipeline.model.errors import FiligraneError
from pipeline.publish.exchange.grid_import import GridBranch

MOST_DIGITS = 12  # of a position: far beyond any text


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did something in a project, by the key of a user, and when; either may be empty."""

    user: str = ""
    at: str = ""

    def or_else(self, other: Hand) -> Hand:
        """Take what is not told here from what stands around."""
        return Hand(self.user or other.user, self.at or other.at)


@dataclass(frozen=True, slots=True)
class ProjectMemo:
    """A note: on a code or a text, by their keys; with neither, on the project."""

    said: str
    hand: Hand
    code: str = ""
    text: str = ""


@dataclass(slots=True)
class ProjectPassage:
    """
    Characters of a text, with the codes and notes put on them.

    Attributes:
        start, end: as the file writes them.
        quote: the words that the file says stand there, or its name for the passage.
        codes: the key of each code, and whose hand put it.
        memos: what was noted on it.
    """

    start: int
    end: int
    quote: str = ""
    codes: list[tuple[str, Hand]] = field(default_factory=list)
    memos: list[ProjectMemo] = field(default_factory=list)


@dataclass(slots=True)
class ProjectText:
    """
    A text of a project.

    Attributes:
        key: by which the project knows it.
        name: as people see it.
        raw: its characters as the file holds them, line breaks as they are, without a byte order mark.
        marked: whether a byte order mark stood before them.
        document: bytes of a Word document, when there is no plain text; passages are then found by their quotes.
        exact: whether positions are code points of ``raw`` for certain.
        attributes: what is told of the text itself.
        asking: labels of those who are said to ask.
    """

    key: str
    name: str
    raw: str = ""
    marked: bool = False
    document: bytes = b""
    exact: bool = False
    passages: list[ProjectPassage] = field(default_factory=list)
    whole: list[tuple[str, Hand]] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    asking: tuple[str, ...] = ()

    @property
    def codings(self) -> int:
        """Count the codes put on it."""
        return len(self.whole) + sum(len(p.codes) for p in self.passages)


@dataclass(slots=True)
class ProjectCase:
    """Someone, or something, that texts or passages are about: its name, what is told of it, and where it stands."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    stretches: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Project:
    """
    A project, read whole.

    Attributes:
        users: key → name.
        branches: the lines of its grid.
        aside: codings that have no words here, by reason.
        left: what has no place here at all, by kind.
        missing: names of texts that the file speaks of and does not hold.
    """

    name: str
    tool: str
    users: dict[str, str] = field(default_factory=dict)
    branches: list[GridBranch] = field(default_factory=list)
    texts: list[ProjectText] = field(default_factory=list)
    cases: list[ProjectCase] = field(default_factory=list)
    memos: list[ProjectMemo] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)

    @property
    def codings(self) -> int:
        """Count every code that the project says somebody put, wherever it stands."""
        return sum(t.codings for t in self.texts) + sum(self.aside.values())


def moment(written: str) -> str:
    """
    Give a date of another tool as the house writes them, to the second; what is no date is empty.

    >>> moment("2026-11-23T19:08:42Z"), moment("2026-11-23 19:08:42"), moment("hier")
    ('2026-11-23T19:08:42+00:00', '2026-11-23T19:08:42+00:00', '')
    """
    try:
        when = datetime.fromisoformat(written.strip())
    except ValueError:
        return ""
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


def position(written: object) -> int:
    """
    Read where a passage begins or ends; -1 for what is no place in any text.

    RQDA keeps whole numbers as decimals.

    >>> position("12"), position(12.0), position(None), position("9" * 30), position("douze"), position("1.5")
    (12, 12, -1, -1, -1, -1)
    """
    digits = str(written).strip().removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS else -1


def decoded_source(data: bytes) -> str:
    """
    Read a source, that the standard wants in UTF-8 and that some tools write otherwise; a byte order mark stays.

    Raises:
        FiligraneError: it is in neither.
    """
    marked = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in (*(["utf-16"] if marked else []), "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FiligraneError(words.NO_ENCODING)


def refuse_twins(keys: Iterable[str], what: str, file: str) -> None:
    """
    Check that each thing has a key of its own.

    Raises:
        FiligraneError: two share one, and what names it could mean either.
    """
    twins = [key for key, n in Counter(keys).items() if n > 1]
    if twins:
        raise FiligraneError(words.TWINS.format(file=file, what=what, key=twins[0]))


def rows(project: Project, files: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """
    Give what is told of each text, as rows of ``sessions.csv``: one for each case that stands in it, or one.

    Args:
        project: with its cases.
        files: the file of each text, by its key.
    """
    for text in project.texts:
        told = {"fichier": files[text.key]} | {_column(k): v for k, v in text.attributes.items()}
        told |= {"enqueteur": ", ".join(text.asking)} if text.asking else {}
        cases = [c for c in project.cases if text.key in c.texts or any(key == text.key for key, _, _ in c.stretches)]
        for case in cases:
            own = {_column(k): v for k, v in case.attributes.items()}
            named = {"nom": case.name} if NAME_OF_SOMEBODY.fullmatch(case.name) else {}
            label = {"locuteur": case.name} if len(cases) > 1 and case.name else {}
            yield told | own | label | named
        if not cases:
            yield told


def _column(name: str) -> str:
    folded = " ".join(name.replace(";", " ").split()).lower()
    return words.OF_PROJECT.format(name=folded) if folded in words.RESERVED else folded
