"""When new codes stop coming: the definition printed, the order of the field, and orders drawn at random."""

from __future__ import annotations

from itertools import accumulate

import streamlit as st

from dashboard.data import study_data, titles
from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading
from dashboard.pages.saturation import view
from dashboard.pages.saturation.view import SessionCodes, at_random, curve, met
from dashboard.ui import address, frame, plots
from dashboard.ui.html import Html, element, figure, line, table
from dashboard.ui.sentences import compare_phrases as told
from dashboard.words import ui_words
from pipeline.analysis.counts.saturation import Course, RandomOrders, Rule, course
from pipeline.language.numbers import percent

DRAWS = 1000
BASES, RUNS, THRESHOLDS = ("4", "5", "6", "3", "2"), ("2", "3", "1"), ("0.05", "0", "0.1")


def rule() -> Rule:
    """Let the reader choose the three parameters; the address carries them."""
    with frame.line("regle"):
        base = address.pick(view.BASE, "base", BASES, {})
        run = address.pick(view.RUN, "serie", RUNS, {})
        threshold = address.pick(view.THRESHOLD, "seuil", THRESHOLDS, {t: percent(float(t)) for t in THRESHOLDS})
    return Rule(int(base), int(run), float(threshold))


def lay_out(reading: CorpusReading, found: list[SessionCodes], said: Rule) -> None:
    """Show the definition, what it gives, the curve, and what each session brings."""
    corpus, codes = reading.corpus, [m.codes for m in found]
    in_order = course(codes, said)
    drawn = at_random(reading, said, DRAWS, int(study_data.study().params("quality").get("seed") or 0))
    rule_told = element("p", told.rule(said), " ", view.HEARD, class_="regle")
    frame.say(element("details", element("summary", ui_words.HOW_COUNTED), rule_told, class_="discret"))
    read = told.sessions_read(len(found), corpus.material)
    frame.say(element("p", read, ". ", told.reached(in_order, said), " ", told.often(drawn, DRAWS), class_="compte"))
    called = [titles.short(corpus, m.session) for m in found]
    plots.show_figure(corpus, curve(called, in_order, drawn, said), "saturation", told.rule(said))
    plots.offer_rows(corpus, view.COURSE_COLUMNS, rows(corpus, found, drawn), "saturation")
    frame.say(element("h2", view.COURSE), brought(corpus, found))
    frame.say(
        element("h2", view.RUNS), runs(corpus, found, in_order, said), element("p", view.ANCHORS, class_="discret"))


def brought(corpus: Corpus, found: list[SessionCodes]) -> Html:
    """List what each session is the first to bring."""
    known = accumulate(len(m.new) for m in found)
    body = []
    for m, total in zip(found, known, strict=True):
        called = titles.short(corpus, m.session)
        body.append(line(called if m.dated else f"{called} ({view.UNDATED})", (
            element("td", ", ".join(corpus.label_of(c) for c in m.new) or view.NOTHING_NEW),
            figure(str(len(m.new))), figure(str(total)),
        )))
    return table(view.COURSE, (view.SESSIONS_COLUMN, view.NEW, "n", view.CODES_AXIS), body, 2)


def runs(corpus: Corpus, found: list[SessionCodes], in_order: Course, said: Rule) -> Html:
    """
    List the runs with the share of new codes in each.

    Args:
        corpus: the study.
        found: its sessions in the order of the field.
        in_order: the course in that order.
        said: the rule: how many sessions a run holds, and the share under which it brings nothing new.
    """
    body = [
        line(", ".join(titles.short(corpus, m.session) for m in found[s.after : s.after + said.run]), (
            element("td", str(s.new)), element("td", "–" if s.share is None else percent(s.share)),
            element("td", view.UNDER if s.share is not None and s.share <= said.threshold else ""),
        )) for s in in_order.steps
    ]
    return table(view.RUNS, view.RUN_COLUMNS, body)


def rows(corpus: Corpus, found: list[SessionCodes], drawn: RandomOrders) -> list[list[str]]:
    """Give the curve as a spreadsheet lists it."""
    known = accumulate(len(m.new) for m in found)
    return [
        [str(n), titles.short(corpus, m.session), str(len(m.new)), str(total),
         *(str(v).replace(".", ",") for v in bounds), " | ".join(corpus.label_of(c) for c in m.new)]
        for n, (m, total, *bounds) in enumerate(
            zip(found, known, drawn.mean, drawn.low, drawn.high, strict=True), 1)
    ]


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.SATURATION)
    st.html(f"<style>{frame.asset('compare.css')}</style>")
    if not reading.corpus.settings.saturation:
        frame.say(element("p", view.HIDDEN, class_="vide"))
        return
    frame.caution()
    found = met(reading)
    if found:
        lay_out(reading, found, rule())
    else:
        frame.nothing(view.NO_CODING, (ui_words.READ_AND_CODE, "lecture"))


show()
