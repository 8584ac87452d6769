"""Coding decisions → what people said of each excerpt: coded, refused, read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.anchoring.word_places import ExcerptPlace, overlaps, parse_excerpt_id
from pipeline.codebook.grid import Codebook
from pipeline.coding.placing import Placed, place_decision, turns_by_session
from pipeline.model.contracts import AnonymisedTurn, Excerpt
from pipeline.model.decision_rows import CodingDecision, CodingVerb


@dataclass(frozen=True)
class HumanCodings:
    """
    What people said of codes on excerpts (each excerpts × codes).

    ``answers`` is 1 where coded and 0 where not, in the sessions someone marked read; -1 elsewhere, where
    silence is no « no ».
    """

    coded: np.ndarray
    refused: np.ndarray
    answers: np.ndarray


def said(excerpts: Sequence[Excerpt], codebook: Codebook, decisions: Sequence[CodingDecision]) -> HumanCodings:
    """Gather what people decided; a refusal holds only under the definition it was made with."""
    coded = _marked(excerpts, codebook, [d for d in decisions if d.puts_a_code])
    refused = _marked(excerpts, codebook, [d for d in decisions if _refuses(d, codebook)])
    sessions = {d.session for d in decisions if d.marks_read}
    read = np.array([e.session in sessions for e in excerpts], dtype=bool)
    return HumanCodings(coded, refused, np.where(read[:, None], coded.astype(int), -1))


def settled(
    decisions: Sequence[CodingDecision], turns: Sequence[AnonymisedTurn], codebook: Codebook,
) -> list[CodingDecision]:
    """Move decisions to the words where they stand today; those that stand nowhere teach nothing."""
    sessions = turns_by_session(list(turns))
    about = [d for d in decisions if d.marks_read]
    for decision in (d for d in decisions if not d.marks_read):
        placed = place_decision(decision, sessions.get(decision.session, {}), codebook)
        if isinstance(placed, Placed):
            place = placed.place
            about.append(replace(decision, turn=place.turn, first_word=place.first_word,
                                 last_turn=place.last_turn, last_word=place.last_word))
    return about


def _refuses(decision: CodingDecision, codebook: Codebook) -> bool:
    version = {c.id: c.version for c in codebook.codes}.get(codebook.in_force(decision.code))
    return decision.decision == CodingVerb.REFUSE and decision.definition == version


def _marked(excerpts: Sequence[Excerpt], codebook: Codebook, decisions: list[CodingDecision]) -> np.ndarray:
    columns = {c.id: j for j, c in enumerate(codebook.codes)}
    by_session: dict[str, list[tuple[int, ExcerptPlace]]] = defaultdict(list)
    for row, excerpt in enumerate(excerpts):
        by_session[excerpt.session].append((row, parse_excerpt_id(excerpt.excerpt)))
    marked = np.zeros((len(excerpts), len(columns)), dtype=bool)
    for decision in decisions:
        column = columns.get(codebook.in_force(decision.code))
        if column is not None:
            marked[[row for row, place in by_session[decision.session] if overlaps(decision, place)], column] = True
    return marked
