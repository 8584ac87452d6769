"""Who and what must be called otherwise → pseudonyms that only the study's key can give again.

Each is the first of the candidates, in an order drawn from HMAC(key, entity), that is no word of the corpus
and that nobody else bears in the same sessions.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from pipeline.language import person_names
from pipeline.language.folds import fold_for_search
from pipeline.language.name_phrases import phrase
from pipeline.language.placeholders import elides
from pipeline.language.places import toponyms
from pipeline.model.contracts import Identifier
from pipeline.pseudonymise.people.speakers import UNSAID

# Taken once from the lists of names, words of the language left out: what is in it is borne by someone.
# A name added there changes the pseudonyms of few, a name taken away those of all who bear it.
PLACE = Path(person_names.FIRST_NAMES_FILE).with_name("pseudonyms.csv")
SHORT = "short"
NONE: Mapping[str, str] = MappingProxyType({})


def digest(key: bytes, *parts: str) -> str:
    """Give the keyed hash of some words: nobody without the key can try names against it."""
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class PseudonymKind:
    """What a pseudonym must be like; ``role`` is ``given``, ``short`` (a diminutive), ``family`` or ``place``."""

    role: str
    vowel: bool
    gender: str = ""
    generation: int = 0


@cache
def candidates(kind: PseudonymKind) -> tuple[str, ...]:
    """List the names that fit a kind."""
    if kind.role == "place":
        return toponyms(vowel=kind.vowel)
    fitting = (
        name for name, of in _list()
        if of.role == kind.role and of.gender == kind.gender and kind.generation in {of.generation, 0}
    )
    # Short forms are few: the text around them elides as they do (``placeholders.joined``).
    return tuple(name for name in fitting if kind.role == SHORT or elides(name) == kind.vowel)


@cache
def _list() -> tuple[tuple[str, PseudonymKind], ...]:
    with PLACE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        (r["name"], PseudonymKind(r["role"], elides(r["name"]), r["gender"], int(r["generation"]))) for r in rows
    )


@lru_cache(maxsize=1 << 14)
def alike(name: str) -> tuple[PseudonymKind, ...]:
    """Give the kinds that a pseudonym is of, none when it is none: gender and generation, or a surname."""
    exact = {of for borne, of in _list() if borne == name}
    found = exact or {of for borne, of in _list() if fold_for_search(borne) == fold_for_search(name)}
    return tuple(sorted(found, key=lambda k: (k.role not in {"given", SHORT}, k.gender, k.generation)))


@dataclass
class WantedPseudonym:
    """A pseudonym to be found: of which kind, for the sessions where it will be read."""

    kind: PseudonymKind
    member: bool
    sessions: set[str] = field(default_factory=set)
    alone: bool = False  # a person said that this is someone else: nobody in the corpus may share it


class Requests:
    """What must be called otherwise, gathered before anything is chosen."""

    def __init__(self) -> None:
        self.wanted: dict[str, WantedPseudonym] = {}

    def add(
        self, entity: str, kind: PseudonymKind, sessions: Iterable[str], *, member: bool = False, alone: bool = False
    ) -> None:
        """
        Ask for a pseudonym of ``entity`` that will be read in some sessions.

        Args:
            entity: the identifier of whom or what it is for.
            kind: the list that candidates come from.
            sessions: where it will be read; two that meet there differ.
            member: whether they take part, and are served first.
            alone: whether nobody else of the corpus may bear it.
        """
        self.wanted.setdefault(entity, WantedPseudonym(kind, member, alone=alone)).sessions.update(sessions)


def choose(
    key: bytes, requests: Requests, words: frozenset[str], settled: Mapping[str, str] = NONE
) -> dict[str, str]:
    """
    Give each entity its pseudonym; participants choose before the others.

    Args:
        key: the secret of the study.
        requests: the entities, and where their pseudonyms are read.
        words: the folded words of the corpus, none of which may be a pseudonym.
        settled: the pseudonyms that a person fixed: kept whatever else is said, and borne by nobody else.
    """
    taken: dict[str, set[str]] = defaultdict(set)
    chosen: dict[str, str] = {}
    # Those whom a decision tells apart come last: what they take changes nobody's pseudonym.
    ordered = sorted(
        requests.wanted.items(), key=lambda e: (e[0] not in settled, e[1].alone, not e[1].member, digest(key, e[0]))
    )
    for entity, wanted in ordered:
        borne = set().union(settled.values(), *(taken[s] for s in wanted.sessions))
        borne |= set(chosen.values()) if wanted.alone else set()
        name = settled.get(entity) or _first_free(key, entity, _unheard(wanted.kind, words), borne)
        chosen[entity] = name
        for session in wanted.sessions:
            taken[session].add(name)
    return chosen


def _first_free(key: bytes, entity: str, possible: tuple[str, ...], borne: set[str]) -> str:
    seed = bytes.fromhex(digest(key, entity))
    free = [c for c in possible if c not in borne] or possible
    drawn = [hashlib.sha256(seed + c.encode()).digest() for c in free]
    return free[drawn.index(min(drawn))]


@lru_cache(maxsize=64)
def _unheard(kind: PseudonymKind, words: frozenset[str]) -> tuple[str, ...]:
    # A small list may be exhausted by a large corpus: a surname then, rather than a name of the corpus.
    for possible in (candidates(kind), candidates(PseudonymKind("family", kind.vowel))):
        unheard = tuple(c for c in possible if fold_for_search(c) not in words)
        if unheard:
            return unheard
    return candidates(kind)


def others(key: bytes, entity: str, kind: PseudonymKind) -> list[str]:
    """Give all the candidates of an entity, in the order that the key draws."""
    seed = bytes.fromhex(digest(key, entity))
    return sorted(candidates(kind), key=lambda c: hashlib.sha256(seed + c.encode()).digest())


OFFERED = 8


def alternatives(
    entity: str, identifiers: Iterable[Identifier], words: Collection[str], key: bytes, count: int = OFFERED
) -> list[str]:
    """
    Offer other pseudonyms for a person, in an order that only the key draws and that nothing else bends.

    The surname stays, since relatives share it, unless there is nothing else to change.

    Args:
        entity: whose pseudonym it is.
        identifiers: the rows of the last run: they tell which names are borne.
        words: the folded words of the corpus (``SpokenCorpus.words``), none of which may be a pseudonym.
        key: the secret of the study.
        count: how many to offer.
    """
    rows = list(identifiers)
    shown = fullest([r for r in rows if r.entity == entity])
    borne = {fold_for_search(word) for r in rows if r.type == "person" for word in r.replacement.split()}
    taken = borne | set(words)
    first, _, rest = shown.partition(" ")
    found: list[str] = []
    for kind in alike(first):
        # Names that elide as this one does come first: the text around it keeps its grammar.
        for vowel in (kind.vowel, not kind.vowel):
            drawn = others(key, f"alternative|{entity}", replace(kind, vowel=vowel))
            found += [f"{name} {rest}".strip() for name in drawn if taken.isdisjoint(phrase(name))]
    return found[:count]


def fullest(rows: Sequence[Identifier]) -> str:
    """Give the whole pseudonym of someone: that of a speaker's label, else the longest that is shown."""
    unsaid = [r.replacement for r in rows if r.turn == UNSAID]
    return min(unsaid or [r.replacement for r in rows], key=lambda s: (-len(s.split()), s.isupper(), s), default="")
