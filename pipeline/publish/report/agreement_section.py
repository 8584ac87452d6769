"""What the last run measured between coders → the tables of the report: every figure with its n and its limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.language.numbers import agreeing, counted, decimal
from pipeline.publish.documents.parts import ParagraphBlock, Part, Table
from pipeline.publish.material_words import SESSION
from pipeline.publish.report import report_words as say
from pipeline.publish.report.report_facts import StudyFacts

FIGURES = ("agreement", "kappa", "alpha", "ac1")


def agreement(known: StudyFacts) -> Iterator[Part]:
    """Tell how far each pair of coders agrees, code by code; what the codings are worth comes first."""
    measured = (known.run.get("quality") or {}).get("agreement") or {}
    if known.setting("study", "coefficients") == "hidden":
        yield ParagraphBlock(say.COEFFICIENTS_HIDDEN)
    elif not measured:
        yield ParagraphBlock(say.NOBODY_TWICE)
    else:
        gold = str(known.setting("quality", "gold_kind") or "")
        yield ParagraphBlock(say.GOLD.format(gold=gold or say.NO_GOLD))
        if known.since:
            yield ParagraphBlock(say.AGREEMENT_RUN)
        labels = {c.id: c.label for c in known.codebook.codes}
        for pair, found in measured.items():
            yield ParagraphBlock(say.COMPARED.format(
                pair=pair.replace("_", " "), excerpts=agreeing(say.READ_EXCERPT, found["excerpts"]),
                sessions=counted(found["sessions"], *SESSION),
            ))
            rows = (_row(f"{code} {labels.get(code, '')}".strip(), entry) for code, entry in found["codes"].items())
            yield Table(say.AGREEMENT_HEAD, tuple(rows))


def _row(name: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    positives = entry["both"] + entry["first"] + entry["second"]
    if positives < say.ENOUGH:
        return name, str(positives), say.TOO_FEW, "", "", ""
    return name, str(positives), *(_figure(entry, figure) for figure in FIGURES)


def _figure(entry: Mapping[str, Any], figure: str) -> str:
    low = entry.get(f"{figure}_low")
    high = entry.get(f"{figure}_high")
    return say.INTERVAL.format(value=_decimal(entry[figure]), low=_decimal(low), high=_decimal(high))


def _decimal(value: float | None) -> str:
    """
    Write a figure with two decimals as French does.

    >>> _decimal(0.6244), _decimal(None)
    ('0,62', '–')
    """
    return "–" if value is None else decimal(value)
