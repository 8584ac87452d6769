"""Human codings of the sessions read → how likely each code is on each excerpt, never learnt from itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

STRENGTH = 10.0  # inverse of the regularisation
TOLERANCE = 1e-4
MOST_STEPS = 1000
VECTOR_WEIGHT, WORD_WEIGHT, SHAPE_WEIGHT = 1.5, 0.7, 0.7
WORDS: dict[str, Any] = {"ngram_range": (1, 2), "min_df": 2}
SHAPES: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (3, 5), "min_df": 3}


@dataclass(frozen=True)
class Material:
    """What is learnt from: texts with replaced words blanked out, their centred vectors, their sessions."""

    texts: Sequence[str]
    vectors: np.ndarray
    sessions: Sequence[str]


def learn(material: Material, answers: np.ndarray, *, least: int, folds: int) -> np.ndarray:
    """
    Give the probability of each code on each excerpt (NaN where too few examples teach it).

    An excerpt of a session read is judged by a model that did not see its session.

    Args:
        material: the excerpts; nothing the interviewer said is in it.
        answers: 1 coded, 0 read and not coded, -1 not read (excerpts × codes).
        least: fewest coded excerpts that teach a code.
        folds: parts in which the sessions read are left out in turn.
    """
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only where models are fitted

    likely = np.full(answers.shape, np.nan)
    taught = np.flatnonzero((answers == 1).sum(axis=0) >= least)
    if not taught.size:
        return likely
    table, fold = features(material), _folds(material.sessions, answers, folds)
    with threadpool_limits(limits=1):  # the order of a sum must not depend on the machine
        for part in sorted(set(fold)):
            inside, seen = fold == part, (fold != part) & (fold >= 0)
            for code in taught:
                likely[inside, code] = _judge(table, answers[:, code], seen, inside, least)
    return np.round(likely, 4)


def features(material: Material) -> Any:
    """Put vectors, words and shapes of words side by side (a sparse matrix, one row per excerpt)."""
    from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415 - heavy

    parts = [csr_matrix(material.vectors * VECTOR_WEIGHT), _weighed(material.texts, WORD_WEIGHT, WORDS)]
    return hstack([*parts, _weighed(material.texts, SHAPE_WEIGHT, SHAPES)]).tocsr()


def _weighed(texts: Sequence[str], weight: float, settings: dict[str, Any]) -> Any:
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - heavy
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - heavy

    try:
        return TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", **settings).fit_transform(texts) * weight
    except ValueError:  # too few texts share a word
        return csr_matrix((len(texts), 0))


def _folds(sessions: Sequence[str], answers: np.ndarray, folds: int) -> np.ndarray:
    # -1 for the sessions not read: every model may judge them, the one that saw all that was read does.
    names = np.asarray(sessions)
    known = sorted(set(names[(answers >= 0).any(axis=1)]))
    numbers = {session: i % min(folds, len(known)) for i, session in enumerate(known)}
    return np.array([numbers.get(session, -1) for session in names])


def _judge(table: Any, answers: np.ndarray, seen: np.ndarray, inside: np.ndarray, least: int) -> Any:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - heavy

    if (answers[seen] == 1).sum() < max(2, least // 2) or not (answers[seen] == 0).any():
        return np.nan
    # The dual problem: there are far more features than excerpts.
    model = LogisticRegression(
        C=STRENGTH, class_weight="balanced", solver="liblinear", dual=True, tol=TOLERANCE, max_iter=MOST_STEPS,
        random_state=0,
    )
    return model.fit(table[seen], answers[seen]).predict_proba(table[inside])[:, 1]
