"""Codes or themes by attribute, the framework view, the course of a session, who speaks to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import plotly.graph_objects as go
import streamlit as st

from dashboard.data import study_data, titles
from dashboard.data.comparing import Kind, MatrixRow, matrix, rows
from dashboard.data.corpus import Corpus
from dashboard.data.counting import to_read
from dashboard.data.passages import CorpusReading, Passage
from dashboard.pages.matrice import view
from dashboard.pages.matrice.view import Moment
from dashboard.ui import address, coder, frame, plots
from dashboard.ui.downloads import offer_coded
from dashboard.ui.filters import SESSION
from dashboard.ui.html import Html, element, figure, join, line, link, list_of, open_link, table
from dashboard.ui.plots import quiet
from dashboard.ui.sentences import compare_phrases as told
from dashboard.ui.sentences import phrases
from dashboard.words import run_words, ui_words
from pipeline.anchoring import decisions
from pipeline.coding import theme_decisions
from pipeline.coding.theme_decisions import Cells, FrameworkCase
from pipeline.model.decision_rows import SummaryDecision
from pipeline.model.errors import FiligraneError
from pipeline.publish.passages.leaving_passages import PassageChoice
from pipeline.publish.passages.passage_document import PERSON, PassageLayout

NEWS, ERROR, BEGINNING = "framework:news", "framework:error", 60


def show_framework(reading: CorpusReading) -> None:
    """Show every summary, then where one writes."""
    corpus = reading.corpus
    if not corpus.themes:
        frame.nothing(view.NO_ROW, (ui_words.WRITE_THEMES, "themes"), (ui_words.READ_AND_CODE, "lecture"))
        return
    kind = address.pick(view.CASES, "cas", list(view.CASE_KINDS), view.CASE_KINDS)
    cases = view.cases(corpus, by_person=kind == "personne")
    frame.say(element("p", view.FRAMEWORK_HELP, class_="discret"))
    writing(reading, cases)
    frame.say(grid(reading, cases, theme_decisions.cells(decisions.summaries(study_data.study()))))


def grid(reading: CorpusReading, cases: list[FrameworkCase], written: Cells) -> Html:
    """Lay summaries out: a row for each case, a column for each theme."""
    corpus, themes = reading.corpus, reading.corpus.themes
    many = view.counts(reading, themes)
    body = []
    for case in cases:
        who = [("personne", case.participant)] if case.participant else []
        cells = []
        for t in themes:
            where = [("theme", t.id), ("par", "person"), (SESSION, case.session), *who]
            behind = element("span", view.NO_TURN, class_="discret")
            if many[case, t.id]:
                behind = element("small", open_link(told.coded(many[case, t.id]), "extraits", where))
            cells.append(element("td", _said(reading, written.get((case, t.id), ())), behind, class_="resume"))
        body.append(line(named(corpus, case), cells))
    return table(view.VIEWS["cadre"], ("", *(t.label for t in themes)), body)


def named(corpus: Corpus, case: FrameworkCase) -> str:
    """Name a case."""
    called = titles.short(corpus, case.session)
    return f"{case.participant} · {called}" if case.participant else f"{called} · {view.WHOLE_SESSION}"


def _said(reading: CorpusReading, lines: tuple[SummaryDecision, ...]) -> Html:
    written = []
    for summary in lines:
        # What may no longer be quoted, or stands nowhere any more, leads nowhere.
        places = theme_decisions.passages_of(summary)
        there = [(place, reading.by_place[place]) for place in places if place in reading.by_place]
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
    with st.expander(view.WRITE, key="framework"):
        if coder.ask("framework"):
            _form(reading, cases)
    for key, role, kind in ((ERROR, "alert", "alerte"), (NEWS, "status", "discret")):
        if st.session_state.get(key):
            frame.say(element("p", st.session_state.pop(key), class_=kind, role=role))


def _form(reading: CorpusReading, cases: list[FrameworkCase]) -> None:
    left, right = st.columns(2)
    with left:
        which = st.selectbox(view.CASE, range(len(cases)), key="framework:case",
                             format_func=lambda n: frame.plain(named(reading.corpus, cases[n])))
    with right:
        theme = st.selectbox(view.THEME, range(len(reading.corpus.themes)), key="framework:theme",
                             format_func=lambda n: frame.plain(reading.corpus.themes[n].label)) or 0
    case = cases[which or 0]
    cells = theme_decisions.cells(decisions.summaries(study_data.study()))
    held = cells.get((case, reading.corpus.themes[theme].id), ())
    own = next((s for s in held if s.author == coder.chosen()), None)
    passages = {p.place: p for p in view.passages(reading, case, reading.corpus.themes[theme])}
    # A cell of its own for each key: another case never shows the words of the one before.
    key = f"{case.session}:{case.participant}:{theme}:{own.id if own else ''}"
    text = st.text_area(view.SUMMARY, own.summary if own else "", key=f"summary:{key}", help=view.SUMMARY_HELP)
    kept = [q for q in theme_decisions.passages_of(own) if q in passages] if own else []
    quotes = st.multiselect(
        view.QUOTES, list(passages), kept, key=f"quotes:{key}", placeholder=view.NO_PASSAGE if not passages else "",
        format_func=lambda p: frame.plain(_beginning(passages[p])),
    )
    st.button(view.SAVE, key="framework:save", on_click=save,
              args=(case, reading.corpus.themes[theme].id, f"summary:{key}", quotes), type="primary", disabled=not text
              and not own)


def save(case: FrameworkCase, theme: str, key: str, quotes: list[str]) -> None:
    """Write the summary down, signed."""
    study = study_data.study()
    author = coder.chosen()
    try:
        made = theme_decisions.summary(
            author, (case, theme), str(st.session_state.get(key) or ""), quotes, written=decisions.summaries(study)
        )
        decisions.append(study, author, [made])
        st.session_state[NEWS] = view.SAVED
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)


SHAPES = ("circle", "square", "diamond", "cross", "x", "triangle-up", "star", "hexagon", "pentagon", "triangle-down")
ROW, MARGINS = 30, 120


def timeline_figure(found: Sequence[Moment], labels: dict[str, str]) -> go.Figure:
    """Draw a session; ``labels`` names its codes, in the order of the grid."""
    counts = {code: sum(m.code == code for m in found) for code in labels}
    named = {code: f"{label} (n = {counts[code]})" for code, label in labels.items()}
    speakers = list(dict.fromkeys(m.speaker for m in found))
    figure = go.Figure([
        go.Scatter(
            x=[m.turn for m in found if m.speaker == who], y=[named[m.code] for m in found if m.speaker == who],
            mode="markers", name=f"{who} (n = {sum(m.speaker == who for m in found)})",
            marker={"symbol": SHAPES[n % len(SHAPES)], "size": 10, "color": plots.INK if n % 2 == 0 else plots.PAPER,
                    "line": {"color": plots.INK, "width": 1.5}},
        )
        for n, who in enumerate(speakers)
    ])
    quiet(figure, MARGINS + ROW * len(labels), view.TURN_AXIS)
    figure.update_layout(showlegend=True)
    return figure.update_yaxes(categoryorder="array", categoryarray=list(named.values()), autorange="reversed")


def chosen(reading: CorpusReading) -> str:
    """Let the reader choose an interview or a group; the address carries it."""
    corpus = reading.corpus
    named = {s: titles.title(corpus, s) for s in corpus.interviews}
    with frame.line("entretien"):
        return address.pick(phrases.session_label(corpus.material), "entretien", corpus.interviews, named)


def course(reading: CorpusReading) -> None:
    """Show which codes stand at which turn."""
    session = chosen(reading)
    found = view.moments(reading, session)
    frame.caution()
    if not found:
        frame.nothing(view.NOTHING_CODED, (ui_words.READ_AND_CODE, "lecture"))
        return
    corpus, called = reading.corpus, titles.short(reading.corpus, session)
    labels = {c: corpus.label_of(c) for c in view.ordered(reading, found)}
    title = f"{view.VIEWS['deroule']} : {called}"
    plots.show_figure(corpus, timeline_figure(found, labels), f"deroule-{session}", title)
    frame.say(element("p", view.TIMELINE_HELP, class_="discret"))
    rows = [(called, str(m.turn), labels[m.code], m.speaker) for m in found]
    plots.offer_rows(corpus, view.TIMELINE_COLUMNS, rows, f"deroule-{session}")
    turns = sorted({m.turn for m in found})
    listed = []
    for turn in turns:
        here = [m for m in found if m.turn == turn]
        name = f"{view.TURN_AXIS} {turn}"
        place = next((m.place for m in here if m.place), "")
        head = link(name, "lecture", entretien=session, passage=place) if place else element("span", name)
        listed.append(element("span", head, f" {here[0].speaker} — ", " · ".join(labels[m.code] for m in here)))
    frame.say(list_of(listed, class_="moments"))


def floor(reading: CorpusReading) -> None:
    """Show who takes the floor after whom."""
    session = chosen(reading)
    frame.say(element("p", view.FLOOR_RULE, class_="regle"))
    if not view.several(reading, session):
        frame.say(element("p", view.ALONE, class_="vide"))
        return
    found = view.floor(reading, session)
    voices = view.turns_of(reading, session)
    head = (view.FIRST_THEN, *voices)
    body = [
        line(told.bearing(before, count), [
            figure(str(len(found[before, after])) if (before, after) in found else view.NO_TURN) for after in voices
        ]) for before, count in voices.items()
    ]
    frame.say(table(view.VIEWS["parole"], head, body, len(voices)))
    called = titles.short(reading.corpus, session)
    rows = [(called, *pair, str(len(at)), ", ".join(map(str, at))) for pair, at in found.items()]
    plots.offer_rows(reading.corpus, view.FLOOR_COLUMNS, rows, f"parole-{session}")
    if not found:
        return
    pairs = {f"{before} → {after} ({len(at)})": at for (before, after), at in found.items()}
    with st.expander(view.SEE_TURNS):
        name = st.selectbox(view.WHICH_PAIR, list(pairs), key="floor:pair", format_func=frame.plain)
        listed = []
        for turn in pairs[name or next(iter(pairs))]:
            at_turn, place = f"{view.TURN_AXIS} {turn}", view.place_of(reading, session, turn)
            there = link(at_turn, "lecture", entretien=session, passage=place) if place else element("span", at_turn)
            listed.append(there)
        frame.say(list_of(listed, class_="moments"))


def crossed(reading: CorpusReading) -> None:
    """Cross codes or themes with an attribute."""
    corpus = reading.corpus
    if not corpus.attributes:
        frame.nothing(view.NO_ATTRIBUTE, (run_words.WHO_ARE, "personnes"))
        return
    with frame.line("croise"):
        kind = cast("Kind", address.pick(view.ROWS, "lignes", list(view.KINDS), view.KINDS))
        named = {a: phrases.attribute(a) for a in corpus.attributes}
        attribute = address.pick(view.COLUMNS, "colonnes", corpus.attributes, named)
    lay_out(reading, kind, attribute)


def lay_out(reading: CorpusReading, kind: Kind, attribute: str) -> None:
    """Show the matrix, and how it is read."""
    if not rows(reading.corpus, kind) or not reading.corpus.people:
        frame.nothing(view.NO_ROW, (ui_words.WRITE_THEMES, "themes"), (ui_words.READ_AND_CODE, "lecture"))
        return
    with frame.line("chiffres"):
        frame.caution()
        address.offer_suggestions(reading.corpus, to_read(reading).total)
    lines = matrix(reading, kind, attribute)
    crossed = view.matrix(lines, attribute, reading.corpus.material)
    frame.say(crossed, element("p", view.COUNT_HELP, class_="discret"))
    frame.kept_back(reading.corpus)
    frame.say(element("p", view.FEW_HELP, class_="discret"), element("p", view.STATES_HELP, class_="discret"))
    head = (*view.MATRIX_COLUMNS, *([view.MATRIX_TO_READ] if address.suggestions_on() else []))
    plots.offer_rows(reading.corpus, head, list(view.rows(lines)), f"matrice-{kind}-{attribute}")
    cell_passages(reading, lines, attribute)


def cell_passages(reading: CorpusReading, lines: Sequence[MatrixRow], attribute: str) -> None:
    """Let the reader choose a cell, and take its passages away."""
    frame.say(element("h2", view.CELL_PASSAGES))
    rows_, values = {x.row.id: x.row for x in lines}, ["", *(cell.value for cell in lines[0].cells)]
    left, right = st.columns(2)
    with left:
        chosen_row = st.selectbox(
            view.ROW, list(rows_), index=None, key=f"matrice:row:{lines[0].row.kind}", placeholder=view.CHOOSE_ROW,
            format_func=lambda i: frame.plain(rows_[i].label),
        )
    with right:
        value = st.selectbox(
            phrases.attribute(attribute).capitalize(), values, key=f"matrice:{attribute}",
            format_func=lambda v: v or view.EVERYONE,
        )
    if chosen_row is None:
        return
    row, bear = rows_[chosen_row], {attribute: frozenset({value})} if value else {}
    how = PassageLayout(PERSON, asked=PassageChoice(row.codes, attributes=bear))
    offer_coded(reading, how, "case", f"{row.label}, {value or view.EVERYONE}")


SHOWN = {"matrice": crossed, "cadre": show_framework, "deroule": course, "parole": floor}


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.MATRIX)
    st.html(f"<style>{frame.asset('compare.css')}</style>")
    with frame.line("vue"):
        wanted = address.pick(view.VIEW, "vue", list(view.VIEWS), view.VIEWS)
    SHOWN[wanted](reading)


show()
