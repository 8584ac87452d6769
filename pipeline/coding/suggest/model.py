"""What is known of excerpts and what people coded → how likely each code is, and what is worth proposing.

Every excerpt of a session read is judged by models, weights and borders that saw nothing of its fold: what a
person coded in a session never suggests itself there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.anchoring.word_places import ExcerptPlace, overlaps, parse_excerpt_id
from pipeline.codebook.grid import Codebook
from pipeline.coding.codings_in_place import Placed, place_decision, turns_by_session
from pipeline.coding.suggest.excerpt_features import ExcerptFeatures
from pipeline.coding.suggest.learnt_scores import UNREAD, LevelTraining, judge, shared_out
from pipeline.coding.suggest.thresholds import Fold, JudgedExcerpts, Settings, borders, sure_borders
from pipeline.model.contracts import AnonymisedTurn, Excerpt
from pipeline.model.decision_rows import CodingDecision, CodingVerb


@dataclass(frozen=True)
class HumanCodings:
    """
    What people said of codes on excerpts (each excerpts × codes).

    ``answers`` is 1 where coded and 0 where not, in the sessions someone marked read; -1 elsewhere, where
    silence is no « no ».
    """

    coded: np.ndarray
    refused: np.ndarray
    answers: np.ndarray


def human_codings(excerpts: Sequence[Excerpt], codebook: Codebook, decisions: Sequence[CodingDecision]) -> HumanCodings:
    """
    Gather what people decided; a refusal holds only under the definition it was made with.

    Args:
        excerpts: the rows (n).
        codebook: the columns, and the version of each definition.
        decisions: of people, where their words stand today.

    Returns:
        what is coded, what is refused, and answers: 1, 0, or -1 where nobody read the session whole (n × codes).
    """
    coded = _marked(excerpts, codebook, [d for d in decisions if d.puts_a_code])
    versions = {c.id: c.version for c in codebook.codes}
    refused = _marked(excerpts, codebook, [
        d for d in decisions
        if d.decision == CodingVerb.REFUSE and d.definition == versions.get(codebook.in_force(d.code))
    ])
    sessions = {d.session for d in decisions if d.marks_read}
    read = np.array([e.session in sessions for e in excerpts], dtype=bool)
    return HumanCodings(coded, refused, np.where(read[:, None], coded.astype(int), -1))


def settled_decisions(
    decisions: Sequence[CodingDecision], turns: Sequence[AnonymisedTurn], codebook: Codebook,
) -> list[CodingDecision]:
    """
    Move decisions to the words where they stand today; those that stand nowhere teach nothing.

    Args:
        decisions: of every coder, in force; sessions read whole stay as they are.
        turns: those of every session.
        codebook: the grid; former ids lead to those in force.
    """
    sessions = turns_by_session(turns, {d.session for d in decisions})
    about = [d for d in decisions if d.marks_read]
    for decision in (d for d in decisions if not d.marks_read):
        placed = place_decision(decision, sessions.get(decision.session, {}), codebook)
        if isinstance(placed, Placed):
            place = placed.place
            about.append(replace(decision, turn=place.turn, first_word=place.first_word,
                                 last_turn=place.last_turn, last_word=place.last_word))
    return about


def _marked(excerpts: Sequence[Excerpt], codebook: Codebook, decisions: list[CodingDecision]) -> np.ndarray:
    columns = {c.id: j for j, c in enumerate(codebook.codes)}
    by_session: dict[str, list[tuple[int, ExcerptPlace]]] = defaultdict(list)
    for row, excerpt in enumerate(excerpts):
        by_session[excerpt.session].append((row, parse_excerpt_id(excerpt.excerpt)))
    marked = np.zeros((len(excerpts), len(columns)), dtype=bool)
    for decision in decisions:
        column = columns.get(codebook.in_force(decision.code))
        if column is not None:
            marked[[row for row, place in by_session[decision.session] if overlaps(decision, place)], column] = True
    return marked


@dataclass(frozen=True)
class TrainingData:
    """What people said of codes on excerpts (``HumanCodings``), and on the sentences of the excerpts (1 coded)."""

    said: HumanCodings
    close: np.ndarray


@dataclass(frozen=True)
class Proposed:
    """
    What is proposed (each excerpts × codes).

    ``points`` are log odds; ``learnt`` the likeness to what was coded, in deviations, 0 where nothing was learnt.
    """

    points: np.ndarray
    suggested: np.ndarray
    probable: np.ndarray
    learnt: np.ndarray


def gather_training(
    features: ExcerptFeatures, decisions: Sequence[CodingDecision], anonymised: Sequence[AnonymisedTurn],
    codebook: Codebook,
) -> TrainingData:
    """
    Gather what people decided, where their words stand today.

    Args:
        features: what is known of excerpts, and of their parts (sentences): both levels teach.
        decisions: of every coder, in force.
        anonymised: turns of every session, in which decisions are sought.
        codebook: the grid; former ids lead to those in force.

    Returns:
        answers (excerpts × codes), and which parts bear which codes.
    """
    settled = settled_decisions(decisions, anonymised, codebook)
    said = human_codings(features.excerpts, codebook, settled)
    return TrainingData(said, human_codings(features.parts, codebook, settled).coded.astype(np.int64))


def restricted(features: ExcerptFeatures, given: TrainingData, sessions: Iterable[str]) -> TrainingData:
    """
    Forget what was read, but for some sessions.

    Args:
        features: the excerpts.
        given: what people decided.
        sessions: those that stay read; what is coded and refused stays everywhere.
    """
    kept = set(sessions)
    inside = np.array([e.session in kept for e in features.excerpts], dtype=bool)
    return replace(given, said=replace(given.said, answers=np.where(inside[:, None], given.said.answers, UNREAD)))


def propose(features: ExcerptFeatures, given: TrainingData, *, learning: Settings, levels: Settings) -> Proposed:
    """
    Judge all excerpts, fold by fold, and choose what to propose of them.

    Args:
        features: what is known of excerpts.
        given: what people said of them.
        learning: settings ``suggestions.learning``: folds, strengths, beliefs.
        levels: settings ``suggestions.levels``: what « probable » asks for.
    """
    answers = given.said.answers
    read = (answers != UNREAD).any(axis=1)
    folds = shared_out([e.session for e in features.excerpts], read, int(learning["folds"]))
    learnt = []
    if read.any():
        told, most = features.told, int(learning["most"])
        learnt = [
            judge(features.whole, LevelTraining(folds, answers, told, learning["strength"], most)),
            judge(features.close, LevelTraining(folds, given.close, told, learning["close_strength"], most)),
        ]
    shape = answers.shape
    made = Proposed(np.zeros(shape), np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool), np.zeros(shape))
    # A session is read whole or not at all: those read are judged among themselves, and the others beside them all.
    known = np.flatnonzero(read)
    within = features.among(known)
    taught = [one.among(known) for one in learnt]
    for fold in sorted(set(folds.tolist()) - {UNREAD}):
        _judge_fold(made, known, Fold(within, answers[known], folds[known], fold, taught), learning, levels)
    if not read.all():
        every = [replace(one, inner={}) for one in learnt]
        _judge_fold(made, np.arange(len(folds)), Fold(features, answers, folds, UNREAD, every), learning, levels)
    return made


def _judge_fold(made: Proposed, places: np.ndarray, fold: Fold, learning: Settings, levels: Settings) -> None:
    points, like = fold.points(learning)
    known = JudgedExcerpts(points, fold.answers, fold.features.turns, fold.rows, fold.seen)
    enough = np.maximum(borders(known, learning), learning["lowest"])
    # A marker fires, even faint: far from the subject, resemblance alone is easily fooled.
    signals = fold.features.signals
    fires = (signals.registre + signals.faint > 0) | ~fold.features.marked
    agreed = replace(known, points=np.where(fires, points, -np.inf))
    judged = places[fold.rows]
    made.points[judged], made.learnt[judged] = points[fold.rows], like[fold.rows]
    made.suggested[judged] = points[fold.rows] >= enough
    made.probable[judged] = agreed.points[fold.rows] >= np.maximum(sure_borders(agreed, levels), enough)
