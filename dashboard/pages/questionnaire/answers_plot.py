"""Answers to a closed question → bars with their intervals, every figure written beside them."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.data.questionnaire import Answered
from dashboard.ui import plots
from dashboard.ui import plots as charts
from dashboard.ui.sentences import compare_phrases
from dashboard.words import compare_words as words

ROW, MARGINS, ROOM = 42, 100, 170  # the scale goes past 100 %, for the figures written beside the bars


def bars(found: Answered) -> go.Figure:
    """Draw the answers in the order of the question."""
    shares = [100 * f.share for f in found.figures]
    named = [f.answer for f in found.figures]
    figure = go.Figure([
        go.Bar(
            x=shares, y=named, orientation="h",
            marker={"color": charts.INK, "pattern": {"shape": "/", "solidity": 0.2}},
            error_x={"type": "data", "symmetric": False, "color": charts.WORDS, "thickness": 1.5, "width": 6,
                     "array": [100 * (f.high - f.share) for f in found.figures],
                     "arrayminus": [100 * (f.share - f.low) for f in found.figures]},
        ),
        go.Scatter(
            x=[100 * f.high + 2 for f in found.figures], y=named, mode="text", textposition="middle right",
            text=[compare_phrases.answers(f) for f in found.figures],
        ),
    ])
    plots(figure, MARGINS + ROW * len(named), words.ANSWERS_AXIS)
    figure.update_layout(showlegend=False, bargap=0.4)
    figure.update_xaxes(range=[0, ROOM], tickvals=[0, 25, 50, 75, 100])
    return figure.update_yaxes(autorange="reversed")
