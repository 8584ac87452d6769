"""The reading and what coders decided → who can be compared, and how far they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.data.codings_now import held, laid, read_whole, suggested
from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from pipeline.analysis.agreement.agreement import AgreementSettings, CodingMaterial, compared, groups, read_by_two
from pipeline.analysis.agreement.coders import Coder, aided

BETWEEN = " / "


@dataclass(frozen=True)
class Draws:
    """How many draws of sessions stand behind an interval, and their seed."""

    count: int
    seed: int


@dataclass(frozen=True, eq=False)
class CoderGroups:
    """
    Groups of coders that read a session in common at least, by name: people, people aided, with the machine.

    Equal to itself only, so that figures can be kept.
    """

    ground: AgreementSettings
    people: Mapping[str, tuple[Coder, ...]]
    assisted: Mapping[str, tuple[Coder, ...]]
    machine: Mapping[str, tuple[Coder, ...]]

    def group(self, layer: str, name: str) -> tuple[Coder, ...]:
        """Give the coders of a group."""
        found: tuple[Coder, ...] = getattr(self, layer)[name]
        return found


@worked_out(2)
def bench(reading: CorpusReading, decided: Decided, draws: Draws) -> CoderGroups:
    """Gather who can be compared; where suggestions are hidden, nobody is compared with the machine."""
    corpus, lines = reading.corpus, decided.in_force
    # Whoever is compared read a session whole: the others are not even opened.
    read = read_whole(lines)
    waiting = suggested(reading)
    codings = held(reading, lines, read)
    proposed = [s for session in read for s in waiting.get(session, ())]
    material = CodingMaterial(corpus.anonymised, proposed, codings, corpus.codebook, lines)
    ground = AgreementSettings(laid(reading, read), tuple(c.id for c in corpus.codebook.codes), draws.count, draws.seed)
    people = material.blind(ground)
    machines = material.machines(ground) if corpus.settings.suggestions else []
    pairs = [(one, machine) for one in people for machine in machines]
    helped = groups(aided(codings, lines, ground.continua))
    return CoderGroups(ground, _named(ground, groups(people)), _named(ground, helped), _named(ground, pairs))


def _named(ground: AgreementSettings, found: Sequence[tuple[Coder, ...]]) -> dict[str, tuple[Coder, ...]]:
    return {BETWEEN.join(c.name for c in group): group for group in found if read_by_two(ground, group)}


@worked_out(64)
def figures(on: CoderGroups, layer: str, name: str, unit: str) -> dict[str, Any]:
    """Compare one group in one unit."""
    return dict(compared(on.ground, [on.group(layer, name)], [unit])[unit][name])
