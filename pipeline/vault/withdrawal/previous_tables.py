"""The tables of today and what is withdrawn → what « Qu'est-ce qui a changé ? » compares with, without the words."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from pipeline.changes.past_tables import COMPARED, KEPT_LOCK, LOCK, PREVIOUS, RUN
from pipeline.ingest.withdrawals import Place
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Coding, Excerpt, Orphan, ThemeSummary
from pipeline.model.study import Study
from pipeline.run.flow import TABLES


def keep(study: Study, gone: Collection[Place]) -> None:
    """Replace what is kept of the run before by the run of today, where withdrawn passages have a place and no word."""
    now = study / TABLES
    shutil.rmtree(study / PREVIOUS, ignore_errors=True)
    if (now / RUN).exists():
        there = [name for name in COMPARED if (now / f"{name}.parquet").exists()]
        tables = {name: [_blank(r, gone) for r in store.read(name, now / f"{name}.parquet")] for name in there}
        if (study / LOCK).exists():
            (study / KEPT_LOCK).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(study / LOCK, study / KEPT_LOCK)
        store.save_tables(study / PREVIOUS, {"tables": tables, "run": store.load_json(now / RUN)})


def _blank(row: Any, gone: Collection[Place]) -> Any:
    if isinstance(row, ThemeSummary):
        return row
    if isinstance(row, Orphan):
        return replace(row, quote="")
    last = row.last_turn if isinstance(row, Coding) else row.turn
    if not any((row.session, n) in gone for n in range(row.turn, last + 1)):
        return row
    if isinstance(row, AnonymisedTurn):
        return replace(row, text="", anchors=(), sentences=())
    return replace(row, text="", question="", masks=()) if isinstance(row, Excerpt) else replace(row, text="")
