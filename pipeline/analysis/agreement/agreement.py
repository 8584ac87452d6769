"""What coders and the machine said → how far they agree: by turns, sentences and free passages, with intervals.

Only sessions that coders marked as read count. People who coded unaided (headline figures), those who had suggestions
in sight, and people beside the machine are compared apart, never in one group.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from pipeline.analysis.agreement.unitizing import (
    Coder,
    Cuts,
    blind,
    cuts,
    machines,
    pooled_cuts,
    share,
    together,
    unitizing_alpha,
    word_agreement,
)
from pipeline.analysis.coefficients import (
    COEFFICIENTS,
    PAIR_COEFFICIENTS,
    Crossing,
    Tally,
    cross,
    draws,
    krippendorff,
    pooled,
    put_bounded,
    resampled,
    rounded,
    tally,
)
from pipeline.anchoring.word_places import Continuum, continua
from pipeline.codebook.grid import Codebook
from pipeline.coding.codings_in_place import AnswerGrid, unaided
from pipeline.model.contracts import AnonymisedTurn, Coding, Suggestion
from pipeline.model.decision_rows import CodingDecision

# Under so many units that somebody coded, no coefficient allows any conclusion.
LEAST_POSITIVES = 20
Values = tuple[np.ndarray, np.ndarray]  # as measured, and in each draw of sessions (draws × codes)
Entries = list[dict[str, Any]]
UNITS = ("turns", "sentences", "spans")


def of_tally(codes: Sequence[str], by_session: Tally, taken: np.ndarray) -> dict[str, Any]:
    """
    Give the agreement of coders on units cut beforehand; ``n`` counts units that two of them read.

    Args:
        codes: ids of the codes.
        by_session: counts of each session, stacked (sessions × …).
        taken: how many times each draw takes each session (draws × sessions).
    """
    total = Tally(*(part.sum(axis=0) for part in by_session))
    drawn = Tally(*(np.tensordot(taken, part, axes=1) for part in by_session))
    measured = {name: (f(total), f(drawn)) for name, f in COEFFICIENTS.items()}
    whole = {name: (f(pooled(total)), f(pooled(drawn))) for name, f in COEFFICIENTS.items()}
    counts = {"n": total.units, "positives": total.positives}
    overall = {"n": pooled(total).units, "positives": pooled(total).positives}
    return {
        "n": int(total.units[0]), "codes": dict(zip(codes, _entries(counts, measured), strict=True)),
        "overall": _entries(overall, whole)[0], "mean": _mean(total.positives, measured),
    }


def of_cuts(codes: Sequence[str], by_session: Sequence[Cuts], taken: np.ndarray) -> dict[str, Any]:
    """
    Give the agreement of coders on passages cut freely; ``n`` counts words.

    Args:
        codes: ids of the codes.
        by_session: what coders cut in each session.
        taken: how many times each draw takes each session (draws × sessions).
    """
    layers = pooled_cuts(by_session, np.ones((1, len(by_session)))), pooled_cuts(by_session, taken)
    measured = {
        "prevalence": _both(layers, lambda c: share(c.code)),
        "agreement": _both(layers, lambda c: word_agreement(c.code)),
        "u_alpha": _both(layers, lambda c: unitizing_alpha(c.code)),
        "cu_alpha": _both(layers, lambda c: unitizing_alpha(c.among)),
    }
    whole = {
        "u_alpha": _both(layers, lambda c: together(c.code)), "cu_alpha": _both(layers, lambda c: together(c.among)),
        "u_alpha_binary": _both(layers, lambda c: unitizing_alpha(c.anything)),
    }
    total = layers[0]
    words = total.words[0]
    counts = {"n": np.repeat(words, len(codes)), "positives": total.positives[0], "passages": total.passages[0]}
    overall = {name: part.sum(keepdims=True) for name, part in counts.items()} | {"n": np.array([words])}
    return {
        "n": int(words), "codes": dict(zip(codes, _entries(counts, measured), strict=True)),
        "overall": _entries(overall, whole)[0], "mean": _mean(total.positives[0], measured),
    }


def _both(layers: tuple[Cuts, Cuts], measure: Callable[[Cuts], np.ndarray]) -> Values:
    measured, drawn = layers
    return measure(measured)[0], measure(drawn)


def _entries(counts: Mapping[str, np.ndarray], measured: Mapping[str, Values]) -> Entries:
    entries: Entries = [
        {name: int(n) for name, n in zip(counts, row, strict=True)} for row in zip(*counts.values(), strict=True)
    ]
    for entry in entries:
        entry["few"] = entry["positives"] < LEAST_POSITIVES
    for name, (values, drawn) in measured.items():
        put_bounded(entries, name, values, drawn)
    return entries


def _mean(positives: np.ndarray, measured: Mapping[str, Values]) -> dict[str, Any]:
    # Only codes with enough examples: a mean over figures that mean nothing means nothing.
    enough = positives >= LEAST_POSITIVES
    averaged = {name: (_average(v[enough]), _average(d[:, enough])) for name, (v, d) in measured.items()}
    entry = _entries({"positives": positives[enough].sum(keepdims=True)}, averaged)[0]
    return {"codes": int(enough.sum())} | entry


def _average(values: np.ndarray) -> np.ndarray:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Mean of empty slice", RuntimeWarning)
        return np.asarray(np.nanmean(values, axis=-1, keepdims=True))


def double_coding(
    grid: AnswerGrid, codings: Sequence[Coding], read: dict[str, set[str]], *, bootstraps: int, seed: int,
) -> dict[str, Any]:
    """
    Compare each pair of coders on the sessions that both read: coefficients side by side, never one alone.

    Args:
        grid: the excerpts and codes that are compared.
        codings: codes on passages, of everyone; those made unaided count.
        read: the sessions that each coder read whole.
        bootstraps: how many draws of sessions stand behind an interval.
        seed: where draws start.
    """
    compared = {}
    for first, second in combinations(sorted(read), 2):
        common = grid.within(read[first] & read[second])
        if common.excerpts:
            marks = (common.marked(unaided(codings, first)), common.marked(unaided(codings, second)))
            entries = pair_agreement(common, *marks, bootstraps=bootstraps, seed=seed)
            compared[f"{first} / {second}"] = {
                "sessions": len(common.sessions), "excerpts": len(common.excerpts),
                "codes": dict(zip(common.codes, entries, strict=True)),
            }
    return compared


def alpha_of_all(grid: AnswerGrid, codings: Sequence[Coding], read: dict[str, set[str]]) -> dict[str, float | None]:
    """
    Give, for each code, the α of all coders at once; whoever did not read a session gave no answer.

    Args:
        grid: what may be coded (excerpts × codes).
        codings: of people; only what was coded unaided counts.
        read: coder → the sessions they read whole, in which not coding is an answer.

    Returns:
        code → nominal α (Krippendorff), None where it is not defined.
    """
    marks = {author: grid.marked(unaided(codings, author)) for author in sorted(read)}
    answers = {
        code: [[bool(marks[a][i, j]) if e.session in read[a] else None for a in marks]
               for i, e in enumerate(grid.excerpts)]
        for j, code in enumerate(grid.codes)
    }
    return {code: rounded(krippendorff(units)) for code, units in answers.items()}


def pair_agreement(
    grid: AnswerGrid, first: np.ndarray, second: np.ndarray, *, bootstraps: int, seed: int,
) -> list[dict[str, Any]]:
    """
    Give the agreement of two coders on each code, with 95 % intervals over sessions.

    Args:
        grid: the excerpts and codes that both coders read.
        first: where the first coder said yes (excerpts × codes).
        second: where the second did.
        bootstraps: how many draws of sessions stand behind an interval.
        seed: where draws start.
    """
    by_session = [grid.by_session(cell) for cell in cross(first, second)]
    taken = draws(len(grid.sessions), bootstraps, seed)
    counts = Crossing(*(part.sum(axis=0) for part in by_session))
    drawn = Crossing(*(resampled(part, taken) for part in by_session))
    entries: list[dict[str, Any]] = [
        dict(zip(("both", "first", "second", "neither"), map(int, row), strict=True))
        for row in zip(*counts, strict=True)
    ]
    for name, coefficient in PAIR_COEFFICIENTS.items():
        put_bounded(entries, name, coefficient(counts), coefficient(drawn))
    return entries


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

    def basis(self, bootstraps: int, seed: int) -> AgreementSettings:
        """Lay the words and codes that coders are compared on."""
        codes = tuple(c.id for c in self.codebook.offered)
        return AgreementSettings(continua(self.anonymised), codes, bootstraps, seed)

    def blind(self, basis: AgreementSettings) -> list[Coder]:
        """Give the people who read without suggestions in sight."""
        return blind(self.codings, self.coding_decisions, basis.continua)

    def machines(self, basis: AgreementSettings) -> list[Coder]:
        """Give the machine as a coder: what it holds for probable, then all."""
        return machines(self.suggestions, self.codings, basis.continua)


def groups(coders: Sequence[Coder]) -> list[tuple[Coder, ...]]:
    """Pair coders, and gather them all when they are more than two."""
    pairs: list[tuple[Coder, ...]] = list(combinations(coders, 2))
    return [*pairs, tuple(coders)] if len(coders) > 2 else pairs


def compared(
    basis: AgreementSettings, groups_of_coders: Iterable[Sequence[Coder]], units: Collection[str] = UNITS,
) -> dict[str, dict[str, Any]]:
    """
    Compare each group in each unit; groups that read nothing in common are left out.

    Args:
        basis: the grid, the texts and the settings that every comparison shares.
        groups_of_coders: two coders or more in each.
        units: of ``UNITS``: turns, sentences or spans of words.

    Returns:
        unit → « name / name » → figures, as ``compare`` gives them.
    """
    shared = [(g, sessions) for g in groups_of_coders if (sessions := read_by_two(basis, g))]
    return {
        unit: {" / ".join(c.name for c in group): compare(basis, group, sessions, unit) for group, sessions in shared}
        for unit in units
    }


def read_by_two(basis: AgreementSettings, coders: Sequence[Coder]) -> list[str]:
    """Name the sessions that two of these coders read at least."""
    return [s for s, c in basis.continua.items() if c.length and sum(s in one.sessions for one in coders) > 1]


def compare(basis: AgreementSettings, coders: Sequence[Coder], sessions: Sequence[str], unit: str) -> dict[str, Any]:
    """
    Compare coders in one unit on some sessions; ``n`` counts these units (words, for free passages).

    Args:
        basis: words, codes and draws.
        coders: two or more, people or machines.
        sessions: those that two of them read at least.
        unit: ``turns``, ``sentences`` or ``spans``.
    """
    taken = draws(len(sessions), basis.bootstraps, basis.seed)
    if unit == "spans":
        cut = [cuts([c for c in coders if s in c.sessions], s, basis.continua[s], basis.codes) for s in sessions]
        figures = of_cuts(basis.codes, cut, taken)
    else:
        tallies = [_tally(basis, coders, s, getattr(basis.continua[s], unit)) for s in sessions]
        figures = of_tally(basis.codes, Tally(*(np.stack(part) for part in zip(*tallies, strict=True))), taken)
    return {"coders": [c.name for c in coders], "sessions": list(sessions)} | figures


def _tally(basis: AgreementSettings, coders: Sequence[Coder], session: str, starts: tuple[int, ...]) -> Tally:
    length = basis.continua[session].length
    marks = [np.logical_or.reduceat(c.marks(session, basis.codes, length), starts, axis=0) for c in coders]
    read = [np.full(len(starts), session in c.sessions) for c in coders]
    return tally(np.stack(marks), np.stack(read))
