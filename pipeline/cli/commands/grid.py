"""``filigrane codes`` and ``codebook`` → the grid shown, changed after a preview, checked on its own examples."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pipeline.anchoring import decisions
from pipeline.cli import cli_words as wording
from pipeline.cli import grid_report
from pipeline.cli.commands import Command
from pipeline.codebook import drafts as grid_wording
from pipeline.codebook import grid_files, operations, whole_grid
from pipeline.codebook.drafts import Grid, written
from pipeline.codebook.fired_markers import check
from pipeline.codebook.grid import codebook, themes
from pipeline.codebook.grid_files import history
from pipeline.codebook.operations import DraftOperation, NewCode
from pipeline.coding.grid_effect import EffectMaterial, effect, preview
from pipeline.coding.new_codes import coded
from pipeline.model import store
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.decision_writer import today
from pipeline.model.errors import BrokenCodebook, FiligraneError
from pipeline.model.study import Study

HELP_CODES = wording.CODES
Drafting = Callable[[Grid, argparse.Namespace], DraftOperation]


def register_codes(parser: argparse.ArgumentParser) -> None:
    """Take what to do, the codes, and who decides."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    readings = {"list": _list, "show": _show, "try": _try, "history": _history}
    for name, told in wording.ACTIONS.items():
        one = actions.add_parser(name, help=told, description=told)
        for argument, options in ARGUMENTS.get(name, []):
            one.add_argument(argument, **options)
        if name not in readings:
            one.add_argument("--by", default="", metavar="NOM", help=wording.BY)
            one.add_argument("--yes", action="store_true", help=wording.YES)
            one.add_argument("--preview", action="store_true", help=wording.PREVIEW)
        one.set_defaults(act=readings.get(name, _undo if name == "undo" else _operate), drafting=DRAFTS.get(name))


def execute_codes(arguments: argparse.Namespace) -> int:
    """Read the grid, show what an operation would touch, and make it when told to."""
    arguments.act(Study(), arguments)
    return 0


def _operate(study: Study, arguments: argparse.Namespace) -> None:
    draft = arguments.drafting(grid_files.grid(study), arguments)
    _print(grid_report.preview(preview(draft, decisions.codings(study))))
    if not _told(arguments):
        return
    done = grid_files.apply(study, draft, arguments.by)
    print(wording.DONE.format(grid_wording.OPERATIONS[done.operation], done.what))


def _undo(study: Study, arguments: argparse.Namespace) -> None:
    last = grid_files.undone(study)
    what = grid_wording.OPERATIONS[last.operation], last.what
    print(wording.WOULD_UNDO.format(*what, last.author, last.at[:16].replace("T", " ")))
    if _told(arguments):
        print(wording.UNDONE.format(grid_files.undo(study, arguments.by).what))


def _told(arguments: argparse.Namespace) -> bool:
    told = arguments.yes and not arguments.preview
    if told and not arguments.by:
        raise FiligraneError(wording.WHO)
    if not told:
        print(f"\n{wording.NOT_DONE}")
    return bool(told)


def _list(study: Study, _: argparse.Namespace) -> None:
    _print(grid_report.tree(grid_files.grid(study).book, decisions.codings(study)))


def _show(study: Study, arguments: argparse.Namespace) -> None:
    book = grid_files.grid(study).book
    wanted = book.in_force(arguments.code)
    found = [c for c in book.codes if c.id == wanted]
    if not found:
        raise BrokenCodebook(grid_wording.UNKNOWN.format(arguments.code, ", ".join(c.id for c in book.codes)))
    _print(grid_report.whole(book, found[0], decisions.codings(study)))


def _history(study: Study, _: argparse.Namespace) -> None:
    _print(grid_report.history(history(study)) if history(study) else [wording.NO_HISTORY])


def _try(study: Study, arguments: argparse.Namespace) -> None:
    before = grid_files.grid(study)
    name = "anchored" if arguments.anchored else "markers"
    held = [m for c in before.book.codes if c.id == arguments.code for m in written(c, name)]
    tried = operations.edit(before, arguments.code, {}, {name: [*held, arguments.marker]}).after
    material = EffectMaterial(store.load(study, "excerpts"), store.load(study, "anonymised"), decisions.codings(study))
    _print(grid_report.effect(effect(before.book, tried.book, material)))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _imported(grid: Grid, file: Path) -> DraftOperation:
    from pipeline.publish.exchange.grid_import import read_grid  # noqa: PLC0415 - readers take time to load

    if not file.is_file():
        raise FiligraneError(wording.NO_GRID_FILE.format(file))
    read = read_grid(file.read_bytes(), file.name)
    _print(read.remarks)
    study = Study()
    taken = grid_files.ids_told(study) | {d.code for d in decisions.read(study, CodingDecision)}
    return whole_grid.imported(grid, read, taken)


DRAFTS: dict[str, Drafting] = {
    "create": lambda grid, a: operations.create(grid, NewCode(a.code, a.label, a.definition, a.family, a.under)),
    "rename": lambda grid, a: operations.rename(grid, a.code, a.label, a.id),
    "move": lambda grid, a: operations.move(grid, a.code, a.family, "" if a.top else a.under),
    "merge": lambda grid, a: operations.merge(grid, a.code, a.into, registre=a.with_markers),
    "split": lambda grid, a: operations.split(
        grid, a.code,
        [NewCode(id_.strip(), label.strip()) for id_, _, label in (piece.partition("=") for piece in a.into)],
        keep=a.keep, today=today(),
    ),
    "retire": lambda grid, a: operations.retire(grid, a.code, today()),
    "restore": lambda grid, a: operations.restore(grid, a.code),
    "colour": lambda grid, a: operations.colour(grid, a.code, a.colour),
    "import": lambda grid, a: _imported(grid, a.file),
    "empty": lambda grid, _: whole_grid.empty(grid, coded(Study()), today()),
    "adopt": lambda grid, _: whole_grid.adopt(grid),
}


CODE = ("code", {"metavar": "CODE", "help": wording.CODE})
# Actions → the arguments they take, as argparse wants them.
ARGUMENTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "colour": [CODE, ("colour", {"metavar": "COULEUR", "help": wording.COLOUR})],
    "import": [("file", {"metavar": "FICHIER", "type": Path, "help": wording.GRID_FILE})],
    "show": [CODE], "retire": [CODE], "restore": [CODE],
    "create": [
        ("code", {"metavar": "CODE", "help": wording.ID}),
        ("--label", {"required": True, "metavar": "NOM", "help": wording.LABEL}),
        ("--definition", {"required": True, "metavar": "TEXTE", "help": wording.DEFINITION}),
        ("--family", {"default": "", "metavar": "FAMILLE", "help": wording.FAMILY}),
        ("--under", {"default": "", "metavar": "CODE", "help": wording.UNDER}),
    ],
    "rename": [
        CODE, ("--label", {"default": "", "metavar": "NOM", "help": wording.LABEL}),
        ("--id", {"default": "", "metavar": "CODE", "help": wording.NEW_ID}),
    ],
    "move": [
        CODE, ("--family", {"default": "", "metavar": "FAMILLE", "help": wording.FAMILY}),
        ("--under", {"default": None, "metavar": "CODE", "help": wording.UNDER}),
        ("--top", {"action": "store_true", "help": wording.TOP}),
    ],
    "merge": [
        CODE, ("into", {"metavar": "DANS", "help": wording.INTO}),
        ("--with-markers", {"action": "store_true", "help": wording.REGISTRE}),
    ],
    "split": [
        CODE, ("--into", {"action": "append", "required": True, "metavar": "CODE=NOM", "help": wording.PIECES}),
        ("--keep", {"action": "store_true", "help": wording.KEEP}),
    ],
    "try": [
        CODE, ("--marker", {"required": True, "metavar": "INDICE", "help": wording.MARKER}),
        ("--anchored", {"action": "store_true", "help": wording.ANCHORED}),
    ],
}
HELP_CODEBOOK = wording.CODEBOOK


def register_codebook(parser: argparse.ArgumentParser) -> None:
    """Take what to do, and how much to say."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    one = actions.add_parser("check", help=wording.CHECK, description=wording.CHECK)
    one.add_argument("--all", action="store_true", help=wording.ALL)


def execute_codebook(arguments: argparse.Namespace) -> int:
    """Check the grid and the themes; gives 1 when a counter-example is taken."""
    study = Study()
    book = codebook(study)
    themes(study)
    tried = check(book)
    for line in (*grid_report.lacking(book), *grid_report.checked(tried, everything=arguments.all)):
        print(line)
    broken = any(t.broken for t in tried)
    print(wording.MEND if broken else wording.FINE)
    return int(broken)


COMMANDS = {
    "codes": Command(HELP_CODES, register_codes, execute_codes),
    "codebook": Command(HELP_CODEBOOK, register_codebook, execute_codebook),
}
