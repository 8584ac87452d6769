"""A text → the words that are spelt, cut or glued in it, put together, with where they stand: « M A R T I N »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import known_word, ordinary
from pipeline.language.sentences import capitalised, proper

# « E accent aigu », « tréma »: said of a letter, and no letter.
SIGN = r"(?:(?:accent )?(?:tréma|aigu|grave|circonflexe|cédille)|apostrophe|tiret|trait d['’]union|majuscule)"
# « m », « deux r », « d comme Denis », « i grec »; what follows on a letter's heels makes it a word: « d'accord ».
UNIT = re.compile(
    rf"(?:(?P<twice>deux|double)[ ])?(?<![\w'’])(?P<letter>i grec\b|[^\W\d_])(?![\w'’])"
    rf"(?P<as>[ ](?:(?:comme|pour)[ ](?:dans[ ])?|de[ ](?-i:(?=[A-ZÀ-Þ])))[^\W\d_]{{2,}}(?:-[^\W\d_]+)?)?"
    rf"(?:[ ]{SIGN}\b)?",
    re.IGNORECASE,
)
PAUSE = r"[\s.,;:/*…–-]{1,3}"
NOT_FIRST = rf"{PAUSE}(?:(?:{SIGN}|et|puis|ensuite)[ ,]{{1,2}})?"
UNNAMED = re.sub(r"\(\?P<\w+>", "(?:", UNIT.pattern)
RUN = re.compile(rf"{UNNAMED}(?:{NOT_FIRST}{UNNAMED}){{2,}}", re.IGNORECASE)
# « double v » is one letter, « i grec » another.
NAMED_LETTERS = {"i grec": "y"}
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# Between two pieces of one word: a hyphen, dots, or the end of a line.
CUT = re.compile(
    r"(?<=[^\W\d_])(?:[ \t]{0,2}(?:[-‐‑–~*/]{1,2}|\.{2,3}|…)[ \t]{0,2}"
    r"(?:\n[ \t]{0,4}|euh[ ,]{1,2}|[\[(]\w{1,12}[\])][ ])?"
    r"|[ \t]{0,2}\n[ \t]{0,4})"
    r"(?=[^\W\d_])"
)
HYPHENATED = re.compile(r"[-‐‑][ \t]{0,2}\n")
LETTERS_BEFORE = re.compile(r"[^\W\d_]+\Z")
LETTERS = re.compile(r"[^\W\d_]+")
MOST_PIECES = 4
LONGEST_WORD = 40
# « martin2 », « 75Martin »: no more figures than a year has, or it is an identifier of a machine.
WITH_FIGURES = re.compile(r"(?<![^\W_])(?=\d|[^\W\d_]+\d)\d{0,4}(?P<letters>[^\W\d_]{4,})\d{0,4}(?![^\W_])")
CAMEL = re.compile(r"(?<![^\W_])[^\W_]*[a-zà-öø-ÿ][A-ZÀ-ÖØ-Þ][^\W_]*")
HUMP = re.compile(r"[A-ZÀ-ÖØ-Þ]+[a-zà-öø-ÿ]+|[a-zà-öø-ÿ]+|[A-ZÀ-ÖØ-Þ]+")
SHORTEST_GLUED = 4
# « ça s'écrit », « j'épelle »: what follows is spelt, be it short.
SPELLS = re.compile(
    r"(?:\bs['’](?:écri(?:t|vait)|épelle)|épell?e[rz]?|\ben lettres|\blettre par lettre)\b[^.!?\n]{0,20}\Z",
    re.IGNORECASE,
)
SPELT_ALONE, SPELT_TOLD = 5, 3  # letters
# A name in another script than the interview's: Greek, Cyrillic, Hebrew, Arabic, Indian, Thai, Georgian, Chinese…
_ABROAD = (
    "\u0370-\u058f\u0590-\u06ff\u0750-\u077f\u08a0-\u0e7f\u10a0-\u10ff\u1200-\u139f\u1780-\u17ff\u1f00-\u1fff"
    "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
)
OTHER_SCRIPT = re.compile(rf"[{_ABROAD}]{{2,}}(?:[ ·•.'’-]{{1,2}}[{_ABROAD}]+)*")
# Words of one letter: « il y a, y a, à y… » spells nothing.
ONE_LETTER_WORDS = frozenset("aàâyoôcdjlmnst")
# « Ben- Benali », « Mar… Martin »: the beginning of a name, then the name.
BEGUN = re.compile(
    r"(?<![\w'’-])(?P<begun>[^\W\d_]{1,8})(?:-|~|/|…|\.{2,3})[ ,]{0,2}\s(?:euh[ ,]{1,2})?\Z", re.IGNORECASE
)
# « Le \n Goff »: what opens a name, at the end of a line.
OPENS = re.compile(
    r"(?<![\w'’-])(?:Le|La|Les|De|De La|Du|Des|Ben|Bin|El|Al|Aït|Ait|Ould|Van|Von|Da|Dos|Di|Mc|Mac|Saint|Sainte)"
    r"[ \t]{0,2}\n[ \t]{0,4}\Z"
)


@dataclass(frozen=True, slots=True)
class JoinedWord:
    """Characters ``start:end`` of a text, and the folded letters that they come to."""

    start: int
    end: int
    letters: str


@dataclass(frozen=True, slots=True)
class SpeltRun:
    """Letters said one by one: each with where it stands; ``explained`` when some were by another word."""

    units: Sequence[JoinedWord]
    explained: bool

    @property
    def start(self) -> int:
        return self.units[0].start

    @property
    def end(self) -> int:
        return self.units[-1].end

    @property
    def letters(self) -> str:
        return "".join(unit.letters for unit in self.units)

    @property
    def recited(self) -> bool:
        """Whether it is the alphabet that is said: « A, B, C, D »."""
        return self.letters in ALPHABET

    def words(self, shortest: int) -> Iterator[JoinedWord]:
        """Give every word that may be spelt in it, the longest first: what stands around may be words of one letter."""
        for length in range(len(self.units), shortest - 1, -1):
            for at in range(len(self.units) - length + 1):
                units = self.units[at : at + length]
                yield JoinedWord(units[0].start, units[-1].end, "".join(unit.letters for unit in units))


def spelt(text: str) -> Iterator[SpeltRun]:
    """
    Give the runs of three letters or more that are said one by one.

    >>> [run.letters for run in spelt("c'est M A R T I N, ou d comme Denis, u, deux p, o, n, d")]
    ['martin', 'duppond']
    """
    for run in RUN.finditer(text):
        units = list(UNIT.finditer(text, run.start(), run.end()))
        yield SpeltRun([_letter(unit) for unit in units], any(unit["as"] for unit in units))


def _letter(unit: re.Match[str]) -> JoinedWord:
    letter = fold_for_search(unit["letter"])
    letter = NAMED_LETTERS.get(letter, letter)
    if unit["twice"]:
        letter = "w" if letter == "v" and unit["twice"].lower() == "double" else letter * 2
    return JoinedWord(unit.start(), unit.end(), letter)


def cut(text: str) -> Iterator[JoinedWord]:
    r"""
    Give what the pieces of words come to that a hyphen, dots or the end of a line cut: « Mar- tin », « Mar-\ntin ».

    Pieces that are all ordinary words make none, unless a line ends by a hyphen or a capital opens them.

    >>> [w.letters for w in cut("Mar-\ntin")], [w.letters for w in cut("de la\npart")]
    (['martin'], [])
    """
    chain: list[tuple[int, int]] = []
    for joint in CUT.finditer(text):
        before, after = LETTERS_BEFORE.search(text, 0, joint.start()), LETTERS.match(text, joint.end())
        if before and after:
            chain = [*chain, after.span()] if chain and chain[-1] == before.span() else [before.span(), after.span()]
            yield from _joined(text, chain[-MOST_PIECES:])


def _joined(text: str, chain: Sequence[tuple[int, int]]) -> Iterator[JoinedWord]:
    # What ends by the last piece: the others were given before.
    for at in range(len(chain) - 1):
        start, end = chain[at][0], chain[-1][1]
        pieces = [text[s:e] for s, e in chain[at:]]
        joints = pairwise(chain[at:])
        hyphenated = all(HYPHENATED.search(text, end_of_one, next_one) for (_, end_of_one), (next_one, _) in joints)
        letters = fold_for_search("".join(pieces))
        named = hyphenated or (proper(text, start) and "".join(pieces[1:]).islower())
        if len(letters) <= LONGEST_WORD and (named or not all(map(known_word, pieces))):
            yield JoinedWord(start, end, letters)


def glued(text: str) -> Iterator[JoinedWord]:
    """
    Give the words that figures or other words are glued to: « martin2 », « 75Martin », « PaulMartin ».

    >>> [w.letters for w in glued("demander à martin2 ou PaulMartin")]
    ['martin', 'paul', 'martin']
    """
    for found in WITH_FIGURES.finditer(text):
        letters = found["letters"]
        if not ordinary(letters) or letters[0].isupper():
            yield JoinedWord(found.start(), found.end(), fold_for_search(letters))
    for token in CAMEL.finditer(text):
        for hump in HUMP.findall(token.group()):
            if len(hump) >= SHORTEST_GLUED and not ordinary(hump):
                yield JoinedWord(token.start(), token.end(), fold_for_search(hump))


def named_by_capital(text: str, word: JoinedWord) -> bool:
    """Tell whether a word, put together again, is more than an ordinary one: unknown, or with a capital."""
    return not ordinary(word.letters) or capitalised(text, word.start)


def begins(text: str, start: int) -> int:
    r"""
    Give where a name really begins: at what was begun of it, « Ben- Benali », or at the line before, « Le\nGoff ».

    >>> begins("avec Ben- Benali", 10), begins("avec Le \n Goff", 10), begins("avec mon- Benali", 10)
    (5, 5, 10)
    """
    word = LETTERS.match(text, start)
    begun = BEGUN.search(text, max(0, start - LONGEST_WORD), start)
    if word and begun and _first_of(begun["begun"], word.group()):
        return begins_again(text, begun.start(), word.group())
    opens = OPENS.search(text, max(0, start - LONGEST_WORD), start) if text[start : start + 1].isupper() else None
    return opens.start() if opens else start


def begun(said: str) -> int:
    """
    Give how many characters of a name are beginnings of it.

    >>> begun("Ben- Benali"), begun("Ben Benali")
    (5, 0)
    """
    return next((w.start() for w in LETTERS.finditer(said) if w.start() and begins(said, w.start()) == 0), 0)


def begins_again(text: str, start: int, name: str) -> int:
    """
    Give the first of several beginnings: « B- Ben- Benali ».

    Args:
        text: what was said.
        start: where the whole name stands, in code points.
        name: the name, or a longer beginning of it.

    Returns:
        where the first beginning stands; ``start`` when there is none.
    """
    begun = BEGUN.search(text, max(0, start - LONGEST_WORD), start)
    return begins_again(text, begun.start(), name) if begun and _first_of(begun["begun"], name) else start


def _first_of(begun: str, name: str) -> bool:
    return fold_for_search(name).startswith(fold_for_search(begun)) and len(begun) < len(name)
