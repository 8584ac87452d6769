"""What the report of an import says, in French: data."""

from __future__ import annotations

REASONS = {
    "front_matter": "en-tête de l'enquête",
    "header": "en-tête du fichier",
    "markup": "mise en forme",
    "label": "libellés et heures des tours",
    "time": "repères de temps",
    "counter": "numéros de ligne",
    "repeated": "répétitions exactes",
    "phantom": "phrases que le logiciel de transcription a inventées",
    "note": "notes de bas de page",
    "annotation": "annotations, qui ne sont pas dites",
    "page": "en-têtes et pieds de page",
    "deleted": "passages supprimés (suivi des modifications)",
    "comment": "commentaires du document",
    "closed_answer": "réponses fermées et profil",
    "empty": "passages vides",
    "unplaced": "passages sans place dans le temps",
    "notice": "mentions du logiciel de transcription",
}
ROLES = {
    "interviewer": "enquête", "participant": "répond", "editorial": "hors parole", "noise": "bruit",
}
BECAUSE = {
    "decision": "décidé par une personne",
    "metadata": "d'après les métadonnées",
    "heading": "d'après l'en-tête de la transcription",
    "label": "d'après le libellé",
    "questions": "pose le plus de questions : à confirmer",
    "default": "à confirmer",
    None: "",
}
NOBODY = {
    "participant": "(voix non identifiée)", "editorial": "(hors parole)", "noise": "(bruit)",
    "interviewer": "(enquête)",
}
HEAD = "{file} → {session}"
HEAD_ALONE = "{file}"  # nobody chose an identifier
CHOSEN = (
    "   ATTENTION : l'identifiant « {chosen} » pourrait nommer quelqu'un ; un numéro le remplace aux yeux de tous.\n"
    "   Pour en choisir un, écrivez une lettre et un nombre (E01), ou FG01 ; ou donnez un titre à l'entretien."
)
WHAT = "   {format}{encoding} · {type}"
ENCODING = ", {encoding}"
VOICE = "   {label} : {turns}, {words}, {role}{because}"
MOST_VOICES = 20
MANY_VOICES = "   {voices} voix, {turns} tours"
NO_OPEN_ANSWER = (
    "   Aucune question ouverte n'y est déclarée : seules ses réponses fermées sont lues. Pour lire les autres, "
    "ajoutez le titre de leur colonne à « open_answers: questions: » dans params.yaml."
)
FIELD_NOTES = "   Carnet de terrain : {turns} passages sont lus sans voix, et personne n'est compté."
MOST_DOUBTS = 25
DOUBT = "   {sentence}"
MORE_DOUBTS = "   … et {more} autres points, sur la page « Qui parle »."
# What to type to settle a doubt, by its kind; the page « Qui parle » does the same.
COMMANDS = {
    "slip": '      filigrane role {session} "{about}" --same-as "{other}" --by VOTRE-NOM',
    "same_voice": '      deux personnes ? filigrane role {session} "{other}" --role participant --by VOTRE-NOM',
    "once": '      personne ? filigrane role {session} "{about}" --no-label --by VOTRE-NOM',
    "rejected": '      quelqu\'un ? filigrane role {session} "{about}" --role participant --by VOTRE-NOM',
    "nobody_answers": '      filigrane role {session} "LIBELLÉ" --role participant --by VOTRE-NOM',
    "no_voice": "      filigrane role {session} --turns 3-7 --is NOM --by VOTRE-NOM",
    "long_turn": "      filigrane role {session} --turns 3-7 --is NOM --by VOTRE-NOM",
}
TWICE = (
    "{one} et {other} disent les mêmes mots ({share} %) : le même entretien deux fois ? Retirez l'un des deux, sans "
    "quoi il compterait double."
)
ROLE_COMMAND = '   Un rôle est faux ? filigrane role {session} "LIBELLÉ" --role interviewer --by VOTRE-NOM'
ASIDE = "   mis de côté : {reason} ({pieces}, {characters} signes) : « {sample} »"
TOTAL = "   {read} signes lus = {in_turns} dans les tours + {set_aside} mis de côté (espaces non comptées)"
LOST = "   ATTENTION : {lost} signes ne sont ni dans les tours ni de côté. C'est une faute de Filigrane : signalez-la."
REFUSED = "{file} : NON LU\n   {reason}"
EXISTS = "{file} existe déjà dans transcripts/ avec un autre contenu : il n'a pas été remplacé. Renommez l'un des deux."
SPARED = "{file} : un fichier caché, provisoire, ou une notice. Il n'est pas lu, et n'a pas été apporté."
ABSENT = "{file} est introuvable."
COLUMNS = (
    "sessions.csv : ces colonnes restent dans ce fichier et ne se verront nulle part, sauf à les montrer (page « Qui "
    "sont les personnes », ou params.yaml, participants: attributes:) : {columns}."
)
GUIDE_SESSIONS = "guide.csv parle d'entretiens que personne n'a déposés : {sessions}."
SUMMARY = "Fichiers lus : {read} ; non lus : {refused}."
APART = "Un projet se reprend seul : importez d'abord le projet, puis les transcriptions, par une autre commande."
READ_OTHERWISE = "{file}, selon la seconde lecture : la même commande, suivie de --lecture {name}"
NEXT = "Ensuite : filigrane run"
PROGRESS = "lecture des fichiers"


def counted(number: int, name: str) -> str:
    """
    Say how many.

    >>> counted(1, "tour"), counted(0, "mot"), counted(12, "mot")
    ('1 tour', '0 mot', '12 mots')
    """
    return f"{number} {name}{'s' if number > 1 else ''}"


# What is no project, or none that may be read.
A_PROJECT = "un projet REFI-QDA (project.qde)"
DAMAGED = "{file} est abîmé ou coupé : exportez-le à nouveau depuis le logiciel d'où il vient. Rien n'a été repris."
WRONG_NAMESPACE = (
    "{file} n'est pas un projet REFI-QDA : son contenu n'est pas dans l'espace « urn:QDA-XML:project:1.0 ». Dans votre "
    "logiciel, choisissez l'export « REFI-QDA Project (.qdpx) ». Rien n'a été repris."
)
HOSTILE = "{file} contient des fichiers qui sortiraient du projet, ou beaucoup trop de fichiers. Rien n'a été repris."
PROTECTED = "{file} est protégé par un mot de passe : exportez-le sans mot de passe. Rien n'a été repris."
NO_PROJECT = (
    "{file} devrait contenir un fichier .qde et un seul ; il en contient {number}. Exportez-le à nouveau. Rien n'a été "
    "repris."
)
TOO_LARGE = (
    "{file} : « {member} » est trop gros pour une transcription ({size} Mo, {most} au plus). Retirez-le du projet, ou "
    "coupez-le, puis exportez à nouveau. Rien n'a été repris."
)
NO_ENCODING = "Un texte du projet n'est ni en UTF-8 ni dans un encodage français. Rien n'a été repris."
TWINS = (
    "{file} : deux {what} portent le même identifiant ({key}) ; rien ne dit auquel les codages renvoient. Exportez le "
    "projet à nouveau. Rien n'a été repris."
)
TWIN_KINDS = {"User": "personnes", "Code": "codes", "Case": "cas", "Source": "documents"}
NOT_A_DATABASE = "{file} n'est ni un projet QualCoder, ni Taguette, ni RQDA. Rien n'a été repris."
SEVERAL_PROJECTS = (
    "{file} contient {number} projets Taguette. Dans Taguette, exportez celui qui vous intéresse seul (SQLite). Rien "
    "n'a été repris."
)
UNKNOWN_PROJECT = "{file} n'est pas un projet que Filigrane sait reprendre : {known}. Rien n'a été repris."
KNOWN_PROJECTS = (
    "REFI-QDA (.qdpx, .qde), QualCoder (dossier .qda), Taguette (.sqlite3, ou .html avec ses surlignages), RQDA "
    "(.rqda), Sonal (.crp avec ses .sonal), IRaMuTeQ (corpus .txt avec des thématiques)"
)
SONAL, TAGUETTE, IRAMUTEQ = "Sonal", "Taguette", "IRaMuTeQ"
OLD_SONAL = (
    "{file} n'est pas un fichier que Sonal écrit aujourd'hui (.crp, .sonal). Les .rtr des anciennes versions ne se "
    "lisent pas : ouvrez le corpus dans Sonal, enregistrez-le, et reprenez le .crp avec ses .sonal. Rien n'a été "
    "repris."
)
VOICE_NUMBER = "Locuteur {number}"
NOTHING_IN_IT = "{file} ne contient ni texte, ni code, ni mémo. Rien n'a été repris."
UNKNOWN_READING = (
    "« {typed} » n'est pas une manière de compter les positions. Au choix : {known} ; avec « +marque », « +lf », "
    "« +crlf » ou « +fin-comprise » derrière."
)
# Why a coding is set aside: it has no words in any transcript.
ON_MEDIA = "sur une image, un son, une vidéo ou la page d'un PDF"
NO_TEXT = "sur un document dont le texte manque dans le projet"
ELSEWHERE = "ailleurs que sur un passage"
WHOLE_TEXT = "sur un document entier : devenus des mémos de l'entretien"
BY_A_MACHINE = "mis par une machine : elle ne compte pas parmi les personnes"
UNKNOWN_CODE = "avec un code que la grille du projet ne contient pas"
REFUSED_BY_READERS = "Il porte un nom ou un contenu que le dossier des transcriptions refuse."
UNREAD = "sur un document que Filigrane n'a pas pu lire"
DOUBLE = "deux fois la même personne, les mêmes mots et le même code"
# What has no place in a study.
LEFT = {
    "Link": ("lien", "liens"), "Graph": ("graphe", "graphes"), "SyncPoint": ("repère de temps", "repères de temps"),
    "media": ("document sans texte", "documents sans texte"),
    "CodedCase": ("code mis sur un cas", "codes mis sur des cas"),
    "replacement": (
        "remplacement de nom (les noms sont cherchés et remplacés ici)",
        "remplacements de noms (les noms sont cherchés et remplacés ici)",
    ),
    "touching": (
        "début d'un surlignage qui en touche un autre (l'export ne le garde pas : relisez ce passage)",
        "débuts de surlignages qui en touchent d'autres (l'export ne les garde pas : relisez ces passages)",
    ),
}
# Who codes and is nobody: names that tools give to their own users, and marks of models; other names are people's.
MACHINES = frozenset({
    "atlas.ti", "nvivo", "maxqda", "qualcoder", "taguette", "registre", "modèle", "modele", "model", "machine",
    "assistant", "auto-coding", "autocoding", "autocode", "copilot",
})
# A first name may be Claude, Ai or Mistral: only what no person is called.
MACHINE_MARKS = r"\b(?:AI|IA|LLM|BOT)\b|(?i:\b(?:chat)?gpt|\bopenai|\bfiligrane|\bsuggestions? automatique|\bmachine\b)"
SOMEBODY = "auteur inconnu"
WHOLE_CODED = "Code « {code} », mis sur le document entier dans {tool}."
# The words of a coding that stands nowhere stay behind: they were read by nobody yet.
NOWHERE = "[signes {start} à {end} du document]"
NO_NAME = "Document"
# Heads of sessions.csv that say something else there.
RESERVED = frozenset({
    "session", "fichier", "type", "enqueteur", "enregistrement", "duree_min", "personnes", "locuteur", "nom", "date",
    "terrain", "milieu", "champ",
})
OF_PROJECT = "{name} (projet)"
GROUPS = "groupe de documents"
PROJECT_HEAD = "Projet « {name} »{tool} : {texts}, {codes}, {people}."
TOOL = " ({tool})"
COUNTED = {
    "texts": ("document", "documents"), "codes": ("code", "codes"), "people": ("personne", "personnes"),
    "passages": ("passage", "passages"), "memos": ("mémo", "mémos"), "codings": ("codage", "codages"),
    "turns": ("tour", "tours"), "new": ("code nouveau", "codes nouveaux"),
}
NEW_TEXTS = "Transcriptions apportées : {new}. Déjà là, au mot près : {there}."
MISSING = "Sans texte dans le projet ({number}) : {names}."
NOTES = (
    "Rien ne dit qui parle dans {files} : lus sans voix, comme un carnet. Si ce sont des entretiens, dites-le (colonne "
    "« type » de sessions.csv), puis qui parle (page « Qui parle »)."
)
PROJECT_REFUSED = "{file} : NON LU. {reason}"
UNITS = {"characters": "en caractères", "utf16": "en unités UTF-16", "bytes": "en octets UTF-8"}
BREAKS = {
    "as_written": "", "one": ", un retour à la ligne comptant pour un signe",
    "two": ", un retour à la ligne comptant pour deux signes",
}
MARKED = ", la marque du début du fichier comptant"
INCLUSIVE = {False: ", fin non comprise", True: ", fin comprise"}
POSITIONS = (
    "Positions lues {how} : sur {n}, {starts} débutent sur un mot ({lines} au début d'une ligne), {ends} finissent sur "
    "un mot{quoted}."
)
QUOTED = ", {quoted} sur {told} disent les mots que le projet cite"
OTHERWISE = "   Lues {how} : {starts} débutent sur un mot, {ends} finissent sur un mot{quoted}."
CLOSE = (
    "   Les deux lectures se valent presque. Regardez ces passages ; si la seconde est la bonne, reprenez le même "
    "fichier selon elle : les codages seront mis où elle les place."
)
BOTH = "   1re lecture : « {one} »\n   2e lecture : « {other} »"
GRID = "Grille : {new} ; {there} y étaient déjà."
ACCOUNT = "Codages : {read} lus = {placed} placés{already} + {orphans} sans place + {aside} mis de côté."
ALREADY = " (dont {already} déjà là)"
ORPHANS = (
    "   Sans place ({number}) : leurs mots sont hors des tours, ou introuvables ; ils attendent avec les codages à "
    "remettre."
)
LINES_ASIDE = "   mis de côté : {number} {why}"
CODERS = "Qui a codé : {coders}."
MEMOS = "Mémos repris : {number}."
MEMOS_LEFT = "Mémos sans texte ni code où se mettre : {number}."
ATTRIBUTES = (
    "Ce que le projet dit des personnes et des documents ({names}) est dans sessions.csv : rien ne s'en voit tant que "
    "personne ne le déclare (page « Qui sont les personnes »)."
)
SPEAKERS = "Tours donnés à qui les dit, d'après les cas du projet : {number}."
LEFT_BEHIND = "Non repris : {what}."
NOT_READ_WHOLE = (
    "Aucun entretien n'est marqué comme lu en entier, car le projet ne le dit pas : chacun·e le dit en bas de la page "
    "Lecture."
)
PREVIEW = "Aperçu : rien n'a été écrit."
MANY = 12


def counted_pieces(number: int, name: str) -> str:
    """
    Say how many.

    >>> counted_pieces(1, "codes"), counted_pieces(3, "texts")
    ('1 code', '3 documents')
    """
    one, several = COUNTED[name]
    return f"{number} {several if number > 1 else one}"
