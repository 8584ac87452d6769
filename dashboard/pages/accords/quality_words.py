"""What the page Accords et limites says of the suggestions put to the test, in French: data."""

from __future__ import annotations

GOLD = "n = {turns}, {sessions} — {gold}"
TURNS = ("tour de parole", "tours de parole")
SESSIONS = ("entretien lu sans suggestions", "entretiens lus sans suggestions")
BETWEEN = "Entre personnes, et avec les suggestions"
BETWEEN_ABOUT = (
    "À gauche, deux personnes comparées comme si l'une suggérait à l'autre ; à droite, les suggestions, jugées par "
    "chacune. Une suggestion compte pour son tour de parole. On ne peut pas demander à une machine de s'accorder avec "
    "une personne mieux que deux personnes entre elles."
)
CODE, CODED, MACRO = "Code", "codés", "Moyenne des codes d'au moins 8 tours (macro-F1)"
AGAINST = "suggestions / {coder}"
BASELINES = "Est-ce mieux que plus simple ?"
BASELINES_ABOUT = (
    "Le macro-F1 de façons plus simples de suggérer, sur les mêmes entretiens, et l'écart avec les suggestions : quand "
    "l'intervalle de l'écart contient 0, rien ne montre qu'elles font mieux."
)
BASELINE_COLUMNS = ("Façon de suggérer", "macro-F1", "écart avec les suggestions")
WAYS = {
    "model": "les suggestions",
    "never": "ne jamais suggérer (la réponse la plus fréquente)",
    "always": "suggérer chaque code partout",
    "registre": "les registres seuls",
    "similarity_untaught": "la ressemblance avec la définition, sans aucun codage",
    "similarity": "la ressemblance avec la définition, seuil appris des autres entretiens",
    "words": "les mots (TF-IDF et régression logistique), appris des autres entretiens",
    "untaught": "les suggestions, si personne n'avait rien codé",
    "random": "au hasard",
}
SHORT_WAYS = {"model": "ordre proposé", "words": "mots", "registre": "registres", "random": "au hasard"}
CALIBRATION = "Quand on dit une chance sur deux, est-ce une fois sur deux ?"
CALIBRATION_ABOUT = (
    "Chaque ligne rassemble les tours et les codes auxquels on donnait à peu près la même probabilité ; à droite, la "
    "part que les personnes ont en effet codée."
)
CALIBRATION_COLUMNS = ("probabilité annoncée", "n", "annoncé en moyenne", "codé en effet")
PREDICTED, OBSERVED, IDEAL = "probabilité annoncée", "part codée par les personnes", "annoncé = observé"
PROBABLE = "Ce que vaut « probable »"
PROBABLE_ABOUT = (
    "Le mot promet 8 fois juste sur 10, hors des entretiens appris. « Couverture » : la part de ce que les personnes "
    "ont codé qui est dite probable."
)
PROBABLE_COLUMNS = ("Code", "n", "justes", "part juste", "couverture")
FEW_PROBABLE = "moins de 20 : trop peu pour conclure"
ALL_CODES = "Tous les codes ensemble"
READING = "Combien faut-il lire ?"
READING_ABOUT = (
    "En lisant d'abord les extraits les plus probables pour un code, quelle part de ses passages a-t-on trouvée ? Le "
    "trait est la médiane des codes assez fréquents."
)
READ_AXIS, FOUND_AXIS = "extraits lus", "passages trouvés"
READING_COLUMNS = ("Code", "passages", "ordre proposé", "mots", "registres", "au hasard")
READING_TABLE = "Extraits à lire pour trouver 90 % des passages, sur {excerpts}"
LEARNING = "Ce que le codage apprend aux suggestions"
LEARNING_ABOUT = (
    "Le macro-F1 sur les entretiens qui n'étaient pas encore codés, selon le nombre d'entretiens codés. Le dernier "
    "point juge chaque entretien par tous les autres."
)
LEARNING_AXIS, F1_AXIS = "entretiens codés", "macro-F1"
ANSWERED = "Les réponses aux suggestions, à part"
ANSWERED_ABOUT = (
    (
        "Au dernier calcul, {n} réponse était donnée suggestion sous les yeux ; {right}. Ce chiffre n'entre dans aucun "
        "autre : qui voit une suggestion est influencé par elle."
    ),
    (
        "Au dernier calcul, {n} réponses étaient données suggestions sous les yeux ; {right}. Ce chiffre n'entre dans "
        "aucun autre : qui voit une suggestion est influencé par elle."
    ),
)
RIGHT = ("{n} l'acceptait telle quelle", "{n} les acceptaient telles quelles")
ERRORS = "Les erreurs les plus nettes, à lire"
ERRORS_ABOUT = (
    "Un chiffre ne dit pas pourquoi. Lisez les passages : la faute peut venir des suggestions, de la définition, ou "
    "d'un codage à revoir."
)
KINDS = {"wrong": "Suggéré à tort, avec assurance", "missed": "Manqué, de loin"}
LIKELY = "probabilité annoncée : {percent}"
WITHHELD = "un passage que l'on ne peut pas citer"
NO_ERRORS = "aucune"
READ = "Lire le passage"
