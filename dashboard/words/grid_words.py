"""What is said of the grid of codes, in French: data."""

from __future__ import annotations

GRID = "Grille de codage"
INTRODUCTION = (
    "La grille est un fichier, codebook/codebook.yaml : ce qui se fait ici s'y écrit, ses commentaires restent, et "
    "chaque opération peut être annulée. Aucun codage n'est jamais réécrit."
)
NO_CODE = "Aucun code n'est écrit : créez-en un."
CODE = "Code"
VIEWS = {"sheet": "Le code", "edit": "Modifier", "operate": "Opérations", "history": "Historique"}
VIEW = "Montrer"
TRY, TRY_HINT = "Essayer une phrase sur toute la grille", "par exemple : on n'a pas le temps de faire avec eux"
TRY_NOTHING = "Aucun indice ne réagit à cette phrase."
FAINT = "indice faible : il ne compte que près d'un terme d'ancrage"
DEFINITION, INCLUDE, EXCLUDE = "Définition", "Inclure", "Exclure"
EXAMPLES, COUNTER_EXAMPLES = "Exemples", "Contre-exemples"
MARKERS, ANCHORED, EXCLUSIONS = "Indices", "Indices faibles", "Exclusions"
ANCHORED_HELP = "ils ne comptent que si un terme d'ancrage est dans la même phrase ou dans une phrase voisine"
UNSEEN, TAKEN, LEFT, SEEN = "sans indice", "pris à tort par", "laissé", "vu par"
# Un indice, dit en mots
THEN, GAP_TOLD, IN_A_ROW = " ; puis ", "jusqu'à quatre mots quelconques", "ces mots de suite : « {} »"
ONE_OF, MAYBE, OF_LIST = "l'un de ces mots : {}", "facultatif : {}", "un mot de la liste « {} »"
BEGINS, ALL_FORMS, ONE_WORD = "tout mot qui commence par « {} »", "toutes les formes de « {} »", "le mot « {} »"
SEE_EXPRESSION = "voir l'expression"
NO_MARKER = "Aucun indice : ce code n'est suggéré que par ressemblance."
FIRED = ("extrait", "extraits")
SEE_EXTRACTS = "Lire ses extraits"
RETIRED, PARENT = "retiré le", "Sous le code"
APART = ("extrait d'un questionnaire ou d'un carnet, à part", "extraits de questionnaires ou de carnets, à part")
WAITING_ONE, WAITING_MANY = "suggestion à relire", "suggestions à relire"
TO_ASSIGN = "Passages restés sous ce code, à reprendre par qui les a codés"
TO_ASSIGN_HELP = (
    "Ouvrez chaque passage dans la lecture et donnez-lui l'un des nouveaux codes : le codage d'origine reste écrit, "
    "avec son auteur, sa date et son mémo."
)
ONE_A_LINE = "un par ligne"
LANGUAGE, LANGUAGE_TITLE = (
    ("pas le temps", "ces mots, dans cet ordre"),
    ("dématérialis*", "tous les mots qui commencent ainsi"),
    ("prendre+", "toutes les formes d'un mot du dictionnaire : prends, prenait, prise…"),
    ("(un|deux mots)", "l'un ou l'autre"),
    ("(vraiment)?", "facultatif ; « <pronom>? » laisse passer un pronom"),
    ("faire … place", "jusqu'à quatre mots quelconques entre les deux"),
    ("<outil>", "un mot d'une liste de la grille"),
), "Comment écrire un indice"
SAVE = "Enregistrer"
NOTHING_CHANGED = "Modifiez un champ : l'effet s'affiche ici avant d'enregistrer."
EFFECT, GAINED, LOST = "Effet sur les passages", "Passages gagnés", "Passages perdus"
NO_EFFECT = "Aucun passage gagné ni perdu."
RESERVED = "Passage à ne pas citer : à lire seulement dans l'entretien."
RIGHT = "Justes, parmi les passages trouvés dans les entretiens qu'une personne a lus en entier"
BEFORE, AFTER, NOT_JUDGED, FEW = "avant", "après", "aucun passage lu", "trop peu pour conclure"
REDEFINED = "La définition change : les suggestions refusées de ce code reviendront, à relire à neuf."
OPERATION = "Opération"
OPERATIONS = {
    "create": "Créer un code", "rename": "Renommer", "move": "Déplacer", "merge": "Fusionner dans un autre",
    "split": "Scinder", "retire": "Retirer", "restore": "Remettre en service",
}
NEW_LABEL, NEW_ID, NEW_FAMILY = "Nom", "Identifiant", "Famille"
NEW_PARENT, NO_PARENT, INTO = "Sous le code", "(aucun)", "Dans quel code"
WITH_MARKERS = "Reprendre aussi ses indices et ses exemples"
PIECES = "Nouveaux codes, un par ligne : IDENTIFIANT = nom"
KEEP = "Garder ce code au-dessus des nouveaux (sinon il est retiré)"
FILL = "Remplissez les champs : l'aperçu s'affiche avant toute écriture."
PREVIEW, TOUCHED, THEMES, LINES = "Aperçu", "Codages touchés", "Thèmes touchés", "Lignes changées dans les fichiers"
COUNTED_AS, UNCHANGED = "compté sous", "aucun codage n'est touché"
DO, DONE = "Faire l'opération", "Fait : {}. « Historique » permet de l'annuler."
NAME, NAME_HELP = "Votre nom", "Il est écrit dans l'historique de la grille."
UPDATE = "Passez par la page « Mettre à jour » pour que les suggestions suivent."
HISTORY_EMPTY = "Aucune opération n'a encore été faite."
UNDO, UNDO_HELP = "Annuler la dernière opération", "Les deux fichiers redeviendront identiques, octet pour octet."
UNDONE = "Annulé : {}."
LAST = "Dernière opération"
