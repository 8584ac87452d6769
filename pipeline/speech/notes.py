"""Field notes → drafts: each paragraph is codable, and nobody is counted for it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.contracts import Role
from pipeline.french import speech
from pipeline.readers.session import Paragraph
from pipeline.speech.draft import Draft


def notes(paragraphs: Iterable[Paragraph]) -> list[Draft]:
    """Give one draft per paragraph; headings are editorial."""
    return [_draft(p) for p in paragraphs]


def _draft(paragraph: Paragraph) -> Draft:
    role: Role = "editorial" if paragraph.style == "heading" else "participant"
    return Draft(speech.NOBODY, paragraph.place, [paragraph.text], paragraph.start_ms, paragraph.end_ms, role)
