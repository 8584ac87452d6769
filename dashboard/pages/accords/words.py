"""What the page Accords et limites says, in French: data, and the sentences made of it."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.language.numbers import agreeing

ON_THIS_PAGE = "Sur cette page"

TITLE = "Accords et limites"
WHO, UNIT = "Qui est comparé", "Ce que l'on compte"
UNITS = {"turns": "tours de parole", "sentences": "phrases", "spans": "passages libres"}
MACHINES = {"machine_probable": "suggestions probables", "machine_all": "toutes les suggestions"}
ASSISTED = "codage assisté, à part"
GOLD = "Ce que valent ces codages"
GOLD_UNSAID = "à vous de le dire"
GOLD_HOW = (
    "Qui a codé, formé comment, avec quelle entente préalable ? Dites-le en quelques mots dans les réglages de "
    "l'enquête : on les lira à côté de chaque mesure."
)
GOLD_HELP = (
    "« référence interne » : des personnes formées ensemble, avec la même grille. Leur accord dit qu'elles appliquent "
    "la même règle, pas que d'autres liraient de même : sur des entretiens, des personnes qui ne se sont pas "
    "concertées s'accordent d'ordinaire bien moins."
)
NOBODY_TWICE = (
    "Rien à comparer pour l'instant : il faut que deux personnes aient codé les mêmes entretiens sans suggestions sous "
    "les yeux, et dit « J'ai lu tout cet entretien » en bas de la page Lecture."
)
HIDDEN = "Les coefficients ne sont pas montrés ici : c'est le choix de l'enquête."
TABLE = "Code par code"
COLUMNS = {
    "code": ("Code", "le code de la grille"),
    "n": ("n", "unités que deux personnes au moins ont lues (des mots, pour les passages libres)"),
    "positives": ("codés", "unités ou passages qu'une personne au moins a codés"),
    "prevalence": ("prévalence", "part des réponses « oui, ce code est là »"),
    "agreement": ("accord brut", "part des unités dont on dit la même chose"),
    "kappa": ("κ", "kappa de Cohen ; à plus de deux personnes, moyenne des paires"),
    "alpha": ("α", "alpha de Krippendorff, nominal"),
    "ac1": ("AC1", "coefficient de Gwet"),
    "u_alpha": ("uα", "alpha de Krippendorff pour des passages libres : le code et ses bornes"),
    "cu_alpha": ("cuα", "alpha du code, là où les deux personnes ont codé quelque chose"),
}
OVERALL, MEAN = "Tous les codes ensemble", "Moyenne des codes assez fréquents"
TOO_FEW = "trop peu d'exemples pour conclure"
BINARY = "Où l'on code, quel que soit le code (|uα)"
READ = "Comment lire ces chiffres"
HOW = (
    ("prévalence", "La part des réponses où le code est posé. Un code rare se trompe facilement : lisez-la d'abord."),
    ("accord brut", ("La part des unités dont on dit la même chose. Quand un code est rare, elle est toujours très "
     "haute : on s'accorde surtout sur son absence.")),
    ("κ et α", ("Ce qui reste de l'accord une fois ôté ce que le hasard donnerait. 1 : accord entier ; 0 : pas mieux "
     "que le hasard ; négatif : on se contredit. Pour un code très rare ou très fréquent, ils peuvent être bas "
     "alors que l'on s'accorde presque partout.")),
    ("AC1", ("La même question, avec une autre idée du hasard, peu sensible à la rareté du code. Il peut être haut "
     "alors que l'on manque la moitié des passages d'un code rare.")),
    ("entre crochets", ("L'intervalle à 95 %, en tirant au sort d'autres entretiens parmi ceux-ci. Très large : ce "
     "chiffre dépend de quelques entretiens.")),
)
HOW_SPANS = (
    ("uα", "Chacun coupe ses passages où il veut. uα compare les mots : même code, mêmes bornes."),
    ("cuα", "Là où les deux personnes ont codé quelque chose, ont-elles mis ce code ? Les bornes n'y comptent pas."),
    ("|uα", "S'accorde-t-on sur ce qui mérite un code, quel qu'il soit ?"),
)
NEVER_ALONE = (
    "Jamais un chiffre seul : un accord brut de 98 % peut cacher un code que l'une voit et l'autre non, un κ bas peut "
    "venir d'un code rare. Lisez n, la prévalence et les trois coefficients ensemble, puis les passages où l'on "
    "diffère : c'est là que la grille s'améliore."
)
TO_DOUBLE = "Lire les désaccords"
MACHINE_TITLE = "Les suggestions, comparées à ce que les personnes codent sans les voir"
MACHINE_ABOUT = (
    "À la dernière mise à jour, sur les entretiens lus sans suggestions sous les yeux ; chaque entretien est jugé par "
    "des modèles qui ne l'ont pas vu."
)
MACHINE_COLUMNS = (
    "Code", "codés", "précision", "rappel", "F1", "F1 si l'on suggérait partout",
)
MACHINE_HOW = (
    "Précision : part des suggestions que les personnes ont aussi posées. Rappel : part de ce que les personnes ont "
    "posé qui a été suggéré. F1 : leur moyenne harmonique ; plus bas que le chiffre de la dernière colonne, les "
    "suggestions n'apportent rien."
)
MACHINE_NONE = (
    "À la dernière mise à jour, rien ne permettait encore de les comparer : il faut des entretiens que quelqu'un a "
    "codés sans voir de suggestion et marqués comme lus en entier. Lisez-en, puis mettez à jour."
)
# What was answered suggestions in sight, at this moment: it measures nothing.
ACCEPTED_NOW = ("{n} suggestion a été acceptée telle quelle", "{n} suggestions ont été acceptées telles quelles")
CHANGED_NOW, REFUSED_NOW = ("{n} corrigée", "{n} corrigées"), ("{n} refusée", "{n} refusées")
ANSWERED_NOW = (
    "À ce jour, {accepted}, {changed} et {refused}. Ces réponses n'entrent pas dans la comparaison : qui voit une "
    "suggestion est influencé par elle."
)
NOW = "Tout ce qui est décidé à ce jour y est compté."
SINCE = (
    "{n} décision a été prise depuis la dernière mise à jour : elle n'est pas dans ce qui suit.",
    "{n} décisions ont été prises depuis la dernière mise à jour : elles ne sont pas dans ce qui suit.",
)
MEASURED_ON = "n = {turns}, {sessions} — {gold}"
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
BASELINES = "Est-ce mieux qu'une méthode plus simple ?"
BASELINES_ABOUT = (
    "Le macro-F1 de façons plus simples de suggérer, sur les mêmes entretiens, et l'écart avec les suggestions : quand "
    "l'intervalle de l'écart contient 0, rien ne montre qu'elles font mieux."
)
BASELINE_COLUMNS = ("Façon de suggérer", "macro-F1", "écart avec les suggestions")
WAYS = {
    "model": "les suggestions",
    "never": "ne jamais suggérer (la réponse la plus fréquente)",
    "always": "suggérer chaque code partout",
    "registre": "les indices de la grille, seuls",
    "similarity_untaught": "la ressemblance avec la définition, sans aucun codage",
    "similarity": "la ressemblance avec la définition, seuil appris des autres entretiens",
    "words": "les mots (TF-IDF et régression logistique), appris des autres entretiens",
    "untaught": "les suggestions, si personne n'avait rien codé",
    "random": "au hasard",
}
SHORT_WAYS = {"model": "ordre proposé", "words": "mots", "registre": "indices", "random": "au hasard"}
CALIBRATION = "« Une chance sur deux » : est-ce vrai une fois sur deux ?"
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
READING_COLUMNS = ("Code", "passages", "ordre proposé", "mots", "indices", "au hasard")
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
        "À la dernière mise à jour, {n} réponse était donnée suggestion sous les yeux ; {right}. Ce chiffre n'entre "
        "dans aucun autre : qui voit une suggestion est influencé par elle."
    ),
    (
        "À la dernière mise à jour, {n} réponses étaient données suggestions sous les yeux ; {right}. Ce chiffre "
        "n'entre dans aucun autre : qui voit une suggestion est influencé par elle."
    ),
)
RIGHT = ("{n} l'acceptait telle quelle", "{n} les acceptaient telles quelles")
ERRORS = "Les erreurs les plus nettes, à lire"
ERRORS_ABOUT = (
    "Un chiffre ne dit pas pourquoi. Lisez les passages : la faute peut venir des suggestions, de la définition, ou "
    "d'un codage à revoir."
)
KINDS = {"wrong": "Suggéré à tort, avec assurance", "missed": "Nettement manqué"}
LIKELY = "probabilité annoncée : {percent}"
WITHHELD = "un passage que l'on ne peut pas citer"
NO_ERRORS = "aucune"
READ_PASSAGE = "Lire le passage"


def answered_now(statuses: Mapping[str, int]) -> str:
    """
    Say what people answered to suggestions up to this moment; nothing when nobody answered any.

    >>> answered_now({"accepted": 1, "refused": 2}).partition(".")[0]
    'À ce jour, 1 suggestion a été acceptée telle quelle, 0 corrigée et 2 refusées'
    >>> answered_now({"coded": 5})
    ''
    """
    accepted, changed, refused = (statuses.get(s, 0) for s in ("accepted", "modified", "refused"))
    if not accepted + changed + refused:
        return ""
    return ANSWERED_NOW.format(
        accepted=agreeing(ACCEPTED_NOW, accepted), changed=agreeing(CHANGED_NOW, changed),
        refused=agreeing(REFUSED_NOW, refused),
    )


def answered(overall: Mapping[str, int]) -> str:
    """Say what people had answered to suggestions when the last run measured them."""
    return agreeing(ANSWERED_ABOUT, overall["n"], right=agreeing(RIGHT, overall["right"]))


def since(pending: int) -> str:
    """
    Say that what the last run measured does not know what was decided since; nothing when nothing was.

    >>> since(0), since(1)[:21]
    ('', '1 décision a été pris')
    """
    return agreeing(SINCE, pending) if pending else ""
