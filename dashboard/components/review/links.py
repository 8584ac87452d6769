"""Who may be who, whose pseudonym is borne, which pseudonym to change → buttons, and the lines they write."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import private
from dashboard.components import frame
from dashboard.components.html import element
from dashboard.components.review.desk import ERROR, NEWS, Desk, desk
from dashboard.components.review.gestures import count
from dashboard.components.review.people import around
from dashboard.view.review_people import called, situated, spelt
from dashboard.words import review_phrases, review_wording
from pipeline.errors import FiligraneError
from pipeline.identity import alternatives
from pipeline.reviewing import choices, lines, links
from pipeline.reviewing.links import Question
from pipeline.reviewing.people import Entity

SHOWN = 8
WHO, OFFERED, TYPED = "review:who", "review:offered", "review:chosen"


def show(on: Desk) -> None:
    """Ask who may be who, then tell whose pseudonym somebody bears."""
    frame.say(element("h2", review_wording.LINKS_TITLE))
    asked = on.questions
    frame.say(element("p", review_wording.LINKS_HELP if asked else review_wording.NO_LINK, class_="discret"))
    listed(on, asked, review_phrases.more_links)
    taking_back()
    _borne(on)


def listed(on: Desk, asked: Sequence[Question], more: Callable[[int], str]) -> None:
    """Ask the first questions, and say how many come after."""
    for question in asked[:SHOWN]:
        _ask(on, question)
    if len(asked) > SHOWN:
        frame.say(element("p", more(len(asked) - SHOWN), class_="discret"))


def taking_back() -> None:
    """Let the reader take their last answer back, and say when answers show."""
    with st.container(horizontal=True, vertical_alignment="center", key="links-undo"):
        st.button(review_wording.UNDO_LAST, key="review:undo", on_click=undo)
        st.html(element("span", review_wording.LINKS_LATER, class_="discret"), width="content")


def _ask(on: Desk, question: Question) -> None:
    found = on.review.entities
    other = found[question.other]
    times = review_phrases.said_times(len(other.mentions), len(other.sessions))
    asked = element("p", element("strong", review_phrases.who_is(situated(other), times)))
    several = element("p", review_wording.SEVERAL[other.type], class_="discret") if len(question.may_be) > 1 else ""
    frame.say(element("div", asked, several, around(on, other), class_="rapprochement"))
    yes, no, none = review_wording.ANSWERS_WHO[other.type]
    with st.container(horizontal=True, key=f"link-{other.id}"):
        for entity, reason in question.may_be:
            why = review_wording.LINK_REASONS.get(reason, reason)
            words = frame.plain(review_phrases.same_as(yes, situated(found[entity]), why))
            st.button(words, key=f"{entity}={other.id}={reason}", on_click=tell, args=(other.id, entity))
        refusal = none if len(question.may_be) > 1 else no
        st.button(refusal, key=f"{other.id}=alone", type="tertiary", on_click=tell, args=(other.id, other.id))


def _borne(on: Desk) -> None:
    found = on.review.entities
    pairs = [(found[a], found[b]) for a, b in links.borne(on.review.links, found)]
    rows = [element("li", review_phrases.borne_by(a.pseudonym, called(a), called(b))) for a, b in pairs]
    if rows:
        frame.say(element("h2", review_wording.BORNE_TITLE), element("p", review_wording.BORNE_HELP, class_="discret"),
                  element("ul", rows))


def tell(other: str, entity: str) -> None:
    """Write who somebody is."""
    on = desk()
    found = on.review.entities
    private.write(on.reader, links.is_one(found[other], entity, found, on.now, on.pen()))
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    count()


def undo() -> None:
    """Take back the reader's last gesture, wherever it was."""
    on = desk()
    private.write(on.reader, lines.undo(lines.last_gesture(on.lines, on.reader), on.pen()))
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    count()


def rename(on: Desk) -> None:
    """Let the reader give somebody another pseudonym, offered or typed."""
    with st.expander(review_wording.RENAME):
        named = {e.id: e for e in on.review.entities.values() if e.labels or e.mentions}
        who = st.selectbox(review_wording.RENAME_WHO, list(named), key=WHO, format_func=lambda i: _named(named[i]))
        left, right = st.columns(2)
        with left:
            offered = _offered(on, named[who])
            st.selectbox(review_wording.RENAME_OFFERED, offered, key=OFFERED, index=None, placeholder="—")
        with right:
            st.text_input(review_wording.RENAME_TYPED, key=TYPED)
        st.button(review_wording.RENAME_DO, key="review:rename", on_click=obey)
        for key, role in ((ERROR, "alert"), (NEWS, "status")):
            if st.session_state.get(key):
                kind = "alerte" if role == "alert" else "discret"
                frame.say(element("p", st.session_state[key], class_=kind, role=role))


def _named(entity: Entity) -> str:
    return review_phrases.arrow(called(entity), entity.pseudonym)


def _offered(on: Desk, entity: Entity) -> list[str]:
    if entity.type == "person":
        return alternatives.alternatives(entity.id, on.review.identifiers, on.review.unavailable, on.review.key)
    return choices.alternatives(links.sample(entity), on.review.key, on.review.unavailable)


def obey() -> None:
    """Write another pseudonym; one that somebody of the corpus bears is refused."""
    on = desk()
    state = st.session_state
    entity = on.review.entities[state[WHO]]
    state[NEWS] = state[ERROR] = ""
    try:
        chosen = choices.allowed(state.get(TYPED) or state.get(OFFERED) or "", links.sample(entity), on.review.borne)
        private.write(on.reader, links.rename(entity, chosen, on.review.entities, on.now, on.pen()))
        state[NEWS] = review_phrases.arrow(spelt(entity) or entity.pseudonym, chosen)
        state[TYPED] = ""
    except FiligraneError as error:
        state[ERROR] = str(error)
    count()
