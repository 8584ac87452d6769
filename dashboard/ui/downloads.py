"""What was found → the ways to take it away, or why it may not leave yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import signed
from dashboard.data.passages import Passage
from dashboard.ui import exports
from dashboard.ui.frame import say
from dashboard.ui.html import Html, element, link
from dashboard.words import access_wording, review_wording, settle_wording, update_wording, wording
from pipeline.pseudonymise.leak_search.held_exports import waiting

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(corpus: Corpus, found: list[Passage]) -> None:
    """Offer the excerpts as a table."""
    offer(corpus, wording.FILE_NAME, (
        File(wording.CSV, "csv", "text/csv", partial(exports.as_csv, corpus, found)),
        File(wording.XLSX, "xlsx", XLSX_TYPE, partial(exports.as_xlsx, corpus, found)),
    ), sessions={p.excerpt.session for p in found})


@dataclass(frozen=True)
class File:
    """A file one may take away; it is written only when it is asked for."""

    words: str
    kind: str
    mime: str
    written: Callable[[], bytes]


def offer(
    corpus: Corpus, name: str, files: Iterable[File], key: str = "", *, sessions: Collection[str] | None = None
) -> None:
    """
    Offer files, or say why nothing may leave yet.

    Args:
        corpus: what the last run left.
        name: of the files.
        files: what is offered.
        key: tells one offer of a page from another of that name.
        sessions: those that the files speak of; all of them when it is not said.
    """
    if not permissions.may("lead"):
        say(element("p", access_wording.LEAD_ONLY, class_="discret"))
        return
    if exports.refused(corpus):
        say(_refused(corpus))
        return
    if unsettled := waiting(study(), corpus.sessions if sessions is None else sessions):
        say(_unsettled(unsettled))
        return
    with st.container(horizontal=True, key=f"downloads-{key or name}"):
        for file in files:
            st.download_button(
                file.words, file.written, file_name=f"{file_name(corpus, name)}.{file.kind}", mime=file.mime,
                on_click="ignore", key=f"download-{key or name}-{file.kind}",
            )


def _refused(corpus: Corpus) -> Html:
    """Say what opens the downloads, with the way to do it."""
    late = corpus.reviewed(signed())
    why = wording.EXPORT_LATE if late else wording.EXPORT_REFUSED
    way = (update_wording.UPDATE, "mise_a_jour") if late else (review_wording.REVIEW, "pseudonymisation")
    return element("p", why, " ", link(*way) if permissions.may("own") else "", class_="discret")


def _unsettled(why: str) -> Html:
    """Say what is to be settled first, with the way to do it from this machine."""
    here = permissions.may("own") and st.session_state.get("review:here")
    way = link(settle_wording.HELD_BACK, "pseudonymisation", vue=settle_wording.ADDRESS) if here else ""
    return element("p", why, " ", way, class_="discret")


def file_name(corpus: Corpus, name: str = wording.FILE_NAME) -> str:
    """Name a file so that nobody takes the demonstration for a study."""
    fiction = f"-{wording.FICTIONAL.replace(' ', '-')}" if corpus.settings.fictional else ""
    return f"{name}{fiction}"
