"""Excerpts judged together → what each source says of them, weighed by what people said of all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.coding.suggest.excerpt_features import ExcerptFeatures
from pipeline.coding.suggest.learnt_scores import UNREAD, Learnt
from pipeline.coding.suggest.source_weights import weigh

FLAT = 1e-6
FEWEST_FOLDS = 2  # on which what is learnt may be judged before they weigh anything
# What each source weighs before anybody coded, then beside what was learnt. The sources, in order: a marker, a
# faint marker, markers nearby, likeness to the definition, length; then excerpts, sentences and neighbours as
# learnt; then how common the code is, and a constant. Fitted once on the fictional corpus, rounded.
UNTAUGHT = np.array([1.9, 1.2, 1.5, 0.6, 0.65, 0.9, -1.0])
TAUGHT = np.array([1.1, 0.65, 0.6, 0.3, 0.45, 0.5, 0.3, 0.3, 1.1, 0.0])
Settings = Mapping[str, float]


@dataclass(frozen=True)
class Fold:
    """The excerpts judged together, and those whose answers may be seen meanwhile."""

    ground: ExcerptFeatures
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
        plain = self._said(learning)
        learnt = self._learnt()
        everything = np.ones(len(taught), dtype=bool)
        points = plain @ self._weights(plain, everything, UNTAUGHT, learning["belief"])
        if taught.any():
            said = np.concatenate([plain[..., :-2], learnt, plain[..., -2:]], axis=-1)
            points[:, taught] = (said @ self._weights(said, taught, TAUGHT, learning["belief"]))[:, taught]
        like = learnt[..., :2].mean(axis=-1) if taught.any() else np.zeros(points.shape)
        return np.round(points, 4), np.where(taught, like, 0.0)

    def _said(self, learning: Settings) -> np.ndarray:
        table = self.ground.signals.table()
        common = np.broadcast_to(self.common(learning["usual"], learning["worth"]), table.shape[:2])
        return np.concatenate([table, common[..., None], np.ones((*table.shape[:2], 1))], axis=-1)

    def _weights(self, said: np.ndarray, codes: np.ndarray, beforehand: np.ndarray, belief: float) -> np.ndarray:
        if not self.seen.any():
            return beforehand
        answers = self.answers[self.seen][:, codes].reshape(-1)
        return weigh(said[self.seen][:, codes].reshape(-1, len(beforehand)), answers, beforehand, belief)

    def _learnt(self) -> np.ndarray:
        """Put what was learnt of excerpts, sentences and neighbours side by side, in deviations over what is seen."""
        pairs = [self._of_fold(learnt) for learnt in self.learnt]
        beside = [tuple(self.ground.neighbours.mean(said, said) for said in pair) for pair in pairs[:1]]
        said = [self._deviations(inner, outside) for inner, outside in (*pairs, *beside)]
        return np.stack(said, axis=-1) if said else np.zeros((*self.answers.shape, 0))

    def _of_fold(self, learnt: Learnt) -> tuple[np.ndarray, np.ndarray]:
        inner = learnt.known_without(self.number)
        return np.where(np.isfinite(inner), inner, learnt.outside), learnt.outside

    def _deviations(self, inner: np.ndarray, outside: np.ndarray) -> np.ndarray:
        if not self.seen.any():
            return np.zeros(inner.shape)
        usual = inner[self.seen].mean(axis=0)
        spread = inner[self.seen].std(axis=0)
        apart: np.ndarray = (np.where(self.rows[:, None], outside, inner) - usual) / np.maximum(spread, FLAT)
        return apart
