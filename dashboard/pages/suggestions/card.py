"""What the page holds → the card in hand, and beside it the code's definition and like passages already decided."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.data.passages import Passage
from dashboard.data.suggestions import SuggestionCase, SuggestionProgress, of_passage
from dashboard.pages.suggestions.gestures import obey
from dashboard.pages.suggestions.state import ERROR, NEWS, TURN, SuggestionState
from dashboard.ui import frame
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.marked import colour
from dashboard.ui.sentences import suggestion_phrases as phrases
from dashboard.ui.suggestions import reasons
from dashboard.ui.suggestions import shown as component
from dashboard.ui.suggestions.alike import Alike, alike
from dashboard.words import suggestion_wording as wording

FULL = 100


def card(on: SuggestionState, passage: Passage) -> None:
    """Show the passage in hand, and what is suggested for it unless the coder decides alone."""
    corpus = on.reading.corpus
    shown: dict[str, Any] = {
        "phase": on.phase, "token": on.token, "labels": wording.LABELS, "codes": component.codes(corpus),
        "news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, ""), "case": None, "reveal": None,
    }
    TURN.mount(shown | (_suggested(on, passage) if on.phase != "blind" else component.passage(corpus, passage)), obey)


def _suggested(on: SuggestionState, passage: Passage) -> dict[str, Any]:
    if on.phase == "reveal":
        return _revealed(on, passage)
    case = on.case
    marked = component.passage(on.reading.corpus, passage, reasons.spans(case) if case else ())
    return marked | {"case": component.suggested(on.reading, case) if case else None}


def _revealed(on: SuggestionState, passage: Passage) -> dict[str, Any]:
    found = of_passage(on.reading, passage.place)
    spans = sorted({s for c in found for s in reasons.spans(c)})
    return component.passage(on.reading.corpus, passage, spans) | {
        "case": component.suggested(on.reading, on.differing[0]) if on.differing else None,
        "reveal": component.revealed(on.reading, on.put, found, on.differing),
    }


def asset(on: SuggestionState) -> None:
    """Show beside the card what the code means, and like passages already decided."""
    corpus = on.reading.corpus
    if on.phase != "ask":
        rows = [
            element("details", element("summary", corpus.label_of(code)), _told(corpus, code), class_="fiche-code",
                    style=colour(corpus, code))
            for code in corpus.codes
        ]
        frame.say(element("section", element("h2", wording.GRID), rows, class_="fiches"))
    elif on.case:
        frame.say(_definition(corpus, on.case.code), _alike(on, on.case))


def _definition(corpus: Corpus, code: str) -> Html:
    return element("section", element("h2", corpus.label_of(code)), _told(corpus, code), class_="fiche-code",
                   style=colour(corpus, code))


def _told(corpus: Corpus, code: str) -> Html:
    told = corpus.codes[code]
    given = ((wording.DEFINITION, told.definition or wording.NO_DEFINITION), (wording.INCLUDE, told.include),
             (wording.EXCLUDE, told.exclude))
    rows = [join(element("dt", name), element("dd", words)) for name, words in given if words]
    return element("dl", rows)


def _alike(on: SuggestionState, case: SuggestionCase) -> Html:
    found = alike(on.reading, case)
    rows = [_decided(a) for a in found]
    said = element("p", wording.NEAREST_FIRST if rows else wording.NO_ALIKE, class_="discret")
    return element("section", element("h2", wording.ALIKE), said, list_of(rows), class_="proches")


def _decided(of: Alike) -> Html:
    excerpt = of.passage.excerpt
    verdict = element("span", phrases.decided_by(of.status, of.authors), class_=f"verdict {of.status}")
    said = element("p", excerpt.text, class_="dit")
    way = link(wording.IN_TRANSCRIPT, "lecture", entretien=excerpt.session, passage=of.passage.place)
    return join(verdict, said, way)


def far(corpus: Corpus, rows: list[SuggestionProgress]) -> Html:
    """Say how far each code is."""
    listed = element("ul", [element("li", _far(corpus, row)) for row in rows], class_="avancement")
    return element("details", element("summary", wording.BY_CODE), listed)


def _far(corpus: Corpus, row: SuggestionProgress) -> Html:
    filled = element("span", "", class_="plein", style=f"width:{FULL * row.done // row.total}%")
    name = element("span", corpus.label_of(row.code), class_="code", style=colour(corpus, row.code))
    count = element("span", phrases.part(row.done, row.total), class_="n")
    way = link(phrases.left(row.left), "suggestions", ordre="code", code=row.code) if row.left else ""
    return join(name, count, element("span", filled, class_="jauge"), way)
