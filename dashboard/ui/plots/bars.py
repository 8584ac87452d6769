"""Shares of people → figures that are read without colour: every bar bears its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.data.counting import Share
from dashboard.words import ui_words

INK, PAPER, WORDS, BAR, MARGINS = "#14525c", "#fbf8f1", "#262320", 46, 90
FONT = "Source Sans, sans-serif"
# No bar of tools in English over the figure.
CONFIG: dict[str, Any] = {"displayModeBar": False, "staticPlot": True}


def shares(found: Sequence[Share]) -> go.Figure:
    """Draw, for each value of an attribute, the people with and without a theme, with their number."""
    values = [f"{s.value} (n = {s.total})" for s in found]
    figure = go.Figure([
        _bars(ui_words.WITH, values, [s.with_it for s in found], {"color": INK}, PAPER),
        _bars(ui_words.WITHOUT, values, [s.without for s in found], WITHOUT, WORDS),
    ])
    counts = zip(*(bar.x for bar in figure.data), strict=True)
    longest = max(map(sum, counts), default=0)
    figure.update_layout(
        barmode="stack", height=MARGINS + BAR * len(found), bargap=0.35, separators=", ",
        paper_bgcolor=PAPER, plot_bgcolor=PAPER, font={"color": WORDS, "size": 14, "family": FONT},
        margin={"l": 8, "r": 8, "t": 34, "b": 40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        xaxis={
            "title": {"text": ui_words.PEOPLE_AXIS, "font": {"size": 13}}, "dtick": max(1, -(-longest // FEW_TICKS)),
            "gridcolor": "#e6dfd0", "zeroline": False,
        },
        yaxis={"autorange": "reversed", "automargin": True},
    )
    return figure


WITHOUT = {"color": PAPER, "line": {"color": INK, "width": 1}}


def _bars(name: str, values: list[str], counts: list[int], marker: dict[str, Any], words: str) -> go.Bar:
    return go.Bar(
        name=name, y=values, x=counts, orientation="h", marker=marker, text=[str(c) if c else "" for c in counts],
        textposition="inside", insidetextanchor="middle", textangle=0, textfont={"color": words, "size": 14},
    )


FEW_TICKS = 10
