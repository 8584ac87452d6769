"""Simpler ways of suggesting: each judges a session by the others, and finds the border a library would find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from pipeline.analysis.evaluation.baselines import (
    NEVER,
    BaselineData,
    _taught,
    best_border,
    by_likeness,
    by_likeness_untaught,
    by_marker,
    by_words,
)

TURNS, FOLDS = np.arange(8), np.repeat(np.arange(4), 2)
HURRIED, CALM = "nous courons après le temps qui manque", "la salle ouvre sur un jardin tranquille"


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=12))
def test_no_border_is_better(cells: list[tuple[int, bool]]) -> None:
    """Whatever was scored and coded, no other border has a higher F1, as scikit-learn counts it."""
    scores, coded = np.array([c[0] / 5 for c in cells]), np.array([int(c[1]) for c in cells])
    border = best_border(scores, coded)

    if coded.any():
        tried = [f1_score(coded, scores >= b, zero_division=0) for b in np.unique(scores)]
        assert f1_score(coded, scores >= border, zero_division=0) == pytest.approx(max(tried))
    else:
        assert border == NEVER


def test_a_border_is_chosen_on_turns_of_other_sessions() -> None:
    """What was coded in a session changes nothing of what is suggested there."""
    likeness = np.array([[3.0], [0.0], [2.0], [0.0], [1.0], [0.0], [2.5], [0.5]])
    answers = np.array([[1], [0], [1], [0], [0], [0], [1], [0]])
    before = by_likeness(likeness, BaselineData(answers, TURNS, FOLDS)).suggested
    other = answers.copy()
    other[:2] = 1 - other[:2]
    after = by_likeness(likeness, BaselineData(other, TURNS, FOLDS)).suggested

    assert before.ravel().tolist() == [True, False, True, False, False, False, True, False]
    assert after[:2].tolist() == before[:2].tolist()


def test_two_excerpts_of_a_turn_are_one_answer() -> None:
    """A turn is as likely as its likeliest excerpt, and coded where one of them is."""
    exam = BaselineData(np.array([[0], [1], [0]]), np.array([0, 0, 1]), np.array([0, 0, 1]))

    assert exam.border(np.array([[0.9], [0.2], [0.5]]), np.ones(3, dtype=bool)).tolist() == [0.7]


def test_words_teach_from_one_session_to_another() -> None:
    """Passages that say the same as those coded elsewhere are suggested; nothing is where nothing was coded."""
    texts = [HURRIED, CALM] * 4
    answers = np.array([[1, 0], [0, 0]] * 4)
    made = by_words(texts, BaselineData(answers, TURNS, FOLDS), strength=10.0, inner=2)

    assert made.suggested[::2, 0].all()
    assert not made.suggested[:, 1].any()
    assert (made.scores[::2, 0] > made.scores[1::2, 0]).all()
    assert not made.scores[:, 1].any()


def test_words_of_the_session_judged_are_not_learnt_from() -> None:
    """A code put in one session only is never suggested there."""
    answers = np.zeros((8, 1), dtype=np.int64)
    answers[0:2] = 1
    made = by_words([HURRIED, HURRIED, *[CALM] * 6], BaselineData(answers, TURNS, FOLDS), strength=10.0, inner=2)

    assert not made.suggested[:2].any()


def test_markers_suggest_and_faint_ones_only_order() -> None:
    """A sure marker is a suggestion; a faint one comes before nothing at all."""
    made = by_marker(np.array([[True], [False], [False]]), np.array([[False], [True], [False]]))

    assert made.suggested.ravel().tolist() == [True, False, False]
    assert made.scores.ravel().tolist() == [1.0, 0.5, 0.0]


def test_without_any_coding_the_usual_share_is_suggested() -> None:
    """One excerpt in five, the likest."""
    made = by_likeness_untaught(np.arange(10.0)[:, None], 0.2)

    assert np.flatnonzero(made.suggested).tolist() == [8, 9]
    assert by_likeness_untaught(np.zeros((0, 1)), 0.2).suggested.shape == (0, 1)


def test_classes_weigh_what_scikit_learn_calls_balanced() -> None:
    """Counted once and unchecked, the weights of answers give the very scores of « balanced »."""
    draw = np.random.default_rng(3)
    rows, answers = csr_matrix(draw.random((30, 4))), (draw.random((30, 1)) < 1 / 3).astype(np.int64)
    seen = np.arange(30) < 20

    model = LogisticRegression(C=1.0, class_weight="balanced", solver="liblinear")
    expected = model.fit(rows[seen], answers[seen, 0]).predict_proba(rows[~seen])[:, 1]

    assert _taught(rows, answers, seen, ~seen, 1.0)[:, 0].tolist() == expected.tolist()
