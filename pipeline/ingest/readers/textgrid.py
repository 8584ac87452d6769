"""A Praat TextGrid → one paragraph per interval where someone speaks, all tiers in order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import characters, gathered, without_addresses
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript, Reason
from pipeline.language import voices as names
from pipeline.model.errors import UnreadableTranscript

CLASSES = {"IntervalTier": False, "TextTier": True}
LATEST = 10_000_000.0  # seconds: four months; beyond, a time is damaged
# One line of the long form; what runs on to the next such line belongs to the string that was opened.
FIELD = re.compile(
    r"""^[ \t]* (?: (?:class|name|text|mark)[ \t]*=[ \t]*(?P<quote>")
      | (?:xmin|xmax|time|number)[ \t]*=[ \t]*(?P<number>\S+)
      | (?:intervals|points|item)[ \t]*[\[:?] | size[ \t]*= | tiers\? | File[ ]type | Object[ ]class )""",
    re.MULTILINE | re.VERBOSE,
)
LONG = re.compile(r"^[ \t]*(?:class|name|text|mark)[ \t]*=[ \t]*\"", re.MULTILINE)
# The short form is what Praat reads in any form: strings and numbers that stand free, the rest is comment.
# A quote that is not doubled, as other tools write it, closes a string only before a space.
TOKEN = re.compile(
    r'"(?P<string>(?:[^"]++|""|"(?=\S))*+)"?|(?<!\S)(?P<number>[-+]?\d[\d.]*(?:[eE][-+]?\d+)?)(?!\S)|![^\n]*'
)
FORMAT = "Praat (.TextGrid)"
BINARY = b"ooBinaryFile"
CHRONOLOGICAL = "Praat chronological TextGrid"


class TierMark(NamedTuple):
    """One interval or point: its words, its times in milliseconds (None where damaged), its place in the text."""

    words: str
    start_ms: int | None
    end_ms: int | None
    opened: int
    closed: int


class Field(NamedTuple):
    """One number, or one string without its quotes, and where it stands."""

    value: str
    number: bool
    opened: int
    closed: int


@dataclass
class PraatTier:
    """A tier: its name as a field, whether it holds points, and its marks in order of the file."""

    name: Field
    points: bool
    marks: list[TierMark] = field(default_factory=list)


def tiers(text: str) -> list[PraatTier]:
    """List the tiers of a TextGrid; sizes and counts are not believed, so that a damaged file keeps its words."""
    found: list[PraatTier] = []
    numbers: list[str] = []
    fields = _long(text) if LONG.search(text) else _short(text)
    for each in fields:
        if each.number:
            numbers = [*numbers[-1:], each.value]
        elif each.value in CLASSES:
            found.append(PraatTier(next(fields, each), CLASSES[each.value]))
        elif found:
            words = " ".join(each.value.replace('""', '"').split())
            moment = found[-1].points or len(numbers) < 2
            start = _milliseconds(numbers[-1:] if moment else numbers[:1])
            end = None if moment else _milliseconds(numbers[1:])
            found[-1].marks.append(TierMark(words, start, end, each.opened, each.closed))
        if not each.number:
            numbers = []
    return found


def _milliseconds(numbers: list[str]) -> int | None:
    try:
        seconds = float(numbers[0])
    except (IndexError, ValueError):
        return None
    return round(seconds * 1000) if 0 <= seconds < LATEST else None


def _long(text: str) -> Iterator[Field]:
    previous: re.Match[str] | None = None
    for found in FIELD.finditer(text):
        if previous:
            yield _string(text, previous.end(), found.start())
        previous = found if found["quote"] else None
        if found["number"]:
            yield Field(found["number"], True, *found.span("number"))
    if previous:
        yield _string(text, previous.end(), len(text))


def _string(text: str, opened: int, until: int) -> Field:
    inside = text[opened:until].rstrip().removesuffix('"')
    return Field(inside, False, opened, opened + len(inside))


def _short(text: str) -> Iterator[Field]:
    for found in TOKEN.finditer(text):
        if found["number"]:
            yield Field(found["number"], True, *found.span("number"))
        elif found["string"] is not None:
            yield Field(found["string"], False, *found.span("string"))


class SpokenInterval(NamedTuple):
    """What one voice says from one time to another."""

    start_ms: int | None
    end_ms: int | None
    speaker: str
    text: str


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read a TextGrid: the name of a tier is its speaker; tiers of words, phones or notes are set aside.

    Raises:
        UnreadableTranscript: it is not a TextGrid, or nobody speaks in it.
    """
    if data.startswith(BINARY):
        raise _other_form(file)
    text, encoding = decoded(data, file)
    if CHRONOLOGICAL in text[:200]:
        raise _other_form(file)
    found = tiers(text)
    heard = [tier for tier in found if (not tier.points and any(not names.silent(mark.words) for mark in tier.marks))]
    speech = [tier for tier in heard if names.kind(tier.name.value) == "speech"]
    spoken = speech or [tier for tier in heard if names.kind(tier.name.value) == "words"]
    paragraphs = tuple(_paragraphs(spoken))
    if not found:
        raise UnreadableTranscript(
            f"{file} n'est pas une grille Praat : aucune couche n'y est décrite. "
            "Réenregistrez-la depuis Praat (« Save as text file… »)."
        )
    if not paragraphs:
        raise UnreadableTranscript(
            f"{file} ne contient aucune parole : ses couches sont vides ou sont des annotations. "
            "Donnez à la couche de chaque personne son nom, puis réenregistrez depuis Praat."
        )
    asides = list(gathered(_asides(found, spoken, text)))
    for number, tier in enumerate(found, 1):
        held = "\n".join(mark.words for mark in tier.marks if mark.words)
        if held and not any(tier is other for other in spoken):
            asides.append(Aside(without_addresses(held), "annotation", f"couche {number}"))
    asking = list(dict.fromkeys(t.name.value.strip() for t in spoken if names.asks(t.name.value)))
    people = [{"locuteur": label, "nom": names.unmarked(label)} for label in asking]
    described = {"personnes": people, "enqueteur": asking} if asking else {}
    return ReadTranscript(paragraphs, tuple(asides), characters(text), FORMAT, encoding, True, described)


def _other_form(file: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        f"{file} est une grille Praat enregistrée en binaire ou par ordre chronologique. Ouvrez-la dans Praat et "
        "réenregistrez-la par « Save as text file… »."
    )


def _paragraphs(spoken: list[PraatTier]) -> Iterator[Paragraph]:
    units = [
        SpokenInterval(
            marks[0].start_ms, marks[-1].end_ms, names.voice(tier.name.value.replace('""', '"')),
            " ".join(mark.words for mark in marks),
        )
        for tier in spoken for marks in _utterances(tier)
    ]
    # The sort is stable: voices that start together follow the order of the tiers.
    units.sort(key=lambda unit: -1 if unit.start_ms is None else unit.start_ms)
    for number, unit in enumerate(units, 1):
        yield Paragraph(unit.text, f"tour {number}", "paragraph", unit.speaker, unit.start_ms, unit.end_ms)


def _utterances(tier: PraatTier) -> Iterator[list[TierMark]]:
    # Words one by one are read as they follow each other, up to a silence: voices may overlap.
    together, gathering = names.kind(tier.name.value) == "words", list[TierMark]()
    for mark in tier.marks:
        silent = names.silent(mark.words)
        if gathering and (silent or not together):
            yield gathering
            gathering = []
        if not silent:
            gathering.append(mark)
    if gathering:
        yield gathering


def _asides(found: list[PraatTier], spoken: list[PraatTier], text: str) -> Iterator[tuple[Reason, str]]:
    inside = [(mark.opened, mark.closed) for tier in found for mark in tier.marks]
    named = [(tier.name.opened, tier.name.closed) for tier in found]
    yield from (("label", text[opened:closed]) for opened, closed in named)
    yield from (("empty", m.words) for t in spoken for m in t.marks if names.silent(m.words))
    position = 0
    for opened, closed in (*sorted(inside + named), (len(text), len(text))):
        yield "markup", text[position:opened]
        position = closed
    # A doubled quote is one quote that is said, and one that only Praat needs.
    yield from (("markup", '"' * text.count('""', opened, closed)) for opened, closed in inside)
