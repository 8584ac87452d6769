"""``filigrane import`` → transcripts come in, a project of another tool, or codings made in a table."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.changes.continuity.following import foretold
from pipeline.cli.coder_study import Interviews
from pipeline.cli.commands import Command
from pipeline.ingest.readers.received_files import deposit
from pipeline.ingest.reception import import_words
from pipeline.ingest.reception.import_report import tell, tellings
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

HELP_IMPORT = (
    "apporte des transcriptions et dit ce qui en a été compris ; ou reprend le projet d'un autre logiciel (.qdpx, "
    "QualCoder, Taguette, RQDA, Sonal), ou des codages (import codings TABLEAU)"
)
CODINGS = "codings"
OF_PROJECTS = frozenset({".qdpx", ".qde", ".qda", ".sqlite3", ".sqlite", ".db", ".rqda", ".crp", ".sonal"})
# A transcript, or what shows its own codes: a document that Taguette highlighted, a corpus of IRaMuTeQ with themes.
PERHAPS_PROJECTS = frozenset({".html", ".htm", ".txt"})


def register_import(parser: argparse.ArgumentParser) -> None:
    """Take the files; or the word « codings », a table and whose codings they are."""
    parser.add_argument(
        "fichiers", nargs="*", metavar="FICHIER",
        help="transcriptions ou dossiers ; projet d'un autre logiciel ; rien : tout ce qui est déjà dans transcripts/ "
        "; « codings TABLEAU » : un tableau de codages .csv ou .xlsx (session ; tour ; code ; passage)",
    )
    parser.add_argument("--coder", metavar="NOM", help="avec codings : qui a codé, le nom de son fichier de décisions")
    parser.add_argument("--sessions", default="", metavar="E01,E02", help="avec codings : entretiens à reprendre")
    parser.add_argument("--apercu", action="store_true", help="avec un projet : dit ce qui serait repris, n'écrit rien")
    parser.add_argument(
        "--lecture", default="", metavar="LECTURE", help="avec un projet : comment compter ses positions, si le compte "
        "rendu vous le demande",
    )


def execute_import(arguments: argparse.Namespace) -> int:
    """Bring the files in and tell of each; the exit code is 1 when one could not be read."""
    study = Study()
    study.params("study")
    if arguments.fichiers[:1] == [CODINGS]:
        return _codings(study, arguments)
    given = [Path(f) for f in arguments.fichiers]
    perhaps = any(f.suffix.lower() in OF_PROJECTS | PERHAPS_PROJECTS or f.is_dir() for f in given)
    if perhaps and (found := _projects(study, arguments)):
        print("\n".join((*found, *foretold(study), import_words.NEXT)))
        return 0
    done = deposit(study, given)
    told = tellings(study, done.names if arguments.fichiers else None)
    done.take_back(told.refused)
    troubles = [
        import_words.ABSENT.format(file=f) for f in done.absent
    ] + [import_words.EXISTS.format(file=f) for f in done.kept]
    troubles += [import_words.SPARED.format(file=f) for f in done.spared]
    print("\n".join((*tell(told), *troubles, *foretold(study))))
    return int(bool(told.refused or troubles))


def _projects(study: Study, arguments: argparse.Namespace) -> list[str]:
    """Bring projects in, each whole or not at all, and tell of each; nothing where none is a project."""
    from pipeline.projects import bringing_in, project_reception  # noqa: PLC0415 - readers take a second to import

    projects, others = project_reception.projects_among(Path(f) for f in arguments.fichiers)
    if projects and others:
        raise FiligraneError(import_words.APART)
    told = []
    for path in projects:
        read = project_reception.read_project(path)
        done = bringing_in.bring(
            study, read, coder=arguments.coder or "", positions=arguments.lecture, preview=arguments.apercu)
        told += [*project_reception.tell(done), ""]
        if done.choice and done.choice.close and done.choice.other:
            told.append(import_words.READ_OTHERWISE.format(file=path.name, name=done.choice.other.reading.name))
    return told


def _codings(study: Study, arguments: argparse.Namespace) -> int:
    from pipeline.publish.exchange.coding_import import import_codings  # noqa: PLC0415 - tables take a second to import

    if len(arguments.fichiers) != 2 or not arguments.coder:
        raise FiligraneError("Tapez : filigrane import codings TABLEAU --coder NOM")
    sessions = Interviews(study).find_all(s for s in arguments.sessions.split(",") if s.strip())
    print(import_codings(study, Path(arguments.fichiers[1]), arguments.coder, sessions))
    return 0


COMMANDS = {"import": Command(HELP_IMPORT, register_import, execute_import)}
