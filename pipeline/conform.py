"""Rows → the same rows, checked against their contract and put in key order."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal

from pipeline.contracts import ARTEFACTS
from pipeline.errors import BrokenContract


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
    key: tuple[str, ...] = row.KEY
    ordered = sorted(rows, key=lambda r: tuple(getattr(r, k) for k in key))
    for r in ordered:
        _check_row(name, row, r)
    _check_keys(name, key, ordered)
    return ordered


def _check_row(name: str, row: Any, value: object) -> None:
    if type(value) is not row:
        raise BrokenContract(f"{name} : une ligne est de type {type(value).__name__}, et non {row.__name__}.")
    for column, kind in columns(row).items():
        if not fits(getattr(value, column), kind):
            raise BrokenContract(f"{name}.{column} : {getattr(value, column)!r} ne convient pas ({kind}).")


def _check_keys(name: str, key: Sequence[str], rows: list[Any]) -> None:
    seen: set[tuple[Any, ...]] = set()
    for r in rows:
        values = tuple(getattr(r, k) for k in key)
        if values in seen:
            raise BrokenContract(f"{name} : la clé {values} est là deux fois.")
        seen.add(values)


def fits(value: object, kind: Any) -> bool:
    """Tell whether a value is of the type that an annotation says."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
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
