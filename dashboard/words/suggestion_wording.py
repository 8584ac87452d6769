"""What the page Suggestions à relire says, in French: data."""

from __future__ import annotations

SUGGESTIONS = "Suggestions à relire"

HIDDEN_TITLE = "Cette enquête ne montre pas de suggestions"
HIDDEN = (
    "Sa démarche les cache : aucune page n'en montre, et rien n'est proposé à votre place. Lisez et codez à la main. "
    "Pour les montrer un jour : « suggestions: shown », rubrique « study » de params.yaml."
)
MANUAL_TITLE = "Vous codez à la main"
MANUAL = "Dans ce mode, aucune suggestion ne se montre. Changez de mode ci-dessus pour les relire."
READ_BY_HAND = "Lire et coder les entretiens"
NAME, NAME_START = "Votre nom ou vos initiales", "Commencer"
NAME_HELP = "Chaque décision est écrite sous ce nom, dans decisions/codings."
ABOUT = "Un passage à la fois : la machine suggère un code et dit pourquoi, vous acceptez, refusez ou changez."
READ_FIRST = (
    "Lisez déjà les passages. Ce qui leur est suggéré ne se montre pas avant que vous ayez dit qui vous êtes, et "
    "comment vous voulez coder."
)
NOBODY = "Dites d'abord qui vous êtes, en haut de la page : chaque décision est écrite sous un nom."
WAY = "Comment voir les suggestions"
WAYS = {"blind": "Décider d'abord, voir ensuite", "assisted": "Voir en décidant", "manual": "Coder à la main"}
NONE_TITLE, ALL_DONE_TITLE, FILTERED_TITLE = (
    "Aucune suggestion pour l'instant", "Tout est relu", "Aucune suggestion ne répond à ces choix",
)
SHOWN_DONE_TITLE = "Tout ce qui se montre ici est relu"
NONE = (
    "Une suggestion naît d'un indice du registre, d'une définition proche ou de passages déjà codés. Complétez la "
    "grille ou codez quelques passages, puis passez par la page « Mettre à jour »."
)
ALL_DECIDED_TITLE = "Plus de passage à décider"
ALL_DECIDED = "Vous avez décidé de tous les passages de ce choix, ou marqué leurs entretiens comme lus."
ALL_DONE = "Une suggestion refusée ne revient que si la définition de son code change."
FILTERED = "Choisissez un autre code ou un autre entretien : il en reste ailleurs."
# What stands on reserved passages is offered nowhere but in its session.
IN_SESSION = (", à lire dans son entretien", ", à lire dans leur entretien")
ANSWERED = ("{n} autre est déjà tranchée.", "{n} autres sont déjà tranchées.")
RESERVED_LEFT = (
    "Il en reste {n} sur un passage réservé : elle se lit dans son entretien.",
    "Il en reste {n} sur des passages réservés : elles se lisent dans leur entretien.",
)
SEE_ALL = "Voir toutes les suggestions"

ORDER, CODE_FILTER = "Ordre", "Code"
ORDERS = {"incertaines": "Les plus incertaines d'abord", "code": "Code par code", "hasard": "Au hasard"}
ALL_CODES, ALL_SESSIONS = "tous les codes", "tous les entretiens"
BLIND_ON = (
    "Décidez de ce passage : la suggestion, s'il y en a une, ne se montre qu'après. Ce que vous changez alors est noté "
    "à part."
)
GRID = "La grille"
BY_CODE = "Où en est chaque code"

LEVELS = {"probable": "probable", "to_check": "à vérifier"}
LEVELS_HELP = {
    "probable": "Mesuré sur des entretiens mis de côté : au moins 8 suggestions de ce genre sur 10 sont justes.",
    "to_check": "Un indice à lire de près : souvent juste, souvent non.",
}
DEFINITION, INCLUDE, EXCLUDE = "Définition", "On y met", "On n'y met pas"
NO_DEFINITION = "Ce code n'a pas de définition : écrivez-la dans la grille."
ALIKE, NO_ALIKE = "Passages déjà décidés", "Personne n'a encore décidé d'un passage pour ce code."
NEAREST_FIRST = "Les plus proches d'abord."
VERDICTS = {
    "coded": "codé", "accepted": "accepté", "modified": "modifié", "arbitrated": "arbitré", "refused": "refusé",
}
IN_TRANSCRIPT = "Lire dans l'entretien"

SOURCES = {
    "registre": "le registre du code", "definition": "la définition du code",
    "learnt": "les passages que des personnes ont codés",
}
NEAR_DEFINITION = "Ce qui est dit ressemble à la définition du code."
LEARNT = "Le passage ressemble à des passages que des personnes ont codés ainsi."
NO_REASON = "Plusieurs signes faibles s'ajoutent, dont aucun ne suffit."

LABELS = {
    "review": "Suggestion à relire", "suggested": "Code suggéré", "turn": "tour", "accept": "Accepter",
    "refuse": "Refuser", "modify": "Modifier", "unsure": "Je ne sais pas", "undo": "Annuler", "next": "Suivant",
    "memo": "Mémo (facultatif), gardé avec la décision", "code": "Code", "codes": "Vos codes pour ce passage",
    "type": "tapez le début d'un code", "none": "Aucun code", "validate": "Valider mes codes", "confirm": "Enregistrer",
    "remove": "retirer", "passage": "Passage à coder",
    "ends": "Les bornes : sélectionnez les mots à la souris, ou par les flèches (Maj + flèche étend).",
    "whole": "tout le passage", "words": "Mots retenus", "change": "Ajouter finalement ce code",
    "no_code": "aucun code de ce nom", "why": "Pourquoi cette suggestion ?",
    "revealed": "Votre décision et ce qui était suggéré",
}
DONE = {
    "accept": "accepté", "refuse": "refusé", "modify": "modifié", "unsure": "laissé de côté (« je ne sais pas »)",
    "add": "codé",
}
UNDONE = "Dernière décision annulée : la suggestion est de nouveau à relire."
NOTHING_TO_UNDO = "Rien à annuler ici."
STALE = "L'écran a changé entre-temps : regardez à nouveau, puis recommencez."
NO_SUCH_CODE = "Choisissez un code de la grille."
NO_WORDS = "Sélectionnez au moins un mot du passage."
BLIND_NONE = "Vous n'avez mis aucun code."
COMPARED = {
    "agreed": "vous l'avez mis aussi", "missed": "vous ne l'avez pas mis", "added": "vous l'avez ajouté ensuite",
    "alone": "mis par vous, et non suggéré",
}
