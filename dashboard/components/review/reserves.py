"""What speakers ask and what singles somebody out in a session → each with its words, a link, and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.components import frame
from dashboard.components.html import element, link
from dashboard.components.review.desk import Desk, desk
from dashboard.components.review.gestures import count
from dashboard.components.review.people import context
from dashboard.place import study
from dashboard.view.review_people import context as around
from dashboard.words import review_wording
from pipeline import anchors, decisions
from pipeline.consent.asked import Asked, answered, undecided
from pipeline.consent.places import Stretch
from pipeline.consent.risks import Risk, unread
from pipeline.contracts import Restriction
from pipeline.deciding.rows import ConsentDecision
from pipeline.exchange.fiche import words as fiche
from pipeline.places.overlap import excerpt_id
from pipeline.reviewing import reserves

NEWS = "review:reserves"
About = Mapping[tuple[str, int], Sequence[Restriction]]


def show(on: Desk) -> None:
    """List what waits, in the words of the sheet of pseudonymisation."""
    held = _held()
    about = answered(on.said, held, on.review.key)
    asked, telling = reserves.requests(on.said), reserves.telling(on.said)
    requests, risks = undecided(asked, about), unread(telling, on.said, about)
    frame.say(element("h2", review_wording.RESERVES_TITLE))
    if not requests and not risks:
        none = review_wording.ALL_ANSWERED if asked or telling else review_wording.NOTHING_ASKED
        frame.say(element("p", none, class_="discret"))
    _requests(on, requests)
    _risks(on, risks)
    if st.session_state.get(_news(on)):
        frame.say(element("p", st.session_state[_news(on)], class_="discret", role="status"))
    if _last(on, held):
        st.button(review_wording.TAKE_BACK, key="reserves:undo", on_click=take_back)


def _news(on: Desk) -> str:
    # What was answered in one session says nothing of another.
    return f"{NEWS}:{on.session}"


def _held() -> list[ConsentDecision]:
    return decisions.consent(study())


def _requests(on: Desk, waiting: Sequence[Asked]) -> None:
    if waiting:
        frame.say(element("p", fiche.ASKED_COUNT.format(number=len(waiting)), class_="compte"))
    for one in waiting:
        words = fiche.ASKED_ALONE if one.level in reserves.OFFERED else fiche.ASKED
        told = words.format(session=one.session, turn=one.turn, first=one.first_turn, last=one.last_turn,
                            level=fiche.LEVELS[one.level])
        spans = anchors.words(on.review.turns[on.session][one.turn].text)
        _said(on, told, (one.turn, spans[one.first_word][0], spans[one.last_word][1]), reserves.of_request(one))
        _answers(f"asked-{one.turn}", reserves.of_request(one), one.level)


def _risks(on: Desk, waiting: Sequence[Risk]) -> None:
    if waiting:
        frame.say(element("p", fiche.RISK_COUNT.format(number=len(waiting)), class_="compte"))
    for one in waiting:
        place = reserves.of_risk(one, on.review.turns[on.session][one.turn])
        told = fiche.RISK.format(session=one.session, turn=one.turn, kind=fiche.RISKS[one.kind])
        _said(on, told, (one.turn, one.start, one.end), place)
        _answers(f"risk-{one.turn}-{one.start}", place, "")


def _said(on: Desk, told: str, where: tuple[int, int, int], about: Stretch) -> None:
    turn, start, end = where
    said = context(around("", on.review.turns[on.session][turn].text, start, end))
    last = len(anchors.words(on.review.turns[on.session][about.turn].text)) - 1
    place = excerpt_id(on.session, about.turn, about.first_word, last if about.last_word < 0 else about.last_word)
    way = link(review_wording.READ_THERE, "lecture", entretien=on.session, passage=place)
    frame.say(element("div", element("p", element("strong", told), " ", way), said, class_="rapprochement"))


def _answers(key: str, about: Stretch, asked: str) -> None:
    with st.container(horizontal=True, key=f"reserve-{key}"):
        for level in sorted(reserves.OFFERED, key=lambda level: level != asked):
            st.button(fiche.LEVELS[level], key=f"reserve:{key}:{level}", on_click=put, args=(about, level))
        st.button(review_wording.ANSWER_FREE, key=f"reserve:{key}:free", type="tertiary", on_click=put,
                  args=(about, reserves.FREE))


def put(about: Stretch, level: str) -> None:
    """Write what is allowed for a passage."""
    on = desk()
    line = reserves.answer(on.said, about, level, review_wording.AT_REVIEW, on.pen())
    decisions.append(study(), on.reader, [line])
    words = review_wording.ANSWER_FREE if level == reserves.FREE else fiche.LEVELS[level]
    st.session_state[_news(on)] = review_wording.ANSWERED.format(level=words.capitalize())
    count()


def _last(on: Desk, held: Sequence[ConsentDecision]) -> ConsentDecision | None:
    own = [d for d in held if d.author == on.reader and d.session == on.session and not d.replaces]
    return max((d for d in own if d.reason == review_wording.AT_REVIEW), key=lambda d: d.at, default=None)


def take_back() -> None:
    """Take the reader's last answer in this session back."""
    on = desk()
    last = _last(on, _held())
    if last:
        decisions.append(study(), on.reader, [reserves.taken_back(last, on.pen(), review_wording.AT_REVIEW)])
        st.session_state[_news(on)] = review_wording.TAKEN_BACK
    count()
