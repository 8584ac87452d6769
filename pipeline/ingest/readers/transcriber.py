"""A Transcriber file (``.trs``) → one paragraph per voice and per segment, simultaneous voices side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipeline.ingest.readers.common import xml
from pipeline.ingest.readers.common.paragraphs import characters, gathered
from pipeline.ingest.session import Paragraph, ReadTranscript, Reason
from pipeline.language.voices import UNKNOWN_TIERS

FORMAT = "Transcriber (.trs)"
KIND = xml.FileKind(
    "un fichier Transcriber (.trs)", ("Trans",),
    "ses tours sont vides. Ouvrez-le dans Transcriber, vérifiez qu'il est transcrit, ou retirez le fichier.",
)
TURN = "Turn"
GENDERS = {"male": "h", "female": "f"}
MOST_VOICES = 99


@dataclass
class TranscriberSegment:
    """What is said from one mark of time to the next, by each voice of a turn."""

    start_ms: int | None
    end_ms: int | None = None
    said: dict[int, list[str]] = field(default_factory=dict)

    def say(self, voice: int, text: str | None) -> None:
        """Add words to what a voice says."""
        if text and text.strip():
            self.said.setdefault(voice, []).append(text)


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the turns; noises and comments of the transcriber are attributes, never words.

    Raises:
        UnreadableTranscript: it is no Transcriber file, or nobody speaks in it.
    """
    root = xml.parse(data, file, KIND.name)
    names = {xml.attribute(s, "id"): xml.attribute(s, "name") for s in root.iter("Speaker")}
    turns = enumerate((turn for turn in root.iter(TURN) if not (next(turn.iterancestors(TURN), None) is not None)), 1)
    paragraphs = xml.in_time(p for number, turn in turns for p in _paragraphs(turn, names, f"tour {number}"))
    if not any(any(map(str.isalnum, p.text)) for p in paragraphs):
        raise xml.speechless(root, file, KIND)
    genders = {
        names.get(xml.attribute(s, "id"), ""): GENDERS.get(xml.attribute(s, "type"), "") for s in root.iter("Speaker")
    }
    told = {name: {"genre": gender} for name, gender in genders.items() if gender}
    people = xml.described((p.speaker for p in paragraphs), told)
    asides = gathered(_outside(root))
    return ReadTranscript(paragraphs, asides, characters(*root.itertext()), FORMAT, xml.encoding(root), True, people)


def _paragraphs(turn: Any, names: dict[str, str], place: str) -> Iterator[Paragraph]:
    voices = [names.get(code) or code for code in xml.attribute(turn, "speaker").split()] or [""]
    voices = ["" if voice.lower() in UNKNOWN_TIERS else voice for voice in voices]
    for segment in _segments(turn):
        for voice, pieces in sorted(segment.said.items()):
            speaker = voices[min(voice, len(voices)) - 1]
            text = xml.spaced(" ".join(pieces))
            yield Paragraph(text, place, "paragraph", speaker, segment.start_ms, segment.end_ms)


def _segments(turn: Any) -> list[TranscriberSegment]:
    segments, voice = [TranscriberSegment(xml.seconds(xml.attribute(turn, "startTime")))], 1
    segments[0].say(voice, turn.text)
    for node in turn:
        if xml.local(node) == "Sync":
            segments.append(TranscriberSegment(xml.seconds(xml.attribute(node, "time"))))
            segments[-2].end_ms = segments[-1].start_ms
        elif xml.local(node) == "Who":
            told = xml.attribute(node, "nb")
            number = int(told) if told.isdecimal() and len(told) < len(str(MOST_VOICES * 10)) else 1
            voice = min(max(number, 1), MOST_VOICES)
        for text in (*node.itertext(), node.tail):
            segments[-1].say(voice, text)
    segments[-1].end_ms = xml.seconds(xml.attribute(turn, "endTime"))
    return segments


def _outside(root: Any) -> Iterator[tuple[Reason, str]]:
    """Give the text that stands in no turn: a well-made file has none."""
    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        depth += (1 if event == "start" else -1) * (node.tag == TURN)
        text = node.text if event == "start" else node.tail
        if text and not depth:
            yield "header", text
