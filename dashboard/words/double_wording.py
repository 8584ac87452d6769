"""What the page Double codage says, in French: data."""

from __future__ import annotations

TITLE = "Double codage"
FIRST, SECOND, CODE, ALL_CODES = "Première personne", "Seconde personne", "Code", "tous les codes"
SETTLED = "Revoir aussi ce qui est arbitré"
ABOUT = (
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
READ_FIRST = "Lisez déjà ; pour arbitrer, dites qui vous êtes."
NOBODY = "Dites d'abord, au-dessus, qui arbitre : chaque arbitrage est écrit sous un nom."
ARBITRATES_AS = "Vous arbitrez sous le nom de"
KINDS = {
    "first_only": "Seul·e {first} a posé ce code ici",
    "second_only": "Seul·e {second} a posé ce code ici",
    "ends": "Même code, autres bornes : {shared} des mots en commun",
    "code": "Autre code sur les mêmes mots ({shared} en commun)",
}
RESERVED = "à ne pas citer sans accord : voir la lecture"
NOT_PUT, ALSO = "n'a pas posé ce code ici", "a posé ici"
LABELS = {
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
STALE = "L'écran a changé entre-temps : refaites ce geste."
NO_SUCH_CODE, NO_WORDS = "Ce code n'est pas dans la grille.", "Sélectionnez des mots du passage, puis recommencez."
NOTHING_IN_COMMON_WORDS = "Les deux passages n'ont aucun mot en commun : choisissez d'autres bornes."
NOTHING_TO_UNDO, UNDONE = "Aucun arbitrage à annuler.", "Arbitrage annulé : le désaccord est de nouveau ouvert."
RULED = {"add": "gardé : {code}", "refuse": "aucune lecture gardée", "modify": "autre lecture : {code}"}
NOTED = "Noté dans decisions/arbitrations/{arbiter}.csv : {said}."
DEPARTED = "{arbiter} a arbitré : {said} — « {reason} »"
