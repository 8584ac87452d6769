"""Human codings of the sessions read → how much each excerpt looks coded, judged by models that did not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.suggesting.features import Level
from pipeline.suggesting.ridge import Ridge, learn

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
class Lesson:
    """What is learnt: which fold each excerpt is of, 0 and 1 for each code on each row, and the meanings told."""

    folds: np.ndarray
    answers: np.ndarray
    told: np.ndarray
    strength: float
    most: int


def judge(level: Level, lesson: Lesson) -> Learnt:
    """Learn one level, and judge every excerpt by its likest part."""
    from scipy.sparse import vstack  # noqa: PLC0415 - heavy
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only where models are fitted

    folds = lesson.folds[level.owner]
    taken = _sample(np.flatnonzero(folds != UNREAD), lesson.most)
    with threadpool_limits(limits=1):  # the order of a sum must not depend on the machine
        answers = np.vstack([lesson.answers[taken], lesson.told])
        model = learn(vstack([level.rows[taken], level.told]).tocsr(), answers, lesson.strength)
        seen = np.concatenate([folds[taken], np.full(len(lesson.told), UNREAD)])
        return _without_each(level, folds, model, seen)


def _sample(rows: np.ndarray, most: int) -> np.ndarray:
    # Evenly spread, so that every session and every fold keeps its share.
    return rows if len(rows) <= most else rows[np.linspace(0, len(rows) - 1, most).round().astype(np.int64)]


def _without_each(level: Level, folds: np.ndarray, model: Ridge, seen: np.ndarray) -> Learnt:
    numbers = sorted(set(folds[folds != UNREAD].tolist()))
    shape = (int(level.owner.max(initial=-1)) + 1, model.dual.shape[1])
    outside = np.full(shape, -np.inf)
    inner = {f: np.full(shape, -np.inf) for f in numbers}
    for fold in [UNREAD, *numbers]:
        _judge_into(outside, level, folds == fold, model, (seen == fold) & (fold != UNREAD))
    for first in numbers:
        for second in (n for n in numbers if n > first):
            held = (seen == first) | (seen == second)
            _judge_into(inner[second], level, folds == first, model, held)
            _judge_into(inner[first], level, folds == second, model, held)
    return Learnt(outside, inner)


def _judge_into(judged: np.ndarray, level: Level, rows: np.ndarray, model: Ridge, held: np.ndarray) -> None:
    np.maximum.at(judged, level.owner[rows], model.without(held).judge(level.rows[rows]))
