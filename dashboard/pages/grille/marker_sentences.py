"""What a marker reads → a sentence that somebody who has not learnt the language of markers understands."""

from __future__ import annotations

from dashboard.pages.grille.marker_reading import MarkerPart, parts_of, plain
from dashboard.words import grid_words as wording


def told(pattern: str) -> str:
    """
    Tell a marker in words.

    >>> told("pas le temps")
    'ces mots de suite : « pas le temps »'
    >>> told("(hors|au delà) … (mission*|cadre)")
    "l'un de ces mots : hors, au delà ; puis jusqu'à quatre mots quelconques ; puis l'un de ces mots : mission…, cadre"
    >>> told("chronophage*")
    'tout mot qui commence par « chronophage »'
    """
    return _told(parts_of(pattern))


def _told(part: MarkerPart) -> str:
    if part.kind == "row":
        return wording.THEN.join(_told(one) for one in part.parts)
    if part.kind == "words":
        if " " in part.text:
            return wording.IN_A_ROW.format(plain(part.text))
        if part.text.endswith("*"):
            return wording.BEGINS.format(part.text.removesuffix("*"))
        return (wording.ALL_FORMS if part.text.endswith("+") else wording.ONE_WORD).format(plain(part.text))
    if part.kind == "choice":
        return wording.ONE_OF.format(", ".join(_short(one) for one in part.parts))
    if part.kind == "optional":
        return wording.MAYBE.format(_short(part.parts[0]))
    return wording.GAP_TOLD if part.kind == "gap" else wording.OF_LIST.format(part.text)


def _short(part: MarkerPart) -> str:
    if part.kind in {"row", "choice"}:
        return (" " if part.kind == "row" else " / ").join(_short(one) for one in part.parts)
    if part.kind == "optional":
        return f"({_short(part.parts[0])})"
    if part.kind == "list":
        return wording.OF_LIST.format(part.text)
    return plain(part.text) if part.kind == "words" else "…"
