"""What a session leaves open, what its reader confirms → the signature."""

from __future__ import annotations

import streamlit as st

from dashboard.pages.pseudonymisation import identity_questions, private, sentences
from dashboard.pages.pseudonymisation import reserves as review_reserves
from dashboard.pages.pseudonymisation.gestures import count
from dashboard.pages.pseudonymisation.state import ReviewState, page_state
from dashboard.ui import frame
from dashboard.ui.html import Html, element, join, link
from dashboard.words import review_words, run_words
from pipeline.cli.commands.pseudonymisation import signed
from pipeline.model.decision_writer import gesture_time
from pipeline.pseudonymise.review import signing_words
from pipeline.pseudonymise.review.decided_cases import SessionProgress, signatures

REFUSED = "review:unsigned"


def show(on: ReviewState, so_far: SessionProgress) -> None:
    """Say what is left open beside the signature, and let the reader sign."""
    asked = on.open_in(on.session)
    frame.say(element("h2", review_words.IDENTITIES_TITLE))
    if not asked:
        frame.say(element("p", review_words.NO_IDENTITY, class_="discret"))
    else:
        counted = element("p", element("strong", sentences.identities_open(len(asked))), class_="compte")
        frame.say(counted, element("p", review_words.IDENTITIES_HELP, class_="discret"))
    identity_questions.listed(on, asked, sentences.more_identities)
    if any(on.session in on.review.entities[other].sessions for _, other, _ in on.review.coreference_candidates
           if other in on.review.entities):
        identity_questions.taking_back()
    review_reserves.show(on)
    frame.say(element("h2", review_words.SIGN_TITLE))
    frame.say(element("p", signing_words.before_signing(so_far.left, so_far.doubtful)))
    done = on.reader in so_far.readers
    confirmed = done or _confirmed(on)
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


def _confirmed(on: ReviewState) -> bool:
    asked = len(on.open_in(on.session))
    return not asked or st.checkbox(sentences.sign_anyway(asked), key=_confirming(on))


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
