"""Suggestions one at a time, in their turn, with their reasons: accept, refuse, change, or do not know."""

from __future__ import annotations

import streamlit as st

from dashboard.access import permissions
from dashboard.data import suggestions as view
from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.counting import to_read
from dashboard.pages.suggestions import card as suggestion_card
from dashboard.pages.suggestions.state import CODE, ORDER, SESSION, SuggestionState, page_state
from dashboard.ui import address, coder, frame
from dashboard.ui import coder as suggestion_coder
from dashboard.ui.html import element, link
from dashboard.ui.sentences import coding_phrases as phrases
from dashboard.ui.sentences.phrases import session_label
from dashboard.words import coding_words as wording


def stop(title: str, words: str, way: str = "") -> None:
    """Say what to do instead of the page."""
    frame.say(element("section", element("h2", title), element("p", words), way, class_="vide"))
    st.stop()


def chosen(corpus: Corpus, *, blind: bool) -> None:
    """Let the coder choose the order, the code and the session; the address carries them."""
    first, second, third = st.columns(3, vertical_alignment="bottom")
    sessions = {"": wording.ALL_SESSIONS} | {s: _named(corpus, s) for s in corpus.sessions}
    with third if not blind else first:
        address.pick(session_label(corpus.material), SESSION, list(sessions), sessions)
    if not blind:
        with first:
            address.pick(wording.ORDER, ORDER, list(wording.ORDERS), wording.ORDERS)
        codes = {"": wording.ALL_CODES} | {c: corpus.label_of(c) for c in corpus.codes}
        with second:
            address.pick(wording.CODE_FILTER, CODE, list(codes), codes)


def _named(corpus: Corpus, session: str) -> str:
    who = ", ".join(corpus.speakers_of(session)) or corpus.kind(session)
    called = titles.short(corpus, session)
    return f"{called} — {who}" if who else called


def alone(on: SuggestionState) -> None:
    """Let the coder decide before anything shows."""
    if not on.passage:
        stop(wording.ALL_DECIDED_TITLE, wording.ALL_DECIDED)
    told = element("p", wording.BLIND_ON, class_="discret")
    frame.say(element("p", phrases.to_decide(len(on.alone)), class_="compte", role="status"), told)
    lay_out(on)


def together(on: SuggestionState) -> None:
    """Let the coder answer suggestions."""
    far = view.progress(on.found, on.waits)
    of = to_read(on.reading, on.choice.session, on.choice.code)
    told = phrases.left_to_read(far.left + of.hidden, of.hidden, far.done)
    frame.say(element("p", told, class_="compte", role="status"))
    lay_out(on)
    frame.say(suggestion_card.far(on.reading.corpus, view.by_code(on.reading.corpus, on.found, on.waits)))


def lay_out(on: SuggestionState) -> None:
    """Show the card in hand, and beside it what helps to decide."""
    left, right = st.columns([7, 3], gap="large")
    with left:
        if on.passage:
            suggestion_card.card(on, on.passage)
    with right:
        suggestion_card.asset(on)


def before_naming(corpus: Corpus) -> None:
    """Say what waits here, ask who decides, and let the passages be read with nothing suggested."""
    on = page_state()
    waits = element("strong", phrases.waiting(len(on.waits)))
    frame.say(element("p", waits, class_="compte"), element("p", wording.ABOUT))
    if permissions.may("code"):
        suggestion_coder.ask()
    if on.passage:
        frame.say(element("p", wording.READ_FIRST, class_="discret"))
        chosen(corpus, blind=True)
        lay_out(page_state())


def nothing(on: SuggestionState) -> None:
    """Say why there is nothing to review, and what to do."""
    everything = link(wording.SEE_ALL, "suggestions")
    if not view.cases(on.reading):
        stop(wording.NONE_TITLE, wording.NONE)
    elif on.waits:
        stop(wording.FILTERED_TITLE, wording.FILTERED, everything)
    else:
        hidden = to_read(on.reading).hidden
        left = phrases.reserved_left(hidden) if hidden else wording.ALL_DONE
        stop(wording.ALL_DONE_TITLE if not hidden else wording.SHOWN_DONE_TITLE, left)


def show() -> None:
    """Lay the page out."""
    corpus = frame.opened(wording.SUGGESTIONS).corpus
    st.html(f"<style>{frame.asset('suggestion.css')}</style>")
    by_hand = link(wording.READ_BY_HAND, "lecture")
    if not corpus.settings.suggestions:
        stop(wording.HIDDEN_TITLE, wording.HIDDEN, by_hand)
    if not coder.chosen():
        before_naming(corpus)
        return
    left, right = st.columns([5, 6], vertical_alignment="bottom")
    with left:
        coder.who()
    with right:
        suggestion_coder.choose_way()
    mode = coder.mode()
    if mode == "manual":
        stop(wording.MANUAL_TITLE, wording.MANUAL, by_hand)
    chosen(corpus, blind=mode == "blind")
    on = page_state()
    if mode == "blind":
        alone(on)
    elif on.case:
        together(on)
    else:
        nothing(on)


show()
