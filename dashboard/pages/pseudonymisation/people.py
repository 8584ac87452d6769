"""People, places and organisations of the corpus → a table, each with the words around a few mentions."""

from __future__ import annotations

import streamlit as st

from dashboard.pages.pseudonymisation.people_view import MentionContext, contexts, listed, spelt
from dashboard.pages.pseudonymisation.state import ReviewState
from dashboard.ui import frame
from dashboard.ui.address import pager, rewind
from dashboard.ui.html import Html, element, join
from dashboard.words import review_words
from pipeline.pseudonymise.review.identities import Entity

SIZE = 25
KINDS = review_words.PEOPLE_KINDS


def table(on: ReviewState) -> None:
    """Show the table, a kind at a time, a page at a time."""
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        kind = st.segmented_control(
            review_words.REVIEW_VIEWS["people"], list(KINDS), default="person", key="review:kind",
            format_func=lambda k: KINDS[k], label_visibility="collapsed", on_change=rewind,
        )
    with right:
        words = st.text_input(review_words.PEOPLE_SEARCH, placeholder=review_words.PEOPLE_HINT, on_change=rewind)
    found = listed(on.review.entities.values(), kind or "person", words)
    above = st.container()
    number = pager(len(found), SIZE)
    head = element("tr", [element("th", name) for name in review_words.PEOPLE_COLUMNS])
    rows = [_row(on, entity) for entity in found[(number - 1) * SIZE : number * SIZE]]
    with above:
        frame.say(element("table", head, rows, class_="personnes"))


def _row(on: ReviewState, entity: Entity) -> Html:
    member = element("span", f" {review_words.MEMBER}", class_="discret") if entity.labels else ""
    return element(
        "tr", element("td", element("strong", entity.pseudonym), member),
        element("td", spelt(entity), around(on, entity)), element("td", review_words.GENDERS[entity.gender]),
        element("td", str(len(entity.mentions)), class_="n"), element("td", str(len(entity.sessions)), class_="n"),
    )


def around(on: ReviewState, entity: Entity) -> Html:
    """Show a few mentions on demand."""
    shown = [context(c) for c in contexts(entity, on.review.turns, on.review.named)]
    return element("details", element("summary", review_words.CONTEXTS), shown) if shown else Html("")


def context(of: MentionContext) -> Html:
    """Show words with those around them."""
    said = join(of.before, element("strong", of.said), of.after)
    return element("p", element("span", of.place, class_="discret"), " ", said, class_="contexte")
