"""Pseudonymised turns → codable passages: what participants say, cut at sentences when long.

Cuts depend on the words of the source only: another pseudonym changes no passage and no id.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from pipeline.anchoring.anchors import spans, units
from pipeline.anchoring.word_places import excerpt_id
from pipeline.language.transcript_conventions import marks
from pipeline.model.contracts import AnonymisedTurn, Excerpt, Mask
from pipeline.pseudonymise.consent import strictest, withdrawn

Words = tuple[int, int]  # the first and the last word, both included
# A sentence is cut only when it is this many times longer than a passage: half a sentence reads badly.
LONGEST_SENTENCE = 2


def excerpts(anonymised: list[AnonymisedTurn], *, max_words: int, min_words: int) -> list[Excerpt]:
    """
    Cut what participants say into passages of whole sentences.

    Args:
        anonymised: the turns of all sessions.
        max_words: source words above which a turn is cut; a sentence alone may be up to twice as long.
        min_words: source words under which a passage joins the one before it.
    """
    by_session = groupby(sorted(anonymised, key=lambda t: (t.session, t.turn)), key=lambda t: t.session)
    found: list[Excerpt] = []
    for _, turns in by_session:
        question = ""
        for turn in turns:
            if turn.role == "interviewer":
                question = turn.text
            if turn.role == "participant":
                found += _of_turn(turn, question, max_words, min_words)
    return found


def _of_turn(turn: AnonymisedTurn, question: str, max_words: int, min_words: int) -> Iterator[Excerpt]:
    places = spans(turn)
    said = said_words(turn)
    for first, last in passages(len(places), turn.sentences, max_words, min_words):
        if any(first <= word <= last for word in said):
            start = places[first][0]
            end = places[last][1]
            inside = [a for a in turn.anchors if a.replaced and start <= a.start < a.end <= end]
            yield Excerpt(
                excerpt_id(turn.session, turn.turn, first, last), turn.session, turn.turn, start, end, turn.speaker,
                turn.text[start:end], question, strictest(turn, first, last),
                tuple(Mask(a.start - start, a.end - start) for a in inside),
            )


def said_words(turn: AnonymisedTurn) -> set[int]:
    """List the source words of a turn that were spoken and may be read: no note, no sign, nothing withdrawn."""
    # A pseudonym may be written between brackets; a transcriber's note is not one.
    characters = list(turn.text)
    for a in turn.anchors:
        characters[a.start : a.end] = "a" * (a.end - a.start)
    noted = {i for m in marks("".join(characters)) for i in range(m.start, m.end)}
    places = spans(turn)
    heard = [u for u in units(turn) if u.masked or (u.words[0].isalnum() and places[u.first_word][0] not in noted)]
    said = {word for u in heard for word in range(u.first_word, u.last_word + 1)}
    return said - withdrawn(turn)


def passages(length: int, sentences: tuple[int, ...], max_words: int, min_words: int) -> list[Words]:
    """
    Share the words of a turn between passages.

    Args:
        length: words of the turn.
        sentences: the last word of each sentence.
        max_words: a sentence that is longer is cut.
        min_words: a shorter passage joins the one before it, even beyond ``max_words``.

    >>> passages(10, (3, 5, 9), 6, 2)
    [(0, 5), (6, 9)]
    """
    if length <= max_words:
        return [(0, length - 1)] if length else []
    ends = sorted({-1, length - 1, *(s for s in sentences if 0 <= s < length)})
    pieces = [p for before, end in pairwise(ends) for p in _bearable((before + 1, end), max_words)]
    gathered: list[Words] = []
    for first, last in pieces:
        fits = gathered and last - gathered[-1][0] < max_words
        short = gathered and min(last - first, gathered[-1][1] - gathered[-1][0]) + 1 < min_words
        gathered[-1:] = [(gathered[-1][0], last)] if fits or short else [*gathered[-1:], (first, last)]
    return gathered


def _bearable(sentence: Words, max_words: int) -> list[Words]:
    first, last = sentence
    length = last - first + 1
    if length <= LONGEST_SENTENCE * max_words:
        return [sentence]
    count = -(-length // max_words)
    bounds = [first + length * i // count for i in range(count + 1)]
    return [(start, after - 1) for start, after in pairwise(bounds)]
