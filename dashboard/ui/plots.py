"""Figures, trees, links → charts on paper, in French, read without colour; with the rows behind them, to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.data.counting import Share
from dashboard.data.publish_data import spreadsheet
from dashboard.ui import downloads
from dashboard.ui.downloads import File, file_name, offer
from dashboard.ui.sentences import phrases
from dashboard.words import ui_words

INK, PAPER, WORDS, GRID, GREY = "#14525c", "#fbf8f1", "#262320", "#e6dfd0", "#625b50"
BAR, MARGINS, FEW_TICKS = 46, 90, 10
WITHOUT = {"color": PAPER, "line": {"color": INK, "width": 1}}
# Read without colour: dotted, where the others are full and empty.
NOT_YET = {"color": PAPER, "line": {"color": GREY, "width": 1}, "pattern": {"shape": ".", "fgcolor": GREY}}
Rows = Sequence[Sequence[str]]
FONT = "Source Sans, sans-serif"
# No bar of tools in English over the figure.
CONFIG: dict[str, Any] = {"displayModeBar": False, "staticPlot": True}


def shares(found: Sequence[Share]) -> go.Figure:
    """Draw, for each value of an attribute, the people with and without a theme, and those nobody has coded yet."""
    values = [f"{s.value} (n = {s.total + s.not_yet})" for s in found]
    figure = go.Figure([
        _bars(ui_words.WITH, values, [s.with_it for s in found], {"color": INK}, PAPER),
        _bars(ui_words.WITHOUT, values, [s.without for s in found], WITHOUT, WORDS),
    ])
    if any(s.not_yet for s in found):
        figure.add_trace(_bars(ui_words.NOT_YET, values, [s.not_yet for s in found], NOT_YET, WORDS))
    counts = zip(*(bar.x for bar in figure.data), strict=True)
    longest = max(map(sum, counts), default=0)
    figure.update_layout(
        barmode="stack", height=MARGINS + BAR * len(found), bargap=0.35, separators=", ",
        paper_bgcolor=PAPER, plot_bgcolor=PAPER, font={"color": WORDS, "size": 14, "family": FONT},
        margin={"l": 8, "r": 8, "t": 34, "b": 40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        xaxis={
            "title": {"text": ui_words.PEOPLE_AXIS, "font": {"size": 13}}, "dtick": max(1, -(-longest // FEW_TICKS)),
            "gridcolor": GRID, "zeroline": False,
        },
        yaxis={"autorange": "reversed", "automargin": True},
    )
    return figure


def _bars(name: str, values: list[str], counts: list[int], marker: dict[str, Any], words: str) -> go.Bar:
    return go.Bar(
        name=name, y=values, x=counts, orientation="h", marker=marker, text=[str(c) if c else "" for c in counts],
        textposition="inside", insidetextanchor="middle", textangle=0, textfont={"color": words, "size": 14},
    )


def quiet(figure: go.Figure, height: int, across: str, up: str = "") -> go.Figure:
    """
    Lay a figure out as the others of the dashboard.

    Args:
        figure: changed in place, and given back.
        height: in pixels.
        across: the name of its horizontal axis.
        up: the name of its vertical axis.
    """
    figure.update_layout(
        height=height, separators=", ", paper_bgcolor=PAPER, plot_bgcolor=PAPER, hovermode=False,
        font={"color": WORDS, "size": 14, "family": FONT}, margin={"l": 8, "r": 8, "t": 44, "b": 56},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}, dragmode=False,
        modebar={"bgcolor": PAPER, "color": INK, "activecolor": WORDS},
    )
    figure.update_xaxes(
        title={"text": across, "font": {"size": 13}, "standoff": 14}, gridcolor=GRID, zeroline=False, fixedrange=True,
    )
    figure.update_yaxes(title={"text": up, "font": {"size": 13}}, gridcolor=GRID, fixedrange=True, automargin=True)
    return figure


def config(name: str, *, offered: bool) -> dict[str, Any]:
    """Tell the browser how to show a figure; its one button takes it away as SVG, where it may leave."""
    french = {"dictionary": {"Download plot": ui_words.SVG, "Download plot as a PNG": ui_words.SVG}}
    return {
        "displayModeBar": offered, "displaylogo": False, "modeBarButtons": [["toImage"]], "locale": "fr",
        "locales": {"fr": french}, "scrollZoom": False, "doubleClick": False,
        "toImageButtonOptions": {"format": "svg", "filename": name},
    }


def show_figure(corpus: Corpus, drawn: go.Figure, name: str, alt: str) -> None:
    """Show a figure; ``alt`` says in words what it shows, ``name`` is that of its file."""
    offered = not downloads.held_back(corpus)
    st.plotly_chart(
        drawn, config=config(file_name(corpus, name), offered=offered), theme=None, alt=alt, key=f"figure-{name}",
    )


def offer_rows(corpus: Corpus, head: Sequence[str], rows: Rows, name: str) -> None:
    """
    Offer the rows behind a figure or a table, each saying what it is: they count every interview, and wait for all.

    Args:
        corpus: what the last run left.
        head: the names of the columns.
        rows: cells as a French spreadsheet reads them.
        name: of the file, without what its kind adds.
    """
    offer(corpus, name, [File(ui_words.FIGURES_CSV, "csv", "text/csv", partial(rows_written, corpus, head, rows))])


def rows_written(corpus: Corpus, head: Sequence[str], rows: Rows) -> bytes:
    """Write rows as a spreadsheet opens them."""
    notice = phrases.notice(corpus.settings)
    return spreadsheet([[*head, ui_words.NOTICE], *([*row, notice] for row in rows)])


LEAF, ROW, RANKED_BAR, DISC = 44, 40, 24, 26
PALE, SMALL, LARGE = "#cfdcdb", 11, 9
# Sets of words differ by their mark as well as by their colour.
COLOURS = (INK, "#c98a2b", "#7d5ba6", "#a34a3a", "#5d8a4a", "#3c6fa8")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "hexagon")


@dataclass(frozen=True, slots=True)
class Branch:
    """
    A place where a tree parts.

    Attributes:
        at: how far along the axis it stands.
        parts: what it parts into, from the top: branches, or leaves, which are their rank among all leaves.
        said: what is written there.
    """

    at: float
    parts: tuple[Branch | int, ...]
    said: str = ""


def dendrogram(root: Branch | int, labels: Sequence[str], axis: str, end: float) -> go.Figure:
    """
    Draw a tree from left to right, a label for each leaf.

    Args:
        root: the whole.
        labels: of the leaves, from the top.
        axis: what a place along the axis says.
        end: where the leaves stand along it.
    """
    across: list[float | None] = []
    up: list[float | None] = []
    said: list[tuple[float, float, str]] = []

    def drawn(part: Branch | int) -> tuple[float, float]:
        if isinstance(part, int):
            return end, float(part)
        places = [drawn(one) for one in part.parts]
        heights = [y for _, y in places]
        across.extend([part.at, part.at, None])
        up.extend([heights[0], heights[-1], None])
        for x, y in places:
            across.extend([part.at, x, None])
            up.extend([y, y, None])
        middle = (heights[0] + heights[-1]) / 2
        said.append((part.at, middle, part.said))
        return part.at, middle

    drawn(root)
    figure = go.Figure([
        go.Scatter(x=across, y=up, mode="lines", line={"color": INK, "width": 2}, showlegend=False),
        go.Scatter(
            x=[x for x, _, _ in said], y=[y for _, y, _ in said], text=[words for *_, words in said], mode="text",
            textposition="top left", textfont={"color": GREY, "size": 12}, showlegend=False,
        ),
    ])
    quiet(figure, MARGINS + LEAF * len(labels), axis)
    room = 0.2 * abs(end - said[-1][0])
    figure.update_xaxes(showticklabels=False, showgrid=False, range=[said[-1][0] - room, end] if end > said[-1][0] else
                        [said[-1][0] + room, end])
    figure.update_yaxes(
        side="right", autorange="reversed", tickmode="array", tickvals=list(range(len(labels))), ticktext=list(labels),
        showgrid=False, zeroline=False, ticklen=6, tickcolor=INK,
    )
    return figure


def bubbles(labels: Sequence[str], across: Sequence[str], sizes: Sequence[Sequence[int]], axis: str) -> go.Figure:
    """
    Draw a count in each row and column by a disc of that surface, its number inside.

    Args:
        labels: of rows.
        across: of columns.
        sizes: the counts, row by row.
        axis: what columns are.
    """
    cells = [(x, y, n) for y, row in enumerate(sizes) for x, n in enumerate(row) if n]
    most = max((n for *_, n in cells), default=1)
    figure = go.Figure([go.Scatter(
        x=[x for x, *_ in cells], y=[y for _, y, _ in cells], mode="markers+text", text=[str(n) for *_, n in cells],
        textfont={"color": WORDS, "size": 11}, showlegend=False,
        marker={
            "size": [DISC * (n / most) ** 0.5 for *_, n in cells], "color": PALE, "line": {"color": INK, "width": 1},
        },
    )])
    quiet(figure, 2 * MARGINS + ROW * len(labels), axis)
    figure.update_xaxes(tickmode="array", tickvals=list(range(len(across))), ticktext=list(across), tickangle=-40)
    rows = list(range(len(labels)))
    figure.update_yaxes(tickmode="array", tickvals=rows, ticktext=list(labels), autorange="reversed", zeroline=False)
    return figure


def ranked_bars(labels: Sequence[str], counts: Sequence[int], axis: str) -> go.Figure:
    """Draw counts by bars, the largest on top, each with its number."""
    figure = go.Figure([go.Bar(
        y=list(labels), x=list(counts), orientation="h", marker={"color": INK}, text=[str(n) for n in counts],
        textposition="outside", cliponaxis=False,
    )])
    quiet(figure, MARGINS + RANKED_BAR * len(labels), axis)
    figure.update_layout(bargap=0.3)
    figure.update_yaxes(autorange="reversed")
    return figure


def word_graph(
    places: Mapping[str, tuple[float, float]], links: Sequence[tuple[str, str, int]],
    known: Mapping[str, tuple[int, int]], named: str,
) -> go.Figure:
    """
    Draw words and their links.

    Args:
        places: where each word stands.
        links: two words, and in how many excerpts they stand together.
        known: how often each word is said, and the rank of its set, which colour and frame tell.
        named: what a set is called, before its rank.
    """
    strongest = max(n for *_, n in links)
    traces = [
        go.Scatter(
            x=[places[one][0], places[other][0]], y=[places[one][1], places[other][1]], mode="lines", showlegend=False,
            line={"color": GREY, "width": 1 + 3 * n / strongest},
        ) for one, other, n in links
    ]
    most = max(times for times, _ in known.values())
    for rank in sorted({rank for _, rank in known.values()}):
        held = [word for word in places if known[word][1] == rank]
        traces.append(go.Scatter(
            x=[places[w][0] for w in held], y=[places[w][1] for w in held], mode="markers+text", text=held,
            textposition="top center", name=f"{named} {rank + 1}",
            textfont={"color": WORDS, "size": [SMALL + LARGE * (known[w][0] / most) ** 0.5 for w in held]},
            marker={
                "color": COLOURS[rank % len(COLOURS)], "symbol": SYMBOLS[rank % len(SYMBOLS)],
                "size": [8 + 22 * (known[w][0] / most) ** 0.5 for w in held], "line": {"color": WORDS, "width": 1},
            },
        ))
    figure = quiet(go.Figure(traces), 760, "")
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure
