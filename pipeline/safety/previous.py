"""The tables of today and what is withdrawn → what « Qu'est-ce qui a changé ? » compares with, without the words."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from pipeline import store
from pipeline.contracts import AnonymisedTurn, Coding, Excerpt, Orphan
from pipeline.flow import TABLES
from pipeline.past import COMPARED, PREVIOUS, RUN
from pipeline.study import Study
from pipeline.withdrawals import Place


def keep(study: Study, gone: Collection[Place]) -> None:
    """Replace what is kept of the run before by the run of today, where withdrawn passages have a place and no word."""
    now = study / TABLES
    shutil.rmtree(study / PREVIOUS, ignore_errors=True)
    if (now / RUN).exists():
        tables = {name: [_blank(r, gone) for r in store.read(name, now / f"{name}.parquet")] for name in COMPARED}
        store.save_tables(study / PREVIOUS, {"tables": tables, "run": store.load_json(now / RUN)})


def _blank(row: Any, gone: Collection[Place]) -> Any:
    if isinstance(row, Orphan):
        return replace(row, quote="")
    last = row.last_turn if isinstance(row, Coding) else row.turn
    if not any((row.session, n) in gone for n in range(row.turn, last + 1)):
        return row
    if isinstance(row, AnonymisedTurn):
        return replace(row, text="", anchors=(), sentences=())
    return replace(row, text="", question="", masks=()) if isinstance(row, Excerpt) else replace(row, text="")
