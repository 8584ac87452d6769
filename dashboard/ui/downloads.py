"""What was found → files one takes away: only what may be published, said to be what it is, or why it may not leave."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO, StringIO

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import signed
from dashboard.data.passages import Passage
from dashboard.ui.frame import say
from dashboard.ui.html import Html, element, link
from dashboard.ui.sentences import phrases
from dashboard.words import review_words, run_words, ui_words
from pipeline.publish import held_back as rule
from pipeline.publish import settling_words
from pipeline.publish.held_back import HeldBack

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet would take a cell that starts so for a formula.
FORMULA = ("=", "+", "@", "\t", "\r")
# Signs that XML, and so a workbook, cannot hold.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def held_back(corpus: Corpus, sessions: Collection[str] | None = None) -> HeldBack:
    """Tell why files that speak of some sessions, or of all, may not leave yet; screens are never held back."""
    return rule.held_back(study(), sessions, corpus.unsigned)


def passage_rows(corpus: Corpus, passages: Iterable[Passage]) -> list[list[str]]:
    """Lay passages out in rows, the names of columns first; every row says what it is."""
    notice = phrases.notice(corpus.settings)
    rows = [[*ui_words.EXPORT_COLUMNS, *(phrases.attribute(a) for a in corpus.attributes), ui_words.NOTICE_COLUMN]]
    # Between two passages of a session, what bears no attribution would tell where it comes from.
    for passage in sorted(passages, key=lambda p: (not p.place, "" if p.place else p.excerpt.excerpt)):
        e = passage.excerpt
        decided = sorted({corpus.label_of(m.code) for m in passage.decided})
        authors = sorted({m.author for m in passage.decided})
        pending = sorted({corpus.label_of(m.code) for m in passage.pending})
        rows.append([
            passage.place or e.excerpt, titles.short(corpus, e.session), str(e.turn) if passage.place else "",
            e.speaker, e.question, e.text, *(" | ".join(names) for names in (decided, authors, pending)),
            *(passage.attributes.get(a, "") for a in corpus.attributes), notice,
        ])
    return rows


def as_csv(corpus: Corpus, passages: Iterable[Passage]) -> bytes:
    """Write passages as a CSV."""
    return spreadsheet(passage_rows(corpus, passages))


def spreadsheet(rows: Iterable[list[str]]) -> bytes:
    """Write a CSV as French spreadsheets read it: semicolons, UTF-8 with its mark, and no cell that is a formula."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(
        [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(corpus: Corpus, passages: Iterable[Passage]) -> bytes:
    """Write a workbook: what it is on the first sheet, the passages on the second."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes time to load, and few downloads are asked for

    book = Workbook()
    about = book.active
    about.title = ui_words.ABOUT_SHEET
    for line in phrases.about_export(corpus.settings):
        about.append([line])
    sheet = book.create_sheet(ui_words.EXTRACTS)
    for rank, row in enumerate(passage_rows(corpus, passages), 1):
        for column, text in enumerate(row, 1):
            # Typed as text: never a formula, whatever somebody said.
            sheet.cell(rank, column, ILLEGAL.sub("", text)).data_type = "s"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def downloads(corpus: Corpus, found: list[Passage]) -> None:
    """Offer the excerpts as a table."""
    offer(corpus, ui_words.FILE_NAME, (
        File(ui_words.CSV, "csv", "text/csv", partial(as_csv, corpus, found)),
        File(ui_words.XLSX, "xlsx", XLSX_TYPE, partial(as_xlsx, corpus, found)),
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
    why = held_back(corpus, sessions)
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
