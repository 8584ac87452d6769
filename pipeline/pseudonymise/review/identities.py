"""Identifiers of the whole corpus → its people and places, who may be one, and the lines of who answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.anchoring import decisions
from pipeline.language import person_names
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Identifier, IdentifierType, Turn
from pipeline.model.decision_rows import IdentifierDecision, IdentifierVerb, Scope
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.people.speakers import UNSAID, heard
from pipeline.pseudonymise.resolve.mentions import check
from pipeline.pseudonymise.review.case_choices import DecidedCases, decided_cases
from pipeline.pseudonymise.review.cases import ReviewCase, cases
from pipeline.pseudonymise.review.review_writer import ReviewWriter, Verdict, decide, label_line

LISTED: tuple[IdentifierType, ...] = ("person", "place", "organisation")
Label = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entity:
    """
    A person, a place or an organisation of the corpus.

    Attributes:
        pseudonym: the fullest of its replacements.
        gender: ``f``, ``m``, or empty when it is not known; a pseudonym has the gender of the person.
        member: whether it is someone who takes part in a session, or the place of one.
        labels: the sessions where it speaks, each with its label there.
        spellings: how it is said, the most frequent first.
        mentions: where it is said, in order.
    """

    id: str
    type: IdentifierType
    pseudonym: str
    gender: str
    member: bool
    labels: tuple[Label, ...]
    spellings: tuple[tuple[str, int], ...]
    mentions: tuple[ReviewCase, ...]

    @property
    def sessions(self) -> tuple[str, ...]:
        return tuple(sorted({m.session for m in self.mentions} | {session for session, _ in self.labels}))


def entities(
    identifiers: Iterable[Identifier], cases: Iterable[ReviewCase], labels: dict[tuple[str, int], str]
) -> dict[str, Entity]:
    """
    Gather mentions by entity: those who take part first, then the most often said.

    Args:
        identifiers: the rows of the last run, said and unsaid.
        cases: the same, with the words said.
        labels: session and number of an unsaid row → the label it is about (``numbered``).
    """
    rows = defaultdict(list)
    said = defaultdict(list)
    for row in identifiers:
        rows[row.entity].append(row)
    for case in cases:
        said[case.entity].append(case)
    listed = [of for of in rows.values() if of[0].type in LISTED and of[0].action != "keep"]
    made = [_entity(of, said[of[0].entity], labels) for of in listed]
    ordered = sorted(made, key=lambda e: (LISTED.index(e.type), not e.member, -len(e.mentions), e.pseudonym, e.id))
    return {e.id: e for e in ordered}


def numbered(turns: Iterable[Turn]) -> dict[tuple[str, int], str]:
    """Number the labels heard in each session as identifiers do."""
    by_session: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        by_session[turn.session].append(turn)
    return {(s, n): label for s, said in by_session.items() for n, label in enumerate(heard(s, said))}


def _entity(rows: Sequence[Identifier], mentions: Sequence[ReviewCase], labels: dict[tuple[str, int], str]) -> Entity:
    unsaid = [r for r in rows if r.turn == UNSAID]
    pseudonym = min({r.replacement for r in unsaid or rows}, key=lambda r: (-len(r.split()), len(r), r))
    spellings = Counter(m.said for m in mentions)
    ordered = tuple(sorted(spellings.items(), key=lambda s: (-s[1], s[0])))
    gender = ""
    spoken: list[Label] = []
    if rows[0].type == "person":
        listed = person_names.known(phrase(pseudonym)[:1])
        gender = listed.gender if listed and listed.gender in {"f", "m"} else ""
        own = ((r.session, labels.get((r.session, r.start))) for r in unsaid)
        spoken = [(session, label) for session, label in own if label]
    return Entity(
        rows[0].entity, rows[0].type, pseudonym, gender, bool(unsaid), tuple(spoken), ordered, tuple(mentions),
    )


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
        held = (now.of(m) for m in entity.mentions)
        named = all(h and h.decision.entity for h in held)
        return named and all((session, check(key, label)) in labels for session, label in entity.labels)

    return told


def is_one(
    other: Entity, entity: str, found: Entities, now: DecidedCases, writer: ReviewWriter,
) -> list[IdentifierDecision]:
    """
    Write that every mention and every label of ``other`` is ``entity``; itself when it is nobody else.

    Words that also name somebody else are told place by place: a namesake is joined to nobody.

    Args:
        other: whom the answer is about.
        entity: who it is.
        found: all that are named.
        now: what people decided.
        writer: who answers.
    """
    shared = _shared(other, found)
    told: dict[object, ReviewCase] = {}
    for mention in other.mentions:
        told.setdefault(mention.spot if mention.phrase in shared else mention.phrase, mention)
    lines: list[IdentifierDecision] = []
    for mention in told.values():
        verdict = Verdict(IdentifierVerb(mention.action), _scope(mention, shared), entity=entity)
        held = now.of(mention)
        if held:
            # To say who it is changes nothing in how it is shown.
            verdict = replace(verdict, action=held.decision.action, replacement=held.decision.replacement)
        lines += decide(mention, verdict, now, writer)
    return [*lines, *(label_line(session, label, writer, entity=entity) for session, label in other.labels)]


def _shared(entity: Entity, found: Entities) -> frozenset[Phrase]:
    return frozenset(m.phrase for e in found.values() if e.id != entity.id for m in e.mentions)


def _scope(mention: ReviewCase, shared: frozenset[Phrase]) -> Scope:
    return Scope.HERE if mention.phrase in shared else Scope.EVERYWHERE


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


NEEDED = ("turns", "identifiers", "coreference_candidates")


@dataclass(frozen=True)
class Unanswered:
    """Those whom the last run found, and the questions about them that wait."""

    entities: dict[str, Entity]
    questions: tuple[IdentityQuestion, ...] = ()

    def of(self, session: str) -> list[IdentityQuestion]:
        """Give the questions about those who are named, or speak, in a session."""
        return of_session(self.questions, self.entities, session)


def unanswered(study: Study) -> Unanswered:
    """Gather the questions that wait; none where the private half is not on this machine."""
    if not all((study / ARTEFACTS[name].path(name)).exists() for name in NEEDED):
        return Unanswered({})
    turns = store.load(study, "turns")
    rows = store.load(study, "identifiers")
    found = entities(rows, cases(turns, rows, ()), numbered(turns))
    lines = decisions.identifiers(study)
    key = study_key(study)
    told = teller(decided_cases(turns, lines, key), lines, key)
    candidates = ((c.entity, c.other, c.reason) for c in store.load(study, "coreference_candidates"))
    return Unanswered(found, tuple(questions(candidates, found, told)))
