"""The header of a TEI file → who takes part: a label for each code, and what it says of each person and of the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.ingest.readers.common.declared_voices import ASKS, ROLE, described
from pipeline.ingest.readers.common.xml import attribute, local, seconds, spaced
from pipeline.language import tier_names as names

CODES = ("id", "code", "n")
# What the header may say of a person → the attribute it becomes.
TOLD = {"sex": "genre", "age": "age", "occupation": "profession", "education": "diplome", "residence": "residence"}
SEXES = {"1": "h", "2": "f", "m": "h", "male": "h", "f": "f", "female": "f"}  # ISO 5218, and words
ASKING = frozenset({"interviewer", "investigator", "researcher"})
# TeiCorpo writes this age for everybody: nobody told it.
MADE_UP = frozenset({"40.0"})
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{4})")
DURATION = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?", re.IGNORECASE)
MINUTE = 60_000  # milliseconds


@dataclass(frozen=True)
class Header:
    """The label of each code, what is told of those who bear it, and what is told of the recording."""

    labels: dict[str, str]
    told: dict[str, dict[str, str]]
    recording: dict[str, str]

    def described(self, heard: Iterable[str]) -> dict[str, Any]:
        """Describe those who speak and the recording, in the shape of a front matter."""
        return self.recording | described(heard, self.told)


def header(root: Any) -> Header:
    """Read the persons of ``particDesc`` and the recording, in the spellings of TEI and of its converters."""
    labels: dict[str, str] = {}
    told: dict[str, dict[str, str]] = {}
    for person in root.iter("{*}person", "{*}personGrp"):
        codes = [attribute(person, code) for code in CODES] + [attribute(alt, "type") for alt in person.iter("{*}alt")]
        codes = [code for code in codes if code]
        label = _name(person) or next(iter(codes), "")
        labels |= dict.fromkeys(codes, label)
        told.setdefault(label, {}).update(_told(person, label))
    days = [attribute(d, "when") or spaced(d.text or "") for d in root.iterfind(".//{*}recording/{*}date")]
    lasted = [attribute(node, "dur") for r in root.iter("{*}recording") for node in (r, *r.iter("{*}date"))]
    date = next((day for told in days if (day := _day(told))), "")
    minutes = next((minutes for told in lasted if (minutes := _minutes(told))), 0)
    return Header(labels, told, ({"date": date} if date else {}) | ({"duree_min": str(minutes)} if minutes else {}))


def _name(person: Any) -> str:
    named = next((spaced(" ".join(node.itertext())) for node in person.iter("{*}persName", "{*}name")), "")
    return named or attribute(person, "name")


def _told(person: Any, label: str) -> dict[str, str]:
    found = {shown: attribute(person, key) for key, shown in TOLD.items()}
    for node in person:
        if local(node) in TOLD and (text := spaced(" ".join(node.itertext())) or attribute(node, "value")):
            found[TOLD[local(node)]] = text
    found["genre"] = SEXES.get(found["genre"].lower(), "")
    found["nom"] = names.full_name(label)
    role = attribute(person, "role").lower()
    found[ROLE] = ASKS if role in ASKING or names.asks(f"x ({role})") else ""
    return {key: value for key, value in found.items() if value and value not in MADE_UP}


def _day(told: str) -> str:
    found = DAY.fullmatch(told)
    if not found:
        return ""
    year, month, day = (found[a] or found[b] for a, b in (("year", "y"), ("month", "m"), ("day", "d")))
    return f"{year}-{int(month):02}-{int(day):02}"


def _minutes(told: str) -> int:
    """Read a duration in ISO 8601, as a clock shows it, or in seconds."""
    found = DURATION.fullmatch(told)
    hours, minutes, rest = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return round((seconds(told) or (hours * 3600 + minutes * 60 + rest) * 1000) / MINUTE)
