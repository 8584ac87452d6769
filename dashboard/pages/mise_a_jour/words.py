"""What the page Mettre à jour says of versions, in French: data."""

from __future__ import annotations

VERSIONS = "Versions"
ABOUT = (
    "Une version garde la grille, les réglages et tout ce qui a été décidé, avec une phrase qui le dit. "
    "Ni les transcriptions, ni le secret, ni ce qui est calculé n'y entrent."
)
UNSAVED, ALL_SAVED = "Pas encore enregistré : {said}.", "Tout ce qui est décidé est enregistré."
LAST = "Tout ce qui est décidé est enregistré. Dernière version : {version}."
SAVE, SAVE_ANYWAY = "Enregistrer une version", "Enregistrer quand même"
SENTENCE = "Une phrase à vous, si vous voulez"
SAVED = "Version enregistrée : {said}."
NOTHING = "Rien n'a changé depuis la dernière version."
EACH_RUN = "Une version est aussi enregistrée après chaque mise à jour (params.yaml, « versions: each_run »)."
BACK, WHICH, CHOOSE = "Revenir à une version", "Version", "Choisir une version"
WOULD = "Ce qui changerait"
DO_BACK, WENT_BACK = "Revenir à cette version", "{said}. Pour défaire ce retour : revenez à la version d'avant."
AFTER = "Mettez l'enquête à jour pour que les pages le montrent."
LINES = "Voir les lignes de {file}"
ON_DEMONSTRATION = "Les versions se gardent dans votre enquête, pas dans le corpus d'essai."
