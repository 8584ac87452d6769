"""Codes of a session, turn by turn → a figure with a row for each code and a shape for each voice."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.pages.matrice.timeline_view import Moment
from dashboard.ui import plots
from dashboard.ui.plots import quiet
from dashboard.words import compare_words as words

SHAPES = ("circle", "square", "diamond", "cross", "x", "triangle-up", "star", "hexagon", "pentagon", "triangle-down")
ROW, MARGINS = 30, 120


def timeline(found: Sequence[Moment], labels: dict[str, str]) -> go.Figure:
    """Draw a session; ``labels`` names its codes, in the order of the grid."""
    counts = {code: sum(m.code == code for m in found) for code in labels}
    named = {code: f"{label} (n = {counts[code]})" for code, label in labels.items()}
    speakers = list(dict.fromkeys(m.speaker for m in found))
    figure = go.Figure([
        go.Scatter(
            x=[m.turn for m in found if m.speaker == who], y=[named[m.code] for m in found if m.speaker == who],
            mode="markers", name=f"{who} (n = {sum(m.speaker == who for m in found)})",
            marker={"symbol": SHAPES[n % len(SHAPES)], "size": 10, "color": plots.INK if n % 2 == 0 else plots.PAPER,
                    "line": {"color": plots.INK, "width": 1.5}},
        )
        for n, who in enumerate(speakers)
    ])
    quiet(figure, MARGINS + ROW * len(labels), words.TURN_AXIS)
    figure.update_layout(showlegend=True)
    return figure.update_yaxes(categoryorder="array", categoryarray=list(named.values()), autorange="reversed")
