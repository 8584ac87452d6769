"""Codes that stand together: the table first, the text behind each pair, then the network."""

from __future__ import annotations

from typing import cast

import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading
from dashboard.data.search import page
from dashboard.pages.cooccurrences import view
from dashboard.pages.cooccurrences.view import Window, network
from dashboard.ui import address, frame, plots
from dashboard.ui.address import pager
from dashboard.ui.cards import card
from dashboard.ui.html import Html, element, figure, line, link, table
from dashboard.ui.sentences import compare_phrases as told
from dashboard.words import ui_words
from pipeline.analysis.counts.cooccurrence import Pair
from pipeline.language.numbers import decimal

SHOWN, DRAWN, CARDS = 40, 14, 5


def columns(window: Window) -> tuple[str, ...]:
    """Name the columns of the table."""
    return (*view.PAIR_COLUMNS, view.UNITS[window], view.COEFFICIENT)


def pairs(corpus: Corpus, found: tuple[Pair, ...], window: Window) -> Html:
    """Lay the pairs out, those that most people bear first."""
    body = []
    for p in found[:SHOWN]:
        counts = len(p.people), len(p.sessions), view.passages_of(p, window)
        figures_ = [*(figure(str(count)) for count in counts), figure(told.coefficient(p.coefficient))]
        way = link(view.SEE_PASSAGES, "cooccurrences", ensemble=window, a=p.code, b=p.other)
        cells = (element("td", corpus.label_of(p.other)), *figures_, element("td", way))
        body.append(line(corpus.label_of(p.code), cells))
    return table(ui_words.COOCCURRENCES, (*columns(window), ""), body)


def rows(corpus: Corpus, found: tuple[Pair, ...], window: Window) -> list[list[str]]:
    """Give every pair as a spreadsheet lists it; the coefficient with all its decimals."""
    return [
        [corpus.label_of(p.code), corpus.label_of(p.other), str(len(p.people)), str(len(p.sessions)),
         str(view.passages_of(p, window)), decimal(p.coefficient, 6)]
        for p in found
    ]


def behind(reading: CorpusReading, found: tuple[Pair, ...], window: Window) -> None:
    """Show the text behind the pair that the address names."""
    asked = st.query_params.get("a", ""), st.query_params.get("b", "")
    pair = next((p for p in found if (p.code, p.other) == asked), None)
    if pair is None:
        return
    corpus, passages = reading.corpus, view.behind(reading, pair, window)
    frame.say(element("h2", f"{view.PASSAGES_OF} {corpus.label_of(pair.code)} × {corpus.label_of(pair.other)}"))
    if not passages:
        frame.say(element("p", view.NOT_QUOTABLE_PAIR, class_="discret"))
        return
    frame.say(element("p", told.extracts_shown(len(passages)), class_="compte"))
    cards = st.container()
    number = pager(len(passages), CARDS)
    with cards:
        frame.say(element("div", [card(corpus, p) for p in page(passages, number, CARDS)], class_="cartes"))


def drawn(corpus: Corpus, found: tuple[Pair, ...], window: Window) -> None:
    """Draw the pairs that most people bear."""
    frame.say(element("h2", view.NETWORK), element("p", view.NETWORK_HELP, class_="discret"))
    labels = {c: corpus.label_of(c) for c in corpus.codes}
    known = [p for p in found if {p.code, p.other} <= labels.keys()][:DRAWN]
    plots.show_figure(corpus, network(known, labels), f"cooccurrences-reseau-{window}", view.NETWORK_HELP)


def lay_out(reading: CorpusReading, window: Window) -> None:
    """Show the table, the text, the network."""
    corpus = reading.corpus
    found = tuple(p for p in view.pairs(reading, window) if {p.code, p.other} <= corpus.offered.keys())
    if not found:
        frame.nothing(view.NO_PAIR, (ui_words.READ_AND_CODE, "lecture"))
        return
    behind(reading, found, window)
    frame.say(pairs(corpus, found, window))
    if len(found) > SHOWN:
        frame.say(element("p", view.MORE_PAIRS, class_="discret"))
    plots.offer_rows(corpus, columns(window), rows(corpus, found, window), f"cooccurrences-{window}")
    drawn(corpus, found, window)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.COOCCURRENCES)
    st.html(f"<style>{frame.asset('compare.css')}</style>")
    with frame.line("ensemble"):
        window = cast("Window", address.pick(view.WINDOW, "ensemble", list(view.WINDOWS), view.WINDOWS))
    frame.caution()
    rules = (element("p", view.WINDOW_RULES[window], class_="regle"), element("p", view.COEFFICIENT_HELP))
    frame.say(element("details", element("summary", ui_words.HOW_COUNTED), rules, class_="discret"))
    lay_out(reading, window)


show()
