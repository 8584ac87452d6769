"""The inventory: every passage one may quote, filtered, read in its context or in a concordance, taken away."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from dashboard.data import titles
from dashboard.data.concordance import ConcordanceLine, Hit, Order, concordance_lines, hits, ranged
from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.search import page, search, terms
from dashboard.data.titles import named
from dashboard.ui import address, frame
from dashboard.ui.address import pager, rewind
from dashboard.ui.cards import card, to_transcript
from dashboard.ui.downloads import File, downloads, offer, spreadsheet
from dashboard.ui.filters import WORDS, chips, filters
from dashboard.ui.html import Html, element, join
from dashboard.ui.sentences import phrases, reading_phrases
from dashboard.words import reading_words as words
from dashboard.words import ui_words

HEADS = (words.WHO, words.BEFORE, words.SAID, words.AFTER)


def show_concordance(corpus: Corpus, found: list[Hit], order: Order, size: int) -> None:
    """Show a page of a concordance, or say what is missing to make one."""
    if not found:
        typed = st.session_state.get("mots")
        frame.say(element("p", words.NO_HIT if typed else words.NO_WORDS, class_="vide"))
        return
    place = st.container()
    number = pager(len(found), size)
    with place:
        shown = ranged(found, order, number * size)[(number - 1) * size :]
        frame.say(concordance_table(corpus, concordance_lines(shown)))


def concordance_table(corpus: Corpus, shown: Iterable[ConcordanceLine]) -> Html:
    """Lay lines out, each word under the other."""
    head = element("tr", [element("th", name, scope="col") for name in HEADS])
    body = []
    for line in shown:
        sides = element("td", line.before, class_="avant"), element("td", line.after, class_="apres")
        said = element("td", element("b", line.words), class_="mots-dits")
        body.append(element("tr", element("th", _who(corpus, line), scope="row"), sides[0], said, sides[1]))
    return element("table", element("thead", head), element("tbody", body), class_="concordance")


def _who(corpus: Corpus, line: ConcordanceLine) -> Html:
    e = line.passage.excerpt
    if not line.passage.place:
        return join(e.speaker)
    way = to_transcript(line.passage, f"{titles.short(corpus, e.session)}, {words.SEE}")
    return join(named(corpus, e.speaker, e.session), " ", way)


def offer_concordance(corpus: Corpus, found: list[Hit], order: Order) -> None:
    """Offer the concordance as a table."""
    written = partial(written_concordance, corpus, found, order)
    offer(corpus, words.KWIC_FILE, [File(words.KWIC_CSV, "kwic.csv", "text/csv", written)])


def written_concordance(corpus: Corpus, found: list[Hit], order: Order) -> bytes:
    """Write a concordance as a spreadsheet opens it, every row saying what it is."""
    notice = phrases.notice(corpus.settings)
    rows = [list(words.KWIC_COLUMNS)]
    for line in concordance_lines(ranged(found, order, len(found))):
        e = line.passage.excerpt
        called = titles.short(corpus, e.session)
        rows.append([line.passage.place or e.excerpt, called, e.speaker, line.before, line.words, line.after, notice])
    return spreadsheet(rows)


SIZE, LINES = 20, 50
VIEW, CONTEXT, ORDER = "vue", "contexte", "tri"
KEPT = {
    VIEW: address.One(words.VIEWS), CONTEXT: address.One(words.CONTEXTS), ORDER: address.One(words.ORDERS),
}
NAMES = {VIEW: words.VIEWS, CONTEXT: words.CONTEXTS, ORDER: words.ORDERS}


def summary(reading: CorpusReading, found: list[Passage], said: list[Hit] | None) -> None:
    """Say how many people and excerpts answer, and what is held back."""
    people = {p.excerpt.speaker for p in found} & set(reading.corpus.people)
    if said is None:
        counts = phrases.extracts_found(len(found), len(people))
    else:
        counts = reading_phrases.occurrences(len(said), len(found), len(people))
    frame.say(element("p", counts, class_="compte", role="status"))
    if reading.withheld:
        frame.say(element("p", phrases.withheld(reading.withheld), class_="discret"))
    frame.kept_back(reading.corpus)


def ways() -> None:
    """Let the reader choose how extracts show."""
    left, right = st.columns(2)
    concordant = st.session_state[VIEW] == words.CONCORDANCE
    with left:
        choose(words.VIEW, VIEW)
    with right:
        choose(*((words.ORDER, ORDER) if concordant else (words.CONTEXT, CONTEXT)))


def choose(label: str, key: str) -> None:
    """Let the reader choose one of a few ways; the one chosen is kept while it does not show."""
    held = f"{key}:choix"
    st.session_state[held] = st.session_state[key]
    st.segmented_control(
        label, KEPT[key], key=held, required=True, format_func=lambda way: NAMES[key][way],
        on_change=_keep, args=(key, held),
    )


def _keep(key: str, held: str) -> None:
    rewind()
    st.session_state[key] = st.session_state[held]


def cards(reading: CorpusReading, found: list[Passage]) -> None:
    """Show extracts one after the other, a page at a time."""
    place = st.container()
    shown = page(found, pager(len(found), SIZE), SIZE)
    with place:
        width, looked_for = st.session_state[CONTEXT], terms(st.session_state[WORDS])
        frame.say(element("div", [card(reading.corpus, p, width, looked_for) for p in shown], class_="cartes"))


def head(reading: CorpusReading, found: list[Passage], said: list[Hit] | None) -> None:
    """Say what was found and offer it; the page stops here when nothing was."""
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        summary(reading, found, said)
    if not found:
        frame.say(element("p", ui_words.NOTHING_FOUND, class_="vide"))
        st.stop()
    with right:
        downloads(reading.corpus, found)
        if said:
            offer_concordance(reading.corpus, said, st.session_state[ORDER])


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.EXTRACTS)
    st.html(f"<style>{frame.asset('reading.css')}</style>")
    wanted = filters(reading, KEPT)
    chips(reading.corpus)
    ways()
    found = search(reading.passages, wanted)
    concordant = st.session_state[VIEW] == words.CONCORDANCE
    said = hits(found, terms(st.session_state[WORDS])) if concordant else None
    head(reading, found, said)
    if said is None:
        cards(reading, found)
    else:
        show_concordance(reading.corpus, said, st.session_state[ORDER], LINES)


show()
