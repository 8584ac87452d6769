"""A theme at a time: what it means, who bears it, what shows it, what is far from it, what goes against it."""

from __future__ import annotations

import streamlit as st

from dashboard import charts
from dashboard.components import address, coder, frame
from dashboard.components.grid import signing as grid_signing
from dashboard.components.groupings.grouping import brief
from dashboard.components.html import Html, element, join, link, list_of
from dashboard.components.marked import colour
from dashboard.components.themes import edit as theme_edit
from dashboard.components.themes import passages as theme_passages
from dashboard.data import study
from dashboard.view.corpus import Corpus
from dashboard.view.passages import Reading
from dashboard.view.themes import FAR, Held, ThemeView, shares, theme_view
from dashboard.words import phrases, theme_wording, wording
from pipeline import decisions
from pipeline.codebook import Theme
from pipeline.exchange.material_words import session_words
from pipeline.theming.distances import FEWEST
from pipeline.theming.pen import CONTRARY, TYPICAL
from pipeline.theming.standing import Lost, Said, said


def chosen(corpus: Corpus) -> Theme:
    """Let the reader choose a theme; the address carries it."""
    themes = {t.id: t for t in corpus.themes}
    return themes[address.pick(wording.THEME, "theme", list(themes), {t.id: t.label for t in corpus.themes})]


def definition(corpus: Corpus, view: ThemeView) -> Html:
    """Say what a theme means and how many bear it: people, then sessions, then excerpts."""
    people = phrases.people_among(view.among, len(view.people.to_read))
    sessions, excerpts = view.counts
    count = theme_wording.COUNTS.format(
        people=people, sessions=phrases.counted(sessions, *session_words(corpus.material)),
        excerpts=phrases.counted(excerpts, *theme_wording.EXCERPT))
    return element(
        "section", element("p", view.theme.definition, class_="grande"), element("p", count, class_="compte"),
        link(wording.SEE_EXTRACTS, "extraits", theme=view.theme.id), class_="ouverture",
    )


def codes(corpus: Corpus, view: ThemeView) -> Html:
    """List the codes that a theme gathers, with the people who bear each."""
    return list_of((_code(corpus, row.code.id, row.code.definition, phrases.people_among(
        row.among, len(row.people.to_read))) for row in view.codes), class_="grille")


def _code(corpus: Corpus, code: str, meaning: str, count: str) -> Html:
    label = element("span", corpus.label_of(code), class_="code person", style=colour(corpus, code))
    return join(label, element("span", meaning, class_="definition"), link(count, "extraits", code=code))


def people(view: ThemeView) -> Html:
    """Name the people with a theme and, among those asked, without it."""
    sides = [(wording.WITH, sorted(view.people.with_it)), (wording.WITHOUT, list(view.without))]
    named = [
        element("div", element("h3", f"{name} ({len(who)})"), element("p", ", ".join(who) or wording.NOBODY))
        for name, who in sides
    ]
    help_ = theme_wording.WITHOUT_ASKED_HELP if view.among.guided else wording.WITHOUT_HELP
    return element("div", named, element("p", help_, class_="discret"), class_="gens-theme")


def compare(corpus: Corpus, view: ThemeView) -> None:
    """Share people out by an attribute that the reader chooses."""
    if not corpus.attributes:
        return
    named = {a: phrases.attribute(a) for a in corpus.attributes}
    attribute = address.pick(wording.BY_ATTRIBUTE, "selon", corpus.attributes, named)
    figure = charts.shares(shares(corpus, view, attribute))
    st.plotly_chart(figure, config=charts.CONFIG, theme=None, alt=phrases.chart_title(view.theme.label, attribute))


def passages(reading: Reading, view: ThemeView) -> None:
    """Show what shows a theme best, what is far from it, what goes against it; each with its rule."""
    far_rule = theme_wording.FAR_RULE.format(n=FAR, fewest=FEWEST)
    groups: tuple[tuple[str, str, tuple[Held, ...], tuple[str, ...], str], ...] = (
        (theme_wording.TYPICAL, theme_wording.TYPICAL_RULE, view.typical, (TYPICAL, CONTRARY), wording.NO_PASSAGE_YET),
        (theme_wording.FAR, far_rule, view.far, (TYPICAL, CONTRARY), theme_wording.NO_FAR),
        (theme_wording.CONTRARY, theme_wording.CONTRARY_RULE, view.contrary, (), theme_wording.NO_CONTRARY),
    )
    for title, rule, held, gestures, nothing in groups:
        frame.say(element("h2", title), element("p", rule, class_="discret"))
        theme_passages.listed(reading, view.theme.id, held, gestures, title)
        if not held:
            frame.say(element("p", nothing, class_="vide-court"))


def gestures(reading: Reading, theme: Theme) -> None:
    """Let whoever decides hold other passages for typical or contrary; ask their name first."""
    with st.expander(theme_wording.GESTURES, icon=":material/edit:", key="themes:gestures"):
        if grid_signing.ready("theme_passage"):
            theme_passages.other(reading, theme.id)


def memos(reading: Reading, theme: Theme, of: Said) -> None:
    """Show the memos on a theme, the latest first, and let one be written."""
    frame.say(element("h2", theme_wording.MEMOS))
    for line in reversed(of.memos_of(theme.id)):
        who = element("p", f"{line.author} · {line.at[:10]}", class_="discret")
        frame.say(element("p", line.memo, class_="memo"), who)
        theme_passages.drop_memo(reading, line)
    if coder.chosen():
        theme_passages.memo(reading, theme.id)
    elif not of.memos_of(theme.id):
        frame.say(element("p", theme_wording.NO_MEMO, class_="discret"))


def lost(of: Said) -> None:
    """List what people said of passages or themes that are not there any more."""
    rows = [element("li", _lost(one), element("q", one.line.quote)) for one in of.lost]
    if rows:
        frame.say(element("details", element("summary", f"{theme_wording.LOST} ({len(rows)})"), element("ul", rows)))


def _lost(one: Lost) -> str:
    line = one.line
    return theme_wording.LOST_LINE.format(file=line.file, line=line.line, theme=line.theme, reason=one.reason)


def lay_out(reading: Reading, of: Said) -> Theme:
    """Show the theme chosen."""
    corpus, theme = reading.corpus, chosen(reading.corpus)
    view = theme_view(reading, theme, of)
    frame.say(definition(corpus, view), element("h2", wording.CODES_OF_THEME), codes(corpus, view))
    frame.counted_among(reading)
    frame.kept_back(corpus)
    left, right = st.columns([3, 2], gap="large")
    with left:
        compare(corpus, view)
    with right:
        frame.say(people(view))
    passages(reading, view)
    gestures(reading, theme)
    memos(reading, theme, of)
    if view.groupings:
        frame.say(element("h2", wording.GROUPINGS_OF_THEME), element("p", theme_wording.THROUGH_GROUPINGS,
                  class_="discret"), *(brief(g) for g in view.groupings))
    return theme


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.THEMES)
    corpus = reading.corpus
    coder.who()
    st.html(f"<style>{frame.asset('themes.css')}</style>")
    lines = decisions.themes(study())
    spoken_of = {d.session for d in lines}
    near = [e for e in corpus.excerpts if e.session in spoken_of]
    of = said(lines, [t.id for t in corpus.themes], corpus.turns, near)
    grid_signing.news()
    theme_passages.news()
    frame.say(element("p", theme_wording.INTRODUCTION if corpus.themes else theme_wording.NONE,
                      class_="discret" if corpus.themes else "vide"))
    theme = lay_out(reading, of) if corpus.themes else None
    lost(of)
    with st.expander(theme_wording.EDIT, icon=":material/edit_note:", key="themes:edit"):
        theme_edit.show(theme)


show()
