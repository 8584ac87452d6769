"""What the page Lecture says of words that a speaker reserves, in French: data."""

from __future__ import annotations

from pipeline.model.contracts import Consent

LEVELS: dict[Consent, str] = {
    "unattributed": "Sans attribution", "not_quotable": "Ne pas citer", "not_analysed": "Ne pas analyser",
}
WHILE_READING = "à la lecture"
RESERVED = "{level} : c'est noté dans decisions/consent. Ces mots ne sont plus proposés ailleurs."
MINE = "Ce que vous avez réservé ici"
LINE = "tour {turn} : {words}"
LIFT, LIFT_HELP = "Lever", "Une ligne de plus l'écrit dans decisions/consent : rien ne s'y efface."
LIFTED = "Réserve levée : c'est noté dans decisions/consent."
LIFTED_LATER = (
    "Réserve levée : c'est noté dans decisions/consent. La dernière mise à jour la connaissait : ces mots restent "
    "réservés jusqu'à la prochaine."
)
