"""« Quelle démarche ? » → what a study shows at first: defaults only, every one of them can be changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Approach:
    """A way of analysing interviews, as its readers call it, and what it shows at first."""

    id: str
    label: str
    about: str
    suggestions: bool = True
    coefficients: bool = True
    saturation: bool = True

    def settings(self) -> dict[str, str]:
        """Give its lines of ``params.yaml``, section ``study``."""
        shown = {
            "suggestions": self.suggestions, "coefficients": self.coefficients, "saturation": self.saturation,
        }
        return {"approach": self.id} | {name: "shown" if value else "hidden" for name, value in shown.items()}


APPROACHES = (
    Approach(
        "reflexive", "analyse thématique réflexive", "les thèmes se construisent à la lecture ; ni suggestion, ni "
        "coefficient, ni saturation à l'écran", suggestions=False, coefficients=False, saturation=False,
    ),
    Approach("grille", "grille de codage", "une grille commune, des suggestions à accepter ou à refuser"),
    Approach(
        "framework", "analyse par cadre (framework)", "une matrice de cas et de codes ; la saturation n'y dit rien",
        saturation=False,
    ),
    Approach("contenu", "analyse de contenu", "des catégories comptées, un double codage et son accord"),
    Approach(
        "lexicometrie", "lexicométrie", "le vocabulaire d'abord ; le codage vient ensuite, s'il vient",
        suggestions=False, saturation=False,
    ),
)
BY_ID = {approach.id: approach for approach in APPROACHES}
DEFAULT = "grille"
