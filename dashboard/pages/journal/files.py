"""Rows of the journal → files one takes away: only words that may leave, and said to be what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.pages.journal import sentences
from dashboard.pages.journal import words as wording
from dashboard.pages.journal.rows import JournalRow
from dashboard.pages.journal.view import said, theme
from dashboard.ui.downloads import spreadsheet
from dashboard.ui.sentences import phrases
from dashboard.words import ui_words as common

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def as_csv(corpus: Corpus, found: Iterable[JournalRow]) -> bytes:
    """Write the journal as French spreadsheets read it."""
    notice = phrases.notice(corpus.settings)
    return spreadsheet([list(wording.COLUMNS), *([*_cells(corpus, r), notice] for r in found)])


def _cells(corpus: Corpus, r: JournalRow) -> list[str]:
    holds = wording.YES if r.holds else wording.NO
    kind = wording.KINDS.get(r.kind, r.kind)
    turn = _turn(r)
    words = said(corpus, r).quote
    return [r.at, r.author, kind, _interview(corpus, r), turn, code(corpus, r), words, r.memo, holds, theme(corpus, r),
            r.detail]


def _interview(corpus: Corpus, row: JournalRow) -> str:
    return titles.short(corpus, row.session) if row.session else ""


def _turn(row: JournalRow) -> str:
    return str(row.line.turn) if row.line.turn >= 0 else ""


def code(corpus: Corpus, row: JournalRow) -> str:
    """Name the code that a row is about, if any."""
    return corpus.label_of(row.code) if row.code else ""


def as_markdown(corpus: Corpus, found: Iterable[JournalRow]) -> bytes:
    """Write the journal as a text one reads on, day after day."""
    lines = [f"# {wording.JOURNAL}", "", f"{_plain(corpus.settings.title)} ({phrases.notice(corpus.settings)})"]
    day = ""
    for row in found:
        on, at = sentences.moment(row.at)
        lines += ["", f"## {on}"] if on != day else []
        lines += ["", *_written(corpus, row, at)]
        day = on
    return ("\n".join(lines) + "\n").encode()


def _written(corpus: Corpus, r: JournalRow, at: str) -> list[str]:
    turn = f"{common.TURN} {_turn(r)}" if _turn(r) else ""
    about = [at, r.author, wording.KINDS.get(r.kind, r.kind), r.detail, code(corpus, r), theme(corpus, r),
             _interview(corpus, r), turn, "" if r.holds else wording.UNDONE]
    words = [f"> {_plain(line)}" for line in said(corpus, r).quote.splitlines()]
    return [f"**{_plain(' · '.join(filter(None, about)))}**", *([""] if words else []), *words,
            *(["", _plain(r.memo)] if r.memo else [])]


def _plain(text: str) -> str:
    return MARKS.sub(r"\\\1", text)
