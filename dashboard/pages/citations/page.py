"""The basket of quotes: what is told of whom, what is cut, whether a colleague would know; then the file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import decided
from dashboard.data.publish_data import on_disk, people, quoted, waiting
from dashboard.pages.citations import gestures
from dashboard.pages.citations.gestures import (
    ANSWER,
    APART,
    ATTRIBUTES,
    REASON,
    WORDS,
    QuoteFilter,
    QuotesPageState,
    named,
    offered,
)
from dashboard.ui import coder, frame
from dashboard.ui.address import pager
from dashboard.ui.cards import passages_leave
from dashboard.ui.downloads import File, offer_leaving
from dashboard.ui.filters import FilterChoice, offer
from dashboard.ui.frame import plain, say
from dashboard.ui.html import element, link, list_of
from dashboard.ui.sentences import reading_phrases as phrases
from dashboard.ui.sentences.phrases import withheld
from dashboard.words import ui_words
from pipeline.publish.documents.formats import FORMATS
from pipeline.publish.quotes.basket import advice, apart_is_enough
from pipeline.publish.quotes.document import CSV, content, part, sessions_of, where
from pipeline.publish.quotes.document import named as attribute
from pipeline.publish.quotes.quotes import Quote, troubles


def edit(on: QuotesPageState, quote: Quote, attributes: tuple[str, ...]) -> None:
    """Show the controls of a quote; what has no attribution can only be cut."""
    if on.basket.few(quote):
        proposals(on, quote)
    with st.expander(gestures.PREPARE):
        if quote.gauge:
            telling(on, quote, attributes)
        cutting(on, quote)
        if quote.gauge:
            asking(on, quote)


def telling(on: QuotesPageState, quote: Quote, attributes: tuple[str, ...]) -> None:
    """Choose what is told of the speaker, and under which name."""
    options = offered(on, attributes)
    st.session_state[named(quote, ATTRIBUTES)] = [a for a in quote.choice.attributes if a in options]
    st.multiselect(
        gestures.WHAT_IS_SHOWN, options, key=named(quote, ATTRIBUTES), format_func=attribute, select_all=False,
        placeholder=gestures.NOTHING_SHOWN, on_change=gestures.tell, args=(on, quote),
    )
    st.session_state[named(quote, APART)] = quote.choice.apart is not None
    st.toggle(gestures.SECOND_NAME, key=named(quote, APART), on_change=gestures.set_apart, args=(on, quote))
    _help(gestures.APART_HELP)


def cutting(on: QuotesPageState, quote: Quote) -> None:
    """Leave words out, or put them back."""
    with st.form(named(quote, "cut"), border=False):
        st.text_input(gestures.CUT_WORDS, key=named(quote, WORDS), placeholder=gestures.CUT_HELP)
        st.form_submit_button(gestures.CUT_THEM, on_click=gestures.cut, args=(on, quote))
    if quote.choice.cuts:
        st.button(gestures.UNCUT, key=named(quote, "uncut"), on_click=gestures.uncut, args=(on, quote))


def asking(on: QuotesPageState, quote: Quote) -> None:
    """Ask the question that no figure answers."""
    with st.form(named(quote, "ask"), border=False):
        st.radio(
            gestures.QUESTION, list(gestures.ANSWER_NAMES), key=named(quote, ANSWER), index=None, horizontal=True,
            format_func=lambda a: gestures.ANSWER_NAMES[a],
        )
        _help(gestures.QUESTION_HELP)
        st.text_input(gestures.WHY, key=named(quote, REASON))
        st.form_submit_button(gestures.KEEP, on_click=gestures.answer, args=(on, quote))


def proposals(on: QuotesPageState, quote: Quote) -> None:
    """Propose to tell less, each proposal with the people it would fit."""
    with st.container(horizontal=True, key=named(quote, "proposals")):
        for rank, instead in enumerate(advice(on.given, on.basket, quote)):
            what = phrases.attributes(instead.attributes, gestures.NOTHING_SHOWN)
            words = gestures.INSTEAD.format(what=what, people=phrases.people(instead.least))
            st.button(
                plain(words), key=named(quote, f"instead{rank}"), on_click=gestures.tell_instead,
                args=(on, quote, instead.attributes),
            )
    if apart_is_enough(on.given, on.basket, quote):
        _help(gestures.APART_INSTEAD)


# Streamlit's own signs of help speak English to a screen reader.
def _help(words: str) -> None:
    say(element("p", words, class_="discret"))


SIZE = 10


def chosen(corpus: Corpus, on: QuotesPageState) -> list[Quote]:
    """Let the reader choose among the quotes; the address carries the choice."""
    every = on.basket.quotes
    quoted_in = {gestures.session(q) for q in every}
    shown = (
        FilterChoice("etat", gestures.STATE, list(gestures.STATES), lambda s: gestures.STATES[s]),
        FilterChoice("personne", gestures.PERSON, sorted({q.name for q in every} - {""})),
        FilterChoice("entretien", gestures.SESSION, [s for s in corpus.sessions if s in quoted_in],
                     lambda s: titles.short(corpus, s)),
        FilterChoice("par", gestures.STARRED_BY, sorted({by for q in every for by in q.by})),
    )
    return gestures.wanted(on, QuoteFilter(*offer(shown)))


def summary(on: QuotesPageState, found: list[Quote]) -> None:
    """Say how many quotes there are, how many wait, how many stay behind for ever."""
    say(element("p", phrases.found(len(found), gestures.people_quoted(found)), class_="compte", role="status"))
    if waits := sum(gestures.state(on.basket, q) == gestures.WAITING for q in found):
        say(element("p", phrases.waiting(waits), class_="discret"))
    if on.basket.withheld:
        say(element("p", withheld(on.basket.withheld), class_="discret"))


def downloads(corpus: Corpus, on: QuotesPageState, found: list[Quote]) -> None:
    """Offer the quotes that may leave, once each was found to the byte in the transcripts on disk."""
    ready = [q for q in found if not on.basket.held(q)]
    leaving, held = part(ready, on.basket, waiting(corpus))
    now = on_disk()
    wrong = [q for q in leaving if troubles([q], now if now is not None else on.given.turns)]
    if wrong:
        # Where a quote stands is told as files tell it; a passage without attribution opens nowhere from here.
        places = []
        for quote in wrong:
            place = where(quote, titles.every(corpus))
            places.append(gestures.to_passage(quote, place) if quote.attributed else element("span", place))
        told_places = element("p", gestures.NOT_IDENTICAL), list_of(places)
        say(element("div", *told_places, class_="alerte", role="alert"))
    elif ready:
        about = replace(on.about, flowing=flowing(leaving), called=titles.every(corpus))
        kinds = {kind: (of.name, of.mime) for kind, of in FORMATS.items()} | {CSV: ("CSV", "text/csv")}
        offer_leaving(corpus, gestures.QUOTES_FILE, (
            File(name, kind, mime, partial(content, kind, leaving, held, about))
            for kind, (name, mime) in kinds.items()
        ) if leaving else (), sessions=sessions_of(ready))


def flowing(leaving: list[Quote]) -> bool:
    """Let the reader choose, where the transcriber broke lines, whether they run on in what leaves."""
    broken = any("\n" in text for quote in leaving for text in quote.texts)
    return broken and st.checkbox(gestures.FLOWING, key="quotes:flowing", help=gestures.FLOWING_HELP)


def everywhere(corpus: Corpus, on: QuotesPageState, found: list[Quote]) -> None:
    """Tell the same under all the quotes found."""
    with st.expander(gestures.ALL_QUOTES):
        options = gestures.offered(on, corpus.attributes)
        st.multiselect(
            gestures.ALL_ATTRIBUTES, options, key=gestures.EVERYWHERE, format_func=attribute, select_all=False,
            placeholder=gestures.NOTHING_SHOWN,
        )
        st.button(gestures.ALL_APPLY, key="quotes:apply", on_click=gestures.tell_everywhere, args=(on, found))


def told() -> None:
    """Say what was just done, or why it could not be."""
    for key, role, kind in ((gestures.ERROR, "alert", "alerte"), (gestures.NEWS, "status", "discret")):
        if st.session_state.get(key):
            say(element("p", st.session_state.pop(key), class_=kind, role=role))


def who() -> None:
    """Say who prepares quotes, or ask."""
    coder.who()
    if not coder.chosen():
        with st.expander(gestures.WHO):
            coder.ask()


def cards(corpus: Corpus, on: QuotesPageState, found: list[Quote]) -> None:
    """Show the quotes, a page at a time, each with its controls."""
    shown = st.container()
    number = pager(len(found), SIZE)
    with shown:
        for quote in found[(number - 1) * SIZE : number * SIZE]:
            with st.container(border=True, key=f"quote:{gestures.key(quote)}"):
                say(gestures.card(on, quote))
                if coder.chosen():
                    edit(on, quote, corpus.attributes)


def empty(on: QuotesPageState) -> None:
    """Say how a passage comes here."""
    say(element("section", element("h2", gestures.NO_STAR_TITLE), element("p", gestures.NO_STAR),
                link(gestures.TO_READ, "lecture"), class_="vide"))
    if on.basket.withheld:
        say(element("p", withheld(on.basket.withheld), class_="discret"))


def lost(on: QuotesPageState) -> None:
    """List what stands nowhere any more."""
    if on.basket.lost:
        say(gestures.lost(on))


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.QUOTES)
    st.html(f"<style>{frame.asset('publish.css')}</style>")
    say(element("p", gestures.QUOTES_HELP, class_="discret"), passages_leave())
    frame.kept_back(reading.corpus)
    on = gestures.wall(reading, decided(), quoted(), people())
    told()
    if not on.basket.quotes:
        empty(on)
        lost(on)
        return
    who()
    found = chosen(reading.corpus, on)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        summary(on, found)
    with right:
        downloads(reading.corpus, on, found)
    if coder.chosen():
        everywhere(reading.corpus, on, found)
    cards(reading.corpus, on, found) if found else say(element("p", gestures.NOTHING, class_="vide"))
    lost(on)


show()
