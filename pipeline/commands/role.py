"""``filigrane role SESSION LABEL --role ROLE --by NAME`` → a decision about who a label is."""

from __future__ import annotations

import argparse
import secrets
from datetime import UTC, datetime
from typing import get_args

from pipeline import decisions
from pipeline.contracts import Role
from pipeline.decisions import RoleDecision
from pipeline.errors import FiligraneError
from pipeline.readers.registry import transcripts
from pipeline.study import Study

HELP = "dit qui est un libellé : enquêteur·rice, enquêté·e, ou faute de frappe pour un autre"


def register(parser: argparse.ArgumentParser) -> None:
    """Take the session, the label, and its role or the label it stands for."""
    parser.add_argument("entretien", metavar="ENTRETIEN", help="identifiant, par exemple E01")
    parser.add_argument("libelle", metavar="LIBELLÉ", help="tel qu'il est écrit dans la transcription")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--role", choices=get_args(Role), metavar="RÔLE", help=f"au choix : {', '.join(get_args(Role))}")
    which.add_argument("--same-as", default="", metavar="AUTRE", help="le libellé dont c'est une autre graphie")
    parser.add_argument("--by", required=True, metavar="NOM", help="qui décide : le nom de son fichier de décisions")


def execute(arguments: argparse.Namespace) -> int:
    """Write the decision; refuses a session that does not exist."""
    study = Study()
    study.params("study")
    if arguments.entretien not in transcripts(study):
        raise FiligraneError(f"« {arguments.entretien} » n'est pas un entretien de cette enquête.")
    decisions.append(study, arguments.by, [_decision(arguments)])
    print(f"Décision notée dans decisions/roles/{arguments.by}.csv. Lancez « filigrane run ».")
    return 0


def _decision(arguments: argparse.Namespace) -> RoleDecision:
    return RoleDecision(
        id=secrets.token_hex(16), at=datetime.now(UTC).isoformat(timespec="seconds"), session=arguments.entretien,
        turn=-1, label=arguments.libelle, role=arguments.role or "", same_as=arguments.same_as,
    )
