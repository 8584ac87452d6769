"""A theme at a time: what it means, who bears it, what shows it, what is far from it, what goes against it."""

from __future__ import annotations

import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.data.counting import waiting
from dashboard.data.passages import CorpusReading
from dashboard.data.study_data import study
from dashboard.pages.themes import gestures
from dashboard.pages.themes import view as wording
from dashboard.pages.themes.view import MOST_FAR, ShownPassage, ThemeView, shares, theme_view
from dashboard.ui import address, coder, frame, memos, plots
from dashboard.ui import grid as grid_signing
from dashboard.ui.cards import colour, grouping_line
from dashboard.ui.downloads import offer_coded
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import phrases
from dashboard.words import ui_words
from pipeline.anchoring import decisions
from pipeline.codebook.grid import Theme
from pipeline.coding.memos import MemoSubject
from pipeline.coding.theme_decisions import FEWEST, MARKS, ThemeStatements, said
from pipeline.model.decision_rows import ThemeVerb
from pipeline.publish.material_words import passages_told, session_words
from pipeline.publish.passages.leaving_passages import PassageChoice
from pipeline.publish.passages.passage_document import PassageLayout


def chosen(corpus: Corpus) -> Theme:
    """Let the reader choose a theme; the address carries it."""
    themes = {t.id: t for t in corpus.themes}
    return themes[address.pick(ui_words.THEME, "theme", list(themes), {t.id: t.label for t in corpus.themes})]


def definition(corpus: Corpus, view: ThemeView) -> Html:
    """Say what a theme means and how many bear it: people, then sessions, then passages."""
    people = phrases.people_among(view.among, address.suggested_only(view.people))
    sessions = phrases.counted(view.tally.sessions, *session_words(corpus.material))
    count = wording.COUNTS.format(people=people, sessions=sessions, passages=passages_told(view.tally))
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
        count = phrases.people_among(row.among, address.suggested_only(row.people))
        meaning = element("span", row.code.definition, class_="definition")
        rows.append(join(label, meaning, link(count, "extraits", code=code)))
    return list_of(rows, class_="grille")


def people(view: ThemeView) -> Html:
    """Name the people with a theme, those coded without it, and those whom nobody has coded yet."""
    of = view.among
    sides = [(ui_words.WITH, of.people | of.unasked), (ui_words.WITHOUT, of.without)]
    sides += [(ui_words.NOT_YET, of.not_yet)] if of.not_yet else []
    named = [
        element("div", element("h3", f"{name} ({len(who)})"), element("p", ", ".join(sorted(who)) or wording.NOBODY))
        for name, who in sides
    ]
    help_ = wording.WITHOUT_ASKED_HELP if of.guided else wording.WITHOUT_HELP
    return element("div", named, element("p", help_, class_="discret"), class_="gens-theme")


def compare(reading: CorpusReading, view: ThemeView) -> None:
    """Share people out by an attribute that the reader chooses."""
    corpus = reading.corpus
    if not corpus.attributes:
        return
    named = {a: phrases.attribute(a) for a in corpus.attributes}
    attribute = address.pick(wording.BY_ATTRIBUTE, "selon", corpus.attributes, named)
    figure = plots.shares(shares(reading, view, attribute))
    st.plotly_chart(figure, config=plots.CONFIG, theme=None, alt=phrases.chart_title(view.theme.label, attribute))


def passages(reading: CorpusReading, view: ThemeView) -> None:
    """Show what shows a theme best, what is far from it, what goes against it; each with its rule."""
    far_rule = wording.FAR_RULE.format(n=MOST_FAR, fewest=FEWEST)
    groups: tuple[tuple[str, str, tuple[ShownPassage, ...], tuple[ThemeVerb, ...], str], ...] = (
        (wording.TYPICAL, wording.TYPICAL_RULE, view.typical, MARKS, ui_words.NO_PASSAGE_YET),
        (wording.FAR, far_rule, view.far, MARKS, wording.NO_FAR),
        (wording.CONTRARY, wording.CONTRARY_RULE, view.contrary, (), wording.NO_CONTRARY),
    )
    for title, rule, held, verbs, nothing in groups:
        frame.say(element("h2", title), element("p", rule, class_="discret"))
        gestures.listed(reading, view.theme.id, held, verbs, title)
        if not held:
            frame.say(element("p", nothing, class_="vide-court"))


def other_passages(reading: CorpusReading, theme: Theme) -> None:
    """Let whoever decides hold other passages for typical or contrary; ask their name first."""
    with st.expander(wording.GESTURES, icon=":material/edit:", key="themes:gestures"):
        if grid_signing.ready("theme_passage"):
            gestures.other(reading, theme.id)


def lost(of: ThemeStatements) -> None:
    """List what people said of passages or themes that are not there any more."""
    rows = []
    for one in of.lost:
        line = one.line
        told = wording.LOST_LINE.format(file=line.file, line=line.line, theme=line.theme, reason=one.reason)
        rows.append(element("li", told, element("q", line.quote)))
    if rows:
        frame.say(element("details", element("summary", f"{wording.LOST} ({len(rows)})"), element("ul", rows)))


def lay_out(reading: CorpusReading, of: ThemeStatements) -> Theme:
    """Show the theme chosen."""
    corpus = reading.corpus
    with frame.line("theme"):
        theme = chosen(corpus)
        address.offer_suggestions(corpus, waiting(reading, frozenset(theme.codes)))
    view = theme_view(reading, theme, of)
    frame.say(definition(corpus, view), element("h2", wording.CODES_OF_THEME), codes(corpus, view))
    frame.caution()
    frame.kept_back(corpus)
    left, right = st.columns([3, 2], gap="large")
    with left:
        compare(reading, view)
    with right:
        frame.say(people(view))
    asked = PassageChoice(frozenset(theme.codes))
    how = PassageLayout(asked=asked, themes=frozenset({theme.id}))
    offer_coded(reading, how, f"theme-{theme.id}", theme.label)
    passages(reading, view)
    other_passages(reading, theme)
    memos.show(reading, MemoSubject("theme", theme.id))
    if view.groupings:
        frame.say(element("h2", wording.GROUPINGS_OF_THEME), element("p", wording.THROUGH_GROUPINGS,
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
    grid_signing.take_back("themes:undo:last")
    gestures.news()
    if not corpus.themes:
        frame.say(element("p", wording.NONE, class_="vide"))
    theme = lay_out(reading, of) if corpus.themes else None
    lost(of)
    frame.say(element("p", wording.INTRODUCTION, class_="discret"))
    with st.expander(wording.EDIT, theme is None, icon=":material/edit_note:", key="themes:edit"):
        gestures.edit_theme(theme)


show()
