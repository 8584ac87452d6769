"""A theme at a time: what it means, its codes, the people with and without it, its passages."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, phrases, wording
from dashboard.components import address, frame
from dashboard.components.cards import quote
from dashboard.components.groupings import brief
from dashboard.components.html import Html, element, join, link, list_of
from dashboard.components.marked import colour
from dashboard.view.corpus import Corpus
from dashboard.view.passages import Reading
from dashboard.view.themes import ThemeView, shares, theme_view
from pipeline.codebook import Theme


def chosen(corpus: Corpus) -> Theme:
    """Let the reader choose a theme; the address carries it."""
    themes = {t.id: t for t in corpus.themes}
    return themes[address.pick(wording.THEME, "theme", list(themes), {t.id: t.label for t in corpus.themes})]


def definition(corpus: Corpus, view: ThemeView) -> Html:
    """Say what a theme means and how many people bear it."""
    count = phrases.people_out_of(len(view.people.with_it), len(corpus.people), len(view.people.to_read))
    return element(
        "section", element("p", view.theme.definition, class_="grande"), element("p", count, class_="compte"),
        link(wording.SEE_EXTRACTS, "extraits", theme=view.theme.id), class_="ouverture",
    )


def codes(corpus: Corpus, view: ThemeView) -> Html:
    """List the codes that a theme gathers, with the people who bear each."""
    return list_of((_code(corpus, row.code.id, row.code.definition, phrases.people_out_of(
        len(row.people.with_it), len(corpus.people), len(row.people.to_read))) for row in view.codes), class_="grille")


def _code(corpus: Corpus, code: str, meaning: str, count: str) -> Html:
    label = element("span", corpus.label_of(code), class_="code person", style=colour(corpus, code))
    return join(label, element("span", meaning, class_="definition"), link(count, "extraits", code=code))


def people(view: ThemeView) -> Html:
    """Name the people with a theme and without it."""
    sides = ((wording.WITH, sorted(view.people.with_it)), (wording.WITHOUT, view.without))
    named = [
        element("div", element("h3", f"{name} ({len(who)})"), element("p", ", ".join(who) or wording.NOBODY))
        for name, who in sides
    ]
    return element("div", named, element("p", wording.WITHOUT_HELP, class_="discret"), class_="gens-theme")


def compare(corpus: Corpus, view: ThemeView) -> None:
    """Share people out by an attribute that the reader chooses."""
    if not corpus.attributes:
        return
    named = {a: phrases.attribute(a) for a in corpus.attributes}
    attribute = address.pick(wording.BY_ATTRIBUTE, "selon", corpus.attributes, named)
    figure = charts.shares(shares(corpus, view, attribute))
    st.plotly_chart(figure, config=charts.CONFIG, theme=None, alt=phrases.chart_title(view.theme.label, attribute))


def passages(corpus: Corpus, view: ThemeView) -> Html:
    """Quote what shows a theme best, then the groupings a person attached to it."""
    shown = join(quote(corpus, p) for p in view.typical) or element("p", wording.NO_PASSAGE_YET, class_="discret")
    attached = [element("h2", wording.GROUPINGS_OF_THEME), *(brief(g) for g in view.groupings)]
    return join(element("h2", wording.TYPICAL), shown, attached if view.groupings else "")


def lay_out(reading: Reading) -> None:
    """Show the theme chosen."""
    corpus = reading.corpus
    view = theme_view(reading, chosen(corpus))
    frame.caution()
    frame.say(definition(corpus, view), element("h2", wording.CODES_OF_THEME), codes(corpus, view))
    left, right = st.columns([3, 2], gap="large")
    with left:
        compare(corpus, view)
    with right:
        frame.say(people(view))
    frame.say(passages(corpus, view))


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.THEMES)
    if reading.corpus.themes:
        lay_out(reading)
    else:
        frame.say(element("p", wording.NO_THEME_YET, class_="vide"))


show()
