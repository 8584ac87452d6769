"""Rows of the journal → what one reads day after day, and the files one takes away: only words that may leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.publish_data import spreadsheet
from dashboard.pages.journal import words as wording
from dashboard.pages.journal.view import JournalRow, LineWords, said, theme
from dashboard.ui.cards import colour
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import phrases
from dashboard.words import ui_words as common
from pipeline.pseudonymise.leak_search.questions import WHOLE
from pipeline.publish.held_back import HeldBack

Told = tuple[JournalRow, ...]
MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def days(corpus: Corpus, told: Iterable[Told], noted: Callable[[str], Html]) -> Html:
    """Show the journal by day; ``noted`` shows what somebody wrote, its links leading where they name."""
    by_day = groupby(told, key=lambda rows: wording.moment(rows[0].at)[0])
    shown = [
        element("section", element("h2", day), element("ul", [
            element("li", _line(corpus, rows, noted)) for rows in some
        ]))
        for day, some in by_day
    ]
    return element("div", shown, class_="journal")


def _line(corpus: Corpus, told: Told, noted: Callable[[str], Html]) -> Html:
    row, together = told[0], len(told) > 1
    when = element("span", wording.moment(row.at)[1], class_="heure")
    kind = element("span", wording.KINDS.get(row.kind, row.kind), class_=f"sorte {row.kind}")
    named = link(theme(corpus, row), "themes", theme=row.theme) if row.theme else ""
    chosen = join(element("span", row.detail, class_="discret") if row.detail else "", " ", named, " ")
    undone = Html("") if row.holds else element("span", wording.UNDONE, class_="etiquette")
    code = "" if together or not row.code else element(
        "span", corpus.label_of(row.code), class_="code person", style=colour(corpus, row.code))
    head = element("p", when, " ", element("strong", row.author), " ", kind, " ", code, chosen, undone,
                   class_="ligne-journal")
    if together:
        several = wording.together(len(told), len({r.session for r in told}))
        return join(head, element("p", several, class_="discret"))
    words = said(corpus, row)
    memo = noted(row.memo) if row.memo else ""
    lost = row.line.turn >= 0 and not words.place
    missing = wording.RESERVED if words.reserved else wording.LOST if lost else ""
    if words.quote:
        quoted = element("blockquote", words.quote, class_="dit petit")
    else:
        quoted = element("p", missing, class_="discret") if missing else Html("")
    return join(head, memo, quoted, element("p", _way(corpus, row, words), class_="discret"))


def _way(corpus: Corpus, row: JournalRow, words: LineWords) -> Html:
    if not row.session:
        return Html("")
    turn = f" · {common.TURN} {words.place.turn}" if words.place else ""
    place = "" if words.reserved else words.passage(row.session)
    passage = {"passage": place} if place else {}
    name = wording.READ_PASSAGE if place else wording.READ_SESSION
    return join(f"{titles.short(corpus, row.session)}{turn} ", link(name, "lecture", entretien=row.session, **passage))


@dataclass(frozen=True)
class JournalStays:
    """
    What stays of lines that leave: words of interviews that wait, memos where a word is to be settled.

    Attributes:
        doubted: tells whether a word of a memo is to be settled.
    """

    held: HeldBack = field(default_factory=HeldBack)
    doubted: Callable[[str], bool] = field(default=lambda _: False)

    def quote(self, corpus: Corpus, row: JournalRow) -> str:
        """Give the words that a line is about, where they may leave."""
        return "" if self.held.holds(row.session) else said(corpus, row).quote

    def memo(self, row: JournalRow) -> str:
        """Give what its author says, where no word of it is to be settled."""
        return "" if self.doubted(row.memo) else row.memo

    def code(self, corpus: Corpus, row: JournalRow) -> str:
        """Name a code; by its id alone, where words of the grid may be to settle."""
        return row.code if WHOLE in self.held.words else code(corpus, row)


NOTHING_STAYS = JournalStays()


def as_csv(corpus: Corpus, found: Iterable[JournalRow], stays: JournalStays = NOTHING_STAYS) -> bytes:
    """Write the journal as French spreadsheets read it."""
    notice = phrases.notice(corpus.settings)
    lines = [
        [
            r.at, r.author, wording.KINDS.get(r.kind, r.kind), _interview(corpus, r), _turn(r),
            stays.code(corpus, r), stays.quote(corpus, r), stays.memo(r), wording.YES if r.holds else wording.NO,
            theme(corpus, r), r.detail, notice,
        ]
        for r in found
    ]
    return spreadsheet([list(wording.COLUMNS), *lines])


def _interview(corpus: Corpus, row: JournalRow) -> str:
    return titles.short(corpus, row.session) if row.session else ""


def _turn(row: JournalRow) -> str:
    return str(row.line.turn) if row.line.turn >= 0 else ""


def code(corpus: Corpus, row: JournalRow) -> str:
    """Name the code that a row is about, if any."""
    return corpus.label_of(row.code) if row.code else ""


def as_markdown(
    corpus: Corpus, found: Iterable[JournalRow], stays: JournalStays = NOTHING_STAYS,
) -> bytes:
    """Write the journal as a text one reads on, day after day."""
    lines = [f"# {wording.JOURNAL}", "", f"{_plain(corpus.settings.title)} ({phrases.notice(corpus.settings)})"]
    day = ""
    for row in found:
        on, at = wording.moment(row.at)
        lines += ["", f"## {on}"] if on != day else []
        about = [
            at, row.author, wording.KINDS.get(row.kind, row.kind), row.detail, stays.code(corpus, row),
            theme(corpus, row),
            _interview(corpus, row), f"{common.TURN} {_turn(row)}" if _turn(row) else "",
            "" if row.holds else wording.UNDONE,
        ]
        lines += ["", f"**{_plain(' · '.join(filter(None, about)))}**"]
        words = [f"> {_plain(line)}" for line in stays.quote(corpus, row).splitlines()]
        lines += ["", *words] if words else []
        lines += ["", _plain(stays.memo(row))] if stays.memo(row) else []
        day = on
    return ("\n".join(lines) + "\n").encode()


def _plain(text: str) -> str:
    return MARKS.sub(r"\\\1", text)
