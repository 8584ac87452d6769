"""The rows of the grid → a tree one reads: people first, then sessions, then excerpts; the machine apart."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.grid_counts import GridRow
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.marked import COLOUR as IS_COLOUR
from dashboard.ui.marked import INK
from dashboard.ui.sentences import phrases
from dashboard.words import grid_words as wording
from pipeline.codebook.codes import Code, Family


def tree(families: Sequence[tuple[Family, list[GridRow]]], chosen: str) -> Html:
    """Show the grid whole."""
    return element("nav", [_family(family, rows, chosen) for family, rows in families], class_="arbre",
                   aria_label=wording.GRID)


def _family(family: Family, rows: Sequence[GridRow], chosen: str) -> Html:
    listed = element("ul", [_row(row, chosen) for row in rows]) if rows else Html("")
    return join(element("h3", f"{family.id} {family.label}"), listed)


def _row(row: GridRow, chosen: str) -> Html:
    code = row.code
    kind = " ".join(["rang", *(["choisi"] if code.id == chosen else []), *(["retire"] if code.retired else [])])
    name = element("span", link(label(code), "grille", code=code.id), class_="code person", style=ink(code))
    gone = element("span", f"{wording.RETIRED} {day(code.retired)}", class_="mention") if code.retired else ""
    below = f"margin-left:{row.depth * 1.4}rem"
    machine = element("span", waiting(row), class_="discret machine") if row.to_read else ""
    people = element("span", counts(row), class_="discret")
    return element("li", name, gone, people, machine, class_=kind, style=below)


def label(code: Code) -> str:
    """Name a code as people read it."""
    return f"{code.id} {code.label}"


def ink(code: Code) -> str:
    """Give the colour of a code as a style."""
    return f"--encre:{code.colour if IS_COLOUR.fullmatch(code.colour) else INK}"


def counts(row: GridRow) -> str:
    """Say how many people, interviews and excerpts a code has; what was written apart."""
    apart = phrases.counted(row.apart, *wording.APART) if row.apart else ""
    return " · ".join(filter(None, (
        phrases.counted(row.people, "personne", "personnes"), phrases.counted(row.sessions, "entretien", "entretiens"),
        phrases.counted(row.excerpts, "extrait", "extraits"), apart,
    )))


def waiting(row: GridRow) -> str:
    """Say how many excerpts are only suggested."""
    return f"+ {phrases.counted(row.to_read, wording.WAITING_ONE, wording.WAITING_MANY)}"


def day(written: str) -> str:
    """
    Write a date as people read it; what is no date stays.

    >>> day("2026-03-01"), day("un jour non précisé")
    ('01/03/2026', 'un jour non précisé')
    """
    parts = written[:10].split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else written
