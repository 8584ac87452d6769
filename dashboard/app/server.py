"""``streamlit run`` → the dashboard, its study read beside; an error that nobody foresaw → a page in French."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread, current_thread

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import first_screen, study_data
from dashboard.data.counting import uncoded
from dashboard.data.decisions_read import decided
from dashboard.data.run_changes import compared_or_none
from dashboard.ui.double_coding import to_arbitrate
from dashboard.ui.html import Html, element, link
from dashboard.words import ui_words as wording
from pipeline.model import breakdowns
from pipeline.model.errors import FiligraneError

FAILURE_CLASS = "panne"  # what tells such a page, to whoever looks at it as to the tests


def show_failure(error: Exception) -> bool:
    """Show the page in the place of Streamlit's, which is in English; gives whether it could."""
    st.html(failure_page(error, breakdowns.recorded(error, study())))
    return True


def failure_page(error: Exception, place: str) -> Html:
    """Lay the page out, with where the details are."""
    return element(
        "section", element("h2", wording.FAILING), element("p", wording.HAPPENED.format(kind=type(error).__name__)),
        element("p", element("strong", wording.SAFE)), element("h3", wording.FAILED_BACK),
        element("ul", element("li", wording.AGAIN), element("li", link(wording.HOME, "")), element("li", wording.STOP)),
        element("p", wording.DETAILS.format(place=place), class_="discret"),
        class_=f"vide {FAILURE_CLASS}", role="alert",
    )


def first_page() -> None:
    """
    Read the study, and work out what the first page shows of it.

    Raises:
        FiligraneError: this folder is no study, or one of its files cannot be read.
    """
    reading = study_data.reading()
    first_screen.theme_rows(reading)
    uncoded(reading)
    to_arbitrate(reading, decided())
    compared_or_none()


NAME = "lecture"
# What is kept for all pages is kept from a thread that shows none: Streamlit warns at each step.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(
    lambda _: current_thread().name != NAME
)


@asynccontextmanager
async def reading_ahead(_: st.App) -> AsyncIterator[None]:
    """Serve at once, and read the study beside; whoever comes before the end waits for what is left only."""
    Thread(target=_read, daemon=True, name=NAME).start()
    yield


def _read() -> None:
    # What cannot be read is for the first page to say.
    with suppress(FiligraneError, OSError):
        first_page()


app = st.App(Path(__file__).with_name("menu.py"), lifespan=reading_ahead, on_script_error=show_failure)
