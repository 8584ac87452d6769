"""Passages → files one opens in a spreadsheet: only what may be published, and said to be what it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable
from io import BytesIO, StringIO

from dashboard.access.study_place import study
from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.passages import Passage
from dashboard.ui.sentences import phrases
from dashboard.words import ui_words
from pipeline.publish import held_back as rule
from pipeline.publish.held_back import HeldBack

# A spreadsheet would take a cell that starts so for a formula.
FORMULA = ("=", "+", "@", "\t", "\r")
# Signs that XML, and so a workbook, cannot hold.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def held_back(corpus: Corpus, sessions: Collection[str] | None = None) -> HeldBack:
    """Tell why files that speak of some sessions, or of all, may not leave yet; screens are never held back."""
    return rule.held_back(study(), sessions, corpus.unsigned)


def table(corpus: Corpus, passages: Iterable[Passage]) -> list[list[str]]:
    """Lay passages out in rows, the names of columns first; every row says what it is."""
    notice = phrases.notice(corpus.settings)
    head = [*ui_words.EXPORT_COLUMNS, *(phrases.attribute(a) for a in corpus.attributes), ui_words.NOTICE_COLUMN]
    # Between two passages of a session, what bears no attribution would tell where it comes from.
    told = sorted(passages, key=lambda p: (not p.place, "" if p.place else p.excerpt.excerpt))
    return [head, *([*_row(corpus, p), *_attributes(corpus, p), notice] for p in told)]


def _attributes(corpus: Corpus, passage: Passage) -> list[str]:
    return [passage.attributes.get(a, "") for a in corpus.attributes]


def _row(corpus: Corpus, passage: Passage) -> list[str]:
    e = passage.excerpt
    decided = sorted({corpus.label_of(m.code) for m in passage.decided})
    authors = sorted({m.author for m in passage.decided})
    pending = sorted({corpus.label_of(m.code) for m in passage.pending})
    turn = str(e.turn) if passage.place else ""
    lists = (" | ".join(names) for names in (decided, authors, pending))
    called = titles.short(corpus, e.session)
    return [passage.place or e.excerpt, called, turn, e.speaker, e.question, e.text, *lists]


def as_csv(corpus: Corpus, passages: Iterable[Passage]) -> bytes:
    """Write passages as a CSV."""
    return spreadsheet(table(corpus, passages))


def spreadsheet(rows: Iterable[list[str]]) -> bytes:
    """Write a CSV as French spreadsheets read it: semicolons, UTF-8 with its mark, and no cell that is a formula."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_xlsx(corpus: Corpus, passages: Iterable[Passage]) -> bytes:
    """Write a workbook: what it is on the first sheet, the passages on the second."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes time to load, and few downloads are asked for

    book = Workbook()
    about = book.active
    about.title = ui_words.ABOUT_SHEET
    for line in phrases.about_export(corpus.settings):
        about.append([line])
    sheet = book.create_sheet(ui_words.EXTRACTS)
    for rank, row in enumerate(table(corpus, passages), 1):
        for column, text in enumerate(row, 1):
            # Typed as text: never a formula, whatever somebody said.
            sheet.cell(rank, column, ILLEGAL.sub("", text)).data_type = "s"
    content = BytesIO()
    book.save(content)
    return content.getvalue()
