"""Numbers and addresses of the web that identify someone → where one stands in a text, however it is spaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.contracts import IdentifierType
from pipeline.pseudonymise.resolve.known_names import Named, Usage

KINDS: frozenset[IdentifierType] = frozenset(
    {"email", "phone", "nir", "iban", "case_number", "plate", "handle", "url"}
)
GROUP = re.compile(r"[^\W_]+")
APART = re.compile(r"[^\w\n]{0,3}|_{1,3}")  # what may stand between two groups of one number
SHORTEST = 6  # letters and digits
MOST_GROUPS = 16
DIGITS_OF_A_PHONE = 9
BEFORE_A_PHONE = ("", "0", "33", "0033", "330")


@dataclass(frozen=True)
class Numbers:
    """
    What identifies someone by itself, without what sets its signs apart, with its kind.

    Only whole groups of letters and digits match: six digits are found by chance inside any hexadecimal id.
    """

    kinds: dict[str, IdentifierType]
    begun: frozenset[str]  # what they begin with, of any length

    @classmethod
    def of(cls, written: Iterable[tuple[IdentifierType, str]]) -> Numbers:
        """Gather numbers as people wrote them; a phone is known by its last nine digits."""
        kinds: dict[str, IdentifierType] = {}
        for kind, text in sorted(written):
            kinds |= {signs: kind for signs in _spellings(kind, squash(text)) if len(signs) >= SHORTEST}
        return cls(kinds, frozenset(signs[:n] for signs in kinds for n in range(1, len(signs) + 1)))

    def find(self, text: str) -> Iterator[tuple[int, int, IdentifierType]]:
        """Give the start, the end and the kind of each number in a text, none overlapping another."""
        if not self.kinds:
            return
        groups = [(*m.span(), m.group().casefold()) for m in GROUP.finditer(text)]
        done = 0
        for n, (start, _, signs) in enumerate(groups):
            if start >= done and signs in self.begun:
                last = self._last(text, groups, n)
                if last >= 0:
                    done = groups[last][1]
                    yield start, done, self.kinds["".join(signs for _, _, signs in groups[n : last + 1])]

    def _last(self, text: str, groups: list[tuple[int, int, str]], first: int) -> int:
        signs, found = "", -1
        for n in range(first, min(first + MOST_GROUPS, len(groups))):
            if n > first and not APART.fullmatch(text, groups[n - 1][1], groups[n][0]):
                break
            signs += groups[n][2]
            if signs not in self.begun:
                break
            found = n if signs in self.kinds else found
        return found


def _spellings(kind: IdentifierType, signs: str) -> list[str]:
    if kind != "phone":
        return [signs]
    return [before + signs[-DIGITS_OF_A_PHONE:] for before in BEFORE_A_PHONE]


def squash(text: str) -> str:
    """
    Keep letters and digits.

    >>> squash("06 12-34.56 78")
    '0612345678'
    """
    return "".join(GROUP.findall(text)).casefold()


def numbers_of(usage: Usage, named: Iterable[Named]) -> Numbers:
    """Gather the numbers among what was found in a corpus."""
    found = [n for n in named if n.type in KINDS]
    return Numbers.of((n.type, usage.texts[n.session, n.turn][n.start : n.end]) for n in found)
