"""The private names of a study → where one stands in what people wrote, the same without it; how it is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pipeline.anchoring import anchors, decisions, finding
from pipeline.anchoring.decisions import read
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.ingest.readers.registry import sessions
from pipeline.model import decision_files, decision_tables, store
from pipeline.model.contracts import ARTEFACTS, AnonymisedTurn, Unsettled
from pipeline.model.decision_rows import (
    NOWHERE,
    Arbitration,
    CodingDecision,
    ConsentDecision,
    Decision,
    Extent,
    LeakVerb,
    QuoteDecision,
    SummaryDecision,
    ThemeDecision,
    VerdictDecision,
    WithdrawalDecision,
)
from pipeline.model.decision_writer import coder_name, command_time, last_gesture, new_id
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.leak_search import questions
from pipeline.pseudonymise.leak_search.name_search import SearchedNames, find, stands
from pipeline.pseudonymise.leak_search.questions import DECISIONS
from pipeline.pseudonymise.review import review_writer as reviewing
from pipeline.pseudonymise.review.review_writer import ReviewWriter
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

    Args:
        study: where.
        cells: (file inside decisions/, line, column) → its new words.
        author: who does it.
        reason: written in the log beside how many cells changed.

    Returns:
        how many cells changed in each file.
    """
    done: dict[str, int] = {}
    for file in sorted({file for file, _, _ in cells}):
        mine = {(n, column): text for (f, n, column), text in cells.items() if f == file}
        why = f"{reason} : {len(mine)} cellule(s)"

        def log(before: str, file: str = file, why: str = why) -> None:
            decisions.append(study, author, [line(who=file, extent=Extent.MIGRATION, reason=why, check=before)])

        if decision_files.rewrite(study, file, mine, log):
            done[file] = len(mine)
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


NEVER_RUN = "Rien n'a encore été cherché : lancez « filigrane run »."
ELSEWHERE = "Les mots à régler ne se lisent que là où est build/private, qui ne quitte pas la machine de l'enquête."
NOT_SO = {
    LeakVerb.MASK: "Ce mot est écrit dans {file}, ligne {line} : corrigez-le là, ou dites que c'est voulu.",
    LeakVerb.NOT_A_NAME: (
        "Ce mot est le nom d'une personne de l'enquête, ou d'un entretien relu et signé : il reste un nom."
    ),
    LeakVerb.ON_PURPOSE: (
        "Dites pourquoi c'est voulu ; dans une transcription, masquez-le, ou dites qu'il n'en est pas un."
    ),
}
DONE = {
    LeakVerb.MASK: "Sera masqué partout à la prochaine mise à jour.",
    LeakVerb.NOT_A_NAME: "Noté : ce n'est pas un nom. Il redeviendra lisible partout à la prochaine mise à jour.",
    LeakVerb.ON_PURPOSE: "Noté : c'est voulu.",
}
REWRITTEN = "Remplacé par « {name} » dans {file}, ligne {line} (decisions/withdrawals le dit)."
CHANGED = "{file}, ligne {line} a changé depuis la dernière mise à jour : faites-en une autre (« filigrane run »)."
UNDONE = "Repris : la question est posée à nouveau."
NOTHING_TO_UNDO = "Rien à reprendre : vous n'avez encore rien réglé."


def words_to_settle(study: Study) -> list[Unsettled]:
    """
    Give the words that are still to be settled.

    Raises:
        FiligraneError: nothing was looked for yet, or the private half is elsewhere.
    """
    if not (study / ARTEFACTS["to_settle"].path("to_settle")).exists():
        raise FiligraneError(NEVER_RUN if (study / "build/private").exists() else ELSEWHERE)
    rows: list[Unsettled] = store.load(study, "to_settle")
    return questions.waiting(rows, decisions.leaks(study))


def gesture_writer(study: Study, author: str) -> ReviewWriter:
    """Give what writes the lines of a person's gesture, now."""
    return ReviewWriter(author=coder_name(author, "leaks"), key=study_key(study))


def settle(study: Study, row: Unsettled, gesture: LeakVerb, author: str, reason: str = "") -> str:
    """
    Write a gesture down, and take the name out of a line of decisions when it is to be masked there.

    Args:
        study: where.
        row: the word to be settled, in its sentence.
        gesture: masked, no name, or kept on purpose.
        author: who says so.
        reason: asked for what is kept on purpose.

    Returns:
        what was done, in French; never a word.

    Raises:
        FiligraneError: the gesture does not suit the word; the message says what does.
    """
    by = gesture_writer(study, author)
    try:
        made = questions.settle(row, gesture, by, reason)
    except ValueError as error:
        raise FiligraneError(NOT_SO[gesture].format(file=row.file, line=row.line)) from error
    written = _rewrite(study, row, by) if gesture == LeakVerb.MASK and row.written else ""
    _append(study, by.author, made)
    return written or DONE[gesture]


def _append(study: Study, author: str, made: list[Decision]) -> None:
    by_kind: dict[type[Decision], list[Decision]] = defaultdict(list)
    for line in made:
        by_kind[type(line)].append(line)
    for of in by_kind.values():
        decisions.append(study, author, of)


def _rewrite(study: Study, row: Unsettled, by: ReviewWriter) -> str:
    """Put « [nom] » in the cells of a line of decisions that hold the very sentence of a question."""
    path = study / row.file
    (_, header), *body = decision_tables.rows(path)
    cells = next((cells for line, cells in body if line == row.line), [])
    masked = row.sentence[: row.start] + NAME + row.sentence[row.end :]
    new = {
        (row.file.removeprefix(DECISIONS), row.line, column): cell.replace(row.sentence, masked)
        for column, cell in zip(header, cells, strict=False) if row.sentence in cell.split("\n")
    }
    if not migrate(study, new, by.author, "nom privé"):
        raise FiligraneError(CHANGED.format(file=row.file, line=row.line))
    return REWRITTEN.format(name=NAME, file=row.file, line=row.line)


def take_back(study: Study, author: str) -> str:
    """
    Undo the last gesture of a person, whole.

    Raises:
        FiligraneError: they made none.
    """
    by = gesture_writer(study, author)
    last = last_gesture(d for d in decisions.leaks(study) if d.author == by.author and not d.undoes)
    if not last:
        raise FiligraneError(NOTHING_TO_UNDO)
    known = decisions.identifiers(study)
    words = [d for d in known if d.author == by.author and d.at == last[0].at and not d.undoes]
    _append(study, by.author, [*questions.undo(last, by), *reviewing.undo(words, by)])
    return UNDONE
