"""What the pages that compare say, in French: data."""

from __future__ import annotations

MATRIX, COOCCURRENCES, SATURATION, MIXED = (
    "Matrice", "Cooccurrences", "Saturation", "Questionnaire et entretiens",
)
CSV, SVG = "Télécharger les chiffres (CSV)", "Télécharger la figure (SVG)"
NOTICE = "mention"
SESSIONS_COLUMN = "entretien ou groupe"
