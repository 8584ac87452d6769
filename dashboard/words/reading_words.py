"""What is said where one reads: Entretiens, Extraits, Lecture, passages to put back; in French: data."""

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
# Qui code
NAME, NAME_START, NAME_CHANGE = "Votre nom ou vos initiales", "Commencer à coder", "Ce n'est pas moi"
NAME_HELP = "Chaque geste est écrit sous ce nom, dans decisions/codings."
NAMES_KNOWN = "Déjà à l'œuvre ici"
TO_CODE = "Coder cet entretien"
CODES_AS, WAY = "Vous décidez sous le nom de", "Votre manière de coder"
WAYS = {"manual": "À la main", "blind": "Décider d'abord, voir ensuite", "assisted": "Voir en décidant"}
# Couches
LAYERS, MINE, MACHINE = "Voir", "mes codages", "suggestions"
# Lecture
TO_UPDATE, TO_UPDATE_HELP = "à mettre à jour", (
    "Vos décisions se voient déjà partout. Les suggestions, les regroupements et les mesures datent de la dernière "
    "mise à jour : la page « Mettre à jour » les refait."
)
LEVELS = {"probable": "suggestion probable", "to_check": "suggestion à vérifier"}
DONE = {
    "add": "codé", "accept": "suggestion acceptée", "refuse": "suggestion refusée", "modify": "changé",
    "remove": "retiré", "unsure": "laissé de côté", "star": "à citer", "unstar": "n'est plus à citer",
    "memo": "mémo gardé", "read": "entretien lu",
}
LOST, ALL_BACK = "À replacer : {count} décisions, dont les mots ou l'entretien ont changé", "Replacé"
LOST_HELP = (
    "Aucune n'est perdue : chacune reste dans son fichier et attend d'être replacée. Si aucun endroit proposé n'est le "
    "bon, décidez de nouveau au bon endroit."
)
GONE = "« {session} » n'est plus dans l'enquête ({count} de vos décisions). C'est maintenant :"
LOST_THERE, LOST_ELSEWHERE = "Au tour {turn} :", "Dans {session}, au tour {turn} :"
THAT_INTERVIEW = "De tout l'entretien {session} :"
LOST_NOWHERE = "Rien n'y ressemble plus."
PUT_BACK, PUT_BACK_DONE = "Replacer ici", "C'est replacé."
BECAME_DONE = "Tout ce qui en était décidé suit ; ce qui ne retrouve pas ses mots est listé ci-dessous."
OF_OTHERS = "D'autres en attendent, que chacun replace sous son nom : {told}."
UNDO, UNDONE = "Annuler le dernier replacement", "Annulé : cette décision attend de nouveau."
