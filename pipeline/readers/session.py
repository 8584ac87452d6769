"""What a transcript file says of itself: its session, its people, its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who speaks in a session, as the metadata name them; private."""

    label: str
    name: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """One interview, group, notebook or questionnaire, as the metadata describe it; private."""

    session: str
    file: str
    type: str
    date: str
    place: str
    people: tuple[Person, ...]
    interviewers: tuple[str, ...]
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or segment in the order of the file; ``place`` tells where it stands, for messages."""

    text: str
    place: str
    style: str = "paragraph"  # "paragraph", "heading", "quote" or "bold"
    speaker: str = ""  # what the format itself says; empty when labels stand in the text
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """A session with its paragraphs, ready to be cut into turns; private."""

    session: Session
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A table of answers as received: one row per person who answered; private."""

    session: Session
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def file(self) -> str:
        """Give the name of the file it comes from."""
        return self.session.file
