"""What is said of the review of pseudonyms, of words to settle and of people; in French: data."""

from __future__ import annotations

from pipeline.pseudonymise.review.signing_words import REASONS

TITLE = "À régler avant de sortir"
ADDRESS = "regler"  # pseudonymisation?vue=regler
ABOUT_SETTLING = (
    "Ces mots se lisent encore dans ce que l'équipe lit, et pourraient nommer quelqu'un. Chacun demande un geste ; "
    "d'ici là, les entretiens où ils sont ne sortent pas. Rien n'empêche de lire ni de coder."
)
NOTHING = "Aucun mot douteux ne se lit dans ce que l'équipe lit."
AFTERWARDS = "Ce qui est à masquer l'est au prochain calcul."
STALE = "Une autre page a changé entre-temps : regardez à nouveau, puis recommencez."
SETTLED_ELSEWHERE = "Ce mot est déjà réglé."
TASK = "Des mots à régler avant de sortir"
HELD_BACK = "Aller à la page « À régler avant de sortir »"
HELD_ELSEWHERE = "Cela se règle sur la machine de l'enquête, page Pseudonymisation, « À régler avant de sortir »."
LABELS = {
    "mask": "Masquer partout", "not_a_name": "Ce n'est pas un nom", "on_purpose": "C'est voulu",
    "next": "Suivant", "previous": "Précédent", "undo": "Annuler mon dernier geste", "reason": "Pourquoi est-ce voulu",
    "confirm": "Noter", "read": "Lire le passage", "left": "Les mots à régler", "settle": TITLE,
    "mask_help": "au prochain calcul, ce mot est remplacé partout où il se lit",
    "not_a_name_help": "ce mot reste lisible, ici et partout",
    "on_purpose_help": "ce mot reste dans ce qu'une personne a écrit, avec la raison",
}
CERTAIN = "nom connu : il ne peut pas être dit « pas un nom »"
# What nothing rewrites: a person wrote it, and corrects it where it is.
WRITTEN = "Écrit par une personne : corrigez {place}, ou dites pourquoi c'est voulu."
REVIEW = "Pseudonymisation"
REVIEW_PRIVATE = "Page privée : elle montre les vrais noms. Ne la partagez pas, ne la projetez pas."
REVIEW_ABOUT = "La machine propose les mots qui pourraient nommer quelqu'un : vous décidez de chacun, puis vous signez."
REVIEW_ABSENT = (
    "La moitié privée de l'enquête (build/private) n'est pas sur cette machine : la relecture se fait là où sont les "
    "transcriptions."
)
REVIEW_EXPOSED = (
    "Le tableau de bord est ouvert à d'autres machines : cette page ne s'affiche pas. Lancez « filigrane dashboard », "
    "qui n'écoute que celle-ci (server.address = 127.0.0.1)."
)
REVIEW_EMPTY = "Aucun entretien n'a été lu : déposez-en, puis passez par la page « Mettre à jour »."
REVIEW_VIEWS = {
    "proposals": "Propositions", "reading": "Lecture du texte", "people": "Personnes et lieux",
    "settle": TITLE,
}
REVIEW_VIEW = "Que relire"
REVIEW_OVERVIEW = "Où en sont tous les entretiens"
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
READER_NAME = "Votre nom ou vos initiales"
READER_HELP = "Il nomme votre fichier dans decisions/identifiers et dira qui a relu."
READER_START, READS_AS = "Commencer la relecture", "Vous relisez sous le nom de"
SIGNED_BY, NOT_SIGNED = "relu par", "non relu"
SIGN_TITLE, SIGN_BUTTON = "Signer la relecture", "J'ai relu cet entretien"
SIGNED_NEXT = "Vous avez relu cet entretien. À relire ensuite :"
ALL_SIGNED = "Vous avez relu cet entretien, et tous les autres sont relus. Ensuite :"
IDENTITIES_TITLE = "Même personne, ou deux ?"
NO_IDENTITY = "Aucune question d'identité n'est ouverte dans cet entretien."
IDENTITIES_HELP = "La machine propose, rien n'est réuni sans vous. La signature fixe les pseudonymes : répondez avant."
UNCONFIRMED = "Des questions d'identité sont ouvertes : répondez-y, ou cochez que vous signez sans y répondre."
RESERVES_TITLE = "Ce que les personnes ont demandé, et ce qui les ferait reconnaître"
ALL_ANSWERED = "Tout ce qui a été entendu de tel dans cet entretien a sa réponse : la machine ne comprend pas tout."
NOTHING_ASKED = "Rien n'a été entendu de tel dans cet entretien : la machine ne comprend pas tout."
READ_THERE, TAKE_BACK = "Lire le passage", "Annuler ma dernière réponse"
ANSWER_FREE = "rien à réserver"
AT_REVIEW = "à la relecture"
ANSWERED = "{level} : c'est noté dans decisions/consent."
TAKEN_BACK = "Réponse annulée : la question est posée de nouveau."
REVIEW_STALE = "Une autre page a changé entre-temps : regardez à nouveau, puis recommencez."
REVIEW_ALL_DECIDED = "Toutes les propositions de cet entretien ont reçu une décision."
REVIEW_NO_PROPOSAL = "La machine ne propose rien dans cet entretien : lisez-le, des noms ont pu lui échapper."
NOTHING_TO_UNDO = "Rien à annuler dans cet entretien."
UNDONE = "Dernière décision annulée."
KEPT_ON_PURPOSE = "gardé exprès (réglages)"
NO_WORD = "Sélectionnez au moins un mot dans le texte."
REVIEW_LABELS = {
    "accept": "Accepter", "keep": "Garder", "change": "Changer", "next": "Suivant", "previous": "Précédent",
    "undo": "Annuler", "everywhere": "Partout", "here": "Ici seulement", "team": "L'équipe lira",
    "mask": "Masquer cette sélection comme", "write": "Ce que l'équipe lira à la place", "other": "ou l'un de ceux-ci",
    "confirm": "Remplacer", "close": "Fermer", "scope": "Portée", "source": "Texte d'origine (privé)",
    "select": "Pour ajouter un nom oublié : sélectionnez-le à la souris, ou par les flèches (Maj + flèche étend).",
    "review": "Relecture des propositions", "turn": "tour", "keep_help": "montrer le mot tel quel",
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
BORNE_TITLE = "Pseudonymes portés pour de vrai"
BORNE_HELP = "Quelqu'un du corpus porte vraiment ce nom : choisissez un autre pseudonyme."
RENAME, RENAME_WHO = "Changer un pseudonyme", "De qui"
RENAME_OFFERED, RENAME_TYPED, RENAME_DO = "Au choix", "ou un autre", "Changer"
LINK_REASONS = REASONS
PEOPLE = "Qui sont les personnes"
PRIVATE = "Page privée : elle montre les fichiers reçus et les vrais noms. Ne la partagez pas, ne la projetez pas."
VIEW, VIEWS = "Que remplir", {"people": "Attributs", "guide": "Guide d'entretien"}
LOCKED = "dit par l'en-tête du fichier : changez-le là"
# Attributs
ABOUT_PEOPLE = (
    "Une ligne par personne qui répond. Tapez, ou collez depuis un tableur : les cases se remplissent à partir de "
    "celle où vous êtes. Les noms servent à masquer ; seuls les attributs montrés, plus bas, sortent de cette page."
)
INTERVIEW, VOICE, NAME, NAME_HINT = "Entretien", "Voix", "Nom", "ne sort pas"
TABLE_TITLE = "Attributs des personnes"
NEW, NEW_HINT, ADD = "Nouvel attribut, ou plusieurs", "par exemple : statut, âge, milieu", "Ajouter"
FROM_HEADERS = "Reprendre ce que disent les fichiers"
FROM_HEADERS_HELP = (
    "Vos fichiers disent cela des personnes. Choisissez ce qui sert ; chaque attribut se renomme plus bas."
)
WHICH_HEADERS, PICK_HEADERS = "Dans les en-têtes", "Choisir"
SAMPLE = "{field} ({values})"
FROM_TABLE = "Reprendre un tableau (CSV ou Excel)"
FROM_TABLE_HELP = (
    "Une ligne par personne, désignée par l'entretien, le fichier, la voix ou le nom ; une colonne par attribut. "
    "Rien n'est écrit avant que vous n'enregistriez."
)
TAKE = "Reprendre"
NOBODY = "Personne ne répond dans les entretiens déposés. La page « Qui parle » dit ce qui en a été lu."
NO_ATTRIBUTE = "Aucun attribut n'est déclaré : cette enquête ne dit rien des personnes. Ajoutez le premier ci-dessus."
HOW_SHOWN = "Ce que l'équipe voit de chaque attribut"
HOW_SHOWN_HELP = (
    "Un attribut gardé pour vous reste dans sessions.csv, sur cette machine. Un nombre ne se montre que par tranches."
)
KINDS = {"kept": "gardé pour vous", "values": "ses valeurs", "bands": "des tranches"}
CALLED, KIND, BOUNDS, UNIT = "Attribut", "« {name} » : montrer", "Bornes des tranches", "Unité"
REMOVE = "Retirer « {name} »"
RECOGNISABLE = "« {name} » peut faire reconnaître"
RECOGNISABLE_HELP = (
    "Coché : si moins de k personnes partagent ce qui serait montré d'elles, la valeur devient « non montré »."
)
FEWEST = "k : combien de personnes, au moins, partagent ce qui est montré"
KEPT_HINT, BANDS_HINT, VALUES_HINT = "gardé pour vous", "montré par tranches", "montré"
# Enregistrer
WOULD = "Ce qui changerait"
SAVE, DROP, UNDO = "Enregistrer", "Abandonner", "Annuler ce qui vient d'être enregistré"
SAVED = "Enregistré. Aucun identifiant d'entretien n'a changé : ce qui est codé reste où c'est."
PEOPLE_TAKEN_BACK = "Annulé : les fichiers sont redevenus ce qu'ils étaient."
UPDATE = "Mettre à jour l'enquête"
# Guide
GUIDE_ABOUT = (
    "Une ligne par question du guide, une colonne par entretien : cochez là où la question a été posée. "
    "Les dénominateurs (« 9 sur 14 interrogées ») en viennent."
)
QUESTION, NEW_QUESTION, GUIDE_TITLE = "Question", "Nouvelle question du guide", "Questions posées"
FROM_GUIDE = "Reprendre un guide (CSV ou Excel)"
FROM_GUIDE_HELP = "Une ligne par question, une colonne par entretien ; ou une ligne par question posée."
NO_GUIDE = "Aucun guide n'est donné : les dénominateurs comptent tout le monde. Ajoutez la première question ci-dessus."
