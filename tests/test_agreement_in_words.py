"""Numbers agree with what they count, on every page and in the report: « 0 passage », « 1 passage », « 2 passages »."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
import typing
from collections.abc import Callable, Iterator
from inspect import getmembers, isfunction

import pytest

import dashboard
from pipeline.language.numbers import agreeing
from pipeline.publish.report import report_words

PHRASES = [
    m.name for m in pkgutil.walk_packages(dashboard.__path__, "dashboard.")
    if m.name.endswith(("phrases", "sentences")) and not m.ispkg
]
SAID: dict[type, tuple[object, ...]] = {int: (0, 1, 2), str: ("Pauline",)}
# Words that never change, or that count nothing.
INVARIABLE = r"(?:fois|repris|y|en|sur|dans|sans|plus|à|en|au|correspond(?:ent)?|relues?|reste|pas)\b"
ONE = re.compile(rf"(?<![\d,])\b[01] (?!{INVARIABLE})\w+s\b")
MANY = re.compile(rf"(?<![\d,])\b2 (?!{INVARIABLE})\w*[^\Wsxz]\b")
OPTIONAL = re.compile(r"\w\((?:s|e|es|nt)\)")


def told(module: str) -> Iterator[str]:
    """Call the functions that take only numbers and words, with 0, 1 and 2."""
    for _, phrase in getmembers(importlib.import_module(module), isfunction):
        if phrase.__module__ == module:
            yield from called(phrase)


def called(phrase: Callable[..., str]) -> Iterator[str]:
    kinds = {name: kind for name, kind in typing.get_type_hints(phrase).items() if name != "return"}
    if int in kinds.values() and all(kind in SAID for kind in kinds.values()) and "kind" not in kinds:
        for values in itertools.product(*(SAID[kind] for kind in kinds.values())):
            yield phrase(**dict(zip(kinds, values, strict=True)))


@pytest.mark.parametrize("module", PHRASES)
def test_what_a_page_counts_agrees_with_its_number(module: str) -> None:
    """No « 1 personnes », no « 2 personne », no « personne(s) »."""
    wrong = [said for said in told(module) for find in (ONE, MANY, OPTIONAL) if find.search(said)]
    assert wrong == []


def test_what_the_report_counts_agrees_with_its_number() -> None:
    """Each sentence that has two forms has one for 0 and 1, another above; none leaves the choice to the reader."""
    some = (v for v in vars(report_words).values() if isinstance(v, tuple) and len(v) == 2)
    pairs = [v for v in some if all("{n}" in form for form in v)]
    assert pairs
    figures = {"codings": "3 codages", "ways": "", "right": "", "names": "", "codes": "", "given": "", "aside": ""}
    said = [agreeing(forms, n, shortest="1", longest="1", total="3", **figures) for forms in pairs for n in (0, 1, 2)]
    assert [s for s in said for find in (ONE, MANY, OPTIONAL) if find.search(s)] == []


def test_wrong_agreement_would_be_found() -> None:
    """The signs looked for are those of a fault."""
    assert ONE.search("1 personnes")
    assert MANY.search("2 personne")
    assert OPTIONAL.search("2 personne(s)")
    assert not ONE.search("0 fois, dans 1 entretien")
