"""A theme at a time: what it means, who bears it, what shows it, what is far from it, what goes against it."""

from __future__ import annotations

import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading
from dashboard.data.study_data import study
from dashboard.pages.themes import gestures, words
from dashboard.pages.themes.view import FAR, ShownPassage, ThemeView, shares, theme_view
from dashboard.ui import address, coder, frame, plots
from dashboard.ui import grid as grid_signing
from dashboard.ui.cards import colour, grouping_line
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import phrases
from dashboard.words import ui_words
from pipeline.anchoring import decisions
from pipeline.codebook.grid import Theme
from pipeline.coding.theme_decisions import FEWEST, MARKS, ThemeStatements, said
from pipeline.model.decision_rows import ThemeVerb
from pipeline.publish.material_words import session_words


def chosen(corpus: Corpus) -> Theme:
    """Let the reader choose a theme; the address carries it."""
    themes = {t.id: t for t in corpus.themes}
    return themes[address.pick(ui_words.THEME, "theme", list(themes), {t.id: t.label for t in corpus.themes})]


def definition(corpus: Corpus, view: ThemeView) -> Html:
    """Say what a theme means and how many bear it: people, then sessions, then excerpts."""
    people = phrases.people_among(view.among, len(view.people.to_read))
    sessions, excerpts = view.counts
    count = words.COUNTS.format(
        people=people, sessions=phrases.counted(sessions, *session_words(corpus.material)),
        excerpts=phrases.counted(excerpts, *words.EXCERPT))
    return element(
        "section", element("p", view.theme.definition, class_="grande"), element("p", count, class_="compte"),
        link(ui_words.SEE_EXTRACTS, "extraits", theme=view.theme.id), class_="ouverture",
    )


def codes(corpus: Corpus, view: ThemeView) -> Html:
    """List the codes that a theme gathers, with the people who bear each."""
    rows = []
    for row in view.codes:
        code = row.code.id
        label = element("span", corpus.label_of(code), class_="code person", style=colour(corpus, code))
        count = phrases.people_among(row.among, len(row.people.to_read))
        meaning = element("span", row.code.definition, class_="definition")
        rows.append(join(label, meaning, link(count, "extraits", code=code)))
    return list_of(rows, class_="grille")


def people(view: ThemeView) -> Html:
    """Name the people with a theme and, among those asked, without it."""
    sides = [(ui_words.WITH, sorted(view.people.with_it)), (ui_words.WITHOUT, list(view.without))]
    named = [
        element("div", element("h3", f"{name} ({len(who)})"), element("p", ", ".join(who) or ui_words.NOBODY))
        for name, who in sides
    ]
    help_ = words.WITHOUT_ASKED_HELP if view.among.guided else words.WITHOUT_HELP
    return element("div", named, element("p", help_, class_="discret"), class_="gens-theme")


def compare(corpus: Corpus, view: ThemeView) -> None:
    """Share people out by an attribute that the reader chooses."""
    if not corpus.attributes:
        return
    named = {a: phrases.attribute(a) for a in corpus.attributes}
    attribute = address.pick(words.BY_ATTRIBUTE, "selon", corpus.attributes, named)
    figure = plots.shares(shares(corpus, view, attribute))
    st.plotly_chart(figure, config=plots.CONFIG, theme=None, alt=phrases.chart_title(view.theme.label, attribute))


def passages(reading: CorpusReading, view: ThemeView) -> None:
    """Show what shows a theme best, what is far from it, what goes against it; each with its rule."""
    far_rule = words.FAR_RULE.format(n=FAR, fewest=FEWEST)
    groups: tuple[tuple[str, str, tuple[ShownPassage, ...], tuple[ThemeVerb, ...], str], ...] = (
        (words.TYPICAL, words.TYPICAL_RULE, view.typical, MARKS, ui_words.NO_PASSAGE_YET),
        (words.FAR, far_rule, view.far, MARKS, words.NO_FAR),
        (words.CONTRARY, words.CONTRARY_RULE, view.contrary, (), words.NO_CONTRARY),
    )
    for title, rule, held, verbs, nothing in groups:
        frame.say(element("h2", title), element("p", rule, class_="discret"))
        gestures.listed(reading, view.theme.id, held, verbs, title)
        if not held:
            frame.say(element("p", nothing, class_="vide-court"))


def other_passages(reading: CorpusReading, theme: Theme) -> None:
    """Let whoever decides hold other passages for typical or contrary; ask their name first."""
    with st.expander(words.GESTURES, icon=":material/edit:", key="themes:gestures"):
        if grid_signing.ready("theme_passage"):
            gestures.other(reading, theme.id)


def memos(reading: CorpusReading, theme: Theme, of: ThemeStatements) -> None:
    """Show the memos on a theme, the latest first, and let one be written."""
    frame.say(element("h2", words.MEMOS))
    for line in reversed(of.memos_of(theme.id)):
        who = element("p", f"{line.author} · {line.at[:10]}", class_="discret")
        frame.say(element("p", line.memo, class_="memo"), who)
        gestures.drop_memo(reading, line)
    if coder.chosen():
        gestures.memo(reading, theme.id)
    elif not of.memos_of(theme.id):
        frame.say(element("p", words.NO_MEMO, class_="discret"))


def lost(of: ThemeStatements) -> None:
    """List what people said of passages or themes that are not there any more."""
    rows = []
    for one in of.lost:
        line = one.line
        told = words.LOST_LINE.format(file=line.file, line=line.line, theme=line.theme, reason=one.reason)
        rows.append(element("li", told, element("q", line.quote)))
    if rows:
        frame.say(element("details", element("summary", f"{words.LOST} ({len(rows)})"), element("ul", rows)))


def lay_out(reading: CorpusReading, of: ThemeStatements) -> Theme:
    """Show the theme chosen."""
    corpus, theme = reading.corpus, chosen(reading.corpus)
    view = theme_view(reading, theme, of)
    frame.say(definition(corpus, view), element("h2", ui_words.CODES_OF_THEME), codes(corpus, view))
    frame.counted_among(reading)
    frame.kept_back(corpus)
    left, right = st.columns([3, 2], gap="large")
    with left:
        compare(corpus, view)
    with right:
        frame.say(people(view))
    passages(reading, view)
    other_passages(reading, theme)
    memos(reading, theme, of)
    if view.groupings:
        frame.say(element("h2", words.GROUPINGS_OF_THEME), element("p", words.THROUGH_GROUPINGS,
                  class_="discret"), *(grouping_line(g) for g in view.groupings))
    return theme


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.THEMES)
    corpus = reading.corpus
    coder.who()
    st.html(f"<style>{frame.asset('themes.css')}</style>")
    lines = decisions.themes(study())
    spoken_of = {d.session for d in lines}
    near = [e for e in corpus.excerpts if e.session in spoken_of]
    of = said(lines, [t.id for t in corpus.themes], corpus.turns, near)
    grid_signing.news()
    gestures.news()
    frame.say(element("p", words.INTRODUCTION if corpus.themes else words.NONE,
                      class_="discret" if corpus.themes else "vide"))
    theme = lay_out(reading, of) if corpus.themes else None
    lost(of)
    with st.expander(words.EDIT, icon=":material/edit_note:", key="themes:edit"):
        gestures.edit_theme(theme)


show()
