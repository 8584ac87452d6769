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
    "unbelieved": '      quelqu\'un ? filigrane role {session} "{about}" --role participant --by VOTRE-NOM',
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
ABSENT = "{file} est introuvable."
COLUMNS = (
    "sessions.csv : ces colonnes restent dans ce fichier et ne se verront nulle part, sauf à les montrer (page « Qui "
    "sont les personnes », ou params.yaml, participants: attributes:) : {columns}."
)
GUIDE_SESSIONS = "guide.csv parle d'entretiens que personne n'a déposés : {sessions}."
SUMMARY = "Fichiers lus : {read} ; non lus : {refused}."
NEXT = "Ensuite : filigrane run"
PROGRESS = "lecture des fichiers"


def counted(number: int, name: str) -> str:
    """
    Say how many.

    >>> counted(1, "tour"), counted(0, "mot"), counted(12, "mot")
    ('1 tour', '0 mot', '12 mots')
    """
    return f"{number} {name}{'s' if number > 1 else ''}"
