"""The private names of a study → where one stands in what people wrote, and the same without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pipeline.anchoring import anchors, decisions, finding
from pipeline.anchoring.decisions import read
from pipeline.coding.placing import turns_by_session
from pipeline.ingest.readers.registry import sessions
from pipeline.model import decision_files, store
from pipeline.model.contracts import ARTEFACTS, AnonymisedTurn
from pipeline.model.decision_rows import (
    NOWHERE,
    Arbitration,
    CodingDecision,
    ConsentDecision,
    Decision,
    Extent,
    QuoteDecision,
    SummaryDecision,
    ThemeDecision,
    VerdictDecision,
    WithdrawalDecision,
)
from pipeline.model.decision_writer import command_time, new_id
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.leak_search.name_search import SearchedNames, find, stands
from pipeline.stages.leaks import names_to_search

Cell = tuple[str, int, str]  # a file inside decisions/, a line, a column
SHOWN = "[retiré]"


def line(*, who: str, extent: Extent, reason: str, check: str, session: str = "") -> WithdrawalDecision:
    """Make a line about someone, a session or a file."""
    return WithdrawalDecision(
        id=new_id(), at=command_time(), session=session, turn=NOWHERE, first_word=NOWHERE, last_word=NOWHERE, who=who,
        extent=extent, reason=reason, check=check,
    )


def migrate(study: Study, cells: Mapping[Cell, str], author: str, reason: str) -> dict[str, int]:
    """
    Give cells their new words, file by file, and log each file rewritten with the hash it had.

    Returns:
        how many cells changed in each file.
    """
    done: dict[str, int] = {}
    logged: list[WithdrawalDecision] = []
    for file in sorted({file for file, _, _ in cells}):
        mine = {(n, column): text for (f, n, column), text in cells.items() if f == file}
        before = decision_files.rewrite(study, file, mine)
        if before:
            done[file] = len(mine)
            why = f"{reason} : {len(mine)} cellule(s)"
            logged.append(line(who=file, extent=Extent.MIGRATION, reason=why, check=before))
    if logged:
        decisions.append(study, author, logged)
    return done


NAME = "[nom]"
KINDS: tuple[type[Decision], ...] = (
    CodingDecision, Arbitration, ThemeDecision, ConsentDecision, QuoteDecision, SummaryDecision, VerdictDecision,
)
FREE = ("memo", "reason", "summary")
Shown = dict[str, dict[int, AnonymisedTurn]]


@lru_cache(maxsize=1)
def searched_names(study: Study) -> SearchedNames | None:
    """Gather the names of a study, once for a command; nothing when no run ever looked for them."""
    if not (study / ARTEFACTS["identifiers"].path("identifiers")).exists():
        return None
    turns = store.load(study, "turns")
    identifiers = store.load(study, "identifiers")
    return names_to_search(turns, identifiers, sessions(study), decisions.identifiers(study), study_key(study))


def stand_in(text: str, names: SearchedNames) -> bool:
    """Tell whether a private name or number stands in a text."""
    return any(find(text, names).values())


def cells(study: Study, names: SearchedNames) -> dict[Cell, str]:
    """Give the cells of decisions in which a private name stands, as they should read: under pseudonyms."""
    shown: Shown = {}
    if (study / ARTEFACTS["anonymised"].path("anonymised")).exists():
        shown = turns_by_session(store.load(study, "anonymised"))
    lines = (d for kind in KINDS for d in read(study, kind))
    return {(d.file, d.line, column): text for d in lines for column, text in _of_line(d, names, shown)}


def _of_line(d: Decision, names: SearchedNames, shown: Shown) -> Iterator[tuple[str, str]]:
    quote = getattr(d, "quote", "")
    if quote and stand_in(quote, names):
        again = ""
        if isinstance(d, (CodingDecision, Arbitration, ThemeDecision, QuoteDecision)):
            turns = shown.get(d.session, {})
            stored = anchors.Place(d.turn, d.first_word, d.last_turn, d.last_word)
            place = finding.find(turns, stored, d.quote, getattr(d, "check", ""))
            again = anchors.quote(turns, place) if place else ""
        yield "quote", again if again and not stand_in(again, names) else masked(quote, names)
    for column in FREE:
        said = getattr(d, column, "")
        if said and stand_in(said, names):
            yield column, masked(said, names)


def masked(text: str, names: SearchedNames) -> str:
    """Put « [nom] » in the place of each private name of a text."""
    lines: list[str] = []
    for line in text.split("\n"):
        done, pieces = 0, []
        for found in stands(line, names):
            pieces += [line[done : found.start], NAME]
            done = found.end
        lines.append("".join([*pieces, line[done:]]))
    return "\n".join(lines)


def lines_of(found: Iterable[Cell]) -> list[str]:
    """Name cells for a reader: file and line."""
    return sorted({f"decisions/{file}, ligne {n}" for file, n, _ in found})
