"""``streamlit run`` → the dashboard behind its door, its study read beside; an error → a page in French."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread, current_thread

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from streamlit import file_util, net_util

from dashboard.access import door, permissions
from dashboard.access.study_place import study
from dashboard.data import first_screen, recordings, study_data
from dashboard.data.decisions_read import decided
from dashboard.data.run_changes import compared_or_none
from dashboard.ui import frame
from dashboard.ui.double_coding import to_arbitrate
from dashboard.ui.html import Html, element, link
from dashboard.words import ui_words as wording
from pipeline.cli.commands import dashboard
from pipeline.model import terminal
from pipeline.model.errors import FiligraneError

FAILURE_CLASS = "panne"  # what tells such a page, to whoever looks at it as to the tests


def show_failure(error: Exception) -> bool:
    """Show the page in the place of Streamlit's, which is in English; gives whether it could."""
    st.html(failure_page(error, terminal.recorded(error, study())))
    return True


def failure_page(error: Exception, place: str) -> Html:
    """Lay the page out, with where the details are."""
    happened = terminal.hindrance(error) or wording.HAPPENED.format(kind=type(error).__name__)
    return element(
        "section", element("h2", wording.FAILING), element("p", happened),
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
    if not (door.GIVEN or permissions.logs_in()):
        print(wording.STARTED_BY_HAND.format(address=dashboard.opening(st.get_option("server.port"), door.LAUNCH)))
    Thread(target=_read, daemon=True, name=NAME).start()
    yield


def _read() -> None:
    # What cannot be read is for the first page to say.
    with suppress(FiligraneError, OSError):
        first_page()


def recording(request: Request) -> Response:
    """Serve a stretch of a recording from where it lies, to this machine alone; nothing is kept on the way."""
    client = request.client.host if request.client else ""
    found = recordings.asked(request.path_params["mark"], request.path_params["session"], request.headers, client)
    if found is None:
        return Response(status_code=404)
    path, kind = found
    return FileResponse(path, media_type=kind, headers=UNKEPT)


# Neither the browser nor anything between keeps a voice, and no other site has it played.
UNKEPT = {
    "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
    "Content-Disposition": "inline",
}
ROUTES = [Route(f"{recordings.ROUTE}/{{mark}}/{{session:path}}", recording, methods=["GET", "HEAD"])]


def standing_scripts() -> list[str]:
    """Give the scripts that stand in a page as text: that of Streamlit's own page, and the one of every page."""
    page = Path(file_util.get_static_dir(), "index.html").read_text("utf-8")
    return [*re.findall(r"<script>(.*?)</script>", page, re.DOTALL), frame.standing_script()]


def unknown() -> None:
    """Stand for the address by which others know this machine: Streamlit would ask it of an outside service."""


# What Streamlit asks on the first socket that another site opens: nothing ever leaves, not even to be refused.
net_util.get_external_ip = net_util.get_internal_ip = unknown
app = st.App(
    Path(__file__).with_name("menu.py"), lifespan=reading_ahead, on_script_error=show_failure, routes=ROUTES,
    middleware=[Middleware(door.Door, logs_in=permissions.logs_in, scripts=standing_scripts())],
)
