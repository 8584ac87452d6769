"""What versions say, in French: data."""

from __future__ import annotations

from datetime import datetime

from pipeline.language.numbers import MONTHS

NO_GIT = (
    "Pour garder des versions, Filigrane se sert de git, qui n'est pas sur cette machine. Installez-le "
    "(git-scm.com, ou le gestionnaire de paquets du système), puis recommencez : il n'y a rien d'autre à "
    "régler. En attendant, « filigrane backup FICHIER » garde une copie chiffrée de toute l'enquête."
)
UNDER_WAY = (
    "Une fusion ou un autre travail de git est en cours dans ce dossier : finissez-le ou abandonnez-le avec git, puis "
    "recommencez. Rien n'est écrit."
)
GIT_SAYS = "git n'a pas pu le faire, et rien n'est perdu. Il dit : « {said} »"
REFUSED = "Version refusée, "
PRIVATE = (
    "Version refusée, rien n'est écrit : git tiendrait ce qui ne doit pas quitter cette machine ({paths}). "
    "« filigrane doctor » dit comment l'en retirer."
)
NAMED = (
    "Version refusée, rien n'est écrit : un nom privé se lit peut-être dans ce qui serait gardé ({places}). "
    "« filigrane doctor --mend --by NOM » le remplace dans les décisions ; ailleurs, corrigez-le. Si ce n'est pas un "
    "nom, enregistrez quand même."
)
NO_VERSION = "Aucune version ne s'appelle « {} ». « filigrane version » en donne la liste."
SEVERAL = "« {} » peut désigner plusieurs versions : donnez plus de signes."
NOT_YET = "Aucune version n'est encore enregistrée."
CHANGED_SINCE = "L'enquête a changé depuis l'aperçu : regardez de nouveau ce qui changerait. Rien n'est écrit."
FIRST, NOTHING_TOLD = "Début de l'enquête", "Mise à jour"
BACK_TO = "Retour à la version du {when} : {said}"
BEFORE_BACK = "Avant le retour à la version du {when}"
# Ce qu'une ligne ajoutée à un fichier de décisions dit, par son dossier et son geste ; « » : tout autre geste.
TOLD: dict[tuple[str, str], tuple[str, str]] = {
    ("codings", "add"): ("codage", "codages"),
    ("codings", "accept"): ("suggestion acceptée", "suggestions acceptées"),
    ("codings", "refuse"): ("suggestion refusée", "suggestions refusées"),
    ("codings", "modify"): ("codage corrigé", "codages corrigés"),
    ("codings", "remove"): ("codage retiré", "codages retirés"),
    ("codings", "unsure"): ("passage laissé en doute", "passages laissés en doute"),
    ("codings", "undo"): ("geste annulé", "gestes annulés"),
    ("codings", "star"): ("passage marqué à citer", "passages marqués à citer"),
    ("codings", "unstar"): ("passage qui n'est plus à citer", "passages qui ne sont plus à citer"),
    ("codings", "memo"): ("mémo", "mémos"),
    ("codings", "read"): ("entretien lu en entier", "entretiens lus en entier"),
    ("codings", ""): ("geste de codage", "gestes de codage"),
    ("identifiers", "sign"): ("signature", "signatures"),
    ("identifiers", "fix"): ("pseudonyme fixé", "pseudonymes fixés"),
    ("identifiers", ""): ("mot relu", "mots relus"),
    ("consent", ""): ("passage réservé", "passages réservés"),
    ("roles", ""): ("décision sur qui parle", "décisions sur qui parle"),
    ("corrections", ""): ("correction de transcription", "corrections de transcription"),
    ("arbitrations", ""): ("arbitrage", "arbitrages"),
    ("themes", ""): ("décision sur un thème", "décisions sur des thèmes"),
    ("framework", ""): ("résumé de cas", "résumés de cas"),
    ("verdicts", ""): ("lecture croisée du questionnaire", "lectures croisées du questionnaire"),
    ("quotes", ""): ("choix de citation", "choix de citation"),
    ("withdrawals", ""): ("ligne de retrait", "lignes de retrait"),
    ("", ""): ("décision", "décisions"),
}
# Ce que dit un fichier qui a changé : le premier dont c'est le début.
FILES = (
    ("codebook/themes.yaml", "les thèmes"), ("codebook/memos", "des mémos"), ("codebook", "la grille de codage"),
    ("params.yaml", "les réglages"),
)
GONE, CAME_BACK = ("{n} sort", "{n} sortent"), ("{n} revient", "{n} reviennent")
OF = "{what} ({who})"
APPEARS, DISAPPEARS, BECOMES = "{file} revient", "{file} sort", "{file} redevient comme alors"
STAYS = (
    "Ne reviennent jamais en arrière, parce qu'ils protègent des personnes : la relecture de la pseudonymisation, ce "
    "que les personnes permettent, les retraits."
)
WITHDRAWN = (
    "{n} ligne ne revient pas : quelque chose a été retiré de son entretien depuis",
    "{n} lignes ne reviennent pas : quelque chose a été retiré de leurs entretiens depuis",
)
SAME = "Rien ne changerait : l'enquête est déjà comme elle était à cette version."
# La commande
HELP = "garde des versions de ce qui est décidé, et revient à l'une d'elles, sans rien perdre"
ACTIONS = {
    "list": "les versions, la dernière d'abord, et ce qui n'est pas encore enregistré (sans rien dire de plus : ceci)",
    "save": "enregistre une version, avec une phrase faite de ce qui a été décidé",
    "back": "montre ce qui changerait en revenant à une version ; le fait avec --yes",
}
VERSION, BY, YES = "les premiers signes de la version", "qui enregistre ou revient", "le fait, après l'aperçu"
SENTENCE, ANYWAY = "une autre phrase que celle qui est proposée", "enregistre même si un mot ressemble à un nom privé"
MOST = "combien de versions montrer"
SAVED, NOTHING = "Version enregistrée ({name}) : {said}.", "Rien n'a changé depuis la dernière version : {said}."
UNSAVED = "Pas encore enregistré : {said}. « filigrane version save » l'enregistre."
ALL_SAVED = "Tout est enregistré."
NOT_DONE = "Rien n'est écrit. Pour revenir à cette version : la même commande avec --yes."
WENT_BACK = (
    "Fait : {said}. Ce qui était là avant est la version {before} ; « filigrane version back {before} --yes » y "
    "revient. Lancez « filigrane run »."
)
MORE_LINES = "    … et {n} autres lignes"
WOULD = "Revenir à la version du {when} ({said}) :"


def moment(at: datetime) -> str:
    """
    Say a day and an hour.

    >>> moment(datetime(2026, 3, 1, 9, 5))
    '1er mars 2026 à 9 h 05'
    """
    day = "1er" if at.day == 1 else str(at.day)
    return f"{day} {MONTHS[at.month - 1]} {at.year} à {at.hour} h {at.minute:02}"
