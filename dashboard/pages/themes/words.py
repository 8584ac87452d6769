"""What the page of themes says, in French: data."""

from __future__ import annotations

INTRODUCTION = "Un thème est écrit par une personne ; la machine n'en crée jamais."
NONE = "Aucun thème n'est écrit pour l'instant. Le premier s'écrit ici : un nom, une définition, les codes réunis."
COUNTS = "{people} · {sessions} · {excerpts}"
EXCERPT = ("extrait", "extraits")
TYPICAL, FAR, CONTRARY, MEMOS = "Passages typiques", "Éloignés (à lire)", "Cas contraires", "Mémos"
TYPICAL_RULE = (
    "Ceux qu'une personne a choisis d'abord ; les autres par règle : les plus codés ainsi, les moins masqués, d'une "
    "longueur qui se lit d'un coup d'œil, un par personne."
)
FAR_RULE = (
    "Règle : parmi les passages que des personnes ont mis dans ce thème, les {n} dont le sens est le plus loin de leur "
    "centre (la moyenne de leurs vecteurs), un par personne, hors de ceux déjà montrés ; rien sous {fewest} passages. "
    "Loin ne veut pas dire contraire : c'est à lire."
)
CONTRARY_RULE = "Seule une personne dit qu'un passage est un cas contraire."
NO_FAR, NO_CONTRARY, NO_MEMO = "Aucun.", "Personne n'en a posé.", "Aucun mémo."
CHOSEN_BY = "choisi par {}"
HOLD_TYPICAL, HOLD_CONTRARY, DROP = "Typique", "Cas contraire", "Retirer"
HOLD_TYPICAL_HELP = "Le garder comme passage typique de ce thème, à la place d'un choix par règle."
HOLD_CONTRARY_HELP = "Le poser comme cas contraire de ce thème."
DROP_HELP = "Reprendre ce que vous avez dit de ce passage."
NOTE = "Pourquoi (facultatif, gardé avec le prochain geste)"
GESTURES = "Dire ce qu'un passage est pour ce thème"
OTHER, OTHER_HINT = "Chercher un autre passage", "des mots du passage"
NOT_FOUND = "Aucun passage qui puisse être montré ne contient ces mots."
NEW_MEMO, WRITE_MEMO = "Écrire un mémo sur ce thème", "Garder le mémo"
LOST, LOST_LINE = "À replacer", "decisions/{file}, ligne {line} · {theme} · {reason} : "
EDIT = "Écrire les thèmes"
ACTIONS = {"edit": "Modifier ce thème", "create": "Nouveau thème", "delete": "Supprimer ce thème", "undo": "Annuler"}
LABEL, DEFINITION, CODES, GROUPINGS = "Nom", "Définition", "Codes réunis", "Regroupements rattachés (par numéro)"
PREVIEW, WRITE, DELETE = "Lignes changées dans codebook/themes.yaml", "Écrire", "Supprimer"
DELETE_HELP = "Aucun codage ne change ; les passages et mémos posés sur ce thème sont gardés et listés « à replacer »."
FILL = "Donnez un nom et une définition : l'aperçu montrera les lignes du fichier avant d'écrire."
UNCHANGED = "Rien n'est changé pour l'instant."
NOTHING_TO_UNDO = "Rien à annuler."
KEPT = "Noté dans decisions/themes/{}.csv."
THROUGH_GROUPINGS = "Un regroupement rattaché est une piste de lecture : il n'ajoute personne aux chiffres du thème."
WITHOUT_ASKED_HELP = (
    "Sans : la question leur fut posée (transcripts/guide.csv), et aucun passage n'y est codé par une personne. Avec : "
    "qu'elle leur ait été posée ou non."
)
BY_ATTRIBUTE, GROUPINGS_OF_THEME = "Répartir selon", "Regroupements rattachés"
WITHOUT_HELP = "« Sans » veut dire : aucun passage codé ainsi par une personne, pour l'instant."
