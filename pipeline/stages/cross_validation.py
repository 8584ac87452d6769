"""What people coded unaided → suggestions put to the test: by the model, by simpler ways, with fewer sessions coded.

Each session read is judged by what was coded in the others only: folds are as many as sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pipeline.analysis.coefficients import draws as resampling
from pipeline.analysis.evaluation.baselines import (
    Attempt,
    BaselineData,
    by_likeness,
    by_likeness_untaught,
    by_marker,
    by_words,
)
from pipeline.analysis.evaluation.classification import ENOUGH, MODEL, Hits, highest, learning_curve, lots
from pipeline.codebook.grid import Codebook
from pipeline.coding.codings_in_place import numbered_turns
from pipeline.coding.suggest.excerpt_features import ExcerptFeatures, analysed, excerpt_features
from pipeline.coding.suggest.model import Proposed, TrainingData, human_codings, propose, restricted
from pipeline.coding.suggest.thresholds import Settings, probability
from pipeline.coding.suggest.vectors import neutral
from pipeline.model.contracts import AnonymisedTurn, Excerpt, GoldCoding, HeldOutPrediction, Vectors
from pipeline.model.decision_rows import CodingDecision, CodingVerb

UNTAUGHT = "untaught"
# Sessions nobody read judge nothing: they only tell how the corpus speaks, and some tell it as well as thousands.
MOST_SESSIONS = 100


def cross_validation(
    anonymised: Sequence[AnonymisedTurn], excerpts: list[Excerpt], embeddings: Vectors, topic_embeddings: Vectors,
    definitions: Vectors, codebook: Codebook, gold_codings: list[GoldCoding], *, learning: Settings, levels: Settings,
    inner: int, strength: float, sizes: Sequence[int], draws: int, bootstraps: int, seed: int,
) -> tuple[list[HeldOutPrediction], list[dict[str, Any]]]:
    """
    Put suggestions to the test on the sessions that coders read unaided, among a hundred of the corpus at most.

    Args:
        anonymised: the turns, for the sentences around.
        excerpts: where codes may be suggested.
        embeddings: a vector for each excerpt.
        topic_embeddings: another, for what it is about.
        definitions: a vector for each sentence that tells what a code means.
        codebook: what may be suggested.
        gold_codings: what coders said, unaided, of the sessions they read whole.
        learning: how much is learnt from them, as for suggestions.
        levels: when a suggestion is called probable, as for suggestions.
        inner: parts of the other sessions on which simpler ways choose their borders.
        strength: of the logistic regression on words.
        sizes: numbers of sessions coded in the learning curve; all but one comes last.
        draws: draws of sessions for each number.
        bootstraps: draws of sessions behind each interval.
        seed: of these draws.

    Returns:
        what each way says of each excerpt read, and the points of the learning curve.
    """
    if not analysed(excerpts, embeddings) or not codebook.codes or not gold_codings:
        return [], []
    kept = some_sessions({e.session for e in excerpts}, {r.session for r in gold_codings}, MOST_SESSIONS)
    around = [e for e in excerpts if e.session in kept]
    features = excerpt_features(around, anonymised, (embeddings, topic_embeddings), definitions, codebook)
    on = validation_data(features, codebook, gold_codings, int(learning["most"]))
    taught = judged_by_others(on, learning, levels)
    tried = [*by_the_model(on, taught, learning, levels), *by_other_ways(on, learning["usual"], strength, inner)]
    drawing = Drawing(sizes, draws, bootstraps, seed)
    return sorted(tried, key=lambda t: (t.way, t.excerpt)), curve(on, taught, learning, levels, drawing)


@dataclass(frozen=True)
class ValidationData:
    """What is known of excerpts, what coders said of them, and which were read (``read``, their rows)."""

    features: ExcerptFeatures
    training: TrainingData
    read: np.ndarray

    @property
    def sessions(self) -> list[str]:
        """Name the sessions read, in order."""
        return sorted({self.features.excerpts[i].session for i in self.read})

    @property
    def exam(self) -> BaselineData:
        """Give the answers, turns and folds (one per session) of what was read."""
        read = [self.features.excerpts[i] for i in self.read]
        folds = np.array([self.sessions.index(e.session) for e in read], dtype=np.int64)
        return BaselineData(self.training.said.coded[self.read].astype(np.int64), numbered_turns(read), folds)


def some_sessions(every: Iterable[str], read: Iterable[str], most: int) -> frozenset[str]:
    """Keep the sessions read and, evenly spread, so many of the others that there are ``most`` in all."""
    kept = set(read)
    others = sorted(set(every) - kept)
    wanted = min(len(others), max(most - len(kept), 0))
    places = np.linspace(0, len(others) - 1, wanted).round().astype(np.int64).tolist() if wanted else []
    return frozenset(kept.union(others[place] for place in places))


def validation_data(
    features: ExcerptFeatures, codebook: Codebook, gold_codings: Sequence[GoldCoding], most: int,
) -> ValidationData:
    """
    Lay what coders said beside what is known of excerpts.

    Up to ``most`` rows of a level (more are never learnt from at once), products are made once for all models.

    Args:
        features: what is known of every excerpt and of its parts.
        codebook: the grid; former ids lead to those in force.
        gold_codings: what coders put unaided in sessions they read whole; a row without a code says that one was read.
        most: rows learnt from at once, at a level.
    """
    decisions = [
        CodingDecision(
            id="", at="", session=r.session, turn=r.turn, first_word=r.first_word, last_turn=r.last_turn,
            last_word=r.last_word, quote="", code=r.code, decision=CodingVerb.ADD if r.code else CodingVerb.READ,
            mode="manual", definition="", author=r.author,
        )
        for r in gold_codings
    ]
    said = human_codings(features.excerpts, codebook, decisions)
    close = human_codings(features.parts, codebook, decisions).coded.astype(np.int64)
    read = np.asarray((said.answers >= 0).any(axis=1))
    whole, parts = (
        level.holding(np.arange(len(level.owner))).keeping(np.flatnonzero(read[level.owner]), most)
        for level in (features.whole, features.close)
    )
    return ValidationData(
        replace(features, whole=whole, close=parts), TrainingData(said, close), np.flatnonzero(read),
    )


def judged_by_others(on: ValidationData, learning: Settings, levels: Settings) -> Proposed:
    """
    Judge each session read by what was coded in the others.

    Args:
        on: what coders said of the sessions they read.
        learning: settings ``suggestions.learning``; one fold a session stands in place of theirs.
        levels: settings ``suggestions.levels``.
    """
    return propose(on.features, on.training, learning={**learning, "folds": max(len(on.sessions), 1)}, levels=levels)


def by_the_model(
    on: ValidationData, taught: Proposed, learning: Settings, levels: Settings,
) -> Iterable[HeldOutPrediction]:
    """
    Write down what the model says, taught by the other sessions, then with nothing coded at all.

    Args:
        on: what coders said of the sessions they read.
        taught: what ``judged_by_others`` gives.
        learning: settings ``suggestions.learning``.
        levels: settings ``suggestions.levels``.
    """
    nothing = propose(on.features, restricted(on.features, on.training, ()), learning=learning, levels=levels)
    for way, made in ((MODEL, taught), (UNTAUGHT, nothing)):
        attempt = Attempt(np.round(probability(made.points), 4)[on.read], made.suggested[on.read])
        yield from _rows(on, way, attempt, made.probable[on.read])


def by_other_ways(on: ValidationData, usual: float, strength: float, inner: int) -> Iterable[HeldOutPrediction]:
    """
    Judge each session read by markers, by likeness to definitions, by words coded elsewhere.

    Args:
        on: what was read.
        usual: share of the excerpts that usually bears a code.
        strength: see ``by_words``.
        inner: see ``by_words``.
    """
    found, like, exam = on.features.found, on.features.signals.definition, on.exam
    ways = {
        "registre": by_marker(found.surely[on.read], found.faintly[on.read]),
        "similarity": by_likeness(like[on.read], exam),
        "similarity_untaught": by_likeness_untaught(like[on.read], usual),
        "words": by_words([neutral(on.features.excerpts[i]) for i in on.read], exam, strength=strength, inner=inner),
    }
    for way, attempt in ways.items():
        yield from _rows(on, way, attempt, np.zeros(attempt.suggested.shape, dtype=bool))


def _rows(on: ValidationData, way: str, attempt: Attempt, probable: np.ndarray) -> Iterable[HeldOutPrediction]:
    codes = on.features.codes
    for place, row in enumerate(on.read):
        yield HeldOutPrediction(
            way, on.features.excerpts[row].excerpt, tuple(map(float, attempt.scores[place])),
            _named(codes, attempt.suggested[place]), _named(codes, probable[place]),
        )


def _named(codes: Sequence[str], marks: np.ndarray) -> tuple[str, ...]:
    return tuple(code for code, mark in zip(codes, marks, strict=True) if mark)


@dataclass(frozen=True)
class Drawing:
    """Numbers of sessions coded, draws of sessions to code for each, draws behind each interval, and their seed."""

    sizes: Sequence[int]
    draws: int
    bootstraps: int
    seed: int


def curve(
    on: ValidationData, taught: Proposed, learning: Settings, levels: Settings, drawing: Drawing,
) -> list[dict[str, Any]]:
    """
    Give the learning curve over the sessions read, up to all but one.

    The last point is known already: each session judged by all the others (``taught``).

    Args:
        on: what was read.
        taught: what the model says of each session, taught by all the others.
        learning: settings of the model, see ``propose``.
        levels: the same.
        drawing: sizes, draws and seed.
    """
    turns, names = _Turns(on), on.sessions
    last = len(names) - 1

    def chosen(size: int) -> list[frozenset[str]]:
        if size == last:
            return [frozenset(names) - {name} for name in names]
        return lots(names, size, drawing.draws, drawing.seed)

    def judged(lot: frozenset[str]) -> Hits:
        if len(lot) == last:
            return turns.hits(taught, lot)
        made = propose(on.features, restricted(on.features, on.training, lot), learning=learning, levels=levels)
        return turns.hits(made, lot)

    sizes = [*(size for size in drawing.sizes if size < last), last]
    enough = turns.gold.sum(axis=0) >= ENOUGH
    taken = resampling(len(names), drawing.bootstraps, drawing.seed)
    return learning_curve(sizes, chosen, judged, enough, taken)


class _Turns:
    """The turns read, the session each is of, and what people coded there."""

    def __init__(self, on: ValidationData) -> None:
        self._on, exam = on, on.exam
        self._turns, count = exam.turns, int(exam.turns.max(initial=-1)) + 1
        self._session = np.zeros(count, dtype=np.int64)
        self._session[exam.turns] = exam.folds
        self.gold = highest(exam.answers.astype(bool), exam.turns, count)

    def hits(self, made: Proposed, lot: frozenset[str]) -> Hits:
        """Count hits by session (sessions × codes), none in the sessions coded."""
        said = highest(made.suggested[self._on.read], self._turns, len(self.gold))
        left = np.array([session not in lot for session in self._on.sessions])[self._session]
        cells = (said & self.gold, said & ~self.gold, ~said & self.gold)
        return Hits(*(self._by_session(cell & left[:, None]) for cell in cells))

    def _by_session(self, marks: np.ndarray) -> np.ndarray:
        counts = np.zeros((len(self._on.sessions), marks.shape[1]), dtype=np.int64)
        np.add.at(counts, self._session, marks)
        return counts
