"""What the page Lecture says, first of words that a speaker reserves, in French: data."""

from __future__ import annotations

from pipeline.model.contracts import Consent

LEVELS: dict[Consent, str] = {
    "unattributed": "Sans attribution", "not_quotable": "Ne pas citer", "not_analysed": "Ne pas analyser",
}
WHILE_READING = "à la lecture"
RESERVED = "{level} : c'est noté dans decisions/consent. Ces mots ne sont plus proposés ailleurs."
MINE = "Ce que vous avez réservé ici"
LINE = "tour {turn} : {words}"
LIFT, LIFT_HELP = "Lever", "Une ligne de plus l'écrit dans decisions/consent : rien ne s'y efface."
LIFTED = "Réserve levée : c'est noté dans decisions/consent."
LIFTED_LATER = (
    "Réserve levée : c'est noté dans decisions/consent. La dernière mise à jour la connaissait : ces mots restent "
    "réservés jusqu'à la prochaine."
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
STATUSES = {
    "coded": "codé", "accepted": "suggestion acceptée", "modified": "suggestion modifiée", "arbitrated": "arbitré",
}
STALE = "Ce codage a changé entre-temps : la page montre l'état actuel, recommencez."
NONE_SELECTED = "Ces mots ne se trouvent plus ici : sélectionnez-les de nouveau."
NO_SUCH_CODE = "Ce code n'est plus dans la grille : choisissez-en un autre."
NOTHING_TO_UNDO = "Rien à annuler : vous n'avez encore rien fait ici."
EMPTY_MEMO = "Écrivez d'abord le mémo."
NOBODY = "Dites d'abord qui code."
NAME_IT, TITLE, TITLE_DO = "Donner un titre à cet entretien", "Titre", "Garder ce titre"
TITLE_HELP = (
    "L'équipe le lira : n'y mettez aucun nom de personne ni de lieu. Vide : le titre neutre revient. Ce qui est décidé "
    "de cet entretien n'en dépend pas."
)
PASSAGE_LOST = "Ce passage n'existe plus dans cet entretien : il a pu être retiré ou découpé autrement."
NOTHING_TO_READ = "Cet entretien n'existe pas, ou plus : choisissez-en un autre."
