"""What people decide since the last run shows at once, as the next run would make it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.data import study_data
from dashboard.data.decisions_read import Decided, decided
from dashboard.data.live import Live
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.coding import coding_writer as writing
from pipeline.coding.coding_writer import CodingWriter
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.study import Study
from pipeline.stages.codings import codings


@pytest.fixture
def study(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A study with the tables of a run, on which nobody has decided anything since."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    return Study(small_study)


def writer(coder: str = "paul") -> CodingWriter:
    corpus = study_data.reading().corpus
    return CodingWriter(author=coder, mode="manual", codebook=corpus.codebook, turns=corpus.turns)


def put(coder: str = "paul", session: str = "E01", turn: int = 1) -> CodingDecision:
    return writing.code(writer(coder), session, Place(turn, 0, turn, 3), "A1")


def test_a_line_written_shows_at_once_and_is_told_to_be_newer_than_the_run(study: Study) -> None:
    """A coding written by anybody is read at the next look; what the run said of others stays."""
    before = study_data.reading()
    assert before.pending == 0
    line = put()
    decisions.append(study, "paul", [line])

    after = study_data.reading()
    assert after.pending == 1
    assert {c.coding for c in after.corpus.codings} == {c.coding for c in before.corpus.codings} | {line.id}
    assert after is study_data.reading()


def test_what_is_undone_is_gone_and_is_no_news(study: Study) -> None:
    """A gesture and its undoing leave the corpus as the run made it."""
    before, line = study_data.reading(), put()
    decisions.append(study, "paul", [line])
    decisions.append(study, "paul", [writing.undo(writer(), line)])

    assert study_data.reading().pending == 0
    assert study_data.reading().corpus.codings == before.corpus.codings


def test_an_answer_takes_its_suggestion_away(study: Study) -> None:
    """A suggestion refused by a line is no longer to be read."""
    suggestion = next(
        s for s in study_data.reading().corpus.suggestions if s.code == "A3" and s.excerpt.startswith("E02")
    )
    assert study_data.reading().by_place[suggestion.excerpt].pending
    decisions.append(study, "paul", [writing.refuse(writer(), suggestion)])

    assert not study_data.reading().by_place[suggestion.excerpt].pending


def test_a_gesture_reads_one_session_again(study: Study) -> None:
    """The passages of the sessions that nobody touched are the same objects as before."""
    before = study_data.reading()
    decisions.append(study, "paul", [put()])
    after = study_data.reading()

    same = {p.excerpt.session for p in before.counted if any(p is q for q in after.counted)}
    assert same == {"E02"}
    assert after.corpus.turns is before.corpus.turns


def test_decisions_laid_over_a_run_are_what_the_next_run_makes(study: Study) -> None:
    """The overlay and the stage put the same codes on the same words, orphans included."""
    bare = replace(study_data.reading().corpus, codings=(), orphans=())
    first, lost = put(), replace(put("noe", "E02"), quote="des mots que personne n'a dits ici", check="")
    decisions.append(study, "paul", [first, replace(put(), session="E99")])
    decisions.append(study, "paul", [writing.recode(writer(), first, code_id="A3")])
    decisions.append(study, "noe", [lost])

    now = decided()
    laid = Live(bare).reading(now).corpus
    held = decisions.in_force(now.every)
    made, orphans = codings(
        list(bare.anonymised), list(bare.excerpts), list(bare.suggestions), bare.codebook, held, now.rulings,
    )
    assert set(laid.codings) == set(made)
    assert set(laid.orphans) == set(orphans)
    assert {o.id for o in orphans} >= {lost.id}


@pytest.mark.usefixtures("study")
def test_a_line_that_vanished_from_disk_is_no_news() -> None:
    """What the run knew and no file holds any more stays as it was until the next run."""
    known = study_data.reading().corpus.codings

    assert Live(study_data.reading().corpus).reading(Decided()).corpus.codings == known
