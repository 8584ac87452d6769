"""The report of the study: method, tables, figure, agreement, COREQ; what only a person knows is left in question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.data.counting import Share
from dashboard.pages.rapport import view
from dashboard.pages.rapport.view import shown
from dashboard.ui import frame, plots
from dashboard.ui.downloads import File, offer
from dashboard.ui.html import element
from dashboard.words import publish_words as wording
from pipeline.model.errors import FiligraneError
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.documents.parts import Part, Title
from pipeline.publish.report.report_facts import StudyFacts, theme_key


def downloads(corpus: Corpus, told: Sequence[Part]) -> None:
    """Offer the report."""
    offer(corpus, wording.REPORT_FILE, (
        File(of.name, kind, of.mime, partial(written, told, kind)) for kind, of in FORMATS.items()
    ))


def figure(known: StudyFacts) -> None:
    """Draw the people of each theme, out of those asked."""
    counts = [(theme.label, known.among(theme_key(theme.theme))) for theme in known.themes]
    found = [Share(label, len(of.people), len(of.possible)) for label, of in counts if of.possible]
    if found:
        frame.say(element("h2", wording.FIGURE))
        frame.caution()
        st.plotly_chart(plots.shares(found), config=plots.CONFIG, theme=None, alt=wording.FIGURE_ALT)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.REPORT)
    st.html(f"<style>{frame.asset('publish.css')}</style>")
    frame.say(element("p", wording.REPORT_HELP, class_="discret"))
    try:
        known = view.known(reading)
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="vide"))
        return
    told = view.told(known)
    downloads(reading.corpus, told)
    body = told[1:] if isinstance(told[0], Title) else told
    frame.say(element("section", [shown(part) for part in body], class_="rapport"))
    figure(known)


show()
