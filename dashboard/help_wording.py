"""What each page is for, in two sentences, by its title: data."""

from __future__ import annotations

WHAT_FOR = "À quoi sert cette page ?"
HELP = {
    "L'enquête": (
        "Elle dit d'un coup d'œil ce qu'est l'étude, si son texte est relu et quoi faire ensuite. "
        "Chaque citation mène au passage dans son entretien."
    ),
    "Entretiens": (
        "Elle liste les entretiens et les groupes, et dit où en est le travail sur chacun. "
        "Les filtres choisis ici vous suivent dans Extraits et Lecture."
    ),
    "Extraits": (
        "Elle retrouve les passages par mots, codes, personnes et attributs, un par un ou en concordance. "
        "L'adresse de la page garde la recherche : copiez-la pour la partager."
    ),
    "Lecture": (
        "Elle montre un entretien entier, ses codes en marge. "
        "Choisissez des mots pour les coder, les marquer « à citer » ou les réserver."
    ),
    "Thèmes": "Elle montre un thème à la fois : ce qu'il veut dire, qui en parle et qui n'en parle pas, ses passages.",
    "Suggestions à relire": (
        "Elle propose un passage à la fois, avec ses raisons ; vous décidez. "
        "Une suggestion refusée ne revient que si la définition du code change."
    ),
    "Grille de codage": (
        "Elle montre la grille, ses définitions et ses registres. "
        "Toute opération se voit avant d'être faite, et s'annule."
    ),
    "Journal de bord": "Elle tient dans l'ordre du temps ce que chacun a décidé et noté.",
    "Double codage": "Elle met côte à côte ce que deux personnes ont codé chacune de son côté, pour arbitrer.",
    "Pseudonymisation": "Elle fait relire ce qui pourrait nommer quelqu'un. Elle ne s'ouvre que sur cette machine.",
    "Mettre à jour": "Elle dit ce qui a changé depuis le dernier calcul, et le refait ici.",
}
