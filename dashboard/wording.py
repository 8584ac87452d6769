"""What the dashboard says, in French: data."""

from __future__ import annotations

from dashboard.view.corpus import Settings

APPLICATION = "Filigrane"
STUDY, EXTRACTS, TRANSCRIPT, THEMES, GROUPINGS = (
    "L'enquête", "Extraits", "Lecture", "Thèmes", "Regroupements par proximité (pistes)",
)
GROUPINGS_SHORT = "Regroupements (pistes)"
READ, COMPARE = "Lire", "Comparer"
LOADING = "Lecture des tables…"

FICTIONAL, PSEUDONYMISED, UNSIGNED, SIGNED = "corpus fictif", "pseudonymisé", "non relu", "relu"
FICTIONAL_HELP = "Ces entretiens ont été inventés pour la démonstration."
UNSIGNED_HELP = "Personne n'a encore signé la relecture de la pseudonymisation."
SIGNED_HELP = "La relecture de la pseudonymisation est signée pour tous les entretiens."

DECISIONS_NOT_FACTS = "Ces chiffres comptent des décisions de codage, pas des faits."
ONLY_PEOPLE_MAKE_THEMES = (
    "Un regroupement par proximité rassemble des passages dont les mots se ressemblent : c'est une piste de lecture. "
    "Seule une personne fait un thème."
)

# L'enquête
SESSIONS, PEOPLE, PLACES, ANSWERS = "entretiens et groupes", "personnes", "lieux d'enquête", "réponses au questionnaire"
SESSION_ONE, PERSON_ONE, PLACE_ONE, ANSWER_ONE = "entretien", "personne", "lieu d'enquête", "réponse au questionnaire"
TO_DO, NOTHING_TO_DO = "À faire", "Rien n'attend pour l'instant."
READ_PASSAGE, READ_IN_TRANSCRIPT = "Lire le passage", "Lire dans l'entretien"
NO_PASSAGE_YET = "Aucun passage codé par une personne pour l'instant."
NO_THEME_YET = "Aucun thème n'est écrit : ajoutez-en dans codebook/themes.yaml, puis lancez « filigrane run »."
ORPHAN_LIST = "Voir lesquels"

# Le dossier vide
EMPTY_TITLE = "Déposer des entretiens"
DROP = (
    "Copiez vos transcriptions (.txt, .md, .docx) dans le dossier « transcripts » de l'enquête, un fichier par "
    "entretien ou par groupe."
)
SAY_WHO = (
    "Remplissez « transcripts/sessions.csv » : une ligne par personne, avec son libellé dans la transcription, son "
    "champ, son lieu. Les noms n'en sortiront pas."
)
UPDATE = "Dans le dossier de l'enquête, lancez « filigrane run » (ou « dvc repro »), puis rechargez cette page."
EMPTY_STEPS = (
    ("Déposez vos fichiers", DROP), ("Dites qui parle, si vous voulez", SAY_WHO), ("Mettez l'analyse à jour", UPDATE),
)
EMPTY_TRY = "Pour essayer d'abord avec le corpus fictif, lancez « dvc repro » dans le dossier de Filigrane."

# Extraits
WORDS, WORDS_HINT = "Chercher des mots", "par exemple : mot de passe, temps, guichet…"
CODES, PERSONS, SESSION = "Codes", "Personnes", "Entretien ou groupe"
READERS, LEVELS, THEME = "Codé par", "Niveau", "Thème"
ALL, WORDS_CHIP = "tout", "Mots"
READER_NAMES = {"person": "une personne", "machine": "suggestion à relire", "none": "aucun code"}
LEVEL_NAMES = {"probable": "probable", "to_check": "à vérifier"}
MORE_FILTERS, IN_FORCE, CLEAR = "Autres filtres", "Filtres en cours", "Tout effacer"
NOTHING_FOUND = "Aucun extrait ne répond à tous ces filtres. Retirez-en un, ou essayez un autre mot."
CONTEXT, BEFORE, AFTER = "Avant et après", "Avant", "Après"
CODED_BY, TO_READ, WHY = "codé par", "à relire", "Pourquoi ?"
PAGE, PREVIOUS, NEXT = "Page", "‹ Précédents", "Suivants ›"
CSV, XLSX = "Télécharger en CSV", "Télécharger pour Excel (XLSX)"
DOWNLOAD = "Télécharger ces extraits"
EXPORT_REFUSED = (
    "Le téléchargement s'ouvrira quand la relecture de la pseudonymisation sera signée pour tous les entretiens."
)
EXPORT_COLUMNS = (
    "extrait", "entretien", "tour de parole", "personne", "question", "texte",
    "codes (décidés par une personne)", "codé par", "codes suggérés, à relire",
)
NOTICE_COLUMN, ABOUT_SHEET = "mention", "À lire"
FILE_NAME = "extraits"

# Lecture
CHOOSE_SESSION, SHOW_SUGGESTIONS = "Entretien ou groupe", "Montrer les suggestions à relire"
INTERVIEWER, TURN, LINKED = "enquêteur·rice", "tour", "passage demandé"
EDITORIAL, NOISE = "texte de présentation", "note"
PASSAGE_LOST = "Ce passage n'existe plus dans cet entretien : il a pu être retiré ou découpé autrement."
NOTHING_TO_READ = "Cet entretien n'existe pas, ou plus : choisissez-en un autre."
CONSENTS = {
    "unattributed": "sans attribution", "not_quotable": "ne pas citer", "not_analysed": "ne pas analyser",
    "erased": "passage retiré",
}
CODED_LEGEND, SUGGESTED_LEGEND, CONSENT_LEGEND = "codé par une personne", "suggestion à relire", "ne pas citer"

# Thèmes
CODES_OF_THEME, WITH, WITHOUT, TYPICAL = "Ses codes", "Avec", "Sans", "Passages typiques"
BY_ATTRIBUTE, GROUPINGS_OF_THEME = "Répartir selon", "Regroupements rattachés"
NOBODY, SEE_EXTRACTS = "personne", "Lire ses extraits"
WITHOUT_HELP = "« Sans » veut dire : aucun passage codé ainsi par une personne, pour l'instant."
PEOPLE_AXIS = "personnes"

# Regroupements
GROUPING = "Regroupement"
NO_GROUPING = "Aucun regroupement : il faut au moins quelques extraits, puis « filigrane run »."
CTFIDF, NMF, REPRESENTATIVES = "Mots qui le distinguent", "Autre lecture des mots (NMF)", "Passages représentatifs"
STABLE, FRAGILE, UNSTABLE = "stable", "fragile", "instable"
STABILITY, ATTACHED = "Stabilité", "Rattaché au thème"
STABILITY_HELP = "De 0 à 1 : ce que deviennent les mêmes passages quand on refait le regroupement sur des tirages."

ATTRIBUTES = {
    "anciennete": "ancienneté", "age": "âge", "type": "type d'entretien", "lieu": "lieu d'enquête",
    "champ": "champ", "milieu": "milieu", "statut": "statut", "genre": "genre",
}


def attribute(name: str) -> str:
    """Name an attribute; one that a study adds keeps its own name."""
    return ATTRIBUTES.get(name, name.replace("_", " "))


def number(count: int) -> str:
    r"""
    Write a number as French does.

    >>> number(12345)
    '12\u202f345'
    """
    return f"{count:,}".replace(",", "\u202f")


def counted(count: int, one: str, many: str) -> str:
    """
    Write a number and what it counts.

    >>> counted(1, "personne", "personnes"), counted(0, "personne", "personnes")
    ('1 personne', '0 personne')
    """
    return f"{number(count)} {many if count > 1 else one}"


def people_out_of(with_it: int, total: int, to_read: int) -> str:
    """
    Say how many people, out of how many, and how many more await a reading.

    >>> people_out_of(9, 27, 4)
    '9 personnes sur 27 (+ 4 à relire)'
    """
    more = f" (+ {to_read} à relire)" if to_read else ""
    return f"{counted(with_it, PERSON_ONE, PEOPLE)} sur {number(total)}{more}"


def out_of(part: int, whole: int) -> str:
    """
    Write a part of a whole.

    >>> out_of(5, 6)
    '5 sur 6'
    """
    return f"{number(part)} sur {number(whole)}"


def extracts_found(count: int, people: int) -> str:
    """
    Say how many people and excerpts answer, people first.

    >>> extracts_found(12, 3)
    '3 personnes, 12 extraits'
    """
    return f"{counted(people, PERSON_ONE, PEOPLE)}, {counted(count, 'extrait', 'extraits')}"


def withheld(count: int) -> str:
    """Say how many passages are offered nowhere, and why."""
    some = counted(count, "passage n'est pas proposé", "passages ne sont pas proposés")
    return f"{some} ici, à la demande de la personne. On ne le lit que dans l'entretien." if count == 1 else (
        f"{some} ici, à la demande des personnes. On ne les lit que dans les entretiens."
    )


TASKS = {
    "suggestions": ("suggestion à relire", "suggestions à relire"),
    "orphans": ("passage codé que l'on ne retrouve plus", "passages codés que l'on ne retrouve plus"),
    "review": ("pseudonymisation à relire et à signer", "pseudonymisations à relire et à signer"),
}


def task(kind: str, count: int) -> str:
    """
    Say what is left to do.

    >>> task("suggestions", 2)
    '2 suggestions à relire'
    """
    return counted(count, *TASKS[kind])


def evidence(source: str, words: str) -> str:
    """
    Say why a code is suggested.

    >>> evidence("registre", "pas le temps")
    'un indice du registre : « pas le temps »'
    """
    if source == "registre":
        return f"un indice du registre : « {words} »"
    return EVIDENCE.get(source, source)


EVIDENCE = {
    "definition": "le passage est proche de la définition du code",
    "learnt": "le passage ressemble à des passages que des personnes ont codés ainsi",
}


def orphan(file: str, line: int, code: str) -> str:
    """Say where a coding that stands nowhere was written."""
    return f"{file}, ligne {line} — {code} : "


def previous_session(session: str) -> str:
    """Name the session before."""
    return f"‹ Précédent : {session}"


def next_session(session: str) -> str:
    """Name the session after."""
    return f"Suivant : {session} ›"


def page_of(number_: int, count: int) -> str:
    """Say which page this is."""
    return f"{PAGE} {number_} sur {count}"


def stability(value: float) -> str:
    """
    Put a stability into words: the share of passages that stay together is high, middling or low.

    >>> stability(0.8), stability(0.5), stability(0.2)
    ('stable', 'fragile', 'instable')
    """
    return STABLE if value >= STABLE_FROM else FRAGILE if value >= FRAGILE_FROM else UNSTABLE


STABLE_FROM, FRAGILE_FROM = 0.7, 0.4


def decimal(value: float) -> str:
    """
    Write a number with two decimals as French does.

    >>> decimal(0.5)
    '0,50'
    """
    return f"{value:.2f}".replace(".", ",")


def notice(settings: Settings) -> str:
    """Say what a file holds, in a few words that stand on every row."""
    return f"{FICTIONAL}, {PSEUDONYMISED}" if settings.fictional else PSEUDONYMISED


def about_export(settings: Settings) -> tuple[str, ...]:
    """Say what a file holds and how to read it."""
    fiction = (f"{FICTIONAL.capitalize()} : {FICTIONAL_HELP}",) if settings.fictional else ()
    return (
        settings.title, *fiction,
        "Texte pseudonymisé : il reste une donnée personnelle, à garder au sein de l'équipe.",
        "Seuls figurent les passages que les personnes permettent de citer.",
        DECISIONS_NOT_FACTS,
    )


def chart_title(theme: str, name: str) -> str:
    """Say in words what a chart of people shows."""
    return f"« {theme} » : personnes avec et sans, selon {attribute(name)}"
