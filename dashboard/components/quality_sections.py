"""What the last run measured of the suggestions → the sections of the page Accords et limites that tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import quality_charts as charts
from dashboard.charts import CONFIG
from dashboard.components import frame, quality_tables
from dashboard.components.cards import to_transcript
from dashboard.components.html import Html, element
from dashboard.view.passages import Reading
from dashboard.words import quality_wording as wording
from dashboard.words.phrases import counted
from pipeline.exchange.agreement import percent
from pipeline.exchange.plurals import agreeing

Quality = Mapping[str, Any]


def show(reading: Reading, quality: Quality) -> None:
    """Tell what was measured, section by section; nothing where nobody read anything unaided."""
    if not quality.get("baselines") or not quality.get("turns"):
        return
    for section in (_people, _baselines, _calibration, _probable, _reading, _learning, _answered, _errors):
        section(reading, quality)


def _opened(quality: Quality, title: str, about: str) -> None:
    read = quality["reviewed"]["sessions_read"]
    n = wording.GOLD.format(
        turns=counted(quality["turns"], *wording.TURNS), sessions=counted(read, *wording.SESSIONS),
        gold=quality["gold"],
    )
    frame.say(element("h2", title), element("p", about))
    frame.caution()
    frame.say(element("p", n, class_="compte"))


def _drawn(figure: Any, key: str) -> None:
    st.plotly_chart(figure, config=CONFIG, key=f"quality-{key}")


def _people(reading: Reading, quality: Quality) -> None:
    _opened(quality, wording.BETWEEN, wording.BETWEEN_ABOUT)
    frame.say(quality_tables.beside_people(reading.corpus, quality))


def _baselines(_reading: Reading, quality: Quality) -> None:
    _opened(quality, wording.BASELINES, wording.BASELINES_ABOUT)
    frame.say(quality_tables.baselines(quality))


def _calibration(_reading: Reading, quality: Quality) -> None:
    bins = quality["calibration"]["bins"]
    if bins:
        _opened(quality, wording.CALIBRATION, wording.CALIBRATION_ABOUT)
        _drawn(charts.calibration(bins), "calibration")
        frame.say(quality_tables.calibration(bins))


def _probable(reading: Reading, quality: Quality) -> None:
    _opened(quality, wording.PROBABLE, wording.PROBABLE_ABOUT)
    frame.say(quality_tables.probable(reading.corpus, quality["probable"]))


def _reading(reading: Reading, quality: Quality) -> None:
    found = quality["reading"]
    if found["codes"]:
        _opened(quality, wording.READING, wording.READING_ABOUT)
        _drawn(charts.reading(found["ways"]), "reading")
        frame.say(element("p", wording.READING_TABLE.format(excerpts=found["excerpts"]), class_="compte"))
        frame.say(quality_tables.reading(reading.corpus, found))


def _learning(_reading: Reading, quality: Quality) -> None:
    if quality["learning"]:
        _opened(quality, wording.LEARNING, wording.LEARNING_ABOUT)
        _drawn(charts.learning(quality["learning"]), "learning")


def _answered(_reading: Reading, quality: Quality) -> None:
    overall = quality["answered"]["overall"]
    if overall["n"]:
        told = agreeing(wording.ANSWERED_ABOUT, overall["n"], right=agreeing(wording.RIGHT, overall["right"]))
        frame.say(element("h2", wording.ANSWERED), element("p", told))


def _errors(reading: Reading, quality: Quality) -> None:
    _opened(quality, wording.ERRORS, wording.ERRORS_ABOUT)
    for code in reading.corpus.codes:
        found = [e for e in quality["errors"] if e["code"] == code]
        if found:
            kinds = [_kind(reading, kind, [e for e in found if e["kind"] == kind]) for kind in wording.KINDS]
            title = element("summary", reading.corpus.label_of(code))
            frame.say(element("details", title, element("div", kinds, class_="erreurs"), class_="autour"))


def _kind(reading: Reading, kind: str, found: list[Mapping[str, Any]]) -> Html:
    said = [element("li", _error(reading, e)) for e in found] or [element("li", wording.NO_ERRORS, class_="discret")]
    return element("section", element("h3", wording.KINDS[kind]), element("ul", said))


def _error(reading: Reading, error: Mapping[str, Any]) -> Html:
    # Only passages that came through ``publishable`` have a place here.
    passage = reading.by_place.get(error["excerpt"])
    likely = element("small", wording.LIKELY.format(percent=percent(error["score"])), class_="discret")
    if passage is None:
        return element("div", element("p", wording.WITHHELD, class_="discret"), likely)
    said = element("p", f"« {passage.excerpt.text} »", class_="dit petit")
    return element("div", said, likely, " ", to_transcript(passage, wording.READ))
