"""The turns of an interview, the study's key → its fingerprint: keyed marks of its sentences, none of its words."""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.anchoring import anchors

DIGITS = 8
ENDS = frozenset(".?!…;")
# A transcript without punctuation is cut at words that a keyed hash chooses, so that a cut does not move with the text
# before it; a piece has at least this many words.
SHORTEST, ONE_IN = 12, 8
BETWEEN_TURNS, BETWEEN_SENTENCES, AFTER_CHECK = ";", ",", "/"
LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """Source words ``first_word`` and those after it, ``words`` of them, of a turn; ``mark`` knows them again."""

    turn: int
    first_word: int
    words: int
    mark: str


@dataclass(frozen=True)
class Fingerprint:
    """
    What an interview is known by.

    Attributes:
        checks: the keyed check of each turn, to the sign (``anchors.check``).
        sentences: those of all turns in order, whatever their case, accents, quotes and spaces.
    """

    checks: tuple[str, ...]
    sentences: tuple[MarkedSentence, ...]

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The marks of the sentences, in order."""
        return tuple(s.mark for s in self.sentences)

    @cached_property
    def first_of(self) -> dict[int, int]:
        """The first sentence of each turn that has words, by its number."""
        found: dict[int, int] = {}
        for number, sentence in enumerate(self.sentences):
            found.setdefault(sentence.turn, number)
        return found

    def sentence_at(self, turn: int, word: int) -> int | None:
        """Give the number of the sentence that a word stands in, none where there is no such word."""
        first = self.first_of.get(turn)
        if first is None:
            return None
        for number in range(first, len(self.sentences)):
            sentence = self.sentences[number]
            if sentence.turn != turn:
                return None
            if sentence.first_word <= word < sentence.first_word + sentence.words:
                return number
        return None

    def last_word(self, turn: int) -> int:
        """Give the number of the last word of a turn, -1 when it has none."""
        return max((s.first_word + s.words - 1 for s in self.sentences if s.turn == turn), default=-1)

    def written(self) -> str:
        """Write the fingerprint as a register keeps it."""
        of: dict[int, list[str]] = {n: [] for n in range(len(self.checks))}
        for s in self.sentences:
            of[s.turn].append(f"{s.mark}{s.words}")
        return BETWEEN_TURNS.join(
            f"{check}{AFTER_CHECK}{BETWEEN_SENTENCES.join(of[n])}" for n, check in enumerate(self.checks)
        )


def parsed(written: str) -> Fingerprint:
    """Read a fingerprint as a register keeps it."""
    checks: list[str] = []
    sentences: list[MarkedSentence] = []
    for turn, said in enumerate(written.split(BETWEEN_TURNS) if written else ()):
        check, _, pieces = said.partition(AFTER_CHECK)
        checks.append(check)
        word = 0
        for piece in pieces.split(BETWEEN_SENTENCES) if pieces else ():
            sentences.append(MarkedSentence(turn, word, int(piece[DIGITS:]), piece[:DIGITS]))
            word += sentences[-1].words
    return Fingerprint(tuple(checks), tuple(sentences))


def fingerprint(texts: Iterable[str], key: bytes) -> Fingerprint:
    """
    Take the fingerprint of an interview.

    Args:
        texts: what was said in each turn, in order.
        key: the secret of the study; without it no mark can be tried against words.
    """
    said = list(texts)
    sentences = (sentence for turn, text in enumerate(said) for sentence in _sentences(turn, text, key))
    return Fingerprint(tuple(anchors.check(text, key) for text in said), tuple(sentences))


def _sentences(turn: int, text: str, key: bytes) -> Iterable[MarkedSentence]:
    words = anchors.split(text)
    first = 0
    for number, word in enumerate(words):
        last = number + 1 == len(words)
        ends = word in ENDS and (last or words[number + 1] not in ENDS)
        if not last and not ends and number + 1 - first >= SHORTEST:
            ends = hmac.digest(key, f"cut\0{plain(word)}".encode(), "sha256")[0] % ONE_IN == 0
        if last or ends:
            yield MarkedSentence(turn, first, number + 1 - first, mark(words[first : number + 1], key))
            first = number + 1


def mark(words: Sequence[str], key: bytes) -> str:
    """Give the keyed mark of a few words, as they are read aloud: signs count only where there is nothing else."""
    spoken = LETTERS.findall(plain(" ".join(words)))
    return hmac.digest(key, "\0".join(["sentence", *(spoken or words)]).encode(), "sha256").hex()[:DIGITS]


def plain(text: str) -> str:
    """
    Leave case and accents aside; fixed for ever, as marks are kept.

    >>> plain("Énoncé, ŒUVRE")
    'enonce, oeuvre'
    """
    apart = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()
