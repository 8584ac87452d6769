"""What the page « Pseudonymisation » says: its words, then figures and names → sentences; in French."""

from __future__ import annotations

from dashboard.ui.sentences.phrases import counted, number

TITLE = "À régler avant de sortir"
ABOUT_SETTLING = (
    "Ces mots se lisent encore dans ce que l'équipe lit, et pourraient nommer quelqu'un. Chacun demande un geste ; "
    "d'ici là, les entretiens où ils sont ne sortent pas. Rien n'empêche de lire ni de coder."
)
NOTHING = "Aucun mot douteux ne se lit dans ce que l'équipe lit."
AFTERWARDS = "Ce qui est à masquer le sera à la prochaine mise à jour."
STALE = "Une autre page a changé entre-temps : regardez à nouveau, puis recommencez."
SETTLED_ELSEWHERE = "Ce mot est déjà réglé."
LABELS = {
    "mask": "Masquer partout", "not_a_name": "Ce n'est pas un nom", "on_purpose": "C'est voulu",
    "next": "Suivant", "previous": "Précédent", "undo": "Annuler mon dernier geste", "reason": "Pourquoi est-ce voulu",
    "confirm": "Noter", "read": "Lire le passage", "left": "Les mots à régler", "settle": TITLE,
    "mask_help": "à la prochaine mise à jour, ce mot est remplacé partout où il se lit",
    "not_a_name_help": "ce mot reste lisible, ici et partout",
    "on_purpose_help": "ce mot reste dans ce qu'une personne a écrit, avec la raison",
}
CERTAIN = "nom connu : il ne peut pas être dit « pas un nom »"
# What nothing rewrites: a person wrote it, and corrects it where it is.
WRITTEN = "Écrit par une personne : corrigez {place}, ou dites pourquoi c'est voulu."
REVIEW_PRIVATE = "Page privée : elle montre les vrais noms. Ne la partagez pas, ne la projetez pas."
REVIEW_ABOUT = "La machine propose les mots qui pourraient nommer quelqu'un : vous décidez de chacun, puis vous signez."
REVIEW_ABSENT = (
    "Les transcriptions et les vrais noms ne sont pas sur cette machine : la relecture se fait là où ils sont."
)
REVIEW_EXPOSED = (
    "Filigrane est ouvert ici à d'autres machines : cette page, qui montre les vrais noms, ne s'affiche pas. Ouvrez-le "
    "sur la machine de l'enquête, pour elle seule."
)
REVIEW_EMPTY = "Aucun entretien n'a été lu : déposez-en, puis passez par la page « Mettre à jour »."
REVIEW_VIEWS = {
    "proposals": "Propositions", "reading": "Lecture du texte", "people": "Personnes et lieux",
    "settle": TITLE,
}
REVIEW_VIEW, REVIEW_OVERVIEW = "Que relire", "Où en sont tous les entretiens"
DOUBTFUL_FIRST = (
    "Les douteuses d'abord : trouvées par une seule source (le modèle de langue ou la liste de noms), écrites sans "
    "majuscule, mots ordinaires, ou de type incertain. Puis l'ordre de lecture."
)
UNCASED = "Transcription automatique sans majuscules : à relire avec plus d'attention."
DOUBTS = {
    "caught": "masqué d'office : aucune proposition ne l'avait trouvé",
    "only_ner": "trouvé par le seul modèle de langue", "only_names": "trouvé par la seule liste de noms",
    "lower_case": "sans majuscule", "ordinary": "aussi un mot ordinaire", "misc": "type incertain",
}
IDENTIFIER_TYPES = {
    "person": "personne", "place": "lieu", "organisation": "organisation", "misc": "autre", "email": "courriel",
    "phone": "téléphone", "nir": "numéro de sécurité sociale", "iban": "IBAN", "date": "date", "address": "adresse",
    "case_number": "numéro de dossier", "plate": "immatriculation", "handle": "pseudo", "url": "adresse web",
    "age": "âge",
}
MASKABLE = ("person", "place", "organisation", "misc")
SCOPES = {"everywhere": "Partout", "here": "Ici seulement"}
SIGNED_BY, NOT_SIGNED, SIGNED_BEFORE = "relu par", "non relu", "à relire de nouveau, après {who}"
SIGN_TITLE, SIGN_BUTTON = "Signer la relecture", "J'ai relu cet entretien"
CORRECTED_SINCE = (
    "Cet entretien a été corrigé depuis la dernière mise à jour : faites-la d'abord, ou il sera à signer de nouveau."
)
SIGNED_THEN = "« {signed} » est relu et signé. Voici le suivant à relire."
SIGNED_NEXT = "Vous avez relu cet entretien. À relire ensuite :"
ALL_SIGNED = "Vous avez relu cet entretien, et tous les autres sont relus. Ensuite :"
IDENTITIES_TITLE = "Même personne, ou deux ?"
NO_IDENTITY = "Aucune question d'identité n'est ouverte dans cet entretien."
IDENTITIES_HELP = "La machine propose, rien n'est réuni sans vous. La signature fixe les pseudonymes : répondez avant."
UNCONFIRMED = "Des questions d'identité sont ouvertes : répondez-y, ou cochez que vous signez sans y répondre."
RESERVES_TITLE = "Ce que les personnes ont demandé, et ce qui les ferait reconnaître"
ALL_ANSWERED = "Tout ce que la machine a repéré dans cet entretien a sa réponse ; elle ne comprend pas tout."
NOTHING_ASKED = "La machine n'a rien repéré de tel dans cet entretien ; elle ne comprend pas tout."
READ_THERE, TAKE_BACK = "Lire le passage", "Annuler ma dernière réponse"
ANSWER_FREE = "rien à réserver"
AT_REVIEW = "à la relecture"
ANSWERED = "{level} : c'est noté."
TAKEN_BACK = "Réponse annulée : la question est posée de nouveau."
HIDE_WORDS = "Cacher ces mots partout"
HIDDEN = "« {words} » sera caché partout à la prochaine mise à jour (Z, dans les propositions, l'annule)."
REVIEW_STALE = "Une autre page a changé entre-temps : regardez à nouveau, puis recommencez."
SETTLE_RANK = "{at} sur {of}"
NOTHING_PROPOSED = "Rien n'a été proposé dans cet entretien"
REVIEW_ALL_DECIDED = "Toutes les propositions de cet entretien ont reçu une décision."
REVIEW_NO_PROPOSAL = "La machine ne propose rien dans cet entretien : lisez-le, des noms ont pu lui échapper."
NOTHING_TO_UNDO = "Rien à annuler dans cet entretien."
UNDONE = "Dernière décision annulée."
KEPT_ON_PURPOSE = "laissé en clair exprès, par un réglage de l'enquête"
NO_WORD = "Sélectionnez au moins un mot dans le texte."
REVIEW_LABELS = {
    "accept": "Accepter", "keep": "Laisser en clair", "change": "Changer", "next": "Suivant", "previous": "Précédent",
    "undo": "Annuler", "everywhere": "Partout", "here": "Ici seulement", "team": "L'équipe lira",
    "mask": "Masquer cette sélection comme", "write": "Ce que l'équipe lira à la place", "other": "ou l'un de ceux-ci",
    "confirm": "Remplacer", "close": "Fermer", "scope": "Portée", "source": "Texte d'origine (privé)",
    "select": "Pour ajouter un nom oublié : sélectionnez-le à la souris, ou par les flèches (Maj + flèche étend).",
    "review": "Relecture des propositions", "turn": "tour",
    "keep_help": "l'équipe lira ce mot tel qu'il est dit : rien ne le remplace",
}
PEOPLE_SEARCH, PEOPLE_HINT = "Chercher une personne, un lieu", "un nom, un pseudonyme…"
PEOPLE_KINDS = {"person": "Personnes", "place": "Lieux", "organisation": "Organisations"}
PEOPLE_COLUMNS = ("Pseudonyme", "Se dit dans les entretiens", "Genre", "Mentions", "Entretiens")
GENDERS = {"f": "femme", "m": "homme", "": "—"}
MEMBER, CONTEXTS = "prend part", "Contextes"
LINKS_TITLE, NO_LINK = "Peut-être la même personne, le même lieu", "Aucun rapprochement n'attend de décision."
LINKS_HELP = "La machine propose, rien n'est réuni sans vous. Tant que personne ne répond, chacun garde son pseudonyme."
SEVERAL = {
    "person": "Plusieurs personnes se nomment ainsi : la machine ne sait pas laquelle. Lisez les contextes.",
    "place": "Plusieurs lieux se nomment ainsi : la machine ne sait pas lequel. Lisez les contextes.",
    "organisation": "Plusieurs organisations se nomment ainsi : la machine ne sait pas laquelle. Lisez les contextes.",
}
UNDO_LAST, LINKS_LATER = "Annuler ma dernière décision", "Ces décisions valent à la prochaine mise à jour."
# À qui ou à quoi un nom se rapporte : oui, non quand un seul est proposé, non quand il y en a plusieurs.
ANSWERS_WHO = {
    "person": ("Même personne que", "Deux personnes", "Aucune de ces personnes"),
    "place": ("Même lieu que", "Deux lieux", "Aucun de ces lieux"),
    "organisation": ("Même organisation que", "Deux organisations", "Aucune de ces organisations"),
}
BORNE_TITLE = "Pseudonymes qui sont aussi le vrai nom de quelqu'un"
BORNE_HELP = "Quelqu'un du corpus porte vraiment ce nom : choisissez un autre pseudonyme."
RENAME, RENAME_WHO = "Changer un pseudonyme", "De qui"
RENAME_OFFERED, RENAME_TYPED, RENAME_DO = "Au choix", "ou un autre", "Changer"

NBSP = "\N{NO-BREAK SPACE}"


def review_progress(decided: int, total: int, doubtful: int) -> str:
    """
    Say how far a review is.

    >>> review_progress(34, 120, 12)
    '34 propositions décidées sur 120, 12 douteuses à voir'
    """
    if not total:
        return NOTHING_PROPOSED
    done = f"{counted(decided, 'proposition décidée', 'propositions décidées')} sur {number(total)}"
    return f"{done}, {counted(doubtful, 'douteuse', 'douteuses')} à voir" if doubtful else done


def waiting(sessions: int, signed: int, left: int, doubtful: int) -> str:
    """
    Say what waits to be reviewed, in figures alone.

    >>> waiting(16, 1, 120, 12)
    '16 entretiens, dont 1 signé ; 120 propositions sans décision, dont 12 douteuses'
    """
    some = counted(left, "proposition", "propositions")
    done = counted(signed, "signé", "signés")
    doubts = f", dont {counted(doubtful, 'douteuse', 'douteuses')}" if doubtful else ""
    return f"{counted(sessions, 'entretien', 'entretiens')}, dont {done} ; {some} sans décision{doubts}"


def to_update(pending: int) -> str:
    """
    Say that the last run does not know some of a review yet; « décisions » stand for those on codes, counted apart.

    >>> to_update(1)
    '1 mot ou signature de cette relecture à prendre en compte :'
    """
    some = counted(pending, "mot ou signature", "mots ou signatures")
    return f"{some} de cette relecture à prendre en compte :"


def said_times(count: int, sessions: int) -> str:
    """
    Say how often words are said in the corpus.

    >>> said_times(3, 2)
    '3 fois, dans 2 entretiens'
    """
    return f"{number(count)} fois, dans {counted(sessions, 'entretien', 'entretiens')}"


def proposal_of(rank: int, total: int) -> str:
    """Say which proposal of the queue this is."""
    return f"proposition {number(rank)} sur {number(total)}"


def turns_shown(first: int, last: int, total: int) -> str:
    """Say which turns are on the screen."""
    return f"Tours {number(first)} à {number(last)}, sur {number(total)}"


def verdict(said: str, action: str, shown: str, scope: str) -> str:
    """
    Say what a person decided of some words.

    >>> verdict("Karim", "replace", "Louis", "here")
    '« Karim » → « Louis », ici seulement'
    """
    done = f"« {said} » reste en clair" if action == "keep" else arrow(said, shown)
    return f"{done}, {SCOPES.get(scope, scope).lower()}"


def already(told: str) -> str:
    """
    Say that what a person decides is what they had decided.

    >>> already("« Rose » reste en clair, partout")
    'Déjà décidé : « Rose » reste en clair, partout'
    """
    return f"Déjà décidé : {told}"


def who_is(said: str, times: str) -> str:
    """
    Ask who somebody is; no line begins with a sign.

    >>> who_is("Karim (2)", "2 fois, dans 1 entretien").replace(NBSP, "_")
    'Qui est «_Karim (2)_»_? (2 fois, dans 1 entretien)'
    """
    return f"Qui est «{NBSP}{said}{NBSP}»{NBSP}? ({times})"


def same_as(yes: str, said: str, reason: str) -> str:
    """
    Name somebody one may be, with the reason.

    >>> same_as("Même personne que", "Karim Benali, E03", "même prénom")
    'Même personne que Karim Benali, E03 (même prénom)'
    """
    return f"{yes} {said} ({reason})"


def borne_by(pseudonym: str, said: str, other: str) -> str:
    """Say whose pseudonym somebody truly bears."""
    return f"« {pseudonym} », pseudonyme de {said}, est le nom de {other}."


def arrow(said: str, shown: str) -> str:
    """Say what stands for some words."""
    return f"« {said} » → « {shown} »"


def more_links(count: int) -> str:
    """Say how many questions come after those that are shown."""
    return f"Encore {counted(count, 'rapprochement', 'rapprochements')} après ceux-ci."


def identities_open(count: int) -> str:
    """
    Say how many questions of identity a session leaves open.

    >>> identities_open(2)
    "2 questions d'identité sont ouvertes dans cet entretien."
    """
    some = counted(count, "question d'identité est ouverte", "questions d'identité sont ouvertes")
    return f"{some} dans cet entretien."


def more_identities(count: int) -> str:
    """Say how many questions of a session come after those that are shown."""
    return f"Encore {counted(count, 'question', 'questions')} après celles-ci."


def sign_again(turns: int) -> str:
    """
    Say why a signature holds no more, before the turns to be read again.

    >>> sign_again(2)
    'Cet entretien a changé depuis sa relecture, dans 2 tours de parole : relisez-les, puis signez de nouveau.'
    >>> sign_again(0)
    'Un mot masqué a été rendu visible depuis la relecture : signez de nouveau si c’est voulu.'
    """
    if not turns:
        return "Un mot masqué a été rendu visible depuis la relecture : signez de nouveau si c’est voulu."
    where = counted(turns, "tour de parole", "tours de parole")
    return f"Cet entretien a changé depuis sa relecture, dans {where} : relisez-les, puis signez de nouveau."


def sign_anyway(count: int) -> str:
    """
    Say what a reader confirms.

    >>> sign_anyway(1)
    "Je signe sans répondre à 1 question d'identité : chacun garde son pseudonyme."
    """
    some = counted(count, "question", "questions")
    return f"Je signe sans répondre à {some} d'identité : chacun garde son pseudonyme."


def open_beside(count: int) -> str:
    """
    Say in a list how many questions of identity a session leaves open.

    >>> open_beside(2), open_beside(0)
    (", 2 questions d'identité ouvertes", '')
    """
    told = counted(count, "question d'identité ouverte", "questions d'identité ouvertes")
    return f", {told}" if count else ""


def more_to_settle(count: int) -> str:
    """
    Say that others wait after those that are listed.

    >>> more_to_settle(1), more_to_settle(12)
    ('et 1 autre', 'et 12 autres')
    """
    return f"et {count} {'autres' if count > 1 else 'autre'}"
