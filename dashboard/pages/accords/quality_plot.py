"""Figures of quality → charts that are read without colour: every point bears its number, every line its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.pages.accords import quality_words as wording
from dashboard.ui.plots.bars import FONT, INK, PAPER, WORDS
from pipeline.publish.agreement_tables import percent

GRID, QUIET, HEIGHT = "#e6dfd0", "#8a8172", 380
# A line of its own for each way, so that none needs its colour.
DASHES = {"model": "solid", "words": "dash", "registre": "dot", "random": "longdash"}
# As French writes them: « 20 % ».
PERCENTS: dict[str, Any] = {
    "tickmode": "array", "tickvals": [n / 5 for n in range(6)],
    "ticktext": [f"{20 * n}\N{NARROW NO-BREAK SPACE}%" for n in range(6)],
}
Entry = Mapping[str, Any]


def calibration(bins: Sequence[Entry]) -> go.Figure:
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


def learning(points: Sequence[Entry]) -> go.Figure:
    """Draw the macro-F1 on sessions not coded over the number of sessions coded."""
    told = [p for p in points if p["macro_f1"] is not None]
    figure = go.Figure(go.Scatter(
        x=[p["sessions"] for p in told], y=[p["macro_f1"] for p in told], mode="lines+markers+text",
        text=[percent(p["macro_f1"]) for p in told], textposition="top right", line={"color": INK}, name="",
        error_y=_bars(told, "macro_f1", "macro_f1_low", "macro_f1_high"), showlegend=False,
    ))
    figure = _laid(figure, (wording.LEARNING_AXIS, wording.F1_AXIS), {"rangemode": "tozero", "dtick": 1})
    return figure.update_yaxes(**PERCENTS, rangemode="tozero", dtick=None)


def reading(ways: Mapping[str, Entry]) -> go.Figure:
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


AT = 4  # the tenth at which numbers are written: 40 % read


def _bars(entries: Sequence[Entry], value: str, low: str, high: str) -> dict[str, Any]:
    return {
        "type": "data", "symmetric": False, "color": QUIET, "thickness": 1.5,
        "array": [max(0.0, (e[high] or e[value]) - e[value]) for e in entries],
        "arrayminus": [max(0.0, e[value] - (e[low] or e[value])) for e in entries],
    }


def _laid(figure: go.Figure, titles: tuple[str, str], axis: dict[str, Any]) -> go.Figure:
    across, up = ({"title": {"text": t, "font": {"size": 13}}, "gridcolor": GRID, "zeroline": False} for t in titles)
    upright = {"range": [0, 1.08], **PERCENTS} if "range" in axis else {}
    return figure.update_layout(
        height=HEIGHT, separators=", ", paper_bgcolor=PAPER, plot_bgcolor=PAPER, xaxis=across | axis,
        yaxis=up | upright, font={"color": WORDS, "size": 14, "family": FONT},
        margin={"l": 8, "r": 8, "t": 34, "b": 40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )
