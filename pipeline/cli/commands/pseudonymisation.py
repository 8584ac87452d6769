"""``filigrane sign`` and ``leaks`` → signed reviews of sessions; the words to settle before anything leaves."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import IdentifierDecision
from pipeline.cli import coder_study
from pipeline.cli.coder_study import Interviews
from pipeline.cli.commands import Command
from pipeline.model import store, terminal
from pipeline.model.contracts import ARTEFACTS, AnonymisedTurn, Identifier, Unsettled
from pipeline.model.decision_rows import NOWHERE, IdentifierVerb, LeakVerb, Scope
from pipeline.model.decision_writer import command_time, new_id
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.leak_search.questions import gestures
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.pseudonymise.resolve.replacements import fixing
from pipeline.pseudonymise.review import left_open as words
from pipeline.pseudonymise.review.case_choices import SessionProgress, decided_cases, progress
from pipeline.pseudonymise.review.cases import cases
from pipeline.pseudonymise.review.identities import unanswered
from pipeline.publish import pseudonymisation_words
from pipeline.vault.private_names import settle, take_back, words_to_settle

# What a review is made of.
REVIEWED = ("turns", "identifiers", "proposals")
HELP_SIGN = "signe la relecture de la pseudonymisation d'entretiens : leurs extraits peuvent alors sortir"


def register_sign(parser: argparse.ArgumentParser) -> None:
    """Take the sessions and the reader."""
    parser.add_argument("entretiens", nargs="+", metavar=coder_study.METAVAR, help=coder_study.TYPED_HELP)
    parser.add_argument("--by", required=True, metavar="NOM", help="qui a relu : le nom de son fichier de décisions")
    parser.add_argument("--anyway", action="store_true", help=words.ANYWAY)


def execute_sign(arguments: argparse.Namespace) -> int:
    """
    Write the signature of each session and fix its pseudonyms.

    Raises:
        FiligraneError: a session does not exist, or questions of identity are open and nobody said to sign anyway.
    """
    study = Study()
    turns: list[AnonymisedTurn] = store.load(study, "anonymised")
    known_as = Interviews(study, {t.session for t in turns})
    sessions = known_as.find_all(arguments.entretiens)
    called = ", ".join(map(known_as.called, sessions))
    if unread := sorted(set(sessions) - {t.session for t in turns}):
        told = ", ".join(map(known_as.called, unread))
        raise FiligraneError(f"Ces entretiens ne sont pas dans le dernier calcul : {told}. Lancez « filigrane run ».")
    waiting = unanswered(study)
    asked = [words.question(waiting, q, s, known_as.called(s)) for s in sessions for q in waiting.of(s)]
    if asked and not arguments.anyway:
        raise FiligraneError("\n".join([words.open_questions(len(asked)), *asked, words.HOW]))
    if asked:
        print(words.signed_open(len(asked)))
    for session, so_far in zip(sessions, _so_far(study, sessions), strict=False):
        print(f"{known_as.called(session)} : {words.before_signing(so_far.left, so_far.doubtful, so_far.total)}")
    at = command_time()
    # Whoever lacks the private half signs all the same: the pseudonyms were read, and are fixed by who has it.
    there = (study / ARTEFACTS["identifiers"].path("identifiers")).exists()
    rows = store.load(study, "identifiers") if there else []
    known = decisions.identifiers(study)
    for session in sessions:
        decisions.append(study, arguments.by, signed(session, at, rows, known))
        known = decisions.identifiers(study)
    print(f"Relecture signée par {arguments.by} : {called}. Lancez « filigrane run ».")
    return 0


def _so_far(study: Study, sessions: Sequence[str]) -> Iterator[SessionProgress]:
    """Tell how far the review of each session has come; nothing where the private half is not."""
    if not all((study / ARTEFACTS[name].path(name)).exists() for name in REVIEWED):
        return
    turns, identifiers, proposals = (store.load(study, name) for name in REVIEWED)
    lines = decisions.identifiers(study)
    now = decided_cases(turns, lines, study_key(study))
    for session in sessions:
        own = [[row for row in rows if row.session == session] for rows in (turns, identifiers, proposals)]
        yield progress(session, cases(*own), now, lines)


def signed(
    session: str, at: str, rows: Iterable[Identifier], known: Iterable[IdentifierDecision]
) -> list[IdentifierDecision]:
    """Make the lines of a reader who has read a session again: the signature, and its pseudonyms fixed for ever."""
    fixed = [replace(line, id=new_id(), at=at) for line in fixing(session, rows, known)]
    return [signature(session, at), *fixed]


def signature(session: str, at: str) -> IdentifierDecision:
    """Make the line that says a session was read again whole."""
    return IdentifierDecision(
        id=new_id(), at=at, session=session, turn=NOWHERE, first_word=NOWHERE, last_word=NOWHERE, type="",
        action=IdentifierVerb.SIGN, entity="", replacement="", scope=Scope.SESSION, check="",
    )


HELP_LEAKS = "montre les mots à régler avant de sortir, chacun dans sa phrase, et note ce qu'une personne en décide"
SHOWN = 8  # signs of a question's name: enough to tell questions apart


def register_leaks(parser: argparse.ArgumentParser) -> None:
    """Take questions and their answer, or who answers alone: then each is asked in turn."""
    parser.add_argument("question", nargs="*", metavar="MOT", help="les numéros des mots, tels qu'ils sont listés")
    gestures_ = tuple(pseudonymisation_words.GESTURES)
    parser.add_argument("--decide", choices=gestures_, metavar="GESTE", help=pseudonymisation_words.HELP_DECIDE)
    parser.add_argument("--reason", default="", metavar="RAISON", help="avec « voulu » : pourquoi")
    parser.add_argument("--by", default="", metavar="NOM", help="qui décide : le nom de son fichier de décisions")
    parser.add_argument("--undo", action="store_true", help="reprend son dernier geste (avec --by)")


def execute_leaks(arguments: argparse.Namespace) -> int:
    """List the words, settle one, or ask of each; the exit code is 1 while some are left."""
    study = Study()
    study.params("study")
    if (arguments.undo or arguments.decide) and not arguments.by:
        raise FiligraneError(pseudonymisation_words.WHO)
    if arguments.undo:
        print(take_back(study, arguments.by))
        return 0
    waiting = words_to_settle(study)
    if arguments.decide:
        # All are found before any is settled.
        chosen = []
        for start in arguments.question or [""]:
            met = [r for r in waiting if start and r.id.startswith(start)]
            if len(met) != 1:
                raise FiligraneError(pseudonymisation_words.NO_SUCH.format(name=start, number=len(met)))
            chosen += met
        for row in chosen:
            done = settle(study, row, pseudonymisation_words.GESTURES[arguments.decide], arguments.by, arguments.reason)
            print(f"{row.id[:SHOWN]}  {done}")
    elif arguments.by:
        _ask_of_each(study, waiting, arguments.by)
    else:
        print("\n".join(listed(waiting, study_titles(study))))
    return int(bool(words_to_settle(study)))


def listed(rows: Sequence[Unsettled], called: Mapping[str, str]) -> Iterator[str]:
    """Show each word in its sentence, then how many there are and what may be done."""
    for row in rows:
        yield told(row, called)
    yield pseudonymisation_words.left(rows)
    if rows:
        yield pseudonymisation_words.HOW


def told(row: Unsettled, called: Mapping[str, str]) -> str:
    """Tell a word: its number, where it stands, why it is asked, its sentence."""
    before, after = row.sentence[: row.start], row.sentence[row.end :]
    head = f"{row.id[:SHOWN]}  {pseudonymisation_words.place(row, called)}  {pseudonymisation_words.why(row)}"
    return f"{head}\n    {before}»{row.word}«{after}".rstrip()


def _ask_of_each(study: Study, rows: Sequence[Unsettled], by: str) -> None:
    called, at, done = study_titles(study), 0, 0
    while at < len(rows):
        row = rows[at]
        at += 1
        if all(row.id != left.id for left in words_to_settle(study)):
            continue  # settled with the same words, a moment ago
        print(f"\n{pseudonymisation_words.rank(at, len(rows))}  {told(row, called)}")
        said = _answer(row, undoable=done > 0)
        if said == pseudonymisation_words.STOP:
            break
        if said == pseudonymisation_words.UNDO:
            print(take_back(study, by))
            done -= 1
            asked = {row.id for row in words_to_settle(study)}
            at = next((place for place, row in enumerate(rows) if row.id in asked), len(rows))
        elif said:
            done += _settled(study, row, said, by)
    print(f"\n{pseudonymisation_words.left(words_to_settle(study))}")


def _settled(study: Study, row: Unsettled, gesture: LeakVerb, by: str) -> bool:
    try:
        reason = terminal.answer(pseudonymisation_words.REASON) if gesture is LeakVerb.ON_PURPOSE else ""
        print(settle(study, row, gesture, by, reason))
    except FiligraneError as error:
        print(error, file=sys.stderr)
        return False
    return True


def _answer(row: Unsettled, *, undoable: bool) -> Any:
    """Ask until it is understood: a gesture, « undo », « stop »; nothing for later. The end of the input stops."""
    keys: dict[str, str] = {pseudonymisation_words.KEYS[g]: g for g in gestures(row)}
    keys |= {pseudonymisation_words.STOP_KEY: pseudonymisation_words.STOP, "": ""}
    if undoable:
        keys[pseudonymisation_words.UNDO_KEY] = pseudonymisation_words.UNDO
    while True:
        try:
            said = input(pseudonymisation_words.question(row, undoable=undoable)).strip().lower()
        except (EOFError, RuntimeError):
            return pseudonymisation_words.STOP
        if said in keys:
            return keys[said]


COMMANDS = {
    "sign": Command(HELP_SIGN, register_sign, execute_sign),
    "leaks": Command(HELP_LEAKS, register_leaks, execute_leaks),
}
