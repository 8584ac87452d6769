"""What the page « Questionnaire et entretiens » says, in French: data."""

from __future__ import annotations

MIXED = "Questionnaire et entretiens"
DECLARED = "Ces chiffres comptent des réponses déclarées."
FORM = "questionnaire"
CLOSED, OPEN, INTERVIEWS = "Questions fermées", "Réponses ouvertes", "Entretiens et groupes"
METHOD, METHODS = "Intervalle à 95 %", {"wilson": "Wilson", "exact": "Clopper-Pearson (exact)"}
INTERVAL_HELP = (
    "L'intervalle dit ce que le hasard du tirage ferait varier si ces personnes étaient tirées au sort ; celles d'un "
    "questionnaire diffusé par un réseau ne le sont pas."
)
NO_QUESTION = (
    "Aucune question ne porte sur ce thème : c'est à vous de le dire, en donnant ses questions au thème."
)
NO_ANSWER = "Aucun questionnaire n'a été déposé : il n'y a rien à mettre en regard des entretiens."
OPEN_HELP = "Codées avec la même grille, comptées à part : ces personnes ne s'ajoutent pas à celles des entretiens."
NOBODY_CODED = "Aucun passage codé par une personne pour l'instant."
VERDICT = "Verdict"
VERDICT_HELP = "Ce que vous concluez des deux côtés, et pourquoi. Gardé sous votre nom."
REASON, REASON_HINT = "Raison", "en une phrase ou deux"
SAVE_VERDICT, TAKE_BACK, VERDICT_SAVED, TAKEN_BACK = (
    "Enregistrer le verdict", "Retirer mon verdict", "Verdict enregistré.", "Verdict retiré.",
)
NO_VERDICT = "Personne n'a encore tranché."
ANSWERS_AXIS = "part de celles et ceux qui ont répondu (%)"
ANSWER_COLUMNS = ("thème", "question", "réponse", "n", "sur", "part (%)", "bas (%)", "haut (%)")
CHOOSE = "Choisissez d'abord : convergence, complément ou contradiction."
VIEW, VIEWS, ALL_THEMES = "Vue", {"theme": "Un thème", "tous": "Tous les thèmes"}, "Tous les thèmes"
JOINT_COLUMNS = (
    "thème", "questions fermées : la réponse la plus donnée", "réponses ouvertes codées", "entretiens et groupes",
    "verdict",
)
JOINT_FILE = (
    "thème", "personnes en entretien", "sur (interrogées et codées)", "pas encore codées", "sans qu'on le demande",
    "personnes en réponse ouverte", "qui ont écrit", "verdicts",
)
NO_FIGURE = "–"
