"""What coders and the machine said → how far they agree: by turns, sentences and free passages, with intervals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from pipeline.analysis.agreement.coders import Coder, aided, blind, machines
from pipeline.analysis.agreement.figures import of_cuts, of_tally
from pipeline.analysis.agreement.free_units import cuts
from pipeline.analysis.agreement.tally import Tally, tally
from pipeline.analysis.bootstrap import draws
from pipeline.codebook.grid import Codebook
from pipeline.coding.continuum import Continuum, continua
from pipeline.model.contracts import AnonymisedTurn, Coding, Suggestion
from pipeline.model.decision_rows import CodingDecision

UNITS = ("turns", "sentences", "spans")


@dataclass(frozen=True)
class AgreementSettings:
    """What coders are compared on: the words of each session, the codes, and the draws behind intervals."""

    continua: Mapping[str, Continuum]
    codes: tuple[str, ...]
    bootstraps: int
    seed: int


class CodingMaterial(NamedTuple):
    """Everything that tells who read what and said what."""

    anonymised: Sequence[AnonymisedTurn]
    suggestions: Sequence[Suggestion]
    codings: Sequence[Coding]
    codebook: Codebook
    coding_decisions: Sequence[CodingDecision]

    def ground(self, bootstraps: int, seed: int) -> AgreementSettings:
        """Lay the words and codes that coders are compared on."""
        return AgreementSettings(continua(self.anonymised), tuple(c.id for c in self.codebook.codes), bootstraps, seed)

    def blind(self, ground: AgreementSettings) -> list[Coder]:
        """Give the people who read without suggestions in sight."""
        return blind(self.codings, self.coding_decisions, ground.continua)

    def machines(self, ground: AgreementSettings) -> list[Coder]:
        """Give the machine as a coder: what it holds for probable, then all."""
        return machines(self.suggestions, self.codings, ground.continua)


def agreements(material: CodingMaterial, *, bootstraps: int, seed: int) -> dict[str, Any]:
    """
    Compare every two coders, all of them together when they are more, and each of them with the machine.

    Only sessions that coders marked as read count.
    ``unaided`` holds what was coded without suggestions in sight (headline figures), ``assisted`` what was coded
    with them, ``machine`` people coding unaided beside suggestions taken for codings.
    In each: unit (``turns``, ``sentences``, ``spans``) → names of coders → figures; see ``figures``.
    """
    ground = material.ground(bootstraps, seed)
    people = material.blind(ground)
    proposing = material.machines(ground)
    helped = aided(material.codings, material.coding_decisions, ground.continua)
    return {
        "unaided": compared(ground, groups(people)), "assisted": compared(ground, groups(helped)),
        "machine": compared(ground, [(one, machine) for one in people for machine in proposing]),
    }


def groups(coders: Sequence[Coder]) -> list[tuple[Coder, ...]]:
    """Pair coders, and gather them all when they are more than two."""
    pairs: list[tuple[Coder, ...]] = list(combinations(coders, 2))
    return [*pairs, tuple(coders)] if len(coders) > 2 else pairs


def compared(
    ground: AgreementSettings, groups_of_coders: Iterable[Sequence[Coder]], units: Collection[str] = UNITS,
) -> dict[str, dict[str, Any]]:
    """Compare each group in each unit; groups that read nothing in common are left out."""
    shared = [(g, sessions) for g in groups_of_coders if (sessions := read_by_two(ground, g))]
    return {
        unit: {" / ".join(c.name for c in group): compare(ground, group, sessions, unit) for group, sessions in shared}
        for unit in units
    }


def read_by_two(ground: AgreementSettings, coders: Sequence[Coder]) -> list[str]:
    """Name the sessions that two of these coders read at least."""
    return [s for s, c in ground.continua.items() if c.length and sum(s in one.sessions for one in coders) > 1]


def compare(ground: AgreementSettings, coders: Sequence[Coder], sessions: Sequence[str], unit: str) -> dict[str, Any]:
    """Compare coders in one unit on some sessions; ``n`` counts these units (words, for free passages)."""
    taken = draws(len(sessions), ground.bootstraps, ground.seed)
    if unit == "spans":
        cut = [cuts([c for c in coders if s in c.sessions], s, ground.continua[s], ground.codes) for s in sessions]
        figures = of_cuts(ground.codes, cut, taken)
    else:
        tallies = [_tally(ground, coders, s, getattr(ground.continua[s], unit)) for s in sessions]
        figures = of_tally(ground.codes, Tally(*(np.stack(part) for part in zip(*tallies, strict=True))), taken)
    return {"coders": [c.name for c in coders], "sessions": list(sessions)} | figures


def _tally(ground: AgreementSettings, coders: Sequence[Coder], session: str, starts: tuple[int, ...]) -> Tally:
    length = ground.continua[session].length
    marks = [np.logical_or.reduceat(c.marks(session, ground.codes, length), starts, axis=0) for c in coders]
    read = [np.full(len(starts), session in c.sessions) for c in coders]
    return tally(np.stack(marks), np.stack(read))
