"""What files of quotes say, in French: data."""

from __future__ import annotations

ATTRIBUTES = {
    "anciennete": "ancienneté", "age": "âge", "type": "type d'entretien", "lieu": "lieu d'enquête",
    "champ": "champ", "milieu": "milieu", "statut": "statut", "genre": "genre",
}
WIDER = "{name} (tranches larges)"
# An attribute told by a number alone would not say what it counts.
NUMBERED = "{name} : {value}"

FICTIONAL = "Corpus fictif : ces entretiens ont été inventés pour la démonstration."
PSEUDONYMISED = (
    "Texte pseudonymisé : il reste une donnée personnelle. Une personne peut encore être reconnue, par elle-même ou "
    "par ses collègues."
)
UNSIGNED = "Personne n'a encore signé la relecture de la pseudonymisation de tous ces entretiens : non relu."
WHAT = (
    "Chaque citation est, lettre pour lettre, ce que dit la transcription pseudonymisée ; « [...] » marque une coupure."
)
FLOWING = (
    "Chaque citation est, mot pour mot, ce que dit la transcription pseudonymisée, dont les lignes coupées ont été "
    "enchaînées ; « [...] » marque une coupure."
)
TITLE = "Citations"
NO_QUOTE = "Aucune citation ne peut sortir pour l'instant."
REFERENCE = "réf. {reference}"
# Turns are numbered from 0, as on the page Lecture.
TURN = "transcription {session}, tour de parole {first}"
TURNS = "transcription {session}, tours de parole {first} à {last}"
ASKED = "Question : {question}"
NOBODY = "sans attribution, à la demande de la personne"
SEVERAL = "plusieurs voix"
UNKNOWN = "voix inconnue"
WITHHELD_ONE = "1 passage à citer reste ici, à la demande de la personne."
WITHHELD = "{count} passages à citer restent ici, à la demande des personnes."
HELD_ONE = "1 citation attend une décision et ne figure pas ici."
HELD = "{count} citations attendent une décision et ne figurent pas ici."
CELLS = (
    "référence", "citation", "question", "attribution", "entretien", "mots coupés", "personnes qui correspondent",
    "sur", "avec toutes ses citations", "mention",
)
NOTICE = {True: "corpus fictif, pseudonymisé", False: "pseudonymisé"}
CUTS_APART = " | "

NOT_IDENTICAL = (
    "Ces citations ne sont plus, lettre pour lettre, dans la transcription pseudonymisée : {places}. "
    "Lancez « filigrane run », puis recommencez."
)
WRITTEN = "Citations exportées : {count}."
WHY = {
    "empty": "tous ses mots sont coupés",
    "few": "trop peu de personnes correspondent à ce qui est montré ({least}, seuil : {fewest}) : montrez-en moins, "
           "dissociez, ou répondez à « Un collègue le reconnaîtrait-il ? »",
    "recognised": "un collègue reconnaîtrait la personne, dit {by}",
}
STAYS = "  {reference} : {why}."
LOST = "  {file}, ligne {line} : {why}."
LOST_TITLE = "À replacer (ces mots ne sont plus où ils étaient) :"
