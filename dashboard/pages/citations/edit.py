"""A quote → the controls that prepare it: what is told, what is cut, its name, the question one must ask oneself."""

from __future__ import annotations

import streamlit as st

from dashboard.pages.citations import gestures
from dashboard.pages.citations.gestures import ANSWER, APART, ATTRIBUTES, REASON, WORDS, named
from dashboard.pages.citations.view import Wall, offered
from dashboard.ui.frame import plain, say
from dashboard.ui.html import element
from dashboard.ui.sentences import publish_phrases as phrases
from dashboard.words import publish_words as wording
from pipeline.publish.quotes.basket import advice, apart_is_enough
from pipeline.publish.quotes.document import named as attribute
from pipeline.publish.quotes.quotes import Quote


def edit(on: Wall, quote: Quote, attributes: tuple[str, ...]) -> None:
    """Show the controls of a quote; what has no attribution can only be cut."""
    if on.basket.few(quote):
        proposals(on, quote)
    with st.expander(wording.PREPARE):
        if quote.gauge:
            telling(on, quote, attributes)
        cutting(on, quote)
        if quote.gauge:
            asking(on, quote)


def telling(on: Wall, quote: Quote, attributes: tuple[str, ...]) -> None:
    """Choose what is told of the speaker, and under which name."""
    options = offered(on, attributes)
    st.session_state[named(quote, ATTRIBUTES)] = [a for a in quote.choice.attributes if a in options]
    st.multiselect(
        wording.ATTRIBUTES, options, key=named(quote, ATTRIBUTES), format_func=attribute, select_all=False,
        placeholder=wording.NOTHING_SHOWN, on_change=gestures.tell, args=(on, quote),
    )
    st.session_state[named(quote, APART)] = quote.choice.apart is not None
    st.toggle(wording.APART, key=named(quote, APART), on_change=gestures.set_apart, args=(on, quote))
    _help(wording.APART_HELP)


def cutting(on: Wall, quote: Quote) -> None:
    """Leave words out, or put them back."""
    with st.form(named(quote, "cut"), border=False):
        st.text_input(wording.CUT_WORDS, key=named(quote, WORDS), placeholder=wording.CUT_HELP)
        st.form_submit_button(wording.CUT, on_click=gestures.cut, args=(on, quote))
    if quote.choice.cuts:
        st.button(wording.UNCUT, key=named(quote, "uncut"), on_click=gestures.uncut, args=(on, quote))


def asking(on: Wall, quote: Quote) -> None:
    """Ask the question that no figure answers."""
    with st.form(named(quote, "ask"), border=False):
        st.radio(
            wording.QUESTION, list(wording.ANSWERS), key=named(quote, ANSWER), index=None, horizontal=True,
            format_func=lambda a: wording.ANSWERS[a],
        )
        _help(wording.QUESTION_HELP)
        st.text_input(wording.REASON, key=named(quote, REASON))
        st.form_submit_button(wording.KEEP, on_click=gestures.answer, args=(on, quote))


def proposals(on: Wall, quote: Quote) -> None:
    """Propose to tell less, each proposal with the people it would fit."""
    with st.container(horizontal=True, key=named(quote, "proposals")):
        for rank, instead in enumerate(advice(on.given, on.basket, quote)):
            what = phrases.attributes(instead.attributes, wording.NOTHING_SHOWN)
            words = wording.INSTEAD.format(what=what, people=phrases.people(instead.least))
            st.button(
                plain(words), key=named(quote, f"instead{rank}"), on_click=gestures.tell_instead,
                args=(on, quote, instead.attributes),
            )
    if apart_is_enough(on.given, on.basket, quote):
        _help(wording.APART_INSTEAD)


# Streamlit's own signs of help speak English to a screen reader.
def _help(words: str) -> None:
    say(element("p", words, class_="discret"))
