"""Who may be who, whose pseudonym is borne, which pseudonym to change → buttons, and the lines they write."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.pages.pseudonymisation import private, sentences
from dashboard.pages.pseudonymisation.gestures import count
from dashboard.pages.pseudonymisation.people import around
from dashboard.pages.pseudonymisation.people_view import called, situated, spelt
from dashboard.pages.pseudonymisation.state import ERROR, NEWS, ReviewState, page_state
from dashboard.ui import frame
from dashboard.ui.html import element
from dashboard.words import review_words
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.resolve import pseudonyms
from pipeline.pseudonymise.review import identities, replacement_choices, review_writer
from pipeline.pseudonymise.review.identities import Entity, IdentityQuestion

SHOWN = 8
WHO, OFFERED, TYPED = "review:who", "review:offered", "review:chosen"


def show(on: ReviewState) -> None:
    """Ask who may be who, then tell whose pseudonym somebody bears."""
    frame.say(element("h2", review_words.LINKS_TITLE))
    asked = on.questions
    frame.say(element("p", review_words.LINKS_HELP if asked else review_words.NO_LINK, class_="discret"))
    listed(on, asked, sentences.more_links)
    taking_back()
    found = on.review.entities
    pairs = [(found[a], found[b]) for a, b in identities.borne(on.review.coreference_candidates, found)]
    rows = [element("li", sentences.borne_by(a.pseudonym, called(a), called(b))) for a, b in pairs]
    if rows:
        frame.say(element("h2", review_words.BORNE_TITLE), element("p", review_words.BORNE_HELP, class_="discret"),
                  element("ul", rows))


def listed(on: ReviewState, asked: Sequence[IdentityQuestion], more: Callable[[int], str]) -> None:
    """Ask the first questions, and say how many come after."""
    for question in asked[:SHOWN]:
        _ask(on, question)
    if len(asked) > SHOWN:
        frame.say(element("p", more(len(asked) - SHOWN), class_="discret"))


def taking_back() -> None:
    """Let the reader take their last answer back, and say when answers show."""
    with st.container(horizontal=True, vertical_alignment="center", key="links-undo"):
        st.button(review_words.UNDO_LAST, key="review:undo", on_click=undo)
        st.html(element("span", review_words.LINKS_LATER, class_="discret"), width="content")


def _ask(on: ReviewState, question: IdentityQuestion) -> None:
    found = on.review.entities
    other = found[question.other]
    times = sentences.said_times(len(other.mentions), len(other.sessions))
    asked = element("p", element("strong", sentences.who_is(situated(other, on.review.named), times)))
    several = element("p", review_words.SEVERAL[other.type], class_="discret") if len(question.may_be) > 1 else ""
    frame.say(element("div", asked, several, around(on, other), class_="rapprochement"))
    yes, no, none = review_words.ANSWERS_WHO[other.type]
    with st.container(horizontal=True, key=f"link-{other.id}"):
        for entity, reason in question.may_be:
            why = review_words.LINK_REASONS.get(reason, reason)
            words = frame.plain(sentences.same_as(yes, situated(found[entity], on.review.named), why))
            st.button(words, key=f"{entity}={other.id}={reason}", on_click=tell, args=(other.id, entity))
        refusal = none if len(question.may_be) > 1 else no
        st.button(refusal, key=f"{other.id}=alone", type="tertiary", on_click=tell, args=(other.id, other.id))


def tell(other: str, entity: str) -> None:
    """Write who somebody is."""
    on = page_state()
    found = on.review.entities
    private.write(on.reader, identities.is_one(found[other], entity, found, on.now, on.writer()))
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    count()


def undo() -> None:
    """Take back the reader's last gesture, wherever it was."""
    on = page_state()
    private.write(on.reader, review_writer.undo(review_writer.gesture_to_undo(on.lines, on.reader), on.writer()))
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    count()


def rename(on: ReviewState) -> None:
    """Let the reader give somebody another pseudonym, offered or typed."""
    with st.expander(review_words.RENAME):
        named = {e.id: e for e in on.review.entities.values() if e.labels or e.mentions}
        who = st.selectbox(review_words.RENAME_WHO, list(named), key=WHO, format_func=lambda i: _named(named[i]))
        left, right = st.columns(2)
        with left:
            offered = _offered(on, named[who])
            st.selectbox(review_words.RENAME_OFFERED, offered, key=OFFERED, index=None, placeholder="—")
        with right:
            st.text_input(review_words.RENAME_TYPED, key=TYPED)
        st.button(review_words.RENAME_DO, key="review:rename", on_click=obey)
        for key, role in ((ERROR, "alert"), (NEWS, "status")):
            if st.session_state.get(key):
                kind = "alerte" if role == "alert" else "discret"
                frame.say(element("p", st.session_state[key], class_=kind, role=role))


def _named(entity: Entity) -> str:
    return sentences.arrow(called(entity), entity.pseudonym)


def _offered(on: ReviewState, entity: Entity) -> list[str]:
    if entity.type == "person":
        return pseudonyms.alternatives(entity.id, on.review.identifiers, on.review.unavailable, on.review.key)
    return replacement_choices.alternatives(identities.sample(entity), on.review.key, on.review.unavailable)


def obey() -> None:
    """Write another pseudonym; one that somebody of the corpus bears is refused."""
    on = page_state()
    state = st.session_state
    entity = on.review.entities[state[WHO]]
    state[NEWS] = state[ERROR] = ""
    try:
        chosen = replacement_choices.allowed(
            state.get(TYPED) or state.get(OFFERED) or "", identities.sample(entity), on.review.borne,
        )
        private.write(on.reader, identities.rename(entity, chosen, on.review.entities, on.now, on.writer()))
        state[NEWS] = sentences.arrow(spelt(entity) or entity.pseudonym, chosen)
        state[TYPED] = ""
    except FiligraneError as error:
        state[ERROR] = str(error)
    count()
