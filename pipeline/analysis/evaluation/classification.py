"""What each way of suggesting said of turns, beside what people coded there → precision, recall, F1, learning curve."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from pipeline.analysis.coefficients import bootstrap_interval, ratio, resampled, rounded
from pipeline.coding.codings_in_place import AnswerGrid, unaided
from pipeline.model.contracts import Coding, HeldOutPrediction

ENOUGH = 8  # turns coded under which the F1 of a code says nothing


class Hits(NamedTuple):
    """How many excerpts were rightly suggested, wrongly suggested, and missed."""

    right: np.ndarray
    wrong: np.ndarray
    missed: np.ndarray


def precision(hits: Hits) -> np.ndarray:
    """Give the share of suggestions that people coded too."""
    return ratio(hits.right, hits.right + hits.wrong)


def recall(hits: Hits) -> np.ndarray:
    """Give the share of what people coded that was suggested."""
    return ratio(hits.right, hits.right + hits.missed)


def f1(hits: Hits) -> np.ndarray:
    """Give the harmonic mean of precision and recall."""
    return ratio(2 * hits.right, 2 * hits.right + hits.wrong + hits.missed)


def macro(hits: Hits, enough: np.ndarray) -> np.ndarray:
    """Average F1 over codes (the last axis); a code neither coded nor suggested has none."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Mean of empty slice", RuntimeWarning)
        return np.asarray(np.nanmean(f1(hits)[..., enough], axis=-1))


def added(by_session: Hits) -> Hits:
    """Add hits over sessions (codes)."""
    return Hits(*(part.sum(axis=0) for part in by_session))


def drawn(by_session: Hits, taken: np.ndarray) -> Hits:
    """Add hits over each draw of sessions (draws × codes)."""
    return Hits(*(resampled(part, taken) for part in by_session))


def macro_entry(by_session: Hits, enough: np.ndarray, taken: np.ndarray) -> dict[str, Any]:
    """
    Give the macro-F1 with its interval over sessions, and the number of codes it is a mean of.

    Args:
        by_session: hits (sessions × codes).
        enough: the codes whose F1 is averaged.
        taken: how many times each draw takes each session (draws × sessions).
    """
    value = macro(added(by_session), enough)
    low, high = bootstrap_interval(macro(drawn(by_session, taken), enough))
    return {"codes": int(enough.sum()), **_bounded("macro_f1", value, (low, high))}


def difference(one: Hits, other: Hits, enough: np.ndarray, taken: np.ndarray) -> dict[str, Any]:
    """
    Give how much better the first is than the other, with the interval over the same draws of sessions.

    Args:
        one: hits of a way of suggesting (sessions × codes).
        other: those of another.
        enough: the codes whose F1 is averaged.
        taken: how many times each draw takes each session (draws × sessions).
    """
    gap = macro(added(one), enough) - macro(added(other), enough)
    apart = macro(drawn(one, taken), enough) - macro(drawn(other, taken), enough)
    return _bounded("difference", gap, bootstrap_interval(apart))


def _bounded(name: str, value: Any, bounds: Any) -> dict[str, Any]:
    measured = {name: value, f"{name}_low": bounds[0], f"{name}_high": bounds[1]}
    return {key: rounded(float(figure)) for key, figure in measured.items()}


def lots(sessions: Sequence[str], size: int, draws: int, seed: int) -> list[frozenset[str]]:
    """
    Draw sessions to be coded, the same in each run: one lot when there is one way only.

    Each draw shuffles the sessions once: its lots of more sessions hold those of fewer.

    Args:
        sessions: all of them.
        size: how many are coded.
        draws: how many times sessions are shuffled.
        seed: where draws start.
    """
    shuffled = [np.random.default_rng([seed, draw]).permutation(sorted(sessions)) for draw in range(draws)]
    return sorted({frozenset(map(str, names[:size])) for names in shuffled}, key=sorted)


def learning_curve(
    sizes: Iterable[int], lots_of: Callable[[int], Sequence[frozenset[str]]],
    judged: Callable[[frozenset[str]], Hits], enough: np.ndarray, taken: np.ndarray,
) -> list[dict[str, Any]]:
    """
    Give the macro-F1 on sessions not coded for each number of sessions coded, over the codes frequent enough.

    Hits (sessions × codes, nothing for sessions coded) are added over draws before anything is divided: a session
    left alone says little of a rare code.  The interval is over draws of the sessions judged (``taken``).

    Args:
        sizes: numbers of sessions coded.
        lots_of: which sessions are coded in each draw of a size.
        judged: hits when some sessions are coded.
        enough: the codes whose F1 is averaged.
        taken: how many times each draw takes each session (draws × sessions).
    """
    points = []
    for size in sizes:
        found = [judged(lot) for lot in lots_of(size)]
        by_session = Hits(*(np.sum(part, axis=0) for part in zip(*found, strict=True)))
        points.append({"sessions": size, "draws": len(found)} | macro_entry(by_session, enough, taken))
    return points


MODEL = "model"


def whole_turns(grid: AnswerGrid) -> AnswerGrid:
    """Join the excerpts of each turn into one, from the beginning of the first to the end of the last."""
    in_order = sorted(grid.excerpts, key=lambda e: (e.session, e.turn, e.start))
    turns = [list(parts) for _, parts in groupby(in_order, key=lambda e: (e.session, e.turn))]
    return AnswerGrid(tuple(replace(parts[0], end=parts[-1].end) for parts in turns), grid.codes)


def turn_of_each(grid: AnswerGrid, turns: AnswerGrid) -> np.ndarray:
    """Give the row of the turn that each excerpt is a part of."""
    rows = {(t.session, t.turn): i for i, t in enumerate(turns.excerpts)}
    return np.array([rows[e.session, e.turn] for e in grid.excerpts], dtype=np.int64)


def highest(values: np.ndarray, turns: np.ndarray, count: int) -> np.ndarray:
    """
    Give the highest value of each turn (turns × codes): a turn is coded where one of its excerpts is.

    Args:
        values: one row an excerpt (excerpts × codes): yes or no, ranks or probabilities.
        turns: the turn of each excerpt, numbered from 0.
        count: how many turns; one without excerpts holds the least value of the type.

    >>> highest(np.array([[1], [3], [2]]), np.array([0, 0, 1]), 2).tolist()
    [[3], [2]]
    """
    least = False if values.dtype == bool else -np.inf if values.dtype.kind == "f" else np.iinfo(values.dtype).min
    found = np.full((count, values.shape[1]), least, dtype=values.dtype)
    np.maximum.at(found, turns, values)
    return found


@dataclass(frozen=True)
class WayScores:
    """What a way said of excerpts or turns (each × codes); scores are minus infinity where it judged nothing."""

    scores: np.ndarray
    suggested: np.ndarray
    probable: np.ndarray


@dataclass(frozen=True)
class Verdicts:
    """
    Excerpts and turns of the sessions read, what each way said of both, and what people coded.

    ``counts`` tells the turns and codes that judge: not those that were withdrawn, and that no model reads, nor those
    where somebody took a suggestion up. A refusal says no more than the silence of a coder who read unaided.
    """

    excerpts: AnswerGrid
    turns: AnswerGrid
    of_excerpts: Mapping[str, WayScores]
    of_turns: Mapping[str, WayScores]
    codings: Sequence[Coding]
    gold: np.ndarray
    counts: np.ndarray

    def hits(self, way: str) -> Hits:
        """Count right, wrong and missed suggestions of a way (sessions × codes)."""
        return self.hits_of(self.of_turns[way].suggested)

    def hits_of(self, suggested: np.ndarray) -> Hits:
        """Count right, wrong and missed suggestions (sessions × codes)."""
        cells = (suggested & self.gold, suggested & ~self.gold, ~suggested & self.gold)
        return Hits(*(self.turns.by_session(cell & self.counts) for cell in cells))

    def against(self, coder: str, sessions: Iterable[str]) -> Verdicts:
        """Judge by one coder only, in the sessions they read."""
        kept = set(sessions)
        inside = np.array([e.session in kept for e in self.turns.excerpts], dtype=bool)
        gold = self.turns.marked(unaided(self.codings, coder))
        return replace(self, gold=gold, counts=self.counts & inside[:, None])


def verdicts(
    grid: AnswerGrid, cross_validation: Iterable[HeldOutPrediction], codings: Sequence[Coding], ways: Sequence[str],
) -> Verdicts:
    """
    Lay what each way said beside what people coded unaided; ``grid`` holds the sessions read.

    Args:
        grid: excerpts of the sessions read, and codes.
        cross_validation: what ways said of each excerpt.
        codings: codes on passages, of everyone.
        ways: names of the ways that are judged, the model among them.
    """
    turns = whole_turns(grid)
    of_each = turn_of_each(grid, turns)
    tried = list(cross_validation)
    said = {way: _said(grid, [t for t in tried if t.way == way]) for way in ways}
    of_turns = {
        way: WayScores(*(highest(part, of_each, len(turns.excerpts)) for part in (s.scores, s.suggested, s.probable)))
        for way, s in said.items()
    }
    aided = [c for c in codings if c.author_kind == "person" and c.mode == "assisted" and c.status != "refused"]
    counts = ~turns.marked(aided) & np.isfinite(of_turns[MODEL].scores)
    return Verdicts(grid, turns, said, of_turns, codings, turns.marked(unaided(codings)), counts)


def _said(grid: AnswerGrid, cross_validation: Sequence[HeldOutPrediction]) -> WayScores:
    rows = {e.excerpt: i for i, e in enumerate(grid.excerpts)}
    scores = np.full((len(rows), len(grid.codes)), -np.inf)
    for t in cross_validation:
        if t.excerpt in rows:
            scores[rows[t.excerpt]] = t.scores
    suggested = grid.at((t.excerpt, code) for t in cross_validation for code in t.suggested)
    return WayScores(scores, suggested, grid.at((t.excerpt, code) for t in cross_validation for code in t.probable))
