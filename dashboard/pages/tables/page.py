"""Every table that may leave, as CSV, XLSX or Parquet; words come only through the door of what may be published."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.data.corpus import Corpus
from dashboard.data.counting import to_read
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import material, waiting
from dashboard.pages.tables import view as wording
from dashboard.pages.tables.view import crossed_table, leaving, of_whom, offered_files, project_content, wide
from dashboard.ui import address, frame
from dashboard.ui.cards import passages_leave
from dashboard.ui.downloads import File, buttons, leads, stays
from dashboard.ui.html import element, list_of
from dashboard.ui.sentences import phrases
from dashboard.ui.sentences import reading_phrases as say
from dashboard.words import run_words, ui_words
from pipeline.model.lazy import Same
from pipeline.publish import material_words
from pipeline.publish.passages.wide_tables import statistics, zipped
from pipeline.publish.projects.project_files import KINDS as PROJECT_KINDS
from pipeline.publish.tables.public_tables import KINDS, PublicTable


def table(corpus: Corpus, public: PublicTable, title: str, about: str) -> None:
    """Offer the rows of a table that may leave, and say what one of its rows is; what stays, the page says once."""
    notice = (phrases.notice(corpus.settings), *phrases.about_export(corpus.settings))
    several = material_words.WITHHELD.format(count=public.withheld)
    withheld = material_words.WITHHELD_ONE if public.withheld == 1 else several
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        frame.say(element("h3", title), element("p", f"{say.lines(len(public.rows))} : {about}", class_="discret"),
                  element("p", withheld, class_="discret") if public.withheld else "",
                  element("p", wording.waiting(public.waiting), class_="discret") if public.waiting else "")
    if not public.rows:
        return
    with right:
        files = (File(name, kind, mime, partial(write, public, notice)) for kind, (name, mime, write) in KINDS.items())
        buttons(corpus, public.name, files, f"table-{public.name}")


def people_and_codes(reading: CorpusReading) -> None:
    """Offer people by codes and codes by codes, by themselves and with what R and SPSS read."""
    corpus, of = reading.corpus, wide(reading)
    found = of.tables()
    if not found:
        return
    frame.say(element("h2", wording.WIDE))
    frame.say(element("p", wording.WIDE_HELP, class_="discret"))
    notice = (phrases.notice(corpus.settings), *phrases.about_export(corpus.settings))
    zip_ = File(wording.STATISTICS, "zip", "application/zip", lambda: zipped(statistics(of, notice)))
    buttons(corpus, wording.STATISTICS_FILE, [zip_], "statistics")
    for public in found:
        table(corpus, public, material_words.WIDE_TITLES[public.name], material_words.WIDE_ABOUT[public.name])


def crossed(reading: CorpusReading) -> None:
    """Offer the matrix of codes and an attribute that the reader chooses."""
    corpus = reading.corpus
    if not corpus.attributes or not corpus.codes:
        return
    frame.say(element("h2", wording.MATRICES))
    named = {a: phrases.attribute(a) for a in corpus.attributes}
    attribute = address.pick(wording.ATTRIBUTE, "selon", corpus.attributes, named)
    made = crossed_table(reading, attribute)
    offered = made if not waiting(corpus) else replace(made, rows=(), waiting=len(made.rows))
    table(corpus, offered, material_words.MATRIX.format(attribute=named[attribute]), material_words.MATRIX_ABOUT)


def projects(reading: CorpusReading) -> None:
    """Offer the interviews that may leave, whole and with their codings, in the files of other tools."""
    of = material(reading)
    if not any(not of.held.holds(session) for session in of.sessions):
        return
    frame.say(element("h2", wording.PROJECTS), element("p", wording.PROJECTS_HELP, class_="discret"))
    for title, files in offered_files(of).items():
        frame.say(element("h3", title))
        for column, (name, (label, asked)) in zip(st.columns(wording.ABREAST), files.items(), strict=False):
            file = File(label, PROJECT_KINDS[asked.kind], wording.ARCHIVE, partial(project_content, of, asked))
            with column:
                buttons(reading.corpus, name, [file], f"project-{name}")


def archive(corpus: Corpus) -> None:
    """Offer the deposit for an archive of data, where the private half stands; what it lacks is listed."""
    frame.say(element("h2", wording.DEPOSIT), element("p", wording.DEPOSIT_HELP, class_="discret"))
    if not permissions.may("own"):
        frame.say(element("p", wording.DEPOSIT_HERE, class_="discret"))
        return
    if st.button(wording.PREPARE_DEPOSIT, key="deposit:prepare"):
        st.session_state[wording.PREPARED] = wording.prepared_deposit()
    made = st.session_state.get(wording.PREPARED)
    if not isinstance(made, wording.PreparedDeposit) or made.study != str(study().root):
        return
    if not made.archive:
        first, *lacking = made.told
        frame.say(element("div", element("p", first), list_of(line.removeprefix("- ") for line in lacking),
                          class_="alerte", role="alert"))
        return
    frame.say(*(element("p", line, class_="discret", role="status") for line in made.told))
    buttons(corpus, wording.DEPOSIT_FILE, [
        File(wording.TAKE_DEPOSIT, "zip", "application/zip", lambda: made.archive),
    ])


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.TABLES)
    corpus = reading.corpus
    if not leads():
        return
    waits = waiting(corpus)
    frame.say(passages_leave(), *stays(corpus, waits))
    with frame.line("chiffres"):
        frame.caution()
        shown = address.offer_suggestions(corpus, to_read(reading).total)
    found = leaving(reading, Same(waits), waiting=shown)
    if not found:
        frame.nothing(wording.NO_TABLE, (run_words.UPDATE, "mise_a_jour"))
    for name, public in found.items():
        suggested = name == "codings" and address.suggestions_on()
        more = material_words.WITH_SUGGESTIONS if suggested else of_whom(reading, name)
        told = " — ".join(filter(None, (material_words.ABOUT[name], more)))
        table(corpus, public, material_words.TITLES[name], told)
    people_and_codes(reading)
    crossed(reading)
    projects(reading)
    archive(corpus)
    frame.say(element("p", wording.TABLES_HELP, class_="discret"))


show()
