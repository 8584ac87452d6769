"""``filigrane import`` and ``export`` → transcripts and codings brought in; what may leave, in a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.anchoring import decisions
from pipeline.anchoring.publishable import may_pass, publishable
from pipeline.changes.continuity.following import foretold
from pipeline.cli.coder_study import coder_study
from pipeline.cli.commands import Command
from pipeline.cli.typed_interview import Interviews
from pipeline.coding.sessions_read import counted
from pipeline.ingest.reception import import_words
from pipeline.ingest.reception.deposit import deposit
from pipeline.ingest.reception.import_report import tell, tellings
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.exchange.coding_sheet import CodingSources, coding_sheet
from pipeline.publish.held_back import refuse
from pipeline.publish.quotes.document import export as export_quotes
from pipeline.publish.report.report import export as export_report

HELP_IMPORT = (
    "apporte des transcriptions et dit ce qui en a été compris ; ou reprend des codages (import codings TABLEAU)"
)
CODINGS, QUOTES, REPORT = "codings", "quotes", "report"


def register_import(parser: argparse.ArgumentParser) -> None:
    """Take the files; or the word « codings », a table and whose codings they are."""
    parser.add_argument(
        "fichiers", nargs="*", metavar="FICHIER",
        help="transcriptions, ou dossiers ; rien : tout ce qui est déjà dans transcripts/ ; « codings TABLEAU » : un "
        "tableau de codages .csv ou .xlsx (session ; tour ; code ; passage)",
    )
    parser.add_argument("--coder", metavar="NOM", help="avec codings : qui a codé, le nom de son fichier de décisions")
    parser.add_argument("--sessions", default="", metavar="E01,E02", help="avec codings : entretiens à reprendre")


def execute_import(arguments: argparse.Namespace) -> int:
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


HELP_EXPORT = "écrit ce qui peut sortir : codages (.csv), citations ou rapport (.docx, .odt, .md)"
WHAT = "codings (que « filigrane import codings » sait reprendre), quotes (les passages à citer) ou report"
TO_WRITE = "Donnez le nom du fichier à écrire, par exemple : filigrane export {what} {what}.docx"


def register_export(parser: argparse.ArgumentParser) -> None:
    """Take what to export, where to, and whose."""
    parser.add_argument("quoi", choices=[CODINGS, QUOTES, REPORT], metavar="QUOI", help=WHAT)
    where = "le fichier à écrire ; pour codings, rien : à l'écran"
    parser.add_argument("fichier", nargs="?", metavar="FICHIER", help=where)
    parser.add_argument("--coder", default="", metavar="NOM", help="seulement ce qu'a codé ou marqué cette personne")
    parser.add_argument("--all", action="store_true", help="avec les refus et les suggestions qui attendent")
    parser.add_argument("--bom", action="store_true", help="marque l'UTF-8 en tête du fichier, pour un vieux tableur")


def execute_export(arguments: argparse.Namespace) -> int:
    """Write what is asked for; refuses as long as an interview in it waits (``held_back``)."""
    if arguments.quoi == CODINGS:
        at = coder_study(Study())
        kept = at.codings if arguments.all else counted(at.codings)
        kept = [c for c in kept if arguments.coder in {"", c.author}]
        signed = {d.session for d in decisions.identifiers(at.study) if d.signs}
        out = publishable(kept, purpose="export", signed=signed)
        refuse(at.study, {c.session for c in kept if may_pass(c.consent, "export")}, out.unsigned)
        read = {(coder, session) for coder, state in at.coder_states.by_coder.items() for session in state.read}
        text = coding_sheet(out.rows, CodingSources(at.turns, {d.id: d for d in at.lines}, frozenset(read)))
        if arguments.fichier:
            Path(arguments.fichier).write_text(text, "utf-8-sig" if arguments.bom else "utf-8", newline="")
        else:
            sys.stdout.write(text.replace("\r\n", "\n"))
        reserved = f" ({out.withheld} réservé(s) par les personnes restent ici)" if out.withheld else ""
        print(f"Codages exportés : {len(out.rows)}{reserved}.", file=sys.stderr)
        return 0
    if not arguments.fichier:
        raise FiligraneError(TO_WRITE.format(what=arguments.quoi))
    path = Path(arguments.fichier)
    told = export_quotes(Study(), path, arguments.coder) if arguments.quoi == QUOTES else export_report(Study(), path)
    print("\n".join(told), file=sys.stderr)
    return 0


COMMANDS = {
    "import": Command(HELP_IMPORT, register_import, execute_import),
    "export": Command(HELP_EXPORT, register_export, execute_export),
}
