"""Figures → charts on paper, in French, read without colour; with the rows behind them, to take away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.data.counting import Share
from dashboard.ui import downloads
from dashboard.ui.downloads import File, file_name, offer
from dashboard.ui.sentences import phrases
from dashboard.words import compare_words as words
from dashboard.words import ui_words

INK, PAPER, WORDS, GRID, GREY = "#14525c", "#fbf8f1", "#262320", "#e6dfd0", "#625b50"
BAR, MARGINS, FEW_TICKS = 46, 90, 10
WITHOUT = {"color": PAPER, "line": {"color": INK, "width": 1}}
Rows = Sequence[Sequence[str]]
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
    french = {"dictionary": {"Download plot": words.SVG, "Download plot as a PNG": words.SVG}}
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
    Offer the rows behind a figure or a table, each saying what it is; nothing where nothing may leave.

    Args:
        corpus: what the last run left.
        head: the names of the columns.
        rows: cells as a French spreadsheet reads them.
        name: of the file, without what its kind adds.
    """
    if not downloads.held_back(corpus).unsigned:
        offer(corpus, name, [File(words.CSV, "csv", "text/csv", partial(rows_written, corpus, head, rows))])


def rows_written(corpus: Corpus, head: Sequence[str], rows: Rows) -> bytes:
    """Write rows as a spreadsheet opens them."""
    notice = phrases.notice(corpus.settings)
    return downloads.spreadsheet([[*head, words.NOTICE], *([*row, notice] for row in rows)])
