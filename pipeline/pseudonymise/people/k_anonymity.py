"""People with their attributes → the same, told less exactly until each combination is borne by k of them.

After L. Sweeney, *k-anonymity: a model for protecting privacy* (2002), with bands widened for everyone (a count
by band stays exact) and, where that is not enough, a value withheld and said to be (a count never moves from one
value to another).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.anchoring.publishable import combination, group_sizes
from pipeline.model.contracts import Participant
from pipeline.pseudonymise.people.attributes import UNKNOWN, WITHHELD

Row = tuple[str, str]  # a participant, a session
Wider = Mapping[Row, Mapping[str, str]]


def generalised(
    people: Sequence[Participant], wider: Wider, quasi_identifiers: Sequence[str], k: int
) -> list[Participant]:
    """
    Tell attributes less exactly, the first of ``quasi_identifiers`` first, until k share every combination.

    Args:
        people: those interviewed, or those who answered; not both.
        wider: what each row would bear in wider bands.
        quasi_identifiers: attributes by which someone may be recognised, from the least useful to the analysis to
            the most; the others are neither counted nor changed.
        k: the fewest people who may share a combination; 1 changes nothing.
    """
    shown = list(people)
    # What nobody has told of anyone singles nobody out, and is not kept back: it stays unknown.
    quasi_identifiers = [q for q in quasi_identifiers if any(p.attributes.get(q) != UNKNOWN for p in people)]
    for attribute in quasi_identifiers:
        if _rare(shown, quasi_identifiers, k):
            shown = [_with(p, {attribute: wider[p.participant, p.session][attribute]}) for p in shown]
    for attribute in quasi_identifiers:
        rare = _rare(shown, quasi_identifiers, k)
        shown = [_withheld(p, [attribute]) if combination(p, quasi_identifiers) in rare else p for p in shown]
    return _none_left_alone(shown, quasi_identifiers, k)


def _rare(people: Sequence[Participant], quasi_identifiers: Sequence[str], k: int) -> set[tuple[str, ...]]:
    return {borne for borne, size in group_sizes(people, quasi_identifiers).items() if size < k}


def _with(person: Participant, told: Mapping[str, str]) -> Participant:
    return replace(person, attributes={**person.attributes, **told})


def _withheld(person: Participant, attributes: Sequence[str]) -> Participant:
    return _with(person, dict.fromkeys(attributes, WITHHELD))


def _none_left_alone(people: list[Participant], quasi_identifiers: Sequence[str], k: int) -> list[Participant]:
    # Those of whom nothing is told any more must be k too: some of a group that can spare them join, or all of one.
    nothing = (WITHHELD,) * len(quasi_identifiers)
    sizes = group_sizes(people, quasi_identifiers)
    while 0 < (alone := sizes.get(nothing, 0)) < k and len(sizes) > 1:
        others = sorted((size, borne) for borne, size in sizes.items() if borne != nothing)
        size, giving = others[-1] if others[-1][0] - (k - alone) >= k else others[0]
        bearers = sorted({p.participant for p in people if combination(p, quasi_identifiers) == giving})
        joining = set(bearers if size < k + k - alone else bearers[: k - alone])
        people = [
            _withheld(p, quasi_identifiers)
            if p.participant in joining and combination(p, quasi_identifiers) == giving else p
            for p in people
        ]
        sizes = group_sizes(people, quasi_identifiers)
    return people
