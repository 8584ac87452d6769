"""``filigrane agreement`` and ``arbitrate`` → how far coders agree, where they differ, rulings on it."""

from __future__ import annotations

import argparse
import typing
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.anchoring import decisions
from pipeline.cli.coder_study import CoderStudy, coder_study
from pipeline.cli.commands import Command
from pipeline.codebook.grid import Codebook, codebook
from pipeline.coding import disagreements
from pipeline.coding.coding_writer import CodingWriter
from pipeline.language.numbers import number
from pipeline.model.decision_writer import coder_name
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish import agreement_tables as tables

HELP_AGREEMENT = (
    "dit à quel point les personnes qui codent s'accordent, entre elles ou avec les suggestions, code par code"
)


def register_agreement(parser: argparse.ArgumentParser) -> None:
    """Take the coders, the unit, whether to compare with the machine, and a file for a spreadsheet."""
    parser.add_argument("--coders", nargs="+", default=[], metavar="NOM", help="par défaut : toutes les personnes")
    parser.add_argument(
        "--unit", choices=tuple(tables.UNITS), default="turns", metavar="UNITÉ",
        help="turns : tours de parole (par défaut) ; sentences : phrases ; spans : passages libres",
    )
    parser.add_argument("--machine", action="store_true", help="compare chaque personne avec les suggestions")
    parser.add_argument("--csv", type=Path, metavar="FICHIER", help="écrit aussi tous les chiffres dans ce fichier")


def execute_agreement(arguments: argparse.Namespace) -> int:
    """Measure on the decisions as they are now, and print one table for each group of coders."""
    study = Study()
    grid = codebook(study)
    found = measured(study, arguments)
    if not found:
        raise FiligraneError(tables.NOBODY_TWICE)
    shown = study.params("study").get("coefficients") != "hidden"
    for names, figures in found.items():
        print("\n".join([*heading(names, figures, arguments.unit), *body(figures, arguments.unit, grid, shown), ""]))
    print("\n".join(notes(study, arguments.unit, shown)))
    if arguments.csv:
        tables.write_csv(arguments.csv, [(arguments.unit, names, figures) for names, figures in found.items()])
        print(tables.WRITTEN.format(file=arguments.csv))
    return 0


def measured(study: Study, arguments: argparse.Namespace) -> dict[str, Any]:
    """Compare the coders asked for, or each of them with the machine."""
    from pipeline.analysis.agreement import agreement as suite  # noqa: PLC0415 - numerical libraries take a second to import

    settings = study.params("quality")
    material = live(study)
    basis = material.basis(settings["bootstraps"], settings["seed"])
    people = _wanted(material.blind(basis), arguments.coders)
    pairs = [(one, m) for one in people for m in material.machines(basis)]
    groups = pairs if arguments.machine else suite.groups(people)
    return suite.compared(basis, groups, [arguments.unit])[arguments.unit]


def live(study: Study) -> Any:
    """Gather the last run's texts and suggestions, and what people have decided since."""
    from pipeline.analysis.agreement.agreement import CodingMaterial  # noqa: PLC0415 - the same
    from pipeline.cli.coder_study import coder_study  # noqa: PLC0415 - the same

    at = coder_study(study)
    return CodingMaterial(at.anonymised, at.suggestions, at.codings, at.codebook, decisions.in_force(at.lines))


def _wanted(people: Sequence[Any], names: Iterable[str]) -> list[Any]:
    known = {p.name: p for p in people}
    for name in names:
        if name not in known:
            raise FiligraneError(tables.UNKNOWN.format(name=name, known=", ".join(known) or tables.NOBODY))
    return [known[n] for n in dict.fromkeys(names)] or list(people)


def heading(names: str, figures: dict[str, Any], unit: str) -> list[str]:
    """Say who is compared, on what, in which unit."""
    told = " / ".join(tables.MACHINES.get(n, n) for n in names.split(" / "))
    sessions, count = figures["sessions"], number(figures["n"])
    many = "s" if len(sessions) > 1 else ""
    return [f"{told} — {tables.UNITS[unit]} : {count} {tables.COUNTED[unit]}, {len(sessions)} entretien{many}", ""]


def body(figures: dict[str, Any], unit: str, grid: Codebook, shown: bool) -> list[str]:  # noqa: FBT001 - a setting
    """Lay the figures of each code out."""
    labels = {c.id: c.label for c in grid.codes}
    lines = tables.aligned(
        tables.header(unit, coefficients=shown), tables.rows(figures, unit, labels, coefficients=shown))
    return [*lines, tables.binary(figures)] if unit == "spans" and shown else lines


def notes(study: Study, unit: str, shown: bool) -> list[str]:  # noqa: FBT001 - a setting
    """Say what the figures are worth, and how they are read."""
    settings = study.params("quality")
    hidden = [] if shown else [tables.HIDDEN]
    return [
        tables.FEW_LEGEND, tables.SHORT_SPANS if unit == "spans" else tables.SHORT,
        tables.BOOTSTRAP.format(draws=settings["bootstraps"]), *hidden,
        tables.GOLD.format(gold=settings["gold_kind"]), tables.DECISIONS,
    ]


HELP_ARBITRATE = (
    "liste les désaccords de deux personnes qui ont codé les mêmes entretiens, ou en arbitre un, avec la raison"
)
SHOWN = 7  # letters of each coding's name: enough to tell disagreements apart


def register_arbitrate(parser: argparse.ArgumentParser) -> None:
    """Take the disagreement, what is kept, why, and who rules; without them, list what is open."""
    parser.add_argument("desaccord", nargs="?", metavar="NOM", help="nom d'un désaccord, tel qu'il est listé")
    parser.add_argument("--coders", nargs=2, default=[], metavar="NOM", help="par défaut : les deux premiers noms")
    parser.add_argument(
        "--keep", choices=typing.get_args(disagreements.Choice), metavar="LECTURE",
        help="first : garder la première personne ; second : la seconde ; both : les deux ; neither : aucune",
    )
    parser.add_argument("--reason", default="", metavar="RAISON", help="pourquoi")
    parser.add_argument("--undo", action="store_true", help="reprend son dernier arbitrage (avec --by)")
    parser.add_argument("--by", default="", metavar="NOM", help="qui arbitre : le nom de son fichier de décisions")


def execute_arbitrate(arguments: argparse.Namespace) -> int:
    """List the open disagreements, or rule on one."""
    at = coder_study(Study())
    two, found = differing(at, arguments.coders)
    if arguments.desaccord is None and not arguments.undo:
        print("\n".join(listed(at, two, found)))
        return 0
    if not arguments.by or not (arguments.keep or arguments.undo):
        raise FiligraneError(tables.HOW_TO_RULE)
    author = coder_name(arguments.by, "arbitrations")
    writer = CodingWriter(author=author, mode="none", codebook=at.codebook, turns=at.turns)
    if arguments.undo:
        last = disagreements.last_ruling(decisions.arbitrations(at.study), writer.author)
        if not last:
            raise FiligraneError(tables.NOTHING_TO_UNDO)
        lines = disagreements.undo(writer, last)
    else:
        met = [d for d in found if arguments.desaccord in {short(d), d.name}]
        if len(met) != 1:
            raise FiligraneError(tables.NO_SUCH.format(name=arguments.desaccord, number=len(met)))
        lines = disagreements.arbitrate(writer, met[0], disagreements.Ruling(arguments.keep, arguments.reason))
    print(tables.RULED.format(file=decisions.append(at.study, writer.author, lines).name))
    return 0


def listed(at: CoderStudy, two: tuple[str, str], found: Sequence[disagreements.Disagreement]) -> list[str]:
    """Tell the disagreements that are open, then how many."""
    settled = disagreements.rulings(decisions.arbitrations(at.study))
    still = [d for d in found if d.name not in settled]
    return [*(told(at, d, two) for d in still), tables.LEFT.format(open=len(still), total=len(found))]


def differing(at: CoderStudy, wanted: Sequence[str]) -> tuple[tuple[str, str], list[disagreements.Disagreement]]:
    """Give two coders and where they differ, on the sessions that both read without suggestions in sight."""
    from pipeline.anchoring.word_places import continua  # noqa: PLC0415 - numerical libraries take a second to import
    from pipeline.coding.codings_in_place import sessions_read  # noqa: PLC0415 - the same

    read = sessions_read(decisions.in_force(at.lines))
    names = list(wanted) or sorted(read)[:2]
    unknown = [n for n in names if n not in read]
    if unknown:
        raise FiligraneError(tables.UNKNOWN.format(name=unknown[0], known=", ".join(sorted(read)) or tables.NOBODY))
    if len(set(names)) < 2 or not read[names[0]] & read[names[1]]:
        raise FiligraneError(tables.NOBODY_TWICE)
    two, common = (names[0], names[1]), read[names[0]] & read[names[1]]
    return two, disagreements.disagreements(at.codings, two, common, continua(at.anonymised), at.codebook)


def told(at: CoderStudy, one: disagreements.Disagreement, two: tuple[str, str]) -> str:
    """Tell a disagreement: its name, the code, the place, and what each put."""
    put = {two[0]: one.first, two[1]: one.second}
    sides = [f"    {who} : {f'{c.code} « {c.text} »' if c else tables.NOTHING}" for who, c in put.items()]
    head = f"{short(one)}  {one.code}  {at.called(one.session)}, tour {one.codings[0].turn}  {tables.KINDS[one.kind]}"
    return "\n".join([head, *sides])


def short(one: disagreements.Disagreement) -> str:
    """Name a disagreement shortly."""
    return disagreements.BETWEEN.join(c.coding[:SHOWN] for c in one.codings)


COMMANDS = {
    "agreement": Command(HELP_AGREEMENT, register_agreement, execute_agreement),
    "arbitrate": Command(HELP_ARBITRATE, register_arbitrate, execute_arbitrate),
}
