"""Someone's pseudonym → other names, of the same gender and generation, that nobody bears: a person may choose one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.language.folds import fold_for_search
from pipeline.language.name_phrases import phrase
from pipeline.model.contracts import Identifier
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.pseudonymise.resolve.pseudonyms import PseudonymKind, alike, others

OFFERED = 8


def alternatives(
    entity: str, identifiers: Iterable[Identifier], words: Collection[str], key: bytes, count: int = OFFERED
) -> list[str]:
    """
    Offer other pseudonyms for a person, in an order that only the key draws and that nothing else bends.

    The surname stays, since relatives share it, unless there is nothing else to change.

    Args:
        entity: whose pseudonym it is.
        identifiers: the rows of the last run: they tell which names are borne.
        words: the folded words of the corpus (``Corpus.words``), none of which may be a pseudonym.
        key: the secret of the study.
        count: how many to offer.
    """
    rows = list(identifiers)
    shown = fullest([r for r in rows if r.entity == entity])
    borne = {fold_for_search(word) for r in rows if r.type == "person" for word in r.replacement.split()}
    return list(islice(_offered(entity, shown, borne | set(words), key), count))


def fullest(rows: Sequence[Identifier]) -> str:
    """Give the whole pseudonym of someone: that of a speaker's label, else the longest that is shown."""
    unsaid = [r.replacement for r in rows if r.turn == UNSAID]
    return min(unsaid or [r.replacement for r in rows], key=lambda s: (-len(s.split()), s.isupper(), s), default="")


def _offered(entity: str, shown: str, taken: Collection[str], key: bytes) -> Iterator[str]:
    first, _, rest = shown.partition(" ")
    for kind in alike(first):
        for name in _free(entity, kind, taken, key):
            yield f"{name} {rest}".strip()


def _free(entity: str, kind: PseudonymKind, taken: Collection[str], key: bytes) -> Iterator[str]:
    # Names that elide as this one does come first: the text around it keeps its grammar.
    for vowel in (kind.vowel, not kind.vowel):
        drawn = others(key, f"alternative|{entity}", replace(kind, vowel=vowel))
        yield from (name for name in drawn if not set(phrase(name)) & set(taken))
