"""A person's gesture on a word to be settled → lines on disk, a cell rewritten where a decision held a name."""

from __future__ import annotations

from collections import defaultdict

from pipeline.anchoring import decisions
from pipeline.model import decision_files, store
from pipeline.model.contracts import ARTEFACTS, Unsettled
from pipeline.model.decision_rows import Decision, LeakVerb
from pipeline.model.decision_writer import coder_name, last_gesture
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.leak_search import settled_names
from pipeline.pseudonymise.leak_search.settled_names import DECISIONS
from pipeline.pseudonymise.review import review_writer as reviewing
from pipeline.pseudonymise.review.review_writer import ReviewWriter
from pipeline.vault import private_names
from pipeline.vault.private_names import NAME

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
    LeakVerb.MASK: "Sera masqué partout au prochain calcul (« filigrane run »).",
    LeakVerb.NOT_A_NAME: "Noté : ce n'est pas un nom. Il redeviendra lisible partout au prochain calcul.",
    LeakVerb.ON_PURPOSE: "Noté : c'est voulu.",
}
REWRITTEN = "Remplacé par « {name} » dans {file}, ligne {line} (decisions/withdrawals le dit)."
CHANGED = "{file}, ligne {line} a changé depuis le dernier calcul : relancez « filigrane run »."
UNDONE = "Repris : la question est posée à nouveau."
NOTHING_TO_UNDO = "Rien à reprendre : vous n'avez encore rien réglé."


def questions(study: Study) -> list[Unsettled]:
    """
    Give the words that are still to be settled.

    Raises:
        FiligraneError: nothing was looked for yet, or the private half is elsewhere.
    """
    if not (study / ARTEFACTS["to_settle"].path("to_settle")).exists():
        raise FiligraneError(NEVER_RUN if (study / "build/private").exists() else ELSEWHERE)
    rows: list[Unsettled] = store.load(study, "to_settle")
    return settled_names.waiting(rows, decisions.leaks(study))


def writer(study: Study, author: str) -> ReviewWriter:
    """Give what writes the lines of a person's gesture, now."""
    return ReviewWriter(author=coder_name(author, "leaks"), key=study_key(study))


def apply(study: Study, row: Unsettled, gesture: LeakVerb, author: str, reason: str = "") -> str:
    """
    Write a gesture down, and take the name out of a line of decisions when it is to be masked there.

    Returns:
        what was done, in French; never a word.

    Raises:
        FiligraneError: the gesture does not suit the word; the message says what does.
    """
    by = writer(study, author)
    try:
        made = settled_names.settle(row, gesture, by, reason)
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
    (_, header), *body = decision_files.rows(path)
    cells = next((cells for line, cells in body if line == row.line), [])
    masked = row.sentence[: row.start] + NAME + row.sentence[row.end :]
    new = {
        (row.file.removeprefix(DECISIONS), row.line, column): cell.replace(row.sentence, masked)
        for column, cell in zip(header, cells, strict=False) if row.sentence in cell.split("\n")
    }
    if not private_names.migrate(study, new, by.author, "nom privé"):
        raise FiligraneError(CHANGED.format(file=row.file, line=row.line))
    return REWRITTEN.format(name=NAME, file=row.file, line=row.line)


def take_back(study: Study, author: str) -> str:
    """
    Undo the last gesture of a person, whole.

    Raises:
        FiligraneError: they made none.
    """
    by = writer(study, author)
    last = last_gesture(d for d in decisions.leaks(study) if d.author == by.author and not d.undoes)
    if not last:
        raise FiligraneError(NOTHING_TO_UNDO)
    known = decisions.identifiers(study)
    words = [d for d in known if d.author == by.author and d.at == last[0].at and not d.undoes]
    _append(study, by.author, [*settled_names.undo(last, by), *reviewing.undo(words, by)])
    return UNDONE
