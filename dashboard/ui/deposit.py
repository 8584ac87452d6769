"""Files that somebody drops → the same in ``transcripts/``, none replaced, and what was understood of each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import update_phrases
from dashboard.words import update_wording
from pipeline.model.errors import FiligraneError

TOLD, KEY = "deposit:told", "deposit:files"


class Dropped(Protocol):
    """A file as the browser gives it."""

    @property
    def name(self) -> str: ...

    def getvalue(self) -> bytes: ...


def show() -> None:
    """Offer to bring interviews in, on the machine of the study only."""
    if not permissions.may("own"):
        st.html(element("p", update_wording.MACHINE_ONLY, class_="discret"))
        return
    dropped = st.file_uploader(update_wording.FILES, accept_multiple_files=True, key=f"{KEY}:{_round()}")
    st.html(element("p", update_wording.FILES_HELP, class_="discret"))
    st.button(update_wording.BRING, disabled=not dropped, on_click=_bring, args=(dropped,), type="primary", key="deposit:do")
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
    """Copy the files by the one door of transcripts and tell what was understood of them."""
    from pipeline.changes.continuity.following import foretold  # noqa: PLC0415 - it reads transcripts too
    from pipeline.ingest.reception import deposit, import_lines  # noqa: PLC0415 - readers take a second to import

    with tempfile.TemporaryDirectory() as folder:
        # A name is a name, whatever path a browser gives; the temporary copy is deleted at once.
        paths = [_write(Path(folder) / str(rank), one) for rank, one in enumerate(dropped)]
        done = deposit.deposit(study(), paths)
    told = import_lines.tellings(study(), done.names)
    done.take_back(told.refused)
    # What is typed elsewhere is done here by the pages that follow.
    lines = [line for line in (*import_lines.tell(told), *foretold(study())) if "filigrane r" not in line]
    kept = element("p", update_phrases.kept(done.kept), class_="alerte", role="alert") if done.kept else ""
    return join(
        element("section", element("h3", update_wording.BROUGHT), element("pre", "\n".join(lines)), kept,
                element("p", link(update_wording.WHO_SPEAKS, "qui_parle"), " · ", link(update_wording.WHO_ARE, "personnes")),
                link(update_wording.NEXT, "mise_a_jour", "lien bouton"), class_="rapport", role="status")
    )


def _write(folder: Path, one: Dropped) -> Path:
    folder.mkdir()
    path = folder / Path(one.name.replace("\\", "/")).name
    path.write_bytes(one.getvalue())
    return path
