"""What the page Journal de bord says, in French: data."""

from __future__ import annotations

JOURNAL = "Journal de bord"
HELP = (
    "Les mémos et les décisions de tous, sur les codes, les thèmes, les citations et ce que les personnes réservent, "
    "du plus récent au plus ancien. Chaque ligne ramène au texte."
)
KINDS = {
    "memo": "mémo", "add": "codé", "accept": "suggestion acceptée", "refuse": "suggestion refusée",
    "modify": "codage modifié", "unsure": "« je ne sais pas »", "none": "aucun code", "star": "à citer",
    "read": "entretien lu", "taken": "retiré ou annulé", "arbitration": "arbitrage",
    "typical": "passage typique", "contrary": "cas contraire", "summary": "résumé d'un cas",
    "verdict": "entretiens et questionnaire", "quote": "citation préparée", "consent": "passage réservé",
}
QUOTES = {
    "attributes": "ce qui est montré de la personne", "cuts": "mots laissés de côté", "name": "second nom",
    "colleague": "un collègue le reconnaîtrait-il ?",
}
NO_RESERVE = "plus de réserve"
TAKEN = ("remove", "undo", "unstar")
AUTHORS, KIND, CODES, SESSIONS = "Par", "Quoi", "Codes", "Entretiens et groupes"
EMPTY_TITLE = "Rien n'est encore écrit"
EMPTY = "Codez un passage, relisez une suggestion ou écrivez un mémo ci-dessus : la ligne paraît ici."
NOTHING_FOUND = "Aucune ligne ne répond à tous ces choix. Retirez-en un."
UNDONE, LOST, RESERVED = "ne tient plus", "passage introuvable aujourd'hui", "passage réservé : à lire dans l'entretien"
READ_PASSAGE, READ_SESSION = "Lire le passage", "Lire l'entretien"
STUDY = "l'enquête"
WRITE, ABOUT, TEXT, SAVE = "Écrire un mémo", "À propos de", "Mémo", "Garder ce mémo"
NOTHING_IN_PARTICULAR, ONE_SESSION, ONE_CODE = "rien en particulier", "un entretien ou un groupe", "un code"
ABOUTS = {"study": NOTHING_IN_PARTICULAR, "session": ONE_SESSION, "code": ONE_CODE}
WHICH_SESSION, WHICH_CODE = "Quel entretien", "Quel code"
TEXT_HINT = "une idée, un doute, une piste…"
SAVED, NO_TEXT = "Mémo gardé.", "Écrivez le mémo avant de le garder."
CSV, MARKDOWN, FILE_NAME = "Télécharger en CSV", "Télécharger en Markdown", "journal-de-bord"
COLUMNS = ("date", "par", "quoi", "entretien", "tour de parole", "code", "passage", "mémo", "tient encore",
           "thème", "précision", "mention")
YES, NO = "oui", "non"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)
