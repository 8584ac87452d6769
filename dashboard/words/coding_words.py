"""What is said where one answers suggestions and arbitrates; in French: data."""

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
TITLE = "Double codage"
FIRST, SECOND, CODE, DOUBLE_ALL_CODES = "Première personne", "Seconde personne", "Code", "tous les codes"
SETTLED = "Revoir aussi ce qui est arbitré"
DOUBLE_ABOUT = (
    "Les passages que deux personnes ont lus autrement, sans s'être vues. Les deux lectures restent : un arbitrage "
    "s'ajoute, avec sa raison."
)
BLIND = "Rien n'est montré d'un entretien que l'une des deux n'a pas marqué comme lu."
NOT_SHOWN = "Pas montré"
NOT_READ = "{coder} ne l'a pas lu"
TWO_NEEDED = (
    "Il faut deux personnes qui ont marqué des entretiens comme lus sans suggestions sous les yeux. Le second codage "
    "peut aussi venir d'un tableur : « filigrane import codings TABLEAU --coder NOM »."
)
NOTHING_IN_COMMON = "Ces deux personnes n'ont encore marqué comme lu aucun même entretien."
ALL_SETTLED, NO_DISAGREEMENT = "Tout est arbitré ici.", "Aucun désaccord ici : mêmes codes, mêmes mots."
WHO, WHO_HELP, START = "Qui arbitre ?", "Ce nom sera celui du fichier de vos arbitrages.", "Commencer"
DOUBLE_READ_FIRST = "Lisez déjà ; pour arbitrer, dites qui vous êtes."
DOUBLE_NOBODY = "Dites d'abord, au-dessus, qui arbitre : chaque arbitrage est écrit sous un nom."
ARBITRATES_AS = "Vous arbitrez sous le nom de"
KINDS = {
    "first_only": "Seul·e {first} a posé ce code ici",
    "second_only": "Seul·e {second} a posé ce code ici",
    "ends": "Même code, autres bornes : {shared} des mots en commun",
    "code": "Autre code sur les mêmes mots ({shared} en commun)",
}
RESERVED = "à ne pas citer sans accord : voir la lecture"
NOT_PUT, ALSO = "n'a pas posé ce code ici", "a posé ici"
DOUBLE_LABELS = {
    "region": "Désaccord à arbitrer", "question": "Question", "turn": "tour", "passage": "Passage",
    "first": "Garder {first}", "second": "Garder {second}", "both": "Garder les deux", "neither": "Aucune",
    "other": "Autre lecture", "previous": "Précédent", "next": "Suivant", "undo": "Annuler mon dernier arbitrage",
    "why": "Pourquoi ?", "write": "Une autre raison", "reason_needed": "Dites d'abord pourquoi : un chiffre, ou R.",
    "read": "Lire dans l'entretien", "confirm": "Enregistrer cette lecture", "code": "Code", "ends": "Bornes",
    "help": "Choisissez une raison (chiffre, ou R pour l'écrire), puis une lecture (A, B, D, N, O).",
}
REASONS = (
    "la définition du code l'exclut", "la définition du code le demande", "il faut la phrase entière",
    "le passage peut être plus court", "un autre code dit mieux", "les deux lectures se tiennent",
)
ENDS = {
    "selected": "les mots sélectionnés dans le texte", "first": "celles de {first}", "second": "celles de {second}",
    "either": "tout ce que l'une ou l'autre a retenu", "common": "ce que les deux ont retenu",
}
DOUBLE_STALE = "L'écran a changé entre-temps : refaites ce geste."
DOUBLE_NO_SUCH_CODE = "Ce code n'est pas dans la grille."
DOUBLE_NO_WORDS = "Sélectionnez des mots du passage, puis recommencez."
NOTHING_IN_COMMON_WORDS = "Les deux passages n'ont aucun mot en commun : choisissez d'autres bornes."
DOUBLE_NOTHING_TO_UNDO = "Aucun arbitrage à annuler."
DOUBLE_UNDONE = "Arbitrage annulé : le désaccord est de nouveau ouvert."
RULED = {"add": "gardé : {code}", "refuse": "aucune lecture gardée", "modify": "autre lecture : {code}"}
NOTED = "Noté dans decisions/arbitrations/{arbiter}.csv : {said}."
DEPARTED = "{arbiter} a arbitré : {said} — « {reason} »"
