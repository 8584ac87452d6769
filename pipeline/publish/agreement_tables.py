"""Figures of agreement → the table one reads, in French, and the one a spreadsheet opens; what each is called."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.language import numbers
from pipeline.model.files import write_whole

UNITS = {"turns": "tours de parole", "sentences": "phrases", "spans": "passages libres"}
COUNTED = {"turns": "tours", "sentences": "phrases", "spans": "mots"}
MACHINES = {"machine_probable": "suggestions probables", "machine_all": "toutes les suggestions"}
COLUMNS = {
    "code": "Code", "n": "n", "positives": "codés", "prevalence": "prévalence", "agreement": "accord brut",
    "kappa": "κ", "alpha": "α", "ac1": "AC1", "u_alpha": "uα", "cu_alpha": "cuα", "u_alpha_binary": "|uα",
}
# In the order they are shown: counts first, since no coefficient is read without them.
OF_UNITS = ("prevalence", "agreement", "kappa", "alpha", "ac1")
OF_SPANS = ("prevalence", "agreement", "u_alpha", "cu_alpha")
COEFFICIENTS = ("kappa", "alpha", "ac1", "u_alpha", "cu_alpha", "u_alpha_binary")
FEW_SIGN = "†"
FEW_LEGEND = "† moins de 20 unités codées : trop peu d'exemples pour conclure."
OVERALL, MEAN = "Tous les codes ensemble", "Moyenne des {codes} codes assez fréquents"
BINARY = "|uα (codé ou non, quel que soit le code)"
DECISIONS = "Ces chiffres comptent des décisions de codage, pas des faits."
GOLD = "Ce que valent ces codages : {gold}."
HIDDEN = (
    "Les coefficients ne sont pas montrés : c'est le choix de l'enquête (study.coefficients: hidden dans params.yaml)."
)
BOOTSTRAP = "Entre crochets, l'intervalle à 95 %, par tirage des entretiens ({draws} tirages)."
SHORT = (
    "« codés » : unités qu'une personne au moins a codées ; κ : Cohen (à plus de deux, moyenne des paires) ; "
    "α : Krippendorff nominal ; AC1 : Gwet."
)
SHORT_SPANS = (
    "n compte des mots ; « codés » : passages qu'une personne au moins a codés ; uα : codes et bornes ensemble ; "
    "cuα : le code, là où deux personnes ont codé ; |uα : où l'on code, quel que soit le code "
    "(Krippendorff et al. 2016)."
)
NOBODY_TWICE = (
    "Aucun entretien n'a été lu par deux personnes sans suggestions sous les yeux : il n'y a rien à comparer. "
    "Marquez comme lus les mêmes entretiens, ou importez un second codage (filigrane import codings)."
)
UNKNOWN = (
    "{name} n'a marqué aucun entretien comme lu sans suggestions sous les yeux. Ont lu : {known}."
)
NOBODY = "personne"
WRITTEN = "Chiffres écrits dans {file}."
# Les désaccords
KINDS = {
    "first_only": "une seule personne a posé ce code", "second_only": "une seule personne a posé ce code",
    "ends": "même code, autres bornes", "code": "autre code sur les mêmes mots",
}
NOTHING = "rien"
LEFT = "{open} à arbitrer sur {total} désaccords."
HOW_TO_RULE = (
    "Tapez : filigrane arbitrate NOM --keep first|second|both|neither --reason « pourquoi » --by NOM ; "
    "« filigrane arbitrate » liste les désaccords."
)
RULED = "Noté dans decisions/arbitrations/{file} ; les deux lectures restent."
NO_SUCH = "« {name} » nomme {number} désaccord(s) : reprenez un nom de la liste (filigrane arbitrate)."
NOTHING_TO_UNDO = "Aucun arbitrage à reprendre sous ce nom."
Figures = Mapping[str, Any]
NO_FIGURE = "–"
MOST_LETTERS = 40


def header(unit: str, *, coefficients: bool = True) -> list[str]:
    """Name the columns of a unit; those of coefficients may be left out."""
    return [COLUMNS[c] for c in ("code", "n", "positives", *_shown(unit, coefficients))]


def rows(compared: Figures, unit: str, labels: Mapping[str, str], *, coefficients: bool = True) -> list[list[str]]:
    """
    Write the figures of one comparison: a row for each code, then all codes together, then their mean.

    Args:
        compared: figures of two coders or more, as ``compare`` gives them.
        unit: turns, sentences or spans.
        labels: code → label.
        coefficients: show them, beside counts.
    """
    shown = _shown(unit, coefficients)
    named = [(f"{code} {labels.get(code, '')}".strip(), entry) for code, entry in compared["codes"].items()]
    mean = MEAN.format(codes=compared["mean"]["codes"])
    whole = [(OVERALL, compared["overall"])]
    averaged = [(mean, compared["mean"])] if compared["mean"]["codes"] else []
    return [
        [
            name, _count(entry.get("n")), f"{_count(entry['positives'])} {FEW_SIGN if entry.get('few') else ' '}",
            *(figure(entry, c) for c in shown),
        ]
        for name, entry in named + whole + averaged
    ]


def binary(compared: Figures) -> str:
    """Write how far coders agree on which words bear a code, whichever it is."""
    return f"{BINARY} : {figure(compared['overall'], 'u_alpha_binary')}"


def _shown(unit: str, coefficients: bool) -> list[str]:  # noqa: FBT001 - private, and named where it is decided
    columns = OF_SPANS if unit == "spans" else OF_UNITS
    return [c for c in columns if coefficients or c not in COEFFICIENTS]


def figure(entry: Figures, name: str) -> str:
    """
    Write a figure with its interval: shares in per cent, coefficients as they are.

    >>> figure({"kappa": 0.7, "kappa_low": 0.5, "kappa_high": 0.8}, "kappa")
    '0,70 [0,50 ; 0,80]'
    """
    value = entry.get(name)
    if value is None:
        return NO_FIGURE
    if name not in COEFFICIENTS:
        return percent(value)
    low = entry.get(f"{name}_low")
    high = entry.get(f"{name}_high")
    return _decimal(value) if low is None or high is None else f"{_decimal(value)} [{_decimal(low)} ; {_decimal(high)}]"


def percent(share: float) -> str:
    """
    Write a share.

    >>> percent(0.0362)
    '3,6 %'
    """
    return numbers.percent(share, 1)


def _decimal(value: float) -> str:
    return numbers.decimal(value).replace("-", "−")


def _count(count: int | None) -> str:
    return "" if count is None else numbers.number(count)


def aligned(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    """Lay a table out for a terminal: names to the left, figures to the right."""
    cut = [
        [name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…", *cells]
        for name, *cells in (head, *body)
    ]
    first, *others = [max(len(row[i]) for row in cut) for i in range(len(head))]
    lines = [
        "  ".join([name.ljust(first), *(cell.rjust(width) for cell, width in zip(cells, others, strict=True))])
        for name, *cells in cut
    ]
    return [lines[0], "─" * max(map(len, lines)), *lines[1:]]


def write_csv(path: Path, compared: Iterable[tuple[str, str, Figures]]) -> None:
    """Write every figure of some comparisons (unit, names of coders, figures), one row for each code."""
    found: list[dict[str, Any]] = []
    for unit, names, figures in compared:
        common = {"unit": unit, "coders": names, "sessions": len(figures["sessions"])}
        entries = {**figures["codes"], "overall": figures["overall"], "mean": figures["mean"]}
        found += [common | {"code": code} | dict(entry) for code, entry in entries.items()]
    columns = list(dict.fromkeys(column for line in found for column in line))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", delimiter=";")
    writer.writeheader()
    writer.writerows(found)
    write_whole(path, text.getvalue().encode("utf-8-sig"))
