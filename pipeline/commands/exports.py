"""``filigrane export codings [FILE]`` → the codings that may leave, as a table for a spreadsheet."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline import decisions
from pipeline.coded import counted
from pipeline.coding.desk import Desk, desk
from pipeline.contracts import Coding
from pipeline.errors import FiligraneError
from pipeline.exchange.coding_sheet import Known, coding_sheet
from pipeline.publishable import Publishable, publishable
from pipeline.stages.tables import SIGN
from pipeline.study import Study

HELP = "écrit les codages dans un tableau .csv, que « filigrane import codings » sait reprendre"
CODINGS = "codings"


def register(parser: argparse.ArgumentParser) -> None:
    """Take what to export, where to, and whose."""
    parser.add_argument("quoi", choices=[CODINGS], metavar="codings", help="les codages")
    parser.add_argument("fichier", nargs="?", metavar="FICHIER", help="le tableau à écrire ; rien : à l'écran")
    parser.add_argument("--coder", default="", metavar="NOM", help="seulement les codages de cette personne")
    parser.add_argument("--all", action="store_true", help="avec les refus et les suggestions qui attendent")
    parser.add_argument("--bom", action="store_true", help="marque l'UTF-8 en tête du fichier, pour un vieux tableur")


def execute(arguments: argparse.Namespace) -> int:
    """Write the table; refuses as long as a session in it is not signed."""
    at = desk(Study())
    out = _leaving(at, _wanted(at.codings, arguments))
    text = coding_sheet(out.rows, _known(at))
    if arguments.fichier:
        Path(arguments.fichier).write_text(text, "utf-8-sig" if arguments.bom else "utf-8", newline="")
    else:
        sys.stdout.write(text.replace("\r\n", "\n"))
    reserved = f" ({out.withheld} réservé(s) par les personnes restent ici)" if out.withheld else ""
    print(f"Codages exportés : {len(out.rows)}{reserved}.", file=sys.stderr)
    return 0


def _wanted(codings: list[Coding], arguments: argparse.Namespace) -> list[Coding]:
    kept = codings if arguments.all else counted(codings)
    return [c for c in kept if arguments.coder in {"", c.author}]


def _leaving(at: Desk, codings: list[Coding]) -> Publishable[Coding]:
    signed = {d.session for d in decisions.identifiers(at.study) if d.action == SIGN}
    out = publishable(codings, purpose="export", signed=signed)
    if out.unsigned:
        raise FiligraneError(
            f"La pseudonymisation de {', '.join(out.unsigned)} n'est pas relue : relisez-la (page Pseudonymisation), "
            f"signez-la (« filigrane sign {out.unsigned[0]} --by NOM »), puis recommencez."
        )
    return out


def _known(at: Desk) -> Known:
    read = {(coder, session) for coder, hand in at.standing.hands.items() for session in hand.read}
    return Known(at.turns, {d.id: d for d in at.lines}, frozenset(read))
