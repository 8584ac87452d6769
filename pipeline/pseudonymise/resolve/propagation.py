"""Mentions → mentions, with every other place of the corpus where one of their names stands: closed under itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.anchoring import anchors
from pipeline.language.lexicon import grammatical
from pipeline.language.name_phrases import WORD, Phrase, PhraseMatch
from pipeline.model.contracts import IdentifierType, ProposalSource, Turn
from pipeline.pseudonymise.resolve.known_names import KnownNames, Named, ToldName, Usage, known_names
from pipeline.pseudonymise.resolve.mentions import Mention, Place, merge
from pipeline.pseudonymise.resolve.numbers import Numbers, numbers_of

Obey = Callable[[list[Mention]], list[Mention]]


def propagate(
    turns: Sequence[Turn], found: Iterable[Mention], told: Sequence[ToldName] = (), kept: Sequence[Phrase] = (),
    obey: Obey = list,
) -> list[Mention]:
    """
    Search the whole corpus for the names and numbers already found, as long as that finds more.

    A name heard in one session masks it in all; so does one that the metadata tell and a number that identifies.

    Args:
        turns: the corpus.
        found: the mentions; none overlaps another of its turn once merged.
        told: the names of the metadata.
        kept: names that people keep on purpose, inside which nothing is looked for.
        obey: what people decided, applied to mentions: a decision may give a name, or take one back.
    """
    usage = Usage.of(turns)
    found = list(found)
    known = known_names(usage, obey(found), told, kept)
    echoes = [*_everywhere(turns, known), *_numbers(turns, numbers_of(usage, found))]
    merged = _merged(turns, found, echoes)
    while more := known_names(usage, obey(merged), told, kept).beyond(known):
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


def _everywhere(turns: Iterable[Turn], known: KnownNames) -> Iterator[Mention]:
    return (_mention(t, match, kind, known) for t in turns for match, kind in known.find(t))


def _mention(turn: Turn, match: PhraseMatch, kind: IdentifierType, known: KnownNames) -> Mention:
    start, end = anchors.snap(turn.text, match.start, match.end)
    source: ProposalSource = "metadata" if known.origins[match.phrase] == "metadata" else "propagated"
    return Mention(turn.session, turn.turn, start, end, kind, source, turn.text[start:end])


def _numbers(turns: Iterable[Turn], numbers: Numbers) -> Iterator[Mention]:
    for turn in turns:
        for start, end, kind in numbers.find(turn.text):
            first, last = anchors.snap(turn.text, start, end)
            yield Mention(turn.session, turn.turn, first, last, kind, "propagated", turn.text[first:last])


def bare(turn: Turn, known: KnownNames, spans: Sequence[Named]) -> Iterator[tuple[PhraseMatch, IdentifierType]]:
    """Give the places of a turn where a known name stands, and some word of it that tells is in no span."""
    for match, kind in known.find(turn):
        words = (w for w in WORD.finditer(turn.text, match.start, match.end) if not grammatical(w.group()))
        if not all(any(s.start <= w.start() and w.end() <= s.end for s in spans) for w in words):
            yield match, kind
