"""A file of decisions as machines and hands leave it → the same decisions, or the file, the line and what to do."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import CodingDecision
from pipeline.model import decision_tables
from pipeline.model.decision_rows import CodingVerb
from pipeline.model.errors import BrokenDecision
from pipeline.model.study import Study

QUOTES = (
    "« bon », dit-elle\nalors", "=HYPERLINK(1)", "-3 degrés ; l'été", 'elle a dit "non"', "+33, @nous",
    "l’œuvre — 12 €",
)
Table = list[list[str]]


def lines() -> list[CodingDecision]:
    return [
        CodingDecision(
            id=f"{n}a0f3", at=f"2026-01-0{n + 1}T10:00:00", session="E01", turn=n, first_word=0, last_turn=n,
            last_word=3, quote=quote, code="A1", decision=CodingVerb.ADD, mode="manual", definition="1",
            memo="un mémo" if n % 2 else "",
        ) for n, quote in enumerate(QUOTES)
    ]


def saved(
    rows: Table, separator: str = ",", end: str = "\n", quoting: Literal[0, 1] = csv.QUOTE_MINIMAL,
    encoding: str = "utf-8",
) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    return buffer.getvalue().encode(encoding)


def cells(rows: Table, change: Callable[[str, str], str]) -> Table:
    """Change every cell under the first line, by its column."""
    head, *body = rows
    return [head, *([change(column, cell) for column, cell in zip(head, row, strict=True)] for row in body)]


def decimal(column: str, cell: str, mark: str = ".") -> str:
    return f"{cell}{mark}0" if column in {"turn", "first_word", "last_turn", "last_word", "definition"} else cell


NUMBERED = re.compile(r"codings/ana\.csv(, ligne \d+)? ")
SAME: dict[str, Callable[[Table], bytes]] = {
    "semicolons": lambda t: saved(t, ";"),
    "tabs": lambda t: saved(t, "\t"),
    "byte order mark": lambda t: saved(t, encoding="utf-8-sig"),
    "cp1252, semicolons": lambda t: saved(t, ";", "\r\n", encoding="cp1252"),
    "Unicode text of Excel": lambda t: saved(t, "\t", "\r\n", encoding="utf-16"),
    "sep=; before all": lambda t: b"sep=;\r\n" + saved(t, ";", "\r\n", encoding="cp1252"),
    "Windows line ends": lambda t: saved(t, end="\r\n"),
    "no last line end": lambda t: saved(t).rstrip(b"\n"),
    "every cell quoted": lambda t: saved(t, quoting=csv.QUOTE_ALL),
    "capitals in the first line": lambda t: saved([[c.upper() for c in t[0]], *t[1:]]),
    "spaces in the first line": lambda t: saved([[f" {c} " for c in t[0]], *t[1:]]),
    "capitals in verbs": lambda t: saved(cells(t, lambda c, v: v.upper() if c in {"decision", "mode"} else v)),
    "spaces around words": lambda t: saved(cells(t, lambda c, v: v if c in {"quote", "memo"} else f" {v} ")),
    "1.0": lambda t: saved(cells(t, decimal)),
    "1,0": lambda t: saved(cells(t, lambda c, v: decimal(c, v, ",")), ";"),
    "blank rows": lambda t: saved([t[0], [""] * len(t[0]), *t[1:], [""] * len(t[0]), [""] * len(t[0])]),
    "empty lines": lambda t: saved(t[:2]) + b"\n\n" + saved(t[2:]) + b"\n\n\n",
    "rows of spaces": lambda t: saved([*t[:3], [" "] * len(t[0]), *t[3:]]),
    "identical lines": lambda t: saved([*t, *t[1:]]),
    "columns moved": lambda t: saved([row[::-1] for row in t]),
    "a column more": lambda t: saved([[*t[0], "remarque"], *([*row, "à voir"] for row in t[1:])]),
    "empty columns more": lambda t: saved([[*row, "", ""] for row in t]),
    "empty cells at the end cut off": lambda t: saved([t[0], *(trimmed(row) for row in t[1:])]),
    "the first line again": lambda t: saved([*t[:3], t[0], *t[3:]]),
    "accents in two characters": lambda t: unicodedata.normalize("NFD", saved(t).decode()).encode(),
    "formulas guarded": lambda t: saved(cells(t, lambda _, v: f"'{v}" if v[:1] in {"=", "+", "-", "@"} else v)),
    "invisible signs": lambda t: saved([[f"\u200b{cell}\u00ad" for cell in row] for row in t]),
}
NAMED: dict[str, Callable[[Table], bytes]] = {
    "marks of git": lambda t: saved(t[:3]) + b"<<<<<<< HEAD\n" + saved(t[3:5]) + b"=======\n>>>>>>> autre\n",
    "a quote never closed": lambda t: saved(t) + b'x,2026,E01,1,0,1,3,"dit',
    "a workbook under the name of a table": lambda _: b"PK\x03\x04" + bytes(range(256)) * 20,
    "a column taken out": lambda t: saved([row[:3] + row[4:] for row in t]),
    "no first line": lambda t: saved(t[1:]),
    "a date for a number": lambda t: saved(cells(t, lambda c, v: "01/02/2026" if c == "turn" else v)),
    "a formula that failed": lambda t: saved(cells(t, lambda c, v: "#NOM?" if c == "last_word" else v)),
    "an unknown verb": lambda t: saved(cells(t, lambda c, v: "ajouter" if c == "decision" else v)),
    "NUL characters": lambda t: saved(t).replace(b"A1", b"A\x001"),
}


def trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def table(study: Study) -> tuple[Path, Table]:
    path = decisions.append(study, "ana", lines())
    return path, [row for _, row in decision_tables.rows(path)]


@pytest.mark.parametrize("way", SAME)
def test_a_file_saved_otherwise_says_the_same(tmp_path: Path, way: str) -> None:
    """Whatever a spreadsheet or a hand did to it, decisions are the same, and one can be added."""
    study = Study(tmp_path)
    path, rows = table(study)
    path.write_bytes(SAME[way](rows))
    expected = [decisions.columns(d) for d in lines()]

    assert [decisions.columns(d) for d in decisions.codings(study)] == expected
    decisions.append(study, "ana", [decision_of("neuf")])
    assert [d.id for d in decisions.codings(study)] == [*(d.id for d in lines()), "neuf"]


def decision_of(name: str) -> CodingDecision:
    return CodingDecision(
        id=name, at="2026-02-01T10:00:00", session="E01", turn=9, first_word=0, last_turn=9, last_word=3, quote="dit",
        code="A1", decision=CodingVerb.ADD, mode="manual", definition="1",
    )


@pytest.mark.parametrize("way", NAMED)
def test_what_no_file_of_decisions_says_is_named(tmp_path: Path, way: str) -> None:
    """In French, with the file, and the line where there is one; and nothing is added to it."""
    study = Study(tmp_path)
    path, rows = table(study)
    path.write_bytes(NAMED[way](rows))

    with pytest.raises(BrokenDecision, match=NUMBERED):
        decisions.codings(study)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_an_empty_file_holds_nothing_and_can_be_added_to(tmp_path: Path, content: bytes) -> None:
    """A file that somebody emptied is an empty file."""
    study = Study(tmp_path)
    path, _ = table(study)
    path.write_bytes(content)

    assert decisions.codings(study) == []
    decisions.append(study, "ana", [decision_of("neuf")])
    assert [d.id for d in decisions.codings(study)] == ["neuf"]
