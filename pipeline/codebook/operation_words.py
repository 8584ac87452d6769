"""What operations on the grid and on themes say, in French: data."""

from __future__ import annotations

OPERATIONS = {
    "create": "création", "rename": "nouveau nom", "move": "déplacement", "merge": "fusion", "split": "scission",
    "attach": "rattachement d'un regroupement", "promote": "code tiré d'un regroupement",
    "retire": "retrait", "restore": "remise en service", "edit": "modification", "undo": "annulation",
    "theme_create": "nouveau thème", "theme_edit": "thème modifié", "theme_delete": "thème supprimé",
}
UNKNOWN = "« {} » n'est pas un code de la grille. Codes : {}."
TAKEN = "« {} » est déjà l'identifiant d'un code, ou l'a été : choisissez-en un autre."
BAD_ID = "« {} » ne peut pas être un identifiant : des lettres, des chiffres et des tirets, 20 signes au plus."
NO_LABEL = "Donnez un nom au code."
NO_DEFINITION = "Donnez une définition au code : c'est elle qui dit à chacun ce qu'il faut y mettre."
UNKNOWN_FAMILY = "« {} » n'est pas une famille de la grille. Familles : {}."
INTO_ITSELF = "« {} » ne peut pas être fusionné avec lui-même."
INTO_RETIRED = "« {} » est retiré : remettez-le en service avant d'y fusionner un autre code."
TWO_PIECES = "Une scission donne au moins deux codes ; nommez-les tous."
NOT_RETIRED = "« {} » n'est pas retiré."
ALREADY_RETIRED = "« {} » est déjà retiré."
NOTHING_CHANGES = "Rien ne change : l'opération laisserait la grille telle qu'elle est."
CHANGED_SINCE = (
    "{} a changé depuis l'aperçu (une autre personne, ou un éditeur de texte). Rien n'a été écrit : regardez "
    "l'aperçu à nouveau."
)
NOTHING_TO_UNDO = "Aucune opération à annuler."
EDITED_SINCE = (
    "{} a été modifié à la main depuis « {} » : l'annuler perdrait cette modification. Rien n'a été écrit. "
    "Le fichier d'avant reste dans {}."
)
LOST_SNAPSHOT = "{} est introuvable : l'opération ne peut pas être annulée. Rétablissez ce fichier."
BROKEN_HISTORY = "{}, ligne {} : il manque des colonnes. Rétablissez la ligne."
UNKNOWN_THEME = "« {} » n'est pas un thème. Thèmes : {}."
ALREADY_ATTACHED = "Le regroupement {} est déjà rattaché à « {} »."
NO_EXCERPT = "Le regroupement {} n'a aucun extrait par lequel le reconnaître."
UNWRITTEN_THEME = "« {} » n'est pas un thème de codebook/themes.yaml."
THEME_WITHOUT_LABEL = "Donnez un nom au thème."
THEME_WITHOUT_DEFINITION = "Écrivez la définition du thème : c'est elle qui dit ce qu'il réunit, et pourquoi."
