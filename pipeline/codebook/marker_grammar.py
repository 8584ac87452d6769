"""A marker written by hand → a regular expression over folded words, and the words it may begin with."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.language.folds import fold_for_search
from pipeline.language.inflexion import dictionary_form, forms
from pipeline.language.marker_words import UNHEARD

LEXEME = re.compile(r"<[^<>]+>|\.{3}|…|\w+[*+]?|[()|?]|\S")
JOINS = re.compile("[’'-]")
LONGEST_GAP = 4
GAP = rf"(?:\w+ ){{0,{LONGEST_GAP}}}"
ANYTHING = ""  # the beginning of every word
MISPLACED = "une parenthèse, une barre ou un point d'interrogation est mal placé"


class BadPattern(ValueError):
    """A marker that cannot be understood; its text says why, in French."""


class MarkerPiece(NamedTuple):
    """
    A part of a marker.

    Attributes:
        expression: what it reads, over words each followed by a space.
        starts: how what it reads may begin: « mot » and a space, or the first letters of a word.
        empty: whether it may read nothing.
    """

    expression: str
    starts: frozenset[str]
    empty: bool


def parsed(pattern: str) -> MarkerPiece:
    """
    Read a marker whose lists are written out.

    Raises:
        BadPattern: an unknown sign, a parenthesis alone, nothing to look for.
    """
    lexemes = LEXEME.findall(JOINS.sub(" ", pattern))[::-1]
    whole = _alternatives(lexemes)
    if lexemes:
        raise BadPattern(MISPLACED)
    return whole


def _alternatives(left: list[str]) -> MarkerPiece:
    read = [_sequence(left)]
    while left and left[-1] == "|":
        left.pop()
        read.append(_sequence(left))
    starts = frozenset(s for one in read for s in one.starts)
    return MarkerPiece("|".join(one.expression for one in read), starts, any(one.empty for one in read))


def _sequence(left: list[str]) -> MarkerPiece:
    expression, starts, empty = "", frozenset[str](), True
    while left and left[-1] not in {"|", ")"}:
        one = _optional(_item(left), left)
        expression += one.expression
        starts |= one.starts if empty else frozenset()
        empty = empty and one.empty
    return MarkerPiece(expression, starts, empty)


def _optional(one: MarkerPiece, left: list[str]) -> MarkerPiece:
    if not left or left[-1] != "?":
        return one
    left.pop()
    return MarkerPiece(f"(?:{one.expression})?", one.starts, empty=True)


def _item(left: list[str]) -> MarkerPiece:
    lexeme = left.pop()
    if lexeme == "(":
        inner = _alternatives(left)
        if not left or left.pop() != ")":
            raise BadPattern(MISPLACED)
        return inner._replace(expression=f"(?:{inner.expression})")
    if lexeme in {"…", "..."}:
        return MarkerPiece(GAP, frozenset({ANYTHING}), empty=True)
    if lexeme == "?":
        raise BadPattern(MISPLACED)
    if not lexeme[0].isalnum():
        raise BadPattern(f"le signe « {lexeme} » n'a pas de sens ici")
    return _word(lexeme)


def _word(lexeme: str) -> MarkerPiece:
    word = fold_for_search(lexeme.rstrip("*+"))
    if word in UNHEARD:
        return MarkerPiece("", frozenset(), empty=True)
    if lexeme.endswith("*"):
        return MarkerPiece(rf"(?:{word}\w* )", frozenset({word}), empty=False)
    words = _inflected(lexeme.removesuffix("+")) if lexeme.endswith("+") else [word]
    return MarkerPiece(f"(?:(?:{'|'.join(words)}) )", frozenset(f"{w} " for w in words), empty=False)


def _inflected(word: str) -> list[str]:
    known = dictionary_form(word)
    if known != word.lower():
        raise BadPattern(f"« {word}+ » : écrivez le mot du dictionnaire, « {known}+ », ou « {word}* »")
    return sorted({fold_for_search(form) for form in forms(word)} - UNHEARD)
