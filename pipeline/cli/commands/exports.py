"""``filigrane export codings|quotes|report [FILE]`` → what may leave: codings as a table, quotes and report to read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.anchoring import decisions
from pipeline.anchoring.publishable import Publishable, may_pass, publishable
from pipeline.cli.coder_study import CoderStudy, coder_study
from pipeline.coding.sessions_read import counted
from pipeline.model.contracts import Coding
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.exchange.coding_sheet import CodingSources, coding_sheet
from pipeline.publish.held_back import refuse
from pipeline.publish.quotes.quote_export import export as export_quotes
from pipeline.publish.report.report_export import export as export_report

HELP = "écrit ce qui peut sortir : codages (.csv), citations ou rapport (.docx, .odt, .md)"
CODINGS, QUOTES, REPORT = "codings", "quotes", "report"
WHAT = "codings (que « filigrane import codings » sait reprendre), quotes (les passages à citer) ou report"
TO_WRITE = "Donnez le nom du fichier à écrire, par exemple : filigrane export {what} {what}.docx"


def register(parser: argparse.ArgumentParser) -> None:
    """Take what to export, where to, and whose."""
    parser.add_argument("quoi", choices=[CODINGS, QUOTES, REPORT], metavar="QUOI", help=WHAT)
    where = "le fichier à écrire ; pour codings, rien : à l'écran"
    parser.add_argument("fichier", nargs="?", metavar="FICHIER", help=where)
    parser.add_argument("--coder", default="", metavar="NOM", help="seulement ce qu'a codé ou marqué cette personne")
    parser.add_argument("--all", action="store_true", help="avec les refus et les suggestions qui attendent")
    parser.add_argument("--bom", action="store_true", help="marque l'UTF-8 en tête du fichier, pour un vieux tableur")


def execute(arguments: argparse.Namespace) -> int:
    """Write what is asked for; refuses as long as an interview in it waits (``held_back``)."""
    if arguments.quoi == CODINGS:
        at = coder_study(Study())
        kept = at.codings if arguments.all else counted(at.codings)
        out = _leaving(at, [c for c in kept if arguments.coder in {"", c.author}])
        text = coding_sheet(out.rows, _known(at))
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


def _leaving(at: CoderStudy, codings: list[Coding]) -> Publishable[Coding]:
    signed = {d.session for d in decisions.identifiers(at.study) if d.signs}
    out = publishable(codings, purpose="export", signed=signed)
    refuse(at.study, {c.session for c in codings if may_pass(c.consent, "export")}, out.unsigned)
    return out


def _known(at: CoderStudy) -> CodingSources:
    read = {(coder, session) for coder, coder_state in at.coder_states.by_coder.items() for session in coder_state.read}
    return CodingSources(at.turns, {d.id: d for d in at.lines}, frozenset(read))
