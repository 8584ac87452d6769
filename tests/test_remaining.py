"""How long a run has left: from what stages took before, and from how far the one at work has gone."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from pipeline.changes.past_tables import PREVIOUS
from pipeline.cli.commands import run
from pipeline.cli.commands.run import tell
from pipeline.model.study import Study
from pipeline.run import current_run
from pipeline.run.current_run import DURATIONS, FIRST, Remaining, StageDuration
from pipeline.run.flow import STAGES, TABLES

PAST = {
    "turns": StageDuration(20.0, 10), "proposals": StageDuration(100.0, 10), "identifiers": StageDuration(10.0),
    "embeddings": StageDuration(200.0, 10),
    "topics": StageDuration(40.0), "themes": StageDuration(5.0),
}


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give a clock at its origin."""
    return Clock()


def test_a_stage_at_work_goes_on_as_it_began(clock: Clock) -> None:
    """Three sessions of twelve in thirty seconds: ninety are left to the stage."""
    left = Remaining({}, clock)
    left.start("proposals")
    clock.now = 30.0
    left.advance(3, 12)

    assert left.of_stage() == pytest.approx(90.0)


def test_a_run_takes_what_it_took_before(clock: Clock) -> None:
    """What each of the stages that follow took the last time is what is left."""
    left = Remaining(PAST, clock)
    left.start("topics")

    assert left.of_stage() == pytest.approx(40.0)
    assert left.in_all() == pytest.approx(45.0)


def test_one_session_takes_its_share(clock: Clock) -> None:
    """One interview of ten changed: a tenth of the work that goes by interview, and all that goes by corpus."""
    left = Remaining(PAST, clock)
    left.start("turns")
    left.advance(0, 1)

    assert left.in_all() == pytest.approx(2.0 + 10.0 + 10.0 + 20.0 + 40.0 + 5.0)


def test_stages_that_read_nothing_new_are_not_counted(clock: Clock) -> None:
    """The grid changed: neither transcripts nor vectors of excerpts are made again."""
    left = Remaining(dict.fromkeys(STAGES, StageDuration(10.0)), clock)
    left.start("definitions")

    assert {"suggestions", "codings", "tables"} <= set(left.expected())
    assert not {"turns", "embeddings", "topics"} & set(left.expected())
    left.skip("suggestions")
    assert "suggestions" not in set(left.expected())


def test_a_first_run_says_nothing_before_it_knows(clock: Clock) -> None:
    """Without a past, proportions serve once some of the work is behind: twice as slow here, twice as long left."""
    left = Remaining({}, clock)
    left.start("turns")
    assert left.in_all() is None

    clock.now = 2 * FIRST["turns"]
    left.start("proposals")
    clock.now += 2 * FIRST["proposals"]
    left.start("identifiers")

    rest = sum(FIRST.values()) - FIRST["turns"] - FIRST["proposals"] - FIRST["answers"] - FIRST["definitions"]
    assert left.in_all() == pytest.approx(2 * rest)
    assert FIRST.keys() == set(STAGES)


def test_durations_are_kept_out_of_what_is_made(tmp_path: Path, clock: Clock) -> None:
    """In a folder that git ignores, read again at the next run; a few sessions do not replace what many said."""
    study = Study(tmp_path)
    assert current_run.load(study) == {}
    left = Remaining(PAST, clock)
    left.start("turns")
    left.advance(1, 1)
    clock.now = 3.04
    left.start("topics")
    clock.now = 33.04
    left.end()
    current_run.begin(study)
    current_run.save(study, left)

    assert current_run.load(study) == PAST | {"topics": StageDuration(30.0)}
    assert not (tmp_path / "build").exists()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    listed = subprocess.run(["git", "status", "--porcelain"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert listed.stdout == ""
    (study / DURATIONS).write_text('{"turns": "hier"}', "utf-8")
    assert current_run.load(study) == {}


def test_a_killed_run_leaves_what_the_next_is_compared_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables half a run away from their lock are not kept in the place of those that stood before it."""
    study = Study(tmp_path)
    (tmp_path / "params.yaml").write_text("study: {}\n", "utf-8")
    (tmp_path / ".dvc").mkdir()
    (tmp_path / ".dvc/config").touch()
    (tmp_path / TABLES).mkdir(parents=True)
    (tmp_path / TABLES / "run.json").write_text('"before"', "utf-8")
    monkeypatch.setattr(run, "refresh", lambda _study: [])
    monkeypatch.setattr(run, "open_once", lambda _study: None)
    monkeypatch.setattr(run, "follow", lambda _study, *, accepted, became: (accepted, became))
    monkeypatch.chdir(tmp_path)

    def killed(_study: Study, _options: list[str]) -> int:
        (tmp_path / TABLES / "run.json").write_text('"on the way"', "utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "repro", killed)
    with pytest.raises(KeyboardInterrupt):
        run.execute_run(Namespace(tout=False, etape=None, accepter=False, devient=""))
    assert current_run.was_killed(study)

    monkeypatch.setattr(run, "repro", lambda _study, _options: 0)
    run.execute_run(Namespace(tout=False, etape=None, accepter=False, devient=""))
    assert (tmp_path / PREVIOUS / "run.json").read_text("utf-8") == '"before"'
    assert not current_run.was_killed(study)
    run.execute_run(Namespace(tout=False, etape=None, accepter=False, devient=""))
    assert (tmp_path / PREVIOUS / "run.json").read_text("utf-8") == '"on the way"'


def test_what_is_left_is_said_in_french(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    """On a terminal, each interview moves the line; elsewhere, a line a stage."""
    left = Remaining(PAST, clock)
    tell("Running stage 'embeddings':", left)
    assert capsys.readouterr().out == (
        "→ ce qui rapproche les passages (embeddings)\n  encore environ 3 min pour cette étape, environ 3 min en tout\n"
    )

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    clock.now = 60.0
    tell("embeddings:  25%|██▌       | 3/12 [01:00<03:00, 20.00s/ entretien]", left)
    assert "3 entretiens sur 12, encore environ 3 min pour cette étape" in capsys.readouterr().out
