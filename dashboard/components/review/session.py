"""The review of one session → its proposals one at a time, or its text page by page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.components import frame
from dashboard.components.html import Html, element
from dashboard.components.review import turn as review_turn
from dashboard.components.review.desk import ERROR, NEWS, PAGE, Desk
from dashboard.components.review.gestures import obey
from dashboard.view import review
from dashboard.view.corpus import Corpus
from dashboard.words import review_phrases, review_wording
from pipeline.contracts import Restriction
from pipeline.reviewing.cases import Case
from pipeline.reviewing.choices import alternatives
from pipeline.reviewing.progress import Progress, progress


def state(on: Desk, session: str, corpus: Corpus) -> Progress:
    """Say how far a session is; who signed it at the last run is only known as somebody."""
    readers = {d.author for d in on.lines if d.action == "sign" and d.session == session}
    signed = readers if session in corpus.signed else set()
    return progress(session, on.review.cases.get(session, []), on.now, on.lines, signed)


def heading(on: Desk, so_far: Progress) -> Html:
    """Say how far the review is, who signed, and what to mind."""
    words = review_phrases.review_progress(so_far.decided, so_far.total, so_far.doubtful)
    by = f"{review_wording.SIGNED_BY} {', '.join(so_far.readers)}" if so_far.readers else review_wording.NOT_SIGNED
    badge = element("span", by, class_="badge" if so_far.readers else "badge fort")
    flat = element("span", review_wording.UNCASED, class_="badge fort") if on.session in on.review.uncased else ""
    late = element("p", review_phrases.to_update(so_far.pending), class_="discret") if so_far.pending else ""
    line = element("p", element("strong", words), " ", badge, " ", flat, class_="compte")
    return element("div", line, late, role="status")


def proposals(on: Desk, corpus: Corpus) -> None:
    """Show the proposal in hand in its turn, the turn before it, and what the team will read."""
    case = on.current
    if case is None:
        frame.say(element("p", review_wording.REVIEW_NO_PROPOSAL, class_="vide"))
        return
    if not following_left(on):
        frame.say(element("p", review_wording.REVIEW_ALL_DECIDED, class_="avertissement"))
    at = on.numbers.index(case.turn)
    about = _restrictions(corpus, on.session, case.turn)
    said = on.review.turns[on.session][case.turn]
    shown = _common(on) | {
        "turns": [_turn(on, n, case) for n in on.numbers[max(0, at - 1) : at + 1]],
        "case": _case(on, case), "team": review.team(said, on.of(case.turn), on.now, about),
    }
    frame.say(element("p", review_wording.DOUBTFUL_FIRST, class_="discret"))
    review_turn.mount(shown, obey)


def following_left(on: Desk) -> bool:
    """Tell whether a proposal of the session is still without decision."""
    return len(on.now.settled(on.order)) < len(on.order)


def reading(on: Desk) -> None:
    """Show a page of turns, to look for what the machine missed."""
    shown = on.numbers[on.page * PAGE : (on.page + 1) * PAGE]
    if shown:
        frame.say(element("p", review_phrases.turns_shown(shown[0], shown[-1], len(on.numbers)), class_="compte"))
        turns = [_turn(on, n, None) for n in shown]
        review_turn.mount(_common(on) | {"turns": turns, "case": None, "team": None}, obey)


def _common(on: Desk) -> dict[str, Any]:
    said = {"news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, "")}
    return {"token": on.token, "scope": "everywhere", "labels": review.labels(), **said}


def _turn(on: Desk, number: int, case: Case | None) -> dict[str, Any]:
    return review.turn(on.review.turns[on.session][number], on.of(number), on.now, case)


def _case(on: Desk, case: Case) -> dict[str, Any]:
    times = on.review.times.get(case.phrase, (1, 1))
    rank = review_phrases.proposal_of(on.order.index(case) + 1, len(on.order)) if case in on.order else ""
    offered = alternatives(case, on.review.key, on.review.unavailable)
    return review.case(case, on.now, times=review_phrases.said_times(*times), rank=rank, alternatives=offered)


def _restrictions(corpus: Corpus, session: str, turn: int) -> tuple[Restriction, ...]:
    shown = corpus.turns.get(session, {}).get(turn)
    return shown.consent if shown else ()
