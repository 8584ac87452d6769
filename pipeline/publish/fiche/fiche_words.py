"""What the sheet of pseudonymisation says, in French: data."""

from __future__ import annotations

TITLE = "Fiche de pseudonymisation"
FICTIONAL = "Corpus fictif : les personnes et les lieux sont inventés."
WHAT = (
    "Les textes de cette enquête sont pseudonymisés : chaque mot qui pourrait nommer quelqu'un est remplacé, selon des "
    "propositions de la machine qu'une personne relit. Ils restent des données personnelles au sens du RGPD."
)
PRIVATE = (
    "Cette fiche est privée : elle cite des mots des entretiens. « filigrane fiche --partage » en écrit une à montrer."
)
TYPES = {
    "person": "personne", "place": "lieu", "organisation": "structure", "misc": "autre nom", "email": "courriel",
    "phone": "téléphone", "nir": "numéro de sécurité sociale", "iban": "IBAN", "date": "date", "address": "adresse",
    "case_number": "numéro de dossier", "plate": "plaque", "handle": "compte", "url": "adresse web", "age": "âge",
}
ACTIONS = {"replace": "remplacé", "generalise": "dit moins précisément", "keep": "gardé"}
SOURCES = {
    "ner": "reconnaissance de noms (spaCy)", "pattern": "forme (numéro, adresse…)", "trigger": "mot qui annonce un nom",
    "names": "liste de noms", "metadata": "métadonnées", "propagated": "nom trouvé ailleurs", "person": "une personne",
}
LEVELS = {
    "free": "libre", "unattributed": "sans attribution", "not_quotable": "à ne pas citer", "not_analysed": "à ne pas "
    "analyser", "erased": "effacé",
}
EXTENTS = {"publication": "de la publication", "analysis": "de l'analyse", "everything": "de tout"}
RISKS = {
    "only_one": "seule de son espèce", "office": "désignée par sa fonction et son lieu", "recognised": "se dit "
    "reconnaissable, ou connue de tous", "in_the_news": "on en a parlé dans la presse",
}
REGISTER = {
    "legal_basis": "Base légale", "notice": "Information des personnes", "retention_audio": "Conservation des "
    "enregistrements", "retention_key": "Conservation du secret et de la correspondance",
    "retention_texts": "Conservation des textes pseudonymisés",
}
TO_FILL = "à compléter (params.yaml, study: {name}:)"
MEASURED = "Taux mesurés sur le corpus de démonstration et sur de la parole réelle (docs/limites-pseudonymisation.md) :"
NOT_MEASURED = "Part de ce qui échappe à la machine : non mesuré ici."
RESIDUAL = (
    "Aucune machine ne trouve tout : surnoms, prénoms rares écrits sans majuscule, récits que seule une personne a pu "
    "vivre. Qui connaît le terrain peut reconnaître quelqu'un sans aucun nom. Seule une relecture entière en protège."
)
LOWER_CASE = "Écrits sans majuscules, où des noms échappent plus souvent, à relire d'abord : {sessions}."
LOWER_CASE_COUNT = "Entretiens écrits sans majuscules, où des noms échappent plus souvent : {number}."
REVIEWED = "Relus et signés : {signed} sur {total}, qui tiennent {share} des mentions."
UNSIGNED = "non relu"
NO_CONSENT = "Aucune réserve n'est notée."
NO_WITHDRAWAL = "Aucun retrait n'est noté."
NOT_PLACED = (
    "decisions/{file}, ligne {line} ({session}) : le passage a changé et n'est plus reconnu en entier. Tout ce "
    "qui peut en être est réservé. Replacez-le : filigrane consent {typed} TOURS … --replaces {id}"
)
ASKED_ALONE = "{session}, tour {turn} : tours {first} à {last}, « {level} » ?"
ASKED = ASKED_ALONE + " (filigrane consent {typed} {first}-{last} …)"
ASKED_COUNT = "Demandes possibles, entendues par un registre et pas encore décidées : {number}."
RISK = "{session}, tour {turn} : {kind}"
RISK_COUNT = "Passages où quelqu'un pourrait être reconnu sans être nommé, à relire : {number}."
K = "Croisement de {attributes} : réglage k = {k}."
K_RESPONDENTS = (
    "Les réponses au questionnaire ne sont pas généralisées : elles sortent selon les modalités que params.yaml "
    "déclare (answers:). Des modalités plus larges protègent qui est seul à porter les siennes."
)
K_NOBODY = "Aucun attribut n'est déclaré comme pouvant faire reconnaître quelqu'un (participants: quasi_identifiers:)."
LEFT = "Mots laissés tels quels qui ont une majuscule au milieu d'une phrase ou qu'aucun lexique ne connaît : {number}."
KEPT_COUNT = "Institutions gardées exprès par les réglages : {number}."
SECTIONS = {
    "counts": "Ce qui a été remplacé", "review": "Relecture", "kept": "Ce qui est gardé exprès",
    "consent": "Ce que les personnes ont réservé", "withdrawals": "Retraits", "risk": "Risque qui reste",
    "k": "Attributs montrés", "left": "Mots à regarder", "register": "Pour le registre des traitements",
}
HEADS = {
    "counts": ("Type", "Devenir", "Trouvé par", "Mentions"), "review": ("Entretien", "Mentions", "Relu par"),
    "kept": ("Gardé", "Pourquoi"), "consent": ("Niveau", "Passages", "Mots"), "withdrawals": ("Retrait", "Nombre"),
    "k": ("Population", "Personnes qui partagent un croisement", "Croisements"),
    "left": ("Entretien", "Nombre", "Mots"), "register": ("Rubrique", "Texte"),
}
POPULATIONS = {"interviewed": "personnes interrogées", "respondents": "réponses au questionnaire"}
