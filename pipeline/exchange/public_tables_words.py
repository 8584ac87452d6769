"""What the tables one takes away are called and say, in French: data."""

from __future__ import annotations

TITLES = {
    "excerpts": "Extraits", "codings": "Codages", "suggestions": "Suggestions", "themes": "Extraits par thème",
    "topics": "Extraits par regroupement (pistes)", "participants": "Personnes", "asked": "Questions posées",
    "answers": "Réponses au questionnaire", "session_summaries": "Entretiens en chiffres",
    "code_summaries": "Codes en chiffres", "theme_summaries": "Thèmes en chiffres",
    "groupings": "Regroupements par proximité (pistes)",
}
MATRIX = "Matrice codes × {attribute}"
ABOUT = {
    "excerpts": "un passage que l'on peut citer, avec la question qui l'amène",
    "codings": "un code sur un passage : qui l'a mis, quand, comment ; ceux du logiciel y sont marqués",
    "suggestions": "un code proposé par le logiciel pour un extrait, et d'où il vient",
    "themes": "un extrait dans un thème, par un code ou un regroupement qu'une personne y a rattaché",
    "topics": "un extrait dans un regroupement par proximité",
    "participants": "une personne dans un entretien, et ce que l'équipe peut en dire",
    "asked": "une question du guide, posée ou non à une personne",
    "answers": "une réponse à une question fermée",
    "session_summaries": "un entretien : tours, extraits, personnes, relecture",
    "code_summaries": "un code : personnes, entretiens, extraits ; à part, ce qui reste à relire",
    "theme_summaries": "un thème : personnes, entretiens, extraits ; à part, ce qui reste à relire",
    "groupings": "un regroupement : ses mots, sa taille, sa stabilité",
}
MATRIX_ABOUT = "personnes dont un passage porte le code, sur les personnes possibles, selon l'attribut"
NOTICE = "mention"
ABOUT_SHEET = "À lire"
WITHHELD_ONE = "1 ligne reste ici, à la demande de la personne."
WITHHELD = "{count} lignes restent ici, à la demande des personnes."
DECISIONS = "Ces chiffres comptent des décisions de codage, pas des faits."
CODE, LABEL, PEOPLE, POSSIBLE = "code", "libellé", "personnes", "personnes possibles"
JOINED = " | "
YES, NO = "oui", "non"
