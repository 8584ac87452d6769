"""A TEI timeline → the time of each of its marks, in milliseconds."""

from __future__ import annotations

import re
from typing import Any

from pipeline.ingest.readers.common.xml import attribute, seconds

STARTS, ENDS = ("start", "from"), ("end", "to")
UNITS = {"ms": 0.001, "min": 60.0, "h": 3600.0, "hour": 3600.0}
NUMBER = re.compile(r"\d{1,12}(?:\.\d*)?", re.ASCII)


class Times:
    """The time of each mark of a document."""

    def __init__(self, root: Any) -> None:
        self._found: dict[str, int] = {}
        for timeline in root.iter("{*}timeline"):
            unit = UNITS.get(attribute(timeline, "unit").lower(), 1.0)
            before = 0
            for when in timeline.iter("{*}when"):
                # An interval is counted from the mark that it names, else from the one before it (TEI P5, 8.4.2).
                since = reference(attribute(when, "since"))
                own = self._own(when, self._found.get(since, 0) if since else before, unit)
                if own is not None:
                    before = self._found[attribute(when, "id")] = own

    @staticmethod
    def _own(when: Any, since: int, unit: float) -> int | None:
        absolute = attribute(when, "absolute")
        interval = attribute(when, "interval")
        if interval and not absolute:
            own = _milliseconds(interval, unit)
            return None if own is None else since + own
        return _milliseconds(absolute, unit)

    def at(self, told: str) -> int | None:
        """Give the time that a reference names, or that is written in its place in seconds."""
        name = reference(told)
        return self._found.get(name, seconds(name))


def reference(told: str) -> str:
    """Give the first name that references bear: « #spk1 », « persons.xml#spk1 »."""
    return told.split(maxsplit=1)[0].rpartition("#")[2] if told.strip() else ""


def _milliseconds(told: str, unit: float) -> int | None:
    return round(float(told) * unit * 1000) if NUMBER.fullmatch(told) else seconds(told)
