"""Codes or themes by attribute, the framework view, the course of a session, who speaks to whom."""

from __future__ import annotations

from typing import cast

import streamlit as st

from dashboard.data.matrix import Kind, matrix, rows
from dashboard.data.passages import CorpusReading
from dashboard.pages.matrice import framework, table, timeline
from dashboard.ui import address, frame, plots
from dashboard.ui.html import element
from dashboard.ui.sentences import phrases
from dashboard.words import compare_words as common
from dashboard.words import compare_words as words


def crossed(reading: CorpusReading) -> None:
    """Cross codes or themes with an attribute."""
    corpus = reading.corpus
    if not corpus.attributes:
        frame.say(element("p", words.NO_ATTRIBUTE, class_="vide"))
        return
    left, right = st.columns(2)
    with left:
        kind = cast("Kind", address.pick(words.ROWS, "lignes", list(words.KINDS), words.KINDS))
    with right:
        named = {a: phrases.attribute(a) for a in corpus.attributes}
        attribute = address.pick(words.COLUMNS, "colonnes", corpus.attributes, named)
    frame.counted_among(reading)
    lay_out(reading, kind, attribute)


def lay_out(reading: CorpusReading, kind: Kind, attribute: str) -> None:
    """Show the matrix, and how it is read."""
    if not rows(reading.corpus, kind) or not reading.corpus.people:
        frame.say(element("p", words.NO_ROW, class_="vide"))
        return
    frame.kept_back(reading.corpus)
    lines = matrix(reading, kind, attribute)
    crossed = table.matrix(lines, attribute, reading.corpus.material)
    frame.say(element("p", words.COUNT_HELP, class_="discret"), crossed)
    frame.say(element("p", words.FEW_HELP, class_="discret"), element("p", words.STATES_HELP, class_="discret"))
    plots.offer_rows(reading.corpus, words.MATRIX_COLUMNS, list(table.rows(lines)), f"matrice-{kind}-{attribute}")


SHOWN = {"matrice": crossed, "cadre": framework.show, "deroule": timeline.course, "parole": timeline.floor}


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(common.MATRIX)
    st.html(f"<style>{frame.asset('compare.css')}</style>")
    SHOWN[address.pick(words.MATRIX_VIEW, "vue", list(words.MATRIX_VIEWS), words.MATRIX_VIEWS)](reading)


show()
