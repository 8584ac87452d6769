"""``filigrane sign SESSION … --by NAME`` → signed reviews of pseudonymised sessions."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import IdentifierDecision
from pipeline.cli import interviews
from pipeline.cli.interviews import Interviews
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, AnonymisedTurn, Identifier
from pipeline.model.decision_rows import NOWHERE, IdentifierVerb, Scope
from pipeline.model.decision_writer import command_time, new_id
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.resolve.replacements import fixing
from pipeline.pseudonymise.review import signing_words as words
from pipeline.pseudonymise.review.cases import cases
from pipeline.pseudonymise.review.decided_cases import SessionProgress, decided_cases, progress
from pipeline.pseudonymise.review.identities import unanswered

# What a review is made of.
REVIEWED = ("turns", "identifiers", "proposals")
HELP = "signe la relecture de la pseudonymisation d'entretiens : leurs extraits peuvent alors sortir"


def register(parser: argparse.ArgumentParser) -> None:
    """Take the sessions and the reader."""
    parser.add_argument("entretiens", nargs="+", metavar=interviews.METAVAR, help=interviews.HELP)
    parser.add_argument("--by", required=True, metavar="NOM", help="qui a relu : le nom de son fichier de décisions")
    parser.add_argument("--anyway", action="store_true", help=words.ANYWAY)


def execute(arguments: argparse.Namespace) -> int:
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
        print(f"{known_as.called(session)} : {words.before_signing(so_far.left, so_far.doubtful)}")
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
