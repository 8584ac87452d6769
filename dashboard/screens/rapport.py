"""The report of the study: method, tables, figure, agreement, COREQ; what only a person knows is left in question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import charts, reported
from dashboard.components import frame
from dashboard.components.downloads import File, offer
from dashboard.components.html import element
from dashboard.components.parts import shown
from dashboard.view.corpus import Corpus
from dashboard.view.counting import Share
from dashboard.words import publish_wording as wording
from pipeline.errors import FiligraneError
from pipeline.exchange.documents.formats import FORMATS, written
from pipeline.exchange.documents.parts import Part, Title
from pipeline.exchange.report.facts import Facts
from pipeline.exchange.report.people import theme_key


def downloads(corpus: Corpus, told: Sequence[Part]) -> None:
    """Offer the report."""
    offer(corpus, wording.REPORT_FILE, (
        File(of.name, kind, of.mime, partial(written, told, kind)) for kind, of in FORMATS.items()
    ))


def figure(known: Facts) -> None:
    """Draw the people of each theme, out of those asked."""
    counts = [(theme.label, known.among(theme_key(theme.theme))) for theme in known.themes]
    found = [Share(label, len(of.people), len(of.possible)) for label, of in counts if of.possible]
    if found:
        frame.say(element("h2", wording.FIGURE))
        frame.caution()
        st.plotly_chart(charts.shares(found), config=charts.CONFIG, theme=None, alt=wording.FIGURE_ALT)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.REPORT)
    st.html(f"<style>{frame.asset('publish.css')}</style>")
    frame.say(element("p", wording.REPORT_HELP, class_="discret"))
    try:
        known = reported.known(reading)
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="vide"))
        return
    told = reported.told(known)
    downloads(reading.corpus, told)
    body = told[1:] if isinstance(told[0], Title) else told
    frame.say(element("section", [shown(part) for part in body], class_="rapport"))
    figure(known)


show()
