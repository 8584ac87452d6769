"""Words of spoken French that a marker passes over: the « ne » that speech drops, and hesitations."""

from __future__ import annotations

UNHEARD = frozenset({"ne", "n", "euh", "heu", "hum", "hm", "hein", "ben", "bah", "bon", "voila", "enfin", "quoi"})
