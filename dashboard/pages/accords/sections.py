"""What the last run measured of the suggestions → the sections of the page Accords et limites that tell it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard.data.passages import CorpusReading
from dashboard.pages.accords import quality_plot as charts
from dashboard.pages.accords import quality_words as wording
from dashboard.pages.accords import tables as quality_tables
from dashboard.pages.accords.folded_sections import Section
from dashboard.ui import frame
from dashboard.ui.cards import to_transcript
from dashboard.ui.html import Html, element
from dashboard.ui.plots.bars import CONFIG
from dashboard.ui.sentences.phrases import counted
from pipeline.language.numbers import agreeing
from pipeline.publish.agreement_tables import percent

Quality = Mapping[str, Any]


def sections(reading: CorpusReading, quality: Quality) -> list[Section]:
    """Give what was measured, section by section; nothing where nobody read anything unaided."""
    if not quality.get("baselines") or not quality.get("turns"):
        return []
    told = (
        ("personnes", wording.BETWEEN, _people, True), ("plus-simple", wording.BASELINES, _baselines, True),
        ("calibration", wording.CALIBRATION, _calibration, quality["calibration"]["bins"]),
        ("probable", wording.PROBABLE, _probable, True),
        ("lire", wording.READING, _reading, quality["reading"]["codes"]),
        ("apprendre", wording.LEARNING, _learning, quality["learning"]),
        ("reponses", wording.ANSWERED, _answered, quality["answered"]["overall"]["n"]),
        ("erreurs", wording.ERRORS, _errors, True),
    )
    return [Section(name, title, partial(show, reading, quality)) for name, title, show, there in told if there]


def _about(quality: Quality, about: str) -> None:
    read = quality["reviewed"]["sessions_read"]
    n = wording.GOLD.format(
        turns=counted(quality["turns"], *wording.TURNS), sessions=counted(read, *wording.SESSIONS),
        gold=quality["gold"],
    )
    frame.say(element("p", about))
    frame.caution()
    frame.say(element("p", n, class_="compte"))


def _drawn(figure: Any, key: str) -> None:
    st.plotly_chart(figure, config=CONFIG, key=f"quality-{key}")


def _people(reading: CorpusReading, quality: Quality) -> None:
    _about(quality, wording.BETWEEN_ABOUT)
    frame.say(quality_tables.beside_people(reading.corpus, quality))


def _baselines(_reading: CorpusReading, quality: Quality) -> None:
    _about(quality, wording.BASELINES_ABOUT)
    frame.say(quality_tables.baselines(quality))


def _calibration(_reading: CorpusReading, quality: Quality) -> None:
    bins = quality["calibration"]["bins"]
    _about(quality, wording.CALIBRATION_ABOUT)
    _drawn(charts.calibration(bins), "calibration")
    frame.say(quality_tables.calibration(bins))


def _probable(reading: CorpusReading, quality: Quality) -> None:
    _about(quality, wording.PROBABLE_ABOUT)
    frame.say(quality_tables.probable(reading.corpus, quality["probable"]))


def _reading(reading: CorpusReading, quality: Quality) -> None:
    found = quality["reading"]
    _about(quality, wording.READING_ABOUT)
    _drawn(charts.reading(found["ways"]), "reading")
    frame.say(element("p", wording.READING_TABLE.format(excerpts=found["excerpts"]), class_="compte"))
    frame.say(quality_tables.reading(reading.corpus, found))


def _learning(_reading: CorpusReading, quality: Quality) -> None:
    _about(quality, wording.LEARNING_ABOUT)
    _drawn(charts.learning(quality["learning"]), "learning")


def _answered(_reading: CorpusReading, quality: Quality) -> None:
    overall = quality["answered"]["overall"]
    told = agreeing(wording.ANSWERED_ABOUT, overall["n"], right=agreeing(wording.RIGHT, overall["right"]))
    frame.say(element("p", told))


def _errors(reading: CorpusReading, quality: Quality) -> None:
    _about(quality, wording.ERRORS_ABOUT)
    for code in reading.corpus.codes:
        found = [e for e in quality["errors"] if e["code"] == code]
        if found:
            kinds = [_kind(reading, kind, [e for e in found if e["kind"] == kind]) for kind in wording.KINDS]
            title = element("summary", reading.corpus.label_of(code))
            frame.say(element("details", title, element("div", kinds, class_="erreurs"), class_="autour"))


def _kind(reading: CorpusReading, kind: str, found: list[Mapping[str, Any]]) -> Html:
    said = [element("li", _error(reading, e)) for e in found] or [element("li", wording.NO_ERRORS, class_="discret")]
    return element("section", element("h3", wording.KINDS[kind]), element("ul", said))


def _error(reading: CorpusReading, error: Mapping[str, Any]) -> Html:
    # Only passages that came through ``publishable`` have a place here.
    passage = reading.by_place.get(error["excerpt"])
    likely = element("small", wording.LIKELY.format(percent=percent(error["score"])), class_="discret")
    if passage is None:
        return element("div", element("p", wording.WITHHELD, class_="discret"), likely)
    said = element("p", passage.excerpt.text, class_="dit petit cite")
    return element("div", said, likely, " ", to_transcript(passage, wording.READ))
