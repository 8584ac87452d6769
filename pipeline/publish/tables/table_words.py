"""What the tables one takes away are called and say, in French: data."""

from __future__ import annotations

TITLES = {
    "excerpts": "Extraits", "codings": "Codages", "suggestions": "Suggestions", "themes": "Extraits par thème",
    "topics": "Extraits par regroupement (pistes)", "participants": "Personnes et répondant·e·s",
    "guide_coverage": "Questions posées", "answers": "Réponses au questionnaire",
    "session_summaries": "Entretiens, groupes et questionnaires en chiffres",
    "code_summaries": "Codes en chiffres", "theme_summaries": "Thèmes en chiffres",
    "groupings": "Regroupements par proximité (pistes)",
}
MATRIX = "Matrice codes × {attribute}"
ABOUT = {
    "excerpts": "un passage que l'on peut citer, avec la question qui l'amène",
    "codings": "un code sur un passage : qui l'a mis, quand, comment ; ceux du logiciel y sont marqués",
    "suggestions": "un code proposé par le logiciel pour un extrait, relu ou non, et d'où il vient",
    "themes": "un extrait dans un thème, par un code ou un regroupement qu'une personne y a rattaché",
    "topics": "un extrait dans un regroupement par proximité",
    "participants": (
        "une personne dans un entretien ou un groupe, ou quelqu'un qui a écrit dans un questionnaire, et ce que "
        "l'équipe peut en dire"
    ),
    "guide_coverage": "une question du guide, posée ou non à une personne",
    "answers": "une réponse d'une personne à une question fermée",
    "session_summaries": "un entretien, un groupe ou un questionnaire : tours, extraits, personnes, relecture",
    "code_summaries": "un code : personnes, entretiens et groupes, extraits ; à part, les extraits à relire",
    "theme_summaries": "un thème : personnes, entretiens et groupes, extraits ; à part, les extraits à relire",
    "groupings": "un regroupement : ses mots, sa taille, sa stabilité",
}
MATRIX_ABOUT = (
    "un code : les personnes dont un passage le porte, celles à qui l'on a demandé, et celles qui en parlent sans "
    "qu'on le demande, comme à la page Matrice"
)
NOTICE = "mention"
ABOUT_SHEET = "À lire"
WITHHELD_ONE = "1 ligne reste ici, à la demande de la personne."
WITHHELD = "{count} lignes restent ici, à la demande des personnes."
CODE, LABEL = "code", "libellé"
EVERYONE = "ensemble"
BEARING, ASKED_ABOUT = "{value}", "{value} (personnes interrogées là-dessus)"
UNASKED = "{value} (personnes sans qu'on le demande)"
JOINED = " | "
YES, NO = "oui", "non"
