"""What the page Saturation says, in French: data."""

from __future__ import annotations

BASE, RUN, THRESHOLD = "Base (entretiens)", "Série (entretiens)", "Seuil (part de codes nouveaux)"
HIDDEN = (
    "La démarche de cette enquête ne mesure pas la saturation (« study.saturation: hidden » dans params.yaml). "
    "Rien n'est calculé ici."
)
FIELD_ORDER, RANDOM_ORDERS, MEAN = (
    "ordre du terrain", "95 % des ordres tirés au sort", "moyenne des ordres tirés au sort",
)
CODES_AXIS, SESSIONS_AXIS = "codes connus", "entretiens et groupes lus"
REACHED_AT = "saturation : {base} + {run} entretiens"
COURSE, RUNS = "Ce que chaque entretien apporte", "Les séries l'une après l'autre"
NEW, NOTHING_NEW, UNDATED = "codes nouveaux", "aucun code nouveau", "jour inconnu : placé en dernier"
COURSE_COLUMNS = ("rang", "entretien", "codes nouveaux", "codes connus", "moyenne", "bas", "haut", "lesquels")
RUN_COLUMNS = ("série", "codes nouveaux", "part de la base", "au seuil ou dessous")
NO_CODING = "Personne n'a encore codé d'entretien : il n'y a rien à suivre."
ANCHORS = (
    "Repères publiés : 9 entretiens pour les codes, 16 à 24 pour leur sens (Hennink et al., 2017). Aucun ne vaut "
    "preuve : une grille écrite d'avance sature vite, et un groupe n'est pas un entretien."
)
UNDER = "oui"
SESSIONS_COLUMN = "entretien ou groupe"
