"""Cases and themes → a table of what people wrote of each, and where one writes."""

from __future__ import annotations

import streamlit as st

from dashboard.data import study_data, titles
from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading, Passage
from dashboard.pages.matrice import view
from dashboard.ui import address, coder, frame
from dashboard.ui.html import Html, element, join, line, link, open_link, table
from dashboard.ui.sentences import compare_phrases as phrases
from dashboard.words import compare_words as words
from pipeline.anchoring import decisions
from pipeline.coding import verdicts
from pipeline.coding.verdicts import Cells, FrameworkCase
from pipeline.model.decision_rows import SummaryDecision
from pipeline.model.errors import FiligraneError

NEWS, ERROR, BEGINNING = "framework:news", "framework:error", 60


def show(reading: CorpusReading) -> None:
    """Show every summary, then where one writes."""
    corpus = reading.corpus
    if not corpus.themes:
        frame.say(element("p", words.NO_ROW, class_="vide"))
        return
    kind = address.pick(words.CASES, "cas", list(words.CASE_KINDS), words.CASE_KINDS)
    cases = view.cases(corpus, by_person=kind == "personne")
    frame.say(element("p", words.FRAMEWORK_HELP, class_="discret"))
    writing(reading, cases)
    frame.say(grid(reading, cases, verdicts.cells(decisions.summaries(study_data.study()))))


def grid(reading: CorpusReading, cases: list[FrameworkCase], written: Cells) -> Html:
    """Lay summaries out: a row for each case, a column for each theme."""
    corpus, themes = reading.corpus, reading.corpus.themes
    many = view.counts(reading, themes)
    body = []
    for case in cases:
        who = [("personne", case.participant)] if case.participant else []
        cells = []
        for t in themes:
            where = [("theme", t.id), ("par", "person"), ("entretien", case.session), *who]
            behind = element("span", words.NO_TURN, class_="discret")
            if many[case, t.id]:
                behind = element("small", open_link(phrases.coded(many[case, t.id]), "extraits", where))
            cells.append(element("td", _said(reading, written.get((case, t.id), ())), behind, class_="resume"))
        body.append(line(named(corpus, case), cells))
    return table(words.MATRIX_VIEWS["cadre"], ("", *(t.label for t in themes)), body)


def named(corpus: Corpus, case: FrameworkCase) -> str:
    """Name a case."""
    called = titles.short(corpus, case.session)
    return f"{case.participant} · {called}" if case.participant else f"{called} · {words.WHOLE_SESSION}"


def _said(reading: CorpusReading, lines: tuple[SummaryDecision, ...]) -> Html:
    written = []
    for summary in lines:
        # What may no longer be quoted, or stands nowhere any more, leads nowhere.
        there = [(place, reading.by_place[place]) for place in verdicts.quoted(summary) if place in reading.by_place]
        quotes = [
            join(link(_beginning(p), "lecture", entretien=p.excerpt.session, passage=place), " ") for place, p in there
        ]
        written.append(join(element("p", summary.summary), element("small", f"{summary.author} ", quotes)))
    return join(written)


def _beginning(passage: Passage) -> str:
    text = passage.excerpt.text
    return f"« {text[:BEGINNING].rstrip()}… »" if len(text) > BEGINNING else f"« {text} »"


def writing(reading: CorpusReading, cases: list[FrameworkCase]) -> None:
    """Let a person write, or rewrite, their summary of a case under a theme."""
    with st.expander(words.WRITE, key="framework"):
        if coder.ask():
            _form(reading, cases)
    for key, role, kind in ((ERROR, "alert", "alerte"), (NEWS, "status", "discret")):
        if st.session_state.get(key):
            frame.say(element("p", st.session_state.pop(key), class_=kind, role=role))


def _form(reading: CorpusReading, cases: list[FrameworkCase]) -> None:
    left, right = st.columns(2)
    with left:
        which = st.selectbox(words.CASE, range(len(cases)), key="framework:case",
                             format_func=lambda n: frame.plain(named(reading.corpus, cases[n])))
    with right:
        theme = st.selectbox(words.MATRIX_THEME, range(len(reading.corpus.themes)), key="framework:theme",
                             format_func=lambda n: frame.plain(reading.corpus.themes[n].label)) or 0
    case = cases[which or 0]
    held = verdicts.cells(decisions.summaries(study_data.study())).get((case, reading.corpus.themes[theme].id), ())
    own = next((s for s in held if s.author == coder.chosen()), None)
    passages = {p.place: p for p in view.passages(reading, case, reading.corpus.themes[theme])}
    # A cell of its own for each key: another case never shows the words of the one before.
    key = f"{case.session}:{case.participant}:{theme}:{own.id if own else ''}"
    text = st.text_area(words.MATRIX_SUMMARY, own.summary if own else "", key=f"summary:{key}", help=words.SUMMARY_HELP)
    kept = [q for q in verdicts.quoted(own) if q in passages] if own else []
    quotes = st.multiselect(
        words.QUOTES, list(passages), kept, key=f"quotes:{key}", placeholder=words.NO_PASSAGE if not passages else "",
        format_func=lambda p: frame.plain(_beginning(passages[p])),
    )
    st.button(words.SAVE, key="framework:save", on_click=save,
              args=(case, reading.corpus.themes[theme].id, f"summary:{key}", quotes), type="primary", disabled=not text
              and not own)


def save(case: FrameworkCase, theme: str, key: str, quotes: list[str]) -> None:
    """Write the summary down, signed."""
    study = study_data.study()
    author = coder.chosen()
    try:
        made = verdicts.summary(
            author, (case, theme), str(st.session_state.get(key) or ""), quotes, written=decisions.summaries(study)
        )
        decisions.append(study, author, [made])
        st.session_state[NEWS] = words.SAVED
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
