"""Rows of the journal → what one reads, day after day, each line with the way back to the text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.pages.journal import sentences
from dashboard.pages.journal import words as wording
from dashboard.pages.journal.rows import JournalRow
from dashboard.pages.journal.view import LineWords, said, theme
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.marked import colour
from dashboard.words import wording as common

Told = tuple[JournalRow, ...]


def days(corpus: Corpus, told: Iterable[Told]) -> Html:
    """Show the journal by day."""
    by_day = groupby(told, key=lambda rows: sentences.moment(rows[0].at)[0])
    return element("div", [_day(corpus, day, list(some)) for day, some in by_day], class_="journal")


def _day(corpus: Corpus, day: str, told: list[Told]) -> Html:
    return element("section", element("h2", day), element("ul", [element("li", _line(corpus, t)) for t in told]))


def _line(corpus: Corpus, told: Told) -> Html:
    row = told[0]
    when = element("span", sentences.moment(row.at)[1], class_="heure")
    kind = element("span", wording.KINDS.get(row.kind, row.kind), class_=f"sorte {row.kind}")
    named = link(theme(corpus, row), "themes", theme=row.theme) if row.theme else ""
    chosen = join(element("span", row.detail, class_="discret") if row.detail else "", " ", named, " ")
    undone = Html("") if row.holds else element("span", wording.UNDONE, class_="etiquette")
    head = element("p", when, " ", element("strong", row.author), " ", kind, " ", _code(corpus, told),
                   chosen, undone, class_="ligne-journal")
    return join(head, _together(told) if len(told) > 1 else _about(corpus, row))


def _code(corpus: Corpus, told: Told) -> Html:
    code = told[0].code
    if len(told) > 1 or not code:
        return Html("")
    return element("span", corpus.label_of(code), class_="code person", style=colour(corpus, code))


def _together(told: Told) -> Html:
    return element("p", sentences.together(len(told), len({r.session for r in told})), class_="discret")


def _about(corpus: Corpus, row: JournalRow) -> Html:
    words = said(corpus, row)
    memo = element("p", row.memo, class_="memo-journal") if row.memo else ""
    return join(memo, _quoted(row, words), element("p", _way(corpus, row, words), class_="discret"))


def _quoted(row: JournalRow, words: LineWords) -> Html:
    if words.quote:
        return element("blockquote", words.quote, class_="dit petit")
    lost = row.line.turn >= 0 and not words.place
    missing = wording.RESERVED if words.reserved else wording.LOST if lost else ""
    return element("p", missing, class_="discret") if missing else Html("")


def _way(corpus: Corpus, row: JournalRow, words: LineWords) -> Html:
    if not row.session:
        return Html("")
    turn = f" · {common.TURN} {words.place.turn}" if words.place else ""
    place = "" if words.reserved else words.passage(row.session)
    passage = {"passage": place} if place else {}
    name = wording.READ_PASSAGE if place else wording.READ_SESSION
    return join(f"{titles.short(corpus, row.session)}{turn} ", link(name, "lecture", entretien=row.session, **passage))
