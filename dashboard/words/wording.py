"""What the dashboard says, in French: data."""

from __future__ import annotations

APPLICATION = "Filigrane"
STUDY, EXTRACTS, TRANSCRIPT, THEMES, GROUPINGS = (
    "L'enquête", "Extraits", "Lecture", "Thèmes", "Regroupements par proximité (pistes)",
)
GROUPINGS_SHORT = "Regroupements (pistes)"
PREPARE, READ, CODE, COMPARE, CHECK = "Préparer", "Lire", "Coder", "Comparer", "Vérifier"
LOADING = "Lecture des tables…"

FICTIONAL, PSEUDONYMISED, UNSIGNED, SIGNED = "corpus fictif", "pseudonymisé", "non relu", "relu"
FICTIONAL_HELP = "Ces entretiens ont été inventés pour la démonstration."
SIGNED_LATE = "relu, à mettre à jour"
UNSIGNED_HELP = "Personne n'a encore signé la relecture de la pseudonymisation."
SIGNED_HELP = "La relecture de la pseudonymisation est signée pour tous les entretiens."

DECISIONS_NOT_FACTS = "Ces chiffres comptent des décisions de codage, pas des faits."
ONLY_PEOPLE_MAKE_THEMES = (
    "Un regroupement par proximité rassemble des passages dont les mots se ressemblent : c'est une piste de lecture. "
    "Seule une personne fait un thème."
)

# L'enquête
SESSIONS, PEOPLE, PLACES, ANSWERS = "entretiens et groupes", "personnes", "lieux d'enquête", "réponses au questionnaire"
PERSON_ONE, PLACE_ONE = "personne", "lieu d'enquête"
ANSWER_ONE = "réponse au questionnaire"
AT_LEAST = "au moins"
TO_DO, NOTHING_TO_DO = "À faire", "Rien n'attend pour l'instant."
READ_PASSAGE, READ_IN_TRANSCRIPT = "Lire le passage", "Lire dans l'entretien"
NO_PASSAGE_YET = "Aucun passage codé par une personne pour l'instant."
NO_THEME_YET = "Aucun thème n'est écrit : écrivez le premier sur la page « Thèmes », en bas."
STARTING = "Exemple de départ (travail social et numérique), à remplacer par le vôtre :"
ORPHAN_LIST = "Voir lesquels"
TYPICAL_ONE, FAR_ONE = "Typique", "Éloigné (à lire)"
FAR_HELP = (
    "Parmi les passages que des personnes ont codés dans ce thème, celui dont le vecteur est le plus loin de leur "
    "centre. Éloigné ne veut pas dire contraire : c'est à vous de le dire."
)

KEPT_BACK = (
    "« Non montré » : moins de {k} personnes partageraient ce qui serait dit d'elles. Cela touche : {attributes}."
)
KEPT_BACK_HELP = (
    "Des attributs rares, réunis, désigneraient quelqu'un. Le seuil se règle dans params.yaml (« k », rubrique "
    "« participants »), puis par une mise à jour."
)
ON_THIS_PAGE = "Sur cette page"

# Le dossier vide
EMPTY_TITLE = "Déposer des entretiens"
DROP = (
    "Déposez vos transcriptions ici, ou copiez-les dans le dossier « transcripts » de l'enquête : un fichier par "
    "entretien ou par groupe."
)
SAY_WHO = (
    "Page « Qui parle » : les voix lues dans chaque fichier, à corriger d'un geste. Page « Qui sont les personnes » : "
    "leurs noms, qui n'en sortiront pas, et les attributs que vous choisissez."
)
UPDATE = "Page « Mettre à jour » : un bouton suffit, et tout se passe sur cette machine."
EMPTY_STEPS = (
    ("Déposez vos fichiers", DROP), ("Dites qui parle et qui sont les personnes, si vous voulez", SAY_WHO),
    ("Mettez l'analyse à jour", UPDATE),
)

# Extraits
WORDS, WORDS_HINT = "Chercher des mots", "par exemple : mot de passe, temps, guichet…"
CODES, PERSONS, SESSION = "Codes", "Personnes", "Entretien ou groupe"
READERS, LEVELS, THEME = "Codé par", "Niveau", "Thème"
ALL, WORDS_CHIP = "tout", "Mots"
READER_NAMES = {"person": "une personne", "machine": "suggestion à relire", "none": "aucun code"}
LEVEL_NAMES = {"probable": "probable", "to_check": "à vérifier"}
MORE_FILTERS, CLEAR = "Autres filtres", "Tout effacer"
NOTHING_FOUND = "Aucun extrait ne répond à tous ces filtres. Retirez-en un, ou essayez un autre mot."
CONTEXT, BEFORE, AFTER = "Avant et après", "Avant", "Après"
CODED_BY, TO_READ, WHY = "codé par", "à relire", "Pourquoi ?"
PAGE, PREVIOUS, NEXT = "Page", "‹ Précédents", "Suivants ›"
CSV, XLSX = "Télécharger en CSV", "Télécharger pour Excel (XLSX)"
EXPORT_REFUSED = (
    "Le téléchargement s'ouvrira quand la relecture de la pseudonymisation sera signée pour tous les entretiens, après "
    "une mise à jour."
)
EXPORT_LATE = (
    "Toutes les relectures de la pseudonymisation sont signées : le téléchargement s'ouvrira après une mise à jour."
)
EXPORT_COLUMNS = (
    "extrait", "entretien", "tour de parole", "personne", "question", "texte",
    "codes (décidés par une personne)", "codé par", "codes suggérés, à relire",
)
NOTICE_COLUMN, ABOUT_SHEET = "mention", "À lire"
FILE_NAME = "extraits"

# Lecture
INTERVIEWER, TURN, LINKED = "enquêteur·rice", "tour", "passage demandé"
EDITORIAL, NOISE = "texte de présentation", "note"
NOTES, UNKNOWN_VOICE, RESPONDENT = "Carnet de terrain", "Voix non identifiée", "Répondant·e"
QUESTION = "question"
PASSAGE_LOST = "Ce passage n'existe plus dans cet entretien : il a pu être retiré ou découpé autrement."
NOTHING_TO_READ = "Cet entretien n'existe pas, ou plus : choisissez-en un autre."
CONSENTS = {
    "unattributed": "sans attribution", "not_quotable": "ne pas citer", "not_analysed": "ne pas analyser",
    "erased": "passage retiré",
}

# Thèmes
ASKED_ONE, ASKED, UNASKED = "interrogée", "interrogées", "sans qu’on le demande"
CODES_OF_THEME, WITH, WITHOUT, TYPICAL = "Ses codes", "Avec", "Sans", "Passages typiques"
BY_ATTRIBUTE, GROUPINGS_OF_THEME = "Répartir selon", "Regroupements rattachés"
NOBODY, SEE_EXTRACTS = "personne", "Lire ses extraits"
WITHOUT_HELP = "« Sans » veut dire : aucun passage codé ainsi par une personne, pour l'instant."
PEOPLE_AXIS = "personnes"

# Regroupements
GROUPING = "Regroupement"
NO_GROUPING = "Aucun regroupement : il faut au moins quelques extraits, puis la page « Mettre à jour »."
CTFIDF, NMF, REPRESENTATIVES = "Mots qui le distinguent", "Autre lecture des mots (NMF)", "Passages représentatifs"
STABLE, FRAGILE, UNSTABLE = "stable", "fragile", "instable"
STABILITY, ATTACHED = "Stabilité", "Rattaché au thème"
STABILITY_HELP = "De 0 à 1 : ce que deviennent les mêmes passages quand on refait le regroupement sur des tirages."

ATTRIBUTES = {
    "anciennete": "ancienneté", "age": "âge", "type": "type d'entretien", "lieu": "lieu d'enquête",
    "champ": "champ", "milieu": "milieu", "statut": "statut", "genre": "genre",
}

TASKS = {
    "suggestions": ("suggestion à relire", "suggestions à relire"),
    "orphans": ("passage codé que l'on ne retrouve plus", "passages codés que l'on ne retrouve plus"),
    "disagreements": ("désaccord à arbitrer", "désaccords à arbitrer"),
    "signed": ("relecture signée à prendre en compte", "relectures signées à prendre en compte"),
    "update": ("décision de codage à prendre en compte", "décisions de codage à prendre en compte"),
}
REVIEWS_LEFT = "Pseudonymisation à relire et à signer"

EVIDENCE = {
    "definition": "le passage est proche de la définition du code",
    "learnt": "le passage ressemble à des passages que des personnes ont codés ainsi",
}

STABLE_FROM, FRAGILE_FROM = 0.7, 0.4
