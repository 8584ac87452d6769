"""What the first page says, and the steps of its tour: title, what to do there, page, what its address says. Data."""

from __future__ import annotations

from typing import NamedTuple

PLACES = "lieux d'enquête"
ANSWERS = "réponses au questionnaire"
PLACE_ONE = "lieu d'enquête"

SINCE_LINK = "Voir pourquoi"
ANSWER_ONE = "réponse au questionnaire"
AT_LEAST = "au moins"
TO_DO, NOTHING_TO_DO = "À faire", "Rien n'attend pour l'instant."
UPDATING = (
    "Une mise à jour est en cours : ce qui reste à relire, à régler ou à signer se saura quand elle sera finie."
)
STARTING = "Exemple de départ (travail social et numérique), à remplacer par le vôtre :"
ORPHAN_LIST = "Voir lesquels"
TYPICAL_ONE, FAR_ONE = "Typique", "Éloigné (à lire)"
FAR_HELP = (
    "Parmi les passages que des personnes ont codés dans ce thème, celui dont les mots ressemblent le moins aux "
    "autres, d'après le calcul. Éloigné ne veut pas dire contraire : c'est à vous de le dire."
)

OPEN, CLOSE = "Visite guidée", "Fermer la visite"
TITLE = "Visite du corpus fictif"
ABOUT = (
    "Ces entretiens n'ont jamais eu lieu : essayez tout. Rien n'est écrit tant que vous n'avez pas donné votre nom."
)


class TourStep(NamedTuple):
    """One step: where it leads, and what to do there."""

    title: str
    text: str
    page: str
    address: dict[str, str]


STEPS = (
    TourStep(
        "Lire un entretien",
        "Les codes se lisent en marge. Donnez votre nom (« Coder cet entretien »), puis sélectionnez "
        "des mots à la souris ou au clavier : un code, une étoile, et Ctrl+Z pour revenir.",
        "lecture",
        {},
    ),
    TourStep(
        "Retrouver des passages",
        "Un mot, un code, une personne, un attribut. L'adresse garde la recherche ; "
        "« Lire dans l'entretien » ramène au texte.",
        "extraits",
        {"mots": "temps", "vue": "concordance"},
    ),
    TourStep(
        "Relire une suggestion",
        "La machine propose et dit pourquoi ; vous acceptez, refusez ou modifiez, d'une "
        "touche. Rien n'est compté avant.",
        "suggestions",
        {},
    ),
    TourStep("Comparer", "Qui parle de quoi, personnes d'abord. Chaque case ouvre ses passages.", "matrice", {}),
    TourStep(
        "Vérifier les noms",
        "Chaque remplacement est proposé, relu et signé. Cette page ne s'ouvre que sur cette machine.",
        "pseudonymisation",
        {},
    ),
    TourStep(
        "Citer",
        "Les passages marqués ★ partent en .docx ou .odt, lettre pour lettre. À côté des attributs montrés, "
        "on lit combien de personnes leur correspondent.",
        "citations",
        {},
    ),
)
