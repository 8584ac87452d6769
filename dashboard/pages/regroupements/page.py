"""Groupings by proximity: trails to read, never themes; against the grid; and what a person makes of them."""

from __future__ import annotations

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.pages.regroupements import decisions as lead_decisions
from dashboard.pages.regroupements import leads, specific_words, view
from dashboard.pages.regroupements import summary as lead_summary
from dashboard.pages.regroupements.view import Lead
from dashboard.ui import coder, frame
from dashboard.ui.html import element
from dashboard.words import compare_words as words
from dashboard.words import ui_words
from pipeline.codebook.grid import named_groupings


def trails(reading: CorpusReading, found: list[Lead]) -> None:
    """Show the groupings that hold, and fold the others away."""
    corpus = reading.corpus
    firm = [lead for lead in found if lead.holds]
    frame.say(
        element("p", words.RULE, class_="discret"), leads.lost(named_groupings(study()), found),
        lead_summary.summary(corpus, found), leads.topic_counts(corpus.topic_counts),
        element("div", [leads.card(corpus, lead) for lead in firm], class_="cartes"),
        leads.unstable(corpus, [lead for lead in found if not lead.holds]),
    )


def blind(reading: CorpusReading, found: list[Lead]) -> None:
    """Show what the grid may miss."""
    frame.say(element("p", words.BLIND_RULE, class_="discret"))
    spots = view.blind_spots(reading, decided().in_force, found)
    cards = [leads.blind(reading.corpus, lead, spots[lead.grouping.topic]) for lead in found
             if lead.grouping.topic in spots]
    frame.say(element("div", cards, class_="cartes") if cards else element("p", words.NO_BLIND, class_="vide"))


def body(reading: CorpusReading, found: list[Lead], wanted: str) -> None:
    """Show what the reader wants to see."""
    if wanted == "specific":
        specific_words.show(reading.corpus)
    elif wanted == "blind":
        blind(reading, found)
    elif wanted == "broad":
        frame.say(element("p", words.BROAD_RULE, class_="discret"), leads.broad(reading.corpus, view.broad(reading)))
    elif wanted == "decide":
        lead_decisions.show(reading, found)
    else:
        trails(reading, found)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.GROUPINGS)
    st.html(f"<style>{frame.asset('compare.css')}</style>")
    frame.say(element("p", ui_words.ONLY_PEOPLE_MAKE_THEMES, class_="avertissement"))
    frame.caution()
    coder.who()
    found = view.leads(reading, named_groupings(study()))
    wanted = st.segmented_control(words.SHOW, list(words.GROUPINGS_VIEWS), default="leads", key="vue", required=True,
                                  format_func=lambda v: words.GROUPINGS_VIEWS[v])
    if found or wanted == "specific":
        body(reading, found, str(wanted))
    else:
        frame.say(element("p", ui_words.NO_GROUPING, class_="vide"))


show()
