"""Names and numbers found once → every place where one of them stands, and what each turn hides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Replacement
from pipeline.anchoring.decisions import IdentifierDecision
from pipeline.language.lexicon import grammatical
from pipeline.language.name_phrases import WORD, Phrase, PhraseMatch, phrase
from pipeline.language.placeholders import LABELS, joined
from pipeline.model.contracts import Identifier, IdentifierType, ProposalSource, Turn
from pipeline.pseudonymise.consent import SHOWN
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.pseudonymise.resolve.known_names import KnownNames, NamedSpan, ToldName, Usage, known_names
from pipeline.pseudonymise.resolve.mentions import (
    Mention,
    Place,
    cleared,
    kept_by_settings,
    kept_everywhere,
    merge,
    rulings,
)

KINDS: frozenset[IdentifierType] = frozenset(
    {"email", "phone", "nir", "iban", "case_number", "plate", "handle", "url"}
)
# « tel0612345678 »: a word that figures are glued to is no part of their number.
GROUP = re.compile(r"(?<![^\W_])[^\W\d_]{3,}(?=\d{6,}(?![^\W_]))|[^\W_]+")
# What may stand between two groups of one number, the end of a line too.
APART = re.compile(r"[^\w\n]{0,3}(?:\n[^\w\n]{0,6})?|_{1,3}")
SHORTEST = 6  # letters and digits
MOST_GROUPS = 16
DIGITS_OF_A_PHONE = 9
BEFORE_A_PHONE = ("", "0", "33", "0033", "330")
# How « @ » and « . » are said, or written so that no machine reads an address.
SAID_AT = ("", "at", "a", "arobase", "arrobase", "arobas", "chez")
SAID_DOT = ("", "dot", "point")


@dataclass(frozen=True)
class Numbers:
    """
    What identifies someone by itself, without what sets its signs apart, with its kind.

    Only whole groups of letters and digits match: six digits are found by chance inside any hexadecimal id.
    """

    kinds: dict[str, IdentifierType]
    begun: frozenset[str]  # what they begin with, of any length

    @classmethod
    def of(cls, written: Iterable[tuple[IdentifierType, str]]) -> Numbers:
        """Gather numbers as people wrote them; a phone is known by its last nine digits."""
        kinds: dict[str, IdentifierType] = {}
        for kind, text in sorted(written):
            kinds |= {spelling: kind for spelling in _spellings(kind, text) if len(spelling) >= SHORTEST}
        return cls(kinds, frozenset(signs[:n] for signs in kinds for n in range(1, len(signs) + 1)))

    def find(self, text: str) -> Iterator[tuple[int, int, IdentifierType]]:
        """Give the start, the end and the kind of each number in a text, none overlapping another."""
        # Most lines hold no group that a number begins with.
        if self.begun.isdisjoint(map(str.casefold, GROUP.findall(text))):
            return
        groups = [(*m.span(), m.group().casefold()) for m in GROUP.finditer(text)]
        done = 0
        for n, (start, _, signs) in enumerate(groups):
            if start >= done and signs in self.begun:
                last = self._last(text, groups, n)
                if last >= 0:
                    done = groups[last][1]
                    yield start, done, self.kinds["".join(signs for _, _, signs in groups[n : last + 1])]

    def _last(self, text: str, groups: list[tuple[int, int, str]], first: int) -> int:
        signs, found = "", -1
        for n in range(first, min(first + MOST_GROUPS, len(groups))):
            if n > first and not APART.fullmatch(text, groups[n - 1][1], groups[n][0]):
                break
            signs += groups[n][2]
            if signs not in self.begun:
                break
            found = n if signs in self.kinds else found
        return found


def _spellings(kind: IdentifierType, text: str) -> Iterator[str]:
    signs = squash(text)
    yield signs
    if kind == "phone":
        yield from (before + signs[-DIGITS_OF_A_PHONE:] for before in BEFORE_A_PHONE)
    elif kind == "email" and "@" in text:
        local, _, host = text.partition("@")
        for at, dot in product(SAID_AT, SAID_DOT):
            yield squash(f"{local} {at} {dot.join(host.split('.'))}")
            yield squash(f"{dot.join(local.split('.'))} {at} {dot.join(host.split('.'))}")


def squash(text: str) -> str:
    """
    Keep letters and digits.

    >>> squash("06 12-34.56 78")
    '0612345678'
    """
    return "".join(GROUP.findall(text)).casefold()


def numbers_of(usage: Usage, named: Iterable[NamedSpan]) -> Numbers:
    """Gather the numbers among what was found in a corpus."""
    found = [n for n in named if n.type in KINDS]
    return Numbers.of((n.type, usage.texts[n.session, n.turn][n.start : n.end]) for n in found)


ApplyRulings = Callable[[list[Mention]], list[Mention]]


def propagate(
    turns: Sequence[Turn], found: Iterable[Mention], told: Sequence[ToldName] = (), kept: Sequence[Phrase] = (),
    ruled: ApplyRulings = list,
) -> list[Mention]:
    """
    Search the whole corpus for the names and numbers already found, as long as that finds more.

    A name heard in one session masks it in all; so does one that the metadata tell and a number that identifies.

    Args:
        turns: the corpus.
        found: the mentions; none overlaps another of its turn once merged.
        told: the names of the metadata.
        kept: names that people keep on purpose, inside which nothing is looked for.
        ruled: what people decided, applied to mentions: a decision may give a name, or take one back.
    """
    usage = Usage.of(turns)
    found = list(found)
    known = known_names(usage, ruled(found), told, kept)
    echoes = [_mention(t, match, kind, known) for t in turns for match, kind in known.find(t)]
    numbers = numbers_of(usage, found)
    for turn in turns:
        for start, end, kind in numbers.find(turn.text):
            first, last = anchors.snap(turn.text, start, end)
            echoes.append(Mention(turn.session, turn.turn, first, last, kind, "propagated", turn.text[first:last]))
    merged = _merged(turns, found, echoes)
    while more := known_names(usage, ruled(merged), told, kept).beyond(known):
        known = known.with_names_of(more)
        by_turn = _by_turn(merged)
        left = ((t, *one) for t in turns for one in bare(t, more, by_turn[t.session, t.turn]))
        merged = _merged(turns, merged, [_mention(turn, match, kind, more) for turn, match, kind in left])
    return merged


def _merged(turns: Iterable[Turn], found: Iterable[Mention], more: Iterable[Mention]) -> list[Mention]:
    by_turn = _by_turn([*found, *more])
    return [m for t in turns for m in merge(t.text, by_turn[t.session, t.turn])]


def _by_turn(found: Iterable[Mention]) -> dict[Place, list[Mention]]:
    by_turn: dict[Place, list[Mention]] = defaultdict(list)
    for mention in found:
        by_turn[mention.session, mention.turn].append(mention)
    return by_turn


def _mention(turn: Turn, match: PhraseMatch, kind: IdentifierType, known: KnownNames) -> Mention:
    start, end = anchors.snap(turn.text, match.start, match.end)
    source: ProposalSource = "metadata" if known.origins[match.phrase] == "metadata" else "propagated"
    said = turn.text[start:end]
    if phrase(said) != match.phrase:
        # Spelt, cut or glued: whoever is named is known by the name.
        said = " ".join(match.phrase).title()
    return Mention(turn.session, turn.turn, start, end, kind, source, said)


def bare(turn: Turn, known: KnownNames, spans: Sequence[NamedSpan]) -> Iterator[tuple[PhraseMatch, IdentifierType]]:
    """
    Give the places of a turn where a known name stands, and some word of it that tells is in no span.

    Args:
        turn: as it was said.
        known: names to look for.
        spans: what is masked or kept in it.
    """
    for match, kind in known.find(turn):
        words = (w for w in WORD.finditer(turn.text, match.start, match.end) if not grammatical(w.group()))
        if not all(any(s.start <= w.start() and w.end() <= s.end for s in spans) for w in words):
            yield match, kind


NOBODY = ""


def masked(
    turns: Sequence[Turn], identifiers: Iterable[Identifier], decisions: Sequence[IdentifierDecision], key: bytes
) -> dict[Place, list[Identifier]]:
    """
    Give the identifiers of each turn as people ruled, and one more for each known name that stands bare.

    `identifiers` leaves none bare: what is caught here comes first in what is to be settled.

    Args:
        turns: as they were said.
        identifiers: of the stage.
        decisions: of people, for what is kept.
        key: the secret of the study.

    Returns:
        (session, turn) → its identifiers.
    """
    said = ruled_by_turn(turns, identifiers, decisions, key)
    usage = Usage.of(turns)
    rows = [i for of in said.values() for i in of if i.turn != UNSAID]
    kept = [*kept_everywhere(rulings(turns, decisions, key)), *kept_by_settings(usage.texts, rows, key)]
    known = known_names(usage, rows, kept=kept)
    numbers = numbers_of(usage, hiding(rows))
    shown = {phrase(usage.texts[i.session, i.turn][i.start : i.end]): i.replacement for i in hiding(rows)}
    for turn in turns:
        here = said[turn.session, turn.turn]
        caught = [(match.start, match.end, kind) for match, kind in bare(turn, known, here)]
        caught += [
            (start, end, kind) for start, end, kind in numbers.find(turn.text)
            if not any(i.start < end and start < i.end for i in here)
        ]
        for start, end, kind in caught:
            first, last = anchors.snap(turn.text, start, end)
            replacement = shown.get(phrase(turn.text[first:last]), LABELS[kind])
            here.append(Identifier(
                turn.session, turn.turn, first, last, kind, NOBODY, "propagated", "replace", replacement
            ))
    return said


def hiding(rows: Iterable[Identifier]) -> list[Identifier]:
    """Keep the identifiers that hide something."""
    return [i for i in rows if i.action != "keep"]


def ruled_by_turn(
    turns: Sequence[Turn], identifiers: Iterable[Identifier], decisions: Sequence[IdentifierDecision], key: bytes
) -> dict[Place, list[Identifier]]:
    """
    Give the identifiers of each turn: what is kept must be cleared by a decision that holds, or is replaced.

    Args:
        turns: source turns.
        identifiers: as the last run made them.
        decisions: those in force, of every reader.
        key: of the study: a decision holds as long as its words have their keyed check.
    """
    allowed = cleared(turns, decisions, key)
    by_turn: dict[Place, list[Identifier]] = defaultdict(list)
    for i in identifiers:
        by_turn[i.session, i.turn].append(i if i.action != "keep" or allowed(i) else replace(i, action="replace"))
    return by_turn


def with_joints(text: str, replacements: Iterable[Replacement]) -> Iterator[Replacement]:
    """Widen each replacement to the little word before it, where that word would no more suit; none meets another."""
    done = 0
    for r in sorted(replacements, key=lambda r: (r.start, r.end)):
        if r.replaced and r.text != SHOWN:
            before = text[done : r.start] if done <= r.start else ""
            taken, shown = joined(before, text[r.start : r.end], r.text)
            yield replace(r, start=r.start - taken, text=shown)
        else:
            yield r
        done = max(done, r.end)
