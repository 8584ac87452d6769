"""Suggestions one at a time, in their turn, with their reasons: accept, refuse, change, or do not know."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.access import permissions
from dashboard.data import suggestions as view
from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.counting import to_read
from dashboard.data.passages import Passage
from dashboard.data.suggestions import SuggestionProgress, of_passage
from dashboard.pages.suggestions import state
from dashboard.pages.suggestions.gestures import on_gesture
from dashboard.pages.suggestions.state import CODE, ERROR, NEWS, ORDER, SESSION, TURN, SuggestionState, page_state
from dashboard.ui import address, coder, frame, suggestions
from dashboard.ui.cards import colour
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import coding_phrases as phrases
from dashboard.ui.sentences.phrases import session_label
from dashboard.ui.suggestions import alike
from dashboard.words import coding_words
from pipeline.coding.new_codes import to_redo

FULL = 100


def card(on: SuggestionState, passage: Passage) -> None:
    """Show the passage in hand, and what is suggested for it unless the coder decides alone."""
    corpus = on.reading.corpus
    shown: dict[str, Any] = {
        "phase": on.phase, "token": on.token, "labels": state.LABELS, "codes": suggestions.codes(corpus),
        "news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, ""), "case": None, "reveal": None,
        "redo": bool(to_redo(on.decided.every, on.coder)), "words_of_passage": passage.excerpt.text,
    }
    if on.phase == "blind":
        seen = suggestions.passage(corpus, passage)
    elif on.phase == "reveal":
        found = of_passage(on.reading, passage.place)
        spans = sorted({s for c in found for s in suggestions.spans(c)})
        seen = suggestions.passage(corpus, passage, spans) | {
            "case": suggestions.suggested(on.reading, on.differing[0]) if on.differing else None,
            "reveal": suggestions.revealed(on.reading, on.put, found, on.differing),
        }
    else:
        case = on.case
        seen = suggestions.passage(corpus, passage, suggestions.spans(case) if case else ())
        seen |= {"case": suggestions.suggested(on.reading, case) if case else None}
    TURN.mount(shown | seen, on_gesture)


def beside(on: SuggestionState) -> None:
    """Show beside the card what the code means, and like passages already decided."""
    corpus = on.reading.corpus
    if on.phase != "ask":
        rows = [
            element("details", element("summary", corpus.label_of(code)), _told(corpus, code), class_="fiche-code",
                    style=colour(corpus, code))
            for code in corpus.offered
        ]
        frame.say(element("section", element("h2", state.GRID), rows, class_="fiches"))
    elif on.case:
        code = on.case.code
        meaning = element("section", element("h2", corpus.label_of(code)), _told(corpus, code), class_="fiche-code",
                          style=colour(corpus, code))
        decided = []
        for one in alike(on.reading, on.case):
            excerpt = one.passage.excerpt
            verdict = element("span", phrases.decided_by(one.status, one.authors), class_=f"verdict {one.status}")
            way = link(state.IN_TRANSCRIPT, "lecture", entretien=excerpt.session, passage=one.passage.place)
            decided.append(join(verdict, element("p", excerpt.text, class_="dit"), way))
        said = element("p", state.NEAREST_FIRST if decided else state.NO_ALIKE, class_="discret")
        near = element("section", element("h2", state.ALIKE), said, list_of(decided), class_="proches")
        frame.say(meaning, near)


def _told(corpus: Corpus, code: str) -> Html:
    told = corpus.codes[code]
    given = ((state.DEFINITION, told.definition or state.NO_DEFINITION), (state.INCLUDE, told.include),
             (state.EXCLUDE, told.exclude))
    rows = [join(element("dt", name), element("dd", words)) for name, words in given if words]
    return element("dl", rows)


def code_progress(corpus: Corpus, rows: list[SuggestionProgress]) -> Html:
    """Say how far each code is."""
    items = []
    for row in rows:
        filled = element("span", "", class_="plein", style=f"width:{FULL * row.done // row.total}%")
        name = element("span", corpus.label_of(row.code), class_="code", style=colour(corpus, row.code))
        count = element("span", phrases.part(row.done, row.total), class_="n")
        way = link(phrases.left(row.left), "suggestions", ordre="code", code=row.code) if row.left else ""
        items.append(element("li", name, count, element("span", filled, class_="jauge"), way))
    return element("details", element("summary", state.BY_CODE), element("ul", items, class_="avancement"))


def stop(title: str, words: str, way: str = "") -> None:
    """Say what to do instead of the page."""
    frame.say(element("section", element("h2", title), element("p", words), way, class_="vide"))
    st.stop()


def chosen(corpus: Corpus, *, blind: bool) -> None:
    """Let the coder choose the order, the code and the session; the address carries them."""
    sessions = {"": state.ALL_SESSIONS} | titles.with_speakers(corpus)
    if not blind:
        address.pick(state.ORDER_NAME, ORDER, list(state.ORDERS), state.ORDERS)
        codes = {"": state.ALL_CODES} | {c: corpus.label_of(c) for c in corpus.offered}
        address.pick(state.CODE_FILTER, CODE, list(codes), codes)
    address.pick(session_label(corpus.material), SESSION, list(sessions), sessions)


def alone(on: SuggestionState) -> None:
    """Let the coder decide before anything shows."""
    if not on.passage:
        stop(state.ALL_DECIDED_TITLE, state.ALL_DECIDED)
    told = element("span", state.BLIND_ON, class_="discret")
    frame.say(element("p", phrases.to_decide(len(on.alone)), " ", told, class_="compte", role="status"))
    lay_out(on)


def together(on: SuggestionState) -> None:
    """Let the coder answer suggestions."""
    far = view.progress(on.found, on.waits)
    of = to_read(on.reading, on.choice.session, on.choice.code)
    told = phrases.left_to_read(far.left + of.hidden, of.hidden, far.done)
    frame.say(element("p", told, class_="compte", role="status"))
    lay_out(on)
    frame.say(code_progress(on.reading.corpus, view.by_code(on.reading.corpus, on.found, on.waits)))


def lay_out(on: SuggestionState) -> None:
    """Show the card in hand, and beside it what helps to decide."""
    left, right = st.columns([7, 3], gap="large")
    with left:
        if on.passage:
            card(on, on.passage)
    with right:
        beside(on)


def before_naming(corpus: Corpus) -> None:
    """Say what waits here, ask who decides, and let the passages be read with nothing suggested."""
    on = page_state()
    with frame.line("qui"):
        if permissions.may("code"):
            coder.ask()
        if on.passage:
            chosen(corpus, blind=True)
    first = element("span", state.READ_FIRST, class_="discret") if on.passage else ""
    frame.say(element("p", element("strong", phrases.waiting(len(on.waits))), " ", first, class_="compte"))
    if on.passage:
        lay_out(page_state())


def nothing(on: SuggestionState) -> None:
    """Say why there is nothing to review, and what to do."""
    everything = link(state.SEE_ALL, "suggestions")
    if on.reading.corpus.codebook.example:
        stop(state.NONE_TITLE, state.EXAMPLE, link(state.GRID, "grille"))
    if not view.cases(on.reading):
        stop(state.NONE_TITLE, state.NONE)
    elif on.waits:
        stop(state.FILTERED_TITLE, state.FILTERED, everything)
    else:
        hidden = to_read(on.reading).hidden
        left = phrases.reserved_left(hidden) if hidden else state.ALL_DONE
        stop(state.ALL_DONE_TITLE if not hidden else state.SHOWN_DONE_TITLE, left)


def show() -> None:
    """Lay the page out."""
    corpus = frame.opened(coding_words.SUGGESTIONS).corpus
    st.html(f"<style>{frame.asset('suggestion.css')}</style>")
    by_hand = link(state.READ_BY_HAND, "lecture")
    if not corpus.settings.suggestions:
        stop(state.HIDDEN_TITLE, state.HIDDEN, by_hand)
    if not coder.chosen():
        before_naming(corpus)
        return
    with frame.line("codeur"):
        coder.bar()
    mode = coder.mode()
    if mode != "assisted":
        # What showed before stays until the page has ended: whoever decides alone may read none of the machine's.
        st.html("<style>[data-stale=true] :is(.suggestion:has(header), .fiche-code, .proches, .avancement)"
                "{visibility:hidden}</style>")
    if mode == "manual":
        stop(state.MANUAL_TITLE, state.MANUAL, by_hand)
    with frame.line("choix"):
        chosen(corpus, blind=mode == "blind")
    on = page_state()
    if mode == "blind":
        alone(on)
    elif on.case:
        together(on)
    else:
        nothing(on)


show()
