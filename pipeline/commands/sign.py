"""``filigrane sign SESSION … --by NAME`` → signed reviews of pseudonymised sessions."""

from __future__ import annotations

import argparse
import secrets
from datetime import UTC, datetime

from pipeline import decisions, store
from pipeline.contracts import AnonymisedTurn
from pipeline.decisions import IdentifierDecision
from pipeline.errors import FiligraneError
from pipeline.stages.tables import SIGN
from pipeline.study import Study

HELP = "signe la relecture de la pseudonymisation d'entretiens : leurs extraits peuvent alors sortir"


def register(parser: argparse.ArgumentParser) -> None:
    """Take the sessions and the reader."""
    parser.add_argument("entretiens", nargs="+", metavar="ENTRETIEN", help="identifiants, par exemple E01 E02")
    parser.add_argument("--by", required=True, metavar="NOM", help="qui a relu : le nom de son fichier de décisions")


def execute(arguments: argparse.Namespace) -> int:
    """Write one line per session; refuses those that do not exist."""
    study = Study()
    turns: list[AnonymisedTurn] = store.load(study, "anonymised")
    unknown = sorted(set(arguments.entretiens) - {t.session for t in turns})
    if unknown:
        raise FiligraneError(f"Ces entretiens ne sont pas dans l'enquête : {', '.join(unknown)}.")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    decisions.append(study, arguments.by, [signature(s, at) for s in sorted(set(arguments.entretiens))])
    print(f"Relecture signée par {arguments.by} : {', '.join(arguments.entretiens)}. Lancez « filigrane run ».")
    return 0


def signature(session: str, at: str) -> IdentifierDecision:
    """Make the line that says a session was read again whole."""
    return IdentifierDecision(
        id=secrets.token_hex(16), at=at, session=session, turn=-1, first_word=-1, last_word=-1, type="", action=SIGN,
        entity="", replacement="", scope="", check="",
    )
