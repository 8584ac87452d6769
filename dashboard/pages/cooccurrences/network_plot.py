"""Pairs of codes → a ring of codes, joined where most people join them; every line bears its number."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

import plotly.graph_objects as go

from dashboard.ui.plots import bars
from dashboard.ui.plots.quiet import quiet
from pipeline.analysis.counts.cooccurrence import Pair

HEIGHT, THICKEST, EDGE = 560, 7.0, 1.25
STEPS = (0.3, 0.4, 0.62, 0.7)
Place = tuple[float, float]


def network(pairs: Sequence[Pair], labels: dict[str, str]) -> go.Figure:
    """Draw pairs; ``labels`` names the codes in the order of the grid, which is that of the ring."""
    codes = [c for c in labels if any(c in {p.code, p.other} for p in pairs)]
    at = {c: (sin(2 * pi * n / len(codes)), cos(2 * pi * n / len(codes))) for n, c in enumerate(codes)}
    most = max((len(p.people) for p in pairs), default=1) or 1
    figure = go.Figure([_line(at, p, most) for p in pairs])
    figure.add_trace(_numbers(at, pairs))
    figure.add_trace(go.Scatter(
        x=[at[c][0] for c in codes], y=[at[c][1] for c in codes], mode="markers+text", text=[labels[c] for c in codes],
        textposition=[_beside(at[c]) for c in codes], marker={"size": 12, "color": bars.INK},
    ))
    quiet(figure, HEIGHT, "")
    figure.update_layout(showlegend=False)
    figure.update_xaxes(visible=False, range=[-2.4, 2.4])
    return figure.update_yaxes(visible=False, range=[-EDGE, EDGE])


def _line(at: dict[str, Place], pair: Pair, most: int) -> go.Scatter:
    (x, y), (other_x, other_y) = at[pair.code], at[pair.other]
    width = max(1.0, THICKEST * len(pair.people) / most)
    return go.Scatter(x=[x, other_x], y=[y, other_y], mode="lines", line={"width": width, "color": "#b9c9cb"})


def _numbers(at: dict[str, Place], pairs: Sequence[Pair]) -> go.Scatter:
    # Not half-way, for the middles of a ring's chords fall on each other.
    ways = [STEPS[n % len(STEPS)] for n in range(len(pairs))]
    places = [[(1 - w) * at[p.code][i] + w * at[p.other][i] for w, p in zip(ways, pairs, strict=True)] for i in (0, 1)]
    return go.Scatter(
        x=places[0], y=places[1], mode="text", text=[str(len(p.people)) for p in pairs],
        textfont={"color": bars.WORDS, "size": 13},
    )


def _beside(place: Place) -> str:
    if abs(place[0]) < 0.2:
        return "top center" if place[1] > 0 else "bottom center"
    return "middle right" if place[0] > 0 else "middle left"
