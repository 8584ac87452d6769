"""A figure → the same, on paper, in French, with nothing to drag, and a way to take it as SVG."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.ui.plots import bars
from dashboard.words import compare_words as words

GRID, GREY = "#e6dfd0", "#625b50"


def quiet(figure: go.Figure, height: int, across: str, up: str = "") -> go.Figure:
    """Lay a figure out as the others of the dashboard; ``across`` and ``up`` name its axes."""
    figure.update_layout(
        height=height, separators=", ", paper_bgcolor=bars.PAPER, plot_bgcolor=bars.PAPER, hovermode=False,
        font={"color": bars.WORDS, "size": 14, "family": bars.FONT}, margin={"l": 8, "r": 8, "t": 44, "b": 56},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}, dragmode=False,
        modebar={"bgcolor": bars.PAPER, "color": bars.INK, "activecolor": bars.WORDS},
    )
    figure.update_xaxes(
        title={"text": across, "font": {"size": 13}, "standoff": 14}, gridcolor=GRID, zeroline=False, fixedrange=True,
    )
    figure.update_yaxes(title={"text": up, "font": {"size": 13}}, gridcolor=GRID, fixedrange=True, automargin=True)
    return figure


def config(name: str, *, offered: bool) -> dict[str, Any]:
    """Tell the browser how to show a figure; its one button takes it away as SVG, where it may leave."""
    french = {"dictionary": {"Download plot": words.SVG, "Download plot as a PNG": words.SVG}}
    return {
        "displayModeBar": offered, "displaylogo": False, "modeBarButtons": [["toImage"]], "locale": "fr",
        "locales": {"fr": french}, "scrollZoom": False, "doubleClick": False,
        "toImageButtonOptions": {"format": "svg", "filename": name},
    }
