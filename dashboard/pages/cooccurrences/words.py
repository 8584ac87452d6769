"""What the page Cooccurrences says, in French: data."""

from __future__ import annotations

WINDOW = "Ensemble, c'est-à-dire"
WINDOWS = {
    "words": "sur les mêmes mots", "excerpt": "dans le même extrait", "exchange": "dans le même échange",
}
WINDOW_RULES = {
    "words": (
        "Deux codes sont ensemble où des mots portent les deux. Un passage est une suite de tels mots dans un tour. "
        "Coefficient : mots qui portent les deux, sur mots qui portent l'un ou l'autre."
    ),
    "excerpt": (
        "Deux codes sont ensemble dans un extrait qui porte les deux, même sur des mots différents. "
        "Coefficient : extraits qui portent les deux, sur extraits qui portent l'un ou l'autre."
    ),
    "exchange": (
        "Un échange est une question de l'enquêteur·rice et les tours qui la suivent, jusqu'à la suivante. "
        "Coefficient : échanges qui portent les deux, sur échanges qui portent l'un ou l'autre."
    ),
}
COEFFICIENT_HELP = (
    "C'est le coefficient de Jaccard, n12 / (n1 + n2 − n12), dit « c-coefficient » dans ATLAS.ti : 0, jamais "
    "ensemble ; 1, toujours. Le codage de toutes les personnes compte, une fois par endroit. Questionnaires et "
    "carnets n'y sont pas."
)
UNITS = {"words": "passages", "excerpt": "extraits", "exchange": "échanges"}
PAIR_COLUMNS = ("code", "et code", "personnes", "entretiens et groupes")
COEFFICIENT = "coefficient"
SEE_PASSAGES, PASSAGES_OF = "Lire les passages", "Passages où se rencontrent"
NO_PAIR = "Aucun code n'en rencontre un autre ainsi, pour l'instant."
MORE_PAIRS = "Les autres couples sont dans le fichier CSV."
NETWORK, NETWORK_HELP = "Le réseau", "Les couples que partagent le plus de personnes ; le chiffre du trait les compte."
NOT_QUOTABLE_PAIR = "Les passages de ce couple ne peuvent pas être cités : on ne les lit que dans l'entretien."
