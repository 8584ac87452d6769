"""Groupings by proximity → their names, and one table of them all."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.corpus import Corpus
from dashboard.pages.regroupements.view import Lead
from dashboard.ui import html
from dashboard.ui.cards import grouping_anchor
from dashboard.ui.html import Html, element, join
from dashboard.ui.sentences import compare_phrases as phrases
from dashboard.ui.sentences.phrases import number
from dashboard.words import compare_words as words

HEADING = 3


def title(lead: Lead) -> str:
    """Name a grouping by its number, and by the name a person gave it, else by its own words."""
    return f"{phrases.numbered(lead.grouping.topic)} : {heading(lead)}"


def heading(lead: Lead) -> str:
    """Give the name that a person chose, else the few words that tell a grouping from the others."""
    return f"« {lead.named.label} »" if lead.named and lead.named.label else ", ".join(lead.grouping.words[:HEADING])


def summary(corpus: Corpus, found: Sequence[Lead]) -> Html:
    """Lay all groupings out in one table, those that hold first, each leading to what is said of it below."""
    ordered = sorted(found, key=lambda lead: not lead.holds)
    rows = [html.line(_to(lead), _cells(corpus, lead)) for lead in ordered]
    note = element("p", words.NUMBERS_ON_DISK, class_="discret")
    return join(html.table(words.GROUPINGS_SUMMARY, words.SUMMARY_HEAD, rows), note)


def _to(lead: Lead) -> Html:
    return element("a", title(lead), href=f"#{grouping_anchor(lead.grouping)}", class_="lien")


def _cells(corpus: Corpus, lead: Lead) -> list[Html]:
    codes = ", ".join(corpus.label_of(one.code) for one, _ in lead.crossed[:HEADING])
    figures = lead.grouping.people, lead.grouping.sessions, lead.grouping.size
    return [*(html.figure(number(n)) for n in figures), element("td", codes or "—"),
            element("td", words.HOLDS[lead.holds])]
