"""A session → its codes turn by turn, and in a group who takes the floor after whom: figures, tables, links."""

from __future__ import annotations

import streamlit as st

from dashboard.data import titles
from dashboard.data.passages import CorpusReading
from dashboard.pages.matrice import timeline_view as view
from dashboard.pages.matrice.timeline_plot import timeline
from dashboard.pages.matrice.timeline_view import Moment
from dashboard.ui import address, frame, plots
from dashboard.ui.html import Html, element, figure, line, link, list_of, table
from dashboard.ui.sentences import compare_phrases as told
from dashboard.ui.sentences import phrases
from dashboard.words import compare_words as words

Floor = dict[tuple[str, str], tuple[int, ...]]


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
    plots.show_figure(corpus, timeline(found, labels), f"deroule-{session}", f"{words.MATRIX_VIEWS['deroule']} : {called}")
    frame.say(element("p", words.TIMELINE_HELP, class_="discret"))
    rows = [(called, str(m.turn), labels[m.code], m.speaker) for m in found]
    plots.offer_rows(corpus, words.TIMELINE_COLUMNS, rows, f"deroule-{session}")
    turns = sorted({m.turn for m in found})
    listed = list_of((_turn(session, [m for m in found if m.turn == turn], labels) for turn in turns), class_="moments")
    frame.say(listed)


def _turn(session: str, found: list[Moment], labels: dict[str, str]) -> Html:
    name = f"{words.TURN_AXIS} {found[0].turn}"
    place = next((m.place for m in found if m.place), "")
    head = link(name, "lecture", entretien=session, passage=place) if place else element("span", name)
    said = " · ".join(labels[m.code] for m in found)
    return element("span", head, f" {found[0].speaker} — ", said)


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
    _behind(reading, session, found)


def _behind(reading: CorpusReading, session: str, found: Floor) -> None:
    if not found:
        return
    pairs = {f"{before} → {after} ({len(at)})": at for (before, after), at in found.items()}
    with st.expander(words.SEE_TURNS):
        name = st.selectbox(words.WHICH_PAIR, list(pairs), key="floor:pair", format_func=frame.plain)
        turns = pairs[name or next(iter(pairs))]
        frame.say(list_of((_place(reading, session, turn) for turn in turns), class_="moments"))


def _place(reading: CorpusReading, session: str, turn: int) -> Html:
    name, place = f"{words.TURN_AXIS} {turn}", view.place_of(reading, session, turn)
    return link(name, "lecture", entretien=session, passage=place) if place else element("span", name)
