"""A matrix → its table: people first, then sessions and excerpts; every cell opens on its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.data.matrix import FEW, Cell, MatrixRow, MatrixSubject
from dashboard.ui.html import Html, element, join, line, open_link, table
from dashboard.ui.sentences import compare_phrases as phrases
from dashboard.words import compare_words as words
from pipeline.pseudonymise.people.material import Material


def matrix(lines: Sequence[MatrixRow], attribute: str, of: Material) -> Html:
    """Lay a matrix out, all people together in the last column; ``of`` is what the corpus is made of."""
    values = [_column(c.value, len(_people_of(lines, n))) for n, c in enumerate(lines[0].cells)]
    body = [line(_name(x.row, x.whole), [_cell(x.row, c, attribute, of) for c in (*x.cells, x.whole)]) for x in lines]
    return table(words.MATRIX_VIEWS["matrice"], ("", *values, words.EVERYONE), body)


def _column(value: str, count: int) -> Html:
    return join(phrases.bearing(value, count), _flag(few=count < FEW))


def _flag(*, few: bool) -> Html:
    return element("span", f"\N{NO-BREAK SPACE}{words.MATRIX_FEW}", title=words.FEW_HELP) if few else Html("")


def _people_of(lines: Sequence[MatrixRow], column: int) -> frozenset[str]:
    # Whoever is possible anywhere in a column, or spoke there unasked, bears its value.
    return frozenset().union(*(x.cells[column].possible | x.cells[column].unasked for x in lines))


def _name(row: MatrixSubject, whole: Cell) -> Html:
    guide = element("small", phrases.asked_by(row.asked_by)) if whole.guided else ""
    return join(row.label, guide)


def _cell(row: MatrixSubject, cell: Cell, attribute: str, of: Material) -> Html:
    kind = "" if cell.value else " ensemble"
    if cell.state != "present":
        said = join(words.STATES[cell.state], _flag(few=cell.few and bool(cell.possible)), _more(row, cell, attribute))
        return element("td", said, class_=f"vide-case{kind}", title=words.STATES_HELP)
    count = open_link(phrases.people_of(cell), "extraits", address(row, cell, attribute, "person"))
    parts = count, _flag(few=cell.few), _more(row, cell, attribute), element("small", phrases.details(cell, of))
    return element("td", *parts, class_=f"{'peu' if cell.few else ''}{kind}".strip())


def _more(row: MatrixSubject, cell: Cell, attribute: str) -> Html:
    unasked = element("small", phrases.unasked(len(cell.unasked))) if cell.unasked else ""
    if not cell.to_read:
        return join(unasked)
    waiting = open_link(phrases.to_read(len(cell.to_read)), "extraits", address(row, cell, attribute, "machine"))
    return join(unasked, element("small", waiting))


def address(row: MatrixSubject, cell: Cell, attribute: str, reader: str) -> list[tuple[str, str]]:
    """Write the filters of the page Extraits that show what a cell counts."""
    people = cell.people | cell.unasked if reader == "person" else cell.to_read
    value = [(f"a.{attribute}", cell.value)] if cell.value else []
    return [(row.kind, row.id), ("par", reader), *value, *(("personne", who) for who in sorted(people))]


def rows(lines: Sequence[MatrixRow]) -> Iterator[list[str]]:
    """Give the figures of a matrix as a spreadsheet lists them."""
    for x in lines:
        for cell in (*x.cells, x.whole):
            counts = (cell.people, cell.possible, cell.unasked, cell.sessions)
            yield [
                x.row.label, cell.value or words.EVERYONE, *(str(len(c)) for c in counts), str(cell.excerpts),
                str(len(cell.to_read)), words.STATES[cell.state], words.YES if cell.few else words.NO,
            ]
