"""Files that somebody drops → the same in ``transcripts/``, none replaced; an empty study → the way in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import streamlit as st

from dashboard.access import permissions, study_place
from dashboard.access.study_place import study
from dashboard.ui.html import Html, element, link
from dashboard.ui.sentences import phrases
from dashboard.words import run_words, ui_words
from pipeline.cli.commands.imports import OF_PROJECTS, PERHAPS_PROJECTS
from pipeline.model.errors import FiligraneError

TOLD, KEY = "deposit:told", "deposit:files"
SEEN, READING = "deposit:seen", "deposit:reading"  # what was looked at; the way to count positions that was chosen


@dataclass(frozen=True)
class SeenProject:
    """What was told of projects before they come in: their files, and the second way to count their positions."""

    names: tuple[str, ...] = ()
    told: Html = field(default_factory=Html)
    other: str = ""


class Dropped(Protocol):
    """A file as the browser gives it."""

    @property
    def name(self) -> str: ...

    def getvalue(self) -> bytes: ...


def offer_deposit() -> None:
    """Offer to bring interviews in, on the machine of the study only; a project is looked at first."""
    if not permissions.may("own"):
        st.html(element("p", run_words.MACHINE_ONLY, class_="discret"))
        return
    dropped = st.file_uploader(run_words.FILES, accept_multiple_files=True, key=f"{KEY}:{_round()}")
    st.html(element("p", run_words.FILES_HELP, class_="discret"))
    names = tuple(one.name for one in dropped or ())
    seen = st.session_state.get(SEEN) or SeenProject()
    if names and seen.names == names:
        st.html(seen.told)
        if seen.other:
            st.radio(
                run_words.READING, ["", seen.other], key=READING,
                format_func=lambda name: run_words.READINGS[bool(name)],
            )
    with st.container(horizontal=True, key="depot"):
        if any(Path(name.lower()).suffix in OF_PROJECTS | PERHAPS_PROJECTS for name in names):
            st.button(run_words.LOOK, on_click=_look, args=(dropped, names), key="deposit:look")
        st.button(
            run_words.BRING, disabled=not dropped, on_click=_bring, args=(dropped,), type="primary", key="deposit:do",
        )
    if st.session_state.get(TOLD):
        st.html(st.session_state[TOLD])


def _round() -> int:
    return int(st.session_state.get("deposit:round", 0))


def _look(dropped: Iterable[Dropped], names: tuple[str, ...]) -> None:
    st.session_state.pop(TOLD, None)
    st.session_state.pop(READING, None)
    told, other = look(dropped)
    st.session_state[SEEN] = SeenProject(names, told, other)


def _bring(dropped: Iterable[Dropped]) -> None:
    try:
        st.session_state[TOLD] = bring(dropped)
    except FiligraneError as error:
        st.session_state[TOLD] = element("p", str(error), class_="alerte", role="alert")
    # Another uploader, empty: what was brought in is not brought in twice.
    st.session_state["deposit:round"] = _round() + 1
    st.session_state.pop(SEEN, None)


@contextmanager
def received(dropped: Iterable[Dropped]) -> Iterator[tuple[list[Path], list[Path]]]:
    """Give dropped files as projects and others, in a folder that is deleted at once."""
    from pipeline.ingest.readers import received_files  # noqa: PLC0415 - readers take a second to import
    from pipeline.projects import project_reception  # noqa: PLC0415 - the same

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for rank, one in enumerate(dropped):
            # A name is a name, whatever path a browser gives; the interviews of a corpus of Sonal stand beside it.
            name = received_files.name_inside(one.name) or f"fichier {rank + 1}"
            together = Path(name).suffix.lower() in project_reception.SONAL
            path = Path(folder) / ("sonal" if together else str(rank)) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(one.getvalue())
            paths.append(path)
        yield project_reception.projects_among(paths)


def look(dropped: Iterable[Dropped]) -> tuple[Html, str]:
    """Tell what would come in of the projects among some files, and the other way to read positions; writes nothing."""
    with received(dropped) as (projects, _):
        told = [_project(path, preview=True) for path in projects]
    lines = [line for lines, _ in told for line in lines]
    shown = element(
        "section", element("h3", run_words.WOULD_COME), element("pre", "\n".join(lines) or run_words.NO_PROJECT),
        class_="rapport", role="status",
    )
    return shown, next((other for _, other in told if other), "")


def bring(dropped: Iterable[Dropped]) -> Html:
    """
    Bring files in by the one door of transcripts, and tell what was understood of them.

    A project of another tool comes in whole, or not at all.
    """
    from pipeline.changes.continuity.following import foretold  # noqa: PLC0415 - it reads transcripts too
    from pipeline.ingest.readers import received_files  # noqa: PLC0415 - readers take a second to import
    from pipeline.ingest.reception import import_report  # noqa: PLC0415

    with received(dropped) as (projects, others):
        brought = [line for path in projects for line in _project(path)[0]]
        done = received_files.deposit(study(), others)
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


def _project(path: Path, *, preview: bool = False) -> tuple[Iterable[str], str]:
    """Bring a project in, or look at it; tell of it, and give the other reading of positions where both are near."""
    from pipeline.projects import bringing_in, project_reception  # noqa: PLC0415 - readers take a second to import

    wanted = "" if preview else st.session_state.get(READING) or ""
    try:
        read = project_reception.read_project(path)
        done = bringing_in.bring(study(), read, positions=wanted, preview=preview)
    except FiligraneError as error:
        return (str(error), ""), ""  # the other files dropped with it come in
    close = done.choice and done.choice.close and done.choice.other
    return (*project_reception.tell(done), ""), close.reading.name if close else ""


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
