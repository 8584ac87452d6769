"""Private: every proposal in its context, doubtful first, decided by a person; people and places; the signature."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data.corpus import Corpus
from dashboard.pages.pseudonymisation import people, private, settle, signing, state, words
from dashboard.pages.pseudonymisation.gestures import on_gesture
from dashboard.pages.pseudonymisation.state import ERROR, NEWS, PAGE, SESSION, TURN, VIEW, ReviewState, page_state, view
from dashboard.ui import address, coder, frame, putting_back
from dashboard.ui.html import Html, element, link
from dashboard.ui.putting_back import PuttingBack
from dashboard.ui.sentences import phrases
from dashboard.words import run_words
from pipeline.cli.cli_words import STAGES
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.review import left_open, missed_names
from pipeline.pseudonymise.review.case_choices import SessionProgress, alternatives, progress, seconds_each
from pipeline.pseudonymise.review.cases import ReviewCase
from pipeline.run import background_run

ASKED = "vue"
LOOKING = 2.0  # seconds between two looks at an update


def progress_of(on: ReviewState, session: str, corpus: Corpus) -> SessionProgress:
    """Say how far a session is; who signed it at the last run is only known as somebody."""
    readers = {d.author for d in on.lines if d.signs and d.session == session}
    signed = readers if session in corpus.signed else set()
    return progress(session, on.review.cases.get(session, []), on.now, on.lines, signed)


def heading(on: ReviewState, so_far: SessionProgress) -> Html:
    """Say how far the review is, who signed, and what to mind."""
    told = words.review_progress(so_far.decided, so_far.total, so_far.doubtful)
    badge = element("span", _readers(on, on.session, so_far), class_="badge" if so_far.readers else "badge fort")
    flat = element("span", words.UNCASED, class_="badge fort") if on.session in on.review.uncased else ""
    update = link(run_words.UPDATE, "mise_a_jour")
    late = element("p", words.to_update(so_far.pending), " ", update, class_="discret") if so_far.pending else ""
    pace = left_open.pace(seconds_each(on.lines, on.reader), so_far.left)
    line = element("p", element("strong", f"{told} ({pace})" if pace else told), " ", badge, " ", flat, class_="compte")
    return element("div", line, late, role="status")


def _readers(on: ReviewState, session: str, so_far: SessionProgress) -> str:
    if so_far.readers:
        return f"{words.SIGNED_BY} {', '.join(so_far.readers)}"
    before = sorted({d.author for d in on.lines if d.signed_before and d.session == session})
    return words.SIGNED_BEFORE.format(who=", ".join(before)) if before else words.NOT_SIGNED


def proposals(on: ReviewState, corpus: Corpus) -> None:
    """Show the proposal in hand in its turn, the turn before it, and what the team will read."""
    case = on.current
    if case is None:
        frame.say(element("p", words.REVIEW_NO_PROPOSAL, class_="vide"))
        return
    if not following_left(on):
        frame.say(element("p", words.REVIEW_ALL_DECIDED, class_="avertissement"))
    at = on.numbers.index(case.turn)
    read = corpus.turns.get(on.session, {}).get(case.turn)
    said = on.review.turns[on.session][case.turn]
    times = words.said_times(*on.review.times.get(case.phrase, (1, 1)))
    rank = words.proposal_of(on.order.index(case) + 1, len(on.order)) if case in on.order else ""
    place = f"{words.REVIEW_LABELS['turn']} {case.turn}"
    about = " · ".join(filter(None, (on.review.named(case.session), place, rank, times)))
    offered = alternatives(case, on.review.key, on.review.unavailable)
    shown = _common(on) | {
        "case": state.case(case, on.now, about=about, alternatives=offered),
        "turns": [_turn_shown(on, n, case) for n in on.numbers[max(0, at - 1) : at + 1]],
        "team": state.team(said, on.of(case.turn), on.now, read.consent if read else ()),
    }
    frame.say(element("p", words.DOUBTFUL_FIRST, class_="discret"))
    TURN.mount(shown, on_gesture)


def following_left(on: ReviewState) -> bool:
    """Tell whether a proposal of the session is still without decision."""
    return len(on.now.settled(on.order)) < len(on.order)


def reading(on: ReviewState) -> None:
    """Show a page of turns, to look for what the machine missed."""
    shown = on.numbers[on.page * PAGE : (on.page + 1) * PAGE]
    if shown:
        frame.say(element("p", words.turns_shown(shown[0], shown[-1], len(on.numbers)), class_="compte"))
        turns = [_turn_shown(on, n, None) for n in shown]
        TURN.mount(_common(on) | {"turns": turns, "case": None, "team": None}, on_gesture)


def _common(on: ReviewState) -> dict[str, Any]:
    said = {"news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, "")}
    return {"token": on.token, "scope": "everywhere", "labels": state.labels(), **said}


def _turn_shown(on: ReviewState, number: int, case: ReviewCase | None) -> dict[str, Any]:
    return state.turn(on.review.turns[on.session][number], on.of(number), on.now, case)


def stop(words: str) -> None:
    """Say something instead of the page."""
    frame.say(element("p", words, class_="alerte", role="alert"))
    st.stop()


@st.fragment(run_every=LOOKING)
def until_updated() -> None:
    """Say that an update makes the page anew, and how far it is, until there is something to show."""
    if not private.updating():
        st.rerun()
    run = background_run.last(study())
    frame.say(element("p", run_words.REVIEW_UPDATING, class_="nouvelle", role="status"))
    if run.state == "running":
        name = STAGES.get(run.stage, run_words.PREPARING)
        st.progress(run.done / run.total, phrases.run_step(run.done, run.total, name))
    frame.say(element("p", link(run_words.UPDATE, "mise_a_jour")))


def waiting(corpus: Corpus) -> None:
    """Say in figures what waits here, and what one does; no word of an interview shows."""
    on = page_state()
    far = [progress_of(on, s, corpus) for s in on.review.sessions]
    told = words.waiting(
        len(far), sum(bool(f.readers) for f in far), sum(f.left for f in far), sum(f.doubtful for f in far))
    frame.say(element("p", element("strong", told), class_="compte"), element("p", words.REVIEW_ABOUT))


def reader(corpus: Corpus) -> None:
    """Ask once who reads; nothing but figures is shown before."""
    if coder.chosen():
        left, right = st.columns([3, 2], vertical_alignment="center")
        with left:
            frame.say(element("p", words.REVIEW_PRIVATE, class_="prive"))
        with right:
            coder.who()
        return
    frame.say(element("p", words.REVIEW_PRIVATE, class_="prive"))
    waiting(corpus)
    coder.ask()
    st.stop()


def chosen(on: ReviewState, corpus: Corpus) -> ReviewState:
    """Let the reader choose a session, and what to look at."""
    sessions = on.review.sessions
    # Names that never change: Streamlit forgets what was chosen when they do.
    named = {s: f"{on.review.named(s)} — {', '.join(corpus.speakers_of(s)) or corpus.kind(s)}" for s in sessions}
    if ASKED in st.query_params and st.query_params.pop(ASKED) == run_words.ADDRESS:
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
        words.REVIEW_VIEW, list(words.REVIEW_VIEWS), default="proposals", key=VIEW, required=True,
        format_func=lambda v: words.REVIEW_VIEWS[v],
    )


def overview(on: ReviewState, corpus: Corpus) -> None:
    """Say how far every session is."""
    rows = []
    for session in on.review.sessions:
        so_far = progress_of(on, session, corpus)
        done = words.review_progress(so_far.decided, so_far.total, so_far.doubtful)
        asked = words.open_beside(len(on.open_in(session)))
        by = _readers(on, session, so_far)
        way = link(on.review.named(session), "pseudonymisation", entretien=session)
        rows.append(element("li", way, " — ", f"{done}{asked} — {by}"))
    missed = missed_names.expected(on.review.names, {d.session for d in on.lines if d.signs})
    left = element("p", left_open.missed_names(missed), class_="discret")
    frame.say(left, element("details", element("summary", words.REVIEW_OVERVIEW), element("ul", rows)))


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
    if told := st.session_state.pop(signing.SIGNED, ""):
        frame.say(element("p", told, class_="nouvelle", role="status"))
    frame.say(heading(on, so_far))
    if view() == "reading":
        reading(on)
    else:
        proposals(on, corpus)
    signing.show(on, so_far)
    overview(on, corpus)


def show() -> None:
    """Lay the page out."""
    corpus = frame.opened(run_words.REVIEW).corpus
    if private.updating():
        until_updated()
        st.stop()
    if why := private.refused():
        stop(why)
    st.html(f"<style>{frame.asset('review.css')}</style>")
    try:
        reader(corpus)
        on = page_state()
    except FiligraneError as error:
        stop(str(error))
    if not on.review.sessions:
        stop(words.REVIEW_EMPTY)
    putting_back.show(PuttingBack("review", on.reader, private.texts, on.review.named))
    lay_out(chosen(on, corpus), corpus)


show()
