"""Lines of a caption file → its cues: raw words and times, with counters and time lines set aside."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.ingest.session import Aside

# People and programs damage times: commas or full stops, spaces after colons, arrows that Word made typographic.
_CLOCK = r"(?:(\d{1,3})\s?:\s?)?(\d{1,3})\s?:\s?(\d{1,2})(?:\s?[.,:;]\s?(\d{1,3})\d*)?"
_SETTINGS = r"(?:\s+(?:vertical|line|position|size|align|region|[XYxy][12]):\S*)*"
TIME = re.compile(rf"[\s\ufeff]*{_CLOCK}\s*(?:[-–—]{{1,3}}\s?>|→)\s*{_CLOCK}{_SETTINGS}")
BROKEN_TIME = re.compile(r"[\s\ufeff]*\d\S{0,30}\s*-->.*|[^\s>]{0,30}\s*-->\s*\d.*")
COUNTER = re.compile(r"[\s\ufeff]*([0-9]{1,7})\s*")


class Cue(NamedTuple):
    """What stands under one time line, as written; times in milliseconds, unknown where they are damaged."""

    place: str
    start_ms: int | None
    end_ms: int | None
    raw: str


def cues(lines: Sequence[str], *, named: bool) -> tuple[list[Cue], list[Aside]]:
    """
    Cut lines at their time lines; what stands before the first is a header.

    Words after a blank line belong to the cue above: a blank line typed inside a caption loses nothing.

    Args:
        lines: of the whole file, in order.
        named: a cue may bear any name on the line above its times, and not only a number.
    """
    times = [n for n, line in enumerate(lines) if is_time(line)]
    counters = _counters(lines, times, named=named)
    asides = [Aside(lines[n], "counter", f"ligne {n + 1}") for n in sorted(counters)]
    kept = ["" if n in counters else line for n, line in enumerate(lines)]
    asides.append(Aside("\n".join(kept[: times[0] if times else None]), "header", "ligne 1"))
    found: list[Cue] = []
    for at, end in itertools.pairwise([*times, len(lines)]):
        cue, clock = _cue(kept[at], kept[at + 1 : end], f"ligne {at + 1}")
        found.append(cue)
        asides.append(Aside(clock, "time", cue.place))
    return found, [a for a in asides if a.text.strip()]


def is_time(line: str) -> bool:
    """Tell whether a line gives the times of a cue, even damaged."""
    return bool(TIME.match(line) or ("-->" in line and BROKEN_TIME.match(line)))


def _counters(lines: Sequence[str], times: Sequence[int], *, named: bool) -> set[int]:
    """Find the lines that number or name a cue: those on their own above its times, or the number that follows."""
    found: set[int] = set()
    number = 0
    for start, end in itertools.pairwise([-1, *times, len(lines)]):
        at = next((n for n in range(end - 1, start, -1) if lines[n].strip()), None)
        if at is None:
            continue
        alone = at == end - 1 < len(lines) - 1 and (at == 0 or not lines[at - 1].strip())
        numbered = COUNTER.fullmatch(lines[at])
        if (alone and (named or numbered)) or (numbered and int(numbered[1]) == number + 1):
            found.add(at)
            number = int(numbered[1]) if numbered else number
    return found


def _cue(line: str, body: list[str], place: str) -> tuple[Cue, str]:
    clock = TIME.match(line)
    if clock is None:
        return Cue(place, None, None, "\n".join(body)), line
    start = _milliseconds(*clock.groups()[:4])
    end = _milliseconds(*clock.groups()[4:])
    # Words typed behind the times are words.
    raw = "\n".join([line[clock.end() :], *body])
    return Cue(place, start, end if end >= start else None, raw), clock[0]


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "").ljust(3, "0"))
