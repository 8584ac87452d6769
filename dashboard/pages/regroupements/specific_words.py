"""Specificities of words → the words of each value of an attribute: figure, table, and the table to take away."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from dashboard.data.corpus import Corpus, rank
from dashboard.pages.regroupements.leads import table
from dashboard.ui import figures, frame
from dashboard.ui.html import element
from dashboard.ui.plots.bars import CONFIG, FONT, INK, PAPER, WORDS
from dashboard.ui.sentences import groupings_phrases as phrases
from dashboard.ui.sentences.phrases import attribute as named
from dashboard.ui.sentences.phrases import decimal
from dashboard.words import groupings_wording as words
from pipeline.model.contracts import Specificity

SHOWN, BAR = 10, 26
COLUMNS = ("attribute", "value", "word", "inside", "everywhere", "part", "people", "score")


def show(corpus: Corpus) -> None:
    """Let the reader choose an attribute, and show the words of each of its values."""
    frame.say(element("p", words.SPECIFIC_RULE, class_="avertissement"))
    names = [a for a in corpus.attributes if any(s.attribute == a for s in corpus.specificities)]
    if not names:
        frame.say(element("p", words.NO_SPECIFIC, class_="vide"))
        return
    attribute = st.selectbox(words.ATTRIBUTE, names, key="attribut", format_func=named)
    rows = [s for s in corpus.specificities if s.attribute == attribute]
    for value in sorted({s.value for s in rows}, key=rank):
        _value(value, [s for s in rows if s.value == value])
    taken = [[str(getattr(s, column)) for column in COLUMNS] for s in rows]
    figures.data(corpus, words.SPECIFIC_COLUMNS, taken, f"specificites-{attribute}")


def _value(value: str, rows: Sequence[Specificity]) -> None:
    ordered = sorted(rows, key=lambda s: (-s.score, s.word))
    frame.say(element("h3", f"{value} ({ordered[0].part} mots)"))
    above, under = [s for s in ordered if s.score > 0][:SHOWN], [s for s in ordered if s.score < 0][-SHOWN:]
    st.plotly_chart(figure([*above, *under]), config=CONFIG, key=f"specificites:{value}")
    cells = [(s.word, decimal(s.score), str(s.inside), str(s.everywhere), str(s.people)) for s in ordered]
    laid = table(words.SPECIFIC_HEAD, cells)
    frame.say(element("details", element("summary", words.ALL_WORDS), laid))


def figure(rows: Sequence[Specificity]) -> go.Figure:
    """Draw words by their specificity, each with its n; right of zero: more than chance, left: less."""
    bars = go.Bar(
        y=[phrases.specific(s) for s in rows], x=[s.score for s in rows], orientation="h",
        marker={"color": [INK if s.score > 0 else PAPER for s in rows], "line": {"color": INK, "width": 1}},
        text=[decimal(s.score) for s in rows], textposition="outside", cliponaxis=False,
    )
    drawn = go.Figure([bars])
    drawn.update_layout(
        height=90 + BAR * len(rows), bargap=0.25, separators=", ", paper_bgcolor=PAPER, plot_bgcolor=PAPER,
        font={"color": WORDS, "size": 13, "family": FONT}, margin={"l": 8, "r": 48, "t": 8, "b": 40},
        xaxis={"title": {"text": words.SCORE}, "gridcolor": "#e6dfd0"},
        yaxis={"autorange": "reversed", "automargin": True},
    )
    return drawn
