"""How many passages of a code each grouping holds → how widely the code is spread over them."""

from __future__ import annotations

import math
from collections.abc import Collection


def spread(counts: Collection[int], groupings: int) -> float:
    """
    Give the entropy of a code over groupings, from 0 (one holds all) to 1 (as even as can be).

    It is divided by the largest that so many passages could have: two passages cannot be in ten groupings.

    >>> spread([5], 4), spread([1, 1], 10), round(spread([9, 1], 2), 3)
    (0.0, 1.0, 0.469)
    """
    total = sum(counts)
    most = math.log(min(total, groupings)) if min(total, groupings) > 1 else 0.0
    if not most:
        return 0.0
    return min(1.0, -sum(c / total * math.log(c / total) for c in counts if c) / most + 0.0)
