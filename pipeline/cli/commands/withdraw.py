"""``filigrane withdraw PERSON --from … --by NAME`` → their words hidden or erased everywhere, and the proof of it."""

from __future__ import annotations

import argparse

from pipeline.cli.coder_study import Interviews
from pipeline.cli.commands import Command
from pipeline.cli.commands.run import repro
from pipeline.cli.commands.study_setup import refresh
from pipeline.ingest.session import QUESTIONNAIRE
from pipeline.ingest.withdrawals import LEVELS
from pipeline.model.decision_rows import Extent
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import open_once
from pipeline.model.terminal import answer
from pipeline.vault.withdrawal import carrying_out, traces, words_to_find
from pipeline.vault.withdrawal import words_to_find as say
from pipeline.vault.withdrawal.carrying_out import WithdrawalOrder
from pipeline.vault.withdrawal.plan import Plan, StudyContent, plan, target

HELP = "retire une personne ou un passage, de la publication, de l'analyse ou de tout"
WHO = "un pseudonyme, une voix (E01:LIBELLÉ), un tour (E01:12) ou un extrait (E01:12:w0-w40)"


def register(parser: argparse.ArgumentParser) -> None:
    """Take whom, from what, who writes it down, and why."""
    parser.add_argument("qui", metavar="QUI", help=WHO)
    parser.add_argument(
        "--from", dest="extent", choices=list(LEVELS), required=True, metavar="DEGRÉ",
        help="publication (ne plus citer), analysis (ne plus analyser) ou everything (tout effacer)",
    )
    parser.add_argument("--by", required=True, metavar="NOM", help="qui le note : le nom de son fichier de décisions")
    parser.add_argument("--reason", default="", metavar="MOTIF", help="pourquoi, sans nommer personne")
    parser.add_argument("--yes", action="store_true", help="ne demande pas de confirmation")
    parser.add_argument("--sans-calcul", action="store_true", help="ne recalcule pas : « filigrane run » le fera")


def execute(arguments: argparse.Namespace) -> int:
    """Say what will happen, ask, do it, compute again, and search whether anything is left."""
    study = Study()
    study.params("study")
    open_once(study)
    compute = not arguments.sans_calcul
    if stopped := carrying_out.left(study):
        print(say.TAKEN_UP)
        return finish(study, stopped, compute=compute)
    known = StudyContent.of(study)
    known_as = Interviews(study)
    # A voice or a place begins with the interview: as people name it, or as an address does.
    interview, colon, rest = arguments.qui.partition(":")
    where = f"{known_as.find(interview)}:{rest}" if colon and known_as.knows(interview) else arguments.qui
    about = target(where, known.turns, known.identifiers, known.answering)
    made = plan(known, about, arguments.extent, arguments.reason)
    if made.is_nothing:
        print(say.NOTHING)
        return 0
    found = words_to_find.probes(made.gone, known.turns, known.shown)
    announce(made, known_as)
    if not arguments.yes and answer(say.QUESTION).lower() != "oui":
        raise FiligraneError(say.STOPPED)
    if made.extent == Extent.EVERYTHING:
        traces.recall(study, found)
    return finish(study, carrying_out.order(made, found, arguments.by), compute=compute)


def announce(made: Plan, known_as: Interviews) -> None:
    """Say what is hidden, which files will be deleted, what others said that people must decide about."""
    found = ((known_as.called(s), len(t), ", ".join(map(str, t))) for s, t in _by_session(made).items())
    where = (f"{session} ({count} tour(s) : {turns})" for session, count, turns in found)
    print(say.HIDDEN.format(where=", ".join(where)))
    print(say.HIDDEN_AS[made.extent])
    if made.emptied:
        study = made.known.study
        doomed = traces.by_session(study, {s.session: s.file for s in made.emptied})
        listed = [p.relative_to(study.root).as_posix() for p in doomed.values()]
        print("\n".join([say.DELETED, *(f"  {place}" for place in listed)]))
    if made.extent == Extent.EVERYTHING:
        files = {s.session: s for s in made.known.sessions}
        heard = [s for s, _ in made.target.someone.voices] if made.target.someone else []
        touched = dict.fromkeys([*_by_session(made), *heard])
        left = [files[s] for s in touched if s not in made.names_of_emptied and s in files]
        said = [say.WITH_OTHERS.format(file=f"transcripts/{s.file}") for s in left]
        said += [say.NAME_STAYS] if said and heard else []
        with_others = said + [say.CLOSED.format(file=f"transcripts/{s.file}") for s in left if s.type == QUESTIONNAIRE]
        print("\n".join(with_others))
    if places := made.to_decide():
        print(say.TO_DECIDE.format(places=", ".join(map(known_as.place, places))))


def _by_session(made: Plan) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for session, turn in made.gone:
        found.setdefault(session, []).append(turn)
    return found


def finish(study: Study, of: WithdrawalOrder, *, compute: bool) -> int:
    """
    Do all of it, compute again and prove; the exit code is 1 when withdrawn words still stand in the study.

    Raises:
        FiligraneError: the disk is full, or shut, before the end.
    """
    try:
        print("\n".join(carrying_out.carried_out(study, of)))
    except OSError as error:
        if carrying_out.left(study) is None:
            raise
        raise FiligraneError(say.NOT_FINISHED) from error
    failed = False
    if compute:
        refresh(study)
        failed = bool(repro(study, []))
    print(say.RUN_FAILED if failed else "" if compute else say.TO_RUN)
    if of.extent != Extent.EVERYTHING:
        return int(failed)
    traces.elsewhere(study, of.touched)
    return int(traces.prove(study, of.found) or failed)


COMMANDS = {
    "withdraw": Command(HELP, register, execute),
}
