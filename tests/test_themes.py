"""Themes: passages that a person's codes and choices gather; a suggestion is in no theme yet."""

from __future__ import annotations

import numpy as np

from pipeline.codebook.grid import Theme
from pipeline.model.contracts import AuthorKind, Coding, Excerpt, Status, Topic, Vectors
from pipeline.stages.themes import themes

MISSION = Theme("mission", "Mission", "…", ("A1", "A2"), (3,))
NONE = Vectors((), np.zeros((0, 0), np.float32))
EXCERPTS = [
    Excerpt(f"E01:{turn}:w0-w9", "E01", turn, 0, 50, "Zoé", "…", "", "free", ()) for turn in (1, 2)
] + [Excerpt("E01:2:w10-w19", "E01", 2, 51, 90, "Zoé", "…", "", "free", ())]


def coding(
    turn: int, start: int, last_turn: int, end: int, code: str = "A1", kind: AuthorKind = "person",
    status: Status = "coded",
) -> Coding:
    return Coding(f"{turn}{start}{code}", "E01", turn, start, last_turn, end, "…", code, "ana", kind, status, "manual",
                  "free", "")


def gathered(*codings: Coding, topics: tuple[Topic, ...] = ()) -> list[tuple[str, str]]:
    found, _ = themes(EXCERPTS, NONE, list(codings), list(topics), [MISSION])
    assert {p.theme for p in found} <= {"mission"}
    return [(p.excerpt, p.through) for p in found]


def test_a_passage_enters_a_theme_through_a_code() -> None:
    """A coding gathers every excerpt it shares words with, across turns too."""
    assert gathered(coding(1, 20, 1, 30)) == [("E01:1:w0-w9", "code:A1")]
    assert gathered(coding(1, 20, 2, 10)) == [("E01:1:w0-w9", "code:A1"), ("E01:2:w0-w9", "code:A1")]
    assert gathered(coding(2, 50, 2, 51)) == []


def test_only_what_a_person_coded_or_accepted_counts() -> None:
    """What is proposed or refused is in no theme."""
    assert gathered(coding(1, 0, 1, 9, kind="registre", status="proposed")) == []
    assert gathered(coding(1, 0, 1, 9, status="refused")) == []
    assert gathered(coding(1, 0, 1, 9, code="Z9")) == []
    assert gathered(coding(1, 0, 1, 9, status="accepted")) == [("E01:1:w0-w9", "code:A1")]


def test_a_passage_enters_a_theme_through_a_grouping_a_person_chose() -> None:
    """A grouping by proximity is in a theme only when themes.yaml says so."""
    topics = (Topic("E01:1:w0-w9", 3, 1.0), Topic("E01:2:w0-w9", 4, 1.0))

    assert gathered(topics=topics) == [("E01:1:w0-w9", "topic:3")]


def test_codes_and_groupings_are_told_apart() -> None:
    """The same passage twice through a code is one row; through a code and a grouping, two."""
    topics = (Topic("E01:1:w0-w9", 3, 1.0),)
    found = gathered(coding(1, 0, 1, 9), coding(1, 10, 1, 19), topics=topics)

    assert found == [("E01:1:w0-w9", "code:A1"), ("E01:1:w0-w9", "topic:3")]
