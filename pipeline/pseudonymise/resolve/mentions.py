"""Proposals → mentions: one span at a time, the longest first, none overlapping another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.anchoring import anchors
from pipeline.language.lexicon import grammatical
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.model.contracts import Action, IdentifierType, Proposal, ProposalSource, Turn

SURE_FIRST: tuple[ProposalSource, ...] = ("person", "metadata", "pattern", "trigger", "names", "ner", "propagated")
WORD = re.compile(r"[^\W_]+")
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a turn that names someone or something, and the words said there."""

    session: str
    turn: int
    start: int
    end: int
    type: IdentifierType
    source: ProposalSource
    said: str
    action: Action = "replace"
    wanted: str = ""  # the replacement a person chose
    decided: str = ""  # the entity a person named

    @property
    def phrase(self) -> Phrase:
        return phrase(self.said)


def mentions(turns: Iterable[Turn], proposals: Iterable[Proposal]) -> list[Mention]:
    """Merge the proposals of every turn."""
    texts = {(t.session, t.turn): t.text for t in turns}
    by_turn: dict[Place, list[Mention]] = defaultdict(list)
    for p in proposals:
        said = texts[p.session, p.turn][p.start : p.end]
        by_turn[p.session, p.turn].append(Mention(p.session, p.turn, p.start, p.end, p.type, p.source, said))
    return [m for place in sorted(by_turn) for m in merge(texts[place], by_turn[place])]


def merge(text: str, found: Iterable[Mention]) -> list[Mention]:
    """Keep the longest of overlapping mentions, and what they leave uncovered of the others."""
    kept: list[Mention] = []
    for mention in sorted(found, key=_longest_first):
        kept += [piece for start, end in _uncovered(mention, kept) for piece in _piece(text, mention, start, end)]
    return sorted(kept, key=lambda m: m.start)


def _longest_first(mention: Mention) -> tuple[int, bool, int, int, str]:
    length, sure = mention.end - mention.start, SURE_FIRST.index(mention.source)
    return (-length, mention.type == "misc", sure, mention.start, mention.type)


def _uncovered(mention: Mention, kept: list[Mention]) -> Iterator[tuple[int, int]]:
    start = mention.start
    for k in sorted((k for k in kept if k.start < mention.end and k.end > mention.start), key=lambda k: k.start):
        yield start, k.start
        start = max(start, k.end)
    yield start, mention.end


def _piece(text: str, mention: Mention, start: int, end: int) -> Iterator[Mention]:
    if (start, end) == (mention.start, mention.end):
        yield mention
        return
    words = [m for m in WORD.finditer(text, start, max(start, end)) if not grammatical(m.group())]
    if words:
        first, last = anchors.snap(text, words[0].start(), words[-1].end())
        yield replace(mention, start=first, end=last, said=text[first:last])
