"""Markers, likeness, words → what simple ways of suggesting would have suggested: what a model must beat.

Each judges the excerpts of a session by what was coded in the others; borders are chosen there too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.analysis.evaluation.classification import highest

FEWEST = 2  # coded excerpts under which nothing is learnt of a code
FEWEST_TEXTS = 50  # texts under which every word is kept
NEVER = np.inf


@dataclass(frozen=True)
class BaselineData:
    """
    What is judged: the answers of people (excerpts × codes, 1 coded), the turn and the fold of each excerpt.

    A fold holds one session: it is judged by the others.
    """

    answers: np.ndarray
    turns: np.ndarray
    folds: np.ndarray

    def border(self, scores: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """Give the score from which suggesting each code was best, on the turns of some excerpts (codes)."""
        _, turns = np.unique(self.turns[rows], return_inverse=True)
        count = int(turns.max(initial=-1)) + 1
        said = highest(scores[rows], turns, count)
        coded = highest(self.answers[rows], turns, count)
        return np.array([best_border(s, c) for s, c in zip(said.T, coded.T, strict=True)])


@dataclass(frozen=True)
class Attempt:
    """What a way of suggesting says of excerpts (each excerpts × codes)."""

    scores: np.ndarray
    suggested: np.ndarray


def best_border(scores: np.ndarray, answers: np.ndarray) -> float:
    """
    Give the score from which suggesting gives the best F1, infinity when nothing was coded.

    It is halfway between the last score worth suggesting and the next.

    >>> best_border(np.array([0.9, 0.8, 0.3, 0.1]), np.array([1, 0, 1, 0]))
    0.2
    """
    from sklearn.metrics import precision_recall_curve  # noqa: PLC0415 - heavy

    if not answers.any():
        return NEVER
    precision, recall, borders = precision_recall_curve(answers, scores)
    scored = 2 * precision * recall / np.maximum(precision + recall, np.finfo(float).tiny)
    best = int(np.round(scored[:-1], 9).argmax())
    return float((borders[best] + borders[max(best - 1, 0)]) / 2)


def by_marker(surely: np.ndarray, faintly: np.ndarray) -> Attempt:
    """Suggest a code where one of its markers fires for sure; faint ones only order what is left."""
    return Attempt(surely + 0.5 * faintly, surely.astype(bool))


def by_likeness(likeness: np.ndarray, exam: BaselineData) -> Attempt:
    """Suggest a code where an excerpt is like its definition, from the border that was best in other sessions."""
    suggested = np.zeros(likeness.shape, dtype=bool)
    for fold in np.unique(exam.folds):
        held = exam.folds == fold
        suggested[held] = likeness[held] >= exam.border(likeness, ~held)
    return Attempt(likeness, suggested)


def by_likeness_untaught(likeness: np.ndarray, usual: float) -> Attempt:
    """Suggest a code on the share of excerpts that usually bears one: those most like its definition."""
    return Attempt(likeness, likeness >= np.quantile(likeness, 1 - usual, axis=0) if len(likeness) else likeness > 0)


def by_words(texts: Sequence[str], exam: BaselineData, *, strength: float, inner: int) -> Attempt:
    """
    Suggest a code where words resemble those of excerpts coded so in other sessions: TF-IDF, logistic regression.

    The border of a code is the best on those sessions, each part of them judged by the others (``inner`` parts).

    Args:
        texts: one per excerpt.
        exam: what people said of them.
        strength: inverse of the cost of large weights (``C`` of scikit-learn).
        inner: parts of the other sessions.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - heavy
    # Words said once teach nothing about another session, and cost most of the time.
    least = 2 if len(texts) >= FEWEST_TEXTS else 1
    known = TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", ngram_range=(1, 2), min_df=least)
    rows = known.fit_transform(texts)
    scores = np.zeros(exam.answers.shape)
    suggested = np.zeros(exam.answers.shape, dtype=bool)
    for fold in np.unique(exam.folds):
        held = exam.folds == fold
        scores[held] = _taught(rows, exam.answers, ~held, held, strength)
        suggested[held] = scores[held] >= exam.border(_inside(rows, exam, ~held, strength, inner), ~held)
    return Attempt(np.round(scores, 6), suggested)


def _inside(rows: Any, exam: BaselineData, outside: np.ndarray, strength: float, inner: int) -> np.ndarray:
    # Scores of the sessions left, none by a model that saw it.
    names, numbers = np.unique(exam.folds[outside], return_inverse=True)
    parts = np.full(len(exam.folds), -1)
    parts[outside] = numbers % min(inner, len(names))
    scores = np.zeros(exam.answers.shape)
    for part in range(min(inner, len(names))):
        scores[parts == part] = _taught(rows, exam.answers, outside & (parts != part), parts == part, strength)
    return scores


def _taught(rows: Any, answers: np.ndarray, seen: np.ndarray, held: np.ndarray, strength: float) -> np.ndarray:
    from sklearn import config_context  # noqa: PLC0415 - heavy
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - heavy

    scores = np.zeros((int(held.sum()), answers.shape[1]))
    learnt, judged = rows[seen], rows[held]
    # Hundreds of models learn from parts of the same rows: to check each again would take as long as to learn.
    with config_context(assume_finite=True, skip_parameter_validation=True):
        for column, told in enumerate(answers[seen].T):
            if FEWEST <= told.sum() < len(told):
                # What scikit-learn calls « balanced », and counts anew with more checks than sums.
                weights = dict(enumerate(len(told) / (2 * np.bincount(told))))
                model = LogisticRegression(C=strength, class_weight=weights, solver="liblinear")
                scores[:, column] = model.fit(learnt, told).predict_proba(judged)[:, 1]
    return scores
