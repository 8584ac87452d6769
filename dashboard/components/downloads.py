"""Excerpts found → the ways to take them away, or why they may not leave yet."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import wording
from dashboard.components.frame import say
from dashboard.components.html import element
from dashboard.view import exports
from dashboard.view.corpus import Corpus
from dashboard.view.passages import Passage

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(corpus: Corpus, found: list[Passage]) -> None:
    """Offer the excerpts as a table; files are written only when they are asked for."""
    if exports.refused(corpus):
        say(element("p", wording.EXPORT_REFUSED, class_="discret"))
        return
    with st.container(horizontal=True, key="downloads"):
        for words, kind, mime, written in (
            (wording.CSV, "csv", "text/csv", exports.as_csv), (wording.XLSX, "xlsx", XLSX_TYPE, exports.as_xlsx),
        ):
            st.download_button(
                words, partial(written, corpus, found), file_name=f"{file_name(corpus)}.{kind}", mime=mime,
                on_click="ignore", key=f"download-{kind}",
            )


def file_name(corpus: Corpus) -> str:
    """Name a file so that nobody takes the demonstration for a study."""
    fiction = f"-{wording.FICTIONAL.replace(' ', '-')}" if corpus.settings.fictional else ""
    return f"{wording.FILE_NAME}{fiction}"
