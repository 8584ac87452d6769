"""Places where words are said → a concordance: one line each, the words one under the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import streamlit as st

from dashboard.data import titles
from dashboard.data.concordance import ConcordanceLine, Hit, Order, lines, ranged
from dashboard.data.corpus import Corpus
from dashboard.data.speaker_names import named
from dashboard.ui import frame
from dashboard.ui.cards import to_transcript
from dashboard.ui.downloads import File, offer
from dashboard.ui.exports import spreadsheet
from dashboard.ui.html import Html, element, join
from dashboard.ui.pager import pager
from dashboard.ui.sentences import phrases
from dashboard.words import reading_wording as words

HEADS = (words.WHO, words.BEFORE, words.SAID, words.AFTER)


def show(corpus: Corpus, found: list[Hit], order: Order, size: int) -> None:
    """Show a page of a concordance, or say what is missing to make one."""
    if not found:
        typed = st.session_state.get("mots")
        frame.say(element("p", words.NO_HIT if typed else words.NO_WORDS, class_="vide"))
        return
    place = st.container()
    number = pager(len(found), size)
    with place:
        frame.say(table(corpus, lines(ranged(found, order, number * size)[(number - 1) * size :])))


def table(corpus: Corpus, shown: Iterable[ConcordanceLine]) -> Html:
    """Lay lines out, each word under the other."""
    head = element("tr", [element("th", name, scope="col") for name in HEADS])
    body = [_row(corpus, line) for line in shown]
    return element("table", element("thead", head), element("tbody", body), class_="concordance")


def _row(corpus: Corpus, line: ConcordanceLine) -> Html:
    said = element("td", element("b", line.words), class_="mots-dits")
    sides = element("td", line.before, class_="avant"), said, element("td", line.after, class_="apres")
    return element("tr", element("th", _who(corpus, line), scope="row"), *sides)


def _who(corpus: Corpus, line: ConcordanceLine) -> Html:
    e = line.passage.excerpt
    if not line.passage.place:
        return join(e.speaker)
    way = to_transcript(line.passage, f"{titles.short(corpus, e.session)}, {words.SEE}")
    return join(named(corpus, e.speaker, e.session), " ", way)


def offer_concordance(corpus: Corpus, found: list[Hit], order: Order) -> None:
    """Offer the concordance as a table."""
    written = partial(_written, corpus, found, order)
    offer(corpus, words.KWIC_FILE, [File(words.KWIC_CSV, "kwic.csv", "text/csv", written)])


def _written(corpus: Corpus, found: list[Hit], order: Order) -> bytes:
    return spreadsheet([list(words.KWIC_COLUMNS), *_rows(corpus, ranged(found, order, len(found)))])


def _rows(corpus: Corpus, found: list[Hit]) -> Iterator[list[str]]:
    notice = phrases.notice(corpus.settings)
    for line in lines(found):
        e = line.passage.excerpt
        called = titles.short(corpus, e.session)
        yield [line.passage.place or e.excerpt, called, e.speaker, line.before, line.words, line.after, notice]
