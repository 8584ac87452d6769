"""``municipalities.csv``, ``departments.csv`` → every commune of France: its department, its inhabitants.

Taken from @etalab/decoupage-administratif 6.0.0 (MIT; INSEE, Licence Ouverte); « of » says how French attaches a
department or a region to what lies there.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.language.name_phrases import Phrase, phrase

PLACE = Path(__file__).with_name("municipalities.csv")
DEPARTMENTS = Path(__file__).with_name("departments.csv")
Size = Literal["village", "small", "medium", "large"]
SIZES: tuple[tuple[int, Size], ...] = ((100_000, "large"), (20_000, "medium"), (2_000, "small"), (0, "village"))
DOMINANT = 10  # times larger than all its namesakes together: the one that is meant


@dataclass(frozen=True, slots=True)
class Municipality:
    """A commune; ``department`` is a code of ``departments.csv``."""

    name: str
    department: str
    inhabitants: int

    @property
    def size(self) -> Size:
        return next(size for least, size in SIZES if self.inhabitants >= least)


@dataclass(frozen=True, slots=True)
class Department:
    """A department, and how one says « of it » and « of its region »."""

    name: str
    of: str
    of_region: str


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Read the communes, in the order of their names."""
    with PLACE.open(encoding="utf-8", newline="") as file:
        return tuple(Municipality(r["name"], r["department"], int(r["inhabitants"])) for r in csv.DictReader(file))


@cache
def departments() -> dict[str, Department]:
    """Read the departments by their code."""
    with DEPARTMENTS.open(encoding="utf-8", newline="") as file:
        return {r["code"]: Department(r["name"], r["of"], r["of_region"]) for r in csv.DictReader(file)}


@cache
def department(name: Phrase) -> Department | None:
    """Find a department by its folded name."""
    return next((d for d in departments().values() if phrase(d.name) == name), None)


@cache
def _by_name() -> dict[Phrase, list[Municipality]]:
    found: dict[Phrase, list[Municipality]] = defaultdict(list)
    for commune in municipalities():
        found[phrase(commune.name)].append(commune)
    return dict(found)


@cache
def _by_first_word() -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for name in _by_name():
        found[name[0]].append(name)
    return dict(found)


def named(said: str) -> list[Municipality]:
    """
    Give the communes a name may mean: those that bear it, else those whose name it shortens (« Vitry »).

    One that is far larger than its namesakes is meant alone.

    >>> [c.department for c in named("lille")], [c.name for c in named("Brive")]
    (['59'], ['Brive-la-Gaillarde'])
    """
    found = _by_name().get(phrase(said)) or list(_shortened(phrase(said)))
    largest = max(found, key=lambda c: c.inhabitants, default=None)
    rest = sum(c.inhabitants for c in found if c is not largest)
    return [largest] if largest and largest.inhabitants >= DOMINANT * rest else found


def _shortened(name: Phrase) -> Iterator[Municipality]:
    for longer in _by_first_word().get(name[0], ()) if name else ():
        if longer[: len(name)] == name:
            yield from _by_name()[longer]


def alike(size: Size, *, department: str = "", of_region: str = "") -> int:
    """Count the communes of one size in a department, in a region, or in the country."""
    return _counts()[size, department, of_region]


@cache
def _counts() -> Counter[tuple[Size, str, str]]:
    counted: Counter[tuple[Size, str, str]] = Counter()
    for c in municipalities():
        region = departments()[c.department].of_region
        counted.update([(c.size, c.department, ""), (c.size, "", region), (c.size, "", "")])
    return counted
