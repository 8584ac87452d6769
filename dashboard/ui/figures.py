"""A figure and the rows behind it → both on the page, and both to take away where they may leave."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.ui import exports
from dashboard.ui.downloads import File, file_name, offer
from dashboard.ui.plots.quiet import config
from dashboard.ui.sentences import phrases
from dashboard.words import compare_words as words

Rows = Sequence[Sequence[str]]


def show(corpus: Corpus, drawn: go.Figure, name: str, alt: str) -> None:
    """Show a figure; ``alt`` says in words what it shows, ``name`` is that of its file."""
    offered = not exports.held_back(corpus)
    st.plotly_chart(
        drawn, config=config(file_name(corpus, name), offered=offered), theme=None, alt=alt, key=f"figure-{name}",
    )


def data(corpus: Corpus, head: Sequence[str], rows: Rows, name: str) -> None:
    """Offer the rows behind a figure or a table, each saying what it is; nothing where nothing may leave."""
    if not exports.held_back(corpus).unsigned:
        offer(corpus, name, [File(words.CSV, "csv", "text/csv", partial(written, corpus, head, rows))])


def written(corpus: Corpus, head: Sequence[str], rows: Rows) -> bytes:
    """Write rows as a spreadsheet opens them."""
    notice = phrases.notice(corpus.settings)
    return exports.spreadsheet([[*head, words.NOTICE], *([*row, notice] for row in rows)])
