"""What the command line says, in French: data."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.contracts import Excerpt, Suggestion

# argparse's own words, looked up as it looks up translations.
ARGPARSE = {
    "usage: ": "utilisation : ",
    "positional arguments": "arguments",
    "options": "options",
    "subcommands": "commandes",
    "show this help message and exit": "affiche cette aide",
    "%(prog)s: error: %(message)s\n": "%(prog)s : %(message)s.\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "the following arguments are required: %s": "il manque %s",
    "unrecognized arguments: %s": "je ne connais pas %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "« %(value)s » est inconnu ; au choix : %(choices)s",
    "invalid %(type)s value: %(value)r": "« %(value)s » ne convient pas",
    "expected one argument": "il faut une valeur",
    "expected at least one argument": "il faut au moins une valeur",
    "expected at most one argument": "une valeur au plus",
    "not allowed with argument %s": "ne va pas avec %s",
    "one of the arguments %s is required": "il faut l'un de %s",
    "ambiguous option: %(option)s could match %(matches)s": "« %(option)s » peut vouloir dire %(matches)s",
    "ignored explicit argument %r": "valeur de trop : %r",
}
DESCRIPTION = "Filigrane : pseudonymiser, coder et relire des entretiens, de façon reproductible."
EPILOGUE = "« filigrane COMMANDE --help » détaille une commande. Tout se passe sur cette machine."
RENAMED = (
    "Cette enquête vient d'une version précédente : ce qui est calculé et les rubriques de params.yaml portent "
    "maintenant les noms d'aujourd'hui. Réglages et décisions n'ont pas changé."
)
# What each stage does, for those who wait for it.
STAGES = {
    "turns": "lecture des transcriptions",
    "proposals": "repérage des noms et des numéros",
    "identifiers": "mise en correspondance et pseudonymes",
    "anonymised": "pseudonymisation",
    "participants": "enquêté·es",
    "answers": "réponses au questionnaire",
    "excerpts": "découpage en extraits",
    "embeddings": "ce qui rapproche les passages",
    "topic_embeddings": "ce dont parlent les passages",
    "definitions": "ce qui rapproche passages et définitions de codes",
    "suggestions": "suggestions de codes",
    "codings": "codages",
    "topics": "regroupements par proximité",
    "reinert_classes": "classement des passages par leurs mots",
    "specificities": "mots propres à chaque groupe de personnes",
    "themes": "thèmes",
    "gold_codings": "codages faits sans suggestions",
    "cross_validation": "mesure de la justesse des suggestions",
    "quality": "accords entre codeurs et limites",
    "tables": "préparation des pages",
    "leaks": "recherche de fuites",
}


def about(stage: str) -> str:
    """
    Name a stage for those who read it on the screen.

    >>> about("turns")
    'lecture des transcriptions (turns)'
    """
    return f"{STAGES[stage]} ({stage})" if stage in STAGES else stage


def left(done: int, total: int, of_stage: float | None, in_all: float | None) -> str:
    """
    Say how far a stage has gone, and how long is left to it and to the run (in seconds); empty when all is unknown.

    >>> left(3, 12, 130.0, 400.0)
    '3 entretiens sur 12, encore environ 2 min pour cette étape, environ 7 min en tout'
    >>> left(0, 0, None, 30.0), left(0, 0, None, None)
    ("encore moins d'une minute en tout", '')
    """
    parts = [f"{done} entretien{'s' if done > 1 else ''} sur {total}"] if done else []
    known = ((of_stage, "pour cette étape"), (in_all, "en tout"))
    lasts = [f"{lasting(seconds)} {what}" for seconds, what in known if seconds is not None]
    lasts[:1] = [f"encore {one}" for one in lasts[:1]]
    return ", ".join([*parts, *lasts])


def lasting(seconds: float) -> str:
    """
    Say a duration as one would.

    >>> lasting(20), lasting(90), lasting(4000)
    ("moins d'une minute", 'environ 2 min', 'environ 1 h 07')
    """
    minutes = round(seconds / 60)
    if minutes < 1:
        return "moins d'une minute"
    return f"environ {minutes} min" if minutes < 60 else f"environ {minutes // 60} h {minutes % 60:02}"


NO_INTERVIEW = (
    "« {typed} » n'est pas un entretien de cette enquête. Donnez un titre, un nom de fichier ou un identifiant, "
    "parmi : {known}."
)
SEVERAL_INTERVIEWS = "« {typed} » peut être plusieurs entretiens : {known}. Donnez le nom du fichier."
MOST_INTERVIEWS, MORE_INTERVIEWS = 12, "…"
CODES = "montre la grille de codage et la change : créer, renommer, déplacer, fusionner, scinder, retirer, annuler"
CODEBOOK = "vérifie la grille de codage : ses exemples et ses contre-exemples servent d'essais à ses indices"
ACTIONS = {
    "list": "la grille, avec le nombre de codages de chaque code",
    "show": "un code : sa définition, ses exemples, ses indices, ses passages codés",
    "create": "ajoute un code",
    "rename": "change le nom affiché d'un code, ou son identifiant (l'ancien reste compris)",
    "move": "met un code dans une autre famille ou sous un autre code",
    "merge": "fusionne un code dans un autre ; aucun codage n'est réécrit",
    "split": "scinde un code ; ses codages restent, à reprendre un par un",
    "retire": "retire un code : ses codages restent, il n'est plus proposé",
    "restore": "remet en service un code retiré",
    "colour": "change la couleur d'un code (#RRGGBB)",
    "import": "ajoute à la grille celle d'un fichier (.csv, .xlsx, .qdc de REFI-QDA, .txt en retraits)",
    "empty": "vide la grille : les codes qui ont servi sont retirés et gardent leurs codages",
    "adopt": "dit que la grille d'exemple est la vôtre : elle peut alors suggérer",
    "undo": "annule la dernière opération : les fichiers redeviennent exactement ce qu'ils étaient",
    "history": "ce qui a été fait à la grille, par qui et quand",
    "try": "essaie un indice sans rien écrire : passages gagnés et perdus",
}
CHECK = "essaie chaque indice sur les exemples et les contre-exemples de son code"
COLOUR, GRID_FILE = "couleur, par exemple #1f4e9c", "fichier de la grille à reprendre"
NO_GRID_FILE = "{} est introuvable. Donnez le chemin d'une grille."
CODE, INTO, ID = "identifiant du code, par exemple A1", "code qui reste", "identifiant du nouveau code"
LABEL, DEFINITION, FAMILY = "nom affiché", "ce que le code veut dire", "famille, par exemple A"
UNDER, TOP, NEW_ID = "code que celui-ci précise", "ne plus le mettre sous un autre code", "nouvel identifiant"
REGISTRE = "donner aussi ses indices et ses exemples au code qui reste"
PIECES = "« IDENTIFIANT=nom », une fois par nouveau code"
KEEP = "garder le code au-dessus des nouveaux, au lieu de le retirer"
MARKER = "l'indice à essayer, entre guillemets"
ANCHORED = "un indice qui ne compte pas seul : il lui faut un mot plus sûr à côté"
BY = "qui décide : le nom écrit dans l'historique"
YES, PREVIEW = "fait l'opération après l'aperçu", "montre seulement l'aperçu (c'est ce qui se passe sans --yes)"
ALL = "montre aussi ce qui va bien"
NOT_DONE = "Rien n'est écrit. Pour faire l'opération : la même commande avec --yes --by VOTRE_NOM."
WHO = "Dites qui décide : --by VOTRE_NOM."
DONE = "Fait : {} ({}). Pour revenir en arrière : filigrane codes undo. Puis lancez « filigrane run »."
UNDONE = "Annulé ({}). La grille et les thèmes sont redevenus ce qu'ils étaient. Puis lancez « filigrane run »."
WOULD_UNDO = "L'opération qui serait annulée : {} ({}), par {}, le {}."
RETIRED = "retiré le {}"
CODINGS = ("codage", "codages")
MARKERS = ("indice", "indices")
TOUCHED = "Codages touchés : {} ; ils restent tels que leurs auteurs les ont écrits."
COUNTED_AS = "compté sous"
LINES, THEMES_TOUCHED, NO_HISTORY = "Lignes changées :", "Thèmes touchés :", "Aucune opération pour l'instant."
FIELDS = {
    "definition": "définition", "include": "inclure", "exclude": "exclure", "parent": "précise le code",
    "retired": "retiré le", "examples": "exemples", "counter_examples": "contre-exemples", "markers": "indices",
    "anchored": "indices qui ne comptent pas seuls", "exclusions": "exclusions",
}
GAINED, LOST, NO_EFFECT = "Passages gagnés", "Passages perdus", "Aucun passage gagné ni perdu."
PRECISION = "Justes parmi ceux que des personnes ont lus : {} avant, {} après."
NOT_JUDGED = "aucun passage lu"
FEW = "trop peu pour conclure"
BROKEN = "✗ {}, contre-exemple : « {} » est pris par {}"
UNSEEN = "· {}, exemple sans indice : « {} »"
FAINT = "· {}, {} : « {} » n'a que des indices qui ne comptent pas seuls ({}) : il leur faut un mot plus sûr à côté"
FINE_EXAMPLE = "✓ {}, exemple : « {} » ← {}"
FINE_COUNTER = "✓ {}, contre-exemple laissé : « {} »"
KINDS = {"example": "exemple", "counter_example": "contre-exemple"}
SUMMARY = "{} exemples : {} vus, {} sans indice. {} contre-exemples : {} pris à tort."
WITHOUT = "· {} n'a pas {} : {}"
WANTED = {
    "definition": ("de définition", "personne ne saura quoi y mettre"),
    "examples": ("d'exemple", "la ressemblance des passages ne peut rien en tirer"),
    "counter_examples": ("de contre-exemple", "rien n'essaie ce qu'il faut laisser"),
}
MEND = "Corrigez ces indices ou ajoutez une exclusion, dans codebook/codebook.yaml."
FINE = "La grille tient."
REVIEW = "relit les suggestions et code à la main, dans le terminal"
REVIEW_LIST = "ce qui attend d'être relu, avec les raisons ; des entretiens restreignent la liste"
GESTURES = {
    "accept": "reprend des SUGGESTIONS à son compte",
    "refuse": "écarte des SUGGESTIONS",
    "unsure": "laisse des SUGGESTIONS en attente, marquées comme douteuses",
    "modify": "répond à une SUGGESTION par un autre code (--code) ou d'autres limites (--passage)",
    "code": "pose un code (--code) sur un passage (--passage) d'un ENTRETIEN",
    "recode": "change le code (--code) ou les limites (--passage) d'un CODAGE à soi",
    "note": "écrit le mémo (--memo) d'un CODAGE à soi",
    "remove": "retire des CODAGES à soi",
    "star": "marque un passage (--passage) d'un ENTRETIEN « à citer »",
    "unstar": "retire des marques « à citer »",
    "memo": "écrit un mémo (--memo) sur un ENTRETIEN, un passage (--passage), un code (--code) ou l'enquête",
    "read": "dit que des ENTRETIENS ont été lus en entier",
    "unread": "dit que des ENTRETIENS n'ont pas été lus en entier",
    "undo": "revient sur le dernier geste",
}
ORDERS = {"uncertain": "les plus incertaines d'abord", "code": "de la plus à la moins sûre", "random": "au hasard"}
LEVELS = {"probable": "probable", "to_check": "à vérifier"}
UNSURE = "vous hésitiez"
OBJECTS = "suggestions (telles que « list » les nomme, entre apostrophes), entretiens ou identifiants de lignes"
PASSAGE = "tour:mot-tour:mot, comptés depuis 0, par exemple 23:4-23:10"
COUNT = "Suggestions à relire : {count}."
WRITTEN = "Noté dans decisions/codings/{file}. Lancez « filigrane run » pour mettre à jour."
HIDDEN = "Cette enquête ne montre pas de suggestions (« suggestions: hidden » dans params.yaml, rubrique study)."
NOTHING = "Rien à écrire : dites sur quoi porte ce geste (« filigrane review {gesture} --help »)."
UNKNOWN_SUGGESTIONS = (
    "Ces suggestions n'existent pas (ou plus) : {names}. « filigrane review list » donne leurs noms ; "
    "mettez-les entre apostrophes, à cause de « | »."
)
UNKNOWN_LINES = "Ces lignes ne sont pas, ou plus, de vous : {names}. Regardez dans decisions/codings/{coder}.csv."
UNKNOWN_SESSIONS = "Ces entretiens ne sont pas dans l'enquête : {names}."
ONE_ONLY = "Ce geste porte sur une seule chose à la fois : nommez-la."
NO_PASSAGE = "Donnez le passage (--passage tour:mot-tour:mot)."
NO_CODE = "Donnez le code (--code)."
NO_CHANGE = "Donnez le bon code (--code) ou les bonnes limites (--passage)."
NO_MEMO = "Écrivez le mémo (--memo)."
NEAR_DEFINITION = "proche de la définition du code"
NEAR_PASSAGE = "proche d'un passage codé ainsi ({excerpt})"
LEARNT = "proche de passages codés ainsi"


def reasons(suggestion: Suggestion, excerpt: Excerpt, nameable: Mapping[str, str]) -> list[str]:
    """Say why a code is suggested, each reason once; a like passage is named unless it is reserved."""
    fired = [excerpt.text[e.start : e.end] for e in suggestion.evidence if e.start is not None and e.end is not None]
    said = [f"« {words} »" for words in fired]
    said += [NEAR_DEFINITION for e in suggestion.evidence if e.source == "definition"]
    said += [NEAR_PASSAGE.format(excerpt=nameable[e.excerpt]) if e.excerpt in nameable else LEARNT
             for e in suggestion.evidence if e.source == "learnt"]
    return list(dict.fromkeys(said))
