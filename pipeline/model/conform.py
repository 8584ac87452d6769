"""Rows → the same rows, checked against their contract and put in key order."""

from __future__ import annotations

import types
import typing
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import accumulate, chain, islice, pairwise
from operator import attrgetter, sub
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from pipeline.model.contracts import ARTEFACTS
from pipeline.model.errors import BrokenContract


def columns(row: Any) -> dict[str, Any]:
    """Give each column of a row type its Python type, in order."""
    return _columns(row)


@cache
def _columns(row: type) -> dict[str, Any]:
    hints = typing.get_type_hints(row)
    return {f.name: hints[f.name] for f in fields(row)}


def conform(name: str, rows: Iterable[Any]) -> list[Any]:
    """
    Check rows against the contract of the artefact ``name`` and put them in key order.

    Raises:
        BrokenContract: a value of another type, an unknown literal, or a key seen twice.
    """
    row: Any = ARTEFACTS[name].row
    get = attrgetter(*row.KEY)
    key = get if len(row.KEY) > 1 else lambda row: (get(row),)
    ordered = sorted(rows, key=key)
    _check_rows(name, row, ordered)
    keys = map(key, ordered)
    # In order, a key seen twice is seen twice in a row.
    for one, other in pairwise(keys):
        if one == other:
            raise BrokenContract(f"{name} : la clé {one} est là deux fois.")
    return ordered


def _check_rows(name: str, row: Any, rows: list[Any]) -> None:
    if set(map(type, rows)) <= {row} and all(_fit(map(attrgetter(c), rows), k) for c, k in columns(row).items()):
        return
    for r in rows:
        if type(r) is not row:
            raise BrokenContract(f"{name} : une ligne est de type {type(r).__name__}, et non {row.__name__}.")
        for column, kind in columns(row).items():
            if not fits(getattr(r, column), kind):
                raise BrokenContract(f"{name}.{column} : {getattr(r, column)!r} ne convient pas ({kind}).")


def _fit(values: Iterable[object], kind: Any) -> bool:
    # A column at a time: a corpus has hundreds of thousands of rows, and few types.
    origin = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if origin is tuple:
        lists: list[Any] = list(values)
        return set(map(type, lists)) <= {tuple} and _fit(chain.from_iterable(lists), arguments[0])
    if is_dataclass(kind):
        held = list(values)
        inside = columns(kind).items()
        return set(map(type, held)) <= {kind} and all(_fit(map(attrgetter(c), held), k) for c, k in inside)
    if isinstance(kind, type) and origin is None:
        return set(map(type, values)) <= {kind}
    every = list(values)
    # What cannot be put in a set is looked at one by one.
    different = set(every) if set(map(type, every)) <= {str, int, type(None)} else every
    return all(fits(value, kind) for value in different)


def fits(value: object, kind: Any) -> bool:
    """Tell whether a value is of the type that an annotation says."""
    origin = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if origin is Literal:
        return value in arguments
    if origin in (types.UnionType, typing.Union):
        return any(fits(value, a) for a in arguments)
    if origin is tuple:
        return isinstance(value, tuple) and all(fits(v, arguments[0]) for v in value)
    if origin is dict:
        return isinstance(value, dict) and all(type(k) is str and type(v) is str for k, v in value.items())
    if is_dataclass(kind):
        return type(value) is kind and all(fits(getattr(value, c), k) for c, k in columns(kind).items())
    return type(value) is kind


SCALARS = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
CODES = {int: "q", float: "d"}


def arrow_type(kind: Any) -> pa.DataType:
    """Translate the annotation of a column into a type of Arrow."""
    origin = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if origin is tuple:
        return pa.list_(arrow_type(arguments[0]))
    if is_dataclass(kind):
        return pa.struct([pa.field(c, arrow_type(k)) for c, k in columns(kind).items()])
    return SCALARS[_scalar(kind)]


def laid(values: Sequence[Any], kind: Any) -> pa.Array:
    """Lay out the values of a column: a scalar, a row, or a tuple of either; only a scalar may be missing."""
    origin = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if origin is tuple:
        inside = laid(list(chain.from_iterable(values)), arguments[0])
        return _of(pa.list_(inside.type), len(values), [None, _ends(map(len, values))], [inside])
    if is_dataclass(kind):
        fields = [laid(list(map(attrgetter(c), values)), k) for c, k in columns(kind).items()]
        return _of(arrow_type(kind), len(values), [None], fields)
    return _scalars(values, _scalar(kind))


def fixed(matrix: np.ndarray[Any, Any], width: int) -> pa.Array:
    """Lay out rows of numbers, all of one width, one list a row."""
    flat = _of(pa.float32(), matrix.size, [None, pa.py_buffer(np.ascontiguousarray(matrix, np.float32).tobytes())])
    return _of(pa.list_(pa.float32(), width), len(matrix) if width else 0, [None], [flat])


def _scalars(values: Sequence[Any], kind: type) -> pa.Array:
    known = [v is not None for v in values]
    valid = None if all(known) else _bits(known)
    if kind is str:
        said = [(v or "").encode() for v in values]
        return _of(pa.string(), len(values), [valid, _ends(map(len, said)), pa.py_buffer(b"".join(said))])
    if kind is bool:
        return _of(pa.bool_(), len(values), [valid, _bits(values)])
    numbers = array(CODES[kind], (v or 0 for v in values))
    return _of(SCALARS[kind], len(values), [valid, pa.py_buffer(numbers)])


def _of(kind: pa.DataType, length: int, buffers: list[Any], inside: list[pa.Array] | None = None) -> pa.Array:
    return pa.Array.from_buffers(kind, length, buffers, children=inside)


def _bits(values: Sequence[Any]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(np.array(values, dtype=bool), bitorder="little").tobytes())


def _ends(lengths: Iterator[int]) -> pa.Buffer:
    return pa.py_buffer(array("i", accumulate(lengths, initial=0)))


def _scalar(kind: Any) -> type:
    if typing.get_origin(kind) is Literal:
        return str
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return _scalar(next(a for a in typing.get_args(kind) if a is not type(None)))
    return typing.cast("type", kind)


def column(laid_out: pa.Array, kind: Any) -> list[Any]:
    """Give the values of a column back, a column at a time; a tuple of rows is a tuple of rows again."""
    # Lists are cut by their offsets: asking the array itself would import all that Arrow can compute.
    if typing.get_origin(kind) is tuple:
        ends = laid_out.offsets.to_pylist()
        held = laid_out.values.slice(ends[0], ends[-1] - ends[0])
        inside = iter(column(held, typing.get_args(kind)[0]))
        return [tuple(islice(inside, length)) if length else () for length in map(sub, ends[1:], ends)]
    if is_dataclass(kind):
        made = typing.cast("Callable[..., Any]", kind)
        return list(map(made, *(column(laid_out.field(c), k) for c, k in columns(kind).items())))
    return list(laid_out.to_pylist())


def numbers(lists: pa.Array) -> np.ndarray[Any, Any]:
    """Give the numbers of lists of one width, end to end."""
    flat = lists.flatten()
    return np.frombuffer(flat.buffers()[1], np.float32, len(flat), flat.offset * np.dtype(np.float32).itemsize)
