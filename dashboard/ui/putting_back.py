"""Decisions that stand nowhere any more → each beside the places where it may stand, and one button for each.

One mechanism for every kind: Lecture shows those that the team reads, Pseudonymisation those about names, reserves and
voices, in clear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.data import freshness
from dashboard.data.decisions_read import stamps
from dashboard.ui import frame
from dashboard.ui.html import element
from dashboard.words import coding_words as words
from pipeline.changes.change_words import kind_of
from pipeline.changes.continuity import putting_back
from pipeline.changes.continuity.following import WHOLE, PossiblePlace
from pipeline.changes.continuity.putting_back import GONE, Detached
from pipeline.changes.past_tables import StudyTexts
from pipeline.model.decision_rows import Decision
from pipeline.model.errors import FiligraneError

MOST_SHOWN, LONGEST = 20, 160


@dataclass(frozen=True)
class PuttingBack:
    """
    What a page offers to put back.

    Attributes:
        page: what its widgets are named after.
        author: whose decisions are put back: each person's own.
        texts: the texts that they are about.
        named: what an interview is called there.
        asset: tells which decisions are shown.
    """

    page: str
    author: str
    texts: Callable[[], StudyTexts]
    named: Callable[[str], str]
    shown: Callable[[Detached], bool] = lambda _: True
    coded: Callable[[str], str] = str


def show(on: PuttingBack) -> None:
    """Offer to put back what stands nowhere; nothing where all stands, but the way to undo the last time."""
    texts = on.texts()
    kinds = putting_back.PRIVATE if texts.private else putting_back.TEAM
    seen = (texts.private, stamps(kinds), tuple(freshness.stamp(path) for path in texts.files()))
    found, last = _found(str(texts.study.root.resolve()), seen, on.author, texts)
    waiting = [one for one in found if on.shown(one)]
    mine = [one for one in waiting if one.decision.author == on.author]
    news, error = (st.session_state.get(_key(on, name), "") for name in ("news", "error"))
    if not waiting and not last:
        return
    with st.expander(words.LOST.format(count=len(waiting)) if waiting else words.ALL_BACK, expanded=bool(mine or news)):
        for said, role in ((news, "status"), (error, "alert")):
            if said:
                frame.say(element("p", said, class_="discret", role=role))
        if waiting:
            frame.say(element("p", words.LOST_HELP, class_="discret"))
        _gone(on, mine)
        for one in mine[:MOST_SHOWN]:
            _offer(on, one, texts)
        counts = Counter(one.decision.author for one in waiting if one.decision.author != on.author)
        if counts:
            told = ", ".join(f"{who} ({n})" for who, n in sorted(counts.items()))
            frame.say(element("p", words.OF_OTHERS.format(told=told), class_="discret"))
        if last:
            st.button(words.UNDO, key=_key(on, "undo"), on_click=_undo, args=(on,))


@freshness.read(8)
def _found(
    root: str, seen: tuple[object, ...], author: str, _texts: StudyTexts,  # noqa: ARG001 - what is seen is the key
) -> tuple[list[Detached], Decision | None]:
    return putting_back.detached(_texts), putting_back.last_put_back(_texts, author) if author else None


def _key(on: PuttingBack, *parts: str) -> str:
    return ":".join((f"{on.page}:back", *parts))


def _gone(on: PuttingBack, mine: Sequence[Detached]) -> None:
    """Offer, for an interview that is gone, those of today that it may be: all that was decided of it follows."""
    sessions = Counter(one.decision.session for one in mine if one.reason == GONE)
    texts = on.texts()
    for session, count in sorted(sessions.items()):
        among = putting_back.heirs(texts, session)
        if among:
            frame.say(element("p", words.GONE.format(session=on.named(session), count=count)))
            with st.container(horizontal=True):
                for now in among:
                    key = _key(on, "became", session, now)
                    st.button(on.named(now), key=key, on_click=lambda session=session, now=now: _attempt(
                        on, lambda: putting_back.became(on.texts().study, on.author, session, now), words.BECAME_DONE))


def _offer(on: PuttingBack, one: Detached, texts: StudyTexts) -> None:
    d = one.decision
    code = on.coded(getattr(d, "code", "")) if getattr(d, "code", "") else ""
    quote = getattr(d, "quote", "")
    what = " · ".join(part for part in (kind_of(d), code) if part)
    frame.say(element(
        "p", element("strong", what), " ", element("q", _short(quote)) if quote else "", " ",
        element("span", f"{on.named(d.session)}, {one.reason}", class_="discret"),
    ))
    places = putting_back.possible(one, texts)
    if not places:
        frame.say(element("p", words.LOST_NOWHERE, class_="discret"))
    for rank, there in enumerate(places):
        frame.say(element("p", _there(on, d, there), " ", element("q", _short(there.said)) if there.said else ""))
        key = _key(on, d.id, *([str(rank)] if rank else []))
        st.button(words.PUT_BACK, key=key, on_click=lambda rank=rank: _attempt(
            on, lambda: putting_back.put_back(on.texts(), on.author, d.id, rank), words.PUT_BACK_DONE))


def _there(on: PuttingBack, d: Decision, there: PossiblePlace) -> str:
    if there.place == WHOLE:
        return words.THAT_INTERVIEW.format(session=on.named(there.session))
    where = words.LOST_THERE if there.session == d.session else words.LOST_ELSEWHERE
    return where.format(turn=there.place.turn, session=on.named(there.session))


def _short(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _attempt(on: PuttingBack, gesture: Callable[[], object], done: str) -> None:
    st.session_state[_key(on, "news")] = st.session_state[_key(on, "error")] = ""
    try:
        gesture()
        st.session_state[_key(on, "news")] = done
    except FiligraneError as error:
        st.session_state[_key(on, "error")] = str(error)


def _undo(on: PuttingBack) -> None:
    def again() -> None:
        texts = on.texts()
        last = putting_back.last_put_back(texts, on.author)
        if last:
            putting_back.take_back(texts.study, last)

    _attempt(on, again, words.UNDONE)
