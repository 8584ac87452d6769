"""Interviews and groups → a table one reads them from: who speaks, who read them, what is coded, what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.pages.entretiens.view import Interview
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import reading_phrases
from dashboard.words import reading_wording as words
from dashboard.words import wording


def table(corpus: Corpus, shown: Iterable[Interview], answers: Counter[str] | None) -> Html:
    """Lay interviews out; ``answers`` counts the extracts of each that answer the filters, if there are any."""
    head = element("tr", [element("th", name, scope="col") for name in words.COLUMNS])
    rows = [_row(corpus, one, answers) for one in shown]
    return element("table", element("thead", head), element("tbody", rows), class_="entretiens")


def _row(corpus: Corpus, one: Interview, answers: Counter[str] | None) -> Html:
    cells = (_who(corpus, one), join(", ".join(one.readers) or _discreet(words.NOBODY_READ)), _coded(one),
             _waiting(one), join(wording.SIGNED if one.signed else _discreet(wording.UNSIGNED)))
    name = element("th", _name(corpus, one, answers), scope="row")
    return element("tr", name, [element("td", cell) for cell in cells])


def _name(corpus: Corpus, one: Interview, answers: Counter[str] | None) -> Html:
    about = " · ".join(filter(None, (one.kind, reading_phrases.turns(one.turns))))
    called = link(titles.title(corpus, one.session), "lecture", entretien=one.session)
    parts = [element("strong", called), element("div", _discreet(about))]
    if answers is not None:
        found = reading_phrases.answering(answers[one.session])
        parts.append(element("div", link(found, "extraits", entretiens=one.session)))
    return join(parts)


def _who(corpus: Corpus, one: Interview) -> Html:
    if not one.people:
        return _discreet(wording.NOTES if not one.kind else one.kind)
    return join(element("div", element("strong", p), " ", _discreet(" · ".join(corpus.situating(p, one.session)[:3])))
                for p in one.people)


def _coded(one: Interview) -> Html:
    width = 100 * one.coded // one.excerpts if one.excerpts else 0
    gauge = element("span", element("span", "", class_="plein", style=f"width:{width}%"), class_="jauge")
    return join(reading_phrases.coded(one.coded, one.excerpts), gauge)


def _waiting(one: Interview) -> Html:
    of = one.waiting
    if not of.total:
        return _discreet(words.NO_SUGGESTION)
    told = reading_phrases.to_read(of.total, of.hidden)
    # What stands on reserved passages is read in the session itself.
    return link(told, "suggestions" if of.shown else "lecture", entretien=one.session)


def _discreet(said: str) -> Html:
    return element("span", said, class_="discret")
