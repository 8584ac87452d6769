"""The review of one session → its proposals one at a time, or its text page by page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.pages.pseudonymisation import sentences, view
from dashboard.pages.pseudonymisation.gestures import obey
from dashboard.pages.pseudonymisation.state import ERROR, NEWS, PAGE, TURN, ReviewState
from dashboard.ui import frame
from dashboard.ui.html import Html, element
from dashboard.words import review_words
from pipeline.model.contracts import Restriction
from pipeline.pseudonymise.review.cases import ReviewCase
from pipeline.pseudonymise.review.decided_cases import SessionProgress, progress
from pipeline.pseudonymise.review.replacement_choices import alternatives


def state(on: ReviewState, session: str, corpus: Corpus) -> SessionProgress:
    """Say how far a session is; who signed it at the last run is only known as somebody."""
    readers = {d.author for d in on.lines if d.signs and d.session == session}
    signed = readers if session in corpus.signed else set()
    return progress(session, on.review.cases.get(session, []), on.now, on.lines, signed)


def heading(on: ReviewState, so_far: SessionProgress) -> Html:
    """Say how far the review is, who signed, and what to mind."""
    words = sentences.review_progress(so_far.decided, so_far.total, so_far.doubtful)
    by = f"{review_words.SIGNED_BY} {', '.join(so_far.readers)}" if so_far.readers else review_words.NOT_SIGNED
    badge = element("span", by, class_="badge" if so_far.readers else "badge fort")
    flat = element("span", review_words.UNCASED, class_="badge fort") if on.session in on.review.uncased else ""
    late = element("p", sentences.to_update(so_far.pending), class_="discret") if so_far.pending else ""
    line = element("p", element("strong", words), " ", badge, " ", flat, class_="compte")
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
    about = _restrictions(corpus, on.session, case.turn)
    said = on.review.turns[on.session][case.turn]
    shown = _common(on) | {
        "turns": [_turn(on, n, case) for n in on.numbers[max(0, at - 1) : at + 1]],
        "case": _case(on, case), "team": view.team(said, on.of(case.turn), on.now, about),
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
        frame.say(element("p", sentences.turns_shown(shown[0], shown[-1], len(on.numbers)), class_="compte"))
        turns = [_turn(on, n, None) for n in shown]
        TURN.mount(_common(on) | {"turns": turns, "case": None, "team": None}, obey)


def _common(on: ReviewState) -> dict[str, Any]:
    said = {"news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, "")}
    return {"token": on.token, "scope": "everywhere", "labels": view.labels(), **said}


def _turn(on: ReviewState, number: int, case: ReviewCase | None) -> dict[str, Any]:
    return view.turn(on.review.turns[on.session][number], on.of(number), on.now, case)


def _case(on: ReviewState, case: ReviewCase) -> dict[str, Any]:
    times = on.review.times.get(case.phrase, (1, 1))
    rank = sentences.proposal_of(on.order.index(case) + 1, len(on.order)) if case in on.order else ""
    named = on.review.named(case.session)
    about = [named, f"{review_words.REVIEW_LABELS['turn']} {case.turn}", rank, sentences.said_times(*times)]
    offered = alternatives(case, on.review.key, on.review.unavailable)
    return view.case(case, on.now, about=" · ".join(filter(None, about)), alternatives=offered)


def _restrictions(corpus: Corpus, session: str, turn: int) -> tuple[Restriction, ...]:
    shown = corpus.turns.get(session, {}).get(turn)
    return shown.consent if shown else ()
