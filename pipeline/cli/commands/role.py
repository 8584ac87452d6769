"""``filigrane role SESSION LABEL …`` → a decision about who a label is, or whose some turns are."""

from __future__ import annotations

import argparse
import re
from typing import get_args

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import RoleDecision
from pipeline.cli import interviews
from pipeline.cli.interviews import Interviews
from pipeline.ingest.readers.registry import transcripts
from pipeline.ingest.speech.cutting import Cutting
from pipeline.ingest.speech.understood import Understood, understood
from pipeline.language.folds import fold_for_search
from pipeline.model import decision_writer
from pipeline.model.contracts import Role
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

HELP = "dit qui est un libellé : qui enquête, qui répond, une faute de frappe, un autre nom ; ou à qui sont des tours"
TURNS = re.compile(r"\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*")


def register(parser: argparse.ArgumentParser) -> None:
    """Take the session, then the label and what is said of it, or turns and whose they are."""
    roles_ = ", ".join(get_args(Role))
    parser.add_argument("entretien", metavar=interviews.METAVAR, help=interviews.HELP)
    parser.add_argument(
        "libelle", metavar="LIBELLÉ", nargs="?", default="", help="tel qu'il est écrit dans la transcription"
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--role", choices=get_args(Role), metavar="RÔLE", help=f"au choix : {roles_}")
    which.add_argument("--same-as", metavar="AUTRE", help="le libellé dont c'est une autre graphie : une seule voix")
    which.add_argument("--rename", metavar="NOM", help="le nom sous lequel cette voix se lit")
    which.add_argument("--no-label", action="store_true", help="ce n'est pas un libellé : la parole continue")
    which.add_argument("--turns", metavar="3-7,9", help="des tours, comptés depuis 0, à donner à quelqu'un (--is)")
    parser.add_argument("--is", dest="who", default="", metavar="NOM", help="avec --turns : qui les dit")
    parser.add_argument("--by", required=True, metavar="NOM", help="qui décide : le nom de son fichier de décisions")


def execute(arguments: argparse.Namespace) -> int:
    """Write the decision; refuses a session that does not exist, and turns that it does not have."""
    study = Study()
    study.params("study")
    known = Interviews(study, transcripts(study))
    session = known.find(arguments.entretien)
    rows = _assigned(study, arguments, session, known) if arguments.turns else [_decision(study, arguments, session)]
    decisions.append(study, arguments.by, rows)
    print(f"Décision notée dans decisions/roles/{arguments.by}.csv. Lancez « filigrane run ».")
    return 0


def _decision(study: Study, arguments: argparse.Namespace, session: str) -> RoleDecision:
    label = arguments.libelle
    if not label:
        raise FiligraneError("Dites quel libellé : filigrane role ENTRETIEN LIBELLÉ …")
    # List what opens the turns of a session, as labels or as what was not believed to be one.
    read = _read(study, session)
    voices = [label for voice in read.voices for label in (voice.label, *voice.spellings) if label]
    known = list(dict.fromkeys([*voices, *(one.label for one in read.unbelieved)]))
    if fold_for_search(label) not in map(fold_for_search, known):
        raise FiligraneError(
            f"« {label} » n'ouvre aucun tour de {arguments.entretien}. Ce qui en ouvre : {', '.join(known)}."
        )
    if arguments.no_label:
        return decision_writer.not_a_label(session, label)
    if arguments.rename:
        return decision_writer.voice_renamed(session, label, arguments.rename)
    return decision_writer.merged(session, label, arguments.same_as) if arguments.same_as else decision_writer.role_of(
        session, label, arguments.role
    )


def _assigned(
    study: Study, arguments: argparse.Namespace, session: str, known: Interviews
) -> list[RoleDecision]:
    if not TURNS.fullmatch(arguments.turns) or not arguments.who:
        raise FiligraneError("Écrivez les tours comme 3-7,9, et à qui ils sont : --is NOM.")
    spans = [part.split("-") for part in arguments.turns.split(",")]
    numbers = [n for span in spans for n in range(int(span[0]), int(span[-1]) + 1)]
    read = _read(study, session)
    if unknown := [n for n in numbers if n >= len(read.turns)]:
        raise FiligraneError(f"{known.called(session)} a {len(read.turns)} tours : le tour {unknown[0]} n'existe pas.")
    return decision_writer.turns_assigned(session, [read.turns[n] for n in numbers], arguments.who)


def _read(study: Study, session: str) -> Understood:
    ruled = [d for d in decisions.roles(study) if d.session == session]
    return understood(transcripts(study)[session].load(), ruled, Cutting(**study.params("turns")))
