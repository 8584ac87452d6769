"""Somebody's whole name, how somebody is called → what the second has of the first, and who may be meant by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.language import first_names
from pipeline.language.first_names import short_for
from pipeline.language.name_phrases import Phrase
from pipeline.model.contracts import CoreferenceReason
from pipeline.pseudonymise.resolve.nodes import Node
from pipeline.pseudonymise.resolve.persons import PersonName


def whole(node: Node) -> bool:
    """Tell whether somebody is known by a first name and a surname, said with a title or not."""
    name = _read(node)
    return bool(name.given and name.family)


def _read(node: Node) -> PersonName:
    # « Mme Maria Gall » is kept as a surname: the first name that opens it is still one.
    name = node.name
    opened = not name.given and len(name.family) > 1 and first_names.known(name.family[:1])
    return PersonName(name.family[:1], name.family[1:]) if opened else name


class Whole:
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
        fitting = self.family.get(name.family, []) if name.family else self._called(name.given)
        opened = [n for n in self.first.get(next(iter(name.whole), ""), []) if opens(part, n)]
        return [n for n in dict.fromkeys([*fitting, *opened]) if n is not part]

    def _called(self, given: Phrase) -> list[Node]:
        return [n for full, nodes in self.given.items() if full == given or short_for(given, full) for n in nodes]


def opens(part: Node, full: Node) -> bool:
    """Tell whether a name, said without title, is the beginning of a longer one: « Jean Marie » of a surname more."""
    said, longer = part.name.whole, full.name.whole
    return not part.titled and len(said) < len(longer) and longer[: len(said)] == said


def reason_of(full: Node, part: Node) -> CoreferenceReason | None:
    """Say what a name has of a whole name; nothing when it has nothing of it, or is another whole name."""
    if part.initials:
        return "initials" if _initials(full, part) else None
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


def _initials(full: Node, part: Node) -> bool:
    if len(part.initials) > 1:
        return part.initials == _letters(full)
    # One letter alone means someone of the same session, or nobody can tell.
    return bool(full.sessions & part.sessions) and part.initials == _read(full).family[0][0]


def _letters(node: Node) -> str:
    return "".join(word[0] for word in node.name.whole)
