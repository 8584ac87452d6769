"""Open answers of the questionnaire are coded with the same grid, and counted with no interview on any page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dashboard.data import first_screen as home
from dashboard.data import study_data
from dashboard.data.comparing import joint, matrix
from dashboard.data.passages import CorpusReading, read
from dashboard.pages.themes import view as themes
from pipeline.analysis.counts import summaries
from pipeline.model.contracts import AnonymisedTurn, Coding, Participant, Vectors
from pipeline.model.study import Study
from pipeline.publish.report.report_facts import bearers
from pipeline.stages.themes import themes as gathered
from tests.conftest import CODINGS, EXCERPTS, TABLES

FORMS = ("R001", "R002", "R003")
NO_VECTORS = Vectors((), np.zeros((0, 0), dtype=np.float32))
WRITTEN = "Le temps manque, je cours."


@pytest.fixture
def reading(small_study: Path) -> CorpusReading:
    return read(study_data.corpus(Study(small_study)))


def more(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same rows, with a questionnaire of which every open answer was coded by a person."""
    turn: AnonymisedTurn = rows["anonymised"][1]
    turns = [replace(turn, session="Q01", turn=n, speaker=who, text=WRITTEN) for n, who in enumerate(FORMS)]
    excerpts = [
        replace(EXCERPTS[0], excerpt=f"Q01:{t.turn}:w0-w6", session="Q01", turn=t.turn, end=len(WRITTEN),
                speaker=t.speaker, text=WRITTEN) for t in turns
    ]
    codings: list[Coding] = [
        replace(CODINGS[0], coding=f"{code}{t.turn}", session="Q01", turn=t.turn, last_turn=t.turn, start=0,
                end=len(WRITTEN), text=WRITTEN, code=code) for t in turns for code in ("A1", "A3")
    ]
    form = {"champ": "budget", "milieu": "rural", "type": "questionnaire"}
    present = [Participant(who, "Q01", form) for who in FORMS]
    added: dict[str, list[Any]] = {
        "anonymised": turns, "excerpts": excerpts, "codings": codings, "participants": present,
    }
    return {name: [*found, *added.get(name, ())] for name, found in rows.items()}


def answering(reading: CorpusReading) -> CorpusReading:
    rows = more({n: list(getattr(reading.corpus, n)) for n in ("anonymised", "excerpts", "codings", "participants")})
    made: dict[str, Any] = {name: tuple(found) for name, found in rows.items()}
    return read(replace(reading.corpus, **made))


def first_screen(reading: CorpusReading) -> list[Any]:
    return [home.strip(reading.corpus), *((r.people, r.among, r.shares) for r in home.theme_rows(reading))]


def themes_page(reading: CorpusReading) -> list[Any]:
    views = [themes.theme_view(reading, theme) for theme in reading.corpus.themes]
    rows = [(row.people, row.among) for view in views for row in view.codes]
    shares = [themes.shares(reading, v, "champ") for v in views]
    return [*((v.people, v.among, replace(v.tally, apart=0)) for v in views), *rows, *shares]


def matrix_page(reading: CorpusReading) -> list[Any]:
    return [*matrix(reading, "theme", "milieu"), *matrix(reading, "code", "milieu")]


@pytest.mark.parametrize("page", [first_screen, themes_page, matrix_page])
def test_pages_count_the_same_with_or_without_them(
    reading: CorpusReading, page: Callable[[CorpusReading], list[Any]],
) -> None:
    """People, sessions, excerpts and denominators are those of interviews."""
    assert page(answering(reading)) == page(reading)


def test_they_are_counted_apart_beside_the_interviews(reading: CorpusReading) -> None:
    """The questionnaire's own page says how many wrote so, and leaves the people interviewed as they are."""
    theme = reading.corpus.themes[0]
    before, after = joint(reading, theme, "wilson"), joint(answering(reading), theme, "wilson")

    assert after.open.decided == frozenset(FORMS)
    assert (after.people, after.among) == (before.people, before.among)


def test_the_report_counts_the_same_with_or_without_them(reading: CorpusReading) -> None:
    """Its tables give people, sessions and excerpts of interviews."""
    assert reported(reading, TABLES) == reported(reading, more(TABLES))


def reported(reading: CorpusReading, rows: dict[str, list[Any]]) -> list[Any]:
    grid, defined = reading.corpus.codebook, list(reading.corpus.themes)
    passages, _ = gathered(rows["excerpts"], NO_VECTORS, rows["codings"], [], defined)
    corpus = summaries.CountedRows(
        rows["anonymised"], rows["participants"], rows["excerpts"], rows["codings"], passages,
    )
    of_themes = [(s.people, s.sessions, s.excerpts) for s in summaries.themes(corpus, defined)]
    of_codes = [(s.people, s.sessions, s.excerpts) for s in summaries.codes(corpus, grid)]
    borne = {key: (of.who, replace(of.tally, apart=0)) for key, of in bearers(grid, defined, corpus).items()}
    return [of_themes, of_codes, borne]
