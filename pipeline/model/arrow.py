"""Columns of rows ↔ arrays of Arrow, by the types of a contract alone.

Arrays are laid out here, buffer by buffer: handed to ``pyarrow.array``, a list imports pandas to be looked at, which
would take a third of the time of a stage that has little to do.
"""

from __future__ import annotations

import types
import typing
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import is_dataclass
from itertools import accumulate, chain, islice
from operator import attrgetter, sub
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from pipeline.model.conform import columns

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
