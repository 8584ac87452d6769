"""``filigrane import FILES`` → transcripts brought in and told of; ``import codings FILE`` → codings of one coder."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.changes.continuity.following import foretold
from pipeline.cli.interviews import Interviews
from pipeline.ingest.reception import import_words
from pipeline.ingest.reception.deposit import deposit
from pipeline.ingest.reception.import_report import tell, tellings
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

HELP = "apporte des transcriptions et dit ce qui en a été compris ; ou reprend des codages (import codings TABLEAU)"
CODINGS = "codings"


def register(parser: argparse.ArgumentParser) -> None:
    """Take the files; or the word « codings », a table and whose codings they are."""
    parser.add_argument(
        "fichiers", nargs="*", metavar="FICHIER",
        help="transcriptions, ou dossiers ; rien : tout ce qui est déjà dans transcripts/ ; « codings TABLEAU » : un "
        "tableau de codages .csv ou .xlsx (session ; tour ; code ; passage)",
    )
    parser.add_argument("--coder", metavar="NOM", help="avec codings : qui a codé, le nom de son fichier de décisions")
    parser.add_argument("--sessions", default="", metavar="E01,E02", help="avec codings : entretiens à reprendre")


def execute(arguments: argparse.Namespace) -> int:
    """Bring the files in and tell of each; the exit code is 1 when one could not be read."""
    study = Study()
    study.params("study")
    if arguments.fichiers[:1] == [CODINGS]:
        return _codings(study, arguments)
    done = deposit(study, [Path(f) for f in arguments.fichiers])
    told = tellings(study, done.names if arguments.fichiers else None)
    done.take_back(told.refused)
    troubles = [
        import_words.ABSENT.format(file=f) for f in done.absent
    ] + [import_words.EXISTS.format(file=f) for f in done.kept]
    print("\n".join((*tell(told), *troubles, *foretold(study))))
    return int(bool(told.refused or troubles))


def _codings(study: Study, arguments: argparse.Namespace) -> int:
    from pipeline.publish.exchange.coding_import import import_codings  # noqa: PLC0415 - tables take a second to import

    if len(arguments.fichiers) != 2 or not arguments.coder:
        raise FiligraneError("Tapez : filigrane import codings TABLEAU --coder NOM")
    sessions = Interviews(study).find_all(s for s in arguments.sessions.split(",") if s.strip())
    print(import_codings(study, Path(arguments.fichiers[1]), arguments.coder, sessions))
    return 0
