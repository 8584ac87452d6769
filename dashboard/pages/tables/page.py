"""Every table that may leave, as CSV, XLSX or Parquet; words come only through the door of what may be published."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.access import permissions
from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading
from dashboard.pages.tables.view import crossed_table, leaving, of_whom
from dashboard.ui import address, frame
from dashboard.ui.downloads import File, offer, refused
from dashboard.ui.html import element
from dashboard.ui.sentences import phrases
from dashboard.ui.sentences import reading_phrases as say
from dashboard.words import publish_words as wording
from pipeline.publish.tables import table_words
from pipeline.publish.tables.public_tables import KINDS, PublicTable


def table(corpus: Corpus, public: PublicTable, title: str, about: str, *, held: bool) -> None:
    """Offer one table unless it is held back, which the page says once, and say what one of its rows is."""
    notice = (phrases.notice(corpus.settings), *phrases.about_export(corpus.settings))
    withheld = table_words.WITHHELD_ONE if public.withheld == 1 else table_words.WITHHELD.format(count=public.withheld)
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        frame.say(element("h3", title), element("p", f"{say.lines(len(public.rows))} : {about}", class_="discret"),
                  element("p", withheld, class_="discret") if public.withheld else "")
    if held:
        return
    with right:
        files = (File(name, kind, mime, partial(write, public, notice)) for kind, (name, mime, write) in KINDS.items())
        offer(corpus, public.name, files, f"table-{public.name}")


def crossed(reading: CorpusReading, *, held: bool) -> None:
    """Offer the matrix of codes and an attribute that the reader chooses."""
    corpus = reading.corpus
    if not corpus.attributes or not corpus.codes:
        return
    frame.say(element("h2", wording.MATRICES))
    frame.caution()
    named = {a: phrases.attribute(a) for a in corpus.attributes}
    attribute = address.pick(wording.ATTRIBUTE, "selon", corpus.attributes, named)
    made = crossed_table(reading, attribute)
    table(corpus, made, table_words.MATRIX.format(attribute=named[attribute]), table_words.MATRIX_ABOUT, held=held)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.TABLES)
    corpus = reading.corpus
    frame.say(element("p", wording.TABLES_HELP, class_="discret"))
    frame.caution()
    held = permissions.may("lead") and refused(corpus)
    found = leaving(reading)
    if not found:
        frame.say(element("p", wording.NO_TABLE, class_="vide"))
    for name, public in found.items():
        told = " — ".join(filter(None, (table_words.ABOUT[name], of_whom(reading, name))))
        table(corpus, public, table_words.TITLES[name], told, held=held)
    crossed(reading, held=held)


show()
