"""The reading, what coders decided, what was measured → who can be compared, how far they agree, charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.data.decisions_read import Decided, held, laid, read_whole, suggested
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.pages.accords import words as wording
from dashboard.ui.plots import FONT, GRID, INK, PAPER, WORDS
from pipeline.analysis.agreement.agreement import AgreementSettings, CodingMaterial, compared, groups, read_by_two
from pipeline.analysis.agreement.unitizing import Coder, aided
from pipeline.publish.agreement_tables import percent

BETWEEN = " / "
QUIET, HEIGHT = "#8a8172", 380
AT = 4  # the tenth at which numbers are written: 40 % read
# A line of its own for each way, so that none needs its colour.
DASHES = {"model": "solid", "words": "dash", "registre": "dot", "random": "longdash"}
# As French writes them: « 20 % ».
PERCENTS: dict[str, Any] = {
    "tickmode": "array", "tickvals": [n / 5 for n in range(6)],
    "ticktext": [f"{20 * n}\N{NARROW NO-BREAK SPACE}%" for n in range(6)],
}
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Draws:
    """How many draws of sessions stand behind an interval, and their seed."""

    count: int
    seed: int


@dataclass(frozen=True, eq=False)
class CoderGroups:
    """
    Groups of coders that read a session in common at least, by name: people, people aided, with the machine.

    Equal to itself only, so that figures can be kept.
    """

    basis: AgreementSettings
    people: Mapping[str, tuple[Coder, ...]]
    assisted: Mapping[str, tuple[Coder, ...]]
    machine: Mapping[str, tuple[Coder, ...]]

    def group(self, layer: str, name: str) -> tuple[Coder, ...]:
        """Give the coders of a group."""
        found: tuple[Coder, ...] = getattr(self, layer)[name]
        return found


@worked_out(2)
def bench(reading: CorpusReading, decided: Decided, draws: Draws) -> CoderGroups:
    """
    Gather who can be compared; where suggestions are hidden, nobody is compared with the machine.

    Args:
        reading: the corpus and what waits.
        decided: what people decided; those in force tell who read which session whole.
        draws: how many draws of sessions stand behind each interval, and their seed.

    Returns:
        groups of two coders or more that read a session in common; empty where nobody did.
    """
    corpus, lines = reading.corpus, decided.in_force
    # Whoever is compared read a session whole: the others are not even opened.
    read = read_whole(lines)
    waiting = suggested(reading)
    codings = held(reading, lines, read)
    proposed = [s for session in read for s in waiting.get(session, ())]
    material = CodingMaterial(corpus.anonymised, proposed, codings, corpus.codebook, lines)
    basis = AgreementSettings(laid(reading, read), tuple(corpus.offered), draws.count, draws.seed)
    people = material.blind(basis)
    machines = material.machines(basis) if corpus.settings.suggestions else []
    pairs = [(one, machine) for one in people for machine in machines]
    helped = groups(aided(codings, lines, basis.continua))
    return CoderGroups(basis, _named(basis, groups(people)), _named(basis, helped), _named(basis, pairs))


def _named(basis: AgreementSettings, found: Sequence[tuple[Coder, ...]]) -> dict[str, tuple[Coder, ...]]:
    return {BETWEEN.join(c.name for c in group): group for group in found if read_by_two(basis, group)}


@worked_out(64)
def figures(on: CoderGroups, layer: str, name: str, unit: str) -> dict[str, Any]:
    """
    Compare one group in one unit.

    Args:
        on: what ``bench`` gives.
        layer: ``people``, ``assisted`` or ``machine``.
        name: of the group, as its layer names it.
        unit: ``turns``, ``sentences`` or ``spans``.

    Returns:
        the figures of ``agreement.compare``.
    """
    return dict(compared(on.basis, [on.group(layer, name)], [unit])[unit][name])


def calibration_plot(bins: Sequence[Entry]) -> go.Figure:
    """Draw what was seen over what was predicted, with intervals, beside the line where both are the same."""
    figure = go.Figure([
        go.Scatter(x=[0, 1], y=[0, 1], mode="lines", name=wording.IDEAL, line={"color": QUIET, "dash": "dot"}),
        go.Scatter(
            x=[b["predicted"] for b in bins], y=[b["share"] for b in bins], mode="markers+text",
            name=wording.OBSERVED, marker={"color": INK, "size": 9}, text=[f"n = {b['n']}" for b in bins],
            textposition="bottom right", error_y=_bars(bins, "share", "low", "high"),
        ),
    ])
    return _laid(figure, (wording.PREDICTED, wording.OBSERVED), {"range": [0, 1.08], **PERCENTS})


def learning_plot(points: Sequence[Entry]) -> go.Figure:
    """Draw the macro-F1 on sessions not coded over the number of sessions coded."""
    told = [p for p in points if p["macro_f1"] is not None]
    figure = go.Figure(go.Scatter(
        x=[p["sessions"] for p in told], y=[p["macro_f1"] for p in told], mode="lines+markers+text",
        text=[percent(p["macro_f1"]) for p in told], textposition="top right", line={"color": INK}, name="",
        error_y=_bars(told, "macro_f1", "macro_f1_low", "macro_f1_high"), showlegend=False,
    ))
    figure = _laid(figure, (wording.LEARNING_AXIS, wording.F1_AXIS), {"rangemode": "tozero", "dtick": 1})
    return figure.update_yaxes(**PERCENTS, rangemode="tozero", dtick=None)


def reading_plot(ways: Mapping[str, Entry]) -> go.Figure:
    """Draw the share of passages found over the share of excerpts read, in each order."""
    tenths = [tenth / 10 for tenth in range(11)]
    figure = go.Figure([
        go.Scatter(
            x=tenths, y=ways[way]["along"], mode="lines+text", name=name,
            line={"color": INK if way == "model" else QUIET, "dash": DASHES[way], "width": 3 if way == "model" else 2},
            text=["" if place != AT else percent(share) for place, share in enumerate(ways[way]["along"])],
            textposition="bottom right" if way == "registre" else "top left", textfont={"color": WORDS},
        ) for way, name in wording.SHORT_WAYS.items() if ways.get(way, {}).get("along")
    ])
    return _laid(figure, (wording.READ_AXIS, wording.FOUND_AXIS), {"range": [0, 1], **PERCENTS})


def _bars(entries: Sequence[Entry], value: str, low: str, high: str) -> dict[str, Any]:
    return {
        "type": "data", "symmetric": False, "color": QUIET, "thickness": 1.5,
        "array": [max(0.0, (e[high] or e[value]) - e[value]) for e in entries],
        "arrayminus": [max(0.0, e[value] - (e[low] or e[value])) for e in entries],
    }


def _laid(figure: go.Figure, titles: tuple[str, str], axis: dict[str, Any]) -> go.Figure:
    across, up = (
        {"title": {"text": t, "font": {"size": 13}}, "gridcolor": GRID, "zeroline": False} for t in titles
    )
    upright = {"range": [0, 1.08], **PERCENTS} if "range" in axis else {}
    return figure.update_layout(
        height=HEIGHT, separators=", ", paper_bgcolor=PAPER, plot_bgcolor=PAPER, xaxis=across | axis,
        yaxis=up | upright, font={"color": WORDS, "size": 14, "family": FONT},
        margin={"l": 8, "r": 8, "t": 34, "b": 40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )
