"""What the page Accords et limites says, in French: data."""

from __future__ import annotations

TITLE = "Accords et limites"
WHO, UNIT = "Qui est comparé", "Ce que l'on compte"
UNITS = {"turns": "tours de parole", "sentences": "phrases", "spans": "passages libres"}
MACHINES = {"machine_probable": "suggestions probables", "machine_all": "toutes les suggestions"}
PEOPLE, ASSISTED = "codage sans suggestions", "codage assisté, à part"
GOLD = "Ce que valent ces codages"
GOLD_UNSAID = "à vous de le dire"
GOLD_HOW = (
    "Qui a codé, formé comment, avec quelle entente préalable ? Écrivez-le en quelques mots dans params.yaml "
    "(« gold_kind », rubrique « quality ») : ces mots se liront à côté de chaque score."
)
GOLD_HELP = (
    "« référence interne » : des personnes formées ensemble, avec la même grille. Leur accord dit qu'elles appliquent "
    "la même règle, pas que d'autres liraient de même : sur des entretiens, des personnes qui ne se sont pas "
    "concertées s'accordent d'ordinaire bien moins."
)
NOTHING = "Rien à comparer pour l'instant"
HIDDEN = "Les coefficients ne sont pas montrés ici : c'est le choix de l'enquête (study.coefficients dans params.yaml)."
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
    "Au dernier calcul, sur les entretiens lus sans suggestions sous les yeux ; chaque entretien est jugé par des "
    "modèles qui ne l'ont pas vu."
)
MACHINE_COLUMNS = (
    "Code", "codés", "précision", "rappel", "F1", "F1 si l'on suggérait partout",
)
MACHINE_HOW = (
    "Précision : part des suggestions que les personnes ont aussi posées. Rappel : part de ce que les personnes ont "
    "posé qui a été suggéré. F1 : leur moyenne harmonique ; sous la dernière colonne, il ne vaut rien."
)
MACHINE_NONE = (
    "Au dernier calcul, rien ne permettait encore de les comparer : il faut des entretiens que quelqu'un a codés sans "
    "voir de suggestion et marqués comme lus en entier. Lisez-en, puis mettez à jour."
)
# What was answered suggestions in sight, at this moment: it measures nothing.
ACCEPTED_NOW = ("{n} suggestion a été acceptée telle quelle", "{n} suggestions ont été acceptées telles quelles")
CHANGED_NOW, REFUSED_NOW = ("{n} corrigée", "{n} corrigées"), ("{n} refusée", "{n} refusées")
ANSWERED_NOW = (
    "À ce jour, {accepted}, {changed} et {refused}. Ces réponses n'entrent pas dans la comparaison : qui voit une "
    "suggestion est influencé par elle."
)
NOW = "Calculé à l'instant : tout ce qui est décidé à ce jour y est."
SINCE = (
    "{n} décision a été prise depuis le dernier calcul : elle n'est pas dans ce qui suit.",
    "{n} décisions ont été prises depuis le dernier calcul : elles ne sont pas dans ce qui suit.",
)
