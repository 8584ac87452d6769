"""Paragraphs → their lines, without the times, numbers and dashes that open them; times in milliseconds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.session import Paragraph
from pipeline.language.transcript_lines import COUNTER, counted

# « 12:31 », « 1:02:03,5 », « 0:0:4.5 » (Teams), « 00:00:05-1 » (f4), « 01:00:10:12 » (SMPTE, the last are frames).
CLOCK = (
    r"\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3}|[:;]\d{2}|-\d{1,2}(?![\d:]))?"
    r"|\d{1,3}:\d{2}(?:[.,]\d{1,3}|-\d(?![\d:]))?"
)
# « 1h02m03s », « 12'31 », « 12 min 31 s », « 45s »: only where nothing but a time can stand.
SPELLED = (
    r"\d{1,2}\s?h(?:\s?\d{2})?(?:\s?m(?:in)?)?(?:\s?\d{2}\s?s?)?|\d{1,3}\s?['’′]\s?(?:\d{1,2}\s?(?:\"|''|’’|″|”)?)?"
    r"|\d{1,3}\s?m(?:in)?(?:\s?\d{1,2}\s?s?)?|\d{1,4}(?:[.,]\d{1,3})?\s?s"
)
ARROW = r"\s*(?:-->|->|→|[-–—]+|à|to)\s*"
TIME = rf"(?:{CLOCK})"
ANY_TIME = rf"(?:{CLOCK}|{SPELLED})"
RANGE = rf"{TIME}(?:{ARROW}{TIME})?"
# Between brackets even a mistyped time, as (22:175 - 22:17), is a time's place.
STAMP = (
    rf"[\[(#<{{]\s*(?:\d{{1,3}}\s?:[\d\s:.,;>–—-]*|{ANY_TIME}(?:{ARROW}{ANY_TIME})?)\s*[\])#>}}]"
)
# Such brackets hold nothing but times, wherever they stand; round ones may hold what somebody says.
SURE_STAMP = rf"(?:¤<\d{{1,9}}>|\[\s*{RANGE}\s*\]|#\s*{RANGE}\s*#|<\s*{RANGE}\s*>|\{{\s*{RANGE}\s*\}})"
# As Teams reads times aloud; the time in figures may be glued to it.
READ_ALOUD = r"\d{1,3}\sminutes?\s\d{1,2}\ssecondes?(?:\d{1,3}:\d{2})?"
BARE_STAMP = rf"(?:{STAMP}|{RANGE}|{READ_ALOUD})"
LEADING = re.compile(rf"(?P<stamp>{STAMP})\s*")
BARE_LEADING = re.compile(rf"(?P<stamp>{RANGE})(?![\w:])\s*")
ALONE = re.compile(rf"(?:{STAMP}|{RANGE}|{READ_ALOUD}|{ANY_TIME}(?:{ARROW}{ANY_TIME})?)")
# With hours, minutes and seconds, nobody says it.
WHOLE_CLOCK = re.compile(r"(?P<stamp>\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)(?![\w:])\s*[-–—|]?\s*")
# The day and the hour of a message.
SENT = re.compile(
    r"[\[(]?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s(?:à\s)?\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[AP]M)?[\])]?\s*(?:[-–—:]\s+)?(?=\S)"
)
# Transana's, in milliseconds.
TRANSANA = re.compile(r"¤<\d{1,9}>\s*")
TRAILING = re.compile(rf"\s*(?P<stamp>{STAMP})\s*\Z")
AMID = re.compile(rf"\s*(?P<stamp>{SURE_STAMP})")
FRAMES = 25  # a second, in a time code of video
DASH = re.compile(r"[-–—―•]\s+(?=\S)")
CHEVRONS = re.compile(r">{1,3}\s+(?=\S)")
SHARE_TIMED, FEWEST_TIMED = 0.25, 3  # from which bare times that open lines are no words
AFTER_TIME = re.compile(r"[-–—|,]\s+")
CALLED_TIME = re.compile(r"(?:temps|time|timecode|tc|horodatage|minutage)\s?:\s*(?=\S)", re.IGNORECASE)


def milliseconds(time: str) -> int:
    """
    Read a time.

    >>> milliseconds("00:12:31"), milliseconds("12:31"), milliseconds("0:00:01,5"), milliseconds("01:00:10:12")
    (751000, 751000, 1500, 3610480)
    >>> milliseconds("1h02m03s"), milliseconds("12'31"), milliseconds("45s")
    (3723000, 751000, 45000)
    """
    frames = re.fullmatch(r"(\d{1,2}:\d{1,2}:\d{1,2})[:;](\d{2})", time)
    if frames:
        return milliseconds(frames[1]) + int(frames[2]) * 1000 // FRAMES
    if ":" not in time:
        parts = dict.fromkeys("hms", 0)
        found = re.findall(r"(\d+)(?:[.,]\d+)?\s*(h|m|'|’|′|s|\"|″|”|$)?", time)
        units = {"h": "h", "m": "m", "'": "m", "’": "m", "′": "m"}
        before = ""
        for number, unit in found:
            following = {"h": "m", "m": "s"}.get(before, "s")
            before = units.get(unit, following if not unit else "s")
            parts[before] = int(number)
        return (parts["h"] * 3600 + parts["m"] * 60 + parts["s"]) * 1000
    whole, _, fraction = re.sub("[,-]", ".", time).partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0")[:3])


def bounds(stamp: str | None) -> tuple[int | None, int | None]:
    """
    Read the start and the end that a timestamp tells.

    >>> bounds("(0:01 - 0:11)"), bounds("[00:12]"), bounds(None), bounds("#00:00:05-1#")
    ((1000, 11000), (12000, None), (None, None), (5100, None))
    """
    figures = re.sub(r"(\d+)\sminutes?\s(\d+)\ssecondes?.*", r"\1min\2s", stamp or "")
    times = re.findall(ANY_TIME, re.sub(r"\s*:\s*", ":", figures))
    start, end, *_ = [*map(milliseconds, times), None, None]
    return (start, end) if start is None or end is None or start <= end else (start, None)


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """
    One line of a transcript.

    Attributes:
        text: what may open with a label.
        paragraph: where it stands.
        begins: it is the first of its paragraph.
        dash: the dash that opens it, which is a label's or a list's.
        lead: numbers and times taken off before the text.
        start_ms, end_ms: what those times say.
        opening: how many characters at the start of the text have a typography of their own.
        glued: it is the end of a line that was cut.
    """

    text: str
    paragraph: Paragraph
    begins: bool
    dash: str = ""
    lead: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    opening: int = 0
    glued: bool = False


def lines(paragraphs: Sequence[Paragraph]) -> list[TranscriptLine]:
    """Cut paragraphs at their line breaks; a line that holds but a time gives it to the line that follows."""
    raw = []
    for paragraph in paragraphs:
        for n, line in enumerate(line for line in paragraph.text.split("\n") if line.strip()):
            opening = paragraph.opening - (len(line) - len(line.lstrip())) if n == 0 else 0
            raw.append(TranscriptLine(line.strip(), paragraph, begins=n == 0, opening=max(0, opening)))
    # Days and hours that open so many lines are those of messages.
    found = sum(SENT.match(line.text) is not None for line in raw)
    if found >= max(FEWEST_TIMED, SHARE_TIMED * len(raw)):
        raw = [_cut(line, sent.end()) if (sent := SENT.match(line.text)) else line for line in raw]
    numbered = counted([line.text for line in raw])
    # Bare times may open so many lines, in order, that no one says them.
    bare = [BARE_LEADING.match(line.text) for line in raw]
    starts = [start for m in bare if m and (start := bounds(m["stamp"])[0]) is not None]
    rising = sum(a <= b for a, b in itertools.pairwise(starts))
    timed = len(starts) >= max(FEWEST_TIMED, SHARE_TIMED * len(raw)) and rising >= 0.8 * (len(starts) - 1)
    return list(_with_times(_opened(line, numbered=numbered, timed=timed) for line in raw))


def _opened(line: TranscriptLine, *, numbered: bool, timed: bool) -> TranscriptLine:
    if numbered and (counter := COUNTER.match(line.text)):
        line = _cut(line, counter.end())
    if placed := TRANSANA.match(line.text):
        line = replace(_cut(line, placed.end()), start_ms=int(re.sub(r"\D", "", placed[0])))
    line = dashed(line)
    called = CALLED_TIME.match(line.text)
    if ALONE.fullmatch(line.text, called.end() if called else 0):
        return _at(line, len(line.text), line.text[called.end() :] if called else line.text)
    found = LEADING.match(line.text) or (BARE_LEADING.match(line.text) if timed else None)
    if found and bounds(found["stamp"])[0] is not None:
        after = AFTER_TIME.match(line.text, found.end())
        line = _at(line, after.end() if after else found.end(), found["stamp"])
    return dashed(line)


def _cut(line: TranscriptLine, at: int) -> TranscriptLine:
    return replace(line, text=line.text[at:], lead=line.lead + line.text[:at], opening=max(0, line.opening - at))


def _at(line: TranscriptLine, at: int, stamp: str) -> TranscriptLine:
    start, end = bounds(stamp)
    return replace(_cut(line, at), start_ms=start, end_ms=end)


def dashed(line: TranscriptLine) -> TranscriptLine:
    """Take off the dash that opens a line."""
    dash = DASH.match(line.text)
    return replace(_cut(line, dash.end()), lead=line.lead, dash=dash[0]) if dash and not line.dash else line


def _with_times(opened: Iterator[TranscriptLine]) -> Iterator[TranscriptLine]:
    waiting: TranscriptLine | None = None
    for line in opened:
        if waiting:
            timed = line if line.start_ms is not None else waiting
            line = replace(  # noqa: PLW2901 - the line takes the time that was waiting for it
                line, lead=f"{waiting.dash}{waiting.lead}\n{line.lead}", begins=True, start_ms=timed.start_ms,
                end_ms=timed.end_ms,
            )
        waiting = None if line.text else line
        if line.text:
            yield line
    if waiting:
        yield waiting


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Words without the times written among them, those times, and the first of them."""

    words: str
    times: str = ""
    start_ms: int | None = None


def said(text: str) -> SaidLine:
    """
    Take times off words, at their beginning, amid them and at their end.

    >>> said("[00:01] oui #00:00:05-1#")
    SaidLine(words='oui', times='[00:01] #00:00:05-1#', start_ms=1000)
    """
    found: list[str] = []
    leading, rest = LEADING.match(text) or WHOLE_CLOCK.match(text), text
    if leading and bounds(leading["stamp"])[0] is not None:
        found, rest = [leading["stamp"]], text[leading.end() :]
    amid = [m["stamp"] for m in AMID.finditer(rest)]
    rest = AMID.sub("", rest)
    trailing = TRAILING.search(rest)
    if trailing and bounds(trailing["stamp"])[0] is not None:
        amid.append(trailing["stamp"])
        rest = rest[: trailing.start()]
    start = bounds(found[0])[0] if found else None
    chevrons = CHEVRONS.match(rest)
    if chevrons:
        found, rest = [*found, chevrons[0].strip()], rest[chevrons.end() :]
    return SaidLine(rest.strip(), " ".join([*found, *amid]), start)
