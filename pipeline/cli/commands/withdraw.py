"""``filigrane withdraw PERSON --from … --by NAME`` → their words hidden or erased everywhere, and the proof of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from pipeline.anchoring import decisions
from pipeline.changes.continuity.change import carry_out, change, forgotten
from pipeline.cli.commands import Command
from pipeline.cli.commands.run import repro
from pipeline.cli.commands.study_setup import refresh
from pipeline.cli.typed_interview import Interviews
from pipeline.coding.placing import turns_by_session
from pipeline.ingest.session import QUESTIONNAIRE
from pipeline.ingest.withdrawals import LEVELS
from pipeline.model.decision_rows import Extent
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import open_once
from pipeline.model.terminal import answer
from pipeline.vault import private_names
from pipeline.vault.withdrawal import traces, words_to_find
from pipeline.vault.withdrawal import withdrawal_words as say
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
    do(made, found, arguments.by)
    if made.extent == Extent.EVERYTHING:
        traces.recall(study, found)
    return finish(made, found, compute=not arguments.sans_calcul)


def announce(made: Plan, known_as: Interviews) -> None:
    """Say what is hidden, which files will be deleted, what others said that people must decide about."""
    where = (f"{known_as.called(s)} ({len(t)} tour(s) : {_some(t)})" for s, t in _by_session(made).items())
    print(say.HIDDEN.format(where=", ".join(where)))
    print(say.HIDDEN_AS[made.extent])
    if made.emptied:
        study = made.known.study
        listed = [p.relative_to(study.root).as_posix() for p in traces.transcripts(study, made.emptied)]
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


def _some(turns: Iterable[int]) -> str:
    return ", ".join(map(str, turns))


def do(made: Plan, found: words_to_find.WithdrawnPhrases, by: str) -> None:
    """Write the withdrawal first, so that an interruption hides rather than shows; then clear what held the words."""
    study = made.known.study
    masks = list(made.masks())
    changed: dict[private_names.Cell, str] = {}
    if made.extent == Extent.EVERYTHING:
        names = made.names_of_emptied
        before = words_to_find.Before(turns_by_session(made.known.shown), made.gone, names, found)
        changed = words_to_find.cells(study, before) | forgotten(study, names)
    decisions.append(study, by, made.lines)
    if masks:
        decisions.append(study, by, masks)
        print(say.MASKED.format(number=len(masks), by=by))
    if made.extent == Extent.EVERYTHING:
        for file, number in private_names.migrate(study, changed, by, "retrait").items():
            print(say.REWRITTEN.format(file=file, number=number))
        traces.keep_previous(study, made.gone)
        traces.delete_sessions(study, made.emptied)
        clear_transcripts(made)
        traces.delete_copies(study, found)
        # What was decided of these words goes with them: nothing is left to ask at the next run.
        carry_out(study, change(study))


def clear_transcripts(made: Plan) -> None:
    """Take the words out of the transcripts that stay; says which turns must be taken out by hand."""
    paths = traces.by_session(made.known.study, made.known.sessions)
    for session in (s for s in _by_session(made) if s in paths and s not in made.names_of_emptied):
        whole, partly = made.turns_gone(session)
        left = sorted([*traces.clear(paths[session], whole), *partly])
        done = [n for n in whole if n not in left]
        file = f"transcripts/{paths[session].name}"
        print(say.CLEARED.format(file=file, turns=_some(done)) if done else "", end="\n" if done else "")
        print(say.STAYS.format(file=file, turns=_some(left)) if left else "", end="\n" if left else "")
        traces.forget_turns(made.known.study, session)


def finish(made: Plan, found: words_to_find.WithdrawnPhrases, *, compute: bool) -> int:
    """Compute again and prove; the exit code is 1 when withdrawn words still stand in the study."""
    study = made.known.study
    failed = False
    if compute:
        refresh(study)
        failed = bool(repro(study, []))
    print(say.RUN_FAILED if failed else "" if compute else say.TO_RUN)
    if made.extent != Extent.EVERYTHING:
        return int(failed)
    traces.elsewhere(study, made)
    return int(traces.prove(study, found) or failed)


COMMANDS = {
    "withdraw": Command(HELP, register, execute),
}
