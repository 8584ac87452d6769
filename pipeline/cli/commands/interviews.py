"""``filigrane title``, ``role``, ``correct``, ``consent`` → what is decided of interviews."""

from __future__ import annotations

import argparse
import re
from typing import get_args

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.decisions import ConsentDecision, CorrectionDecision, RoleDecision
from pipeline.anchoring.word_places import END, ConsentStretch, kept_checks
from pipeline.changes.continuity.following import consequences
from pipeline.cli import coder_study
from pipeline.cli.coder_study import Interviews
from pipeline.cli.commands import Command
from pipeline.ingest.readers.registry import transcripts
from pipeline.ingest.speech.cutting import Cutting
from pipeline.ingest.speech.understood import Understood, understood
from pipeline.language.folds import fold_for_search
from pipeline.model import decision_writer, store
from pipeline.model.contracts import CONSENTS, Role, Turn
from pipeline.model.decision_writer import DecisionWriter, command_time
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.consent import session_checks
from pipeline.pseudonymise.describe import correcting
from pipeline.pseudonymise.describe.correcting import CorrectedTranscript
from pipeline.pseudonymise.people import titles
from pipeline.pseudonymise.review.review_writer import reader_name
from pipeline.publish.pseudonymisation_words import LEVELS

HELP_TITLE = "donne un titre à un entretien : il est connu sous ce titre partout ; un titre vide le reprend"
TITLE_HELP = "sans nommer personne, car l'équipe le lit ; \"\" rend le titre neutre"
GIVEN = "« {was} » s'appelle maintenant « {now} » (decisions/interviews/{file})."


def register_title(parser: argparse.ArgumentParser) -> None:
    """Take the interview, its title and who gives it."""
    parser.add_argument("entretien", metavar=coder_study.METAVAR, help=coder_study.TYPED_HELP)
    parser.add_argument("titre", metavar="TITRE", help=TITLE_HELP)
    parser.add_argument("--by", required=True, metavar="NOM", help="qui le donne : le nom de son fichier de décisions")


def execute_title(arguments: argparse.Namespace) -> int:
    """Write the same line as the page Lecture does; it holds at once, without a run."""
    study = Study()
    study.params("study")
    known = Interviews(study)
    session = known.find(arguments.entretien)
    line = titles.line(arguments.by, session, " ".join(arguments.titre.split()))
    path = decisions.append(study, arguments.by, [line])
    print(GIVEN.format(was=known.called(session), now=Interviews(study).called(session), file=path.name))
    return 0


HELP_ROLE = (
    "dit qui est un libellé : qui enquête, qui répond, une faute de frappe, un autre nom ; ou à qui sont des tours"
)
TURNS = re.compile(r"\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*")


def register_role(parser: argparse.ArgumentParser) -> None:
    """Take the session, then the label and what is said of it, or turns and whose they are."""
    roles_ = ", ".join(get_args(Role))
    parser.add_argument("entretien", metavar=coder_study.METAVAR, help=coder_study.TYPED_HELP)
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


def execute_role(arguments: argparse.Namespace) -> int:
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
    read = _read(study, session)
    voices = [label for voice in read.voices for label in (voice.label, *voice.spellings) if label]
    known = list(dict.fromkeys([*voices, *(one.label for one in read.rejected)]))
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
    mended = [d for d in decisions.corrections(study) if d.session == session]
    return understood(transcripts(study)[session].load(), ruled, Cutting(**study.params("turns")), mended)


HELP_CORRECT = "corrige une transcription sans toucher au fichier reçu : des mots, une coupe, deux tours à joindre"
CORRECTED = "Noté dans decisions/corrections/{file} : {said}. Lancez « filigrane run »."
NOTHING_WRITTEN = "Rien n'a été écrit. Tapez la même commande avec --quand-meme pour corriger quand même."


def register_correct(parser: argparse.ArgumentParser) -> None:
    """Take the interview, the turn, and what is mended there."""
    parser.add_argument("entretien", metavar=coder_study.METAVAR, help=coder_study.TYPED_HELP)
    parser.add_argument("tour", metavar="TOUR", type=int, nargs="?", default=-1, help="compté depuis 0")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--remplace", nargs=2, metavar=("MOTS", "PAR"), help="des mots du tour, et ce qui s'y lit")
    what.add_argument("--coupe-avant", metavar="MOTS", help="les mots par lesquels commence le nouveau tour")
    what.add_argument("--joint", action="store_true", help="joint ce tour au tour d'avant")
    what.add_argument("--annule", action="store_true", help="annule votre dernière correction de cet entretien")
    parser.add_argument("--voix", default="", metavar="NOM", help="avec --coupe-avant : qui parle ensuite")
    parser.add_argument("--by", required=True, metavar="NOM", help="qui décide : le nom de son fichier de décisions")
    parser.add_argument("--quand-meme", action="store_true", help="même si des décisions ne retrouvent plus leurs mots")


def execute_correct(arguments: argparse.Namespace) -> int:
    """Write the same lines as the page; where decisions would come loose, say which and write nothing."""
    study = Study()
    study.params("study")
    by = decision_writer.coder_name(arguments.by, "corrections")
    session = Interviews(study, transcripts(study)).find(arguments.entretien)
    on = correcting.transcript(study, session)
    lines = _corrections(study, on, arguments, DecisionWriter(author=by))
    would = consequences(study, lines)
    for line in would.told(study):
        print(line)
    if would.lost and not arguments.quand_meme:
        raise FiligraneError(NOTHING_WRITTEN)
    path = decisions.append(study, by, lines)
    said = " ; ".join(correcting.told(one) for one in lines if not one.undoes) or "correction annulée"
    print(CORRECTED.format(file=path.name, said=said))
    return 0


def _corrections(
    study: Study, on: CorrectedTranscript, arguments: argparse.Namespace, writer: DecisionWriter
) -> list[CorrectionDecision]:
    if arguments.annule:
        lines = correcting.taken_back(study, on, correcting.last(on, writer.author), writer)
    elif arguments.joint:
        lines = correcting.join(on, arguments.tour, writer)
    elif arguments.coupe_avant:
        start, _ = correcting.found(on, arguments.tour, arguments.coupe_avant)
        lines = correcting.cut_before(on, arguments.tour, start, arguments.voix, writer)
    else:
        said, new = arguments.remplace
        start, end = correcting.found(on, arguments.tour, said)
        text = on.drafts[arguments.tour].text
        lines = correcting.words(on, arguments.tour, text[:start] + new + text[end:], writer)
    if not lines:
        raise FiligraneError("Rien à corriger : rien n'a été écrit.")
    return lines


HELP_CONSENT = "note ce qu'une personne permet pour un passage : libre, sans attribution, à ne pas citer, à effacer…"
PASSAGE = re.compile(r"(\d+)(?::(\d+))?(?:-(\d+)(?::(\d+))?)?")


def register_consent(parser: argparse.ArgumentParser) -> None:
    """Take the session, both ends, the level, who decides and why."""
    told = ", ".join(f"{level} ({LEVELS[level]})" for level in CONSENTS)
    parser.add_argument("entretien", metavar=coder_study.METAVAR, help=coder_study.TYPED_HELP)
    parser.add_argument("passage", metavar="PASSAGE", help="des tours (23-27) ou des mots de tours (23:4-27:10)")
    parser.add_argument("--level", required=True, choices=CONSENTS, metavar="NIVEAU", help=f"au choix : {told}")
    parser.add_argument("--by", required=True, metavar="NOM", help="qui décide : le nom de son fichier de décisions")
    parser.add_argument("--reason", default="", metavar="MOTIF", help="pourquoi, sans nommer personne")
    parser.add_argument("--replaces", default="", metavar="ID", help="la ligne de ce fichier que celle-ci remplace")


def execute_consent(arguments: argparse.Namespace) -> int:
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


COMMANDS = {
    "title": Command(HELP_TITLE, register_title, execute_title),
    "role": Command(HELP_ROLE, register_role, execute_role),
    "correct": Command(HELP_CORRECT, register_correct, execute_correct),
    "consent": Command(HELP_CONSENT, register_consent, execute_consent),
}
