"""A theme, the questionnaire on one side and interviews on the other: figures, quotes, and what a person concludes."""

from __future__ import annotations

from typing import cast

import streamlit as st

from dashboard.data import study_data
from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.questionnaire import Answered, Joint, joint
from dashboard.pages.questionnaire import joint_table, verdict
from dashboard.pages.questionnaire.answers_plot import bars
from dashboard.ui import address, frame, plots
from dashboard.ui.cards import quote
from dashboard.ui.html import Html, element, join, link, open_link
from dashboard.ui.sentences import compare_phrases as told
from dashboard.ui.sentences import phrases
from dashboard.words import compare_words as common
from dashboard.words import compare_words as words
from dashboard.words import ui_words
from pipeline.analysis.intervals import Method
from pipeline.anchoring import decisions
from pipeline.coding import verdicts


def chosen(corpus: Corpus) -> tuple[str, Method]:
    """Let the reader choose a theme and an interval; the address carries both."""
    left, right = st.columns([3, 2])
    with left:
        named = {t.id: t.label for t in corpus.themes}
        theme = address.pick(ui_words.THEME, "theme", list(named), named)
    with right:
        method = address.pick(words.METHOD, "intervalle", list(words.METHODS), words.METHODS)
    return theme, cast("Method", method)


def closed(corpus: Corpus, found: Joint) -> None:
    """Show what the closed questions of the theme were answered."""
    frame.say(element("h2", words.CLOSED), element("p", words.DECLARED, class_="avertissement"))
    if found.unknown:
        frame.say(element("p", told.unknown_questions(found.unknown), class_="discret"))
    if not found.closed:
        frame.say(element("p", words.NO_QUESTION if corpus.answers else words.NO_ANSWER, class_="discret"))
        return
    for one in found.closed:
        frame.say(element("h3", one.question.label), element("p", told.answered(one), class_="compte"))
        plots.show_figure(corpus, bars(one), f"question-{one.question.name}", one.question.label)
    plots.offer_rows(corpus, words.ANSWER_COLUMNS, rows(found), f"questionnaire-{found.theme.id}")
    frame.say(element("p", words.INTERVAL_HELP, class_="discret"))


def rows(found: Joint) -> list[list[str]]:
    """Give the figures of a theme as a spreadsheet lists them."""
    return [row for one in found.closed for row in _rows(found, one)]


def _rows(found: Joint, one: Answered) -> list[list[str]]:
    return [
        [found.theme.label, one.question.label, f.answer, str(f.count), str(f.total),
         *(told.tenths(share) for share in (f.share, f.low, f.high))]
        for f in one.figures
    ]


def open_answers(corpus: Corpus, found: Joint) -> Html:
    """Say whose open answers were coded so, and quote some."""
    count = element("p", told.open_answers(found.open), class_="compte")
    help_ = element("p", words.OPEN_HELP, class_="discret")
    more = link(ui_words.SEE_EXTRACTS, "extraits", **{"theme": found.theme.id, "a.type": words.FORM})
    return element("section", element("h2", words.OPEN), help_, count, more, _quotes(corpus, found.from_answers))


def interviews(corpus: Corpus, found: Joint) -> Html:
    """Say who spoke of it, and quote some."""
    people = phrases.people_among(found.among, len(found.people.to_read))
    spoken = {session for _, session in found.people.decided}
    where = [("entretien", session) for session in corpus.sessions if session in spoken]
    more = open_link(ui_words.SEE_EXTRACTS, "extraits", [("theme", found.theme.id), ("par", "person"), *where])
    count = element("p", people, class_="compte")
    return element("section", element("h2", words.INTERVIEWS), element("p", ui_words.DECISIONS_NOT_FACTS,
                   class_="avertissement"), count, more, _quotes(corpus, found.from_interviews))


def _quotes(corpus: Corpus, passages: tuple[Passage, ...]) -> Html:
    return join(quote(corpus, p) for p in passages) or element("p", words.NOBODY_CODED, class_="discret")


def lay_out(reading: CorpusReading) -> None:
    """Show both sides of the theme chosen, then the verdicts."""
    corpus = reading.corpus
    theme, method = chosen(corpus)
    found = joint(reading, next(t for t in corpus.themes if t.id == theme), method)
    frame.say(element("p", found.theme.definition, class_="definition"))
    left, right = st.columns([6, 5], gap="large")
    with left:
        closed(corpus, found)
        frame.say(open_answers(corpus, found))
    with right:
        frame.say(interviews(corpus, found))
    verdict.show(theme)


def every(reading: CorpusReading) -> None:
    """Show both sides of every theme in one table."""
    corpus = reading.corpus
    found = [joint(reading, theme, "wilson") for theme in corpus.themes]
    held = verdicts.held(decisions.verdicts(study_data.study()))
    frame.say(element("p", words.DECLARED, class_="avertissement"))
    frame.caution()
    frame.say(joint_table.joint_table(found, held))
    plots.offer_rows(corpus, words.JOINT_FILE, joint_table.rows(corpus, found, held), "questionnaire-et-entretiens")


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(common.MIXED)
    st.html(f"<style>{frame.asset('compare.css')}</style>")
    if not reading.corpus.themes:
        frame.say(element("p", ui_words.NO_THEME_YET, class_="vide"))
    elif address.pick(words.MIXED_VIEW, "vue", list(words.MIXED_VIEWS), words.MIXED_VIEWS) == "tous":
        every(reading)
    else:
        lay_out(reading)


show()
