"""What is said to those who may not see or do something, in French: data."""

from __future__ import annotations

NO_LOGIN = (
    "Ce tableau de bord est servi au-delà de cette machine, et rien ne dit qui le regarde : il ne montre rien. "
    "Ouvrez-le sur la machine elle-même, ou mettez en place l'identification de l'équipe (docs/acces.md)."
)
LOG_IN_FIRST, LOG_IN, LOG_OUT = "Ces entretiens se lisent au sein de l'équipe : identifiez-vous.", "S'identifier", (
    "Se déconnecter"
)
KNOWN_AS = "Identifié·e : {name}"
MISSING = (
    "Ce tableau de bord est celui d'une équipe, mais l'extension qui sert à s'identifier n'est pas installée sur le "
    "serveur : il ne montre rien. Qui s'en occupe tape « pip install \"filigrane[serveur]\" », puis le relance "
    "(docs/acces.md)."
)
MISCONFIGURED = (
    "L'identification est mal réglée sur le serveur : la section [auth] de « .streamlit/secrets.toml » est incomplète. "
    "docs/acces.md dit ce qu'elle contient."
)
UNKNOWN = (
    "Vous êtes identifié·e ({key}), mais personne ne vous a inscrit·e dans l'enquête. Demandez à qui en est "
    "responsable de vous ajouter à « {file} »."
)
NOT_VOUCHED = (
    "Vous êtes identifié·e, mais votre fournisseur ne garantit pas que votre adresse est bien la vôtre : elle n'ouvre "
    "rien. Qui est responsable de l'enquête peut vous inscrire dans « {file} » par votre identifiant : {sub} "
    "(docs/acces.md)."
)
BROKEN = (
    "{file} ne se lit pas. Chaque personne y est suivie d'un rôle (lecture, codage ou responsable) et d'un nom : "
    "voir docs/acces.md."
)
TWICE = "{file} donne le même nom à deux personnes : leurs décisions ne se distingueraient plus. Changez l'un des deux."
NOT_FOR_YOU = "Votre rôle dans l'enquête n'ouvre pas cette page."
MACHINE_ONLY = "Cette page ne s'ouvre que sur la machine où se trouve l'enquête, pour elle seule."
LEAD_ONLY = "Seules les personnes responsables de l'enquête font cela."
