"""A table that somebody has of people → what it says of each of those who answer here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.ingest.readers.spreadsheet import read_table
from pipeline.language.folds import fold_for_search
from pipeline.language.numbers import agreeing, listed
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import declared, wording
from pipeline.pseudonymise.describe.people import NAME, Answerer, Key

# What a column that says who is spoken of may be called.
WHO = {
    "session": "session", "entretien": "session", "id": "session", "fichier": "file", "file": "file",
    "locuteur": "label", "voix": "label", "libellé": "label", "libelle": "label", "participant": "label", NAME: NAME,
}
# Said of an interview, and kept where sessions.csv has it: not an attribute of anybody.
APART = ("type", "date", "enqueteur", "duree_min", "lieu")
LISTED = 3


@dataclass(frozen=True)
class Taken:
    """What a table gives: cells by person and field, the fields it adds, and what is to be said of it."""

    cells: dict[tuple[Key, str], str] = field(repr=False)
    fields: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def taken(data: bytes, file: str, people: Sequence[Answerer]) -> Taken:
    """
    Read a table of people, and find whom each row is about.

    Raises:
        FiligraneError: it cannot be read, or no column says who is spoken of.
    """
    header, rows = read_table(data, file)
    columns = [" ".join(h.split()).lower() for h in header]
    who = {i: WHO[name] for i, name in enumerate(columns) if name in WHO}
    attributes = [i for i, name in enumerate(columns) if name and name not in {*WHO, *APART}]
    names = {i: declared.field_name(header[i]) for i in attributes}
    names |= {i: NAME for i, kind in who.items() if kind == NAME}
    cells: dict[tuple[Key, str], str] = {}
    lost: list[str] = []
    for number, row in enumerate(rows, 2):
        found = _about({kind: row[i].strip() for i, kind in who.items() if row[i].strip()}, people)
        if len(found) != 1:
            lost.append(f"ligne {number}")
            continue
        cells |= {(found[0].key, name): row[i].strip() for i, name in names.items() if row[i].strip()}
    if not who or len(lost) == len(rows):
        raise FiligraneError(wording.NO_PEOPLE.format(file=file))
    told = [agreeing(wording.TAKEN_IN, len(rows) - len(lost), file=file)]
    told += [agreeing(wording.LEFT_OUT, len(lost), which=listed(lost[:LISTED]))] if lost else []
    return Taken(cells, tuple(n for n in dict.fromkeys(names.values()) if n != NAME), tuple(told))


def _about(said: dict[str, str], people: Sequence[Answerer]) -> list[Answerer]:
    # Each column narrows; a name that is not known yet narrows nothing where something else tells who it is.
    found = [line for line in people if all(_is(line, k, v) for k, v in said.items() if k != NAME)]
    if NAME in said and (len(found) != 1 or len(said) == 1):
        found = [line for line in found if _is(line, NAME, said[NAME])]
    return found if said else []


def _is(line: Answerer, kind: str, value: str) -> bool:
    if kind in {"session", "file"}:
        path = PurePosixPath(line.file)
        return fold_for_search(value) in {*map(fold_for_search, (line.session, line.file, path.stem, path.name))}
    known = line.label if kind == "label" else line.values.get(NAME, "") or line.label
    return fold_for_search(value) == fold_for_search(known)
