"""A name that is no code yet, a passage → the code and the coding, made in one gesture, taken back and made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.anchoring import decisions
from pipeline.codebook import grid_files, operations
from pipeline.codebook.codes import Codebook
from pipeline.coding import coding_writer
from pipeline.coding.coding_writer import CodingWriter
from pipeline.language.folds import fold_for_search
from pipeline.model.decision_rows import CodingDecision, CodingVerb
from pipeline.model.decision_writer import last_gesture
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

IN_VIVO = "in_vivo"
Putting = Callable[[CodingWriter, Mapping[str, str]], Sequence[CodingDecision]]
GONE = "Le code « {code} » n'est plus dans la grille : ce codage ne peut pas être rétabli."
NOTHING = "Rien à rétablir : vous n'avez rien annulé depuis votre dernier geste."


def of_this_name(book: Codebook, name: str) -> str:
    """Give the code in use that bears a name, or has it for id, whatever its accents and capitals; empty for none."""
    wanted = fold_for_search(" ".join(name.split()))
    return next((c.id for c in book.offered if wanted in {fold_for_search(c.label), fold_for_search(c.id)}), "")


def coded(study: Study) -> frozenset[str]:
    """Give the codes, by the ids that were written, of which somebody holds a coding, a memo or an arbitration."""
    lines = (d for d in decisions.codings(study) if d.puts_a_code or d.decision == CodingVerb.MEMO)
    return frozenset({*(d.code for d in lines), *(d.code for d in decisions.arbitrations(study))})


def put_new(
    study: Study, writer: CodingWriter, names: Sequence[str], put: Putting, family: str = "",
) -> Sequence[CodingDecision]:
    """
    Make the codes that are named and write what a coder puts with them: both halves, or neither.

    Args:
        study: where.
        writer: who codes, with the grid of now.
        names: of the codes; one that the grid holds already is used.
        put: with a writer that knows the new codes and their ids by name, gives the lines to write.
        family: where new codes go; empty for those to sort.

    Raises:
        FiligraneError: a name is empty, the passage cannot be coded, or the grid cannot be written.
    """
    grid = grid_files.grid(study)
    taken = never_again(study, writer.author)
    ids: dict[str, str] = {}
    drafts = []
    for name in names:
        ids[name] = of_this_name(grid.book, name)
        if not ids[name]:
            drafts.append(operations.in_vivo(grid, name, family, taken))
            grid, ids[name] = drafts[-1].after, drafts[-1].what
    # What cannot be put is found before the grid is touched.
    lines = put(replace(writer, codebook=grid.book), ids)
    for draft in drafts:
        grid_files.apply(study, draft, writer.author)
    try:
        decisions.append(study, writer.author, lines)
    except (FiligraneError, OSError):
        for _ in drafts:
            grid_files.undo(study, writer.author)
        raise
    return lines


def never_again(study: Study, author: str) -> frozenset[str]:
    """
    Give the ids that no code to come may bear: those that codes bore once.

    One is free again for whoever named a code and took it back at once, when nobody else ever wrote it: what they
    could make again is forgotten by their next gesture, so that no coding can come back under another name.
    """
    done, lines = grid_files.history(study), decisions.read(study, CodingDecision)
    taken_back = {d.undoes for d in done}
    freed = {d.id: d.what for d in done if d.operation == IN_VIVO and d.id in taken_back and d.author == author}
    elsewhere = grid_files.ids_told(study, {*freed, *(d.id for d in done if d.undoes in freed)})
    held = {d.code for d in lines if d.author != author} | coded(study)
    every = grid_files.ids_told(study) | {d.code for d in lines}
    return every - (set(freed.values()) - elsewhere - held)


def take_back(study: Study, writer: CodingWriter, lines: Sequence[CodingDecision]) -> None:
    """
    Take the lines of a gesture back, and the codes that it made, as long as nobody codes with them.

    A code that others use by now, or after which the grid was changed, stays.

    Args:
        study: where the lines are written, and the grid is brought back.
        writer: whose gesture it was: nobody takes back another's.
        lines: the codings of the gesture, all of which go.
    """
    decisions.append(study, writer.author, [coding_writer.undo(writer, line) for line in lines])
    codes = {line.code for line in lines}
    used = {d.code for d in decisions.codings(study) if d.puts_a_code}
    last = grid_files.last(grid_files.history(study))
    while last and last.operation == IN_VIVO and last.author == writer.author and last.what in codes - used:
        grid_files.undo(study, writer.author)
        last = grid_files.last(grid_files.history(study))


def to_redo(every: Iterable[CodingDecision], author: str) -> tuple[CodingDecision, ...]:
    """Give the lines by which a coder took their last gesture back, unless they did something else since."""
    own = {d.id: d for d in every if d.author == author and d.by_gesture}
    held = decisions.in_force(own.values())
    undoing = [d for d in held if d.undoes and d.replaces in own and not own[d.replaces].undoes]
    last = tuple(last_gesture(undoing))
    since = any(d.at > last[0].at and not d.undoes for d in own.values()) if last else True
    return () if since else last


def redo(study: Study, writer: CodingWriter, undone: Sequence[CodingDecision]) -> list[CodingDecision]:
    """
    Make again what was just taken back, the codes that went with it too.

    Args:
        study: where.
        writer: who codes.
        undone: the lines that took it back (``to_redo``).

    Raises:
        FiligraneError: there is nothing to make again, or its code is no longer in the grid.
    """
    if not undone:
        raise FiligraneError(NOTHING)
    for line in undone:
        book = grid_files.grid(study).book
        if line.code and book.in_force(line.code) not in {c.id for c in book.codes}:
            _code_again(study, line.code, writer.author)
    lines = [coding_writer.undo(writer, line) for line in undone]
    decisions.append(study, writer.author, lines)
    return lines


def _code_again(study: Study, code: str, author: str) -> None:
    done = grid_files.history(study)
    again = next((d for d in done if d.id == done[-1].undoes), None) if done else None
    if not again or again.operation != IN_VIVO or again.what != code:
        raise FiligraneError(GONE.format(code=code))
    grid_files.redo(study, author)
