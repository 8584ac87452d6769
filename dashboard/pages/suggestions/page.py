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
from dashboard.pages.suggestions.gestures import obey
from dashboard.pages.suggestions.state import CODE, ERROR, NEWS, ORDER, SESSION, TURN, SuggestionState, page_state
from dashboard.ui import address, coder, frame, suggestions
from dashboard.ui.cards import colour
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import coding_phrases as phrases
from dashboard.ui.sentences.phrases import session_label
from dashboard.ui.suggestions import alike
from dashboard.words import coding_words as wording

FULL = 100


def card(on: SuggestionState, passage: Passage) -> None:
    """Show the passage in hand, and what is suggested for it unless the coder decides alone."""
    corpus = on.reading.corpus
    shown: dict[str, Any] = {
        "phase": on.phase, "token": on.token, "labels": wording.LABELS, "codes": suggestions.codes(corpus),
        "news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, ""), "case": None, "reveal": None,
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
    TURN.mount(shown | seen, obey)


def beside(on: SuggestionState) -> None:
    """Show beside the card what the code means, and like passages already decided."""
    corpus = on.reading.corpus
    if on.phase != "ask":
        rows = [
            element("details", element("summary", corpus.label_of(code)), _told(corpus, code), class_="fiche-code",
                    style=colour(corpus, code))
            for code in corpus.codes
        ]
        frame.say(element("section", element("h2", wording.GRID), rows, class_="fiches"))
    elif on.case:
        code = on.case.code
        meaning = element("section", element("h2", corpus.label_of(code)), _told(corpus, code), class_="fiche-code",
                          style=colour(corpus, code))
        decided = []
        for one in alike(on.reading, on.case):
            excerpt = one.passage.excerpt
            verdict = element("span", phrases.decided_by(one.status, one.authors), class_=f"verdict {one.status}")
            way = link(wording.IN_TRANSCRIPT, "lecture", entretien=excerpt.session, passage=one.passage.place)
            decided.append(join(verdict, element("p", excerpt.text, class_="dit"), way))
        said = element("p", wording.NEAREST_FIRST if decided else wording.NO_ALIKE, class_="discret")
        near = element("section", element("h2", wording.ALIKE), said, list_of(decided), class_="proches")
        frame.say(meaning, near)


def _told(corpus: Corpus, code: str) -> Html:
    told = corpus.codes[code]
    given = ((wording.DEFINITION, told.definition or wording.NO_DEFINITION), (wording.INCLUDE, told.include),
             (wording.EXCLUDE, told.exclude))
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
    return element("details", element("summary", wording.BY_CODE), element("ul", items, class_="avancement"))


def stop(title: str, words: str, way: str = "") -> None:
    """Say what to do instead of the page."""
    frame.say(element("section", element("h2", title), element("p", words), way, class_="vide"))
    st.stop()


def chosen(corpus: Corpus, *, blind: bool) -> None:
    """Let the coder choose the order, the code and the session; the address carries them."""
    first, second, third = st.columns(3, vertical_alignment="bottom")
    sessions = {"": wording.ALL_SESSIONS}
    for session in corpus.sessions:
        who = ", ".join(corpus.speakers_of(session)) or corpus.kind(session)
        called = titles.short(corpus, session)
        sessions[session] = f"{called} — {who}" if who else called
    with third if not blind else first:
        address.pick(session_label(corpus.material), SESSION, list(sessions), sessions)
    if not blind:
        with first:
            address.pick(wording.ORDER, ORDER, list(wording.ORDERS), wording.ORDERS)
        codes = {"": wording.ALL_CODES} | {c: corpus.label_of(c) for c in corpus.codes}
        with second:
            address.pick(wording.CODE_FILTER, CODE, list(codes), codes)


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
    waits = element("strong", phrases.waiting(len(on.waits)))
    frame.say(element("p", waits, class_="compte"), element("p", wording.ABOUT))
    if permissions.may("code"):
        coder.ask()
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
        coder.choose_way()
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
