"""``streamlit run`` → the dashboard, whose study is read while the browser is still opening."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread, current_thread

import streamlit as st

from dashboard.data import first_screen, study_data
from dashboard.data.counting import uncoded
from dashboard.data.decisions_read import decided
from dashboard.data.run_changes import compared_or_none
from dashboard.ui import failing
from dashboard.ui.double_coding import to_arbitrate
from pipeline.model.errors import FiligraneError


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


app = st.App(Path(__file__).with_name("menu.py"), lifespan=reading_ahead, on_script_error=failing.show)
