"""A study → pandas frames, for a notebook: what may leave, by the rules of every export.

``tables.codings("mon-enquete")``: codings that people made or accepted, of the interviews that may leave, under
pseudonyms. What the machine proposes stands apart (``suggestions``). What stays is told in ``frame.attrs``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.coder_study import CoderStudy, coder_study
from pipeline.coding.codings_in_place import counted
from pipeline.model.study import Study
from pipeline.publish import material_words as say
from pipeline.publish.held_back import staying
from pipeline.publish.passages.leaving_passages import PassageChoice, coded
from pipeline.publish.passages.passage_document import PassageLayout, left_behind, table
from pipeline.publish.passages.wide_tables import WideTables
from pipeline.publish.quotes import quotes
from pipeline.publish.report.report_facts import rows_of
from pipeline.publish.tables.public_tables import PublicTable, tables

if TYPE_CHECKING:
    import pandas as pd

Where = str | PathLike[str]
NOTICE, STAYS = "mention", "reste ici"


def codings(study: Where = ".") -> pd.DataFrame:
    """
    Give the codings that people made or accepted, a row each, as they stand now.

    Raises:
        FiligraneError: nothing was pseudonymised yet.
    """
    at = coder_study(Study(Path(study)))
    made = tables({"codings": counted(at.codings), "excerpts": at.excerpts}, (), held=at.material.held)
    return _frame(at, made.get("codings"))


def passages(
    study: Where = ".", *, codes: Iterable[str] = (), people: Iterable[str] = (), interviews: Iterable[str] = (),
    by: str = "",
) -> pd.DataFrame:
    """
    Give the passages that people coded, their words byte for byte, with the interview and the turn.

    Args:
        study: its folder.
        codes: their ids, with those below each; all when empty.
        people: pseudonyms; all when empty.
        interviews: titles or identifiers; all when empty.
        by: ``code`` or ``theme`` for a row under each that it bears; one row for each passage when empty.

    Raises:
        FiligraneError: an interview is not in the study, or nothing was pseudonymised yet.
    """
    at = coder_study(Study(Path(study)))
    wanted = {c for code in codes for c in at.codebook.branch(code)}
    asked = PassageChoice(frozenset(wanted), frozenset(people), frozenset(at.interviews.find_all(interviews)))
    found = coded(at.material, asked)
    return _frame(at, table(at.material, found, PassageLayout(by, asked=asked)), left_behind(found))


def people_by_codes(study: Where = ".") -> pd.DataFrame:
    """Give a row for each person: attributes, then for each code 0 or 1, and how many passages; unknown is missing."""
    at = coder_study(Study(Path(study)))
    return _frame(at, WideTables(at.material).people_by_codes())


def codes_by_codes(study: Where = ".", *, passages: bool = False) -> pd.DataFrame:
    """Cross codes: how many people bear both; with ``passages``, on how many passages words bear both."""
    at = coder_study(Study(Path(study)))
    wide = WideTables(at.material)
    return _frame(at, wide.codes_by_passages() if passages else wide.codes_by_people())


def variables(study: Where = ".") -> pd.DataFrame:
    """Say what each column of ``people_by_codes`` is."""
    at = coder_study(Study(Path(study)))
    rows = tuple((v.name, v.label, say.KINDS[v.kind], say.VALUES[v.kind]) for v in WideTables(at.material).variables)
    return _frame(at, PublicTable(say.VARIABLES, say.VARIABLE_HEADS, rows))


def suggestions(study: Where = ".") -> pd.DataFrame:
    """Give what the machine proposes, apart: no coding; empty where the study hides suggestions."""
    return run_table("suggestions", study)


def run_table(name: str, study: Where = ".") -> pd.DataFrame:
    """
    Give a table of the last run: ``excerpts``, ``participants``, ``answers``, ``themes``, ``topics``…

    Raises:
        KeyError: there is no table of that name that may leave.
    """
    at = coder_study(Study(Path(study)))
    if name not in say.TITLES:
        raise KeyError(f"{name} : {', '.join(say.TITLES)}")
    rows = {n: rows_of(at.study, n) for n in (name, "excerpts", "participants")}
    made = tables(rows, (), suggestions=at.shows_suggestions, held=at.material.held)
    return _frame(at, made.get(name))


def _frame(at: CoderStudy, made: PublicTable | None, stays: Iterable[str] = ()) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - takes time to load

    columns: Sequence[str] = made.columns if made else ()
    found = pd.DataFrame(list(made.rows) if made else [], columns=list(columns), dtype=object)
    for name in found.columns:
        # Nothing said is missing, and whole numbers with gaps stay whole.
        if found[name].map(lambda cell: cell == "" or isinstance(cell, int)).all():
            found[name] = found[name].mask(found[name] == "", pd.NA).astype("Int64")
    of = at.material
    found.attrs[NOTICE] = quotes.NOTICE[of.about.fictional]
    found.attrs[STAYS] = [*stays, *staying(made.waits if made and made.waits else of.held, of.about.called)]
    return found
