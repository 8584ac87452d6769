"""``filigrane consent SESSION PASSAGE --level LEVEL --by NAME`` → what a speaker allows, set by a person."""

from __future__ import annotations

import argparse
import re

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.consent_places import END, ConsentStretch, kept_checks
from pipeline.anchoring.decisions import ConsentDecision
from pipeline.cli import interviews
from pipeline.cli.interviews import Interviews
from pipeline.model import store
from pipeline.model.contracts import CONSENTS, Turn
from pipeline.model.decision_writer import DecisionWriter, command_time
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.consent.restrictions import session_checks
from pipeline.pseudonymise.review.review_writer import reader_name
from pipeline.publish.fiche.fiche_words import LEVELS

HELP = "note ce qu'une personne permet pour un passage : libre, sans attribution, à ne pas citer, à effacer…"
PASSAGE = re.compile(r"(\d+)(?::(\d+))?(?:-(\d+)(?::(\d+))?)?")


def register(parser: argparse.ArgumentParser) -> None:
    """Take the session, both ends, the level, who decides and why."""
    told = ", ".join(f"{level} ({LEVELS[level]})" for level in CONSENTS)
    parser.add_argument("entretien", metavar=interviews.METAVAR, help=interviews.HELP)
    parser.add_argument("passage", metavar="PASSAGE", help="des tours (23-27) ou des mots de tours (23:4-27:10)")
    parser.add_argument("--level", required=True, choices=CONSENTS, metavar="NIVEAU", help=f"au choix : {told}")
    parser.add_argument("--by", required=True, metavar="NOM", help="qui décide : le nom de son fichier de décisions")
    parser.add_argument("--reason", default="", metavar="MOTIF", help="pourquoi, sans nommer personne")
    parser.add_argument("--replaces", default="", metavar="ID", help="la ligne de ce fichier que celle-ci remplace")


def execute(arguments: argparse.Namespace) -> int:
    """Write one line; refuses a passage that is not in the session."""
    study = Study()
    study.params("study")
    by = reader_name(arguments.by)
    said: list[Turn] = store.load(study, "turns")
    known = Interviews(study, {t.session for t in said})
    session = known.find(arguments.entretien)
    turns = [t for t in said if t.session == session]
    about = passage(arguments.passage, turns, known.called(session))
    checks = session_checks(turns, study_key(study))[session]
    line = DecisionWriter(author=by, at=command_time()).line(
        ConsentDecision, session=session, turn=about.turn, first_word=about.first_word, last_turn=about.last_turn,
        last_word=about.last_word, level=arguments.level, reason=arguments.reason, replaces=arguments.replaces,
        check=kept_checks(checks, about.turn, about.last_turn),
    )
    decisions.append(study, by, [line])
    print(f"Décision {line.id} notée dans decisions/consent/{by}.csv. Lancez « filigrane run ».")
    return 0


def passage(typed: str, turns: list[Turn], called: str) -> ConsentStretch:
    """
    Read both ends of a passage, the last included; without words, whole turns.

    Raises:
        FiligraneError: it cannot be read, or is not in the session.
    """
    found = PASSAGE.fullmatch(typed.replace(" ", ""))
    counts = {t.turn: len(anchors.words(t.text)) for t in turns}
    if not found:
        raise FiligraneError(f"« {typed} » ne se lit pas : écrivez des tours (23-27) ou des mots (23:4-27:10).")
    first = int(found[1])
    last = int(found[3] or found[1])
    start, end = int(found[2] or 0), int(found[4]) if found[4] else END
    inside = {first, last} <= counts.keys() and start < counts[first] and end < counts[last]
    if not inside or first > last or (first == last and END < end < start):
        raise FiligraneError(
            f"Le passage {typed} n'est pas dans l'entretien {called} ({len(counts)} tours, numérotés depuis 0)."
        )
    return ConsentStretch(first, start, last, end)
