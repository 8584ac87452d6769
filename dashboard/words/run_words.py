"""What several pages say of a run: interviews brought in, the update, what must be settled first; in French: data."""

from __future__ import annotations

UPDATE, PREPARING = "Mettre à jour", "préparation"
STALE, SHOW = "Une mise à jour vient de finir : cette page montre encore la précédente.", "Montrer la nouvelle"
# Ce qui a changé, par le début de son chemin : le premier qui convient.
CHANGED = (
    ("transcripts", "des transcriptions, ou ce qui est dit de qui parle"),
    ("codebook/themes.yaml", "les thèmes"),
    ("codebook", "la grille de codage"),
    ("decisions/codings", "des décisions de codage"),
    ("decisions/arbitrations", "des arbitrages"),
    ("decisions/identifiers", "des relectures de la pseudonymisation"),
    ("decisions/consent", "ce que les personnes permettent"),
    ("decisions/roles", "qui parle"),
    ("decisions/corrections", "des corrections de transcriptions"),
    ("decisions/withdrawals", "des retraits"),
    ("decisions", "des décisions"),
    ("secrets", "la clé qui tire les pseudonymes"),
    (".filigrane/code", "le logiciel lui-même"),
)
SETTINGS = "les réglages : {names}"
SECTIONS = {"study": "l'enquête", "participants": "les attributs des personnes", "executor": "la façon de calculer"}
OTHER_SETTINGS = "d'autres"
# Déposer
FILES, BRING = "Vos transcriptions, un fichier par entretien ou par groupe", "Déposer"
FILES_HELP = (
    "Texte, Word, OpenDocument, sous-titres, ELAN, Transcriber… Les fichiers sont copiés dans votre enquête, "
    "sur cette machine. Aucun fichier présent n'est remplacé. Le projet d'un autre logiciel (.qdpx de NVivo, ATLAS.ti, "
    "MAXQDA… ; data.qda de QualCoder ; .sqlite3 ou .html surligné de Taguette ; .rqda ; .crp de Sonal avec ses .sonal) "
    "est repris entier : textes, grille, codages et mémos. « Voir ce qui serait repris » ne fait que regarder."
)
LOOK, WOULD_COME = "Voir ce qui serait repris", "Ce qui serait repris"
NO_PROJECT = "Aucun de ces fichiers n'est le projet d'un autre logiciel : déposez-les."
READING = "Où tombent les codages du projet : quelle lecture suivre ?"
READINGS = ("selon la 1re lecture, gardée à défaut", "selon la 2e lecture")
BROUGHT = "Ce qui en a été compris"
NEXT = "Mettre à jour l'enquête"
WHO_SPEAKS, WHO_ARE = "Voir et corriger qui parle", "Dire qui sont les personnes"
WAITING_FILES = "Des transcriptions sont là, et rien n'est encore calculé."
TRY, BACK = "Essayer avec le corpus fictif", "Revenir à mon enquête"
TRY_HELP = (
    "Seize entretiens et groupes inventés, déjà codés par deux personnes : pour voir ce que fait chaque page avant "
    "d'apporter les vôtres. Vos fichiers n'y sont pas mêlés."
)
ON_DEMONSTRATION = "Vous essayez le corpus fictif : ces personnes n'existent pas."
MACHINE_ONLY = "Les entretiens se déposent sur la machine où se trouve l'enquête."
ADDRESS = "regler"  # pseudonymisation?vue=regler
TASK = "Des mots à régler avant de sortir"
HELD_BACK = "Aller à la page « À régler avant de sortir »"
HELD_ELSEWHERE = "Cela se règle sur la machine de l'enquête, page Pseudonymisation, « À régler avant de sortir »."
REVIEW, LISTEN = "Pseudonymisation", "Écouter et corriger"
LOCKED = "écrit en tête du fichier d'entretien : changez-le là"
REVIEW_UPDATING = (
    "Une mise à jour est en cours : ce qui se relit ici est refait. Cette page revient d'elle-même dès que c'est "
    "prêt ; ce que vous avez décidé et signé est gardé."
)
