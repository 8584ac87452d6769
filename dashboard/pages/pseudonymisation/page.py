"""Private: every proposal in its context, doubtful first, decided by a person; people and places; the signature."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.pages.pseudonymisation import people, private, settle, signing, state, words
from dashboard.pages.pseudonymisation.gestures import obey
from dashboard.pages.pseudonymisation.state import ERROR, NEWS, PAGE, SESSION, TURN, VIEW, ReviewState, page_state, view
from dashboard.ui import address, coder, frame, putting_back
from dashboard.ui.html import Html, element, link
from dashboard.ui.putting_back import PuttingBack
from dashboard.ui.sentences import phrases
from dashboard.words import review_words
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.review.cases import ReviewCase
from pipeline.pseudonymise.review.decided_cases import SessionProgress, progress
from pipeline.pseudonymise.review.replacement_choices import alternatives

TYPED, ASKED = "review:typed", "vue"


def progress_of(on: ReviewState, session: str, corpus: Corpus) -> SessionProgress:
    """Say how far a session is; who signed it at the last run is only known as somebody."""
    readers = {d.author for d in on.lines if d.signs and d.session == session}
    signed = readers if session in corpus.signed else set()
    return progress(session, on.review.cases.get(session, []), on.now, on.lines, signed)


def heading(on: ReviewState, so_far: SessionProgress) -> Html:
    """Say how far the review is, who signed, and what to mind."""
    told = words.review_progress(so_far.decided, so_far.total, so_far.doubtful)
    by = f"{review_words.SIGNED_BY} {', '.join(so_far.readers)}" if so_far.readers else review_words.NOT_SIGNED
    badge = element("span", by, class_="badge" if so_far.readers else "badge fort")
    flat = element("span", review_words.UNCASED, class_="badge fort") if on.session in on.review.uncased else ""
    late = element("p", words.to_update(so_far.pending), class_="discret") if so_far.pending else ""
    line = element("p", element("strong", told), " ", badge, " ", flat, class_="compte")
    return element("div", line, late, role="status")


def proposals(on: ReviewState, corpus: Corpus) -> None:
    """Show the proposal in hand in its turn, the turn before it, and what the team will read."""
    case = on.current
    if case is None:
        frame.say(element("p", review_words.REVIEW_NO_PROPOSAL, class_="vide"))
        return
    if not following_left(on):
        frame.say(element("p", review_words.REVIEW_ALL_DECIDED, class_="avertissement"))
    at = on.numbers.index(case.turn)
    read = corpus.turns.get(on.session, {}).get(case.turn)
    said = on.review.turns[on.session][case.turn]
    times = words.said_times(*on.review.times.get(case.phrase, (1, 1)))
    rank = words.proposal_of(on.order.index(case) + 1, len(on.order)) if case in on.order else ""
    place = f"{review_words.REVIEW_LABELS['turn']} {case.turn}"
    about = " · ".join(filter(None, (on.review.named(case.session), place, rank, times)))
    offered = alternatives(case, on.review.key, on.review.unavailable)
    shown = _common(on) | {
        "case": state.case(case, on.now, about=about, alternatives=offered),
        "turns": [_turn_shown(on, n, case) for n in on.numbers[max(0, at - 1) : at + 1]],
        "team": state.team(said, on.of(case.turn), on.now, read.consent if read else ()),
    }
    frame.say(element("p", review_words.DOUBTFUL_FIRST, class_="discret"))
    TURN.mount(shown, obey)


def following_left(on: ReviewState) -> bool:
    """Tell whether a proposal of the session is still without decision."""
    return len(on.now.settled(on.order)) < len(on.order)


def reading(on: ReviewState) -> None:
    """Show a page of turns, to look for what the machine missed."""
    shown = on.numbers[on.page * PAGE : (on.page + 1) * PAGE]
    if shown:
        frame.say(element("p", words.turns_shown(shown[0], shown[-1], len(on.numbers)), class_="compte"))
        turns = [_turn_shown(on, n, None) for n in shown]
        TURN.mount(_common(on) | {"turns": turns, "case": None, "team": None}, obey)


def _common(on: ReviewState) -> dict[str, Any]:
    said = {"news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, "")}
    return {"token": on.token, "scope": "everywhere", "labels": state.labels(), **said}


def _turn_shown(on: ReviewState, number: int, case: ReviewCase | None) -> dict[str, Any]:
    return state.turn(on.review.turns[on.session][number], on.of(number), on.now, case)


def stop(words: str) -> None:
    """Say something instead of the page."""
    frame.say(element("p", words, class_="alerte", role="alert"))
    st.stop()


def waiting(corpus: Corpus) -> None:
    """Say in figures what waits here, and what one does; no word of an interview shows."""
    on = page_state()
    far = [progress_of(on, s, corpus) for s in on.review.sessions]
    told = words.waiting(
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
        kept = st.session_state.get(SESSION, "")
        session = kept if kept in sessions else sessions[0]
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


def overview(on: ReviewState, corpus: Corpus) -> None:
    """Say how far every session is."""
    rows = []
    for session in on.review.sessions:
        so_far = progress_of(on, session, corpus)
        done = words.review_progress(so_far.decided, so_far.total, so_far.doubtful)
        asked = words.open_beside(len(on.open_in(session)))
        by = f"{review_words.SIGNED_BY} {', '.join(so_far.readers)}" if so_far.readers else review_words.NOT_SIGNED
        way = link(on.review.named(session), "pseudonymisation", entretien=session)
        rows.append(element("li", way, " — ", f"{done}{asked} — {by}"))
    frame.say(element("details", element("summary", review_words.REVIEW_OVERVIEW), element("ul", rows)))


def lay_out(on: ReviewState, corpus: Corpus) -> None:
    """Show what the reader wants to look at."""
    if view() == "settle":
        settle.show_settling(on.review.named)
        return
    if view() == "people":
        people.show_questions(on)
        people.table(on)
        people.rename(on)
        return
    so_far = progress_of(on, on.session, corpus)
    frame.say(heading(on, so_far))
    if view() == "reading":
        reading(on)
    else:
        proposals(on, corpus)
    signing.show(on, so_far)
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
