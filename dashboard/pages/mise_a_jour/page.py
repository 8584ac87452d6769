"""What changed on disk since the last run, the run itself with its progress, what could not be read; versions."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.access import permissions, study_place
from dashboard.access.study_place import study
from dashboard.data.run_changes import version_named
from dashboard.pages.mise_a_jour import words
from dashboard.ui import coder, deposit, frame
from dashboard.ui.html import Html, element, link, list_of
from dashboard.ui.sentences import phrases
from dashboard.words import run_words, ui_words
from pipeline.cli.cli_words import STAGES
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.held_back import asked
from pipeline.run import background_run
from pipeline.run.background_run import BackgroundRun
from pipeline.vault.versions import returning, saving
from pipeline.vault.versions import wording as said_words
from pipeline.vault.versions.returning import Return
from pipeline.vault.versions.saving import StudyVersion

VERSION_NEWS, VERSION_ERROR, REFUSED = "versions:news", "versions:error", "versions:refused"
SENTENCE, CHOSEN, BACK = "versions:sentence", "versions:chosen", "versions:back"
SHOWN_LINES = 60
SECOND, LINES, ERROR = 1.0, 30, "update:error"


# By itself: what changed on disk, which the rest of the page asks of DVC, takes seconds to know.
@st.fragment
def versions(told_by_run: str) -> None:
    """Lay the part of the page out; ``told_by_run`` may say why no version was kept after it."""
    if st.session_state.pop(BACK, False):
        st.rerun()
    frame.say(element("h2", words.VERSIONS), element("p", words.ABOUT, class_="discret"))
    if study_place.on_demonstration():
        frame.say(element("p", words.ON_DEMONSTRATION, class_="discret"))
        return
    if st.session_state.get(VERSION_NEWS):
        frame.say(element("p", st.session_state[VERSION_NEWS], class_="nouvelle", role="status"))
    if st.session_state.get(VERSION_ERROR):
        frame.alert(st.session_state[VERSION_ERROR])
    study = study_place.study()
    try:
        left = saving.unsaved(study)
        kept = saving.versions(study)
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="discret"))
        return
    if left and (why := why_unsaved(told_by_run)):
        frame.alert(why)
    _keep(study, left, kept)
    if kept:
        by_name = {one.name: one for one in kept}
        with st.expander(words.BACK):
            name = st.selectbox(
                words.WHICH, list(by_name), index=None, placeholder=words.CHOOSE, key=CHOSEN,
                format_func=lambda n: version_named(by_name[n]),
            )
            if name:
                _preview(returning.look(study, by_name[name]))


def _keep(study: Study, left: str, kept: list[StudyVersion]) -> None:
    saved = words.LAST.format(version=version_named(kept[0])) if kept else words.ALL_SAVED
    frame.say(element("p", words.UNSAVED.format(said=left) if left else saved))
    if study.params("study").get("versions") == "each_run":
        frame.say(element("p", words.EACH_RUN, class_="discret"))
    if not left:
        return
    st.text_input(words.SENTENCE, key=SENTENCE, placeholder=left)
    with st.container(horizontal=True):
        st.button(words.SAVE, key="versions:save", on_click=_save)
        if st.session_state.get(REFUSED):
            st.button(words.SAVE_ANYWAY, key="versions:anyway", on_click=_save, kwargs={"anyway": True})


def _save(*, anyway: bool = False) -> None:
    _forget()
    try:
        _own()
        made = saving.save(
            study_place.study(), coder.chosen(), str(st.session_state.get(SENTENCE) or ""), anyway=anyway,
        )
    except FiligraneError as error:
        st.session_state[VERSION_ERROR], st.session_state[REFUSED] = str(error), True
        return
    st.session_state[SENTENCE] = ""
    st.session_state[VERSION_NEWS] = words.SAVED.format(said=made.said) if made else words.NOTHING


def why_unsaved(said: str) -> str:
    """Give why no version was kept after a run; empty when one was, or none was asked for."""
    return next((line for line in said.splitlines() if line.startswith(said_words.REFUSED)), "")


def _preview(wanted: Return) -> None:
    if not wanted.becomes:
        frame.say(element("p", said_words.SAME))
        return
    lines = [
        element("details", element("summary", words.LINES.format(file=path)),
                element("pre", "\n".join(some[:SHOWN_LINES])))
        for path, some in wanted.lines.items()
    ]
    frame.say(element("h3", words.WOULD), list_of(wanted.told, class_="a-relancer"), *lines,
              element("p", said_words.STAYS, class_="discret"))
    st.button(words.DO_BACK, key="versions:do", on_click=_go_back, args=(wanted,))


def _go_back(wanted: Return) -> None:
    _forget()
    try:
        _own()
        _, made = returning.go_back(study_place.study(), wanted, coder.chosen())
    except FiligraneError as error:
        st.session_state[VERSION_ERROR] = str(error)
        return
    st.session_state[CHOSEN], st.session_state[BACK] = None, True
    went_back = words.WENT_BACK.format(said=made.said if made else said_words.SAME)
    st.session_state[VERSION_NEWS] = f"{went_back} {words.AFTER}"


def _forget() -> None:
    st.session_state[VERSION_NEWS] = st.session_state[VERSION_ERROR] = ""
    st.session_state[REFUSED] = False


def _own() -> None:
    if not permissions.may("own"):
        raise FiligraneError(ui_words.MACHINE_ONLY)


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
    name = STAGES.get(run.stage, run_words.PREPARING)
    st.progress(run.done / run.total, f"{words.RUNNING} — {phrases.run_step(run.done, run.total, name)}")
    frame.say(element("p", words.RUNNING_HELP, class_="discret"))
    st.button(words.CANCEL, key="update:cancel", on_click=background_run.cancel, args=(study(),))


def ended(run: BackgroundRun, place: DeltaGenerator) -> None:
    """Say how the last run ended; that it is done, in a place of its own, which is emptied once something changed."""
    if run.state == "done":
        place.html(element("p", words.DONE, class_="nouvelle", role="status"))
        frame.say(to_settle())
    elif run.state == "cancelled":
        frame.say(element("p", words.CANCELLED, class_="nouvelle", role="status"))
    elif run.state == "failed":
        frame.alert(words.FAILED)
    if stopped_to_ask(run):
        st.button(words.ACCEPT, key="update:accept", help=words.ACCEPT_HELP, on_click=_start, args=(True,))
    if run.said.strip():
        said = phrases.run_log("\n".join(run.said.rstrip().splitlines()[-LINES:]))
        opened = {"open": "open"} if run.state == "failed" else {}
        frame.say(element("details", element("summary", words.SAID), element("pre", said), **opened))


def stopped_to_ask(run: BackgroundRun) -> bool:
    """Tell whether the last run stopped to ask: decisions would no longer find their words."""
    return run.state == "failed" and background_run.ACCEPTED in run.said


def to_settle() -> Html:
    """Say that words wait before anything leaves, with the way to settle them; nothing where none does."""
    if not asked(study()):
        return Html("")
    way = link(run_words.HELD_BACK, "pseudonymisation", vue=run_words.ADDRESS)
    return element("p", run_words.TASK, ". ", way, class_="avertissement")


def standing(pending: int, *, first: bool = False) -> bool:
    """
    Say whether the study is up to date, else what changed, and the decisions that every page counts as late.

    Tells whether it is.
    """
    try:
        with st.spinner(words.LOOKING):
            found = background_run.late(study())
    except FiligraneError as error:
        frame.alert(str(error))
        found = background_run.PendingChanges()
    up = not found.stages
    frame.say(element("h2", words.UP_TO_DATE if up else words.LATE, class_="etat"))
    if up:
        frame.say(element("p", words.UP_TO_DATE_HELP))
    elif first:
        frame.say(element("p", words.FIRST))
    else:
        frame.say(element("p", phrases.task("update", pending), class_="compte") if pending else "",
                  list_of(phrases.inputs_changed(found.changed), class_="a-relancer"),
                  element("p", words.LATE_HELP, class_="discret"))
    with st.container(horizontal=True):
        st.button(words.START, key="update:start", type="secondary" if up else "primary", on_click=_start)
        st.button(words.LOOK_AGAIN, key="update:look")
    return up


def _start(accepted: bool = False) -> None:  # noqa: FBT001, FBT002 - a button gives its arguments by position
    st.session_state[ERROR] = ""
    try:
        background_run.start(study(), accepted=accepted)
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)


def left_aside() -> None:
    """Name the transcripts that could not be read, and why."""
    found = background_run.refused(study())
    if found:
        frame.say(element("h2", words.REFUSED), element("p", words.REFUSED_HELP, class_="discret"),
                  list_of(element("p", message, class_="alerte") for message in found.values()))


def show() -> None:
    """Lay the page out."""
    reading = frame.begun(run_words.UPDATE)
    if not permissions.may("own"):
        stop(ui_words.MACHINE_ONLY)
    frame.say(element("p", words.UPDATE_ABOUT, class_="discret"))
    if st.session_state.get(ERROR):
        frame.alert(st.session_state[ERROR])
    run = background_run.last(study())
    if run.state == "running":
        progress()
        st.stop()
    done = st.empty()
    ended(run, done)
    if not standing(reading.pending, first=not reading.corpus.anonymised):
        done.empty()
    left_aside()
    with st.expander(words.DEPOSIT_MORE, expanded=not reading.corpus.anonymised):
        deposit.offer_deposit()
    versions(run.said if run.state == "done" else "")


show()
