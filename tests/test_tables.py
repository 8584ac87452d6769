"""The read model: the tables the dashboard reads, figures counted in people, and what the run was made of."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.codebook.grid import Code, Codebook, Family, Theme
from pipeline.model import store
from pipeline.model.conform import conform
from pipeline.model.contracts import AnonymisedTurn, Answer, Coding, Consent, Excerpt, Participant, Status, ThemePassage
from pipeline.model.decision_rows import IdentifierDecision, IdentifierVerb, Scope
from pipeline.stages.tables import tables

WORDS = "On manque de temps."
CODES = Code("A3", "Temps", "A", "Le temps manque."), Code("A1", "Mission", "A", "")
CODEBOOK = Codebook((Family("A", "Le métier"),), CODES)
THEMES = [Theme("temps", "L'urgence", "Courir.", ("A3",))]
PEOPLE = {"E01": "Denise", "E02": "Annick", "G01": "Denise"}
NAMES = (
    "anonymised", "participants", "guide_coverage", "answers", "excerpts", "suggestions", "codings", "orphans",
    "topics", "groupings", "topic_counts", "profiles", "specificities", "themes", "theme_distances", "session_order",
    "grouping_model", "grouping_merges", "similar_groupings", "word_frequencies", "word_links",
    "reinert_classes", "reinert_passages", "reinert_profiles",
)


def turn(session: str) -> AnonymisedTurn:
    return AnonymisedTurn(session, 1, PEOPLE[session], "participant", None, None, WORDS * 2, (), (), (4, 9))


def excerpt(session: str, half: int, consent: Consent = "free") -> Excerpt:
    start, name = half * len(WORDS), f"{session}:1:w{5 * half}-w{5 * half + 4}"
    return Excerpt(name, session, 1, start, start + len(WORDS), PEOPLE[session], WORDS, "", consent, ())


def coding(session: str, half: int, status: Status, code: str = "A3") -> Coding:
    start = half * len(WORDS)
    name = f"{session}-{half}-{status}"
    return Coding(
        name, session, 1, start, 1, start + 5, "On ma", code, "claire", "person" if status != "proposed" else "model",
        status, "manual", "free", "",
    )


CODINGS = [
    coding("E01", 0, "coded"), coding("G01", 0, "accepted"), coding("G01", 1, "modified"), coding("E02", 0, "refused"),
    coding("E02", 1, "proposed"), coding("E01", 0, "proposed"),
]
PASSAGES = [
    ThemePassage(f"{s}:1:w{w}", "temps", "code:A3") for s, w in (("E01", "0-w4"), ("G01", "0-w4"), ("G01", "5-w9"))
]
SIGNED = IdentifierDecision(
    id="s", at="", session="E01", turn=-1, first_word=-1, last_word=-1, type="", action=IdentifierVerb.SIGN, entity="",
    replacement="", scope=Scope.SESSION, check="", author="marie",
)


def given(**other: Any) -> dict[str, Any]:
    rows: dict[str, Any] = {name: [] for name in NAMES} | {
        "anonymised": [turn(s) for s in PEOPLE],
        "participants": [Participant(p, s, {"type": "entretien", "lieu": "Valmont"}) for s, p in PEOPLE.items()],
        "answers": [Answer("R001", "q1", "oui"), Answer("R001", "q2", "non")],
        "excerpts": [excerpt(s, half) for s in PEOPLE for half in (0, 1)],
        "codings": CODINGS, "themes": PASSAGES, "quality": {"share_reviewed": 0.5}, "codebook": CODEBOOK,
        "theme_definitions": THEMES, "identifier_decisions": [SIGNED],
    }
    return tables(**(rows | other))


def test_every_table_of_the_read_model_is_there() -> None:
    """The public artefacts are copied as they are, and three tables of figures are added."""
    made = given()["tables"]
    assert set(made) == {*NAMES, "session_summaries", "code_summaries", "theme_summaries"}
    assert all(conform(name, rows) is not None for name, rows in made.items())


def test_codes_count_people_first_and_only_what_persons_decided() -> None:
    """Denise speaks in two sessions: one person, two sessions, three excerpts; proposals stand apart."""
    temps, mission = given()["tables"]["code_summaries"]
    assert (temps.code, temps.people, temps.sessions, temps.excerpts, temps.to_review) == ("A3", 1, 2, 3, 1)
    assert (mission.code, mission.people, mission.sessions, mission.excerpts, mission.to_review) == ("A1", 0, 0, 0, 0)
    assert temps.family_label == "Le métier"


def test_a_code_counts_in_the_one_that_it_makes_more_precise() -> None:
    """Shown with those below it, the code above has their passages; the one below keeps its own figures."""
    nested = replace(CODEBOOK, codes=(replace(CODES[0], parent="A1"), CODES[1]))
    temps, mission = given(codebook=nested)["tables"]["code_summaries"]
    assert (temps.people, temps.excerpts, temps.to_review) == (mission.people, mission.excerpts, mission.to_review)
    assert mission.excerpts == 3


def test_themes_count_their_passages_and_show_typical_ones() -> None:
    """Figures are of the passages gathered; of one person, one typical passage."""
    (theme,) = given()["tables"]["theme_summaries"]
    assert (theme.people, theme.sessions, theme.excerpts, theme.to_review) == (1, 2, 3, 1)
    assert theme.typical == ("E01:1:w0-w4",)


def test_a_grouping_attached_to_a_theme_adds_nobody_to_it() -> None:
    """It points to passages to read: people, sessions and excerpts stay those of the codes."""
    pointed = [*PASSAGES, ThemePassage("E02:1:w0-w4", "temps", "topic:3")]
    assert given(themes=pointed)["tables"]["theme_summaries"] == given()["tables"]["theme_summaries"]


@pytest.mark.parametrize("consent", ["unattributed", "not_quotable"])
def test_what_may_not_be_shown_is_never_typical(consent: Consent) -> None:
    """A passage that is not free may count; it is not shown for its theme."""
    excerpts = [replace(excerpt(s, half), consent=consent) for s in PEOPLE for half in (0, 1)]
    (theme,) = given(excerpts=excerpts)["tables"]["theme_summaries"]
    assert (theme.excerpts, theme.typical) == (3, ())


def test_sessions_say_what_is_done_and_who_reviewed_them() -> None:
    """Excerpts coded by persons, excerpts to review, and signatures."""
    first, second, group = given()["tables"]["session_summaries"]
    assert (first.session, first.excerpts, first.coded, first.to_review, first.authors) == ("E01", 2, 1, 0, ("marie",))
    assert (second.coded, second.to_review, second.authors) == (0, 1, ())
    assert (group.type, group.place, group.people, group.coded) == ("entretien", "Valmont", 1, 2)


def test_the_run_says_what_it_was_made_of() -> None:
    """Counts, contents and versions; neither the time nor the Python, so that two machines agree."""
    run = given()["run"]
    assert run["counts"]["sessions"] == 3
    assert run["counts"]["people"] == 2
    assert (run["counts"]["places"], run["counts"]["respondents"], run["counts"]["sessions_signed"]) == (1, 1, 1)
    assert run["counts"]["codings_by_status"]["proposed"] == 2
    assert run["quality"] == {"share_reviewed": 0.5}
    assert run["versions"]["scikit-learn"]
    assert not {"python", "at", "date"} & set(run) | {"python"} & set(run["versions"])
    assert sys.version.split()[0] not in json.dumps(run["versions"])


def test_one_table_changed_shows_in_its_content_alone() -> None:
    """The hash of a table follows its rows, whatever their order."""
    before, after = given()["run"]["contents"], given(answers=[])["run"]["contents"]
    assert {name for name in before if before[name] != after[name]} == {"answers"}
    assert given(codings=CODINGS[::-1])["run"]["contents"] == before


def test_a_code_redefined_shows_in_the_run() -> None:
    """Its definition counts, so that changes can name the codebook."""
    redefined = replace(CODEBOOK, codes=(replace(CODEBOOK.codes[0], definition="Autre."), CODEBOOK.codes[1]))
    before, after = given()["run"]["codes"], given(codebook=redefined)["run"]["codes"]
    assert (before["A3"] != after["A3"], before["A1"] == after["A1"]) == (True, True)


def test_an_empty_study_has_empty_tables_with_their_columns(tmp_path: Path) -> None:
    """Nothing said yet: every file is there and can be read."""
    nothing: dict[str, Any] = {name: [] for name in NAMES}
    store.save_tables(tmp_path, given(**nothing, theme_definitions=[], codebook=Codebook((), ()), quality=None))
    assert {path.stem: store.read(path.stem, path) for path in tmp_path.glob("*.parquet")} == {
        name: [] for name in (*NAMES, "session_summaries", "code_summaries", "theme_summaries")
    }
