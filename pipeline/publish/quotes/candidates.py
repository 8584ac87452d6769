"""Everyone of a study → whom a speaker is counted among, and how many of them bear what is told; each asked once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from pipeline.model.contracts import Participant
from pipeline.pseudonymise.people.speakers import people
from pipeline.publish.quotes import risk as quote_risk
from pipeline.publish.quotes.risk import Told, Widths


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
                self._among[side] = quote_risk.population(self.everyone, name)
            counting = quote_risk.alike if how == "alike" else quote_risk.together
            self._counts[side, how, pairs] = counting(self._among[side], pairs, self.wide)
        return self._counts[side, how, pairs]
