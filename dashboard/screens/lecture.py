"""A whole session as it was said, its codes in the margin, and the passage one came for."""

from __future__ import annotations

import streamlit as st

from dashboard import phrases, wording
from dashboard.components import address, frame, turns
from dashboard.components.html import Html, element, join, link, list_of
from dashboard.view.corpus import Corpus
from dashboard.view.passages import Reading
from dashboard.view.transcript import transcript

SESSION, PASSAGE = "entretien", "passage"


def chosen(corpus: Corpus) -> str:
    """Let the reader choose a session; the address carries it."""
    asked = st.query_params.get(SESSION, "")
    if asked and asked not in corpus.sessions:
        st.html(element("p", wording.NOTHING_TO_READ, class_="alerte", role="alert"))
    named = {s: _named(corpus, s) for s in corpus.sessions}
    return address.pick(wording.CHOOSE_SESSION, SESSION, corpus.sessions, named)


def _named(corpus: Corpus, session: str) -> str:
    who = ", ".join(corpus.speakers_of(session)) or corpus.kind(session)
    return f"{session} — {who}" if who else session


def heading(corpus: Corpus, session: str) -> Html:
    """Say who speaks in a session, and what situates them."""
    return list_of((_person(corpus, p, session) for p in corpus.speakers_of(session)), class_="gens")


def _person(corpus: Corpus, person: str, session: str) -> Html:
    values = " · ".join(corpus.situating(person, session))
    return join(element("strong", person), " ", element("span", values, class_="discret"))


def around(corpus: Corpus, session: str) -> Html:
    """Link to the sessions before and after."""
    at = corpus.sessions.index(session)
    before = corpus.sessions[at - 1 : at] if at else ()
    after = corpus.sessions[at + 1 : at + 2]
    links = [link(phrases.previous_session(s), "lecture", entretien=s) for s in before]
    links += [link(phrases.next_session(s), "lecture", entretien=s) for s in after]
    return element("nav", links, class_="voisins")


def asked_in(session: str) -> str:
    """Give the passage asked for; one of another session leaves the address, for the reader went on."""
    passage = st.query_params.get(PASSAGE, "")
    if passage.startswith(f"{session}:"):
        return passage
    st.query_params.pop(PASSAGE, None)
    return ""


def lay_out(reading: Reading, session: str, *, suggestions: bool) -> None:
    """Show the turns of a session, and go to the passage asked for."""
    passage = asked_in(session)
    read = transcript(reading, session, passage, suggestions=suggestions)
    found = any(t.target for t in read)
    if passage and not found:
        frame.say(element("p", wording.PASSAGE_LOST, class_="alerte", role="alert"))
    frame.say(turns.pages(reading.corpus, read))
    if found:
        st.html(turns.scroll(passage), unsafe_allow_javascript=True)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.TRANSCRIPT)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        session = chosen(reading.corpus)
    with right:
        may = reading.corpus.settings.suggestions
        suggestions = st.toggle(wording.SHOW_SUGGESTIONS, value=True, key="suggestions") if may else False
    frame.say(heading(reading.corpus, session), turns.legend(), around(reading.corpus, session))
    lay_out(reading, session, suggestions=suggestions)
    frame.say(around(reading.corpus, session))


show()
