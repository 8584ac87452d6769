"""What the page « Grille de codage » says, in French: data."""

from __future__ import annotations

INTRODUCTION = (
    "Chaque changement se voit avant d'être fait, porte votre nom, et s'annule. Les codages suivent leur code : aucun "
    "n'est perdu ni réécrit."
)
NO_CODE = (
    "Aucun code encore. Créez-en un ici, ou en lisant : sélectionnez des mots, tapez un nom, Entrée. « Toute la "
    "grille » reprend celle d'un fichier."
)
CODE = "Code"
VIEWS = {
    "sheet": "Le code", "edit": "Modifier", "operate": "Opérations", "whole": "Toute la grille",
    "history": "Historique",
}
VIEW = "Montrer"
TRY, TRY_HINT = "Essayer une phrase sur toute la grille", "par exemple : on n'a pas le temps de faire avec eux"
TRY_NOTHING = "Aucun indice ne réagit à cette phrase."
FAINT = "indice trop courant pour compter seul : il ne compte que près d'un mot plus sûr de ce code"
DEFINITION, INCLUDE, EXCLUDE = "Définition", "Inclure", "Exclure"
EXAMPLES, COUNTER_EXAMPLES = "Exemples", "Contre-exemples"
MARKERS, ANCHORED, EXCLUSIONS = "Indices", "Indices qui ne comptent pas seuls", "Ce qui les annule"
ANCHORED_HELP = "Mots courants : ils ne comptent que près d'un mot plus sûr, dans la même phrase ou une voisine."
UNSEEN, TAKEN, LEFT, SEEN = "aucun indice ne la trouve", "trouvée à tort par", "bien laissée de côté", "trouvée par"
# Un indice, dit en mots
THEN, GAP_TOLD, IN_A_ROW = " ; puis ", "jusqu'à quatre mots quelconques", "ces mots de suite : « {} »"
ONE_OF, MAYBE, OF_LIST = "l'un de ces mots : {}", "facultatif : {}", "un mot de la liste « {} »"
BEGINS, ALL_FORMS, ONE_WORD = "tout mot qui commence par « {} »", "toutes les formes de « {} »", "le mot « {} »"
SEE_EXPRESSION = "voir comment il est écrit"
NO_MARKER = "Aucun indice : ce code n'est suggéré que par ressemblance."
FIRED = ("extrait", "extraits")
SEE_EXTRACTS = "Lire ses passages"
PARENT = "Sous le code"
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
RIGHT = "Passages trouvés à bon droit, dans les entretiens qu'une personne a lus en entier"
BEFORE, AFTER, NOT_JUDGED, FEW = "avant", "après", "aucun passage lu", "trop peu pour conclure"
REDEFINED = "La définition change : les suggestions refusées de ce code reviendront, à relire à neuf."
OPERATION = "Opération"
OPERATIONS = {
    "create": "Créer un code", "rename": "Renommer", "move": "Déplacer", "merge": "Fusionner dans un autre",
    "colour": "Changer de couleur", "split": "Scinder", "retire": "Retirer", "restore": "Remettre en service",
    "family_create": "Créer une famille", "family_rename": "Renommer une famille",
    "family_remove": "Supprimer une famille",
}
NEW_LABEL, NEW_ID, NEW_FAMILY = "Nom", "Identifiant court (A5…)", "Famille"
NEW_PARENT, NO_PARENT, INTO = "Sous le code", "(aucun)", "Dans quel code"
WITH_MARKERS = "Reprendre aussi ses indices et ses exemples"
PIECES = "Nouveaux codes, un par ligne, par exemple : A5 = Attente au guichet"
KEEP = "Garder ce code au-dessus des nouveaux (sinon il est retiré)"
FILL = "Remplissez les champs : l'aperçu s'affiche avant toute écriture."
PREVIEW, TOUCHED, THEMES, LINES = "Aperçu", "Codages touchés", "Thèmes touchés", "Ce qui change dans la grille"
COUNTED_AS, UNCHANGED = "compté sous", "aucun codage n'est touché"
DO = "Faire l'opération"
DEFINITION_LATER = "Définition (elle peut attendre)"
FAMILY_LABEL, FAMILY_INTO = "Nom de la famille", "Ses {} codes vont dans"
COLOUR, COLOURED = "Couleur", "Couleur de {} changée."
# In the order of the palette (``pipeline.codebook.drafts.COLOURS``).
COLOUR_NAMES = (
    "bleu", "brique", "vert", "violet", "pourpre", "bronze", "pétrole", "framboise", "indigo", "mauve", "émeraude",
    "rouge", "ardoise", "ocre",
)
TREE = {
    "grid": "Grille de codage", "change": "Modifier", "change_family": "Renommer ou supprimer",
    "new_family": "Nouvelle famille", "colour": "Couleur :",
    "how_title": "Déplacer, fusionner : souris ou clavier",
    "how": (
        "Glissez un code sur une famille pour l'y mettre, sur un code pour les fusionner ; au clavier, D le prend, "
        "↑ ↓ vont à l'endroit, Entrée l'y pose, Échap y renonce. Rien ne s'écrit avant l'aperçu."
    ),
    "taken": "Pris. Flèches pour choisir où, Entrée pour poser, Échap pour renoncer.",
    "would_move": "Entrée : déplacer dans", "would_merge": "Entrée : fusionner dans",
}
GIVE_UP = "Renoncer"
ASKED = {
    "move": "Déplacer « {code} » dans la famille « {there} »",
    "merge": "Fusionner « {code} » dans « {there} » : ses codages y comptent, son nom devient un ancien nom",
    "colour": "Changer la couleur de « {code} »",
}
# Toute la grille
EXAMPLE = (
    "Cette grille est celle de l'exemple (travail social et numérique). Tant que personne n'a dit qu'elle est la "
    "vôtre, elle ne suggère rien et ne conseille rien."
)
ADOPT, START_EMPTY = "C'est ma grille", "Partir d'une grille vide"
IMPORT = "Reprendre une grille"
IMPORT_HELP = (
    "Un tableau (.csv, .xlsx : colonnes code, famille, définition, couleur…), une grille REFI-QDA (.qdc) d'un autre "
    "logiciel, ou un texte où les codes sont en retrait sous leur famille. Vous voyez tout avant que rien ne s'écrive."
)
IMPORT_FILE, IMPORT_TEXT = "Fichier", "ou collez-la ici, un code par ligne, en retrait sous sa famille"
IMPORT_DO, UNDERSTOOD = "Ajouter à la grille", "Ce qui a été compris : {codes}, {families}."
CODES, FAMILIES = ("code", "codes"), ("famille", "familles")
TO_SORT_IMPORTED = "sans famille : ils iront dans « À classer »"
EMPTY, EMPTY_DO = "Vider la grille", "Vider la grille"
EMPTY_HELP = (
    "Les codes qui ont servi sont retirés : leurs codages restent, avec leur auteur et leur date. Les autres s'en "
    "vont, avec les familles et les thèmes qui n'ont plus rien. Comme toute opération, cela s'annule."
)
EMPTY_SEEN = "{gone} codes s'en vont ; {retired} sont retirés et gardent leurs codages."
