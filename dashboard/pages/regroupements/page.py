"""Groupings by proximity: trails to read, never themes; against the grid; words of attributes; what people conclude."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import plotly.graph_objects as go
import streamlit as st

from dashboard.access.study_place import study
from dashboard.data.corpus import Corpus, rank
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.pages.regroupements import hierarchy, lexicon, reinert, view, words
from dashboard.pages.regroupements.view import Lead, figures_table, standing_for, title
from dashboard.ui import coder, frame, plots
from dashboard.ui import grid as grid_signing
from dashboard.ui.cards import quote
from dashboard.ui.grid import told
from dashboard.ui.html import element
from dashboard.ui.plots import CONFIG, FONT, INK, PAPER, WORDS
from dashboard.ui.sentences import compare_phrases as phrases
from dashboard.ui.sentences.phrases import attribute as named
from dashboard.ui.sentences.phrases import decimal
from dashboard.words import run_words
from pipeline.codebook import grid_files
from pipeline.codebook.codes import NamedGrouping
from pipeline.codebook.drafts import DraftOperation, Grid, NewCode
from pipeline.codebook.grid import named_groupings
from pipeline.codebook.grid_files import history, last
from pipeline.codebook.theme_operations import attach, promote
from pipeline.model.contracts import Specificity
from pipeline.model.errors import FiligraneError

Asked = Callable[[], DraftOperation] | None


def decide(reading: CorpusReading, found: Sequence[Lead]) -> None:
    """Let a person make something of a grouping; nothing is written before its preview was seen."""
    coder.who()
    frame.say(element("p", words.DECIDE_RULE, class_="discret"))
    grid_signing.news()
    by_number = {lead.grouping.topic: lead for lead in found}
    topic = st.selectbox(words.PICK, list(by_number), key="piste",
                         format_func=lambda n: title(by_number[n]))
    kind = st.segmented_control(words.WHAT, list(words.MAKE), default="attach", key="piste:quoi", required=True,
                                format_func=lambda k: words.MAKE[k])
    if topic is not None:
        _previewed(reading, by_number[topic], str(kind))
    latest = last(history(study()))
    if latest and coder.chosen():
        frame.say(element("p", f"{words.UNDO} : {told(latest)}", class_="discret"))
        st.button(words.UNDO, key="piste:annuler",
                  on_click=lambda: grid_signing.attempt(lambda: grid_files.undo(study(), coder.chosen()), told(latest)))


def _previewed(reading: CorpusReading, lead: Lead, kind: str) -> None:
    grid = grid_files.grid(study())
    asked = (_promote if kind == "promote" else _attach)(reading, grid, lead)
    if asked is None:
        frame.say(element("p", words.FILL if kind == "promote" else words.NO_THEME, class_="discret"))
        return
    try:
        draft = asked()
    except FiligraneError as error:
        frame.alert(str(error))
        return
    frame.say(element("section", element("h3", words.PREVIEW), grid_signing.changes(draft),
                      element("h4", words.PASSAGES), [quote(reading.corpus, p) for p in lead.passages[:3]],
                      class_="effet"))
    grid_signing.sign(draft, words.DO, kind)


def _attach(reading: CorpusReading, grid: Grid, lead: Lead) -> Asked:
    themes = {t.id: t.label for t in grid.theme_list}
    theme = st.selectbox(words.THEME, list(themes), key="piste:theme", format_func=lambda t: themes[t])
    said = lead.named.label if lead.named else ""
    label = st.text_input(words.NAME_IT, said, key=f"piste:nom:{lead.grouping.topic}")
    stands = _standing(reading, lead, label)
    return (lambda: attach(grid, theme, stands)) if theme else None


def _promote(reading: CorpusReading, grid: Grid, lead: Lead) -> Asked:
    key = lead.grouping.topic
    label = st.text_input(words.LABEL, key=f"piste:label:{key}")
    id_ = st.text_input(words.ID, key=f"piste:id:{key}")
    labels = {f.id: f"{f.id} {f.label}" for f in grid.book.families}
    family = st.selectbox(words.FAMILY, list(labels), key=f"piste:famille:{key}", format_func=lambda f: labels[f])
    definition = st.text_area(words.DEFINITION, key=f"piste:definition:{key}")
    new = NewCode(id_.strip(), label, definition, family or "")
    stands = _standing(reading, lead, label)
    return (lambda: promote(grid, new, stands)) if label.strip() and id_.strip() and definition.strip() else None


def _standing(reading: CorpusReading, lead: Lead, label: str) -> NamedGrouping:
    return standing_for(reading.corpus, lead.grouping.topic, " ".join(label.split()))


SHOWN, BAR = 10, 26
COLUMNS = ("attribute", "value", "word", "inside", "everywhere", "part", "people", "score")


def specific_words(corpus: Corpus) -> None:
    """Let the reader choose an attribute, and show the words of each of its values."""
    frame.say(element("p", words.SPECIFIC_RULE, class_="avertissement"))
    names = [a for a in corpus.attributes if any(s.attribute == a for s in corpus.specificities)]
    if not names:
        frame.nothing(words.NO_SPECIFIC, (run_words.WHO_ARE, "personnes"))
        return
    attribute = st.selectbox(words.ATTRIBUTE, names, key="attribut", format_func=named)
    rows = [s for s in corpus.specificities if s.attribute == attribute]
    for value in sorted({s.value for s in rows}, key=rank):
        ordered = sorted((s for s in rows if s.value == value), key=lambda s: (-s.score, s.word))
        frame.say(element("h3", f"{value} ({ordered[0].part} mots)"))
        above, under = [s for s in ordered if s.score > 0][:SHOWN], [s for s in ordered if s.score < 0][-SHOWN:]
        st.plotly_chart(figure([*above, *under]), config=CONFIG, key=f"specificites:{value}")
        cells = [(s.word, decimal(s.score), str(s.inside), str(s.everywhere), str(s.people)) for s in ordered]
        laid = figures_table(words.SPECIFIC_HEAD, cells)
        frame.say(element("details", element("summary", words.ALL_WORDS), laid))
    taken = [[str(getattr(s, column)) for column in COLUMNS] for s in rows]
    plots.offer_rows(corpus, words.SPECIFIC_COLUMNS, taken, f"specificites-{attribute}")


def figure(rows: Sequence[Specificity]) -> go.Figure:
    """Draw words by their specificity, each with its n; right of zero: more than chance, left: less."""
    bars = go.Bar(
        y=[phrases.specific(s) for s in rows], x=[s.score for s in rows], orientation="h",
        marker={"color": [INK if s.score > 0 else PAPER for s in rows], "line": {"color": INK, "width": 1}},
        text=[decimal(s.score) for s in rows], textposition="outside", cliponaxis=False,
    )
    drawn = go.Figure([bars])
    drawn.update_layout(
        height=90 + BAR * len(rows), bargap=0.25, separators=", ", paper_bgcolor=PAPER, plot_bgcolor=PAPER,
        font={"color": WORDS, "size": 13, "family": FONT}, margin={"l": 8, "r": 48, "t": 8, "b": 40},
        xaxis={"title": {"text": words.SCORE}, "gridcolor": "#e6dfd0"},
        yaxis={"autorange": "reversed", "automargin": True},
    )
    return drawn


def trails(reading: CorpusReading, found: list[Lead]) -> None:
    """Show the groupings that hold, and fold the others away."""
    corpus = reading.corpus
    firm = [lead for lead in found if lead.holds]
    frame.say(
        view.lost(named_groupings(study()), found), view.summary(corpus, found),
        element("p", words.RULE, class_="discret"), view.topic_counts(corpus.topic_counts),
        element("div", [view.card(corpus, lead) for lead in firm], class_="cartes"),
        view.unstable(corpus, [lead for lead in found if not lead.holds]),
    )


def blind(reading: CorpusReading, found: list[Lead]) -> None:
    """Show what the grid may miss."""
    frame.say(element("p", words.BLIND_RULE, class_="discret"))
    spots = view.blind_spots(reading, decided().in_force, found)
    cards = [view.blind_card(reading.corpus, lead, spots[lead.grouping.topic]) for lead in found
             if lead.grouping.topic in spots]
    frame.say(element("div", cards, class_="cartes") if cards else element("p", words.NO_BLIND, class_="vide"))


def body(reading: CorpusReading, found: list[Lead], wanted: str) -> None:
    """Show what the reader wants to see."""
    if wanted == "specific":
        specific_words(reading.corpus)
    elif wanted == "blind":
        blind(reading, found)
    elif wanted == "broad":
        rule = element("p", words.BROAD_RULE, class_="discret")
        # Here alone codings are counted: elsewhere, what the machine put together.
        frame.caution()
        frame.say(rule, view.broad_codes(reading.corpus, view.broad(reading)))
    elif wanted == "tree":
        hierarchy.hierarchy(reading, found)
    elif wanted == "who":
        hierarchy.who_and_when(reading, found)
    elif wanted == "place":
        hierarchy.place(reading, found)
    elif wanted == "decide":
        decide(reading, found)
    else:
        trails(reading, found)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(words.GROUPINGS)
    st.html(f"<style>{frame.asset('compare.css')}</style>")
    asked = st.query_params.get("methode", "topics")
    with frame.line("methode"):
        method = st.segmented_control(
            words.METHOD, list(words.METHODS), default=asked if asked in words.METHODS else "topics", key="methode",
            required=True, format_func=lambda m: words.METHODS[m], label_visibility="collapsed", width="content",
        )
        st.html(element("p", words.ONLY_PEOPLE_MAKE_THEMES, class_="avertissement"), width="content")
    st.query_params["methode"] = str(method)
    if method == "words":
        lexicon.show(reading)
        return
    if method == "reinert":
        reinert.show(reading)
        return
    found = view.leads(reading, named_groupings(study()))
    wanted = st.segmented_control(words.SHOW, list(words.VIEWS), default="leads", key="vue", required=True,
                                  format_func=lambda v: words.VIEWS[v], label_visibility="collapsed")
    if found or wanted == "specific":
        body(reading, found, str(wanted))
    else:
        frame.nothing(words.NO_GROUPING, (run_words.UPDATE, "mise_a_jour"))


show()
