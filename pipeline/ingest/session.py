"""What a transcript file says of itself: its session, its people, its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

FIELD_NOTES = "carnet"
QUESTIONNAIRE = "questionnaire"
# Why some text is in no turn; ``reception/import_words.py`` says it in French.
Reason = Literal[
    "front_matter", "header", "markup", "label", "time", "counter", "repeated", "phantom", "note", "annotation",
    "page", "deleted", "comment", "closed_answer", "empty", "unplaced", "notice",
]
# A running number, perhaps after a letter or two: « R142 », « 17 »; « lea75 » may be someone.
OPAQUE = re.compile(r"[A-Za-z]{0,2}-?\d{1,5}")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who speaks in a session, as the metadata name them; private."""

    label: str
    name: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """
    One interview, group, notebook or questionnaire, as the metadata describe it; private.

    ``known_as`` are the identifiers it had, the first of all first: pseudonyms are drawn from that one.
    ``chosen`` is the identifier that somebody gave it, where it could name someone: it has an opaque one in its place.
    """

    session: str
    file: str
    type: str
    date: str
    place: str
    people: tuple[Person, ...]
    interviewers: tuple[str, ...]
    attributes: dict[str, str] = field(default_factory=dict)
    # Neither changes anything in how it is read.
    known_as: tuple[str, ...] = field(default=(), repr=False)
    chosen: str = field(default="", repr=False)

    @property
    def origin(self) -> str:
        """Give the first identifier it had."""
        return self.known_as[0] if self.known_as else self.session


@dataclass(frozen=True, slots=True)
class Paragraph:
    """
    One paragraph or segment in the order of the file; ``place`` tells where it stands, for messages.

    Attributes:
        style: ``paragraph``, ``heading``, ``quote`` or ``bold``.
        speaker: what the format itself says; empty when labels stand in the text.
        look: the typography of the whole paragraph where it is not the plain one: « italic », « color FF0000 ».
        opening: how many of its first characters have a typography of their own.
        aside: what was taken off its words since it was read: a time.
    """

    text: str
    place: str
    style: str = "paragraph"
    speaker: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    look: str = ""
    opening: int = 0
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """Text of a file that no turn will hold, and why; private."""

    text: str
    reason: Reason
    place: str = ""


@dataclass(frozen=True, slots=True)
class ReadTranscript:
    """
    What a reader found in one file: every character of its text is in a paragraph or in an aside.

    Attributes:
        paragraphs: what is said, or may be, in the order of the file; simultaneous voices follow each other.
        asides: what is not said, with the reason.
        characters: characters of the file's text but spaces, counted before anything was cut or set aside.
        format: its name for the user, as « Transcriber (.trs) ».
        encoding: that of a text file; empty where the format fixes it.
        voiced: the format itself says who speaks when it is known: no label is looked for in the words.
        described: what the file says of its session and people, in the shape of a front matter.
    """

    paragraphs: tuple[Paragraph, ...]
    asides: tuple[Aside, ...]
    characters: int
    format: str
    encoding: str = ""
    voiced: bool = False
    described: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """
    A table of answers as received: one row per person who answered; private.

    ``prefix`` tells apart the respondents of several questionnaires: two may have an R001.
    """

    session: Session
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    prefix: str = ""

    @property
    def file(self) -> str:
        """Give the name of the file it comes from."""
        return self.session.file


@dataclass(frozen=True, slots=True)
class Transcript:
    """A session with what its file holds, ready to be cut into turns; private."""

    session: Session
    reading: ReadTranscript
    table: Questionnaire | None = None


@dataclass(frozen=True, slots=True)
class GuideLine:
    """Whether a question of the guide was asked in a session; private."""

    question: str
    session: str
    asked: bool


def respondents(table: Questionnaire, column: str) -> list[tuple[str, Row]]:
    """
    Give each respondent's number and cells, by heading; a line that repeats another word for word is dropped.

    Their own numbers are kept when all are opaque and each is used once; else they get ranks.
    ``column`` is the heading of the respondents' numbers.
    """
    rows = [dict(zip(table.header, row, strict=False)) for row in dict.fromkeys(table.rows)]
    names = [row.get(column, "").strip() for row in rows]
    opaque = len(set(names)) == len(names) and all(OPAQUE.fullmatch(name) for name in names)
    ranks = [f"Q{rank:04}" for rank in range(1, len(rows) + 1)]
    return [(table.prefix + name, row) for name, row in zip(names if opaque else ranks, rows, strict=True)]
