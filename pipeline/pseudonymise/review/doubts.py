"""A proposal and those who proposed it → the reasons to look at it before the others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

from pipeline.language.lexicon import ordinary
from pipeline.model.contracts import IdentifierType, ProposalSource

Doubt = Literal["caught", "only_ner", "only_names", "lower_case", "ordinary", "misc"]
WORD = re.compile(r"[^\W\d_]+")
# What has a form of its own is not told by a capital: an address, a number.
WRITTEN: frozenset[IdentifierType] = frozenset({"person", "place", "organisation", "misc"})


def doubts(said: str, kind: IdentifierType, sources: Collection[ProposalSource]) -> tuple[Doubt, ...]:
    """
    Say why a proposal is doubtful; nothing when it is not.

    >>> doubts("Rose", "person", {"names"})
    ('only_names', 'ordinary')
    >>> doubts("Mme Fournel", "person", {"ner", "trigger"})
    ()
    """
    return tuple(_doubts(said, kind, set(sources)))


def _doubts(said: str, kind: IdentifierType, sources: set[ProposalSource]) -> Iterator[Doubt]:
    if sources == {"ner"}:
        yield "only_ner"
    if sources == {"names"}:
        yield "only_names"
    if kind in WRITTEN:
        words = WORD.findall(said)
        if not any(character.isupper() for character in said):
            yield "lower_case"
        if len(words) == 1 and ordinary(words[0]):
            yield "ordinary"
    if kind == "misc":
        yield "misc"
