"""Mentions and those they name → pairs that may be one person or one place, with the reason: a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.language import person_names
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.language.person_names import alike, near, same_sound, short_for
from pipeline.model.contracts import CoreferenceCandidate, CoreferenceReason
from pipeline.pseudonymise.resolve.persons import PersonName
from pipeline.pseudonymise.resolve.registry import Node, Registry, family_key, given_key


def whole(node: Node) -> bool:
    """Tell whether somebody is known by a first name and a surname, said with a title or not."""
    name = _read(node)
    return bool(name.given and name.family)


def _read(node: Node) -> PersonName:
    # « Mme Maria Gall » is kept as a surname: the first name that opens it is still one.
    name = node.name
    opened = not name.given and len(name.family) > 1 and person_names.known(name.family[:1])
    return PersonName(name.family[:1], name.family[1:]) if opened else name


class WholeNames:
    """People known by a whole name, to be found by what another may have of it."""

    def __init__(self, people: Iterable[Node]) -> None:
        self.given: dict[Phrase, list[Node]] = defaultdict(list)
        self.family: dict[Phrase, list[Node]] = defaultdict(list)
        self.letter: dict[str, list[Node]] = defaultdict(list)
        self.first: dict[str, list[Node]] = defaultdict(list)
        for node in people:
            name = _read(node)
            self.given[name.given].append(node)
            self.family[name.family].append(node)
            self.first[name.whole[0]].append(node)
            for letters in {name.family[0][0], _letters(node)}:
                self.letter[letters].append(node)

    def sharing(self, part: Node) -> list[Node]:
        """Give those who may have the name of another, or a part of it."""
        if part.initials:
            return self.letter.get(part.initials, [])
        name = _read(part)
        if name.family:
            fitting = self.family.get(name.family, [])
        else:
            called = (g for g in self.given if g == name.given or short_for(name.given, g))
            fitting = [n for given in called for n in self.given[given]]
        opened = [n for n in self.first.get(next(iter(name.whole), ""), []) if opens(part, n)]
        return [n for n in dict.fromkeys([*fitting, *opened]) if n is not part]


def opens(part: Node, full: Node) -> bool:
    """Tell whether a name, said without title, is the beginning of a longer one: « Jean Marie » of a surname more."""
    said, longer = part.name.whole, full.name.whole
    return not part.titled and len(said) < len(longer) and longer[: len(said)] == said


def reason_of(full: Node, part: Node) -> CoreferenceReason | None:
    """Say what a name has of a whole name; nothing when it has nothing of it, or is another whole name."""
    if part.initials:
        # One letter alone means someone of the same session, or nobody can tell.
        alone = len(part.initials) == 1
        letters = _read(full).family[0][0] if alone else _letters(full)
        near_by = bool(full.sessions & part.sessions) or not alone
        return "initials" if near_by and part.initials == letters else None
    if opens(part, full):
        return "first_name"
    one = _read(part)
    other = _read(full)
    if one.given and one.family:
        if one == other:
            # Asked once: of the one that a title hides.
            return "title" if not part.name.given else None
        return "diminutive" if one.family == other.family and short_for(one.given, other.given) else None
    if one.family:
        return ("title" if part.titled else "surname") if one.family == other.family else None
    if one.given == other.given:
        return "first_name"
    return "diminutive" if short_for(one.given, other.given) else None


def _letters(node: Node) -> str:
    return "".join(word[0] for word in node.name.whole)


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
    index = WholeNames(n for n in people if whole(n))
    for part in people:
        fitting: dict[CoreferenceReason | None, list[Node]] = defaultdict(list)
        for one in index.sharing(part):
            fitting[reason_of(one, part)].append(one)
        for reason in ORDER:
            near_by = [n for n in fitting[reason] if n.sessions & part.sessions]
            likeliest = near_by or (fitting[reason] if len(fitting[reason]) <= MOST else [])
            for one in likeliest:
                yield from _link(one, part, reason)
    yield from _same_names(people)
    yield from _spelt_alike(people)


def _same_names(people: list[Node]) -> Iterator[CoreferenceCandidate]:
    """Propose that those who bear one name, whole or a part said in several sessions, are the first of them."""
    whole_names: dict[Phrase, list[Node]] = defaultdict(list)
    parts: dict[tuple[Phrase, Phrase], list[Node]] = defaultdict(list)
    for node in people:
        if node.name.given and node.name.family:
            whole_names[node.name.whole].append(node)
        elif not node.initials and (node.name.given or node.name.family):
            parts[node.name.given, node.name.family].append(node)
    for first, *others in whole_names.values():
        for other in others:
            yield from _link(first, other, "same_name")
    for (given, _), (first, *others) in sorted(parts.items()):
        for other in others:
            yield from _link(first, other, "first_name" if given else "title" if other.titled else "surname")


def _spelt_alike(people: list[Node]) -> Iterator[CoreferenceCandidate]:
    by_word: dict[str, list[Node]] = defaultdict(list)
    for node in (n for n in people if not n.initials):
        for word in set(node.name.whole):
            by_word[word].append(node)
    for one, other in alike(by_word):
        pairs = [(a, b) for a in by_word[one] for b in by_word[other] if _variant(a, b)]
        for a, b in pairs[:MOST]:
            yield from _link(min(a, b, key=_rank), max(a, b, key=_rank), "spelling")


def _variant(one: Node, other: Node) -> bool:
    """Tell whether two names have the same parts, each the same or spelt alike."""
    a, b = one.name, other.name
    if bool(a.given) != bool(b.given) or bool(a.family) != bool(b.family) or not _same(a.family, b.family):
        return False
    listed = person_names.by_phrase().get(a.given), person_names.by_phrase().get(b.given)
    if a.given != b.given and listed[0] and listed[1]:
        # Julie is not Julia, nor Louis Louise: two names of the list must sound alike, and be of one gender.
        return listed[0].gender == listed[1].gender and same_sound("".join(a.given), "".join(b.given))
    return _same(a.given, b.given)


def _same(one: Phrase, other: Phrase) -> bool:
    return one == other or near("".join(one), "".join(other))


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


def borne_by_others(people: Iterable[Node], registry: Registry) -> list[CoreferenceCandidate]:
    """
    Tell whose pseudonym someone else truly bears: it was fixed before that person came, and stays.

    A person may choose another; nothing that was published changes by itself.
    """
    people = list(people)
    truly: dict[str, list[Node]] = defaultdict(list)
    for node in people:
        for word in set(node.name.whole):
            truly[word].append(node)
    found: dict[tuple[str, str], CoreferenceCandidate] = {}
    for node in people:
        someone = registry.people_of.get(node.entity)
        if someone is None:
            continue
        marks = [given_key(someone)] if someone.name.given or someone.member else []
        marks += [family_key(someone)] if someone.name.family or someone.member else []
        shown = {word for mark in marks for word in phrase(registry.pseudonyms.get(mark, ""))}
        for other in (o for word in shown for o in truly.get(word, ()) if o.entity != node.entity):
            pair = (node.entity, other.entity)
            found[pair] = CoreferenceCandidate(*pair, "pseudonym", other.mentions)
    return [found[pair] for pair in sorted(found)]
