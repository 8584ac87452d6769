"""Identifiers of the whole corpus → its people and places: spellings, pseudonym, labels and mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.language import first_names
from pipeline.language.name_phrases import phrase
from pipeline.model.contracts import Identifier, IdentifierType, Turn
from pipeline.pseudonymise.people.speakers import UNSAID, heard
from pipeline.pseudonymise.review.cases import ReviewCase

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
    kind = rows[0].type
    return Entity(
        rows[0].entity, kind, pseudonym, _gender(pseudonym) if kind == "person" else "", bool(unsaid),
        tuple(_labels(unsaid, labels)) if kind == "person" else (), ordered, tuple(mentions),
    )


def _labels(unsaid: Iterable[Identifier], labels: dict[tuple[str, int], str]) -> Iterator[Label]:
    for row in unsaid:
        label = labels.get((row.session, row.start))
        if label:
            yield row.session, label


def _gender(pseudonym: str) -> str:
    listed = first_names.known(phrase(pseudonym)[:1])
    return listed.gender if listed and listed.gender in {"f", "m"} else ""
