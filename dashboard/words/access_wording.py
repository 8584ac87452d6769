"""What is said to those who may not see or do something, in French: data."""

from __future__ import annotations

NO_LOGIN = (
    "Ce tableau de bord est servi au-delà de cette machine, et rien ne dit qui le regarde : il ne montre rien. "
    "Ouvrez-le sur la machine elle-même, ou mettez en place l'identification de l'équipe (docs/acces.md)."
)
LOG_IN_FIRST, LOG_IN, LOG_OUT = "Ces entretiens se lisent au sein de l'équipe : identifiez-vous.", "S'identifier", (
    "Se déconnecter"
)
UNKNOWN = (
    "Vous êtes identifié·e, mais personne ne vous a inscrit·e dans l'enquête. Demandez à qui en est responsable "
    "d'ajouter votre adresse à « {file} »."
)
BROKEN = (
    "{file} ne se lit pas. Chaque adresse y est suivie d'un rôle (lecture, codage ou responsable) et d'un nom : "
    "voir docs/acces.md."
)
MACHINE_ONLY = "Cette page ne s'ouvre que sur la machine où se trouve l'enquête, pour elle seule."
LEAD_ONLY = "Seules les personnes responsables de l'enquête font cela."
