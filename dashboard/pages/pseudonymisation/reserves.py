"""What speakers ask and what singles somebody out in a session → each with its words, a link, and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.access.study_place import study
from dashboard.pages.pseudonymisation.gestures import count
from dashboard.pages.pseudonymisation.people import context
from dashboard.pages.pseudonymisation.people_view import context as around
from dashboard.pages.pseudonymisation.state import ReviewState, page_state
from dashboard.ui import frame
from dashboard.ui.html import element, link
from dashboard.words import review_words
from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.consent_places import ConsentStretch
from pipeline.anchoring.word_places import excerpt_id
from pipeline.model.contracts import Consent, Restriction
from pipeline.model.decision_rows import ConsentDecision
from pipeline.model.study import typed
from pipeline.pseudonymise.consent.requests import Risk, answered, undecided, unread
from pipeline.pseudonymise.review import review_writer
from pipeline.publish.fiche import fiche_words as fiche

NEWS = "review:reserves"
About = Mapping[tuple[str, int], Sequence[Restriction]]


def show(on: ReviewState) -> None:
    """List what waits, in the words of the sheet of pseudonymisation."""
    held = _held()
    about = answered(on.said, held, on.review.key)
    asked = review_writer.requests(on.said)
    telling = review_writer.telling(on.said)
    requests = undecided(asked, about)
    risks = unread(telling, on.said, about)
    frame.say(element("h2", review_words.RESERVES_TITLE))
    if not requests and not risks:
        none = review_words.ALL_ANSWERED if asked or telling else review_words.NOTHING_ASKED
        frame.say(element("p", none, class_="discret"))
    if requests:
        frame.say(element("p", fiche.ASKED_COUNT.format(number=len(requests)), class_="compte"))
    for one in requests:
        words = fiche.ASKED_ALONE if one.level in review_writer.OFFERED else fiche.ASKED
        named = on.review.named(one.session)
        told = words.format(session=named, typed=typed(named), turn=one.turn, first=one.first_turn,
                            last=one.last_turn, level=fiche.LEVELS[one.level])
        spans = anchors.words(on.review.turns[on.session][one.turn].text)
        _said(on, told, (one.turn, spans[one.first_word][0], spans[one.last_word][1]), review_writer.of_request(one))
        _answers(f"asked-{one.turn}", review_writer.of_request(one), one.level)
    _risks(on, risks)
    if st.session_state.get(_news(on)):
        frame.say(element("p", st.session_state[_news(on)], class_="discret", role="status"))
    if _last(on, held):
        st.button(review_words.TAKE_BACK, key="reserves:undo", on_click=take_back)


def _news(on: ReviewState) -> str:
    # What was answered in one session says nothing of another.
    return f"{NEWS}:{on.session}"


def _held() -> list[ConsentDecision]:
    return decisions.consent(study())


def _risks(on: ReviewState, waiting: Sequence[Risk]) -> None:
    if waiting:
        frame.say(element("p", fiche.RISK_COUNT.format(number=len(waiting)), class_="compte"))
    for one in waiting:
        place = review_writer.of_risk(one, on.review.turns[on.session][one.turn])
        told = fiche.RISK.format(session=on.review.named(one.session), turn=one.turn, kind=fiche.RISKS[one.kind])
        _said(on, told, (one.turn, one.start, one.end), place)
        _answers(f"risk-{one.turn}-{one.start}", place, "")


def _said(on: ReviewState, told: str, where: tuple[int, int, int], about: ConsentStretch) -> None:
    turn, start, end = where
    said = context(around("", on.review.turns[on.session][turn].text, start, end))
    last = len(anchors.words(on.review.turns[on.session][about.turn].text)) - 1
    place = excerpt_id(on.session, about.turn, about.first_word, last if about.last_word < 0 else about.last_word)
    way = link(review_words.READ_THERE, "lecture", entretien=on.session, passage=place)
    frame.say(element("div", element("p", element("strong", told), " ", way), said, class_="rapprochement"))


def _answers(key: str, about: ConsentStretch, asked: str) -> None:
    with st.container(horizontal=True, key=f"reserve-{key}"):
        for level in sorted(review_writer.OFFERED, key=lambda level: level != asked):
            st.button(fiche.LEVELS[level], key=f"reserve:{key}:{level}", on_click=put, args=(about, level))
        st.button(review_words.ANSWER_FREE, key=f"reserve:{key}:free", type="tertiary", on_click=put,
                  args=(about, review_writer.FREE))


def put(about: ConsentStretch, level: Consent) -> None:
    """Write what is allowed for a passage."""
    on = page_state()
    line = review_writer.answer(on.said, about, level, review_words.AT_REVIEW, on.writer())
    decisions.append(study(), on.reader, [line])
    words = review_words.ANSWER_FREE if level == review_writer.FREE else fiche.LEVELS[level]
    st.session_state[_news(on)] = review_words.ANSWERED.format(level=words.capitalize())
    count()


def _last(on: ReviewState, held: Sequence[ConsentDecision]) -> ConsentDecision | None:
    own = [d for d in held if d.author == on.reader and d.session == on.session and not d.replaces]
    return max((d for d in own if d.reason == review_words.AT_REVIEW), key=lambda d: d.at, default=None)


def take_back() -> None:
    """Take the reader's last answer in this session back."""
    on = page_state()
    last = _last(on, _held())
    if last:
        decisions.append(study(), on.reader, [review_writer.taken_back(last, on.writer(), review_words.AT_REVIEW)])
        st.session_state[_news(on)] = review_words.TAKEN_BACK
    count()
