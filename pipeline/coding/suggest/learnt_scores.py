"""Human codings of the sessions read → how much each excerpt looks coded, judged by models that did not see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from pipeline.coding.suggest.features import Level
from pipeline.coding.suggest.ridge import Ridge, learn

UNREAD = -1


@dataclass(frozen=True)
class Learnt:
    """
    What models say of excerpts (excerpts × codes).

    ``outside`` judges each excerpt without its own fold; ``inner[f]`` without its own fold and without fold f,
    so that what is chosen on it (a threshold, a weight) knows nothing of fold f.
    """

    outside: np.ndarray
    inner: dict[int, np.ndarray]

    def known_without(self, fold: int) -> np.ndarray:
        """Give the judgements on which choices for one fold may rest; for what nobody read, all of them."""
        return self.inner.get(fold, self.outside)


def shared_out(sessions: Sequence[str], read: np.ndarray, folds: int) -> np.ndarray:
    """Share the sessions read between folds; excerpts of the others are of fold -1."""
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
    from scipy.sparse import vstack  # noqa: PLC0415 - heavy
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only where models are fitted

    folds = training.folds[level.owner]
    taken = _sample(np.flatnonzero(folds != UNREAD), training.most)
    with threadpool_limits(limits=1):  # the order of a sum must not depend on the machine
        answers = np.vstack([training.answers[taken], training.told])
        model = learn(vstack([level.rows[taken], level.told]).tocsr(), answers, training.strength)
        taught = Taught(level, folds, taken, model)
        numbers = sorted(set(taught.folds[taught.folds != UNREAD].tolist()))
        shape = (int(taught.level.owner.max(initial=-1)) + 1, taught.model.dual.shape[1])
        outside = np.full(shape, -np.inf)
        inner = {f: np.full(shape, -np.inf) for f in numbers}
        taught.judge_into({UNREAD: outside}, ())
        for fold in numbers:
            taught.judge_into({fold: outside}, (fold,))
        for first, second in combinations(numbers, 2):
            taught.judge_into({first: inner[second], second: inner[first]}, (first, second))
        return Learnt(outside, inner)


def _sample(rows: np.ndarray, most: int) -> np.ndarray:
    # Evenly spread, so that every session and every fold keeps its share.
    return rows if len(rows) <= most else rows[np.linspace(0, len(rows) - 1, most).round().astype(np.int64)]


@dataclass(frozen=True)
class Taught:
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
            said = self.model.without(held).judge(self.level.rows[others])
            for fold, into in judged.items():
                of_fold = self.folds[others] == fold
                np.maximum.at(into, self.level.owner[others[of_fold]], said[of_fold])
