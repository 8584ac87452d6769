"""Who and what must be called otherwise → pseudonyms that only the study's key can give again.

Each is the first of the candidates, in an order drawn from HMAC(key, entity), that is no word of the corpus
and that nobody else bears in the same sessions.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from pipeline.french import first_names
from pipeline.french.elision import elides
from pipeline.french.folding import fold
from pipeline.french.lexicon import ordinary
from pipeline.french.toponyms import toponyms

SURNAMES = Path(first_names.PLACE).with_name("surnames.txt")
SHORTEST = 4


def digest(key: bytes, *parts: str) -> str:
    """Give the keyed hash of some words: nobody without the key can try names against it."""
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Kind:
    """What a pseudonym must be like; ``role`` is ``given``, ``family`` or ``place``."""

    role: str
    vowel: bool
    gender: str = ""
    generation: int = 0


@cache
def candidates(kind: Kind) -> tuple[str, ...]:
    """List the names that fit a kind."""
    if kind.role == "place":
        return toponyms(vowel=kind.vowel)
    if kind.role == "family":
        return tuple(n for n in _surnames() if elides(n) == kind.vowel)
    return tuple(n.name for n in first_names.first_names() if _fits(n, kind))


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(n for n in SURNAMES.read_text("utf-8").splitlines() if not ordinary(n))


def _fits(name: first_names.FirstName, kind: Kind) -> bool:
    # What begins with h elides or not as one pronounces it: no pseudonym begins so.
    usable = len(name.name) >= SHORTEST and "-" not in name.name and name.name[0] not in "HY" and name.generation
    alike = name.gender == kind.gender and kind.generation in {name.generation, 0}
    return bool(usable) and alike and elides(name.name) == kind.vowel and not ordinary(name.name)


@dataclass
class Wanted:
    """A pseudonym to be found: of which kind, for the sessions where it will be read."""

    kind: Kind
    member: bool
    sessions: set[str] = field(default_factory=set)


class Requests:
    """What must be called otherwise, gathered before anything is chosen."""

    def __init__(self) -> None:
        self.wanted: dict[str, Wanted] = {}

    def add(self, entity: str, kind: Kind, sessions: Iterable[str], *, member: bool = False) -> None:
        """Ask for a pseudonym of ``entity`` that will be read in some sessions."""
        self.wanted.setdefault(entity, Wanted(kind, member)).sessions.update(sessions)


def choose(key: bytes, requests: Requests, words: frozenset[str]) -> dict[str, str]:
    """
    Give each entity its pseudonym; participants choose before the others.

    Args:
        key: the secret of the study.
        requests: the entities, and where their pseudonyms are read.
        words: the folded words of the corpus, none of which may be a pseudonym.
    """
    taken: dict[str, set[str]] = defaultdict(set)
    chosen: dict[str, str] = {}
    for entity in sorted(requests.wanted, key=lambda e: (not requests.wanted[e].member, digest(key, e))):
        wanted = requests.wanted[entity]
        borne = set().union(*(taken[s] for s in wanted.sessions))
        name = _first_free(key, entity, _unheard(wanted.kind, words), borne)
        chosen[entity] = name
        for session in wanted.sessions:
            taken[session].add(name)
    return chosen


def _first_free(key: bytes, entity: str, possible: tuple[str, ...], borne: set[str]) -> str:
    seed = bytes.fromhex(digest(key, entity))
    free = [c for c in possible if c not in borne]
    return min(free or possible, key=lambda c: hashlib.sha256(seed + c.encode()).digest())


@lru_cache(maxsize=64)
def _unheard(kind: Kind, words: frozenset[str]) -> tuple[str, ...]:
    # A small list may be exhausted by a large corpus: a surname then, rather than a name of the corpus.
    for possible in (candidates(kind), candidates(Kind("family", kind.vowel))):
        unheard = tuple(c for c in possible if fold(c) not in words)
        if unheard:
            return unheard
    return candidates(kind)


def others(key: bytes, entity: str, kind: Kind) -> list[str]:
    """Give all the candidates of an entity, in the order that the key draws."""
    seed = bytes.fromhex(digest(key, entity))
    return sorted(candidates(kind), key=lambda c: hashlib.sha256(seed + c.encode()).digest())
