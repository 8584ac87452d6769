"""An operation and the decisions of coders → every coding it touches, the themes it touches, the lines it changes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.codebook.operations import DraftOperation
from pipeline.model.decision_rows import CodingDecision


@dataclass(frozen=True, slots=True)
class Touched:
    """A coding that an operation touches: it stays as it was written, and counts under ``code`` from then on."""

    coding: CodingDecision
    code: str


@dataclass(frozen=True)
class Preview:
    """What an operation would do: codings by coder, themes by their names before and after, lines of both files."""

    touched: dict[str, list[Touched]]
    themes: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
    lines: list[str]

    @property
    def count(self) -> int:
        """How many codings are touched."""
        return sum(len(found) for found in self.touched.values())


def preview(draft: DraftOperation, decisions: Iterable[CodingDecision]) -> Preview:
    """Tell what an operation touches, among the decisions in force."""
    before, after = draft.before.book, draft.after.book
    found: dict[str, list[Touched]] = {}
    for d in sorted(decisions, key=lambda d: (d.author, d.session, d.turn, d.first_word, d.at)):
        if d.puts_a_code and before.in_force(d.code) in draft.codes:
            found.setdefault(d.author, []).append(Touched(d, after.in_force(d.code)))
    return Preview(found, _themes(draft), _lines(draft))


def _themes(draft: DraftOperation) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    before = {t.id: t for t in draft.before.theme_list}
    return [
        (t.label, before[t.id].codes, t.codes) for t in draft.after.theme_list
        if t.id in before and before[t.id].codes != t.codes
    ]


def _lines(draft: DraftOperation) -> list[str]:
    pairs = ((draft.before.codes, draft.after.codes), (draft.before.gathered, draft.after.gathered))
    found = (difflib.unified_diff(b.text.splitlines(), a.text.splitlines(), n=0, lineterm="") for b, a in pairs)
    return [line for lines in found for line in lines if line[:2] not in {"--", "++", "@@"}]
