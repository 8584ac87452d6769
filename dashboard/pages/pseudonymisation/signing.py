"""What speakers ask and what a session leaves open → answers, and the signature of its reader."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.access.study_place import study
from dashboard.pages.pseudonymisation import people, private, words
from dashboard.pages.pseudonymisation.gestures import count
from dashboard.pages.pseudonymisation.people import context_shown
from dashboard.pages.pseudonymisation.people import words_around as around
from dashboard.pages.pseudonymisation.state import ReviewState, page_state
from dashboard.ui import frame
from dashboard.ui.html import Html, element, join, link
from dashboard.words import review_words, run_words
from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.consent_places import ConsentStretch
from pipeline.anchoring.word_places import excerpt_id
from pipeline.cli.commands.pseudonymisation import signed
from pipeline.model.contracts import Consent
from pipeline.model.decision_rows import ConsentDecision
from pipeline.model.decision_writer import gesture_time
from pipeline.model.study import typed
from pipeline.pseudonymise.consent.requests import Risk, answered, undecided, unread
from pipeline.pseudonymise.review import review_writer, signing_words
from pipeline.pseudonymise.review.decided_cases import SessionProgress, signatures
from pipeline.publish.fiche import fiche_words as fiche

NEWS = "review:reserves"
REFUSED = "review:unsigned"


def show_reserves(on: ReviewState) -> None:
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
    said = context_shown(around("", on.review.turns[on.session][turn].text, start, end))
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


def show(on: ReviewState, so_far: SessionProgress) -> None:
    """Say what is left open beside the signature, and let the reader sign."""
    asked = on.open_in(on.session)
    frame.say(element("h2", review_words.IDENTITIES_TITLE))
    if not asked:
        frame.say(element("p", review_words.NO_IDENTITY, class_="discret"))
    else:
        counted = element("p", element("strong", words.identities_open(len(asked))), class_="compte")
        frame.say(counted, element("p", review_words.IDENTITIES_HELP, class_="discret"))
    people.listed(on, asked, words.more_identities)
    if any(on.session in on.review.entities[other].sessions for _, other, _ in on.review.coreference_candidates
           if other in on.review.entities):
        people.taking_back()
    show_reserves(on)
    frame.say(element("h2", review_words.SIGN_TITLE))
    frame.say(element("p", signing_words.before_signing(so_far.left, so_far.doubtful)))
    done = on.reader in so_far.readers
    confirmed = done or not asked or st.checkbox(words.sign_anyway(len(asked)), key=_confirming(on))
    st.button(review_words.SIGN_BUTTON, key="review:sign", on_click=sign, disabled=done or not confirmed)
    if done:
        frame.say(element("p", _afterwards(on), class_="ensuite"))
    if st.session_state.get(REFUSED):
        frame.say(element("p", st.session_state[REFUSED], class_="alerte", role="alert"))


def _afterwards(on: ReviewState) -> Html:
    sessions = on.review.sessions
    at = sessions.index(on.session)
    left = next((s for s in (*sessions[at + 1 :], *sessions[:at]) if not signatures(s, on.lines)), "")
    if not left:
        return join(review_words.ALL_SIGNED, " ", link(run_words.UPDATE, "mise_a_jour"))
    return join(review_words.SIGNED_NEXT, " ", link(on.review.named(left), "pseudonymisation", entretien=left))


def _confirming(on: ReviewState) -> str:
    # Another session, another number of questions: what was confirmed is no longer.
    return f"review:anyway:{on.session}:{len(on.open_in(on.session))}"


def sign() -> None:
    """Write that the reader has read the session again, whole; not while a question opened since is unconfirmed."""
    on = page_state()
    st.session_state[REFUSED] = ""
    if on.open_in(on.session) and not st.session_state.get(_confirming(on)):
        st.session_state[REFUSED] = review_words.UNCONFIRMED
    elif on.reader not in signatures(on.session, on.lines):
        private.write(on.reader, signed(on.session, gesture_time(), on.review.identifiers, on.lines))
    count()
