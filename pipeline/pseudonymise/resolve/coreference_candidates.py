"""Mentions and those they name → pairs that may be one person or one place, with the reason: a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from pipeline.language import first_names
from pipeline.language.first_names import alike, near, same_sound
from pipeline.language.name_phrases import Phrase
from pipeline.model.contracts import CoreferenceCandidate, CoreferenceReason
from pipeline.pseudonymise.resolve.name_parts import Whole, reason_of, whole
from pipeline.pseudonymise.resolve.nodes import Node

MOST = 5  # a first name that more people of the corpus bear tells nothing
ORDER: tuple[CoreferenceReason, ...] = ("title", "surname", "first_name", "diminutive", "initials", "spelling")


def coreference_candidates(people: Iterable[Node], places: Iterable[Node]) -> list[CoreferenceCandidate]:
    """Propose links, the fuller name first; those that a person has already told of are left out."""
    found = [*_among_people(sorted(people, key=_rank)), *_among_places(sorted(places, key=_rank))]
    once: dict[tuple[str, str], CoreferenceCandidate] = {}
    for link in found:
        once.setdefault((link.entity, link.other), link)
    return sorted(once.values(), key=lambda x: (x.entity, x.other, x.reason))


def _rank(node: Node) -> tuple[bool, int, int, str]:
    return not node.member, -len(node.name.whole), -node.mentions, node.entity


def _link(one: Node, other: Node, reason: CoreferenceReason) -> Iterator[CoreferenceCandidate]:
    if one.entity != other.entity and not other.told:
        yield CoreferenceCandidate(one.entity, other.entity, reason, other.mentions)


def _among_people(people: list[Node]) -> Iterator[CoreferenceCandidate]:
    index = Whole(n for n in people if whole(n))
    for part in people:
        fitting: dict[CoreferenceReason | None, list[Node]] = defaultdict(list)
        for one in index.sharing(part):
            fitting[reason_of(one, part)].append(one)
        for reason in ORDER:
            for one in _likeliest(part, fitting[reason]):
                yield from _link(one, part, reason)
    yield from _same_whole(people)
    yield from _same_part(people)
    yield from _spelt_alike(people)


def _likeliest(part: Node, fitting: list[Node]) -> list[Node]:
    near_by = [n for n in fitting if n.sessions & part.sessions]
    return near_by or (fitting if len(fitting) <= MOST else [])


def _same_whole(people: list[Node]) -> Iterator[CoreferenceCandidate]:
    """Propose that a whole name under which several people speak is that of one: each with the first of them."""
    groups: dict[Phrase, list[Node]] = defaultdict(list)
    for node in (n for n in people if n.name.given and n.name.family):
        groups[node.name.whole].append(node)
    for group in groups.values():
        for other in group[1:]:
            yield from _link(group[0], other, "same_name")


def _same_part(people: list[Node]) -> Iterator[CoreferenceCandidate]:
    """Propose that a part of a name said in several sessions names one person: each with the first of them."""
    groups: dict[tuple[Phrase, Phrase], list[Node]] = defaultdict(list)
    for node in (n for n in people if not n.initials and bool(n.name.given) != bool(n.name.family)):
        groups[node.name.given, node.name.family].append(node)
    for (given, _), group in sorted(groups.items()):
        for other in group[1:]:
            yield from _link(group[0], other, "first_name" if given else "title" if other.titled else "surname")


def _spelt_alike(people: list[Node]) -> Iterator[CoreferenceCandidate]:
    by_word: dict[str, list[Node]] = defaultdict(list)
    for node in (n for n in people if not n.initials):
        for word in set(node.name.whole):
            by_word[word].append(node)
    for one, other in alike(by_word):
        pairs = [(a, b) for a in by_word[one] for b in by_word[other] if _variant(a, b)]
        for a, b in islice(pairs, MOST):
            yield from _link(min(a, b, key=_rank), max(a, b, key=_rank), "spelling")


def _variant(one: Node, other: Node) -> bool:
    """Tell whether two names have the same parts, each the same or spelt alike."""
    given, family = (one.name.given, other.name.given), (one.name.family, other.name.family)
    parted = bool(given[0]) == bool(given[1]) and bool(family[0]) == bool(family[1])
    return parted and _same_first_name(*given) and _same(*family)


def _same(one: Phrase, other: Phrase) -> bool:
    return one == other or near("".join(one), "".join(other))


def _same_first_name(one: Phrase, other: Phrase) -> bool:
    listed = first_names.by_phrase().get(one), first_names.by_phrase().get(other)
    if one != other and listed[0] and listed[1]:
        # Julie is not Julia, nor Louis Louise: two names of the list must sound alike, and be of one gender.
        return listed[0].gender == listed[1].gender and same_sound("".join(one), "".join(other))
    return _same(one, other)


def _among_places(nodes: list[Node]) -> Iterator[CoreferenceCandidate]:
    by_name = defaultdict(list)
    without_kind = defaultdict(list)
    for node in nodes:
        by_name["".join(node.name.whole)].append(node)
        without_kind[node.bare if not node.kind else ()].append(node)
    for one in (n for n in nodes if n.kind and n.bare):
        for bare in without_kind[one.bare]:
            yield from _link(one, bare, "kind")
    for name, other in alike(by_name):
        for a, b in ((a, b) for a in by_name[name] for b in by_name[other]):
            yield from _link(min(a, b, key=_rank), max(a, b, key=_rank), "spelling")
