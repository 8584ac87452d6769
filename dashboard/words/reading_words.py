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
# Lecture
NEXT_ANSWER, PREVIOUS_ANSWER = "Passage suivant", "Passage précédent"
NO_ANSWER = "Aucun passage de cet entretien ne répond à ces filtres."
# Qui code
NAME, NAME_START, NAME_CHANGE = "Votre nom ou vos initiales", "Commencer à coder", "Ce n'est pas moi"
NAME_HELP = "Chaque geste est écrit sous ce nom, dans decisions/codings."
NAMES_KNOWN = "Déjà à l'œuvre ici"
TO_CODE = "Coder cet entretien"
CODES_AS, WAY = "Vous décidez sous le nom de", "Votre manière de coder"
WAYS = {"manual": "À la main", "blind": "Décider d'abord, voir ensuite", "assisted": "Voir en décidant"}
# Couches
LAYERS, MINE, MACHINE = "Voir", "mes codages", "suggestions"
LAYERS_HIDDEN = (
    "Vous décidez d'abord : ni les suggestions ni les codages des autres ne sont envoyés à cette page. Ils se montrent "
    "quand vous avez lu tout l'entretien."
)
SEEN_SINCE = "Vous avez lu cet entretien seul·e : ce que vous changez maintenant est noté à part (« assisté »)."
OTHERS_SEEN = "Vous voyez les codages d'autres personnes : ce que vous codez en les voyant est noté « assisté »."
# Lecture
READ_ALL, UNREAD = "J'ai lu tout cet entretien", "Je ne l'ai pas lu en entier"
READ_HELP = (
    "Ce qui n'y est pas codé comptera alors comme un « non » : c'est ce qui rend les accords et les mesures justes."
)
IS_READ = "Vous avez lu tout cet entretien."
TO_UPDATE, TO_UPDATE_HELP = "à mettre à jour", (
    "Vos décisions se voient déjà partout. Les suggestions, les regroupements et les mesures datent de la dernière "
    "mise à jour : la page « Mettre à jour » les refait."
)
LABELS = {
    "page": "L'entretien et ses codages", "turn": "tour", "mine": "vous", "suggestion": "suggestion",
    "linked": "passage demandé", "continued": "suite", "memo": "mémo", "star": "à citer", "code": "Code",
    "type": "tapez le début d'un code, d'un mot de son nom ou de sa famille", "no_code": "Aucun code de ce nom.",
    "used": "déjà utilisé", "selected": "Passage choisi", "words": "mots", "word": "mot", "extend": "Étendre",
    "reduce": "Réduire", "extend_help": "à la phrase, puis au tour", "reduce_help": "revenir à moins de mots",
    "cite": "À citer", "uncite": "Ne plus citer", "memo_alone": "Garder ce mémo", "memo_type": "Mémo (facultatif)",
    "close": "Fermer", "undo": "Annuler", "undo_help": "Annuler mon dernier geste (Ctrl+Z)", "accept": "Accepter",
    "refuse": "Refuser", "unsure": "Je ne sais pas", "other_code": "Un autre code", "change": "Changer de code",
    "ends": "Garder ces bornes", "remove": "Retirer ce codage", "forget": "Retirer ce mémo", "why": "Pourquoi ?",
    "by": "par", "also": "Coder aussi ce passage", "save_memo": "Enregistrer le mémo", "whole": "tout le tour",
    "on_words": "Sur ces mots :", "nothing_on_words": "aucun code",
    "to_check": "à vérifier", "how": "Coder à la souris ou au clavier",
    "help": (
        "Sélectionnez des mots à la souris, ou placez-vous dans le texte (Tab) : ← → vont de mot en mot, ↑ ↓ de phrase "
        "en phrase, Maj étend. C ou Entrée va au champ des codes, 1 à 9 met l'un des premiers. E étend à la phrase, "
        "puis au tour ; Maj+E réduit ; * marque « à citer » ; Ctrl+Z annule. Un clic sur une bande, ou sur des mots "
        "codés, l'ouvre : Suppr retire, A accepte une suggestion, R la refuse."
    ),
    "reserve": "Réserver ces mots :",
    "read_only": "Pour coder, dites d'abord qui vous êtes, en haut de la page.",
}
LEVELS = {"probable": "suggestion probable", "to_check": "suggestion à vérifier"}
STATUSES = {
    "coded": "codé", "accepted": "suggestion acceptée", "modified": "suggestion modifiée", "arbitrated": "arbitré",
}
STALE = "Ce codage a changé entre-temps : la page montre l'état actuel, recommencez."
NONE_SELECTED = "Ces mots ne se trouvent plus ici : sélectionnez-les de nouveau."
NO_SUCH_CODE = "Ce code n'est plus dans la grille : choisissez-en un autre."
NOTHING_TO_UNDO = "Rien à annuler : vous n'avez encore rien fait ici."
EMPTY_MEMO = "Écrivez d'abord le mémo."
NOBODY = "Dites d'abord qui code."
DONE = {
    "add": "codé", "accept": "suggestion acceptée", "refuse": "suggestion refusée", "modify": "changé",
    "remove": "retiré", "unsure": "laissé de côté", "star": "à citer", "unstar": "n'est plus à citer",
    "memo": "mémo gardé", "read": "entretien lu",
}
NAME_IT, TITLE, TITLE_DO = "Donner un titre à cet entretien", "Titre", "Garder ce titre"
TITLE_HELP = (
    "L'équipe le lira : n'y mettez aucun nom de personne ni de lieu. Vide : le titre neutre revient. Ce qui est décidé "
    "de cet entretien n'en dépend pas."
)
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
