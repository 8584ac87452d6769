"""Turns and what is hidden in them → places that tell who somebody is without naming them, for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.anchoring import anchors
from pipeline.codebook.markers import find, hear
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import verbal
from pipeline.language.marker_words import DEMONYM_ENDINGS, RISKS, SPARED
from pipeline.language.marker_words import UNIQUE_LISTS as RISK_LISTS
from pipeline.language.name_phrases import WORD
from pipeline.model.contracts import Identifier, Restriction, Turn
from pipeline.pseudonymise.people.speakers import UNSAID

SHORTEST_STEM = 4  # letters: « lill », « brest »; with fewer, ordinary words would be taken for people of a town


@dataclass(frozen=True, slots=True, order=True)
class Risk:
    """Characters ``start:end`` of a turn, and what makes them telling; the words are never copied here."""

    session: str
    turn: int
    start: int
    end: int
    kind: str


def risks(turns: Iterable[Turn], hidden: Iterable[Identifier] = ()) -> list[Risk]:
    """
    Give the places of what participants say that tell who they are, each once, in the order of reading.

    Args:
        turns: as they were said.
        hidden: what is replaced in them, for the people of a town whose name is hidden: « une vraie Parisienne ».
    """
    turns = list(turns)
    found = _demonyms(turns, [i for i in hidden if i.action != "keep" and i.turn != UNSAID])
    for turn in (t for t in turns if t.role == "participant"):
        heard = hear(turn.text)
        taken = [span for marker in SPARED for span in find(marker, heard, RISK_LISTS)]
        # Where two markers meet, the first kind of the list says it best.
        markers = ((kind, marker) for kind, of in RISKS.items() for marker in of)
        spans = ((kind, span) for kind, marker in markers for span in find(marker, heard, RISK_LISTS))
        for kind, (start, end) in spans:
            if not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                found.append(Risk(turn.session, turn.turn, *heard.original(start, end), kind))
    return sorted(found)


def _demonyms(turns: Sequence[Turn], hidden: Sequence[Identifier]) -> list[Risk]:
    texts = {(t.session, t.turn): t for t in turns}
    towns = {
        fold_for_search(texts[i.session, i.turn].text[i.start : i.end])
        for i in hidden if i.type == "place" and (i.session, i.turn) in texts
    }
    stems = {town.removesuffix("s").removesuffix("e") for town in towns if town.isalpha()}
    named = sorted(stem for stem in stems if len(stem) >= SHORTEST_STEM)
    if not named:
        return []
    people = re.compile(rf"(?:{'|'.join(named)})(?:s|n|l)?(?:{'|'.join(DEMONYM_ENDINGS)})s?")
    masked = {(i.session, i.turn, word) for i in hidden for word in range(i.start, i.end)}
    return [
        Risk(t.session, t.turn, word.start(), word.end(), "demonym")
        for t in turns if t.role == "participant" for word in WORD.finditer(t.text)
        if people.fullmatch(fold_for_search(word.group())) and not verbal(word.group())
        and (t.session, t.turn, word.start()) not in masked
    ]


def unread(
    found: Iterable[Risk], turns: Iterable[Turn], about: Mapping[tuple[str, int], Sequence[Restriction]],
) -> list[Risk]:
    """
    Keep the places on whose words nobody has decided anything.

    Args:
        found: places that only one person fits.
        turns: theirs.
        about: (session, turn) → what was decided, in source words, as ``answered`` gives it.
    """
    texts = {(t.session, t.turn): t.text for t in turns}
    left: list[Risk] = []
    for risk in found:
        first, last = words_of_risk(texts[risk.session, risk.turn], risk)
        decided = about.get((risk.session, risk.turn), ())
        if not any(r.first_word <= last and r.last_word >= first for r in decided):
            left.append(risk)
    return left


def words_of_risk(text: str, risk: Risk) -> tuple[int, int]:
    """Give the first and the last source word of a place."""
    touched = anchors.touched(anchors.words(text), risk.start, risk.end)
    return touched[0], touched[-1]
