"""What is told of a speaker → how many people it may be, whom they are counted among, and how to tell less."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.language.numbers import quantity_band
from pipeline.model.contracts import Participant
from pipeline.pseudonymise.people.attributes import Attribute
from pipeline.pseudonymise.people.speakers import people

WIDER = "~"
# Whoever is alone is always said to be, whatever k a study asks for.
FEWEST = 2
Told = tuple[str, str]  # an attribute, « ~ » marking wider bands, and its value
Widths = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Gauge:
    """
    How many people a reader may take the speaker for.

    Attributes:
        alike: people who bear all that is told under this quote.
        total: people it is counted among.
        told: all that is told under one name, over every quote of the basket that bears it.
        together: people who bear all of that.
    """

    alike: int
    total: int
    told: tuple[Told, ...]
    together: int

    @property
    def least(self) -> int:
        """The smaller of the two counts."""
        return min(self.alike, self.together)


def widths(declared: Mapping[str, Mapping[str, Any]]) -> Widths:
    """
    Give for each attribute told in bands what each band is called in bands twice as wide.

    >>> widths({"age": {"from": "age", "bands": [0, 30, 45, 60], "unit": "ans"}})["age"]["30 à 44 ans"]
    'moins de 45 ans'
    """
    return {
        a.name: {quantity_band(n, a.bands, a.unit): quantity_band(n, a.wider.bands, a.unit) for n in a.bands}
        for a in Attribute.declared(declared) if a.bands and a.wider.bands != a.bands
    }


def told(person: Participant, attributes: Iterable[str], wide: Widths) -> tuple[Told, ...]:
    """
    Say what a person bears of some attributes; what is not known of them is not told.

    Args:
        person: in one session.
        attributes: their names; one that ends with ``WIDER`` is told in wider bands.
        wide: for each attribute, the wider band of each value.
    """
    pairs = ((name, value_of(person, name, wide)) for name in attributes)
    return tuple((name, value) for name, value in pairs if value)


def value_of(person: Participant, name: str, wide: Widths) -> str:
    """Give what a person bears of an attribute, in wider bands where the name asks for them."""
    bare = name.removesuffix(WIDER)
    value = person.attributes.get(bare, "")
    return wide.get(bare, {}).get(value, value) if name.endswith(WIDER) else value


def population(everyone: Iterable[Participant], name: str) -> list[Participant]:
    """Give those that someone is counted among: the people interviewed, or those who answered a questionnaire."""
    listed = list(everyone)
    interviewed = people(p.participant for p in listed)
    return [p for p in listed if (p.participant in interviewed) == (name in interviewed)]


def alike(among: Sequence[Participant], pairs: Collection[Told], wide: Widths) -> int:
    """
    Count the people who bear all that is told, in one session.

    Args:
        among: the people met.
        pairs: (attribute, value) told under a quote.
        wide: attribute → its wider bands.
    """
    return len({p.participant for p in among if all(value_of(p, name, wide) == value for name, value in pairs)})


def together(among: Sequence[Participant], pairs: Collection[Told], wide: Widths) -> int:
    """
    Count the people who bear all that is told, be it in several sessions.

    Args:
        among: the people met.
        pairs: (attribute, value) told of somebody, in all quotes together.
        wide: attribute → its wider bands.
    """
    bearers = [
        {p.participant for p in among if value_of(p, name, wide) == value} for name, value in pairs
    ]
    return len({p.participant for p in among}.intersection(*bearers))


def sparing(shown: Sequence[str], wide: Widths) -> Iterator[tuple[str, ...]]:
    """List the ways to tell a little less: one attribute in wider bands, or one attribute fewer."""
    for rank, name in enumerate(shown):
        before = tuple(shown[:rank])
        after = tuple(shown[rank + 1 :])
        if name in wide:
            yield (*before, f"{name}{WIDER}", *after)
        yield (*before, *after)


def threshold(k: int) -> int:
    """
    Give the number of people under which a warning is given.

    >>> threshold(1), threshold(5)
    (2, 5)
    """
    return max(k, FEWEST)


class Crowd:
    """The people of a study, as a basket of quotes asks about them: a thousand quotes ask the same few questions."""

    def __init__(self, everyone: Sequence[Participant], wide: Widths) -> None:
        self.everyone, self.wide = everyone, wide
        self._among: dict[bool, list[Participant]] = {}
        self._counts: dict[tuple[bool, str, tuple[Told, ...]], int] = {}

    @cached_property
    def by_session(self) -> dict[tuple[str, str], Participant]:
        """A pseudonym in a session → what is known of who bears it."""
        return {(p.participant, p.session): p for p in reversed(self.everyone)}

    @cached_property
    def interviewed(self) -> frozenset[str]:
        """The people interviewed."""
        return frozenset(people(p.participant for p in self.everyone))

    def total(self, name: str) -> int:
        """Count those that someone is counted among."""
        return self.alike(name, ())

    def alike(self, name: str, pairs: Collection[Told]) -> int:
        """Count those who bear all that is told, in one session."""
        return self._count(name, "alike", tuple(pairs))

    def together(self, name: str, pairs: Collection[Told]) -> int:
        """Count those who bear all that is told, be it in several sessions."""
        return self._count(name, "together", tuple(pairs))

    def _count(self, name: str, how: str, pairs: tuple[Told, ...]) -> int:
        side = name in self.interviewed
        if (side, how, pairs) not in self._counts:
            if side not in self._among:
                self._among[side] = population(self.everyone, name)
            counting = alike if how == "alike" else together
            self._counts[side, how, pairs] = counting(self._among[side], pairs, self.wide)
        return self._counts[side, how, pairs]
