"""How many of a group bear a trait, and how many of all → χ² of the two together, as Reinert's readers use it."""

from __future__ import annotations

import math


def chi2(inside: int, everywhere: int, part: int, whole: int) -> tuple[float, float]:
    """
    Give the χ² (one degree of freedom, no correction) of bearing a trait and being of a group, and its probability.

    The χ² is negative when the trait is rarer in the group than elsewhere; 0 when nothing can be told.

    Args:
        inside: how many of the group bear it.
        everywhere: how many of all bear it.
        part: how many the group holds.
        whole: how many there are.

    >>> [round(v, 4) for v in chi2(8, 10, 10, 40)]
    [21.5111, 0.0]
    """
    margins = everywhere * (whole - everywhere) * part * (whole - part)
    if not margins:
        return 0.0, 1.0
    gap = inside * whole - everywhere * part
    value = whole * gap * gap / margins
    return math.copysign(value, gap), math.erfc(math.sqrt(value / 2))
