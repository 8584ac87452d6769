"""What a run made and people decided → the sheet of pseudonymisation, whole for its team or in counts to share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.anchoring.publishable import group_sizes
from pipeline.anchoring.word_places import place_consent
from pipeline.ingest.withdrawals import LEVELS
from pipeline.model.contracts import Identifier, Participant, Proposal, Turn
from pipeline.model.decision_rows import ConsentDecision, IdentifierDecision, WithdrawalDecision
from pipeline.model.study import typed
from pipeline.pseudonymise.consent import (
    ConsentRequest,
    answered,
    asked,
    restrictions,
    session_checks,
    undecided,
)
from pipeline.pseudonymise.people.speakers import UNSAID, people
from pipeline.pseudonymise.recognisable import Risk, risks, unread
from pipeline.pseudonymise.review.case_choices import signatures
from pipeline.pseudonymise.review.cases import Words, lower_case, remaining
from pipeline.pseudonymise.review.left_open import missed_names
from pipeline.pseudonymise.review.missed_names import Expectation, expected, names_hidden
from pipeline.publish import pseudonymisation_words as say
from pipeline.publish.documents.parts import Block, Items, ParagraphBlock, Table, Title


@dataclass(frozen=True)
class FicheMaterial:
    """What the sheet is made from; ``params`` holds the sections study, participants and identifiers."""

    turns: Sequence[Turn]
    identifiers: Sequence[Identifier]
    participants: Sequence[Participant]
    reviews: Sequence[IdentifierDecision]
    consent: Sequence[ConsentDecision]
    withdrawals: Sequence[WithdrawalDecision]
    key: bytes
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    measured: Sequence[Sequence[str]] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    proposals: Sequence[Proposal] = ()

    def named(self, session: str) -> str:
        """Give what an interview is called."""
        return self.called.get(session, session)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A session: how many mentions it has, and who signed."""

    session: str
    mentions: int
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FicheFacts:
    """
    The figures.

    Attributes:
        mentions: (type, action, source) → how many.
        consent: level → passages, words.
        lost: decisions of consent whose words are not all known again.
        groups: population → size of a group → how many combinations are borne by so many.
        left: session → words to look at.
        missed: what to expect where nobody has read; nothing when no interview is signed.
    """

    mentions: Mapping[tuple[str, str, str], int]
    reviewed: tuple[Reviewed, ...]
    consent: Mapping[str, tuple[int, int]]
    lost: tuple[ConsentDecision, ...]
    asked: tuple[ConsentRequest, ...]
    withdrawals: Mapping[str, int]
    risks: tuple[Risk, ...]
    groups: Mapping[str, Mapping[int, int]]
    lower_case: tuple[str, ...]
    left: Mapping[str, Words]
    missed: Expectation | None


def facts(given: FicheMaterial) -> FicheFacts:
    """Count all that the sheet tells."""
    said = [i for i in given.identifiers if i.turn != UNSAID]
    mentions = Counter(i.session for i in said)
    sessions = sorted({t.session for t in given.turns})
    decided = answered(given.turns, given.consent, given.key)
    telling = given.params.get("participants", {}).get("quasi_identifiers") or []
    named = people(p.participant for p in given.participants)
    halves = {
        "interviewed": [p for p in given.participants if p.participant in named],
        "respondents": [p for p in given.participants if p.participant and p.participant not in named],
    }
    sizes = {name: Counter(group_sizes(rows, telling).values()) for name, rows in halves.items() if rows and telling}
    return FicheFacts(
        mentions=dict(sorted(Counter((str(i.type), str(i.action), str(i.source)) for i in said).items())),
        reviewed=tuple(Reviewed(s, mentions[s], signatures(s, given.reviews)) for s in sessions),
        consent=_reserved(given),
        lost=tuple(lost(given.turns, given.consent, given.key)),
        asked=tuple(undecided(asked(given.turns), decided)),
        withdrawals=dict(sorted(Counter(w.extent for w in given.withdrawals if w.extent in LEVELS).items())),
        risks=tuple(unread(risks(given.turns, said), given.turns, decided)),
        groups={name: dict(sorted(count.items())) for name, count in sizes.items()},
        lower_case=tuple(lower_case(given.turns)),
        left=remaining(given.turns, said),
        missed=expected(
            names_hidden(given.turns, said, given.proposals), {d.session for d in given.reviews if d.signs},
        ),
    )


def lost(turns: Sequence[Turn], consent: Iterable[ConsentDecision], key: bytes) -> list[ConsentDecision]:
    """
    Give the decisions of consent whose words are not all known again: what may be theirs is held meanwhile.

    Args:
        turns: source turns; a decision of a session that is not among them is passed over.
        consent: those in force.
        key: of the study: words are known again by keyed checks.
    """
    checks = session_checks(turns, key)
    return [d for d in consent if d.session in checks and not place_consent(d, checks[d.session]).exact]


def _reserved(given: FicheMaterial) -> dict[str, tuple[int, int]]:
    passages = Counter(d.level for d in given.consent)
    words: Counter[str] = Counter()
    for about in restrictions(given.turns, given.consent, given.key).values():
        for level in {r.level for r in about}:
            words[level] += len({w for r in about if r.level == level for w in range(r.first_word, r.last_word + 1)})
    return {level: (passages[level], words[level]) for level in sorted(passages)}


MOST_WORDS = 40  # of a session, the most frequent first


def fiche(given: FicheMaterial, found: FicheFacts, *, shared: bool) -> list[Block]:
    """Tell all there is to tell; ``shared`` leaves out sessions, readers, places and words: counts remain."""
    study = given.params.get("study", {})
    title = str(study.get("title", ""))
    told: list[Block] = [Title(f"{say.TITLE}, {title}" if title else say.TITLE, 1)]
    told += [ParagraphBlock(say.FICTIONAL)] if study.get("fictional") else []
    told += [ParagraphBlock(say.WHAT), *([] if shared else [ParagraphBlock(say.PRIVATE)])]
    parts: dict[str, Iterable[Block]] = {
        "counts": [_table("counts", (
            (say.IDENTIFIER_TYPES[kind], say.ACTIONS[action], say.SOURCES[source], str(number))
            for (kind, action, source), number in found.mentions.items()
        ))],
        "review": _review(given, found, shared=shared), "kept": _kept(given, shared=shared),
        "consent": _consent(given, found, shared=shared), "withdrawals": [
            _table("withdrawals", ((say.EXTENTS[e], str(n)) for e, n in found.withdrawals.items()))
            if found.withdrawals else ParagraphBlock(say.NO_WITHDRAWAL)
        ],
        "risk": _risk(given, found, shared=shared), "k": _k(given, found), "left": _left(given, found, shared=shared),
        "register": [_table("register", (
            (label, str(study.get(name) or say.TO_FILL.format(name=name))) for name, label in say.REGISTER.items()
        ))],
    }
    for name, blocks in parts.items():
        told += [Title(say.SECTIONS[name]), *blocks]
    return told


def _table(name: str, rows: Iterable[tuple[str, ...]]) -> Table:
    return Table(say.HEADS[name], tuple(rows))


def _review(given: FicheMaterial, found: FicheFacts, *, shared: bool) -> Iterator[Block]:
    signed = [r for r in found.reviewed if r.readers]
    total = sum(r.mentions for r in found.reviewed)
    share = round(100 * sum(r.mentions for r in signed) / total) if total else 0
    yield ParagraphBlock(say.REVIEWED.format(signed=len(signed), total=len(found.reviewed), share=f"{share} %"))
    if not shared:
        yield _table("review", (
            (given.named(r.session), str(r.mentions), ", ".join(r.readers) or say.UNSIGNED) for r in found.reviewed
        ))


def _kept(given: FicheMaterial, *, shared: bool) -> Iterator[Block]:
    kept = given.params.get("identifiers", {}).get("kept") or {}
    yield ParagraphBlock(say.KEPT_COUNT.format(number=len(kept)))
    if kept and not shared:
        yield _table("kept", ((str(name), str(why)) for name, why in sorted(kept.items())))


def _consent(given: FicheMaterial, found: FicheFacts, *, shared: bool) -> Iterator[Block]:
    if found.consent:
        yield _table("consent", ((say.LEVELS.get(v, v), str(n), str(w)) for v, (n, w) in found.consent.items()))
    else:
        yield ParagraphBlock(say.NO_CONSENT)
    yield ParagraphBlock(say.ASKED_COUNT.format(number=len(found.asked)))
    if not shared:
        unplaced = (
            say.NOT_PLACED.format(
                file=d.file, line=d.line, session=given.named(d.session), typed=typed(given.named(d.session)), id=d.id
            ) for d in found.lost
        )
        waiting = (
            say.ASKED.format(
                session=given.named(a.session), typed=typed(given.named(a.session)), turn=a.turn, first=a.first_turn,
                last=a.last_turn, level=say.LEVELS[a.level],
            ) for a in found.asked
        )
        yield from _items([*unplaced, *waiting])


def _items(lines: Iterable[str]) -> list[Block]:
    listed = tuple(lines)
    return [Items(listed)] if listed else []


def _risk(given: FicheMaterial, found: FicheFacts, *, shared: bool) -> Iterator[Block]:
    yield ParagraphBlock(say.RESIDUAL)
    if given.measured:
        head, *rows = (tuple(row) for row in given.measured)
        yield from (ParagraphBlock(say.MEASURED), Table(head, tuple(rows)))
    else:
        yield ParagraphBlock(say.NOT_MEASURED)
    if found.lower_case and shared:
        yield ParagraphBlock(say.LOWER_CASE_COUNT.format(number=len(found.lower_case)))
    elif found.lower_case:
        yield ParagraphBlock(say.LOWER_CASE.format(sessions=", ".join(map(given.named, found.lower_case))))
    yield ParagraphBlock(missed_names(found.missed))
    yield ParagraphBlock(say.RISK_COUNT.format(number=len(found.risks)))
    if not shared:
        yield from _items(
            say.RISK.format(session=given.named(r.session), turn=r.turn, kind=say.RISKS[r.kind]) for r in found.risks
        )


def _k(given: FicheMaterial, found: FicheFacts) -> Iterator[Block]:
    settings = given.params.get("participants", {})
    telling = settings.get("quasi_identifiers") or []
    if not telling:
        yield ParagraphBlock(say.K_NOBODY)
        return
    yield ParagraphBlock(say.K.format(attributes=", ".join(telling), k=settings.get("k", 1)))
    yield _table("k", (
        (say.POPULATIONS[name], str(size), str(number))
        for name, sizes in found.groups.items() for size, number in sizes.items()
    ))
    if "respondents" in found.groups:
        yield ParagraphBlock(say.K_RESPONDENTS)


def _left(given: FicheMaterial, found: FicheFacts, *, shared: bool) -> Iterator[Block]:
    yield ParagraphBlock(say.LEFT.format(number=sum(w.total() for w in found.left.values())))
    if not shared:
        yield _table("left", (
            (given.named(session), str(words.total()), ", ".join(w for w, _ in words.most_common(MOST_WORDS)))
            for session, words in found.left.items() if words
        ))
