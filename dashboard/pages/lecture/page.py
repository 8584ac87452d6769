"""A whole session as it was said, its codes in the margin, and the passage one came for: read it, code it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import streamlit as st

from dashboard.data import study_data, titles
from dashboard.data.corpus import Corpus
from dashboard.data.counting import to_read
from dashboard.data.passages import CorpusReading
from dashboard.data.search import answers
from dashboard.pages.lecture import gestures, words
from dashboard.pages.lecture.state import (
    MINE,
    PASSAGE,
    SESSION,
    TURNS,
    TranscriptState,
    arrive,
    page_state,
    shown,
)
from dashboard.pages.lecture.view import asked
from dashboard.ui import address, coder, filters, frame, memos, putting_back
from dashboard.ui.component import Gesture
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.putting_back import PuttingBack
from dashboard.ui.sentences import phrases, reading_phrases
from pipeline.changes.continuity.putting_back import Detached
from pipeline.changes.past_tables import StudyTexts
from pipeline.coding.memos import MemoSubject


def offer_putting_back(on: TranscriptState) -> None:
    """Offer to put each back; nothing to somebody who only reads."""
    corpus = on.reading.corpus

    def here(one: Detached) -> bool:
        return one.decision.session == on.session or one.decision.session not in corpus.turns

    if on.coder:
        putting_back.show(PuttingBack(
            "lecture", on.coder, lambda: StudyTexts(study_data.study(), private=False, turns=corpus.turns),
            lambda session: titles.short(corpus, session), here,
            lambda code: corpus.label_of(corpus.codebook.in_force(code)),
        ))


def answering(reading: CorpusReading, session: str) -> None:
    """Say which passages of a session answer the filters in force, if there are any."""
    wanted = filters.carried(reading)
    st.html(f"<style>{frame.asset('reading.css')}</style>")
    if wanted.idle or not filters.chips(reading.corpus):
        return
    every = answers(reading, wanted, machine=address.suggestions_on())
    found = [p for p in (*every.shown, *every.suggested) if p.excerpt.session == session]
    said = reading_phrases.answering_here(len(found)) if found else words.NO_ANSWER
    passage = st.query_params.get(PASSAGE, "")
    at = next((rank for rank, p in enumerate(found) if p.place == passage), -1)
    near = (
        (words.PREVIOUS_ANSWER, found[at - 1 : at] if at > 0 else []),
        (words.NEXT_ANSWER, found[at + 1 : at + 2]),
    )
    ways = [link(name, "lecture", entretien=p.excerpt.session, passage=p.place) for name, some in near for p in some]
    frame.say(element("p", element("strong", said), ways, class_="reponses", role="status"))


def chosen(corpus: Corpus) -> str:
    """Let the reader choose a session; the address carries it."""
    wanted = st.query_params.get(SESSION, "")
    if wanted and wanted not in corpus.sessions:
        st.html(element("p", words.NOTHING_TO_READ, class_="alerte", role="alert"))
    return address.pick(
        phrases.session_label(corpus.material), SESSION, corpus.sessions, titles.with_speakers(corpus),
    )


def heading(corpus: Corpus, session: str) -> Html:
    """Say who speaks in a session, and what situates them."""
    people = []
    for person in corpus.speakers_of(session):
        values = " · ".join(corpus.situating(person, session))
        people.append(join(element("strong", person), " ", element("span", values, class_="discret")))
    return list_of(people, class_="gens")


def around(corpus: Corpus, session: str) -> Html:
    """Link to the sessions before and after."""
    at = corpus.sessions.index(session)
    before = corpus.sessions[at - 1 : at] if at else ()
    after = corpus.sessions[at + 1 : at + 2]
    links = [link(phrases.previous_session(titles.short(corpus, s)), "lecture", entretien=s) for s in before]
    links += [link(phrases.next_session(titles.short(corpus, s)), "lecture", entretien=s) for s in after]
    return element("nav", links, class_="voisins")


def asked_in(session: str) -> str:
    """Give the passage asked for; one of another session leaves the address, for the reader went on."""
    passage = st.query_params.get(PASSAGE, "")
    if passage.startswith(f"{session}:"):
        return passage
    st.query_params.pop(PASSAGE, None)
    return ""


def naming(on: TranscriptState) -> None:
    """Let the coder give the interview a title, under which it is then known on every page."""
    if on.coder:
        with st.expander(words.NAME_IT):
            key = f"lecture:title:{on.session}"
            st.text_input(words.TITLE, key=key, placeholder=titles.title(on.reading.corpus, on.session))
            st.caption(words.TITLE_HELP)
            st.button(words.TITLE_DO, key=f"{key}:do", on_click=titles.give, args=(on.coder, on.session, key))


def layers(on: TranscriptState) -> None:
    """Let the reader choose whose decisions to see."""
    if on.offered and not on.alone:
        st.pills(
            words.LAYERS, on.offered, selection_mode="multi", default=on.usual, key=on.layers_key,
            format_func=lambda layer: words.MY_CODINGS if layer == MINE else layer, label_visibility="collapsed",
            width="content",
        )
    if on.suggestions_allowed:
        address.offer_suggestions(on.reading.corpus, to_read(on.reading, on.session).total)


def remarks(on: TranscriptState) -> Html:
    """Say what lies beside the session, decisions and suggestions apart, and how what one does will be noted."""
    kinds = Counter(b.kind for b in on.bands)
    said = reading_phrases.on_page(kinds["own"] + kinds["other"], kinds["machine"], kinds["memo"])
    return element("p", element("strong", said), " ", element("span", noted_as(on), class_="discret"))


def hands(on: TranscriptState) -> None:
    """Say who codes and how, and let what the whole interview calls for be noted."""
    coder.bar()
    people = on.reading.corpus.speakers_of(on.session)
    noted_on = [MemoSubject("session", on.session), *(MemoSubject("person", person) for person in people)]
    memos.folded(on.reading, noted_on, "lecture")
    naming(on)


def noted_as(on: TranscriptState) -> str:
    """Say how what a coder does will be noted, when it is not as they may think."""
    if on.alone:
        return words.LAYERS_HIDDEN
    if on.coder and on.seen:
        return words.SEEN_SINCE
    return words.OTHERS_SEEN if on.coder and on.sees_others else ""


def course(corpus: Corpus, session: str) -> Html:
    """Link an interview to its codes turn by turn."""
    known = session in corpus.interviews
    return link(words.SEE, "matrice", vue="deroule", entretien=session) if known else Html("")


def reading_mark(on: TranscriptState) -> None:
    """Let the coder say that they have read the session whole, or that they have not."""
    if not on.coder:
        return
    done = on.session in on.coder_state.read
    frame.say(element("p", words.IS_READ if done else words.READ_HELP, class_="discret"))
    what = gestures.unread if done else gestures.read
    st.button(
        words.UNREAD if done else words.READ_ALL, key="lecture:read", on_click=_mark, args=(what,),
        icon=None if done else ":material/done_all:",
    )


def _mark(what: Callable[[TranscriptState, Gesture], None]) -> None:
    gestures.attempt(what, page_state(), {})


def lay_out(on: TranscriptState, passage: str) -> None:
    """Show a page of the session, the one where the passage asked for stands."""
    if passage and not asked(on.reading.corpus, passage):
        frame.say(element("p", words.PASSAGE_LOST, class_="alerte", role="alert"))
    arrive(on, passage)
    TURNS.mount(shown(on), gestures.on_gesture)
    address.pager(len(on.pages), 1)
    gestures.show_reserves(on, _mark)
    reading_mark(on)
    frame.say(around(on.reading.corpus, on.session))


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(words.TRANSCRIPT)
    with frame.line("lecture"):
        session = chosen(reading.corpus)
        on = page_state(session)
        layers(on)
        if not coder.chosen():
            hands(on)
    if coder.chosen():
        with frame.line("codeur"):
            hands(on)
    ways = element("div", around(reading.corpus, session), course(reading.corpus, session), class_="voisins")
    frame.say(element("div", heading(reading.corpus, session), remarks(on), ways, class_="entete-lecture"))
    answering(reading, session)
    offer_putting_back(on)
    lay_out(on, asked_in(session))


show()
