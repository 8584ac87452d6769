"""Figures of agreement → the table one reads, in French, and the one a spreadsheet opens."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.language import coding_words as words
from pipeline.language import numbers

Figures = Mapping[str, Any]
NOTHING = "–"
MOST_LETTERS = 40


def header(unit: str, *, coefficients: bool = True) -> list[str]:
    """Name the columns of a unit; those of coefficients may be left out."""
    return [words.COLUMNS[c] for c in ("code", "n", "positives", *_shown(unit, coefficients))]


def rows(compared: Figures, unit: str, labels: Mapping[str, str], *, coefficients: bool = True) -> list[list[str]]:
    """Write the figures of one comparison: a row for each code, then all codes together, then their mean."""
    shown = _shown(unit, coefficients)
    named = [(f"{code} {labels.get(code, '')}".strip(), entry) for code, entry in compared["codes"].items()]
    mean = words.MEAN.format(codes=compared["mean"]["codes"])
    whole = [(words.OVERALL, compared["overall"])]
    averaged = [(mean, compared["mean"])] if compared["mean"]["codes"] else []
    return [
        [
            name, _count(entry.get("n")), f"{_count(entry['positives'])} {words.FEW_SIGN if entry.get('few') else ' '}",
            *(figure(entry, c) for c in shown),
        ]
        for name, entry in named + whole + averaged
    ]


def binary(compared: Figures) -> str:
    """Write how far coders agree on which words bear a code, whichever it is."""
    return f"{words.BINARY} : {figure(compared['overall'], 'u_alpha_binary')}"


def _shown(unit: str, coefficients: bool) -> list[str]:  # noqa: FBT001 - private, and named where it is decided
    columns = words.OF_SPANS if unit == "spans" else words.OF_UNITS
    return [c for c in columns if coefficients or c not in words.COEFFICIENTS]


def figure(entry: Figures, name: str) -> str:
    """
    Write a figure with its interval: shares in per cent, coefficients as they are.

    >>> figure({"kappa": 0.7, "kappa_low": 0.5, "kappa_high": 0.8}, "kappa")
    '0,70 [0,50 ; 0,80]'
    """
    value = entry.get(name)
    if value is None:
        return NOTHING
    if name not in words.COEFFICIENTS:
        return percent(value)
    low = entry.get(f"{name}_low")
    high = entry.get(f"{name}_high")
    return _decimal(value) if low is None or high is None else f"{_decimal(value)} [{_decimal(low)} ; {_decimal(high)}]"


def percent(share: float) -> str:
    """
    Write a share.

    >>> percent(0.0362)
    '3,6 %'
    """
    return numbers.percent(share, 1)


def _decimal(value: float) -> str:
    return numbers.decimal(value).replace("-", "−")


def _count(count: int | None) -> str:
    return "" if count is None else numbers.number(count)


def aligned(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    """Lay a table out for a terminal: names to the left, figures to the right."""
    cut = [
        [name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…", *cells]
        for name, *cells in (head, *body)
    ]
    first, *others = [max(len(row[i]) for row in cut) for i in range(len(head))]
    lines = [
        "  ".join([name.ljust(first), *(cell.rjust(width) for cell, width in zip(cells, others, strict=True))])
        for name, *cells in cut
    ]
    return [lines[0], "─" * max(map(len, lines)), *lines[1:]]


def write_csv(path: Path, compared: Iterable[tuple[str, str, Figures]]) -> None:
    """Write every figure of some comparisons (unit, names of coders, figures), one row for each code."""
    found: list[dict[str, Any]] = []
    for unit, names, figures in compared:
        common = {"unit": unit, "coders": names, "sessions": len(figures["sessions"])}
        entries = {**figures["codes"], "overall": figures["overall"], "mean": figures["mean"]}
        found += [common | {"code": code} | dict(entry) for code, entry in entries.items()]
    columns = list(dict.fromkeys(column for line in found for column in line))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows(found)
