"""``docs/tour.md`` and ARCHITECTURE.md lead to what is there: each function, each file, each page that they name."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOUR = ROOT / "docs" / "tour.md"
NAMED = re.compile(r"`((?:pipeline|dashboard)(?:\.\w+)+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
MODULE = re.compile(r"[`/]([a-z_]\w*\.(?:py|js))\b(?!:)")
GUIDES = [TOUR, ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"]
STEPS = re.compile(r"^\d+\. ", re.MULTILINE)


def resolved(dotted: str) -> object:
    """Import what a dotted name says: the longest module, then attributes of it."""
    names = dotted.split(".")
    for length in range(len(names), 0, -1):
        try:
            found: object = importlib.import_module(".".join(names[:length]))
        except ModuleNotFoundError:
            continue
        for name in names[length:]:
            found = getattr(found, name)
        return found
    raise ModuleNotFoundError(dotted)


@pytest.mark.parametrize("dotted", sorted(set(NAMED.findall(TOUR.read_text("utf-8")))))
def test_each_function_of_the_tour_is_there(dotted: str) -> None:
    """A step of the tour names a function or a class that can be imported under that name."""
    assert callable(resolved(dotted))


@pytest.mark.parametrize("page", GUIDES, ids=lambda p: p.name)
def test_each_link_leads_to_a_file(page: Path) -> None:
    """A page for who comes to the code links to files that are there."""
    links = LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", GUIDES, ids=lambda p: p.name)
def test_each_module_that_is_named_is_there(page: Path) -> None:
    """A module named in the map stands somewhere in the house: what was folded or renamed is followed."""
    tops = ("pipeline", "dashboard", "tests", "benchmarks", "docs")
    there = {p.name for top in tops for p in (ROOT / top).rglob("*.*")}
    named = set(MODULE.findall(page.read_text("utf-8"))) - {"test_NAME.py"}
    assert named
    assert named - there == set()


def test_each_step_of_the_tour_names_where_it_happens() -> None:
    """Three ways through the house, and no step without the function that does it and a link to its file."""
    steps = STEPS.split(TOUR.read_text("utf-8"))[1:]
    assert len(steps) >= 20
    assert [step[:40] for step in steps if not NAMED.search(step) or not LINK.search(step)] == []
