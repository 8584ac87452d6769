"""A Transcriber file (``.trs``) → one paragraph per voice and per segment, simultaneous voices side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.french.tiers import UNKNOWN
from pipeline.readers.asides import gathered
from pipeline.readers.counting import characters
from pipeline.readers.session import Paragraph, Reading, Reason
from pipeline.readers.xml import attribute, local, parse, seconds, spaced, wordless

FORMAT = "Transcriber (.trs)"
KIND = "un fichier Transcriber (.trs)"


@dataclass
class Segment:
    """What is said from one mark of time to the next, by each voice of a turn."""

    start_ms: int | None
    end_ms: int | None = None
    said: dict[int, list[str]] = field(default_factory=dict)

    def say(self, voice: int, text: str | None) -> None:
        """Add words to what a voice says."""
        if text and text.strip():
            self.said.setdefault(voice, []).append(text)


def read(data: bytes, file: str) -> Reading:
    """
    Read the turns; noises and comments of the transcriber are attributes, never words.

    Raises:
        UnreadableTranscript: it is no Transcriber file, or nobody speaks in it.
    """
    root = parse(data, file, KIND)
    names = {attribute(s, "id"): attribute(s, "name") for s in root.iter("Speaker")}
    turns = list(root.iter("Turn"))
    paragraphs = tuple(p for number, turn in enumerate(turns, 1) for p in _paragraphs(turn, names, f"tour {number}"))
    if not paragraphs:
        raise wordless(file)
    return Reading(paragraphs, gathered(_outside(root)), characters(*root.itertext()), FORMAT, voiced=True)


def _paragraphs(turn: Any, names: dict[str, str], place: str) -> Iterator[Paragraph]:
    voices = [names.get(code) or code for code in attribute(turn, "speaker").split()] or [""]
    voices = ["" if voice.lower() in UNKNOWN else voice for voice in voices]
    for segment in _segments(turn):
        for voice, pieces in sorted(segment.said.items()):
            speaker = voices[min(voice, len(voices)) - 1]
            text = spaced(" ".join(pieces))
            yield Paragraph(text, place, "paragraph", speaker, segment.start_ms, segment.end_ms)


def _segments(turn: Any) -> list[Segment]:
    segments, voice = [Segment(seconds(attribute(turn, "startTime")))], 1
    segments[0].say(voice, turn.text)
    for node in turn:
        if local(node) == "Sync":
            segments.append(Segment(seconds(attribute(node, "time"))))
            segments[-2].end_ms = segments[-1].start_ms
        elif local(node) == "Who":
            number = attribute(node, "nb")
            voice = int(number) if number.isdecimal() and 0 < len(number) < 4 else 1
        for text in (*node.itertext(), node.tail or ""):
            segments[-1].say(max(voice, 1), text)
    segments[-1].end_ms = seconds(attribute(turn, "endTime"))
    return segments


def _outside(root: Any) -> Iterator[tuple[Reason, str]]:
    """Give the text that stands in no turn: a well-made file has none."""
    for node in root.iter():
        inside = "" if _in_turn(node) else node.text
        after = "" if _in_turn(node.getparent()) else node.tail
        yield from (("header", text) for text in (inside, after) if text)


def _in_turn(node: Any) -> bool:
    return node is not None and (local(node) == "Turn" or any(local(a) == "Turn" for a in node.iterancestors()))
