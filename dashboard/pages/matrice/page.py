"""Codes or themes by attribute, the framework view, the course of a session, who speaks to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import plotly.graph_objects as go
import streamlit as st

from dashboard.data import titles
from dashboard.data.matrix import Kind, matrix, rows
from dashboard.data.passages import CorpusReading
from dashboard.pages.matrice import framework, view
from dashboard.pages.matrice.view import Moment
from dashboard.ui import address, frame, plots
from dashboard.ui.html import element, figure, line, link, list_of, table
from dashboard.ui.plots import quiet
from dashboard.ui.sentences import compare_phrases as told
from dashboard.ui.sentences import phrases
from dashboard.words import compare_words as words

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
    quiet(figure, MARGINS + ROW * len(labels), words.TURN_AXIS)
    figure.update_layout(showlegend=True)
    return figure.update_yaxes(categoryorder="array", categoryarray=list(named.values()), autorange="reversed")


def chosen(reading: CorpusReading) -> str:
    """Let the reader choose an interview or a group; the address carries it."""
    corpus = reading.corpus
    named = {s: titles.title(corpus, s) for s in corpus.interviews}
    return address.pick(phrases.session_label(corpus.material), "entretien", corpus.interviews, named)


def course(reading: CorpusReading) -> None:
    """Show which codes stand at which turn."""
    session = chosen(reading)
    found = view.moments(reading, session)
    frame.caution()
    if not found:
        frame.say(element("p", words.NOTHING_CODED, class_="vide"))
        return
    corpus, called = reading.corpus, titles.short(reading.corpus, session)
    labels = {c: corpus.label_of(c) for c in view.ordered(reading, found)}
    title = f"{words.MATRIX_VIEWS['deroule']} : {called}"
    plots.show_figure(corpus, timeline_figure(found, labels), f"deroule-{session}", title)
    frame.say(element("p", words.TIMELINE_HELP, class_="discret"))
    rows = [(called, str(m.turn), labels[m.code], m.speaker) for m in found]
    plots.offer_rows(corpus, words.TIMELINE_COLUMNS, rows, f"deroule-{session}")
    turns = sorted({m.turn for m in found})
    listed = []
    for turn in turns:
        here = [m for m in found if m.turn == turn]
        name = f"{words.TURN_AXIS} {turn}"
        place = next((m.place for m in here if m.place), "")
        head = link(name, "lecture", entretien=session, passage=place) if place else element("span", name)
        listed.append(element("span", head, f" {here[0].speaker} — ", " · ".join(labels[m.code] for m in here)))
    frame.say(list_of(listed, class_="moments"))


def floor(reading: CorpusReading) -> None:
    """Show who takes the floor after whom."""
    session = chosen(reading)
    frame.say(element("p", words.FLOOR_RULE, class_="regle"))
    if not view.several(reading, session):
        frame.say(element("p", words.ALONE, class_="vide"))
        return
    found = view.floor(reading, session)
    voices = view.turns_of(reading, session)
    head = (words.FIRST_THEN, *voices)
    body = [
        line(told.bearing(before, count), [
            figure(str(len(found[before, after])) if (before, after) in found else words.NO_TURN) for after in voices
        ]) for before, count in voices.items()
    ]
    frame.say(table(words.MATRIX_VIEWS["parole"], head, body, len(voices)))
    called = titles.short(reading.corpus, session)
    rows = [(called, *pair, str(len(at)), ", ".join(map(str, at))) for pair, at in found.items()]
    plots.offer_rows(reading.corpus, words.FLOOR_COLUMNS, rows, f"parole-{session}")
    if not found:
        return
    pairs = {f"{before} → {after} ({len(at)})": at for (before, after), at in found.items()}
    with st.expander(words.SEE_TURNS):
        name = st.selectbox(words.WHICH_PAIR, list(pairs), key="floor:pair", format_func=frame.plain)
        listed = []
        for turn in pairs[name or next(iter(pairs))]:
            at_turn, place = f"{words.TURN_AXIS} {turn}", view.place_of(reading, session, turn)
            there = link(at_turn, "lecture", entretien=session, passage=place) if place else element("span", at_turn)
            listed.append(there)
        frame.say(list_of(listed, class_="moments"))


def crossed(reading: CorpusReading) -> None:
    """Cross codes or themes with an attribute."""
    corpus = reading.corpus
    if not corpus.attributes:
        frame.say(element("p", words.NO_ATTRIBUTE, class_="vide"))
        return
    left, right = st.columns(2)
    with left:
        kind = cast("Kind", address.pick(words.ROWS, "lignes", list(words.KINDS), words.KINDS))
    with right:
        named = {a: phrases.attribute(a) for a in corpus.attributes}
        attribute = address.pick(words.COLUMNS, "colonnes", corpus.attributes, named)
    frame.counted_among(reading)
    lay_out(reading, kind, attribute)


def lay_out(reading: CorpusReading, kind: Kind, attribute: str) -> None:
    """Show the matrix, and how it is read."""
    if not rows(reading.corpus, kind) or not reading.corpus.people:
        frame.say(element("p", words.NO_ROW, class_="vide"))
        return
    frame.kept_back(reading.corpus)
    lines = matrix(reading, kind, attribute)
    crossed = view.matrix(lines, attribute, reading.corpus.material)
    frame.say(element("p", words.COUNT_HELP, class_="discret"), crossed)
    frame.say(element("p", words.FEW_HELP, class_="discret"), element("p", words.STATES_HELP, class_="discret"))
    plots.offer_rows(reading.corpus, words.MATRIX_COLUMNS, list(view.rows(lines)), f"matrice-{kind}-{attribute}")


SHOWN = {"matrice": crossed, "cadre": framework.show, "deroule": course, "parole": floor}


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(words.MATRIX)
    st.html(f"<style>{frame.asset('compare.css')}</style>")
    SHOWN[address.pick(words.MATRIX_VIEW, "vue", list(words.MATRIX_VIEWS), words.MATRIX_VIEWS)](reading)


show()
