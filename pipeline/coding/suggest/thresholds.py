"""What sources say, what people decided → how much a source weighs, from how many points one suggests.

Logistic regression with a Gaussian prior: with nothing coded the weights are those of the parameters; the more
is coded, the more they are the study's own.  All codes share them, since each has few examples.
A suggestion counts on its turn: that is what a person reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.coding.suggest.excerpt_features import ExcerptFeatures
from pipeline.coding.suggest.learnt_scores import UNREAD, Learnt

STEPS = 25
ENOUGH = 1e-10
FARTHEST = 30.0
FLAT = 1e-6
FEWEST_FOLDS = 2  # on which what is learnt may be judged before they weigh anything
# What each source weighs before anybody coded, then beside what was learnt. The sources, in order: a marker, a
# faint marker, markers nearby, likeness to the definition, length; then excerpts, sentences and neighbours as
# learnt; then how common the code is, and a constant. Fitted once on the fictional corpus, rounded.
UNTAUGHT = np.array([1.9, 1.2, 1.5, 0.6, 0.65, 0.9, -1.0])
TAUGHT = np.array([1.1, 0.65, 0.6, 0.3, 0.45, 0.5, 0.3, 0.3, 1.1, 0.0])
Settings = Mapping[str, float]


def weigh(said: np.ndarray, answers: np.ndarray, beforehand: np.ndarray, belief: float) -> np.ndarray:
    """
    Give the weights under which what the sources said (n × sources) fits 0 and 1 answers (n) best.

    Newton's method: the same steps everywhere.

    Args:
        said: what each source says of each answer (n × sources).
        answers: 0 or 1 (n).
        beforehand: the weights believed before any answer (sources).
        belief: what leaving them costs.
    """
    weights = beforehand.astype(np.float64)
    for _ in range(STEPS):
        likely = probability(said @ weights)
        slope = said.T @ (likely - answers) + belief * (weights - beforehand)
        curve = (said * (likely * (1 - likely))[:, None]).T @ said + belief * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < ENOUGH:
            break
    return weights


def probability(points: np.ndarray) -> np.ndarray:
    """Turn points (log odds) into a probability."""
    likely: np.ndarray = 1 / (1 + np.exp(-np.clip(points, -FARTHEST, FARTHEST)))
    return likely


@dataclass(frozen=True)
class JudgedExcerpts:
    """Points and answers (excerpts × codes), the turn of each excerpt, which are judged and which were seen."""

    points: np.ndarray
    answers: np.ndarray
    turns: np.ndarray
    rows: np.ndarray
    seen: np.ndarray

    def by_turn(self, excerpts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the most points and the answers of the turns of some excerpts (turns × codes)."""
        _, turns = np.unique(self.turns[excerpts], return_inverse=True)
        count = int(turns.max(initial=-1)) + 1
        points = np.full((count, self.points.shape[1]), -np.inf)
        answers = np.zeros(points.shape, dtype=np.int64)
        np.maximum.at(points, turns, self.points[excerpts])
        np.maximum.at(answers, turns, self.answers[excerpts])
        return points, answers


def borders(judged: JudgedExcerpts, learning: Mapping[str, float]) -> np.ndarray:
    """
    Give the points from which each code is suggested (codes).

    The best border of a code on what was read is drawn towards that of all codes, and that one towards the border
    one would expect with nothing coded: by ``few`` coded turns, and by ``few_in_all``.
    """
    blind, _ = judged.by_turn(judged.rows)
    expected = [_expected(points) for points in blind.T]
    if not judged.seen.any():
        return np.array(expected)
    points, answers = judged.by_turn(judged.seen)
    total = answers.sum()
    of_all = _best(points.ravel(), answers.ravel()) if total else 0.0
    common = (total * of_all + learning["few_in_all"] * float(np.mean(expected))) / (total + learning["few_in_all"])
    few, drawn = learning["few"], []
    for own_points, own_answers in zip(points.T, answers.T, strict=True):
        count = own_answers.sum()
        best = _best(own_points, own_answers) if count else common
        drawn.append(float((count * best + few * common) / (count + few)) if count else common)
    return np.array(drawn)


def _best(points: np.ndarray, answers: np.ndarray) -> float:
    # The border of the best F1: halfway between the last points worth suggesting and the next.
    falling = np.argsort(-points, kind="stable")
    ranked, right = points[falling], np.cumsum(answers[falling])
    scores = 2 * right / (np.arange(1, len(ranked) + 1) + answers.sum())
    scores[:-1][ranked[:-1] == ranked[1:]] = -1  # equal points stand together
    last = int(scores.argmax())
    return float((ranked[last] + ranked[min(last + 1, len(ranked) - 1)]) / 2)


def _expected(points: np.ndarray) -> float:
    # The border whose F1 should be best if points mean what they say.
    falling = -np.sort(-points)
    likely = probability(falling)
    scores = 2 * np.cumsum(likely) / (np.arange(1, len(falling) + 1) + likely.sum())
    return float(falling[int(scores.argmax())])


def sure_borders(judged: JudgedExcerpts, levels: Mapping[str, float]) -> np.ndarray:
    """
    Give the points from which a suggestion is probable (codes): infinity where nothing shows that it would be.

    Points are minus infinity where the sources do not agree: what is suggested there is never probable.
    Above the border, at least ``precision`` of what was suggested on what was read was right; the share of a code is
    drawn towards that of all codes by ``few`` suggestions.
    """
    if not judged.seen.any():
        return np.full(judged.points.shape[1], np.inf)
    points, answers = judged.by_turn(judged.seen)
    grid = np.unique(np.round(points[points >= levels["lowest"]], 1))[::-1]
    in_all = []
    for border in grid:
        above = answers[points >= border]
        in_all.append(float((above.sum() + 1) / (len(above) + 2)))
    return np.array([_sure(p, a, list(zip(grid, in_all, strict=True)), levels)
                     for p, a in zip(points.T, answers.T, strict=True)])


def _sure(
    points: np.ndarray, answers: np.ndarray, grid: list[tuple[float, float]], levels: Mapping[str, float],
) -> float:
    lowest = np.inf
    for border, in_all in grid:
        above = answers[points >= border]
        share = (above.sum() + levels["few"] * in_all) / (len(above) + levels["few"])
        lowest = border if share >= levels["precision"] else lowest
    return float(lowest)


@dataclass(frozen=True)
class Fold:
    """The excerpts judged together, and those whose answers may be seen meanwhile."""

    features: ExcerptFeatures
    answers: np.ndarray
    folds: np.ndarray
    number: int
    learnt: Sequence[Learnt]

    @property
    def rows(self) -> np.ndarray:
        """Tell which excerpts are judged."""
        return np.asarray(self.folds == self.number)

    @property
    def seen(self) -> np.ndarray:
        """Tell which excerpts were read and are of other folds."""
        return np.asarray((self.folds != UNREAD) & (self.folds != self.number))

    def taught(self, least: float) -> np.ndarray:
        """Tell which codes were put on enough of the excerpts seen, in enough folds, to be learnt."""
        enough = len(set(self.folds[self.seen].tolist())) >= FEWEST_FOLDS
        known: np.ndarray = ((self.answers[self.seen] == 1).sum(axis=0) >= least) & enough
        return known

    def common(self, usual: float, worth: float) -> np.ndarray:
        """Give the log odds of each code, drawn towards what is usual by as many excerpts as that is worth."""
        seen = self.answers[self.seen]
        usual = (seen.sum() / max(seen.shape[1], 1) + usual * worth) / (len(seen) + worth)
        share = (seen.sum(axis=0) + usual * worth) / (len(seen) + worth)
        odds: np.ndarray = np.log(share / (1 - share))
        return odds

    def points(self, learning: Settings) -> tuple[np.ndarray, np.ndarray]:
        """Give the log odds of each code on all excerpts, and how like what was coded each is (0: nothing learnt)."""
        taught = self.taught(learning["least"])
        table = self.features.signals.table()
        common = np.broadcast_to(self.common(learning["usual"], learning["worth"]), table.shape[:2])
        plain = np.concatenate([table, common[..., None], np.ones((*table.shape[:2], 1))], axis=-1)
        learnt = self._learnt()
        everything = np.ones(len(taught), dtype=bool)
        points = plain @ self._weights(plain, everything, UNTAUGHT, learning["belief"])
        if taught.any():
            said = np.concatenate([plain[..., :-2], learnt, plain[..., -2:]], axis=-1)
            points[:, taught] = (said @ self._weights(said, taught, TAUGHT, learning["belief"]))[:, taught]
        like = learnt[..., :2].mean(axis=-1) if taught.any() else np.zeros(points.shape)
        return np.round(points, 4), np.where(taught, like, 0.0)

    def _weights(self, said: np.ndarray, codes: np.ndarray, beforehand: np.ndarray, belief: float) -> np.ndarray:
        if not self.seen.any():
            return beforehand
        answers = self.answers[self.seen][:, codes].reshape(-1)
        return weigh(said[self.seen][:, codes].reshape(-1, len(beforehand)), answers, beforehand, belief)

    def _learnt(self) -> np.ndarray:
        """Put what was learnt of excerpts, sentences and neighbours side by side, in deviations over what is seen."""
        pairs = []
        for learnt in self.learnt:
            inner = learnt.known_without(self.number)
            pairs.append((np.where(np.isfinite(inner), inner, learnt.outside), learnt.outside))
        beside = [tuple(self.features.neighbours.mean(said, said) for said in pair) for pair in pairs[:1]]
        said = [self._deviations(*pair) for pair in (*pairs, *beside)]
        return np.stack(said, axis=-1) if said else np.zeros((*self.answers.shape, 0))

    def _deviations(self, inner: np.ndarray, outside: np.ndarray) -> np.ndarray:
        if not self.seen.any():
            return np.zeros(inner.shape)
        usual = inner[self.seen].mean(axis=0)
        spread = inner[self.seen].std(axis=0)
        apart: np.ndarray = (np.where(self.rows[:, None], outside, inner) - usual) / np.maximum(spread, FLAT)
        return apart
