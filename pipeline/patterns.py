"""A marker written by hand → where it stands in a text, in code points of that text.

The language of markers, over words without accents, capitals, apostrophes or hyphens:
``mot`` a word, ``mot*`` words that begin so, ``(a|b c)`` one or the other, ``mot?`` or ``(a|b)?`` optional,
``…`` up to four words, ``<liste>`` a list of words of the codebook. « ne » and hesitations never count.
A marker never runs over the end of a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.french.unheard import UNHEARD

TOKEN = re.compile(r"[\w\u0300-\u036f]+|\.{2,}|[.!?;]")  # accents may stand apart from their letter
LEXEME = re.compile(r"<[^<>]+>|\.{3}|…|\w+\*?|[()|?]|\S")
JOINS = re.compile("[’'-]")
STOP = "."  # how the end of a sentence reads among the words
LONGEST_GAP = 4
GAP = rf"(?:\w+ ){{0,{LONGEST_GAP}}}"
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


class BadPattern(ValueError):
    """A marker that cannot be understood; its text says why, in French."""


@dataclass(frozen=True)
class Heard:
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


def fold(word: str) -> str:
    """
    Write a word without accents, capitals or ligatures.

    >>> fold("Dématérialisé"), fold("SŒUR")
    ('dematerialise', 'soeur')
    """
    plain = unicodedata.normalize("NFD", word.lower().translate(LIGATURES))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def hear(text: str) -> Heard:
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
    return Heard("".join(f"{w} " for w, _ in words), tuple(starts), tuple(span for _, span in words))


def _words(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in TOKEN.finditer(text):
        word = match.group()
        if word[0] in ".!?;":
            # Dots of suspension are a breath in speech, not the end of a sentence.
            if len(word) == 1:
                yield STOP, match.span()
        elif (folded := fold(word)) not in UNHEARD:
            yield folded, match.span()


def find(pattern: str, heard: Heard, lists: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    """
    Give where a marker stands in ``heard.line``, from left to right and without overlap.

    >>> find("pas (forcément)? le temps", hear("Je n'ai pas le temps."), {})
    [(6, 18)]

    Raises:
        BadPattern: the marker cannot be understood.
    """
    return [(m.start(), m.end() - 1) for m in compiled(expanded(pattern, lists)).finditer(heard.line)]


def expanded(pattern: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    """
    Write the lists of words out in a marker.

    Raises:
        BadPattern: a list that the codebook does not hold.
    """

    def written_out(match: re.Match[str]) -> str:
        name = match.group(1).strip()
        if name not in lists:
            raise BadPattern(f"la liste de mots « {name} » n'existe pas")
        return f"({'|'.join(lists[name])})"

    return re.sub(r"<([^<>]+)>", written_out, pattern) if "<" in pattern else pattern


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """
    Turn a marker whose lists are written out into a regular expression over ``Heard.line``.

    Raises:
        BadPattern: an unknown sign, a parenthesis alone, nothing to look for.
    """
    pieces = [_piece(lexeme) for lexeme in LEXEME.findall(JOINS.sub(" ", pattern))]
    try:
        found = re.compile(rf"(?<![^ ])(?:{''.join(pieces)})")
    except re.error as error:
        raise BadPattern("une parenthèse, une barre ou un point d'interrogation est mal placé") from error
    if found.match("") or found.match("x "):
        raise BadPattern("il correspondrait à n'importe quel texte")
    return found


def _piece(lexeme: str) -> str:
    if lexeme in {"…", "..."}:
        return GAP
    if lexeme in "()|?":
        return {"(": "(?:", ")": ")", "|": "|", "?": "?"}[lexeme]
    if not lexeme[0].isalnum():
        raise BadPattern(f"le signe « {lexeme} » n'a pas de sens ici")
    word = fold(lexeme.removesuffix("*"))
    if word in UNHEARD:
        return ""
    return rf"(?:{word}\w* )" if lexeme.endswith("*") else f"(?:{word} )"
