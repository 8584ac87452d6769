"""Field notes → drafts: each paragraph is codable, and nobody is counted for it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.ingest.session import Paragraph
from pipeline.ingest.speech.draft_turn import DraftTurn
from pipeline.language import transcript_conventions
from pipeline.model.contracts import Role


def notes(paragraphs: Iterable[Paragraph]) -> list[DraftTurn]:
    """Give one draft per paragraph; headings are editorial."""
    return [_draft(p) for p in paragraphs]


def _draft(paragraph: Paragraph) -> DraftTurn:
    role: Role = "editorial" if paragraph.style == "heading" else "participant"
    return DraftTurn(
        transcript_conventions.NOBODY, paragraph.place, [paragraph.text], paragraph.start_ms, paragraph.end_ms, role,
    )
