"""Rows of the journal → what one reads, day after day, each line with the way back to the text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from dashboard import journal_phrases as phrases
from dashboard import journal_wording as wording
from dashboard import wording as common
from dashboard.components.html import Html, element, join, link
from dashboard.components.marked import colour
from dashboard.view.corpus import Corpus
from dashboard.view.journal import Row

Told = tuple[Row, ...]


def days(corpus: Corpus, told: Iterable[Told]) -> Html:
    """Show the journal by day."""
    by_day = groupby(told, key=lambda rows: phrases.moment(rows[0].at)[0])
    return element("div", [_day(corpus, day, list(some)) for day, some in by_day], class_="journal")


def _day(corpus: Corpus, day: str, told: list[Told]) -> Html:
    return element("section", element("h2", day), element("ul", [element("li", _line(corpus, t)) for t in told]))


def _line(corpus: Corpus, told: Told) -> Html:
    row = told[0]
    head = element("p", _when(row), " ", element("strong", row.author), " ", _kind(row), " ", _code(corpus, told),
                   _undone(row), class_="ligne-journal")
    return join(head, _together(told) if len(told) > 1 else _about(row))


def _when(row: Row) -> Html:
    return element("span", phrases.moment(row.at)[1], class_="heure")


def _kind(row: Row) -> Html:
    return element("span", wording.KINDS.get(row.kind, row.kind), class_=f"sorte {row.kind}")


def _code(corpus: Corpus, told: Told) -> Html:
    code = told[0].code
    if len(told) > 1 or not code:
        return Html("")
    return element("span", corpus.label_of(code), class_="code person", style=colour(corpus, code))


def _undone(row: Row) -> Html:
    return Html("") if row.holds else element("span", wording.UNDONE, class_="etiquette")


def _together(told: Told) -> Html:
    return element("p", phrases.together(len(told), len({r.session for r in told})), class_="discret")


def _about(row: Row) -> Html:
    memo = element("p", row.memo, class_="memo-journal") if row.memo else ""
    return join(memo, _said(row), element("p", _way(row), class_="discret"))


def _said(row: Row) -> Html:
    if row.quote:
        return element("blockquote", row.quote, class_="dit petit")
    missing = wording.RESERVED if row.reserved else wording.LOST if row.turn >= 0 and not row.place else ""
    return element("p", missing, class_="discret") if missing else Html("")


def _way(row: Row) -> Html:
    if not row.session:
        return Html("")
    turn = f" · {common.TURN} {row.place.turn}" if row.place else ""
    passage = {"passage": row.passage} if row.passage and not row.reserved else {}
    words = wording.READ_PASSAGE if passage else wording.READ_SESSION
    return join(f"{row.session}{turn} ", link(words, "lecture", entretien=row.session, **passage))
