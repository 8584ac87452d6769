"""A transcript as it was read → what was understood of it, what was set aside and why, and what remains to settle."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.contracts import Role
from pipeline.decisions import RoleDecision
from pipeline.french.speech import folded_label
from pipeline.readers.common.counting import characters
from pipeline.readers.session import Aside, Session, Transcript
from pipeline.speech import labels
from pipeline.speech.answers import untold
from pipeline.speech.cutting import Cutting, cut, known_labels
from pipeline.speech.draft import Draft
from pipeline.speech.typos import slips
from pipeline.speech.voices import Because, Settled, roles

WORD = re.compile(r"\w+")
LONGEST_SAMPLE = 60  # characters


@dataclass(frozen=True, slots=True)
class Voice:
    """
    A label of the transcript: its turns and words, its role and what settled it.

    Attributes:
        slip_for: the label it may be a slip for.
        also: other labels that were taken for the same voice.
    """

    label: str
    role: Role
    because: Because | None
    turns: int
    words: int
    slip_for: str = ""
    also: tuple[str, ...] = ()


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
    voices: tuple[Voice, ...]
    aside: tuple[SetAside, ...]
    turns: int
    alternated: int
    read: int
    in_turns: int

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
    drafts = cut(transcript, decisions, cutting)
    settled = roles(drafts, transcript.session, decisions, cutting.question_share)
    known = known_labels(transcript.session, decisions)
    prompts = "interviewer" if transcript.table else None
    said = [d.text for d in drafts if prompts is None or d.role != prompts]
    reading = transcript.reading
    cells = untold(transcript.table, **cutting.open_answers) if transcript.table else ()
    asides = [*reading.asides, *cells, *_labels(drafts)]
    return Report(
        transcript.session, reading.format, reading.encoding, _voices(drafts, settled, known), _gathered(asides),
        len(drafts), sum(d.alternated for d in drafts), reading.characters, characters(*said),
    )


def _labels(drafts: Iterable[Draft]) -> list[Aside]:
    return [Aside(d.aside, "label", d.place) for d in drafts if d.aside.strip()]


def _voices(drafts: Sequence[Draft], settled: dict[str, Settled], known: Collection[str]) -> tuple[Voice, ...]:
    turns = Counter((d.speaker, d.role or settled[d.speaker].role) for d in drafts)
    words: Counter[tuple[str, str]] = Counter()
    for d in drafts:
        words[d.speaker, d.role or settled[d.speaker].role] += len(WORD.findall(d.text))
    meant = slips({label: n for (label, _), n in turns.items() if label in settled})
    because, also = {label: s.because for label, s in settled.items()}, _taken_together(drafts, known)
    return tuple(
        Voice(label, role, because.get(label), n, words[label, role], meant.get(label, ""), tuple(also[label]))
        for (label, role), n in turns.items()
    )


def _taken_together(drafts: Iterable[Draft], known: Collection[str]) -> dict[str, dict[str, None]]:
    """Give each voice the other labels under which it stands in the file, which nobody said to be its own."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for draft in drafts:
        head = labels.head(draft.aside)
        if head and head.key not in {folded_label(draft.speaker), *known}:
            found[draft.speaker].setdefault(head.label)
    return found


def _gathered(asides: Iterable[Aside]) -> tuple[SetAside, ...]:
    by_reason: dict[str, list[Aside]] = defaultdict(list)
    for aside in asides:
        by_reason[aside.reason].append(aside)
    return tuple(
        SetAside(reason, len(found), characters(*(a.text for a in found)), _sample(found[0].text))
        for reason, found in by_reason.items()
    )


def _sample(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_SAMPLE else f"{words[:LONGEST_SAMPLE]}…"
