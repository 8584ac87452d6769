"""What the page Journal de bord says, in French: data, and the sentences made of dates and figures."""

from __future__ import annotations

from datetime import datetime

from dashboard.ui.sentences.phrases import counted
from pipeline.coding.memos import MemoKind
from pipeline.language.numbers import MONTHS

JOURNAL = "Journal de bord"
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
UNDONE, LOST, RESERVED = "annulé depuis", "passage introuvable aujourd'hui", "passage réservé : à lire dans l'entretien"
READ_PASSAGE, READ_SESSION = "Lire le passage", "Lire l'entretien"
WRITE, ABOUT, TEXT, SAVE = "Écrire un mémo", "À propos de", "Mémo", "Garder ce mémo"
ABOUTS: dict[MemoKind, str] = {
    "study": "rien en particulier", "session": "un entretien ou un groupe", "code": "un code", "theme": "un thème",
    "person": "une personne",
}
WHICH = {"session": "Quel entretien", "code": "Quel code", "theme": "Quel thème", "person": "Qui"}
ONLY_MEMOS, MEMOS_FILE = "Les mémos seulement", "memos"
SAVED, NO_TEXT = "Mémo gardé.", "Écrivez le mémo avant de le garder."
CSV, MARKDOWN, FILE_NAME = "Télécharger en CSV", "Télécharger en texte (Markdown)", "journal-de-bord"
XLSX, OWN_CODINGS = "Télécharger pour Excel (XLSX)", "Emporter mes codages"
OWN_LEAVE = (
    "Vos lignes sortent toujours, sans les mots des entretiens qui attendent, ni les mémos où un mot est à régler."
)
COLUMNS = ("date", "par", "quoi", "entretien", "tour de parole", "code", "passage", "mémo", "tient encore",
           "thème", "précision", "mention")
YES, NO = "oui", "non"


def moment(at: str) -> tuple[str, str]:
    """
    Write the day and the hour of a line, in the time of this machine.

    >>> moment("2026-01-05T09:07:12.000001")
    ('5 janvier 2026', '09:07')
    >>> moment("")
    ('', '')
    """
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return "", ""
    there = when.astimezone() if when.tzinfo else when
    return f"{there.day} {MONTHS[there.month - 1]} {there.year}", f"{there:%H:%M}"


def memos(count: int) -> str:
    """
    Count memos.

    >>> memos(2)
    '2 mémos'
    """
    return counted(count, "mémo", "mémos")


def lines(count: int) -> str:
    """
    Count lines.

    >>> lines(2)
    '2 lignes'
    """
    return counted(count, "ligne", "lignes")


def together(count: int, sessions: int) -> str:
    """
    Say what came in at once from a spreadsheet.

    >>> together(393, 16)
    '393 lignes importées d’un tableau, dans 16 entretiens'
    """
    some = counted(count, "ligne importée", "lignes importées")
    return f"{some} d’un tableau, dans {counted(sessions, 'entretien', 'entretiens')}"


def own_codings(count: int, wordless: int) -> str:
    """
    Say how many codings one takes away, and of how many the words stay.

    >>> own_codings(3, 1)
    '3 codages à vous, dont 1 sans les mots du passage, qui attendent.'
    """
    but = f", dont {wordless} sans les mots du passage, qui attendent" if wordless else ""
    return f"{counted(count, 'codage', 'codages')} à vous{but}."
