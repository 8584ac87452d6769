"""Identifiers of the whole corpus → its people and places: spellings, pseudonym, mentions, and who may be who."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from pipeline.contracts import Identifier, IdentifierType
from pipeline.decision_rows import IdentifierDecision
from pipeline.french import first_names
from pipeline.french.phrases import Phrase, phrase
from pipeline.reviewing.cases import Case
from pipeline.reviewing.lines import Pen, Verdict, decide
from pipeline.reviewing.standing import Standing
from pipeline.speakers import UNSAID

LISTED: tuple[IdentifierType, ...] = ("person", "place", "organisation")


class Link(Protocol):
    """Two entities that may be one: ``other`` has so many mentions; a person confirms or splits."""

    @property
    def entity(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def mentions(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Entity:
    """
    A person, a place or an organisation of the corpus.

    Attributes:
        pseudonym: the fullest of its replacements.
        gender: ``f``, ``m``, or empty when it is not known; a pseudonym has the gender of the person.
        spellings: how it is said, the most frequent first.
        mentions: where it is said, in order.
    """

    id: str
    type: IdentifierType
    pseudonym: str
    gender: str
    member: bool
    spellings: tuple[tuple[str, int], ...]
    mentions: tuple[Case, ...]

    @property
    def sessions(self) -> tuple[str, ...]:
        return tuple(sorted({m.session for m in self.mentions}))


def entities(identifiers: Iterable[Identifier], cases: Iterable[Case]) -> dict[str, Entity]:
    """Gather mentions by entity: those who take part first, then the most often said."""
    rows, said = defaultdict(list), defaultdict(list)
    for row in identifiers:
        rows[row.entity].append(row)
    for case in cases:
        said[case.entity].append(case)
    made = [_entity(name, of, said[name]) for name, of in rows.items() if of[0].type in LISTED]
    ordered = sorted(made, key=lambda e: (LISTED.index(e.type), not e.member, -len(e.mentions), e.pseudonym, e.id))
    return {e.id: e for e in ordered}


def _entity(name: str, rows: Sequence[Identifier], mentions: Sequence[Case]) -> Entity:
    unsaid = [r.replacement for r in rows if r.turn == UNSAID]
    pseudonym = min(unsaid or {r.replacement for r in rows}, key=lambda r: (-len(r.split()), len(r), r))
    spellings = Counter(m.said for m in mentions)
    ordered = tuple(sorted(spellings.items(), key=lambda s: (-s[1], s[0])))
    kind = rows[0].type
    return Entity(
        name, kind, pseudonym, _gender(pseudonym) if kind == "person" else "", bool(unsaid), ordered, tuple(mentions)
    )


def _gender(pseudonym: str) -> str:
    listed = first_names.known(phrase(pseudonym)[:1])
    return listed.gender if listed and listed.gender in {"f", "m"} else ""


def proposed(links: Iterable[Link], found: Mapping[str, Entity], now: Standing) -> list[Link]:
    """Give the links on which nobody has decided, and whose two ends are said in the corpus."""
    open_ = [x for x in links if x.entity in found and x.other in found and found[x.other].mentions]
    return [x for x in open_ if not all(_told(m, now) for m in found[x.other].mentions)]


def _told(mention: Case, now: Standing) -> bool:
    held = now.of(mention)
    return bool(held and held.decision.entity)


def same(link: Link, found: Mapping[str, Entity], now: Standing, pen: Pen) -> list[IdentifierDecision]:
    """Write that both are one: every mention of the other joins the entity."""
    return _named(found, link, link.entity, now, pen)


def different(link: Link, found: Mapping[str, Entity], now: Standing, pen: Pen) -> list[IdentifierDecision]:
    """Write that they are two: every mention of the other stays its own."""
    return _named(found, link, link.other, now, pen)


def _named(
    found: Mapping[str, Entity], link: Link, entity: str, now: Standing, pen: Pen
) -> list[IdentifierDecision]:
    lines: list[IdentifierDecision] = []
    told: set[Phrase] = set()
    shared = {m.phrase for e in found.values() if e.id != link.other for m in e.mentions}
    for mention in found[link.other].mentions:
        # Words that also name somebody else are told place by place.
        scope = "here" if mention.phrase in shared else "everywhere"
        if scope == "here" or mention.phrase not in told:
            lines += decide(mention, _verdict(mention, entity, scope, now), now, pen)
        told.add(mention.phrase)
    return lines


def _verdict(mention: Case, entity: str, scope: str, now: Standing) -> Verdict:
    # To say who it is changes nothing in how it is shown.
    held = now.of(mention)
    shown = Verdict(mention.action, "everywhere" if scope == "everywhere" else "here", entity=entity)
    return replace(shown, action=held.decision.action, replacement=held.decision.replacement) if held else shown
