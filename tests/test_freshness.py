"""Every cache of the dashboard is made in one module, and is anew when what it came from is another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.data import freshness, study_data
from dashboard.data.decisions_read import Decided, OtherDecisions
from dashboard.data.freshness import stamp, worked_out
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import PeopleSettings, QuoteDecisions
from dashboard.data.search import sides
from pipeline.model.lazy import Same

DASHBOARD = Path(__file__).parent.parent / "dashboard"
TRICKS = re.compile(r"\b(lru_cache|st\.cache_\w+|gc\.(freeze|disable)|__dict__)\b|\bimport cache\b|@cache\b")


def test_caches_are_made_in_one_module() -> None:
    """No other module keeps anything by itself, nor touches the memory of the whole process."""
    elsewhere = [p for p in DASHBOARD.rglob("*.py") if p.name != "freshness.py" and TRICKS.search(p.read_text("utf-8"))]

    assert not elsewhere


@pytest.mark.parametrize("kind", [CorpusReading, Decided, OtherDecisions, QuoteDecisions, PeopleSettings])
def test_what_answers_follow_from_is_equal_to_itself_only(kind: type) -> None:
    """Two readings of the same rows are two: an answer kept for one is never given for the other."""
    assert not {"__eq__", "__hash__"} & set(vars(kind))


def test_an_answer_is_worked_out_once_for_each_thing_it_follows_from() -> None:
    """The same rows answer again without being gone through; other ones, though equal, are gone through."""
    gone_through: list[list[int]] = []

    @worked_out(2)
    def total(rows: Same[list[int]]) -> int:
        gone_through.append(rows.it)
        return sum(rows.it)

    rows, others = [1, 2], [1, 2]

    assert [total(Same(rows)), total(Same(rows)), total(Same(others))] == [3, 3, 3]
    assert [id(some) for some in gone_through] == [id(rows), id(others)]


def test_few_answers_are_kept() -> None:
    """The one asked longest ago goes first, and with it what it followed from."""
    asked: list[int] = []

    @worked_out(2)
    def twice(number: int) -> int:
        asked.append(number)
        return 2 * number

    for number in (1, 2, 1, 3, 1, 2):
        twice(number)

    assert asked == [1, 2, 3, 2]


def test_a_file_replaced_is_another_state(tmp_path: Path) -> None:
    """A file of the same name, size and date that took the place of another is not taken for it."""
    now, later = tmp_path / "now.csv", tmp_path / "later.csv"
    now.write_text("a", "utf-8")
    later.write_text("b", "utf-8")
    before = stamp(now)
    later.replace(now)

    assert stamp(now) != before


def test_a_run_more_is_another_reading(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While no file of a study changes its reading is the same; after a run it is another, and so are its answers."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    first = study_data.reading()
    assert study_data.reading() is first
    assert sides(first) is sides(first)

    run = small_study / "build/tables/run.json"
    run.write_text(run.read_text("utf-8") + "\n", "utf-8")
    second = study_data.reading()

    assert second is not first
    assert sides(second) is not sides(first)


def test_what_is_forgotten_is_read_again_and_says_the_same(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing shown hangs on what is kept: all of it may go at any moment."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    first = study_data.reading()
    answer = sides(first)
    assert "dashboard.data.search.sides" in freshness.kept()
    freshness.forget()
    again = study_data.reading()

    assert again is not first
    assert sides(again) == answer
