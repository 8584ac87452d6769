"""Timestamps as transcribers and machines write them → milliseconds."""

from __future__ import annotations

import re

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
