"""What ``filigrane codes`` and ``filigrane codebook`` say, in French: data."""

from __future__ import annotations

CODES = "montre la grille de codage et la change : créer, renommer, déplacer, fusionner, scinder, retirer, annuler"
CODEBOOK = "vérifie la grille de codage : ses exemples et ses contre-exemples servent d'essais à ses indices"
ACTIONS = {
    "list": "la grille, avec le nombre de codages de chaque code",
    "show": "un code : sa définition, ses exemples, ses indices, ses passages codés",
    "create": "ajoute un code",
    "rename": "change le nom affiché d'un code, ou son identifiant (l'ancien reste compris)",
    "move": "met un code dans une autre famille ou sous un autre code",
    "merge": "fusionne un code dans un autre ; aucun codage n'est réécrit",
    "split": "scinde un code ; ses codages restent, à reprendre un par un",
    "retire": "retire un code : ses codages restent, il n'est plus proposé",
    "restore": "remet en service un code retiré",
    "undo": "annule la dernière opération : les fichiers redeviennent identiques, octet pour octet",
    "history": "ce qui a été fait à la grille, par qui et quand",
    "try": "essaie un indice sans rien écrire : passages gagnés et perdus",
}
CHECK = "essaie chaque indice sur les exemples et les contre-exemples de son code"
CODE, INTO, ID = "identifiant du code, par exemple A1", "code qui reste", "identifiant du nouveau code"
LABEL, DEFINITION, FAMILY = "nom affiché", "ce que le code veut dire", "famille, par exemple A"
UNDER, TOP, NEW_ID = "code que celui-ci précise", "ne plus le mettre sous un autre code", "nouvel identifiant"
REGISTRE = "donner aussi ses indices et ses exemples au code qui reste"
PIECES = "« IDENTIFIANT=nom », une fois par nouveau code"
KEEP = "garder le code au-dessus des nouveaux, au lieu de le retirer"
MARKER = "l'indice à essayer, entre guillemets"
ANCHORED = "un indice faible, qui ne compte que près d'un terme d'ancrage"
BY = "qui décide : le nom écrit dans l'historique"
YES, PREVIEW = "fait l'opération après l'aperçu", "montre seulement l'aperçu (c'est ce qui se passe sans --yes)"
ALL = "montre aussi ce qui va bien"

NOT_DONE = "Rien n'est écrit. Pour faire l'opération : la même commande avec --yes --by VOTRE_NOM."
WHO = "Dites qui décide : --by VOTRE_NOM."
DONE = "Fait : {} ({}). Pour revenir en arrière : filigrane codes undo. Puis lancez « filigrane run »."
UNDONE = "Annulé ({}). La grille et les thèmes sont redevenus ce qu'ils étaient. Puis lancez « filigrane run »."
WOULD_UNDO = "L'opération qui serait annulée : {} ({}), par {}, le {}."
RETIRED = "retiré le {}"
CODINGS = ("codage", "codages")
MARKERS = ("indice", "indices")
TOUCHED = "Codages touchés : {} ; ils restent tels que leurs auteurs les ont écrits."
COUNTED_AS = "compté sous"
LINES, THEMES_TOUCHED, NO_HISTORY = "Lignes changées :", "Thèmes touchés :", "Aucune opération pour l'instant."
FIELDS = {
    "definition": "définition", "include": "inclure", "exclude": "exclure", "parent": "précise le code",
    "retired": "retiré le", "examples": "exemples", "counter_examples": "contre-exemples", "markers": "indices",
    "anchored": "indices faibles (près d'un terme d'ancrage)", "exclusions": "exclusions",
}
GAINED, LOST, NO_EFFECT = "Passages gagnés", "Passages perdus", "Aucun passage gagné ni perdu."
PRECISION = "Justes parmi ceux que des personnes ont lus : {} avant, {} après."
NOT_JUDGED = "aucun passage lu"
FEW = "trop peu pour conclure"

BROKEN = "✗ {}, contre-exemple : « {} » est pris par {}"
UNSEEN = "· {}, exemple sans indice : « {} »"
FAINT = "· {}, {} : « {} » n'a que des indices faibles ({}) : ils ne comptent que près d'un terme d'ancrage"
FINE_EXAMPLE = "✓ {}, exemple : « {} » ← {}"
FINE_COUNTER = "✓ {}, contre-exemple laissé : « {} »"
KINDS = {"example": "exemple", "counter_example": "contre-exemple"}
SUMMARY = "{} exemples : {} vus, {} sans indice. {} contre-exemples : {} pris à tort."
WITHOUT = "· {} n'a pas {} : {}"
WANTED = {
    "definition": ("de définition", "personne ne saura quoi y mettre"),
    "examples": ("d'exemple", "la ressemblance des passages ne peut rien en tirer"),
    "counter_examples": ("de contre-exemple", "rien n'essaie ce qu'il faut laisser"),
}
MEND = "Corrigez ces indices ou ajoutez une exclusion, dans codebook/codebook.yaml."
FINE = "La grille tient."
