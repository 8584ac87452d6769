"""People, places and organisations of the corpus → a table, and two buttons for each who may be another."""

from __future__ import annotations

import streamlit as st

from dashboard import private, review_phrases, wording
from dashboard.components import frame
from dashboard.components.html import Html, element, join
from dashboard.components.pager import pager, rewind
from dashboard.components.review_desk import NEWS, Desk, desk
from dashboard.components.review_gestures import count
from dashboard.view.review_people import Context, contexts, listed, spelt
from pipeline.reviewing import people
from pipeline.reviewing.people import Entity, Link

SIZE, SHOWN_LINKS = 25, 10


def show(on: Desk) -> None:
    """Show who may be who, then the table."""
    frame.say(element("h2", wording.LINKS_TITLE))
    open_ = people.proposed(on.review.links, on.review.entities, on.now)
    for link in open_[:SHOWN_LINKS]:
        _link(on, link)
    if not open_:
        frame.say(element("p", wording.NO_LINK, class_="discret"))
    _table(on)


def _link(on: Desk, link: Link) -> None:
    found = on.review.entities
    entity, other = found[link.entity], found[link.other]
    place = entity.type != "person"
    yes, no = (wording.SAME_PLACE, wording.DIFFERENT_PLACE) if place else (wording.SAME, wording.DIFFERENT)
    with st.container(horizontal=True, vertical_alignment="center", key=f"link-{link.entity}-{link.other}"):
        st.html(_asked(on, entity, other, link.reason))
        for words, same in ((yes, True), (no, False)):
            st.button(words, key=f"{words}-{link.entity}-{link.other}", on_click=tell, args=(link, same))


def _asked(on: Desk, entity: Entity, other: Entity, reason: str) -> Html:
    times = review_phrases.said_times(len(other.mentions), len(other.sessions))
    words = review_phrases.may_be(spelt(other), times, spelt(entity) or entity.pseudonym)
    why = element("span", wording.LINK_REASONS.get(reason, reason), class_="discret")
    return element("div", element("p", words, " ", why), _contexts(on, other), class_="rapprochement")


def tell(link: Link, same: bool) -> None:  # noqa: FBT001 - Streamlit calls it back with what it was given
    """Write that two names are one, or that they are two."""
    on = desk()
    decided = people.same if same else people.different
    private.write(on.reader, decided(link, on.review.entities, on.now, on.pen()))
    st.session_state[NEWS] = ""
    count()


def _table(on: Desk) -> None:
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        kind = st.segmented_control(
            wording.REVIEW_VIEWS["people"], list(wording.PEOPLE_KINDS), default="person", key="review:kind",
            format_func=lambda k: wording.PEOPLE_KINDS[k], label_visibility="collapsed", on_change=rewind,
        )
    with right:
        words = st.text_input(wording.PEOPLE_SEARCH, placeholder=wording.PEOPLE_HINT, on_change=rewind)
    found = listed(on.review.entities.values(), kind or "person", words)
    table = st.container()
    number = pager(len(found), SIZE)
    head = element("tr", [element("th", name) for name in wording.PEOPLE_COLUMNS])
    rows = [_row(on, entity) for entity in found[(number - 1) * SIZE : number * SIZE]]
    with table:
        frame.say(element("table", head, rows, class_="personnes"))


def _row(on: Desk, entity: Entity) -> Html:
    member = element("span", f" {wording.MEMBER}", class_="discret") if entity.member else ""
    return element(
        "tr", element("td", element("strong", entity.pseudonym), member),
        element("td", spelt(entity), _contexts(on, entity)), element("td", wording.GENDERS[entity.gender]),
        element("td", str(len(entity.mentions)), class_="n"), element("td", str(len(entity.sessions)), class_="n"),
    )


def _contexts(on: Desk, entity: Entity) -> Html:
    shown = [_context(c) for c in contexts(entity, on.review.turns)]
    return element("details", element("summary", wording.CONTEXTS), shown) if shown else Html("")


def _context(of: Context) -> Html:
    said = join(of.before, element("strong", of.said), of.after)
    return element("p", element("span", of.place, class_="discret"), " ", said, class_="contexte")
