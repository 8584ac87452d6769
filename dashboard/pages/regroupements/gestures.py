"""A grouping and what a person makes of it → the operation previewed, then a button; undone to the byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data.passages import CorpusReading
from dashboard.pages.regroupements.view import Lead, standing_for, title
from dashboard.ui import coder, frame
from dashboard.ui import grid as grid_signing
from dashboard.ui.cards import quote
from dashboard.ui.grid import told
from dashboard.ui.html import element
from dashboard.words import compare_words as wording
from pipeline.codebook import grid_files
from pipeline.codebook.codes import NamedGrouping
from pipeline.codebook.drafts import DraftOperation, Grid, New
from pipeline.codebook.grid_files import history, last
from pipeline.codebook.theme_operations import attach, promote
from pipeline.coding.grid_effect import preview
from pipeline.model.errors import FiligraneError

Asked = Callable[[], DraftOperation] | None


def decide(reading: CorpusReading, found: Sequence[Lead]) -> None:
    """Let a person make something of a grouping; nothing is written before its preview was seen."""
    frame.say(element("p", wording.DECIDE_RULE, class_="discret"))
    grid_signing.news()
    by_number = {lead.grouping.topic: lead for lead in found}
    topic = st.selectbox(wording.PICK, list(by_number), key="piste",
                         format_func=lambda n: title(by_number[n]))
    kind = st.segmented_control(wording.WHAT, list(wording.MAKE), default="attach", key="piste:quoi", required=True,
                                format_func=lambda k: wording.MAKE[k])
    if topic is not None:
        _previewed(reading, by_number[topic], str(kind))
    latest = last(history(study()))
    if latest and coder.chosen():
        frame.say(element("p", f"{wording.UNDO} : {told(latest)}", class_="discret"))
        st.button(wording.UNDO, key="piste:annuler",
                  on_click=lambda: grid_signing.attempt(lambda: grid_files.undo(study(), coder.chosen()), told(latest)))


def _previewed(reading: CorpusReading, lead: Lead, kind: str) -> None:
    grid = grid_files.grid(study())
    asked = (_promote if kind == "promote" else _attach)(reading, grid, lead)
    if asked is None:
        frame.say(element("p", wording.FILL if kind == "promote" else wording.NO_THEME, class_="discret"))
        return
    try:
        draft = asked()
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))
        return
    lines = "\n".join(preview(draft, ()).lines)
    frame.say(element("section", element("h3", wording.PREVIEW), element("pre", lines),
                      element("h4", wording.PASSAGES), [quote(reading.corpus, p) for p in lead.passages[:3]],
                      class_="effet"))
    grid_signing.sign(draft, wording.DO, kind)


def _attach(reading: CorpusReading, grid: Grid, lead: Lead) -> Asked:
    themes = {t.id: t.label for t in grid.theme_list}
    theme = st.selectbox(wording.THEME, list(themes), key="piste:theme", format_func=lambda t: themes[t])
    said = lead.named.label if lead.named else ""
    label = st.text_input(wording.NAME_IT, said, key=f"piste:nom:{lead.grouping.topic}")
    stands = _standing(reading, lead, label)
    return (lambda: attach(grid, theme, stands)) if theme else None


def _promote(reading: CorpusReading, grid: Grid, lead: Lead) -> Asked:
    key = lead.grouping.topic
    label = st.text_input(wording.LABEL, key=f"piste:label:{key}")
    id_ = st.text_input(wording.ID, key=f"piste:id:{key}")
    labels = {f.id: f"{f.id} {f.label}" for f in grid.book.families}
    family = st.selectbox(wording.FAMILY, list(labels), key=f"piste:famille:{key}", format_func=lambda f: labels[f])
    definition = st.text_area(wording.DEFINITION, key=f"piste:definition:{key}")
    new = New(id_.strip(), label, definition, family or "")
    stands = _standing(reading, lead, label)
    return (lambda: promote(grid, new, stands)) if label.strip() and id_.strip() and definition.strip() else None


def _standing(reading: CorpusReading, lead: Lead, label: str) -> NamedGrouping:
    return standing_for(reading.corpus, lead.grouping.topic, " ".join(label.split()))
