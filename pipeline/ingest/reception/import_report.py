"""A transcript as it was read → what was understood of it, what was set aside and why, and what remains to settle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.readers.common.character_count import characters
from pipeline.ingest.session import Aside, Session, Transcript
from pipeline.ingest.speech import understood
from pipeline.ingest.speech.cutting import Cutting, cut
from pipeline.ingest.speech.draft_turn import DraftTurn
from pipeline.ingest.speech.open_answers import untold
from pipeline.ingest.speech.understood import Understood, Voice

LONGEST_SAMPLE = 60  # characters


@dataclass(frozen=True, slots=True)
class SetAside:
    """What is in no turn for one reason: how many pieces, how many characters but spaces, and the first of them."""

    reason: str
    pieces: int
    characters: int
    sample: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was understood of one file; characters are counted without spaces."""

    session: Session
    format: str
    encoding: str
    understood: Understood
    aside: tuple[SetAside, ...]
    alternated: int
    read: int
    in_turns: int

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Give the voices of the file."""
        return self.understood.voices

    @property
    def turns(self) -> int:
        """Count the turns."""
        return len(self.understood.turns)

    @property
    def set_aside(self) -> int:
        """Count the characters set aside."""
        return sum(a.characters for a in self.aside)

    @property
    def lost(self) -> int:
        """Count the characters that are nowhere: 0, or a fault of the reader."""
        return self.read - self.in_turns - self.set_aside


def report(transcript: Transcript, decisions: Sequence[RoleDecision], cutting: Cutting) -> Report:
    """
    Tell what a file gave: its voices with their roles, and every character of it.

    Raises:
        UnreadableTranscript: nothing tells who speaks.
    """
    found = cut(transcript, decisions, cutting)
    told = understood.of(found, transcript.session, decisions, cutting)
    prompts = "interviewer" if transcript.table else None
    said = [d.text for d in found.drafts if prompts is None or d.role != prompts]
    reading = transcript.reading
    cells = untold(transcript.table, **cutting.open_answers) if transcript.table else ()
    asides = [*reading.asides, *cells, *found.notices, *_labels(found.drafts)]
    by_reason: dict[str, list[Aside]] = defaultdict(list)
    for aside in asides:
        by_reason[aside.reason].append(aside)
    return Report(
        transcript.session, reading.format, reading.encoding, told, tuple(
        SetAside(reason, len(found), characters(*(a.text for a in found)), _sample(found[0].text))
        for reason, found in by_reason.items()
    ),
        sum(d.alternated for d in found.drafts), reading.characters, characters(*said),
    )


def _labels(drafts: Iterable[DraftTurn]) -> list[Aside]:
    return [Aside(d.aside, "label", d.place) for d in drafts if d.aside.strip()]


def _sample(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_SAMPLE else f"{words[:LONGEST_SAMPLE]}…"
