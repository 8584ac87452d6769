"""Lists of words that every marker may call, in any codebook; a codebook's own list of the same name comes first."""

from __future__ import annotations

LISTS: dict[str, tuple[str, ...]] = {
    "pronom": ("me", "m", "te", "t", "se", "s", "le", "la", "l", "les", "lui", "leur", "nous", "vous", "y", "en"),
    "sujet": ("je", "j", "tu", "il", "elle", "on", "ça", "nous", "vous", "ils", "elles"),
    "possessif": (
        "mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "ses", "notre", "nos", "votre", "vos", "leur", "leurs",
    ),
    "négation": ("pas", "plus", "jamais", "guère"),
}
