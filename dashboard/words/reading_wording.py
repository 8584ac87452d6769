"""What the pages Entretiens and Extraits, and their filters, say in French: data."""

from __future__ import annotations

# Filtres
WORDS_HINT = "par exemple : temps, guichet… ou « mot de passe » entre guillemets"
ANY_CODE, ALL_CODES = "un", "tous"
TOGETHER = (ANY_CODE, ALL_CODES)
TOGETHER_NAMES = {ANY_CODE: "l'un des codes choisis", ALL_CODES: "tous les codes choisis, sur le même passage"}
WAY_OF_CODES, MARKED, STARRED_ONLY = "Les passages qui portent", "Marqués", "★ à citer seulement"
NOT_CODES, NOT_PERSONS, NOT_ATTRIBUTES = "Sauf ces codes", "Sauf ces personnes", "Sauf"

# Extraits
VIEW, CARDS, CONCORDANCE = "Montrer", "cartes", "concordance"
VIEWS = {CARDS: "les extraits", CONCORDANCE: "les mots dans leur contexte (concordance)"}
CONTEXT = "Contexte"
CONTEXTS = {"extrait": "l'extrait seul", "tour": "son tour de parole", "echange": "l'échange", "page": "la page"}
ORDER = "Ranger par"
ORDERS = {"texte": "ordre du texte", "apres": "mots qui suivent", "avant": "mots qui précèdent"}
NO_WORDS = "Une concordance montre chaque endroit où des mots sont dits : tapez-en d'abord au-dessus."
NO_HIT = "Ces mots ne se suivent dans aucun des extraits trouvés."
BEFORE, SAID, AFTER, WHO = "avant", "mots", "après", "qui, où"
KWIC_FILE, KWIC_CSV = "concordance", "Télécharger la concordance"
KWIC_COLUMNS = ("extrait", "entretien", "personne", "avant", "mots", "après", "mention")
OF_CONTEXT = "Autour de l'extrait"
SEE = "voir"

# Entretiens
INTERVIEWS = "Entretiens"
STATE = "Où en est le travail"
STATES = {
    "nonlu": "personne ne l'a lu en entier", "lu": "lu en entier", "suggestions": "suggestions à relire",
    "nonsigne": "pseudonymisation non relue",
}
COLUMNS = (
    "Entretien, groupe ou questionnaire", "Qui parle", "Lu en entier par", "Codage", "Suggestions", "Pseudonymisation",
)
NOBODY_READ, NO_SUGGESTION = "personne encore", "aucune"
NO_INTERVIEW = "Aucun entretien ne répond à tous ces filtres. Retirez-en un."
PROGRESS_HELP = (
    "Un entretien est « lu en entier » quand quelqu'un l'a dit, en bas de la page Lecture : ce qui n'y est pas codé "
    "compte alors comme un « non »."
)

# Lecture
NEXT_ANSWER, PREVIOUS_ANSWER = "Passage suivant", "Passage précédent"
NO_ANSWER = "Aucun passage de cet entretien ne répond à ces filtres."
