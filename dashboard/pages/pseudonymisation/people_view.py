"""Entities of the corpus → the rows of the people table, and a few contexts of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dashboard.words import ui_words
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import Turn
from pipeline.pseudonymise.review.cases import ReviewCase
from pipeline.pseudonymise.review.identities import Entity

EXAMPLES, AROUND, SPELLINGS, PLACES = 3, 60, 6, 3
Turns = Mapping[str, Mapping[int, Turn]]
Named = Callable[[str], str]  # a session → what whoever reviews it knows it by


@dataclass(frozen=True, slots=True)
class MentionContext:
    """A mention with the words around it."""

    place: str
    before: str
    said: str
    after: str


def listed(entities: Iterable[Entity], kind: str, words: str) -> list[Entity]:
    """Keep the entities of a kind that bear some words, in their name or their pseudonym."""
    wanted = fold_for_search(words).strip()
    return [e for e in entities if e.type == kind and (not wanted or _bears(e, wanted))]


def _bears(entity: Entity, wanted: str) -> bool:
    return any(wanted in fold_for_search(name) for name in (entity.pseudonym, *(said for said, _ in entity.spellings)))


def contexts(entity: Entity, turns: Turns, named: Named) -> list[MentionContext]:
    """Give a few mentions in their words, from different sessions first."""
    firsts = {m.session: m for m in reversed(entity.mentions)}
    chosen = list(dict.fromkeys([*(firsts[s] for s in entity.sessions if s in firsts), *entity.mentions]))[:EXAMPLES]
    return [_context(m, turns[m.session][m.turn].text, named) for m in chosen]


def _context(mention: ReviewCase, text: str, named: Named) -> MentionContext:
    place = f"{named(mention.session)} · {ui_words.TURN} {mention.turn}"
    return context(place, text, mention.start, mention.end)


def context(place: str, text: str, first: int, last: int) -> MentionContext:
    """Give characters ``first:last`` of a turn with the words around them."""
    start, end = max(0, first - AROUND), last + AROUND
    before, after = text[start:first], text[last:end]
    # A word that would be cut is left out.
    before = f"…{before[before.find(' '):]}" if start and " " in before else before
    after = f"{after[: after.rfind(' ')]} …" if end < len(text) and " " in after else after
    return MentionContext(place, before, text[first:last], after)


def spelt(entity: Entity) -> str:
    """Say how an entity is said, and how often in each way; of one whom nobody names, the label before their words."""
    shown = [f"{said} ({count})" for said, count in entity.spellings[:SPELLINGS]]
    if not shown:
        return ", ".join(f"{label} :" for label in dict.fromkeys(label for _, label in entity.labels))
    return ", ".join([*shown, *(["…"] if len(entity.spellings) > SPELLINGS else [])])


def called(entity: Entity) -> str:
    """Name an entity as it is said most fully, else by its label."""
    said = max((s for s, _ in entity.spellings), key=lambda s: (len(s.split()), len(s)), default="")
    return said or next((label for _, label in entity.labels), entity.pseudonym)


def situated(entity: Entity, named: Named) -> str:
    """Name an entity, and the first sessions where it is: two people may bear one name."""
    more = ("…",) if len(entity.sessions) > PLACES else ()
    return ", ".join([called(entity), *map(named, entity.sessions[:PLACES]), *more])
