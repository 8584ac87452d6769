"""``filigrane agreement`` → how far coders agree, and people with the machine: figures by code, each with its n."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.anchoring import decisions
from pipeline.codebook.grid import Codebook, codebook
from pipeline.language import coding_words as words
from pipeline.language.numbers import number
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish import agreement_tables as tables

HELP = "dit à quel point les personnes qui codent s'accordent, entre elles ou avec les suggestions, code par code"


def register(parser: argparse.ArgumentParser) -> None:
    """Take the coders, the unit, whether to compare with the machine, and a file for a spreadsheet."""
    parser.add_argument("--coders", nargs="+", default=[], metavar="NOM", help="par défaut : toutes les personnes")
    parser.add_argument(
        "--unit", choices=tuple(words.UNITS), default="turns", metavar="UNITÉ",
        help="turns : tours de parole (par défaut) ; sentences : phrases ; spans : passages libres",
    )
    parser.add_argument("--machine", action="store_true", help="compare chaque personne avec les suggestions")
    parser.add_argument("--csv", type=Path, metavar="FICHIER", help="écrit aussi tous les chiffres dans ce fichier")


def execute(arguments: argparse.Namespace) -> int:
    """Measure on the decisions as they are now, and print one table for each group of coders."""
    study = Study()
    grid = codebook(study)
    found = measured(study, arguments)
    if not found:
        raise FiligraneError(words.NOBODY_TWICE)
    shown = study.params("study").get("coefficients") != "hidden"
    for names, figures in found.items():
        print("\n".join([*heading(names, figures, arguments.unit), *body(figures, arguments.unit, grid, shown), ""]))
    print("\n".join(notes(study, arguments.unit, shown)))
    if arguments.csv:
        tables.write_csv(arguments.csv, [(arguments.unit, names, figures) for names, figures in found.items()])
        print(words.WRITTEN.format(file=arguments.csv))
    return 0


def measured(study: Study, arguments: argparse.Namespace) -> dict[str, Any]:
    """Compare the coders asked for, or each of them with the machine."""
    from pipeline.analysis.agreement import agreement as suite  # noqa: PLC0415 - numerical libraries take a second to import

    settings = study.params("quality")
    material = live(study)
    ground = material.ground(settings["bootstraps"], settings["seed"])
    people = _wanted(material.blind(ground), arguments.coders)
    pairs = [(one, m) for one in people for m in material.machines(ground)]
    groups = pairs if arguments.machine else suite.groups(people)
    return suite.compared(ground, groups, [arguments.unit])[arguments.unit]


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
            raise FiligraneError(words.UNKNOWN.format(name=name, known=", ".join(known) or words.NOBODY))
    return [known[n] for n in dict.fromkeys(names)] or list(people)


def heading(names: str, figures: dict[str, Any], unit: str) -> list[str]:
    """Say who is compared, on what, in which unit."""
    told = " / ".join(words.MACHINES.get(n, n) for n in names.split(" / "))
    sessions, count = figures["sessions"], number(figures["n"])
    many = "s" if len(sessions) > 1 else ""
    return [f"{told} — {words.UNITS[unit]} : {count} {words.COUNTED[unit]}, {len(sessions)} entretien{many}", ""]


def body(figures: dict[str, Any], unit: str, grid: Codebook, shown: bool) -> list[str]:  # noqa: FBT001 - a setting
    """Lay the figures of each code out."""
    labels = {c.id: c.label for c in grid.codes}
    lines = tables.aligned(
        tables.header(unit, coefficients=shown), tables.rows(figures, unit, labels, coefficients=shown))
    return [*lines, tables.binary(figures)] if unit == "spans" and shown else lines


def notes(study: Study, unit: str, shown: bool) -> list[str]:  # noqa: FBT001 - a setting
    """Say what the figures are worth, and how they are read."""
    settings = study.params("quality")
    hidden = [] if shown else [words.HIDDEN]
    return [
        words.FEW_LEGEND, words.SHORT_SPANS if unit == "spans" else words.SHORT,
        words.BOOTSTRAP.format(draws=settings["bootstraps"]), *hidden,
        words.GOLD.format(gold=settings["gold_kind"]), words.DECISIONS,
    ]
