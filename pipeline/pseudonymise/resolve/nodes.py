"""Mentions → the people and places they name, each with what is needed to compare it to the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.language import placeholders
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.pseudonymise.detect.from_metadata import INITIALS
from pipeline.pseudonymise.resolve.mentions import Mention
from pipeline.pseudonymise.resolve.persons import KnownPerson, PersonName
from pipeline.pseudonymise.resolve.registry import NAMED, Registry, entity, opaque, place_key

# « rue de Lyon » is not Lyon: only what follows its kind at once is a name of the same place.
LINKED = re.compile(r"(?:de|du|des|à|aux?)[ ]|d['’]", re.IGNORECASE)
ARTICLES = frozenset({"le", "la", "les", "l"})


@dataclass(frozen=True, slots=True)
class Node:
    """
    Someone or somewhere of the corpus.

    Attributes:
        name: its fullest name; of a place, all in ``family``.
        initials: the folded letters, when nothing else is said of its name.
        titled: it is said with a title somewhere.
        told: a person said of every mention which entity it is.
        kind: the common noun that opens the name of a place; ``bare`` is what follows, without article.
    """

    entity: str
    name: PersonName
    sessions: frozenset[str]
    mentions: int
    member: bool = False
    initials: str = ""
    titled: bool = False
    told: bool = False
    kind: str = ""
    bare: Phrase = ()


def people(mentions: Iterable[Mention], registry: Registry, present: Iterable[tuple[str, KnownPerson]]) -> list[Node]:
    """
    Give the people of the corpus.

    Args:
        mentions: where they are named, decisions obeyed.
        registry: who is who.
        present: session and person of all who take part, named or not.
    """
    said: dict[str, list[Mention]] = defaultdict(list)
    known: dict[str, KnownPerson] = {}
    attending: dict[str, set[str]] = defaultdict(set)
    for session, someone in present:
        known[entity(registry.key, someone)] = someone
        attending[entity(registry.key, someone)].add(session)
    for mention in (m for m in mentions if m.type == "person"):
        someone = registry.resolve(mention)[0]
        who = mention.decided or entity(registry.key, someone)
        known.setdefault(who, someone)
        said[who].append(mention)
    return [_person(who, one, said[who], attending[who], registry) for who, one in sorted(known.items())]


def _person(who: str, one: KnownPerson, said: Sequence[Mention], attending: set[str], registry: Registry) -> Node:
    titled = any(m.phrase in registry.titled.get(m.session, ()) for m in said)
    letters = {"".join(m.phrase) for m in said if _short(m)}
    known_by_letters = len(letters) == 1 and not one.member and all(map(_short, said))
    return Node(
        who, one.name, frozenset(attending | {m.session for m in said}), len(said), one.member,
        initials=letters.pop() if known_by_letters else "", titled=titled, told=_told(said),
    )


def _short(mention: Mention) -> bool:
    return bool(INITIALS.fullmatch(mention.said)) or len("".join(mention.phrase)) == 1


def _told(said: Sequence[Mention]) -> bool:
    return bool(said) and all(m.decided for m in said)


def places(mentions: Iterable[Mention], registry: Registry) -> list[Node]:
    """Give the places and organisations of the corpus."""
    said: dict[str, list[Mention]] = defaultdict(list)
    for mention in (m for m in mentions if m.type in NAMED):
        said[mention.decided or opaque(registry.key, mention.type, place_key(mention.said))].append(mention)
    return [_place(where, found) for where, found in sorted(said.items())]


def _place(where: str, said: Sequence[Mention]) -> Node:
    fullest = max(said, key=lambda m: (len(m.phrase), m.said)).said
    kind = placeholders.kind(fullest)
    rest = fullest[len(kind) :].strip()
    sessions = frozenset(m.session for m in said)
    bare = () if kind and LINKED.match(rest) else without_article(phrase(rest))
    return Node(where, PersonName(family=phrase(fullest)), sessions, len(said), told=_told(said), kind=kind, bare=bare)


def without_article(name: Phrase) -> Phrase:
    """
    Leave out the article that opens a name.

    >>> without_article(("les", "mascarets"))
    ('mascarets',)
    """
    return name[1:] if len(name) > 1 and name[0] in ARTICLES else name
