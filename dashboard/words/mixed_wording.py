"""What the page « Questionnaire et entretiens » says, in French: data."""

from __future__ import annotations

DECLARED = "Ces chiffres comptent des réponses déclarées."
FORM = "questionnaire"
CLOSED, OPEN, INTERVIEWS = "Questions fermées", "Réponses ouvertes", "Entretiens et groupes"
METHOD, METHODS = "Intervalle à 95 %", {"wilson": "Wilson", "exact": "Clopper-Pearson (exact)"}
INTERVAL_HELP = (
    "L'intervalle dit ce que le hasard du tirage ferait varier si ces personnes étaient tirées au sort ; celles d'un "
    "questionnaire diffusé par un réseau ne le sont pas."
)
NO_QUESTION = (
    "Aucune question ne porte sur ce thème : c'est à vous de le dire, sous « questions » dans codebook/themes.yaml."
)
NO_ANSWER = "Aucun questionnaire n'a été déposé dans transcripts/ : la page n'a rien à mettre en regard."
OPEN_HELP = "Codées avec la même grille, comptées à part : ces personnes ne s'ajoutent pas à celles des entretiens."
SAID, WRITTEN = "Dit en entretien", "Écrit dans une réponse ouverte"
NOBODY_CODED = "Aucun passage codé par une personne pour l'instant."
VERDICT, VERDICT_KINDS = "Verdict", {
    "convergence": "convergence", "complement": "complément", "contradiction": "contradiction",
}
VERDICT_HELP = "Ce que vous concluez des deux côtés, et pourquoi. Gardé sous votre nom dans decisions/verdicts."
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
    "thème", "personnes en entretien", "sur", "personnes en réponse ouverte", "qui ont écrit", "verdicts",
)
NO_FIGURE = "–"
