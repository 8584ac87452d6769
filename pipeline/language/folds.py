"""Any text → what stays of it when case, accents and typography do not count: in place, or for searching."""

from __future__ import annotations

import unicodedata

from pipeline.model.files import UNSEEN_SIGNS, normalised

APOSTROPHES = "’ʼʹ′`´‘ꞌ＇"
HYPHENS = "‐‑﹣－"
# Letters that are no base letter with an accent, and that a keyboard without them writes otherwise.
LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ħ": "h", "ŧ": "t"}
IN_TWO = {"œ": "oe", "æ": "ae", "ß": "ss", "þ": "th", "ĳ": "ij"}
BASE_LETTERS = LETTERS | IN_TWO


def straight(text: str) -> str:
    """
    Write a text with the one apostrophe and the one hyphen of a typewriter, its case and accents kept.

    >>> straight("l’avant‑hier")
    "l'avant-hier"
    """
    return normalised(text).translate(_STRAIGHT)


def fold_in_place(text: str) -> str:
    """
    Fold case, accents and typography, each character into one: every offset of the text stays.

    >>> fold_in_place("L’Aïssata Ÿ au cœur")
    "l'aissata y au cour"
    """
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_in_place)


def fold_for_search(text: str) -> str:
    r"""
    Fold case, accents, typography and double letters: two spellings of one word meet, and offsets are lost.

    >>> fold_for_search("L’École au cœur"), fold_for_search("STRASSE") == fold_for_search("straße")
    ("l'ecole au coeur", True)
    >>> fold_for_search("Te\u0301hard") == fold_for_search("T\u00e9\u200bhard")
    True
    """
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_for_search)


def origins(text: str) -> list[int]:
    """
    Give, for each character of the text folded for searching, the character it comes from; one more for its end.

    >>> origins("cœur"), len(fold_for_search("cœur"))
    ([0, 1, 1, 2, 3, 4], 5)
    """
    if text.isascii():
        return list(range(len(text) + 1))
    found = [at for at, character in enumerate(text) for _ in fold_for_search(character)]
    return [*found, len(text)]


class _Folded(dict[int, str]):
    """What each character folds into, learnt as characters are met."""

    def __init__(self, *, in_place: bool) -> None:
        super().__init__()
        self.in_place = in_place

    def __missing__(self, point: int) -> str:
        character = chr(point)
        signs = unicodedata.normalize("NFD", character.lower())
        seen = [s for s in signs if not unicodedata.combining(s) and not UNSEEN_SIGNS.match(s)]
        plain = "".join(BASE_LETTERS.get(s, s) for s in seen)
        folded = (plain or character)[:1] if self.in_place else plain
        self[point] = folded = _STRAIGHT.get(point, folded)
        return folded


_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-"))
_in_place = _Folded(in_place=True)
_for_search = _Folded(in_place=False)
MARKS = str.maketrans({"_": " ", "·": " ", ".": " "})


def plain_answer(text: str) -> str:
    """
    Take away case, accents, useless spaces, underscores, dots and curly apostrophes.

    >>> plain_answer("  Hébergement d’urgence ") == plain_answer("hebergement_d'urgence")
    True
    >>> plain_answer("assistant·e") == plain_answer("Assistant.e")
    True
    """
    return " ".join(fold_for_search(text).translate(MARKS).split())
