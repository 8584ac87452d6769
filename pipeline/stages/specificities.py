"""Excerpts and participants → the words that belong to those who share a value; all words, and those said together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.analysis.counts import cooccurrence
from pipeline.analysis.counts.association import specificity
from pipeline.analysis.topics.describing_words import FEWEST_PEOPLE, vocabulary, words_of
from pipeline.anchoring.publishable import NEVER_ANALYSED
from pipeline.model.contracts import Excerpt, Participant, Specificity, WordFrequency, WordLink
from pipeline.pseudonymise.people.speakers import people

FEWEST, DECIMALS = 5, 6
Made = tuple[list[Specificity], list[WordFrequency], list[WordLink]]
Heard = list[tuple[str, list[str], dict[str, str]]]  # who speaks, their words, their attributes


def specificities(
    excerpts: list[Excerpt], participants: list[Participant], *, shown: int, frequent: int, linked: int,
) -> Made:
    """
    List, for each value of each attribute, the ``shown`` words said most above and most under what chance would give.

    With them: the ``frequent`` words said most often, and which of the first ``linked`` stand in the same excerpts.
    Words are those of groupings: no pseudonym, no function word, said by two people at least; five times at least for
    those of a value. Only people interviewed are heard.
    """
    bears = {(p.participant, p.session): p.attributes for p in participants}
    interviewed = people(p.participant for p in participants)
    analysed = [e for e in excerpts if e.speaker in interviewed and e.consent not in NEVER_ANALYSED]
    heard: Heard = [
        (e.speaker, words, bears.get((e.speaker, e.session), {}))
        for e, words in zip(analysed, words_of(analysed), strict=True)
    ]
    said = Counter(word for _, words, _ in heard for word in words)
    known = vocabulary([words for _, words, _ in heard], [speaker for speaker, _, _ in heard])
    kept = [word for word in known if said[word] >= FEWEST]
    parts = {(name, value) for _, _, borne in heard for name, value in borne.items() if value}
    rows = [row for name, value in sorted(parts) for row in _part(heard, said, kept, (name, value), shown)]
    first = cooccurrence.ranked(said, known, frequent)
    links = cooccurrence.words_together([words for _, words, _ in heard], first[:linked])
    tree = cooccurrence.spanning_tree(links)
    linked_words = [WordLink(*pair, n, pair in tree) for pair, n in links.items()]
    return rows, _frequencies(analysed, heard, first, links), linked_words


def _frequencies(
    analysed: list[Excerpt], heard: Heard, first: Sequence[str], links: Mapping[tuple[str, str], int],
) -> list[WordFrequency]:
    times = Counter(word for _, words, _ in heard for word in words)
    held: dict[str, list[Excerpt]] = defaultdict(list)
    for excerpt, (_, words, _) in zip(analysed, heard, strict=True):
        for word in set(words):
            held[word].append(excerpt)
    rank = {word: i for i, words in enumerate(cooccurrence.communities(links)) for word in words}
    return [
        WordFrequency(
            word, times[word], len(held[word]), len({e.speaker for e in held[word]}),
            len({e.session for e in held[word]}), rank.get(word, -1),
        ) for word in first
    ]


def _part(
    heard: Heard, said: Counter[str], kept: list[str], of: tuple[str, str], shown: int
) -> Iterator[Specificity]:
    name, value = of
    inside: Counter[str] = Counter()
    users: dict[str, set[str]] = defaultdict(set)
    for speaker, words, bears in heard:
        if bears.get(name) == value:
            inside.update(words)
            for word in words:
                users[word].add(speaker)
    part = inside.total()
    whole = said.total()
    rows = [
        Specificity(name, value, w, inside[w], said[w], part, len(users[w]),
                    round(specificity(inside[w], said[w], part, whole), DECIMALS))
        for w in kept
    ]
    ordered = sorted(rows, key=lambda r: (-r.score, r.word))
    # What one person alone says there says more of that person than of those like them.
    yield from [r for r in ordered if r.score > 0 and r.people >= FEWEST_PEOPLE][:shown]
    yield from [r for r in ordered if r.score < 0][-shown:]
