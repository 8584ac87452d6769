"""What the page « Lecture » says, in French: data."""

from __future__ import annotations

from pipeline.model.contracts import Consent

SEE = "Voir les codes au fil de l'entretien"
TRANSCRIPT = "Lecture"
# Couches
LAYERS, MY_CODINGS = "Voir les codages de", "mes codages"
SUGGESTION_LEVELS = {"probable": "suggestion probable", "to_check": "suggestion à vérifier"}

LEVELS: dict[Consent, str] = {
    "unattributed": "Sans attribution", "not_quotable": "Ne pas citer", "not_analysed": "Ne pas analyser",
}
WHILE_READING = "à la lecture"
RESERVED = "{level} : c'est noté. Ces mots ne sont plus proposés ailleurs."
MINE = "Ce que vous avez réservé ici"
LINE = "tour {turn} : {words}"
LIFT, LIFT_HELP = "Ne plus réserver", "C'est noté à la suite : rien ne s'efface."
LIFTED = "Ce passage n'est plus réservé : c'est noté."
LIFTED_LATER = (
    "Ce passage n'est plus réservé : c'est noté. La dernière mise à jour connaissait la réserve : ces mots restent "
    "cachés ailleurs jusqu'à la prochaine."
)
NEXT_ANSWER, PREVIOUS_ANSWER = "Passage suivant", "Passage précédent"
NO_ANSWER = "Aucun passage de cet entretien ne répond à ces filtres."
LAYERS_HIDDEN = (
    "Vous décidez d'abord : ni les suggestions ni les codages des autres ne sont envoyés à cette page. Ils se montrent "
    "quand vous avez lu tout l'entretien."
)
SEEN_SINCE = "Vous avez lu cet entretien seul·e : ce que vous changez maintenant est noté à part (« assisté »)."
OTHERS_SEEN = "Vous voyez les codages d'autres personnes : ce que vous codez en les voyant est noté « assisté »."
READ_ALL, UNREAD = "J'ai lu tout cet entretien", "Je ne l'ai pas lu en entier"
READ_HELP = (
    "Ce qui n'y est pas codé comptera alors comme un « non » : c'est ce qui rend les accords et les mesures justes."
)
IS_READ = "Vous avez lu tout cet entretien."
LABELS = {
    "page": "L'entretien et ses codages", "turn": "tour", "mend": "Corriger", "mine": "vous",
    "suggestion": "suggestion",
    "linked": "passage demandé", "continued": "suite", "memo": "mémo", "star": "à citer", "code": "Code",
    "type": "un code, un mot de son nom, ou le nom d'un nouveau code", "no_code": "Aucun code de ce nom.",
    "create": "Créer", "create_key": "Maj+Entrée", "enter": "Entrée", "family": "Famille du nouveau code",
    "into_family": "Nouveau code dans :",
    "in_vivo": "Ces mots pour nom", "in_vivo_help": "Créer un code qui porte les mots choisis (code in vivo)",
    "start_back": "Début ←", "start_on": "Début →", "start_help": "Reculer ou avancer le début d'un mot (< ou >)",
    "redo": "Rétablir", "redo_help": "Refaire ce que je viens d'annuler (Ctrl+Y ou Ctrl+Maj+Z)",
    "used": "déjà utilisé", "selected": "Passage choisi", "words": "mots", "word": "mot", "turns": "tours",
    "extend": "Étendre", "reduce": "Réduire", "extend_help": "à la phrase, puis au tour",
    "reduce_help": "revenir à moins de mots",
    "cite": "À citer", "uncite": "Ne plus citer", "memo_alone": "Garder ce mémo", "memo_type": "Mémo (facultatif)",
    "close": "Fermer", "undo": "Annuler", "undo_help": "Annuler mon dernier geste (Ctrl+Z)", "accept": "Accepter",
    "refuse": "Refuser", "unsure": "Je ne sais pas", "other_code": "Un autre code", "change": "Changer de code",
    "ends": "Garder ces bornes", "remove": "Retirer ce codage", "forget": "Retirer ce mémo", "why": "Pourquoi ?",
    "by": "par", "also": "Coder aussi ce passage", "save_memo": "Enregistrer le mémo", "whole": "tout le tour",
    "on_words": "Sur ces mots :", "nothing_on_words": "aucun code",
    "to_check": "à vérifier", "how": "Coder à la souris ou au clavier",
    "help": (
        "Sélectionnez des mots à la souris, ou placez-vous dans le texte avec Tab, puis avec les flèches. Un clic sur "
        "une bande, ou sur des mots codés, ouvre le codage."
    ),
    "reserve": "Réserver ces mots :",
}
KEYS = [
    ["← →", "aller de mot en mot"], ["↑ ↓", "aller de phrase en phrase"], ["Maj + flèche", "étendre le passage choisi"],
    ["E", "étendre à la phrase, puis au tour"], ["Maj + E", "réduire"], ["< / >", "reculer, avancer le début"],
    ["C ou Entrée", "choisir un code, ou taper le nom d'un nouveau"], ["1 à 9", "mettre l'un des premiers codes"],
    ["I", "faire des mots choisis le nom d'un code"], ["*", "marquer « à citer »"],
    ["A / R", "accepter, refuser une suggestion"], ["J", "je ne sais pas"], ["G", "garder d'autres bornes"],
    ["Suppr", "retirer un codage"], ["Ctrl + Z", "annuler"], ["Ctrl + Y", "rétablir"], ["Échap", "fermer"],
    ["?", "montrer ces touches"],
]
STATUSES = {
    "coded": "codé", "accepted": "suggestion acceptée", "modified": "suggestion modifiée", "arbitrated": "arbitré",
}
STALE = "Ce codage a changé entre-temps : la page montre l'état actuel, recommencez."
NONE_SELECTED = "Ces mots ne se trouvent plus ici : sélectionnez-les de nouveau."
NO_SUCH_CODE = "Ce code n'est plus dans la grille : choisissez-en un autre."
CREATED = "Nouveau code « {code} » dans « {family} », à définir plus tard : {told}"
REDONE = "Rétabli : {told}"
NOTHING_TO_UNDO = "Rien à annuler : vous n'avez encore rien fait ici."
EMPTY_MEMO = "Écrivez d'abord le mémo."
NOBODY = "Donnez d'abord votre nom, en haut de la page."
NAME_IT, TITLE, TITLE_DO = "Titre", "Titre de cet entretien", "Garder ce titre"
TITLE_HELP = (
    "L'équipe le lira : n'y mettez aucun nom de personne ni de lieu. Vide : le titre neutre revient. Ce qui est décidé "
    "de cet entretien n'en dépend pas."
)
PASSAGE_LOST = "Ce passage n'existe plus dans cet entretien : il a pu être retiré ou découpé autrement."
NOTHING_TO_READ = "Cet entretien n'existe pas, ou plus : choisissez-en un autre."
