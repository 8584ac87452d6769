"""Chance → a history of a study (pseudonyms, edits, codes, gestures) that knows at each step which words are coded.

Every word has an identity of its own, so that « the same word » never means « a word that reads the same ».
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Replacement
from pipeline.anchoring.decisions import in_force
from pipeline.codebook.grid import Code, Codebook, Family
from pipeline.coding import coding_writer as gestures
from pipeline.coding.coder_state import coder_states, gesture_to_undo
from pipeline.coding.coding_writer import CodingWriter
from pipeline.model.contracts import AnonymisedTurn
from pipeline.model.decision_rows import CodingDecision

SESSION, CODER, KEY = "E01", "ana", b"a key for histories"
NAMES = ("Amina", "Karim", "Rose", "Brest", "Lou")
SAID = (
    "on a plus le temps de recevoir les gens , alors je remplis leur dossier à leur place et après je me demande si "
    "c est encore mon métier ou si je suis devenue une machine à mots de passe oui non voilà donc puis enfin bon"
).split()
# A pseudonym names one person or place only, whatever it becomes; what is made coarser may be shared.
PSEUDONYMS = {
    "Amina": ("Zoé", "Marie Ange"), "Karim": ("X", "Jean de la Tour"), "Rose": ("Lina", "Anne Sophie Le Goff"),
    "Brest": ("Lunéville", "la ville de Port Saint Jean"), "Lou": ("Max", "Le Petit"),
}
COARSE = ("[lieu]", "[une dame du quartier]")


@dataclass(frozen=True)
class Word:
    """One word said once: its identity stays when it is spelled otherwise."""

    identity: int
    text: str


@dataclass
class World:
    """A session, its pseudonyms, its grid, the lines written, and which words each coding is truly about."""

    chance: random.Random
    turns: list[list[Word]] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    masked: set[int] = field(default_factory=set)
    codes: list[str] = field(default_factory=lambda: ["A", "B", "C"])
    aliases: dict[str, str] = field(default_factory=dict)
    lines: list[CodingDecision] = field(default_factory=list)
    about: dict[str, list[int]] = field(default_factory=dict)
    held: list[set[str]] = field(default_factory=lambda: [set()])
    heard: dict[int, list[str]] = field(default_factory=dict)
    identities: Iterator[int] = field(default_factory=count)
    ids: Iterator[int] = field(default_factory=count)

    def word(self) -> Word:
        """Say a word, one in eight a name."""
        said = self.chance.choice(NAMES if self.chance.random() < 1 / 8 else SAID)
        word = Word(next(self.identities), said)
        self.heard[word.identity] = [said]
        return word

    def sentence(self) -> list[Word]:
        """Say a turn of 4 to 24 words."""
        return [self.word() for _ in range(self.chance.randint(4, 24))]

    def read(self) -> dict[int, AnonymisedTurn]:
        """Pseudonymise the session as it stands."""
        return {n: self._turn(n, words) for n, words in enumerate(self.turns)}

    def _turn(self, number: int, words: list[Word]) -> AnonymisedTurn:
        text = " ".join(w.text for w in words)
        spans = anchors.words(text)
        hidden = [Replacement(*span, self.shown.get(w.text, "[x]"))
                  for w, span in zip(words, spans, strict=True) if w.text in self.shown or w.identity in self.masked]
        new, kept = anchors.rewrite(text, hidden)
        check = anchors.check(text, KEY)
        return AnonymisedTurn(SESSION, number, "L", "participant", None, None, new, (), kept, (len(words) - 1,), check)

    def book(self) -> Codebook:
        """Give the grid of the moment."""
        return Codebook((Family("F", "F"),), tuple(Code(c, c, "F", c) for c in self.codes), aliases=dict(self.aliases))

    def writer(self) -> CodingWriter:
        """Make the writer of one gesture."""
        at = f"2026-01-01T00:00:00.{len(self.lines):06}"
        return CodingWriter(
            author=CODER, mode="manual", at=at, new_id=lambda: f"l{next(self.ids)}", codebook=self.book(),
            turns={SESSION: self.read()},
        )


def world(chance: random.Random) -> World:
    """Begin a study: a session of a few turns, names replaced."""
    made = World(chance)
    made.turns = [made.sentence() for _ in range(chance.randint(2, 5))]
    repseudonymise(made)
    return made


def repseudonymise(w: World) -> None:
    """Replace names otherwise, lift some, and hide a few words that were plain."""
    w.shown = {n: w.chance.choice((*PSEUDONYMS[n], *COARSE)) for n in NAMES if w.chance.random() < 0.9}
    every = [word.identity for turn in w.turns for word in turn]
    w.masked = set(w.chance.sample(every, k=min(len(every), w.chance.randint(0, 3))))


def add_word(w: World) -> None:
    """Add a word that was not heard."""
    turn = w.chance.choice(w.turns)
    turn.insert(w.chance.randint(0, len(turn)), w.word())


def drop_word(w: World) -> None:
    """Take a word away."""
    turn = w.chance.choice(w.turns)
    if len(turn) > 1:
        turn.pop(w.chance.randrange(len(turn)))


def respell(w: World) -> None:
    """Correct a word: another spelling, the same word."""
    turn = w.chance.choice(w.turns)
    at = w.chance.randrange(len(turn))
    turn[at] = replace(turn[at], text=w.chance.choice(SAID))
    w.heard[turn[at].identity].append(turn[at].text)


def add_turn(w: World) -> None:
    """Add a turn that was forgotten: those after it are numbered otherwise."""
    w.turns.insert(w.chance.randint(0, len(w.turns)), w.sentence())


def drop_turn(w: World) -> None:
    """Take a turn away."""
    if len(w.turns) > 1:
        w.turns.pop(w.chance.randrange(len(w.turns)))


def rename(w: World) -> None:
    """Give a code another id."""
    old = w.chance.choice(w.codes)
    w.codes[w.codes.index(old)] = w.aliases[old] = f"r{next(w.ids)}"


def merge(w: World) -> None:
    """Make one code of two."""
    if len(w.codes) > 1:
        gone, kept = w.chance.sample(w.codes, 2)
        w.codes.remove(gone)
        w.aliases[gone] = kept


def split(w: World) -> None:
    """Make two codes of one: those coded so far follow the first."""
    old = w.chance.choice(w.codes)
    first, second = f"s{next(w.ids)}", f"s{next(w.ids)}"
    w.codes[w.codes.index(old)] = w.aliases[old] = first
    w.codes.append(second)


def _place(w: World) -> tuple[Place, list[int]]:
    first = w.chance.randrange(len(w.turns))
    last = min(len(w.turns) - 1, first + w.chance.choice((0, 0, 0, 1, 2)))
    start, end = w.chance.randrange(len(w.turns[first])), w.chance.randrange(len(w.turns[last]))
    if first == last:
        start, end = min(start, end), max(start, end)
    stretch = [(n, i, word.identity) for n, turn in enumerate(w.turns) for i, word in enumerate(turn)]
    return Place(first, start, last, end), [k for n, i, k in stretch if (first, start) <= (n, i) <= (last, end)]


def add_coding(w: World) -> None:
    """Put a code on any words."""
    place, about = _place(w)
    _write(w, gestures.code(w.writer(), SESSION, place, w.chance.choice(w.codes)), about)


def recode(w: World) -> None:
    """Change the code or the ends of a coding."""
    for line in _one(w):
        place, about = _place(w) if w.chance.random() < 0.5 else (None, w.about[line.id])
        _write(w, gestures.recode(w.writer(), line, place, w.chance.choice(w.codes)), about, gone=line.id)


def remove(w: World) -> None:
    """Take a coding away."""
    for line in _one(w):
        _write(w, gestures.remove(w.writer(), line), [], gone=line.id)


def undo(w: World) -> None:
    """Take the last gesture back, and now and then do it again."""
    for line in gesture_to_undo(coder_states(in_force(w.lines)).of(CODER)):
        taken_back = w.held.pop()
        w.lines.append(gestures.undo(w.writer(), line))
        if w.chance.random() < 0.3:
            w.lines.append(gestures.undo(w.writer(), w.lines[-1]))
            w.held.append(taken_back)


def _one(w: World) -> list[CodingDecision]:
    own = [d for d in w.lines if d.id in w.held[-1]]
    return [w.chance.choice(own)] if own else []


def _write(w: World, line: CodingDecision, about: list[int], gone: str = "") -> None:
    w.lines.append(replace(line, file="codings/ana.csv", line=len(w.lines) + 2))
    w.about[line.id] = about
    w.held.append(w.held[-1] - {gone} | ({line.id} if line.puts_a_code else set()))


STEPS: tuple[Callable[[World], None], ...] = (
    repseudonymise, repseudonymise, add_word, drop_word, respell, add_turn, drop_turn, rename, merge, split,
    add_coding, add_coding, add_coding, recode, remove, undo,
)
