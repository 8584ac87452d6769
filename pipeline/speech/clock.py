"""Timestamps as transcribers and machines write them → milliseconds."""

from __future__ import annotations

import re

TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3}|-\d(?![\d:]))?"
RANGE = rf"{TIME}(?:\s*(?:-->|->|[-–—à])\s*{TIME})?"
# Between brackets even a mistyped time, as (22:175 - 22:17), is a time's place.
STAMP = r"[\[(#<{]\s*\d{1,2}\s?:[\d\s:.,>–—-]*[\])#>}]"
BARE_STAMP = rf"(?:{STAMP}|{RANGE})"
LEADING = re.compile(rf"(?P<stamp>{STAMP})\s*")


def milliseconds(time: str) -> int:
    """
    Read a time.

    >>> milliseconds("00:12:31"), milliseconds("12:31"), milliseconds("0:00:01,5")
    (751000, 751000, 1500)
    """
    whole, _, fraction = re.sub("[,-]", ".", time).partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0"))


def bounds(stamp: str | None) -> tuple[int | None, int | None]:
    """
    Read the start and the end that a timestamp tells.

    >>> bounds("(0:01 - 0:11)"), bounds("[00:12]"), bounds(None)
    ((1000, 11000), (12000, None), (None, None))
    """
    times = re.findall(TIME, re.sub(r"\s*:\s*", ":", stamp or ""))
    start, end, *_ = [*map(milliseconds, times), None, None]
    return (start, end) if start is None or end is None or start <= end else (start, None)


def unstamped(line: str) -> tuple[str, int | None]:
    """Take the timestamp off the start of a line; gives the line and the time it starts at."""
    found = LEADING.match(line)
    return (line[found.end() :], bounds(found["stamp"])[0]) if found else (line, None)
