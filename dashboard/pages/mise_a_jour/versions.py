"""Versions of the study: what is not kept yet, one kept at a click, a former one looked at and gone back to."""

from __future__ import annotations

import streamlit as st

from dashboard.access import permissions, study_place
from dashboard.pages.mise_a_jour import version_words as words
from dashboard.ui import coder, frame
from dashboard.ui.html import element, list_of
from dashboard.words import access_wording
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.vault.versions import returning, saving
from pipeline.vault.versions import wording as said_words
from pipeline.vault.versions.returning import Return
from pipeline.vault.versions.saving import StudyVersion
from pipeline.vault.versions.when import moment

NEWS, ERROR, REFUSED = "versions:news", "versions:error", "versions:refused"
SENTENCE, CHOSEN, BACK = "versions:sentence", "versions:chosen", "versions:back"
SHOWN_LINES = 60


# By itself: what changed on disk, which the rest of the page asks of DVC, takes seconds to know.
@st.fragment
def show(told_by_run: str) -> None:
    """Lay the part of the page out; ``told_by_run`` may say why no version was kept after it."""
    if st.session_state.pop(BACK, False):
        st.rerun()
    frame.say(element("h2", words.VERSIONS), element("p", words.ABOUT, class_="discret"))
    if study_place.on_demonstration():
        frame.say(element("p", words.ON_DEMONSTRATION, class_="discret"))
        return
    if st.session_state.get(NEWS):
        frame.say(element("p", st.session_state[NEWS], class_="nouvelle", role="status"))
    if st.session_state.get(ERROR):
        frame.say(element("p", st.session_state[ERROR], class_="alerte", role="alert"))
    study = study_place.study()
    try:
        left = saving.unsaved(study)
        kept = saving.versions(study)
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="discret"))
        return
    if left and (why := refused(told_by_run)):
        frame.say(element("p", why, class_="alerte", role="alert"))
    _keep(study, left, kept)
    if kept:
        by_name = {one.name: one for one in kept}
        with st.expander(words.BACK):
            name = st.selectbox(
                words.WHICH, list(by_name), index=None, placeholder=words.CHOOSE, key=CHOSEN,
                format_func=lambda n: told(by_name[n]),
            )
            if name:
                _preview(returning.look(study, by_name[name]))


def _keep(study: Study, left: str, kept: list[StudyVersion]) -> None:
    saved = words.LAST.format(version=told(kept[0])) if kept else words.ALL_SAVED
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
        st.session_state[ERROR], st.session_state[REFUSED] = str(error), True
        return
    st.session_state[SENTENCE] = ""
    st.session_state[NEWS] = words.SAVED.format(said=made.said) if made else words.NOTHING


def refused(said: str) -> str:
    """Give why no version was kept after a run; empty when one was, or none was asked for."""
    return next((line for line in said.splitlines() if line.startswith(said_words.REFUSED)), "")


def told(one: StudyVersion) -> str:
    """Name a version as people know it."""
    return f"{moment(one.at.astimezone())} — {one.said}"


def _preview(wanted: Return) -> None:
    if not wanted.becomes:
        frame.say(element("p", said_words.SAME))
        return
    frame.say(element("h3", words.WOULD), list_of(wanted.told, class_="a-relancer"),
              *(_lines(path, lines) for path, lines in wanted.lines.items()),
              element("p", said_words.STAYS, class_="discret"))
    st.button(words.DO_BACK, key="versions:do", on_click=_go_back, args=(wanted,))


def _lines(path: str, lines: tuple[str, ...]) -> str:
    summary = element("summary", words.LINES.format(file=path))
    return element("details", summary, element("pre", "\n".join(lines[:SHOWN_LINES])))


def _go_back(wanted: Return) -> None:
    _forget()
    try:
        _own()
        _, made = returning.go_back(study_place.study(), wanted, coder.chosen())
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
        return
    st.session_state[CHOSEN], st.session_state[BACK] = None, True
    st.session_state[NEWS] = f"{words.WENT_BACK.format(said=made.said if made else said_words.SAME)} {words.AFTER}"


def _forget() -> None:
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    st.session_state[REFUSED] = False


def _own() -> None:
    if not permissions.may("own"):
        raise FiligraneError(access_wording.MACHINE_ONLY)
