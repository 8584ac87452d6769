"""``filigrane arbitrate`` → where two coders differ; ``arbitrate NAME --keep … --reason … --by …`` → a ruling."""

from __future__ import annotations

import argparse
import typing
from collections.abc import Sequence

from pipeline.anchoring import decisions
from pipeline.cli.coder_study import CoderStudy, coder_study
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.disagreements import (
    BETWEEN,
    Choice,
    Disagreement,
    Ruling,
    arbitrate,
    disagreements,
    last_ruling,
    rulings,
    undo,
)
from pipeline.language import agreement_words as words
from pipeline.model.author_names import coder_name
from pipeline.model.decision_rows import Arbitration
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

HELP = "liste les désaccords de deux personnes qui ont codé les mêmes entretiens, ou en arbitre un, avec la raison"
SHOWN = 7  # letters of each coding's name: enough to tell disagreements apart


def register(parser: argparse.ArgumentParser) -> None:
    """Take the disagreement, what is kept, why, and who rules; without them, list what is open."""
    parser.add_argument("desaccord", nargs="?", metavar="NOM", help="nom d'un désaccord, tel qu'il est listé")
    parser.add_argument("--coders", nargs=2, default=[], metavar="NOM", help="par défaut : les deux premiers noms")
    parser.add_argument(
        "--keep", choices=typing.get_args(Choice), metavar="LECTURE",
        help="first : garder la première personne ; second : la seconde ; both : les deux ; neither : aucune",
    )
    parser.add_argument("--reason", default="", metavar="RAISON", help="pourquoi")
    parser.add_argument("--undo", action="store_true", help="reprend son dernier arbitrage (avec --by)")
    parser.add_argument("--by", default="", metavar="NOM", help="qui arbitre : le nom de son fichier de décisions")


def execute(arguments: argparse.Namespace) -> int:
    """List the open disagreements, or rule on one."""
    at = coder_study(Study())
    two, found = differing(at, arguments.coders)
    if arguments.desaccord is None and not arguments.undo:
        print("\n".join(listed(at, two, found)))
        return 0
    if not arguments.by or not (arguments.keep or arguments.undo):
        raise FiligraneError(words.HOW_TO_RULE)
    author = coder_name(arguments.by, "arbitrations")
    writer = CodingWriter(author=author, mode="none", codebook=at.codebook, turns=at.turns)
    lines = _undone(at, writer) if arguments.undo else _ruled(writer, found, arguments)
    print(words.RULED.format(file=decisions.append(at.study, writer.author, lines).name))
    return 0


def _ruled(writer: CodingWriter, found: Sequence[Disagreement], arguments: argparse.Namespace) -> list[Arbitration]:
    met = [d for d in found if arguments.desaccord in {short(d), d.name}]
    if len(met) != 1:
        raise FiligraneError(words.NO_SUCH.format(name=arguments.desaccord, number=len(met)))
    return arbitrate(writer, met[0], Ruling(arguments.keep, arguments.reason))


def _undone(at: CoderStudy, writer: CodingWriter) -> list[Arbitration]:
    last = last_ruling(decisions.arbitrations(at.study), writer.author)
    if not last:
        raise FiligraneError(words.NOTHING_TO_UNDO)
    return undo(writer, last)


def listed(at: CoderStudy, two: tuple[str, str], found: Sequence[Disagreement]) -> list[str]:
    """Tell the disagreements that are open, then how many."""
    settled = rulings(decisions.arbitrations(at.study))
    still = [d for d in found if d.name not in settled]
    return [*(told(at, d, two) for d in still), words.LEFT.format(open=len(still), total=len(found))]


def differing(at: CoderStudy, wanted: Sequence[str]) -> tuple[tuple[str, str], list[Disagreement]]:
    """Give two coders and where they differ, on the sessions that both read without suggestions in sight."""
    from pipeline.coding.continuum import continua  # noqa: PLC0415 - numerical libraries take a second to import
    from pipeline.coding.sessions_read import sessions_read  # noqa: PLC0415 - the same

    read = sessions_read(decisions.in_force(at.lines))
    names = list(wanted) or sorted(read)[:2]
    unknown = [n for n in names if n not in read]
    if unknown:
        raise FiligraneError(words.UNKNOWN.format(name=unknown[0], known=", ".join(sorted(read)) or words.NOBODY))
    if len(set(names)) < 2 or not read[names[0]] & read[names[1]]:
        raise FiligraneError(words.NOBODY_TWICE)
    two, common = (names[0], names[1]), read[names[0]] & read[names[1]]
    return two, disagreements(at.codings, two, common, continua(at.anonymised), at.codebook)


def told(at: CoderStudy, one: Disagreement, two: tuple[str, str]) -> str:
    """Tell a disagreement: its name, the code, the place, and what each put."""
    put = {two[0]: one.first, two[1]: one.second}
    sides = [f"    {who} : {f'{c.code} « {c.text} »' if c else words.NOTHING}" for who, c in put.items()]
    head = f"{short(one)}  {one.code}  {at.called(one.session)}, tour {one.codings[0].turn}  {words.KINDS[one.kind]}"
    return "\n".join([head, *sides])


def short(one: Disagreement) -> str:
    """Name a disagreement shortly."""
    return BETWEEN.join(c.coding[:SHOWN] for c in one.codings)
