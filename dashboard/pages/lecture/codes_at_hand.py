"""The codes of the grid, those that a coder used in order of time → the nine that digits take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NINE = 9


def at_hand(offered: Sequence[str], used: Iterable[str]) -> list[str]:
    """
    Give the codes of digits 1 to 9: the first of the grid, then each one used in the place of the longest unused.

    A code keeps its digit as long as it is among the nine: hands learn where it is, and no coding moves the others.

    >>> at_hand([*"ABCDEFGHIJKL"], "CCA")
    ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I']
    >>> at_hand([*"ABCDEFGHIJKL"], "CKL")
    ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'L', 'K']
    """
    nine = list(offered[:NINE])
    known = frozenset(offered)
    last = {code: -rank for rank, code in enumerate(nine, 1)}
    for time, code in enumerate(used):
        if code not in known:
            continue
        if code not in nine:
            nine[nine.index(min(nine, key=lambda c: last[c]))] = code
        last[code] = time
    return nine
