"""What the command line says, in French: data."""

from __future__ import annotations

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
    "embeddings": "vecteurs des extraits",
    "topic_embeddings": "vecteurs de ce dont parlent les extraits",
    "definitions": "vecteurs des définitions",
    "suggestions": "suggestions de codes",
    "codings": "codages",
    "topics": "regroupements par proximité",
    "specificities": "mots spécifiques, attribut par attribut",
    "themes": "thèmes",
    "gold_codings": "codages faits sans suggestions",
    "cross_validation": "épreuve des suggestions",
    "quality": "accords et limites",
    "tables": "tables du tableau de bord",
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
