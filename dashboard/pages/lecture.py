"""A whole session as it was said, its codes in the margin, and the passage one came for."""

from __future__ import annotations

import streamlit as st

from dashboard import wording
from dashboard.components import frame, turns
from dashboard.components.html import Html, element, link
from dashboard.view.corpus import Corpus
from dashboard.view.passages import Reading
from dashboard.view.transcript import transcript

SESSION, PASSAGE = "entretien", "passage"


def chosen(corpus: Corpus) -> str:
    """Let the reader choose a session; the address carries it."""
    asked = st.query_params.get(SESSION, "")
    if asked and asked not in corpus.sessions:
        st.html(element("p", wording.NOTHING_TO_READ, class_="alerte", role="alert"))
    return st.selectbox(
        wording.CHOOSE_SESSION, corpus.sessions, key=SESSION, bind="query-params",
        index=corpus.sessions.index(asked) if asked in corpus.sessions else 0,
    ) or corpus.sessions[0]


def heading(corpus: Corpus, session: str) -> Html:
    """Say who speaks in a session, and what situates them."""
    return element("ul", [element("li", _person(corpus, p, session)) for p in corpus.speakers_of(session)], class_="gens")


def _person(corpus: Corpus, person: str, session: str) -> list[str]:
    values = [v for v in corpus.bearing[person, session].values() if v]
    return [element("strong", person), " ", element("span", " · ".join(values), class_="discret")]


def around(corpus: Corpus, session: str) -> Html:
    """Link to the sessions before and after."""
    at = corpus.sessions.index(session)
    before = corpus.sessions[at - 1 : at] if at else ()
    after = corpus.sessions[at + 1 : at + 2]
    links = [link(f"{wording.PREVIOUS_SESSION} ({s})", "lecture", entretien=s) for s in before]
    links += [link(f"{wording.NEXT_SESSION} ({s})", "lecture", entretien=s) for s in after]
    return element("nav", links, class_="voisins")


def lay_out(reading: Reading, session: str, *, suggestions: bool) -> None:
    """Show the turns of a session, and go to the passage asked for."""
    passage = st.query_params.get(PASSAGE, "")
    passage = passage if passage.startswith(f"{session}:") else ""
    read = transcript(reading, session, passage, suggestions=suggestions)
    found = any(t.target for t in read)
    if passage and not found:
        frame.say(element("p", wording.PASSAGE_LOST, class_="alerte", role="alert"))
    frame.say(turns.pages(reading.corpus, read))
    if found:
        st.html(turns.scroll(), unsafe_allow_javascript=True)


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
