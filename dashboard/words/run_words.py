"""What is said of a run: the deposit of interviews, the update, what changed; in French: data."""

from __future__ import annotations

UPDATE = "Mettre à jour"
ABOUT = (
    "Le calcul refait ce qui a changé, et rien d'autre, sur cette machine. Vos décisions ne sont jamais réécrites : "
    "ce que vous avez codé reste où vous l'avez codé."
)
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
    ("decisions/withdrawals", "des retraits"),
    ("decisions", "des décisions"),
    ("secrets", "le secret de l'enquête"),
    (".filigrane/code", "le logiciel lui-même"),
)
SETTINGS = "les réglages (params.yaml) : {names}"
# Déposer
FILES, BRING = "Vos transcriptions, un fichier par entretien ou par groupe", "Déposer"
FILES_HELP = (
    "Texte, Word, OpenDocument, sous-titres, Sonal, ELAN, Transcriber… Les fichiers sont copiés dans « transcripts », "
    "sur cette machine. Aucun fichier présent n'est remplacé."
)
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
TITLE = "Qu'est-ce qui a changé ?"
SINCE, REVISION = "Comparer avec", "Version enregistrée par git"
SINCES = {"": "le calcul précédent", "git": "une version enregistrée (git)"}
REVISION_HINT = "HEAD, HEAD~1, une étiquette, un identifiant de commit"
CAUSE, CODE, LAYER = "Pourquoi", "Code", "Ce qui compte"
ALL = "tout"
INTRODUCTION = (
    "Deux calculs comparés extrait par extrait : ce que les personnes ont codé d'abord, les suggestions à relire à "
    "part. Chaque code est compté pour lui-même, sans ceux qui le précisent."
)
NOTHING_BEFORE = "Aucun calcul précédent n'est gardé : il n'y a encore rien à comparer."
NOTHING_BEFORE_HELP = (
    "Passez par la page « Mettre à jour » une première fois, puis une seconde après avoir codé, corrigé une "
    "transcription ou changé la grille : cette page dira ce qui a bougé et pourquoi. Si votre dossier est suivi par "
    "git, « Comparer avec » permet aussi de choisir une version déjà enregistrée."
)
NONE_SO = "Aucun changement ne répond à ces filtres."
READ_PASSAGE, WAS = "Lire le passage", "avant : {}"
UNTOLD, GONE = "passage sans attribution", "passage qui n'est plus dans l'enquête, ou plus citable"
SHOWN = 40
AND_MORE = "Autres changements : {}. Resserrez les filtres pour les voir."
SUGGESTED = "Les suggestions à relire, par thème et par code"
HOW = "Comment les causes sont dites"
THEME, CODE_COLUMN = "thème", "code"
BEFORE, ENTERED, LEFT, MOVED, AFTER, PEOPLE = "avant", "entrés", "sortis", "déplacés", "maintenant", "personnes"
