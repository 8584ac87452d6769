"""Entities that may be one, and what a person says of them → lines: same, different, or another pseudonym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.language.name_phrases import Phrase
from pipeline.model.decision_rows import IdentifierDecision, IdentifierVerb, Scope
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.pseudonymise.resolve.standing_decisions import check
from pipeline.pseudonymise.review.cases import ReviewCase
from pipeline.pseudonymise.review.decided_cases import DecidedCases
from pipeline.pseudonymise.review.entity_table import Entity
from pipeline.pseudonymise.review.review_writer import ReviewWriter, Verdict, decide, label_line

BORNE = "pseudonym"  # not the same person: one truly bears the pseudonym of the other
Entities = Mapping[str, Entity]
Told = Callable[[Entity], bool]


@dataclass(frozen=True, slots=True)
class IdentityQuestion:
    """An entity, and those it may be, each with the reason."""

    other: str
    may_be: tuple[tuple[str, str], ...]


def questions(
    coreference_candidates: Iterable[tuple[str, str, str]], found: Entities, told: Told,
) -> list[IdentityQuestion]:
    """
    Ask once of each entity who it may be; nothing of those that a person has told, nor of those not found.

    Args:
        coreference_candidates: entity, other and reason.
        found: the entities of the last run.
        told: whether a person has said who an entity is (``teller``).
    """
    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entity, other, reason in coreference_candidates:
        if reason != BORNE and entity in found and other in found:
            asked[other].append((entity, reason))
    sayable = (o for o in asked if found[o].mentions or found[o].labels)
    return [IdentityQuestion(o, tuple(asked[o])) for o in sayable if not told(found[o])]


def of_session(asked: Iterable[IdentityQuestion], found: Entities, session: str) -> list[IdentityQuestion]:
    """Keep the questions whose answer changes what is read in a session: of those who are named or speak there."""
    return [q for q in asked if session in found[q.other].sessions]


def borne(coreference_candidates: Iterable[tuple[str, str, str]], found: Entities) -> list[tuple[str, str]]:
    """Give the pairs where the second truly bears a name that is shown for the first."""
    return [(e, o) for e, o, reason in coreference_candidates if reason == BORNE and e in found and o in found]


def teller(now: DecidedCases, lines: Iterable[IdentifierDecision], key: bytes) -> Told:
    """Give what tells whether a person has said of every mention and label of an entity who it is."""
    labels = {(d.session, d.check) for d in lines if not d.stands_on_words and d.entity}

    def told(entity: Entity) -> bool:
        named = all(_named(m, now) for m in entity.mentions)
        return named and all((session, check(key, label)) in labels for session, label in entity.labels)

    return told


def _named(mention: ReviewCase, now: DecidedCases) -> bool:
    held = now.of(mention)
    return bool(held and held.decision.entity)


def is_one(
    other: Entity, entity: str, found: Entities, now: DecidedCases, writer: ReviewWriter,
) -> list[IdentifierDecision]:
    """
    Write that every mention and every label of ``other`` is ``entity``; itself when it is nobody else.

    Words that also name somebody else are told place by place: a namesake is joined to nobody.
    """
    shared = _shared(other, found)
    told: dict[object, ReviewCase] = {}
    for mention in other.mentions:
        told.setdefault(mention.spot if mention.phrase in shared else mention.phrase, mention)
    made = [decide(m, _verdict(m, entity, _scope(m, shared), now), now, writer) for m in told.values()]
    labels = [label_line(session, label, writer, entity=entity) for session, label in other.labels]
    return [*(line for lines in made for line in lines), *labels]


def _shared(entity: Entity, found: Entities) -> frozenset[Phrase]:
    return frozenset(m.phrase for e in found.values() if e.id != entity.id for m in e.mentions)


def _scope(mention: ReviewCase, shared: frozenset[Phrase]) -> Scope:
    return Scope.HERE if mention.phrase in shared else Scope.EVERYWHERE


def _verdict(mention: ReviewCase, entity: str, scope: Scope, now: DecidedCases) -> Verdict:
    # To say who it is changes nothing in how it is shown.
    held = now.of(mention)
    shown = Verdict(IdentifierVerb(mention.action), scope, entity=entity)
    return replace(shown, action=held.decision.action, replacement=held.decision.replacement) if held else shown


def rename(
    entity: Entity, chosen: str, found: Entities, now: DecidedCases, writer: ReviewWriter,
) -> list[IdentifierDecision]:
    """Write another pseudonym: of the labels of one who takes part, else of the fullest way the entity is said."""
    if entity.labels:
        return [label_line(session, label, writer, replacement=chosen) for session, label in entity.labels]
    fullest = _fullest(entity.mentions)
    said = Verdict(IdentifierVerb.REPLACE, _scope(fullest, _shared(entity, found)), chosen)
    return decide(fullest, said, now, writer)


def sample(entity: Entity) -> ReviewCase:
    """Give a mention of an entity, the fullest; for one whom nobody names, the label they speak under."""
    if entity.mentions:
        return _fullest(entity.mentions)
    session, label = entity.labels[0]
    return ReviewCase(session, UNSAID, 0, 0, -1, -1, label, entity.type, entity.id, replacement=entity.pseudonym)


def _fullest(mentions: Sequence[ReviewCase]) -> ReviewCase:
    return max(mentions, key=lambda m: len(m.phrase))
