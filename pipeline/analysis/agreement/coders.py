"""Codings, suggestions, decisions → what each coder, a person or the machine, said of the sessions they read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.coding.continuum import CodedStretch, Continuum, joined
from pipeline.coding.sessions_read import counted, sessions_read, unaided
from pipeline.model.contracts import Coding, Level, Suggestion
from pipeline.model.decision_rows import CodingDecision

MACHINES: dict[str, tuple[Level, ...]] = {"machine_probable": ("probable",), "machine_all": ("probable", "to_check")}
Continua = Mapping[str, Continuum]


@dataclass(frozen=True)
class Coder:
    """One coder, a person or the machine: the sessions they read whole, and their passages by session and code."""

    name: str
    sessions: frozenset[str]
    passages: Mapping[tuple[str, str], Sequence[CodedStretch]]

    def marks(self, session: str, codes: Sequence[str], length: int) -> np.ndarray:
        """Tell which words have which codes (words × codes)."""
        marks = np.zeros((length, len(codes)), dtype=bool)
        for j, code in enumerate(codes):
            for start, end, _ in self.passages.get((session, code), ()):
                marks[start:end, j] = True
        return marks


def blind(codings: Sequence[Coding], decisions: Iterable[CodingDecision], continua: Continua) -> list[Coder]:
    """Give the coders who read sessions without looking at any suggestion, and what they coded so."""
    read = sessions_read(decisions)
    return [_person(name, read[name], unaided(codings, name), continua) for name in sorted(read)]


def aided(codings: Sequence[Coding], decisions: Sequence[CodingDecision], continua: Continua) -> list[Coder]:
    """
    Give the coders who read sessions with suggestions in sight, and all that they hold there.

    A layer of its own: what these coders share may come from the machine.
    """
    read: dict[str, set[str]] = defaultdict(set)
    for d in decisions:
        if d.marks_read and d.mode == "assisted":
            read[d.author].add(d.session)
    held = [c for c in counted(codings) if c.status != "arbitrated"]
    return [_person(n, read[n], [c for c in held if c.author == n], continua) for n in sorted(read)]


def machines(suggestions: Iterable[Suggestion], codings: Iterable[Coding], continua: Continua) -> list[Coder]:
    """
    Take suggestions for codings: the probable ones, then all of them.

    What a person refused was suggested once: it counts among all, though it is suggested no more.
    """
    proposed = list(suggestions)
    refused = [(c.session, continua[c.session].passage(c)) for c in codings if c.status == "refused"]
    coders = []
    for name, levels in MACHINES.items():
        said = [(s.excerpt.rsplit(":", 2)[0], s) for s in proposed if s.level in levels]
        places = [(n, continua[n].suggested(s.excerpt, s.code)) for n, s in said if n in continua]
        coders.append(_coder(name, continua, [*places, *(refused if "to_check" in levels else [])]))
    return coders


def _person(name: str, read: Iterable[str], codings: Iterable[Coding], continua: Continua) -> Coder:
    sessions = {s for s in read if s in continua}
    there = [c for c in codings if c.session in sessions]
    return _coder(name, sessions, [(c.session, continua[c.session].passage(c)) for c in there])


def _coder(name: str, sessions: Iterable[str], places: Iterable[tuple[str, CodedStretch]]) -> Coder:
    found: dict[tuple[str, str], list[CodedStretch]] = defaultdict(list)
    for session, passage in places:
        found[session, passage.code].append(passage)
    return Coder(name, frozenset(sessions), {key: joined(passages) for key, passages in found.items()})
