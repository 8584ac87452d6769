"""Artefact names ↔ files of ``build/``: the only module that opens artefacts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.model.conform import arrow_type, column, columns, conform, fixed, laid, numbers
from pipeline.model.contracts import ARTEFACTS, Participant, Vectors
from pipeline.model.errors import FiligraneError
from pipeline.model.files import put_in_place, unfinished, write_whole
from pipeline.model.lazy import Sessions, cut
from pipeline.model.study import Study

KEY = b"filigrane.key"


def load(study: Study, name: str) -> Any:
    """
    Read an artefact whole, checked against its contract.

    Raises:
        FiligraneError: the artefact was never made.
    """
    return merge(name, [read(name, path) for path in files(study, name)])


def files(study: Study, name: str) -> list[Path]:
    """List the files of an artefact in order of session."""
    artefact = ARTEFACTS[name]
    path = study / artefact.path(name)
    if not path.exists():
        raise FiligraneError(f"{path} n'existe pas encore : lancez « dvc repro » (ou « filigrane run »).")
    return sorted(path.glob("*.parquet")) if artefact.by_session else [path]


def merge(name: str, parts: Iterable[Any]) -> Any:
    """Put the sessions' parts of an artefact together."""
    if ARTEFACTS[name].row is Vectors:
        held = [part for part in parts if part.excerpts]
        matrix = np.vstack([p.matrix for p in held]) if held else np.empty((0, 0), dtype=np.float32)
        return Vectors(tuple(excerpt for part in held for excerpt in part.excerpts), matrix)
    return conform(name, [row for part in parts for row in part])


def save(study: Study, name: str, rows: Any) -> None:
    """
    Write an artefact kept in one file.

    Args:
        study: its folder is made where it is not there yet.
        name: the artefact, as ``ARTEFACTS`` knows it; its contract and its place follow.
        rows: rows of its contract, or vectors; or an iterator of the rows of each session, in any order of sessions,
            which are dropped as soon as they are laid out.

    Raises:
        BrokenContract: a row is not what the contract of ``name`` says.
    """
    write(name, rows, study / ARTEFACTS[name].path(name))


def write(name: str, rows: Any, path: Path, key: str = "") -> None:
    """
    Write rows to ``path`` at one stroke.

    Args:
        name: the artefact whose contract they follow.
        rows: its rows, or its ``Vectors``.
        path: the file.
        key: what the rows were computed from, as a hash; ``key_of`` gives it back.

    Raises:
        BrokenContract: a row is not what the contract says.
    """
    put_in_place(_written(name, rows, path, key), path)


def _written(name: str, rows: Any, path: Path, key: str = "") -> Path:
    table = table_of(name, rows)
    temporary = unfinished(path)
    pq.write_table(table.replace_schema_metadata({KEY: key.encode()}), temporary, compression="zstd")
    return temporary


def read(name: str, path: Path) -> Any:
    """Read the rows that one file of an artefact holds."""
    table = pq.ParquetFile(path).read()  # a data set of one file: nothing more to import
    if ARTEFACTS[name].row is Vectors:
        ids = tuple(table["excerpt"].to_pylist())
        if not ids:
            return Vectors((), np.empty((0, 0), dtype=np.float32))
        return Vectors(ids, numbers(table["vector"].combine_chunks()).reshape(len(ids), -1))
    return conform(name, _rows_of(ARTEFACTS[name].row, table))


def read_by_session(name: str, path: Path, *, kept: bool = True) -> Sessions[Any]:
    """
    Read a file whose rows are in order of session; those of a session are made and checked when asked for.

    Args:
        name: the artefact.
        path: its file.
        kept: whether rows stay in memory once made: a page comes back to them, a stage goes through all.
    """
    row = ARTEFACTS[name].row
    return cut(pq.ParquetFile(path).read(), lambda piece: conform(name, _rows_of(row, piece)), kept=kept)


def count(path: Path) -> int:
    """Count the rows that one file of an artefact holds, without reading them."""
    return int(pq.read_metadata(path).num_rows)


def key_of(path: Path) -> str | None:
    """Give the content key a file was written with, or nothing when there is no such file."""
    if not path.exists():
        return None
    metadata: dict[bytes, bytes] = pq.read_schema(path).metadata or {}
    return metadata.get(KEY, b"").decode()


def table_of(name: str, rows: Any) -> pa.Table:
    """Turn checked rows into a table with the columns of the contract; an iterator gives a session each time."""
    row = ARTEFACTS[name].row
    if row is Vectors:
        width = rows.matrix.shape[1] if rows.matrix.size else 0
        lists = [laid(rows.excerpts, str), fixed(rows.matrix, width)]
        return pa.Table.from_arrays(lists, names=["excerpt", "vector"])
    if isinstance(rows, Sessions):
        rows = iter(rows.parts.values())
    if isinstance(rows, Iterator):
        return _one_after_another(name, rows)
    rows = conform(name, rows)
    if row is Participant:
        names = sorted({name for r in rows for name in r.attributes})
        data = {"participant": [r.participant for r in rows], "session": [r.session for r in rows]}
        data |= {name: [r.attributes.get(name, "") for r in rows] for name in names}
        return pa.Table.from_arrays([laid(values, str) for values in data.values()], names=list(data))
    arrays = [laid([getattr(r, c) for r in rows], k) for c, k in columns(row).items()]
    return pa.Table.from_arrays(arrays, schema=schema_of(row))


def _one_after_another(name: str, sessions: Iterator[Iterable[Any]]) -> pa.Table:
    # Rows of one session at a time are laid out and dropped: laid out, they take a tenth of the room.
    row: Any = ARTEFACTS[name].row
    key = attrgetter(*row.KEY)
    checked = (conform(name, rows) for rows in sessions)
    laid_out = ((key(rows[0]), key(rows[-1]), table_of(name, rows)) for rows in checked if rows)
    parts = sorted(laid_out, key=itemgetter(0))
    if any(last >= first for (_, last, _), (first, _, _) in pairwise(parts)):
        return table_of(name, [made for _, _, table in parts for made in _rows_of(row, table)])
    tables = [table for _, _, table in parts]
    return pa.concat_tables(tables).combine_chunks() if tables else table_of(name, [])


def schema_of(row: Any) -> pa.Schema:
    """Give the parquet schema of a row type."""
    return pa.schema([pa.field(c, arrow_type(k)) for c, k in columns(row).items()])


def _rows_of(row: Any, table: pa.Table) -> list[Any]:
    if row is Participant:
        attributes = [c for c in table.column_names if c not in Participant.KEY]
        return [
            Participant(r["participant"], r["session"], {a: r[a] for a in attributes}) for r in table.to_pylist()
        ]
    lists = [column(table[c].combine_chunks(), k) for c, k in columns(row).items()]
    return list(map(row, *lists))


def save_tables(folder: Path, made: dict[str, Any]) -> None:
    """Write the read model of the dashboard: one parquet per table, then ``run.json`` last."""
    # All written before the first is replaced: a run that is killed leaves the tables of one run, not of two.
    places = {name: folder / f"{name}.parquet" for name in made["tables"]}
    written = {name: _written(name, rows, places[name]) for name, rows in made["tables"].items()}
    for name, temporary in written.items():
        put_in_place(temporary, places[name])
    for path in folder.glob("*.parquet"):
        if path.stem not in made["tables"]:
            path.unlink()
    save_json(folder / "run.json", made["run"])


def save_json(path: Path, value: Any) -> None:
    """Write a metric at one stroke, keys sorted."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    write_whole(path, text.encode())


def load_json(path: Path) -> Any:
    """Read a metric, or nothing when it was never made."""
    return json.loads(path.read_text("utf-8")) if path.exists() else None
