"""Private: every proposal in its context, doubtful first, decided by a person; people and places; the signature."""

from __future__ import annotations

import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.pages.pseudonymisation import identity_questions, private, sentences
from dashboard.pages.pseudonymisation import people as review_people
from dashboard.pages.pseudonymisation import session as review_session
from dashboard.pages.pseudonymisation import settle as review_settle
from dashboard.pages.pseudonymisation import signing as review_signing
from dashboard.pages.pseudonymisation.state import SESSION, VIEW, ReviewState, page_state, view
from dashboard.ui import address, coder, frame, putting_back
from dashboard.ui.html import element, link
from dashboard.ui.putting_back import PuttingBack
from dashboard.ui.sentences import phrases
from dashboard.words import review_words
from pipeline.model.errors import FiligraneError

TYPED, ASKED = "review:typed", "vue"


def stop(words: str) -> None:
    """Say something instead of the page."""
    frame.say(element("p", words, class_="alerte", role="alert"))
    st.stop()


def waiting(corpus: Corpus) -> None:
    """Say in figures what waits here, and what one does; no word of an interview shows."""
    on = page_state()
    far = [review_session.state(on, s, corpus) for s in on.review.sessions]
    told = sentences.waiting(
        len(far), sum(bool(f.readers) for f in far), sum(f.left for f in far), sum(f.doubtful for f in far))
    frame.say(element("p", element("strong", told), class_="compte"), element("p", review_words.REVIEW_ABOUT))


def reader(corpus: Corpus) -> None:
    """Ask once who reads; nothing but figures is shown before."""
    if coder.chosen():
        left, right = st.columns([3, 2], vertical_alignment="center")
        with left:
            frame.say(element("p", review_words.REVIEW_PRIVATE, class_="prive"))
        with right:
            coder.who(review_words.READS_AS)
        return
    frame.say(element("p", review_words.REVIEW_PRIVATE, class_="prive"))
    waiting(corpus)
    with st.form("review:form", border=False):
        st.text_input(review_words.READER_NAME, key=TYPED)
        frame.say(element("p", review_words.READER_HELP, class_="discret"))
        started = st.form_submit_button(review_words.READER_START)
    if not started:
        st.stop()
    try:
        coder.name(st.session_state.get(TYPED, ""), "identifiers")
    except FiligraneError as error:
        stop(str(error))
    st.rerun()


def chosen(on: ReviewState, corpus: Corpus) -> ReviewState:
    """Let the reader choose a session, and what to look at."""
    sessions = on.review.sessions
    # Names that never change: Streamlit forgets what was chosen when they do.
    named = {s: f"{on.review.named(s)} — {', '.join(corpus.speakers_of(s)) or corpus.kind(s)}" for s in sessions}
    if ASKED in st.query_params and st.query_params.pop(ASKED) == review_words.ADDRESS:
        st.session_state[VIEW] = "settle"
    if view() == "settle":
        # Words to settle are those of the whole study.
        session = _kept(sessions)
        looked_at()
    else:
        left, right = st.columns([2, 3], vertical_alignment="bottom")
        with left:
            session = address.pick(phrases.session_label(corpus.material), "entretien", sessions, named)
        with right:
            looked_at()
    st.session_state[SESSION] = session
    return ReviewState(on.review, on.lines, session, on.reader)


def looked_at() -> None:
    """Let the reader choose what to look at."""
    st.segmented_control(
        review_words.REVIEW_VIEW, list(review_words.REVIEW_VIEWS), default="proposals", key=VIEW, required=True,
        format_func=lambda v: review_words.REVIEW_VIEWS[v],
    )


def _kept(sessions: tuple[str, ...]) -> str:
    kept = st.session_state.get(SESSION, "")
    return kept if kept in sessions else sessions[0]


def overview(on: ReviewState, corpus: Corpus) -> None:
    """Say how far every session is."""
    named = {s: link(on.review.named(s), "pseudonymisation", entretien=s) for s in on.review.sessions}
    listed = element("ul", [element("li", to, " — ", _far(on, s, corpus)) for s, to in named.items()])
    frame.say(element("details", element("summary", review_words.REVIEW_OVERVIEW), listed))


def _far(on: ReviewState, session: str, corpus: Corpus) -> str:
    so_far = review_session.state(on, session, corpus)
    signed = f"{review_words.SIGNED_BY} {', '.join(so_far.readers)}" if so_far.readers else review_words.NOT_SIGNED
    asked = sentences.open_beside(len(on.open_in(session)))
    return f"{sentences.review_progress(so_far.decided, so_far.total, so_far.doubtful)}{asked} — {signed}"


def lay_out(on: ReviewState, corpus: Corpus) -> None:
    """Show what the reader wants to look at."""
    if view() == "settle":
        review_settle.show(on.review.named)
        return
    if view() == "people":
        identity_questions.show(on)
        review_people.table(on)
        identity_questions.rename(on)
        return
    so_far = review_session.state(on, on.session, corpus)
    frame.say(review_session.heading(on, so_far))
    if view() == "reading":
        review_session.reading(on)
    else:
        review_session.proposals(on, corpus)
    review_signing.show(on, so_far)
    overview(on, corpus)


def show() -> None:
    """Lay the page out."""
    corpus = frame.opened(review_words.REVIEW).corpus
    why = private.refused()
    if why:
        stop(why)
    st.html(f"<style>{frame.asset('review.css')}</style>")
    try:
        reader(corpus)
        on = page_state()
    except FiligraneError as error:
        stop(str(error))
    if not on.review.sessions:
        stop(review_words.REVIEW_EMPTY)
    putting_back.show(PuttingBack("review", on.reader, private.texts, on.review.named))
    lay_out(chosen(on, corpus), corpus)


show()
