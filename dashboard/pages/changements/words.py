"""What the page « Qu'est-ce qui a changé ? » says, in French: data."""

from __future__ import annotations

TITLE = "Qu'est-ce qui a changé ?"
SINCE_VERSION = "Depuis la version du {}"
SINCE, LAST_RUN = "Comparer avec", "la mise à jour précédente"
CAUSE, CODE, LAYER = "Pourquoi", "Code", "Codages ou suggestions"
ALL = "tout"
INTRODUCTION = (
    "Deux mises à jour comparées extrait par extrait : ce que les personnes ont codé d'abord, les suggestions à "
    "relire à part. Chaque code est compté pour lui-même, sans ses sous-codes."
)
NOTHING_BEFORE = "Aucune mise à jour précédente n'est gardée : il n'y a encore rien à comparer."
NOTHING_BEFORE_HELP = (
    "Passez par la page « Mettre à jour » une première fois, puis une seconde après avoir codé, corrigé une "
    "transcription ou changé la grille : cette page dira ce qui a bougé et pourquoi. « Comparer avec » permet aussi de "
    "choisir une version que vous avez enregistrée."
)
NONE_SO = "Aucun changement ne répond à ces filtres."
READ_PASSAGE, WAS = "Lire le passage", "avant : {}"
UNTOLD, GONE = "passage dont la personne n'est pas dite", "passage qui n'est plus dans l'enquête, ou plus citable"
SHOWN = 40
AND_MORE = "Autres changements : {}. Resserrez les filtres pour les voir."
SUGGESTED = "Les suggestions à relire, par thème et par code"
HOW = "Comment les causes sont établies"
THEME, CODE_COLUMN = "thème", "code"
BEFORE, ENTERED, LEFT, MOVED, AFTER, PEOPLE = "avant", "entrés", "sortis", "déplacés", "maintenant", "personnes"
