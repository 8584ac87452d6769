"""Trials: every session read is judged by the others only, by every way, and the learning curve ends with that."""

from __future__ import annotations

from typing import Any

import numpy as np

from pipeline.analysis.evaluation.classification import lots
from pipeline.analysis.evaluation.suggestion_quality import WAYS
from pipeline.model.conform import conform
from pipeline.model.contracts import GoldCoding, HeldOutPrediction, Vectors
from pipeline.model.study import Study
from pipeline.stages.cross_validation import cross_validation
from tests.test_baselines import CALM, HURRIED
from tests.test_flow import PROJECT
from tests.test_suggestions import GRID, excerpt, turn

SETTINGS: dict[str, Any] = Study(PROJECT).params("cross_validation") | {"bootstraps": 20, "sizes": [0, 1, 2, 3]}
SESSIONS = ("E01", "E02", "E03", "E04")
SAID = [(session, number, (HURRIED, CALM)[number % 2]) for session in SESSIONS for number in range(20)]
CUT = [excerpt(text, number, session) for session, number, text in SAID]
TURNS = [turn(text, number, session) for session, number, text in SAID]
NEAR = {HURRIED: (1.0, 0.1), CALM: (0.1, 1.0)}
NO_VECTORS = Vectors((), np.zeros((0, 0), np.float32))
VECTORS = Vectors(tuple(e.excerpt for e in CUT), np.array([NEAR[e.text] for e in CUT], dtype=np.float32))
MEANINGS = Vectors(("A3:0", "C4:0"), np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32))
READ = [GoldCoding(session, "ana", -1, -1, -1, -1, "") for session in SESSIONS]


def coded(session: str) -> list[GoldCoding]:
    """Put A3 on every hurried turn of a session."""
    return [GoldCoding(session, "ana", number, 0, number, 2, "A3") for number in range(0, 20, 2)]


def tried(gold_codings: list[GoldCoding]) -> tuple[list[HeldOutPrediction], list[dict[str, Any]]]:
    found, curve = cross_validation(TURNS, CUT, VECTORS, VECTORS, MEANINGS, GRID, gold_codings, **SETTINGS)
    return conform("cross_validation", found), curve


def test_every_way_judges_every_excerpt_read() -> None:
    """Six ways, each with a score for each code; what nobody read is not judged."""
    found, _ = tried(READ[:2] + coded("E01") + coded("E02"))

    assert {t.way for t in found} == set(WAYS)
    assert {t.excerpt[:3] for t in found} == {"E01", "E02"}
    assert len(found) == len(WAYS) * 40
    assert all(len(t.scores) == 2 and set(t.probable) <= set(t.suggested) for t in found)


def test_what_was_said_of_a_session_changes_nothing_of_how_it_is_judged() -> None:
    """No way knows of a session but its text: its own codings may be anything."""
    others = READ + coded("E01") + coded("E02") + coded("E03")
    before, _ = tried(others)
    after, _ = tried(others + coded("E04"))

    def judged(found: list[HeldOutPrediction]) -> list[HeldOutPrediction]:
        return [t for t in found if t.excerpt.startswith("E04")]

    assert judged(before) == judged(after)
    assert before != after


def test_the_curve_goes_from_nothing_coded_to_all_but_one() -> None:
    """Sizes past the sessions read are left out; the last point judges each session by all the others."""
    drawn = [(size, len(lots(SESSIONS, size, SETTINGS["draws"], SETTINGS["seed"]))) for size in (0, 1, 2)]
    _, curve = tried(READ + [r for s in SESSIONS for r in coded(s)])

    assert [(point["sessions"], point["draws"]) for point in curve] == [*drawn, (3, 4)]
    assert curve[-1]["macro_f1"] > 0.5
    assert all(point["codes"] == 1 for point in curve)


def test_nothing_read_gives_nothing_to_judge() -> None:
    """No reading, no excerpt: no row, no point."""
    assert tried([]) == ([], [])
    assert cross_validation([], [], NO_VECTORS, NO_VECTORS, MEANINGS, GRID, READ, **SETTINGS) == ([], [])
