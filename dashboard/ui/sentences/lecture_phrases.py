"""What a coder did, how much lies on a page → sentences of the page Lecture, in French."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.ui.sentences.phrases import counted
from dashboard.words import lecture_wording
from pipeline.model.decision_rows import CodingDecision

SHORTENED = 5  # words kept at each end of a long quote


def done(line: CodingDecision, label: str) -> str:
    """Say what a line has just written; ``label`` names its code, empty when it has none."""
    what = lecture_wording.DONE.get(line.decision, line.decision)
    said = f"{label} : {what}" if label else what.capitalize()
    return f"{said}. {quoted(line.quote)}".strip()


def undone(lines: Sequence[CodingDecision], label: str, elsewhere: str = "") -> str:
    """Say what was taken back; ``elsewhere`` names its interview when it is not the one before the eyes."""
    first = lines[0]
    what = lecture_wording.DONE.get(first.decision, first.decision)
    about = f"{label} ({what})" if label else what
    where = f" dans {elsewhere}" if elsewhere else ""
    more = f", et {counted(len(lines) - 1, 'autre ligne', 'autres lignes')}" if len(lines) > 1 else ""
    return f"Annulé{where} : {about}{more}. {quoted(first.quote)}".strip()


def quoted(words: str) -> str:
    """
    Quote some words, the middle left out when they are many.

    >>> quoted("On court."), quoted("un deux trois quatre cinq six sept huit neuf dix onze douze"), quoted("")
    ('« On court. »', '« un deux trois quatre cinq … huit neuf dix onze douze »', '')
    """
    said = words.split()
    if len(said) > 2 * SHORTENED + 1:
        said[SHORTENED:-SHORTENED] = ["…"]
    return f"« {' '.join(said)} »" if said else ""


def pending(count: int) -> str:
    """
    Say how many decisions on codes are newer than the run; those on names are counted where one reviews them.

    >>> pending(3)
    'à mettre à jour : 3 décisions de codage'
    """
    return f"{lecture_wording.TO_UPDATE} : {counted(count, 'décision de codage', 'décisions de codage')}"


def on_page(codings: int, suggestions: int, memos: int) -> str:
    """
    Say what the reader has before them, decisions and suggestions apart.

    >>> on_page(12, 4, 0)
    '12 codages (+ 4 suggestions à relire)'
    """
    more = f" (+ {counted(suggestions, 'suggestion', 'suggestions')} à relire)" if suggestions else ""
    noted = f" · {counted(memos, 'mémo', 'mémos')}" if memos else ""
    return f"{counted(codings, 'codage', 'codages')}{more}{noted}"


def turns_shown(first: int, last: int, total: int) -> str:
    """
    Say which turns are on the page.

    >>> turns_shown(0, 57, 130)
    'tours 0 à 57, sur 130'
    """
    return f"tours {first} à {last}, sur {total}"
