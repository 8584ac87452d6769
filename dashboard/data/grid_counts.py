"""Codebook and passages → the grid as a tree with its counts, and how often each marker of a code fires."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.marks import DECIDED
from dashboard.data.passages import CorpusReading, Passage
from pipeline.anchoring.publishable import may_pass
from pipeline.codebook.codes import Code, Codebook, Family
from pipeline.coding.grid_effect import EffectMaterial, Hit, hits
from pipeline.model.contracts import AnonymisedTurn, Coding, Excerpt
from pipeline.model.lazy import Same


@dataclass(frozen=True, slots=True)
class GridRow:
    """
    A code in the tree, with what is counted under it and under those that make it more precise.

    Attributes:
        to_read: passages where it is only suggested.
        apart: excerpts of what is neither an interview nor a group, in none of the other counts.
    """

    code: Code
    depth: int
    people: int
    sessions: int
    excerpts: int
    to_read: int
    apart: int = 0


def tree(reading: CorpusReading, book: Codebook) -> list[tuple[Family, list[GridRow]]]:
    """Arrange codes by family, each followed by those below it; a code of a parent elsewhere follows its parent."""
    under: dict[tuple[str, bool], dict[int, Passage]] = defaultdict(dict)
    for code, passages in reading.counted_by_code.items():
        for passage in passages:
            for decided in {m.decided for m in passage.marks if m.code == code}:
                under[book.in_force(code), decided][id(passage)] = passage
    return [
        (family, [row for top in book.codes if top.family == family.id and not top.parent
                  for row in _branch(reading, book, (top, 0), under)])
        for family in book.families
    ]


def _branch(
    reading: CorpusReading, book: Codebook, at: tuple[Code, int], under: dict[tuple[str, bool], dict[int, Passage]],
) -> Iterator[GridRow]:
    code, depth = at
    branch = book.branch(code.id)
    decided = {name: p for c in branch for name, p in under[c, True].items()}
    waiting = {name for c in branch for name in under[c, False]} - decided.keys()
    met = frozenset(reading.corpus.interviews)
    heard = [p.excerpt for p in decided.values() if p.excerpt.session in met]
    people = {e.speaker for e in heard}.intersection(reading.corpus.people)
    figures = len(people), len({e.session for e in heard}), len(heard)
    yield GridRow(code, depth, *figures, len(waiting), len(decided) - len(heard))
    for child in (c for c in book.codes if c.parent == code.id):
        yield from _branch(reading, book, (child, depth + 1), under)


@worked_out(2)
def material(reading: CorpusReading, decided: Decided) -> EffectMaterial:
    """Gather the passages that registres are tried on, and what people hold of them."""
    return EffectMaterial(reading.corpus.excerpts, reading.corpus.anonymised, decided.in_force)


def firings(code: Code, book: Codebook, material: EffectMaterial) -> Counter[str]:
    """Count the passages where each marker of a code fires."""
    return _fired(code, Same(book), Same(material.excerpts), Same(material.turns))


# What fires is the same as long as the run and the grid are.
@worked_out(256)
def _fired(
    code: Code, book: Same[Codebook], excerpts: Same[Sequence[Excerpt]], turns: Same[Sequence[AnonymisedTurn]],
) -> Counter[str]:
    found = hits(code, book.it, EffectMaterial(excerpts.it, turns.it))
    return Counter(marker for hit in found for marker in {m.marker for m in hit.matches})


def shown(reading: CorpusReading, found: tuple[Hit, ...]) -> tuple[list[Hit], list[Hit]]:
    """Part passages that may be quoted from those that are only read in their session."""
    quotable = [hit for hit in found if hit.excerpt.excerpt in reading.by_place]
    return quotable, [hit for hit in found if hit.excerpt.excerpt not in reading.by_place]


def passage_at(reading: CorpusReading, session: str, turn: int, start: int) -> str:
    """Name the passage where a coding begins, for the link to it; empty when there is none."""
    found = (e.excerpt for e in _by_turn(Same(reading.corpus.excerpts)).get((session, turn), ()) if start < e.end)
    return next(found, "")


@worked_out(2)
def _by_turn(excerpts: Same[tuple[Excerpt, ...]]) -> dict[tuple[str, int], list[Excerpt]]:
    found: dict[tuple[str, int], list[Excerpt]] = defaultdict(list)
    for e in excerpts.it:
        found[e.session, e.turn].append(e)
    return dict(found)


def to_assign(reading: CorpusReading, book: Codebook, code: Code) -> list[Coding]:
    """List what people coded with a code that was split since (retired, or kept above others) and may be quoted."""
    if not (code.retired or book.children(code.id)):
        return []
    return [
        c for c in reading.corpus.codings
        if book.in_force(c.code) == code.id and c.status in DECIDED and may_pass(c.consent, "quote")
    ]
