"""Rows → the same rows, checked against their contract and put in key order."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain, pairwise
from operator import attrgetter
from typing import Any, Literal

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
    key = _getter(row.KEY)
    ordered = sorted(rows, key=key)
    _check_rows(name, row, ordered)
    keys = map(key, ordered)
    # In order, a key seen twice is seen twice in a row.
    for one, other in pairwise(keys):
        if one == other:
            raise BrokenContract(f"{name} : la clé {one} est là deux fois.")
    return ordered


def _getter(key: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    get = attrgetter(*key)
    return get if len(key) > 1 else lambda row: (get(row),)


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
    return all(fits(value, kind) for value in _once(values))


def _once(values: Iterable[object]) -> Iterable[object]:
    # What cannot be put in a set is looked at one by one.
    every = list(values)
    return set(every) if set(map(type, every)) <= {str, int, type(None)} else every


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
