"""Positions that a tool wrote → characters of the text, by the reading that falls on words, lines and quotes best."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.projects.project import ProjectPassage, ProjectText

Unit = Literal["characters", "utf16", "bytes"]
Breaks = Literal["as_written", "one", "two"]
LINE_BREAK = re.compile(r"\r\n?")
CUT_SHORT = re.compile(r"(?:\.\.\.|…)\s*\Z")
FEWEST_LETTERS = 4  # of a name that may be a quote
# What a border proves: between spaces, beside a full stop that may be left out or taken in, after a line's end.
CLEAR, BESIDE, AFTER_LINE = 3, 2, 1
# A quote that agrees proves more than a word that begins somewhere; a position beyond the text proves the contrary.
QUOTED, BEYOND = 6, -4
CLOSE = 0.1  # of what could be had: less does not outweigh what is known of a tool, and is for a person to settle
FEWEST = 3  # passages that prove something
EXAMPLES = 5
LONGEST_SHOWN = 100
LOW_SURROGATES = 0x10000


class Reading(NamedTuple):
    """A way to count: in which unit, if the byte order mark counts, what a line break weighs, if the end is in."""

    unit: Unit = "characters"
    marked: bool = False
    breaks: Breaks = "as_written"
    inclusive: bool = False

    @property
    def name(self) -> str:
        """Write it so that it can be typed: « utf16+marque+crlf+fin-comprise »."""
        told = (TYPED_UNITS[self.unit], "marque" if self.marked else "", TYPED_BREAKS[self.breaks],
                "fin-comprise" if self.inclusive else "")
        return "+".join(filter(None, told))


TYPED_UNITS: dict[Unit, str] = {"characters": "caracteres", "utf16": "utf16", "bytes": "octets"}
TYPED_BREAKS: dict[Breaks, str] = {"as_written": "", "one": "lf", "two": "crlf"}
# The one that the standard asks for first: of two that give the same, the first is told.
READINGS = tuple(
    Reading(unit, marked, breaks, inclusive)
    for inclusive, unit, marked, breaks in itertools.product((False, True), TYPED_UNITS, (False, True), TYPED_BREAKS)
)


# What was measured of tools, by a word of their name; of all others, the standard is expected.
MEASURED = (
    ("potato", Reading(inclusive=True)), ("nvivo for windows", Reading("utf16")), ("atlas.ti", Reading()),
    ("aqda", Reading()), ("qc ", Reading()), ("filigrane", Reading()),
)


@dataclass(frozen=True, slots=True)
class ReadingEvidence:
    """
    What a reading of all passages gives.

    Attributes:
        score: of ``most``, what a reading would have whose every border is clear.
        starts, ends: passages that begin, and end, where a word does.
        lines: passages that begin a line.
        quoted: passages that read as the file says, of ``told`` whose quote it gives.
    """

    reading: Reading
    passages: int
    score: int
    most: int
    starts: int
    ends: int
    lines: int
    quoted: int
    told: int


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """
    The reading kept, and the best of those that give other words.

    Attributes:
        examples: passages as both read them, when they are close.
    """

    kept: ReadingEvidence
    other: ReadingEvidence | None
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def close(self) -> bool:
        """Whether a person had better choose."""
        return bool(self.examples)


def canonical(raw: str) -> str:
    """Write a text with one kind of line break."""
    return LINE_BREAK.sub("\n", raw)


class CountedText:
    """A text, ready to be counted in every way."""

    def __init__(self, text: ProjectText) -> None:
        self.text = canonical(text.raw)
        self.marked = text.marked
        codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        self.codes = codes
        self.is_break = codes == ord("\n")
        self.two = np.array([len(m) for m in re.findall(r"\r\n|\r|\n", text.raw)], dtype=np.int64)
        self.passages = text.passages
        starts = np.array([p.start for p in text.passages], dtype=np.int64)
        ends = np.array([p.end for p in text.passages], dtype=np.int64)
        self.given = starts, ends

    def spans(self, reading: Reading) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Give the characters of every passage; -1 where a position is beyond the text, or cuts a character."""
        weights = np.ones(len(self.codes), dtype=np.int64)
        if reading.unit == "utf16":
            weights += self.codes >= LOW_SURROGATES
        elif reading.unit == "bytes":
            weights += (self.codes >= 0x80).astype(np.int64) + (self.codes >= 0x800) + (self.codes >= LOW_SURROGATES)
        if reading.breaks == "as_written":
            weights[self.is_break] = self.two
        elif reading.breaks == "two":
            weights[self.is_break] = 2
        mark = (3 if reading.unit == "bytes" else 1) if reading.marked else 0
        at = np.concatenate([[0], np.cumsum(weights)]) + mark
        starts, ends = self.given
        return self._found(at, starts), self._found(at, ends + reading.inclusive)

    def _found(self, at: npt.NDArray[np.int64], wanted: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        place = np.searchsorted(at, wanted, side="left")
        inside = place < len(at)
        exact = np.zeros(len(wanted), dtype=bool)
        exact[inside] = at[place[inside]] == wanted[inside]
        # Between the two signs of a line break is still at that break.
        before = np.clip(place - 1, 0, max(len(self.codes) - 1, 0))
        split = inside & ~exact & (place > 0) & (self.is_break[before] if len(self.codes) else False)
        return np.where(exact, place, np.where(split, place - 1, -1)).astype(np.int64)


def weigh(texts: Sequence[CountedText], reading: Reading) -> ReadingEvidence:
    """Say how well a reading falls, over all the passages of some texts."""
    every = starts = ends = lines = quoted = told = score = 0
    for one in texts:
        for passage, start, end in zip(one.passages, *one.spans(reading), strict=True):
            every += 1
            said = passage.quote if is_quote(passage.quote) else ""
            told += bool(said)
            if start < 0 or end < 0 or end < start:
                score += BEYOND
                continue
            begins = begins_word(one.text, start)
            finishes = ends_word(one.text, end)
            agrees = bool(said) and reads_as(one.text[start:end], said)
            starts += begins
            ends += finishes > 0
            lines += start == 0 or one.text[start - 1] == "\n"
            quoted += agrees
            score += CLEAR * begins + finishes + QUOTED * agrees
    return ReadingEvidence(reading, every, score, 2 * CLEAR * every + QUOTED * told, starts, ends, lines, quoted, told)


def is_quote(name: str) -> bool:
    """
    Tell whether the name of a passage may be its words.

    >>> is_quote("Le temps manque"), is_quote("line:836"), is_quote("s1")
    (True, False, False)
    """
    return sum(map(str.isalpha, name)) >= FEWEST_LETTERS and len(name.split()) > 1


def reads_as(said: str, quote: str) -> bool:
    """Tell whether words are those of a quote, that a tool may have cut short, spaces being all the same."""
    here = " ".join(said.split())
    wanted = " ".join(quote.split())
    if here == wanted:
        return True
    short = CUT_SHORT.sub("", wanted)
    return short != wanted and len(short) >= FEWEST_LETTERS and here.startswith(short)


def begins_word(text: str, start: int) -> bool:
    """Tell whether a passage may begin here: something is said, and no word is cut."""
    here = text[start : start + 1]
    return bool(here) and not here.isspace() and not (here.isalnum() and start > 0 and text[start - 1].isalnum())


def ends_word(text: str, end: int) -> int:
    """Say how clearly a passage may end before this: 0 where a word is cut, or where a space is taken in."""
    last, after = text[end - 1 : end] if end else "", text[end : end + 1]
    if last == "\n":
        return AFTER_LINE
    if not last or last.isspace() or (last.isalnum() and after.isalnum()):
        return 0
    return CLEAR if not after or after.isspace() else BESIDE


def chosen(texts: Sequence[ProjectText], tool: str, wanted: str = "") -> ReadingChoice | None:
    """
    Choose how the positions of a project are counted.

    Args:
        texts: those of the project.
        tool: the name of what wrote it.
        wanted: the name of the reading that a person chose; empty to let evidence choose.

    Returns:
        the reading kept and the next best that gives other words; none where there is no passage.
    """
    counted = [CountedText(t) for t in texts if t.passages and not t.exact and not t.document]
    if not counted:
        return None
    measured = next((reading for word, reading in MEASURED if word in tool.lower()), None)
    usual = measured or Reading()
    different: dict[tuple[bytes, ...], Reading] = {}
    # Of readings that give the same words, the one that is known of the tool is told, or else the standard's.
    for reading in (usual, *READINGS):
        if any(one.marked for one in counted) or not reading.marked:
            spans = (one.spans(reading) for one in counted)
            different.setdefault(tuple(s.tobytes() + e.tobytes() for s, e in spans), reading)
    tried = sorted((weigh(counted, r) for r in different.values()), key=lambda e: -e.score)
    expected = next(e for e in tried if e.reading == usual)
    best = tried[0]
    few = expected.passages < FEWEST and expected.starts == expected.ends == expected.passages
    outweighed = best.score - expected.score > CLOSE * best.most and not few
    kept = next((weigh(counted, r) for r in READINGS if r.name == wanted), best if outweighed else expected)
    other = next((e for e in tried if e.reading != kept.reading), None)
    near = other is not None and abs(kept.score - other.score) <= CLOSE * kept.most
    known = kept.reading == measured and kept.score == best.score
    if wanted or other is None or few or known or not near:
        return ReadingChoice(kept, other)
    return ReadingChoice(kept, other, tuple(_both(counted, kept.reading, other.reading)))


def _both(texts: Sequence[CountedText], one: Reading, other: Reading) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for text in texts:
        for a, b, c, d in zip(*text.spans(one), *text.spans(other), strict=True):
            if (a, b) != (c, d) and len(found) < EXAMPLES:
                found[_shown(text.text, a, b), _shown(text.text, c, d)] = None
    return list(found)


def _shown(text: str, start: int, end: int) -> str:
    """Show both ends of a passage, on one line."""
    said = " ".join(text[start:end].split("\n")) if 0 <= start <= end else ""
    return said if len(said) <= LONGEST_SHOWN else f"{said[: LONGEST_SHOWN // 2]} […] {said[-LONGEST_SHOWN // 2 :]}"


def read_spans(text: ProjectText, reading: Reading) -> list[tuple[int, int]]:
    """Give the characters of every passage of a text, in its canonical form; (-1, -1) for what is beyond it."""
    if text.exact:
        length = len(text.raw)
        return [(p.start, p.end) if 0 <= p.start <= p.end <= length else (-1, -1) for p in text.passages]
    starts, ends = CountedText(text).spans(reading)
    return [(int(s), int(e)) if 0 <= s <= e else (-1, -1) for s, e in zip(starts, ends, strict=True)]


def of_case(text: ProjectText, stretch: tuple[int, int], reading: Reading) -> tuple[int, int]:
    """Give the characters of one stretch that a case holds of a text."""
    passage = ProjectPassage(*stretch)
    alone = ProjectText(text.key, text.name, text.raw, text.marked, exact=text.exact, passages=[passage])
    return read_spans(alone, reading)[0]
