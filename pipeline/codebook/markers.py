"""A marker written by hand → where it stands in a text, in code points of that text.

The language of markers, over words without accents, capitals, apostrophes or hyphens:
``mot`` a word, ``mot*`` words that begin so, ``mot+`` all the forms of a word of the dictionary,
``(a|b c)`` one or the other, ``mot?`` or ``(a|b)?`` optional, ``…`` up to four words,
``<liste>`` a list of words of the codebook. « ne » and hesitations never count.
A marker never runs over the end of a sentence.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.language.content_words import dictionary_form, forms
from pipeline.language.folds import fold_for_search
from pipeline.language.marker_words import LISTS, UNHEARD

LEXEME = re.compile(r"<[^<>]+>|\.{3}|…|\w+[*+]?|[()|?]|\S")
JOINS = re.compile("[’'-]")
LONGEST_GAP = 4
GAP = rf"(?:\w+ ){{0,{LONGEST_GAP}}}"
ANYTHING = ""  # the beginning of every word
MOST_WAYS = 4_000  # of reading one marker from one word: five gaps, or a dozen optional words
DEEPEST = 20  # parentheses within parentheses
TOO_MANY_WAYS = "trop de mots facultatifs et de « … » à la suite : écrivez plusieurs indices plus courts"
MISPLACED = "une parenthèse, une barre ou un point d'interrogation est mal placé"
TOKEN = re.compile(r"[\w\u0300-\u036f]+|\.{2,}|[.!?;]")  # accents may stand apart from their letter
LIST = re.compile(r"<([^<>]+)>")
STOP = "."  # how the end of a sentence reads among the words


class BadPattern(ValueError):
    """A marker that cannot be understood; its text says why, in French."""


class MarkerPiece(NamedTuple):
    """
    A part of a marker.

    Attributes:
        expression: what it reads, over words each followed by a space.
        starts: how what it reads may begin: « mot » and a space, or the first letters of a word.
        empty: whether it may read nothing.
        ways: in how many ways, at most, it may read the same words: what looking for it may cost.
    """

    expression: str
    starts: frozenset[str]
    empty: bool
    ways: int = 1


def parsed(pattern: str) -> MarkerPiece:
    """
    Read a marker whose lists are written out.

    Raises:
        BadPattern: an unknown sign, a parenthesis alone, nothing to look for, more ways to read it than can be tried.
    """
    depths = itertools.accumulate((sign == "(") - (sign == ")") for sign in pattern)
    if pattern.count("(") > DEEPEST and max(depths) > DEEPEST:
        raise BadPattern(TOO_MANY_WAYS)
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
    if max(one.ways for one in read) > MOST_WAYS:
        raise BadPattern(TOO_MANY_WAYS)
    starts = frozenset(s for one in read for s in one.starts)
    empty = any(one.empty for one in read)
    # Where each begins otherwise, only one can be tried.
    begun = sorted(start for piece in read for start in piece.starts)
    confused = any(after.startswith(before) for before, after in itertools.pairwise(begun))
    ways = (sum if empty or confused else max)(one.ways for one in read)
    return MarkerPiece("|".join(one.expression for one in read), starts, empty, ways)


def _sequence(left: list[str]) -> MarkerPiece:
    expression, starts, empty, ways = "", frozenset[str](), True, 1
    while left and left[-1] not in {"|", ")"}:
        one = _item(left)
        if left and left[-1] == "?":
            left.pop()
            one = MarkerPiece(f"(?:{one.expression})?", one.starts, empty=True, ways=one.ways + 1)
        expression += one.expression
        starts |= one.starts if empty else frozenset()
        empty = empty and one.empty
        ways *= one.ways
    return MarkerPiece(expression, starts, empty, ways)


def _item(left: list[str]) -> MarkerPiece:
    lexeme = left.pop()
    if lexeme == "(":
        inner = _alternatives(left)
        if not left or left.pop() != ")":
            raise BadPattern(MISPLACED)
        return inner._replace(expression=f"(?:{inner.expression})")
    if lexeme in {"…", "..."}:
        return MarkerPiece(GAP, frozenset({ANYTHING}), empty=True, ways=LONGEST_GAP + 1)
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
    words = [word]
    if lexeme.endswith("+"):
        stem = lexeme.removesuffix("+")
        known = dictionary_form(stem)
        if known != stem.lower():
            raise BadPattern(f"« {stem}+ » : écrivez le mot du dictionnaire, « {known}+ », ou « {stem}* »")
        words = sorted({fold_for_search(form) for form in forms(stem)} - UNHEARD)
    return MarkerPiece(f"(?:(?:{'|'.join(words)}) )", frozenset(f"{w} " for w in words), empty=False)


@dataclass(frozen=True)
class FoldedText:
    """A text as markers see it: folded words in one line, and where each stands in the original."""

    line: str
    starts: tuple[int, ...]  # of each word in ``line``
    spans: tuple[tuple[int, int], ...]  # of each word in the original text

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the characters of the original text that ``line[start:end]`` stands for."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        return self.spans[first][0], self.spans[last][1]

    def sentence(self, start: int) -> int:
        """Number the sentence where a character of ``line`` stands, from 0."""
        return bisect_right(self.stops, start)

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """Give where each sentence ends in ``line``."""
        return tuple(s for s in self.starts if self.line[s] == STOP)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Give the words, each with the space after it, and all their first letters: what a marker may begin with."""
        words = {f"{word} " for word in self.line.split()}
        return frozenset(word[:end] for word in words for end in range(len(word) + 1))


@dataclass(frozen=True)
class CompiledMarker:
    """A marker ready to be looked for; most texts hold no word it could begin with, and are not searched."""

    written: str
    starts: frozenset[str]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Compile what is looked for: most markers of a grid begin with no word of the texts at hand."""
        return re.compile(rf"(?<![^ ])(?:{self.written})")

    def places(self, heard: FoldedText) -> list[tuple[int, int]]:
        """Give where it stands in ``heard.line``, from left to right and without overlap."""
        if self.starts.isdisjoint(heard.beginnings):
            return []
        return [(m.start(), m.end() - 1) for m in self.expression.finditer(heard.line)]


class Vocabulary(dict[str, CompiledMarker]):
    """Markers of one codebook, each made ready the first time it is asked for."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.lists = lists

    def __missing__(self, pattern: str) -> CompiledMarker:
        self[pattern] = compiled(expanded(pattern, self.lists))
        return self[pattern]


@lru_cache(maxsize=4096)
def hear(text: str) -> FoldedText:
    """
    Read a text as markers see it.

    >>> hear("On n'a PAS, euh, le temps !").line
    'on a pas le temps . '
    """
    words = list(_words(text))
    starts, length = [], 0
    for word, _ in words:
        starts.append(length)
        length += len(word) + 1
    return FoldedText("".join(f"{w} " for w, _ in words), tuple(starts), tuple(span for _, span in words))


def _words(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in TOKEN.finditer(text):
        word = match.group()
        if word[0] in ".!?;":
            # Dots of suspension are a breath in speech, not the end of a sentence.
            if len(word) == 1:
                yield STOP, match.span()
        elif (folded := _folded(word)) not in UNHEARD:
            yield folded, match.span()


_folded = lru_cache(maxsize=100_000)(fold_for_search)


def find(pattern: str, heard: FoldedText, lists: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    """
    Give where a marker stands in ``heard.line``, from left to right and without overlap.

    >>> find("pas (forcément)? le temps", hear("Je n'ai pas le temps."), {})
    [(6, 18)]

    Args:
        pattern: a marker, as the grid writes it.
        heard: the text, folded; ``heard.original`` gives its characters back.
        lists: name → words, for the patterns that name a list.

    Raises:
        BadPattern: the marker cannot be understood.
    """
    return compiled(expanded(pattern, lists)).places(heard)


def expanded(pattern: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    """
    Write the lists of words out in a marker.

    Raises:
        BadPattern: a list that the codebook does not hold.
    """

    def written_out(match: re.Match[str]) -> str:
        name = match.group(1).strip()
        words = lists.get(name, LISTS.get(name))
        if words is None:
            raise BadPattern(f"la liste de mots « {name} » n'existe pas")
        return f"({'|'.join(words)})"

    return LIST.sub(written_out, pattern) if "<" in pattern else pattern


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> CompiledMarker:
    """
    Make a marker whose lists are written out ready to be looked for.

    Raises:
        BadPattern: an unknown sign, a parenthesis alone, nothing to look for.
    """
    piece = parsed(pattern)
    if piece.empty:
        raise BadPattern("il correspondrait à n'importe quel texte")
    return CompiledMarker(piece.expression, piece.starts)
