"""
A withdrawal worked out → carried out to its end, step by step, even when it was killed between two of them.

What is left to do stands in ``build/private`` until all is done: whoever was stopped needs nothing that was deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import columns
from pipeline.changes.continuity.change import carry_out, change, forgotten
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.ingest.withdrawals import Place
from pipeline.model import store
from pipeline.model.decision_rows import Extent, IdentifierDecision, WithdrawalDecision
from pipeline.model.study import Study
from pipeline.vault import private_names
from pipeline.vault.private_names import Cell
from pipeline.vault.withdrawal import traces, words_to_find
from pipeline.vault.withdrawal import words_to_find as say
from pipeline.vault.withdrawal.plan import Plan
from pipeline.vault.withdrawal.words_to_find import WithdrawnPhrases

LEFT = "build/private/retrait.json"


@dataclass(frozen=True)
class WithdrawalOrder:
    """
    All that a withdrawal will do, as it can be kept.

    Attributes:
        cells: the cells of decisions that quote what is withdrawn, and what they become.
        gone: the turns of which something is withdrawn.
        emptied: the sessions in which nobody is left, with their files.
        touched: the other sessions, with their files.
        whole: for each of those, the turns that go whole, with their words.
        partly: for each of those, the turns that go in part.
        done: the steps that are behind.
    """

    by: str
    extent: Extent
    lines: list[WithdrawalDecision]
    masks: list[IdentifierDecision]
    cells: dict[Cell, str]
    gone: list[Place]
    emptied: dict[str, str]
    touched: dict[str, str]
    whole: dict[str, dict[int, str]]
    partly: dict[str, list[int]]
    found: WithdrawnPhrases
    done: list[str] = field(default_factory=list)


def order(made: Plan, found: WithdrawnPhrases, by: str) -> WithdrawalOrder:
    """Work out all that a withdrawal writes, rewrites and deletes, before anything is touched."""
    study = made.known.study
    cells: dict[Cell, str] = {}
    if made.extent == Extent.EVERYTHING:
        names = made.names_of_emptied
        before = words_to_find.Before(turns_by_session(made.known.shown), made.gone, names, found)
        cells = words_to_find.cells(study, before) | forgotten(study, names)
    emptied = {s.session: s.file for s in made.emptied}
    touched = {s.session: s.file for s in made.known.sessions if s.session in {p[0] for p in made.gone}}
    parted = {session: made.turns_gone(session) for session in touched if session not in emptied}
    return WithdrawalOrder(
        by, made.extent, made.lines, list(made.masks()), cells, list(made.gone), emptied, touched,
        {session: whole for session, (whole, _) in parted.items()},
        {session: partly for session, (_, partly) in parted.items()}, found,
    )


def carried_out(study: Study, of: WithdrawalOrder) -> list[str]:
    """Do what is left of a withdrawal, and say it once all is done: who listens no more stops nothing."""
    told: list[str] = []
    for name, step in STEPS.items():
        if name not in of.done and (name in TO_HIDE or of.extent == Extent.EVERYTHING):
            _keep(study, of)
            told += step(study, of)
            of.done.append(name)
    (study / LEFT).unlink(missing_ok=True)
    return told


def _write_lines(study: Study, of: WithdrawalOrder) -> Iterator[str]:
    """Write the withdrawal first, so that an interruption hides rather than shows."""
    there = {d.id for d in decisions.withdrawals(study)}
    if lines := [d for d in of.lines if d.id not in there]:
        decisions.append(study, of.by, lines)
    yield from ()


def _write_masks(study: Study, of: WithdrawalOrder) -> Iterator[str]:
    there = {d.id for d in decisions.identifiers(study)}
    if masks := [d for d in of.masks if d.id not in there]:
        decisions.append(study, of.by, masks)
    if of.masks:
        yield say.MASKED.format(number=len(of.masks), by=of.by)


def _rewrite(study: Study, of: WithdrawalOrder) -> Iterator[str]:
    for file, number in private_names.migrate(study, of.cells, of.by, "retrait").items():
        yield say.REWRITTEN.format(file=file, number=number)


def _keep_previous(study: Study, of: WithdrawalOrder) -> Iterator[str]:
    traces.keep_previous(study, of.gone)
    yield from ()


def _delete_sessions(study: Study, of: WithdrawalOrder) -> Iterator[str]:
    traces.delete_sessions(study, of.emptied)
    yield from ()


def _clear_transcripts(study: Study, of: WithdrawalOrder) -> Iterator[str]:
    """Take the words out of the transcripts that stay; says which turns must be taken out by hand."""
    paths = traces.by_session(study, of.touched)
    for session, whole in of.whole.items():
        if session not in paths:
            continue
        left = sorted([*traces.clear(paths[session], whole), *of.partly[session]])
        done = [n for n in whole if n not in left]
        file = f"transcripts/{paths[session].name}"
        for words, turns in ((say.CLEARED, done), (say.STAYS, left)):
            if turns:
                yield words.format(file=file, turns=", ".join(map(str, turns)))
        traces.forget_turns(study, session)


def _delete_copies(study: Study, of: WithdrawalOrder) -> Iterator[str]:
    traces.delete_copies(study, of.found)
    yield from ()


def _let_decisions_follow(study: Study, _of: WithdrawalOrder) -> Iterator[str]:
    # What was decided of these words goes with them: nothing is left to ask at the next run.
    carry_out(study, change(study))
    yield from ()


STEPS: dict[str, Callable[[Study, WithdrawalOrder], Iterator[str]]] = {
    "lines": _write_lines, "masks": _write_masks, "rewrite": _rewrite, "previous": _keep_previous,
    "sessions": _delete_sessions, "transcripts": _clear_transcripts, "copies": _delete_copies,
    "register": _let_decisions_follow,
}
TO_HIDE = ("lines", "masks")


def left(study: Study) -> WithdrawalOrder | None:
    """Give the withdrawal that was stopped before its end; nothing when there is none."""
    kept = store.load_json(study / LEFT)
    if not kept:
        return None
    return WithdrawalOrder(**kept | {
        "extent": Extent(kept["extent"]),
        "lines": [WithdrawalDecision(**line) for line in kept["lines"]],
        "masks": [IdentifierDecision(**line) for line in kept["masks"]],
        "cells": {(file, line, column): text for file, line, column, text in kept["cells"]},
        "gone": [(session, turn) for session, turn in kept["gone"]],
        "whole": {session: {int(n): text for n, text in turns.items()} for session, turns in kept["whole"].items()},
        "found": WithdrawnPhrases(**{name: frozenset(words) for name, words in kept["found"].items()}),
    })


def _keep(study: Study, of: WithdrawalOrder) -> None:
    kept: dict[str, Any] = {name: getattr(of, name) for name in (
        "by", "extent", "gone", "emptied", "touched", "whole", "partly", "done",
    )}
    kept |= {name: [columns(line) for line in getattr(of, name)] for name in ("lines", "masks")}
    kept["cells"] = [[*cell, text] for cell, text in of.cells.items()]
    kept["found"] = {name: sorted(words) for name, words in asdict(of.found).items()}
    store.save_json(study / LEFT, kept)
