"""The course of a study → the curve of codes known, in the order of the field, over a band of random orders."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import plotly.graph_objects as go

from dashboard.pages.saturation import words
from dashboard.ui import plots
from dashboard.ui.plots import GREY
from pipeline.analysis.counts.saturation import Course, RandomOrders, Rule

HEIGHT, BAND = 460, "rgba(20, 82, 92, 0.12)"


def curve(sessions: Sequence[str], found: Course, band: RandomOrders, rule: Rule) -> go.Figure:
    """Draw both; each point of the field bears how many codes are known."""
    across = list(range(1, len(sessions) + 1))
    known = list(accumulate(found.new))
    figure = go.Figure([
        go.Scatter(x=across, y=band.high, mode="lines", line={"width": 0}, showlegend=False),
        go.Scatter(
            x=across, y=band.low, mode="lines", line={"width": 0}, fill="tonexty", fillcolor=BAND,
            name=words.RANDOM_ORDERS,
        ),
        go.Scatter(x=across, y=band.mean, mode="lines", line={"color": GREY, "dash": "dot"}, name=words.MEAN),
        go.Scatter(
            x=across, y=known, mode="lines+markers+text", text=[str(k) for k in known], textposition="bottom right",
            line={"color": plots.INK, "width": 2}, marker={"size": 8}, name=words.FIELD_ORDER,
        ),
    ])
    if found.reached is not None:
        figure.add_vline(
            x=found.reached, line={"color": plots.INK, "dash": "dash", "width": 1},
            # At the foot of the figure: figures of codes stand at its head.
            annotation={
                "text": words.REACHED_AT.format(base=found.reached, run=rule.run), "font": {"color": plots.INK},
                "y": 0, "yanchor": "bottom", "xanchor": "left", "xshift": 4,
            },
        )
    plots(figure, HEIGHT, words.SESSIONS_AXIS, words.CODES_AXIS)
    figure.update_xaxes(tickvals=across, ticktext=[f"{n}<br>{s}" for n, s in zip(across, sessions, strict=True)])
    return figure.update_yaxes(rangemode="tozero")
