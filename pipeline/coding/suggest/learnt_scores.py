"""Human codings of sessions read → how much each excerpt looks coded, by models that did not see it.

Kernel ridge regression (Saunders et al. 1998): to leave a session out costs a small linear system, not a new
model, so that every excerpt read is judged by a model that saw nothing of its session.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np

from pipeline.coding.suggest.excerpt_features import Level

UNREAD = -1
BLOCK = 4096  # rows judged together


@dataclass(frozen=True)
class Ridge:
    """
    What was learnt.

    Features (n × f, sparse) and answers (n × codes), the inverse of their kernel (n × n), dual weights (n × codes).
    """

    features: Any
    answers: np.ndarray
    inverse: np.ndarray
    dual: np.ndarray

    def afresh(self, held: np.ndarray) -> np.ndarray:
        """Judge some rows (n, boolean) as a model that had never seen any of them would (held × codes)."""
        judged: np.ndarray = self.answers[held] - self._surprise(held)
        return judged

    def without(self, held: np.ndarray) -> Weights:
        """Give the weights that the model would have without the rows held (n, boolean)."""
        if not held.any():
            return self._weights(self.dual)
        return self._weights(self.dual - self.inverse[:, held] @ self._surprise(held))

    def _surprise(self, held: np.ndarray) -> np.ndarray:
        # What the answers of the rows held add to what the others would say of them.
        return np.asarray(np.linalg.solve(self.inverse[np.ix_(held, held)], self.dual[held]))

    def _weights(self, dual: np.ndarray) -> Weights:
        return Weights(self.features.T @ dual, dual.sum(axis=0))


@dataclass(frozen=True)
class Weights:
    """A weight for each feature and code, and what is added to all."""

    weights: np.ndarray
    constant: np.ndarray

    def judge(self, features: Any) -> np.ndarray:
        """Judge rows (n × codes): near 1 what looks coded, near 0 what does not."""
        judged: np.ndarray = features @ self.weights + self.constant
        return judged


def learn(features: Any, products: np.ndarray, answers: np.ndarray, strength: float) -> Ridge:
    """
    Learn 0 and 1 answers (n × codes) from features and their products with one another.

    Args:
        features: of each part of an excerpt (n × f, sparse).
        products: of features, made once for all models of a stage (n × n, only the lower half is read).
        answers: 0 or 1 for each code (n × codes).
        strength: what a model pays for large weights; the constant costs as much as any weight.
    """
    from scipy.linalg import lapack  # noqa: PLC0415 - heavy

    # Laid out as LAPACK wants it, and turned into its inverse in its own place: it is by far the largest thing held.
    kernel = np.array(products, order="F")
    kernel += 1.0
    kernel[np.diag_indices(len(kernel))] += strength
    factor, _ = lapack.dpotrf(kernel, lower=True, overwrite_a=True)
    inverse, _ = lapack.dpotri(factor, lower=True, overwrite_c=True)
    inverse = inverse.T
    for row in range(1, len(inverse)):
        inverse[row, :row] = inverse[:row, row]
    known = answers.astype(np.float64)
    return Ridge(features, known, inverse, inverse @ known)


@dataclass(frozen=True)
class Learnt:
    """
    What models say of excerpts (excerpts × codes).

    ``outside`` judges each excerpt without its own fold; ``inner[f]`` those that were read, without their own fold and
    without fold f, so that what is chosen on it (a threshold, a weight) knows nothing of fold f.
    """

    outside: np.ndarray
    inner: dict[int, np.ndarray]

    def among(self, read: np.ndarray) -> Learnt:
        """Keep what is said of the excerpts that were read, by their places."""
        return Learnt(self.outside[read], self.inner)

    def known_without(self, fold: int) -> np.ndarray:
        """Give the judgements on which choices for one fold may rest; for what nobody read, all of them."""
        return self.inner.get(fold, self.outside)


def shared_out(sessions: Sequence[str], read: np.ndarray, folds: int) -> np.ndarray:
    """
    Share the sessions read between folds; excerpts of the others are of fold -1.

    Args:
        sessions: the session of each excerpt.
        read: which excerpts were read (n, boolean).
        folds: how many, at most one per session read.
    """
    names = np.asarray(sessions)
    known = sorted(set(names[read]))
    numbers = {session: i % min(folds, len(known)) for i, session in enumerate(known)}
    return np.array([numbers.get(session, UNREAD) for session in names], dtype=np.int64)


@dataclass(frozen=True)
class LevelTraining:
    """What is learnt: which fold each excerpt is of, 0 and 1 for each code on each row, and the meanings told."""

    folds: np.ndarray
    answers: np.ndarray
    told: np.ndarray
    strength: float
    most: int


def judge(level: Level, training: LevelTraining) -> Learnt:
    """Learn one level, and judge every excerpt by its likest part."""
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only where models are fitted

    folds = training.folds[level.owner]
    taken = np.flatnonzero(folds != UNREAD)
    level = level.holding(taken)
    if len(taken) > training.most:
        # Evenly spread, so that every session and every fold keeps its share.
        taken = taken[np.linspace(0, len(taken) - 1, training.most).round().astype(np.int64)]
    with threadpool_limits(limits=1):  # the order of a sum must not depend on the machine
        answers = np.vstack([training.answers[taken], training.told])
        model = learn(level.learnt_from(taken), level.products(taken), answers, training.strength)
        taught = TrainedLevel(level, folds, taken, model)
        numbers = sorted(set(folds[folds != UNREAD].tolist()))
        shape = (int(level.owner.max(initial=-1)) + 1, model.dual.shape[1])
        outside = np.full(shape, -np.inf)
        taught.judge_into({UNREAD: outside}, ())
        for fold in numbers:
            taught.judge_into({fold: outside}, (fold,))
        # Of excerpts that nobody read, models without a fold say nothing: no room is made for them.
        read = np.flatnonzero(training.folds != UNREAD)
        among = replace(taught, level=replace(level, owner=np.searchsorted(read, level.owner)))
        inner = {f: np.full((len(read), shape[1]), -np.inf) for f in numbers}
        for first, second in combinations(numbers, 2):
            among.judge_into({first: inner[second], second: inner[first]}, (first, second))
        return Learnt(outside, inner)


@dataclass(frozen=True)
class TrainedLevel:
    """A level, the fold of each of its rows, the rows that a model learnt from, and that model."""

    level: Level
    folds: np.ndarray
    taken: np.ndarray
    model: Ridge

    def judge_into(self, judged: Mapping[int, np.ndarray], apart: tuple[int, ...]) -> None:
        """Judge the rows of some folds by a model without others; each excerpt keeps what its likest row gets."""
        told = self.model.features.shape[0] - len(self.taken)
        held = np.isin(np.concatenate([self.folds[self.taken], np.full(told, UNREAD)]), apart)
        mine = self.taken[held[: len(self.taken)]]
        afresh = self.model.afresh(held)
        for fold, into in judged.items():
            of_fold = self.folds[mine] == fold
            np.maximum.at(into, self.level.owner[mine[of_fold]], afresh[of_fold])
        others = np.setdiff1d(np.flatnonzero(np.isin(self.folds, [*judged])), mine)
        if len(others):
            model = self.model.without(held)
            for start in range(0, len(others), BLOCK):
                some = others[start : start + BLOCK]
                said = model.judge(self.level.rows[some])
                for fold, into in judged.items():
                    of_fold = self.folds[some] == fold
                    np.maximum.at(into, self.level.owner[some[of_fold]], said[of_fold])
