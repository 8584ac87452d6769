"""What a run made and what people decided → the figures of the sheet of pseudonymisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.anchoring.consent_places import standing
from pipeline.anchoring.publishable import group_sizes
from pipeline.ingest.withdrawals import LEVELS
from pipeline.model.contracts import Identifier, Participant, Turn
from pipeline.model.decision_rows import ConsentDecision, IdentifierDecision, WithdrawalDecision
from pipeline.pseudonymise.consent.requests import ConsentRequest, Risk, answered, asked, risks, undecided, unread
from pipeline.pseudonymise.consent.restrictions import restrictions, session_checks
from pipeline.pseudonymise.people.speakers import UNSAID, people
from pipeline.pseudonymise.review.cases import Words, lower_case, remaining
from pipeline.pseudonymise.review.decided_cases import signatures


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


def facts(given: FicheMaterial) -> FicheFacts:
    """Count all that the sheet tells."""
    said = [i for i in given.identifiers if i.turn != UNSAID]
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
        reviewed=tuple(_reviewed(given, said)),
        consent=_consent(given),
        lost=tuple(lost(given.turns, given.consent, given.key)),
        asked=tuple(undecided(asked(given.turns), decided)),
        withdrawals=dict(sorted(Counter(w.extent for w in given.withdrawals if w.extent in LEVELS).items())),
        risks=tuple(unread(risks(given.turns), given.turns, decided)),
        groups={name: dict(sorted(count.items())) for name, count in sizes.items()},
        lower_case=tuple(lower_case(given.turns)),
        left=remaining(given.turns, said),
    )


def lost(turns: Sequence[Turn], consent: Iterable[ConsentDecision], key: bytes) -> list[ConsentDecision]:
    """Give the decisions of consent whose words are not all known again: what may be theirs is held meanwhile."""
    checks = session_checks(turns, key)
    return [d for d in consent if d.session in checks and not standing(d, checks[d.session]).exact]


def _reviewed(given: FicheMaterial, said: Sequence[Identifier]) -> list[Reviewed]:
    mentions = Counter(i.session for i in said)
    sessions = sorted({t.session for t in given.turns})
    return [Reviewed(s, mentions[s], signatures(s, given.reviews)) for s in sessions]


def _consent(given: FicheMaterial) -> dict[str, tuple[int, int]]:
    passages = Counter(d.level for d in given.consent)
    words: Counter[str] = Counter()
    for about in restrictions(given.turns, given.consent, given.key).values():
        for level in {r.level for r in about}:
            words[level] += len({w for r in about if r.level == level for w in range(r.first_word, r.last_word + 1)})
    return {level: (passages[level], words[level]) for level in sorted(passages)}
