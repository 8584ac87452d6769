"""turns, proposals, sessions, decisions, study_key → identifiers and coreference_candidates: who is named where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.anchoring.decisions import IdentifierDecision
from pipeline.ingest.session import QUESTIONNAIRE, Session
from pipeline.language.identifier_patterns import ages
from pipeline.language.name_phrases import phrase
from pipeline.model.contracts import CoreferenceCandidate, Identifier, IdentifierType, Proposal, Turn
from pipeline.pseudonymise.people.speakers import UNSAID, labels
from pipeline.pseudonymise.resolve.coreference_candidates import borne_by_others, coreference_candidates
from pipeline.pseudonymise.resolve.masking import propagate
from pipeline.pseudonymise.resolve.mentions import (
    LabelRuling,
    Mention,
    added,
    apply_rulings,
    kept_everywhere,
    label_rulings,
    mentions,
    rulings,
    settled,
)
from pipeline.pseudonymise.resolve.persons import KnownPeople, SpokenCorpus, told
from pipeline.pseudonymise.resolve.policy import Policy, checked, kept_phrases, refuse_people
from pipeline.pseudonymise.resolve.pseudonyms import choose
from pipeline.pseudonymise.resolve.registry import Registry, entity, opaque, people_nodes, place_key, place_nodes
from pipeline.pseudonymise.resolve.replacements import ReplacementWriter, fixed_names, place, settled_names


def identifiers(
    turns: list[Turn], proposals: list[Proposal], sessions: list[Session],
    identifier_decisions: list[IdentifierDecision], study_key: bytes, *, notation: str, styles: dict[str, str],
    least: int, kept: dict[str, str],
) -> tuple[list[Identifier], list[CoreferenceCandidate]]:
    """
    Name each person and place once in the corpus, replace them by policy, and propose who may be who.

    Args:
        turns: what was said.
        proposals: the spans that could name someone.
        sessions: what the metadata say of who takes part.
        identifier_decisions: what people decided of spans and of labels; they come before any setting.
        study_key: the secret that draws pseudonyms.
        notation: ``brackets`` or ``plain``.
        styles: type of identifier → how it is replaced (``policy.STYLES``).
        least: how many communes of one size a department must hold for its name to be said.
        kept: institutions kept on purpose, each with the reason.
    """
    policy = checked(Policy(notation, styles, least, kept))
    corpus = SpokenCorpus.of(turns, sessions)
    refuse_people(kept, corpus.names())
    rules = rulings(turns, identifier_decisions, study_key)
    labelled = label_rulings(corpus.members, identifier_decisions, study_key)
    seen = _wanted([*mentions(turns, proposals), *added(rules), *_ages_said(turns)], policy)
    names = told([*sessions, *corpus.sessions])
    known = [*kept_everywhere(rules), *kept_phrases(policy.kept)]
    found = _wanted(propagate(corpus.turns, seen, names, known, lambda m: apply_rulings(m, rules)), policy)
    ruled = apply_rulings(found, rules)
    registry = _registry(corpus, study_key, [*found, *ruled], labelled)
    registry.decide(ruled)
    chosen = fixed_names(registry, identifier_decisions) | settled_names(registry, settled(rules), labelled)
    registry.pseudonyms = choose(study_key, registry.requests, corpus.words(), chosen)
    registry.tell_apart([registry.labelled(*member) for member in corpus.members])
    writer = ReplacementWriter(registry, policy, corpus.texts)
    unsaid = [row for s in corpus.sessions for row in _unsaid(s, corpus.said[s.session], registry, policy)]
    present = [(session, registry.labelled(session, label)) for session, label in corpus.members]
    people = people_nodes(ruled, registry, present)
    candidates = [*coreference_candidates(people, place_nodes(ruled, registry)), *borne_by_others(people, registry)]
    return [writer.identifier(m) for m in ruled] + unsaid, candidates


def _ages_said(turns: Iterable[Turn]) -> Iterator[Mention]:
    for t in turns:
        for start, end in ages(t.text):
            yield Mention(t.session, t.turn, start, end, "age", "pattern", t.text[start:end])


def _wanted(found: list[Mention], policy: Policy) -> list[Mention]:
    return [m for m in found if m.type != "age" or m.source == "person" or policy.styles["age"] != "keep"]


def _registry(corpus: SpokenCorpus, key: bytes, named: list[Mention], told: list[LabelRuling]) -> Registry:
    registry = Registry(KnownPeople(corpus.sessions), corpus.titled(), key)
    registry.ask(named)
    for where, label in corpus.members:
        registry.ask_member(where, label)
    for session in (s for s in corpus.sessions if phrase(s.place)):
        registry.ask_place(session.place, "place", [session.session])
    for ruling in told:
        own = registry.people.labelled(ruling.session, ruling.label)
        if ruling.entity and ruling.entity != entity(registry.key, own):
            joined = registry.people_of.get(ruling.entity) or replace(own, key=ruling.entity, apart=True)
            registry.ask_person(joined, [ruling.session])
            registry.joined[own.key] = joined
    return registry


def _unsaid(session: Session, turns: Sequence[Turn], registry: Registry, policy: Policy) -> list[Identifier]:
    rows = []
    for number, label in enumerate(labels(session, turns)):
        someone = registry.labelled(session.session, label)
        # A respondent's number names nobody, and joins what was written to what was ticked.
        shown = label if session.type == QUESTIONNAIRE else registry.full(someone)
        rows.append(_row(session, number, entity(registry.key, someone), shown))
    if phrase(session.place):
        mark = opaque(registry.key, "place", place_key(session.place))
        rows.append(_row(session, len(rows), mark, place(registry, policy, session.place)))
    return rows


def _row(session: Session, number: int, named: str, replacement: str) -> Identifier:
    kind: IdentifierType = "place" if named.startswith("place-") else "person"
    return Identifier(session.session, UNSAID, number, number, kind, named, "metadata", "replace", replacement)
