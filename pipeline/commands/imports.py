"""``filigrane import codings FILE --coder NAME`` → decisions of one coder, from a spreadsheet."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.study import Study

HELP = "reprend des codages faits dans un tableur (session ; tour ; code ; passage)"


def register(parser: argparse.ArgumentParser) -> None:
    """Take what is imported, the file and whose codings they are."""
    parser.add_argument("quoi", choices=["codings"], metavar="QUOI", help="ce qui est repris : codings (des codages)")
    parser.add_argument("fichier", type=Path, metavar="FICHIER", help="tableau .csv ou .xlsx")
    parser.add_argument("--coder", required=True, metavar="NOM", help="qui a codé : le nom de son fichier de décisions")
    parser.add_argument("--sessions", default="", metavar="E01,E02", help="entretiens à reprendre ; tous par défaut")


def execute(arguments: argparse.Namespace) -> int:
    """Find each passage in its turn, write the decisions, list what was not found."""
    from pipeline.exchange.spreadsheet import import_codings  # noqa: PLC0415 - tables take a second to import

    study = Study()
    study.params("study")
    sessions = [s.strip() for s in arguments.sessions.split(",") if s.strip()]
    done = import_codings(study, arguments.fichier, arguments.coder, sessions)
    print(done)
    return 0
