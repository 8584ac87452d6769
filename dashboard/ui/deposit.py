"""Files that somebody drops → the same in ``transcripts/``, none replaced; an empty study → the way in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import streamlit as st

from dashboard.access import permissions, study_place
from dashboard.access.study_place import study
from dashboard.ui.html import Html, element, link
from dashboard.ui.sentences import phrases
from dashboard.words import run_words, ui_words
from pipeline.cli.commands.imports import OF_PROJECTS
from pipeline.model.errors import FiligraneError

TOLD, KEY = "deposit:told", "deposit:files"
OTHER, READING = "deposit:other", "deposit:reading"  # the second way to count positions; the one chosen


class Dropped(Protocol):
    """A file as the browser gives it."""

    @property
    def name(self) -> str: ...

    def getvalue(self) -> bytes: ...


def offer_deposit() -> None:
    """Offer to bring interviews in, on the machine of the study only."""
    if not permissions.may("own"):
        st.html(element("p", run_words.MACHINE_ONLY, class_="discret"))
        return
    dropped = st.file_uploader(run_words.FILES, accept_multiple_files=True, key=f"{KEY}:{_round()}")
    st.html(element("p", run_words.FILES_HELP, class_="discret"))
    other = st.session_state.get(OTHER)
    if other and dropped:
        st.radio(run_words.READING, ["", other], key=READING, format_func=lambda name: run_words.READINGS[bool(name)])
    st.button(
        run_words.BRING, disabled=not dropped, on_click=_bring, args=(dropped,), type="primary", key="deposit:do",
    )
    if st.session_state.get(TOLD):
        st.html(st.session_state[TOLD])


def _round() -> int:
    return int(st.session_state.get("deposit:round", 0))


def _bring(dropped: Iterable[Dropped]) -> None:
    try:
        st.session_state[TOLD] = bring(dropped)
    except FiligraneError as error:
        st.session_state[TOLD] = element("p", str(error), class_="alerte", role="alert")
    # Another uploader, empty: what was brought in is not brought in twice.
    st.session_state["deposit:round"] = _round() + 1


def bring(dropped: Iterable[Dropped]) -> Html:
    """
    Bring files in by the one door of transcripts, and tell what was understood of them.

    A project of another tool comes in whole, or not at all.
    """
    from pipeline.changes.continuity.following import foretold  # noqa: PLC0415 - it reads transcripts too
    from pipeline.ingest.readers import received_files  # noqa: PLC0415 - readers take a second to import
    from pipeline.ingest.reception import import_report  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        # A name is a name, whatever path a browser gives; the temporary copy is deleted at once.
        paths = []
        for rank, one in enumerate(dropped):
            path = Path(folder) / str(rank) / (received_files.name_inside(one.name) or f"fichier {rank + 1}")
            path.parent.mkdir()
            path.write_bytes(one.getvalue())
            paths.append(path)
        projects = [p for p in paths if p.suffix.lower() in OF_PROJECTS]
        brought = [line for path in projects for line in _project(path)]
        done = received_files.deposit(study(), [p for p in paths if p not in projects])
    told = import_report.tellings(study(), done.names)
    done.take_back(told.refused)
    said = import_report.tell(told) if done.names or not projects else ()
    # What is typed elsewhere is done here by the pages that follow.
    lines = [line for line in (*brought, *said, *foretold(study())) if "filigrane r" not in line]
    kept = [
        element("p", say(names), class_="alerte", role="alert")
        for say, names in ((phrases.files_kept, done.kept), (phrases.files_spared, done.spared)) if names
    ]
    ways = link(run_words.WHO_SPEAKS, "qui_parle"), " · ", link(run_words.WHO_ARE, "personnes")
    return element(
        "section", element("h3", run_words.BROUGHT), element("pre", "\n".join(lines)), kept, element("p", ways),
        link(run_words.NEXT, "mise_a_jour", "lien bouton"), class_="rapport", role="status",
    )


def _project(path: Path) -> Iterable[str]:
    from pipeline.projects import bringing_in, project_reception  # noqa: PLC0415 - readers take a second to import

    try:
        read = project_reception.read_project(path)
        done = bringing_in.bring(study(), read, positions=st.session_state.get(READING) or "")
    except FiligraneError as error:
        return (str(error), "")  # the other files dropped with it come in
    close = done.choice and done.choice.close and done.choice.other
    st.session_state[OTHER] = close.reading.name if close else ""
    return (*project_reception.tell(done), "")


def show_empty() -> None:
    """Say what to do with an empty study, and let it be done here."""
    steps = [element("li", element("strong", title), element("p", text)) for title, text in ui_words.EMPTY_STEPS]
    st.html(element("section", element("h2", ui_words.EMPTY_TITLE), waiting(), element("ol", steps), class_="vide"))
    offer_deposit()
    if permissions.may("own") and study_place.demonstration():
        st.html(element("p", run_words.TRY_HELP, class_="discret"))
        st.button(run_words.TRY, on_click=study_place.try_demonstration, key="empty:try")


def waiting() -> Html:
    """Lead to the update when transcripts are there and nothing was computed."""
    folder = study_place.study() / "transcripts"
    found = any(p.is_file() and p.suffix and p.name not in {"sessions.csv", "LISEZMOI.md"} for p in folder.glob("*"))
    if not found or not permissions.may("own"):
        return Html("")
    return element("p", run_words.WAITING_FILES, " ", link(run_words.UPDATE, "mise_a_jour", "lien bouton"))


def trying() -> None:
    """Say that the fictional corpus is being tried, and give the way back."""
    if study_place.on_demonstration():
        with st.container(horizontal=True, vertical_alignment="center", key="essai"):
            st.html(element("p", run_words.ON_DEMONSTRATION, class_="discret"), width="content")
            st.button(run_words.BACK, on_click=study_place.back, type="tertiary", key="empty:back")
