"""What was found → the ways to take it away, or why it may not leave yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.access import permissions
from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import signed
from dashboard.data.passages import Passage
from dashboard.ui import exports
from dashboard.ui.frame import say
from dashboard.ui.html import Html, element, link
from dashboard.words import review_words, run_words, ui_words
from pipeline.publish import settling_words
from pipeline.publish.held_back import HeldBack

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(corpus: Corpus, found: list[Passage]) -> None:
    """Offer the excerpts as a table."""
    offer(corpus, ui_words.FILE_NAME, (
        File(ui_words.CSV, "csv", "text/csv", partial(exports.as_csv, corpus, found)),
        File(ui_words.XLSX, "xlsx", XLSX_TYPE, partial(exports.as_xlsx, corpus, found)),
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
        say(element("p", ui_words.LEAD_ONLY, class_="discret"))
        return
    if refused(corpus, sessions):
        return
    with st.container(horizontal=True, key=f"downloads-{key or name}"):
        for file in files:
            st.download_button(
                file.words, file.written, file_name=f"{file_name(corpus, name)}.{file.kind}", mime=file.mime,
                on_click="ignore", key=f"download-{key or name}-{file.kind}",
            )


def refused(corpus: Corpus, sessions: Collection[str] | None = None) -> bool:
    """Say why files that speak of some sessions, or of all, may not leave yet, if so."""
    why = exports.held_back(corpus, sessions)
    if why:
        say(*_refused(corpus, why))
    return bool(why)


def _refused(corpus: Corpus, why: HeldBack) -> Iterator[Html]:
    """Say what opens the downloads, with the way to do it from here."""
    own = permissions.may("own")
    told_words = settling_words.words(why.words, titles.every(corpus))
    update = link(run_words.UPDATE, "mise_a_jour")
    if any(of.asked for of in why.words.values()):
        settle = link(review_words.HELD_BACK, "pseudonymisation", vue=review_words.ADDRESS)
        way = settle if st.session_state.get("review:here") else review_words.HELD_ELSEWHERE
        yield element("p", told_words, " ", way, class_="discret")
    elif why.words:
        yield element("p", told_words, " ", update if own else "", class_="discret")
    if why.unsigned:
        late = corpus.reviewed(signed())
        way = update if late else link(review_words.REVIEW, "pseudonymisation")
        told = ui_words.EXPORT_LATE if late else ui_words.EXPORT_REFUSED
        yield element("p", told, " ", way if own else "", class_="discret")


def file_name(corpus: Corpus, name: str = ui_words.FILE_NAME) -> str:
    """Name a file so that nobody takes the demonstration for a study."""
    fiction = f"-{ui_words.FICTIONAL.replace(' ', '-')}" if corpus.settings.fictional else ""
    return f"{name}{fiction}"
