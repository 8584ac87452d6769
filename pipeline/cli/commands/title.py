"""``filigrane title SESSION TITLE --by NAME`` → the title by which an interview is then known everywhere."""

from __future__ import annotations

import argparse

from pipeline.anchoring import decisions
from pipeline.cli import interviews
from pipeline.cli.interviews import Interviews
from pipeline.model.study import Study
from pipeline.pseudonymise.people import titles

HELP = "donne un titre à un entretien : il est connu sous ce titre partout ; un titre vide le reprend"
TITLE_HELP = "sans nommer personne, car l'équipe le lit ; \"\" rend le titre neutre"
GIVEN = "« {was} » s'appelle maintenant « {now} » (decisions/interviews/{file})."


def register(parser: argparse.ArgumentParser) -> None:
    """Take the interview, its title and who gives it."""
    parser.add_argument("entretien", metavar=interviews.METAVAR, help=interviews.HELP)
    parser.add_argument("titre", metavar="TITRE", help=TITLE_HELP)
    parser.add_argument("--by", required=True, metavar="NOM", help="qui le donne : le nom de son fichier de décisions")


def execute(arguments: argparse.Namespace) -> int:
    """Write the same line as the page Lecture does; it holds at once, without a run."""
    study = Study()
    study.params("study")
    known = Interviews(study)
    session = known.find(arguments.entretien)
    line = titles.line(arguments.by, session, " ".join(arguments.titre.split()))
    path = decisions.append(study, arguments.by, [line])
    print(GIVEN.format(was=known.called(session), now=Interviews(study).called(session), file=path.name))
    return 0
