"""What the page Qui parle says, in French: data."""

from __future__ import annotations

TITLE = "Qui parle"
PRIVATE = "Page privée : elle montre les fichiers reçus et les vrais noms. Ne la partagez pas, ne la projetez pas."
SESSION = "Entretien"
ALL_TOLD, FILES = "{files} : {left} à régler", ("fichier", "fichiers")
COLUMNS = ("Fichier", "Voix", "À régler")
SETTLED, TO_SETTLE = "rien", ("1 point", "{n} points")
UNREADABLE = "Fichiers que rien ne permet de lire"
NOTHING = "Aucune transcription n'est lue : la page « Mettre à jour » permet d'en déposer."

WAYS = {
    "labels": "Lu d'après les noms ou initiales écrits devant chaque tour.",
    "format": "C'est le format du fichier qui dit qui parle.",
    "typography": "Lu d'après la typographie (gras, italique, couleur) des questions.",
    "dashes": "Lu d'après ses tirets de dialogue.", "numbers": "Lu d'après ses questions numérotées.",
    "article": "Lu comme un entretien publié.",
    "times": "Lu d'après ses repères de temps : rien ne dit qui parle.",
    "notes": "Lu comme un carnet de terrain : personne n'y parle.", "questionnaire": "Réponses à un questionnaire.",
}
DOUBTS, NO_DOUBT = "À régler", "Rien à régler dans ce fichier."
NOTED = "À savoir, sans rien à régler : corrigez plus bas si c'est faux."
# Why a voice has its role, where nothing is left to confirm in its file.
SETTLED_BECAUSE: dict[str | None, str] = {"questions": "pose le plus de questions", "default": ""}
UNKNOWN = {"participant": "voix inconnue", "editorial": "hors parole", "noise": "bruit"}
ROLES = {"participant": "répond", "interviewer": "enquête", "editorial": "hors parole", "noise": "bruit"}
ROLE = "Que fait « {label} » ?"
CONFIRM = "C'est bien cela"
ALL_RIGHT = "Cette lecture est juste"
ALL_RIGHT_HELP = "Chaque voix fait bien ce qui est proposé : plus rien n'est à confirmer."
WHOLE = "la lecture est juste ({voices})"
CONFIRM_HELP = "Le rôle proposé est juste : il n'est plus à confirmer."
ALSO_WRITTEN = "aussi écrit : {spellings}"
ONCE = "ne parle qu'une fois"
SAMPLES = "tour {turn}, {place}"
MORE = "Renommer, réunir, ou dire que ce n'est pas une voix"
RENAME, RENAME_DO = "Son nom ici, par exemple « L'enseignante »", "Renommer"
MERGE, MERGE_PICK, MERGE_DO = "C'est la même voix que", "choisir une voix", "Réunir"
NO_LABEL, NO_LABEL_HELP = "Ce n'est pas une voix", "Ces mots font partie de ce qui est dit."
REJECTED = "Ce qui revient en début de ligne, et n'a pas été pris pour une voix"
ACCEPT = {"participant": "C'est une voix qui répond", "interviewer": "C'est une voix qui enquête"}
TIMES = ("{n} fois", "{n} fois")

MEND = "Écouter et corriger cette transcription : une faute, une coupe, deux tours à joindre"
TURNS = "Tour par tour"
TURNS_ABOUT = (
    "Changez la voix d'un tour, ou de plusieurs à la suite : pour scinder une voix, ou pour un enregistrement où rien "
    "ne dit qui parle. Le premier tour a le numéro 0, comme dans les exports. "
    "Où les tours commencent ne change pas : ce qui est codé reste en place."
)
TURN_COLUMNS, WHO, TURNS_TITLE = ("Tour", "Ce qui est dit"), "Qui parle", "Voix de chaque tour"
FROM, TO, GIVE_TO, GIVE = "Du tour", "au tour", "tout est de", "Donner ces tours"
EVERY_OTHER = "un sur deux (question, réponse)"
SAVE_TURNS = ("Enregistrer {n} tour", "Enregistrer {n} tours")
DROP = "Abandonner"
NO_TURN = "Aucun tour ne change."

DONE, UNDO, UNDONE = "Noté : {said}.", "Annuler : {said}", "Annulé : {said}."
MANY = "{n} tours changent de voix"
UPDATE = "Mettre à jour l'enquête"
NOBODY = "Donnez d'abord votre nom, en haut de la page."
