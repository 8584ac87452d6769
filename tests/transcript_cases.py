"""A transcript and its right reading, written by hand → what the product reads otherwise, in words."""

from __future__ import annotations

import itertools
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.ingest.readers import registry
from pipeline.ingest.reception.import_report import report
from pipeline.ingest.session import Transcript
from pipeline.ingest.speech.cutting import Cutting
from pipeline.ingest.speech.understood import Understood
from pipeline.language.voices import one_person
from pipeline.model.contracts import Turn
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.study import Study
from pipeline.stages.turns import turns

SETTINGS: dict[str, Any] = {
    "label_recurrence": 2, "question_length": 200, "question_share": 0.5, "pause_ms": 2000, "open_answers": {},
}
UNKNOWN = "?"
# Invisible signs, the marks of direction, and quotes of every kind: they do not count in samples.
IGNORED = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x1f\x7f-\x9f«»\"“”„'’‘`´]")
SPEECH = frozenset({"interviewer", "participant"})
SHARE_OF_WORDS = 0.02


@dataclass(frozen=True)
class Read:
    """What became of one file: its turns and what is said of it, or why it was refused."""

    turns: list[Turn]
    told: Understood | None
    refused: str = ""
    lost: int = 0


def read(path: Path, place: Path) -> Read:
    """Read one file alone in a study made at ``place``."""
    (place / "transcripts").mkdir(parents=True)
    (place / "secrets").mkdir()
    (place / "secrets/study.key").write_text("00ff", "ascii")
    shutil.copy(path, place / "transcripts")
    [part] = registry.transcripts(Study(place)).values()
    try:
        transcript = part.load()
        return _read(transcript)
    except UnreadableTranscript as error:
        return Read([], None, str(error))


def _read(transcript: Transcript) -> Read:
    told = report(transcript, (), Cutting(**SETTINGS))
    return Read(turns(transcript, (), **SETTINGS), told.understood, lost=told.lost)


def faults(expected: dict[str, Any], found: Read) -> list[str]:
    """Say what is not as it should be; nothing when all is."""
    wanted = {expected["verdict"], expected.get("or", expected["verdict"])}
    if found.told is None:
        return list(_refusal(expected, found, wanted))
    if wanted == {"refuse"}:
        return ["lu, et aurait dû être refusé"]
    doubt = found.told.to_confirm
    lost = [f"{found.lost} signes perdus"] if found.lost else []
    asked = [] if "read" in wanted or doubt else ["rien n'est dit à confirmer"]
    read_ = _turns(expected, found.turns, doubt=doubt)
    return [*lost, *asked, *read_, *_texts(expected, found.turns), *_people(expected, found)]


def _refusal(expected: dict[str, Any], found: Read, wanted: set[str]) -> Iterator[str]:
    if "refuse" not in wanted:
        yield f"refusé : {found.refused}"
    for pattern in expected.get("says", []):
        if not re.search(pattern, found.refused):
            yield f"le refus ne dit pas « {pattern} » : {found.refused}"


@dataclass
class Run:
    """Turns of one voice in a row."""

    voice: str
    role: str
    text: str


def runs(found: list[Turn]) -> list[Run]:
    """Gather the turns of speech, those of one voice in a row together."""
    spoken = [t for t in found if t.role in SPEECH or (t.role == "noise" and t.speaker)]
    grouped = itertools.groupby(spoken, key=lambda t: (t.speaker, t.role if t.role in SPEECH else ""))
    return [Run(speaker, role, " ".join(t.text for t in group)) for (speaker, role), group in grouped]


def bare(text: str) -> str:
    """Write a text without what does not count."""
    return IGNORED.sub("", unicodedata.normalize("NFC", text))


def _turns(expected: dict[str, Any], found: list[Turn], *, doubt: bool) -> Iterator[str]:
    listed, got = expected.get("turns", []), runs(found)
    if listed and len(listed) != len(got):
        yield f"{len(got)} tours, et non {len(listed)} : {[(r.voice, r.role, r.text[:40]) for r in got]}"
        return
    voices: dict[str, str] = {}
    for (voice, role, sample), one in zip(listed, got, strict=False):
        yield from _sampled(sample, one)
        if role == "unknown" or voice == UNKNOWN:
            if one.voice and not doubt:
                yield f"« {one.text[:30]} » est donné à {one.voice} sans doute"
            continue
        if one.role != role:
            yield f"{one.voice or '(personne)'} : {one.role}, et non {role}"
        if voices.setdefault(voice, one.voice) != one.voice:
            yield f"{voice} est {voices[voice]}, puis {one.voice}"
    if len(set(voices.values())) != len(voices):
        yield f"deux voix en une : {voices}"
    yield from _counts(expected.get("counts", {}), got, doubt=doubt)


def _sampled(sample: str, one: Run) -> Iterator[str]:
    first, _, last = sample.partition("…") if "…" in sample.strip("…") else (sample, "", "")
    text = bare(one.text)
    right = text.startswith(bare(first)) and text.endswith(bare(last)) if last else text == bare(sample)
    if not right:
        yield f"« {one.text[:80]}…{one.text[-40:]} », et non « {sample} »"


def _counts(counts: dict[str, Any], got: list[Run], *, doubt: bool) -> Iterator[str]:
    for voice, (role, turns_, words) in counts.items():
        mine = got if voice == UNKNOWN else [r for r in got if r.voice == voice]
        if voice == UNKNOWN and not doubt and any(r.role == "interviewer" for r in mine):
            yield "quelqu'un enquête, sans doute"
        if role != "unknown" and {r.role for r in mine} != {role}:
            yield f"{voice} : {sorted({r.role for r in mine})}"
        if turns_ is not None and len(mine) != turns_:
            yield f"{voice} : {len(mine)} tours, et non {turns_}"
        said = sum(len(re.findall(r"\w+", r.text)) for r in mine)
        if words is not None and abs(said - words) > max(1, SHARE_OF_WORDS * words):
            yield f"{voice} : {said} mots, et non {words}"


def _texts(expected: dict[str, Any], found: list[Turn]) -> Iterator[str]:
    every = [bare(t.text) for t in found]
    spoken = [bare(t.text) for t in found if t.role in SPEECH]
    for text in expected.get("aside", []):
        if any(bare(text) in said for said in spoken):
            yield f"« {text} » est dans un tour"
    for text in expected.get("not_in_text", []):
        if any(_holds(said, text) for said in every):
            yield f"« {text} » est resté dans le texte"
    for text in expected.get("in_text", []):
        if not any(bare(text) in said for said in every):
            yield f"« {text} » n'est nulle part"


def _holds(said: str, text: str) -> bool:
    # A number is a line's; inside a date, a year or a time it is said.
    if text.isdigit():
        return re.search(rf"(?<!\d){text}(?!\d)", said) is not None
    return bool(bare(text)) and bare(text) in said


def _people(expected: dict[str, Any], found: Read) -> Iterator[str]:
    wanted = expected.get("people")
    labels = {t.speaker for t in found.turns if t.role == "participant" and t.speaker}
    answering = {label for label in labels if one_person(label)} or labels or {""}
    if wanted is None:
        return
    low, high = wanted if isinstance(wanted, list) else (wanted, wanted)
    if not low <= len(answering) <= high:
        yield f"{len(answering)} enquêté·es, et non {wanted} : {sorted(answering)}"
