"""What is said of attributes and of the guide as somebody enters them, in French: data."""

from __future__ import annotations

BAD_NAME = (
    "« {} » ne peut pas nommer un attribut. Choisissez quelques mots qui commencent par une lettre, comme « statut » "
    "ou « type de contrat » ; « session », « fichier », « nom », « type », « date » et « lieu » sont déjà pris."
)
TAKEN = "« {} » est déjà un attribut."
BAD_BOUNDS = "« {} » : donnez les bornes des tranches en nombres croissants, comme « 0, 30, 45, 60 »."
NO_SECTION = "params.yaml n'a plus de rubrique « participants: » : rétablissez-la. Rien n'est écrit."
NOT_WRITTEN = (
    "params.yaml est écrit d'une façon que cette page ne sait pas changer sans risque. Rien n'est écrit : déclarez les "
    "attributs à la main, sous « participants: attributes: »."
)
CHANGED_SINCE = "{} a changé depuis l'aperçu : regardez de nouveau. Rien n'est écrit."

# L'aperçu
PEOPLE_TOLD = ("sessions.csv : {n} personne complétée", "sessions.csv : {n} personnes complétées")
NEW_SHEET = "transcripts/sessions.csv est créé (hors de git : il reste sur cette machine)"
SHOWN = "« {name} » est montré à l'équipe ({how})"
HIDDEN = "« {name} » n'est plus montré à l'équipe"
NAMED_ANEW = "« {old} » s'appelle désormais « {name} »"
COLUMN_GONE = (
    "« {name} » est retiré de sessions.csv, avec {n} valeur", "« {name} » est retiré de sessions.csv, avec {n} valeurs"
)
REDECLARED = "« {name} » : la façon de le montrer change ({how})"
BY_VALUES, BY_BANDS = "valeurs : {values}", "tranches : {values}"
RECOGNISABLE, NOT_RECOGNISABLE = "peut faire reconnaître", "ne fait reconnaître personne"
NAMED = (
    "« {value} » ({name}) ressemble à un nom de personne ou de lieu de l'enquête : l'équipe lira « autre ». Donnez un "
    "mot plus général."
)
FEWEST = "k = {k} : chaque croisement d'attributs montré doit être partagé par {k} personnes au moins"
HELD_BACK = (
    "« {name} » : « non montré » pour {n} personne sur {all}",
    "« {name} » : « non montré » pour {n} personnes sur {all}",
)
HOW_TO_SHOW = "Pour montrer quand même ces valeurs : baissez k, ou décochez « peut faire reconnaître »"
RENAMED = "Un nom sert à masquer ; il peut changer un pseudonyme, là où personne n'a encore signé la relecture"

# Un tableau repris
NO_PEOPLE = (
    "{file} : aucune ligne ne désigne une personne de l'enquête. Donnez une colonne « session » (E01…), « fichier », "
    "« locuteur » (comme dans la transcription) ou « nom »."
)
TAKEN_IN = ("{n} ligne reprise de {file}", "{n} lignes reprises de {file}")
LEFT_OUT = (
    "{n} ligne n'est reprise nulle part : {which}", "{n} lignes ne sont reprises nulle part : {which}"
)

# Le guide
NO_QUESTION = "Écrivez la question."
SAME_QUESTION = "Cette question est déjà dans le guide."
GUIDE_QUESTIONS = ("guide.csv : {n} question", "guide.csv : {n} questions")
GUIDE_CELLS = ("{n} case change", "{n} cases changent")
NEW_GUIDE = "transcripts/guide.csv est créé (hors de git : il reste sur cette machine)"

# Qui parle
NOBODY = "voix inconnue"
ROLES = {"interviewer": "enquête", "participant": "répond", "editorial": "est hors parole", "noise": "est du bruit"}
NO_NAME = "Donnez un nom de quelques mots."
TURN_IS = "le tour {turn} est de « {who} »"
IS_NO_LABEL = "« {label} » n'est pas un libellé"
IS_SAME = "« {label} » est « {other} »"
IS_ROLE = "« {label} » {role}"
CUT_AGAIN = (
    "Le découpage change : {before} tours avant, {after} maintenant. Ce qui est codé est retrouvé par ses mots à la "
    "prochaine mise à jour."
)

# Corriger une transcription
NO_TRANSCRIPT = "Cet entretien ne se corrige pas ici : il n'est pas dans l'enquête, ou son fichier ne se lit pas."
NO_WORD_LEFT = "Un tour garde au moins un mot. Pour le supprimer, joignez-le au tour d'avant."
NO_CUT = "Placez le curseur devant le mot qui commence le nouveau tour : il faut un mot de chaque côté."
NO_TURN_BEFORE = "C'est le premier tour : il n'y en a pas avant lui."
NO_SUCH_TURN = "Le tour {turn} n'existe pas dans cet entretien."
MENDED_SINCE = "Une correction plus récente tient à ces mots : annulez-la d'abord. Rien n'a été écrit."
READS = "le tour {turn} se lit « {text} »"
CUT = "le tour {turn} est coupé en deux"
JOINED = "le tour {turn} est joint au tour {before}"
NOT_SAID = "« {said} » ne se lit pas au tour {turn}. Recopiez les mots tels qu'ils sont. Rien n'a été écrit."
SAID_OFTEN = "« {said} » se lit plusieurs fois au tour {turn} : donnez quelques mots de plus. Rien n'a été écrit."
