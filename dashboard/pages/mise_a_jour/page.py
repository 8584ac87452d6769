"""What changed on disk since the last run, the run itself with its progress, what could not be read; versions."""

from __future__ import annotations

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.pages.mise_a_jour import versions
from dashboard.ui import deposit, frame
from dashboard.ui.html import Html, element, link, list_of
from dashboard.ui.sentences import phrases, update_phrases
from dashboard.words import access_wording, settle_wording
from dashboard.words import update_wording as wording
from pipeline.cli.wording import STAGES
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.leak_search.held_exports import asked
from pipeline.run import background_run, changed_on_disk
from pipeline.run.background_run import BackgroundRun

SECOND, LINES, ERROR, WATCHED = 1.0, 30, "update:error", "update:running"


def stop(words: str) -> None:
    """Say something instead of the page."""
    frame.say(element("p", words, class_="vide"))
    st.stop()


@st.fragment(run_every=SECOND)
def progress() -> None:
    """Show how far the run is, until it ends."""
    run = background_run.last(study())
    if run.state != "running":
        st.rerun()
    name = STAGES.get(run.stage, wording.WAITING)
    st.progress(run.done / run.total, f"{wording.RUNNING} — {update_phrases.step(run.done, run.total, name)}")
    frame.say(element("p", wording.RUNNING_HELP, class_="discret"))
    st.button(wording.CANCEL, key="update:cancel", on_click=background_run.cancel, args=(study(),))


def ended(run: BackgroundRun) -> None:
    """Say how the last run ended."""
    if run.state == "done":
        frame.say(element("p", wording.DONE, class_="nouvelle", role="status"), to_settle())
    elif run.state == "cancelled":
        frame.say(element("p", wording.CANCELLED, class_="nouvelle", role="status"))
    elif run.state == "failed":
        frame.say(element("p", wording.FAILED, class_="alerte", role="alert"))
    if refused(run):
        st.button(wording.ACCEPT, key="update:accept", help=wording.ACCEPT_HELP, on_click=_start, args=(True,))
    if run.said.strip():
        said = update_phrases.said("\n".join(run.said.rstrip().splitlines()[-LINES:]))
        opened = {"open": "open"} if run.state == "failed" else {}
        frame.say(element("details", element("summary", wording.SAID), element("pre", said), **opened))


def refused(run: BackgroundRun) -> bool:
    """Tell whether the last run stopped to ask: decisions would no longer find their words."""
    return run.state == "failed" and background_run.ACCEPTED in run.said


def to_settle() -> Html:
    """Say that words wait before anything leaves, with the way to settle them; nothing where none does."""
    if not asked(study()):
        return Html("")
    way = link(settle_wording.HELD_BACK, "pseudonymisation", vue=settle_wording.ADDRESS)
    return element("p", settle_wording.TASK, ". ", way, class_="avertissement")


def standing(pending: int, *, first: bool = False) -> None:
    """Say whether the study is up to date, else what changed, and the decisions that every page counts as late."""
    try:
        with st.spinner(wording.LOOKING):
            found = changed_on_disk.late(study())
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))
        found = changed_on_disk.Late()
    up = not found.stages
    frame.say(element("h2", wording.UP_TO_DATE if up else wording.LATE, class_="etat"))
    if up:
        frame.say(element("p", wording.UP_TO_DATE_HELP))
    elif first:
        frame.say(element("p", wording.FIRST))
    else:
        frame.say(element("p", phrases.task("update", pending), class_="compte") if pending else "",
                  list_of(update_phrases.changed(found.changed), class_="a-relancer"),
                  element("p", wording.LATE_HELP, class_="discret"))
    with st.container(horizontal=True):
        st.button(wording.START, key="update:start", type="secondary" if up else "primary", on_click=_start)
        st.button(wording.LOOK_AGAIN, key="update:look")


def _start(accepted: bool = False) -> None:  # noqa: FBT001, FBT002 - a button gives its arguments by position
    st.session_state[ERROR] = ""
    try:
        background_run.start(study(), accepted=accepted)
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)


def left_aside() -> None:
    """Name the transcripts that could not be read, and why."""
    found = changed_on_disk.refused(study())
    if found:
        frame.say(element("h2", wording.REFUSED), element("p", wording.REFUSED_HELP, class_="discret"),
                  list_of(element("p", message, class_="alerte") for message in found.values()))


def show() -> None:
    """Lay the page out."""
    reading = frame.begun(wording.UPDATE)
    if not permissions.may("own"):
        stop(access_wording.MACHINE_ONLY)
    frame.say(element("p", wording.ABOUT, class_="discret"))
    if st.session_state.get(ERROR):
        frame.say(element("p", st.session_state[ERROR], class_="alerte", role="alert"))
    run = background_run.last(study())
    if run.state == "running":
        progress()
        st.stop()
    ended(run)
    standing(reading.pending, first=not reading.corpus.anonymised)
    left_aside()
    with st.expander(wording.MORE, expanded=not reading.corpus.anonymised):
        deposit.show()
    versions.show(run.said if run.state == "done" else "")


show()
