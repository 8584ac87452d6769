"""COREQ in French: the 32 items of A. Tong, P. Sainsbury and J. Craig (2007), told in our own short words.

Those on the researcher's position are never filled: only a person knows them.
"""

from __future__ import annotations

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
ANSWERED = "{number}. {question} {answer}"
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
NOTES = ("{n} carnet de terrain.", "{n} carnets de terrain.")
DURATION = (
    "{shortest} minutes, pour le seul entretien ou groupe dont les temps sont connus.",
    "de {shortest} à {longest} minutes, pour les {n} entretiens et groupes dont les temps sont connus.",
)
CODERS = "{n}."
TREE = "{codes} en {families} : {listed}."
QUOTES = (
    "{n} citation{names}, identique lettre pour lettre à la transcription pseudonymisée.",
    "{n} citations{names}, identiques lettre pour lettre à la transcription pseudonymisée.",
)
NAMES = (", sous {n} nom", ", sous {n} noms")
