"""Codings that may leave → a table for a spreadsheet, in the form that import takes back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.anchoring.word_places import written
from pipeline.model.contracts import Coding, Status
from pipeline.model.decision_rows import CodingDecision

COLUMNS = (
    "session", "tour", "code", "passage", "codeur", "statut", "mode", "mémo", "date", "mots", "lu",
)
STATUS: dict[Status, str] = {
    "coded": "codé", "accepted": "accepté", "modified": "modifié", "refused": "refusé", "arbitrated": "arbitré",
    "proposed": "proposé",
}
MODES = {"manual": "manuel", "blind": "à l'aveugle", "assisted": "assisté", "none": ""}
YES, NO = "oui", "non"
# A spreadsheet would take a cell that begins so for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"


@dataclass(frozen=True)
class CodingSources:
    """What is known of codings besides their rows: turns by session, the lines they come from, who read what."""

    turns: Mapping[str, Turns]
    lines: Mapping[str, CodingDecision]
    read: frozenset[tuple[str, str]]


def coding_sheet(codings: Iterable[Coding], known: CodingSources) -> str:
    """Write codings as CSV with semicolons, in order of session and passage; those without attribution come last."""
    rows = sorted(codings, key=lambda c: (c.session == UNATTRIBUTED, c.session, c.turn, c.start, c.code, c.author,
                                          c.text))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([COLUMNS, *(map(guarded, _row(c, known)) for c in rows)])
    return buffer.getvalue()


def _row(c: Coding, known: CodingSources) -> tuple[str, ...]:
    line = known.lines.get(c.coding)
    turn, place, read = "", "", ""
    if c.session != UNATTRIBUTED:
        turn = str(c.turn)
        place = written(_place(c, known.turns[c.session]))
        read = YES if (c.author, c.session) in known.read else NO
    memo = line.memo if line else ""
    return (
        c.session, turn, c.code, c.text, c.author, STATUS[c.status], MODES[c.mode], memo, c.at, place, read,
    )


def _place(c: Coding, turns: Turns) -> Place:
    first = anchors.source_words(turns[c.turn], c.start, len(turns[c.turn].text))
    last = anchors.source_words(turns[c.last_turn], 0, c.end)
    return Place(c.turn, first[0] if first else 0, c.last_turn, last[1] if last else 0)


def guarded(cell: str) -> str:
    """
    Keep a spreadsheet from running a cell as a formula.

    >>> guarded("- Oui."), guarded("Oui.")
    ("'- Oui.", 'Oui.')
    """
    return GUARD + cell if cell.startswith((*FORMULAS, GUARD)) else cell


def unguarded(cell: str) -> str:
    """
    Give back what a cell said before it was guarded.

    >>> unguarded("'- Oui."), unguarded("'tain")
    ('- Oui.', "'tain")
    """
    return cell[1:] if cell.startswith(GUARD) and cell[1:].startswith((*FORMULAS, GUARD)) else cell
