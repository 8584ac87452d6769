"""How far people agree, and people with the suggestions: every figure with its n, and how it is read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard.data import study_data
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.pages.accords import tables
from dashboard.pages.accords import view as charts
from dashboard.pages.accords import words as wording
from dashboard.pages.accords.view import BETWEEN, CoderGroups, Draws, bench, figures
from dashboard.ui import address, frame
from dashboard.ui.cards import to_transcript
from dashboard.ui.html import Html, element, link, list_of
from dashboard.ui.plots import CONFIG
from dashboard.ui.sentences.phrases import counted, number
from dashboard.words import ui_words
from pipeline.publish import agreement_tables
from pipeline.publish.agreement_tables import figure, percent

LAYERS = ("people", "machine", "assisted")
QUALITY = "build/quality.json"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: its place in it, its title, and what shows it."""

    id: str
    title: str
    show: Callable[[], None]


def lay_out(sections: Sequence[Section]) -> None:
    """Show each section, the first as it is, the others folded."""
    for rank, section in enumerate(sections):
        with st.container(key=section.id):
            if not rank:
                section.show()
                continue
            with st.expander(f"**{frame.plain(section.title)}**"):
                section.show()


def contents(sections: Sequence[Section]) -> Html:
    """Link to each section, under a fold."""
    links = list_of(element("a", s.title, href=f"#{s.id}", class_="lien") for s in sections)
    title = wording.ON_THIS_PAGE
    return element("details", element("summary", title), element("nav", links, class_="sommaire", aria_label=title))


def sections(reading: CorpusReading, quality: dict[str, Any]) -> list[Section]:
    """Give what was measured, section by section; nothing where nobody read anything unaided."""
    if not quality.get("baselines") or not quality.get("turns"):
        return []
    corpus, bins, read = reading.corpus, quality["calibration"]["bins"], quality["reading"]
    found: list[tuple[str, str, str, list[Any]]] = [
        ("personnes", wording.BETWEEN, wording.BETWEEN_ABOUT, [tables.beside_people(corpus, quality)]),
        ("plus-simple", wording.BASELINES, wording.BASELINES_ABOUT, [tables.baselines(quality)]),
    ]
    if bins:
        shown = [charts.calibration_plot(bins), tables.calibration(bins)]
        found.append(("calibration", wording.CALIBRATION, wording.CALIBRATION_ABOUT, shown))
    found.append(
        ("probable", wording.PROBABLE, wording.PROBABLE_ABOUT, [tables.probable(corpus, quality["probable"])])
    )
    if read["codes"]:
        count = element("p", wording.READING_TABLE.format(excerpts=read["excerpts"]), class_="compte")
        shown = [charts.reading_plot(read["ways"]), count, tables.reading(corpus, read)]
        found.append(("lire", wording.READING, wording.READING_ABOUT, shown))
    if quality["learning"]:
        shown = [charts.learning_plot(quality["learning"])]
        found.append(("apprendre", wording.LEARNING, wording.LEARNING_ABOUT, shown))
    if quality["answered"]["overall"]["n"]:
        found.append(("reponses", wording.ANSWERED, "", [wording.answered(quality["answered"]["overall"])]))
    found.append(("erreurs", wording.ERRORS, wording.ERRORS_ABOUT, errors(reading, quality["errors"])))
    return [
        Section(name, title, partial(measured_section, name, quality, about, parts))
        for name, title, about, parts in found
    ]


def measured_section(name: str, quality: dict[str, Any], about: str, parts: Sequence[Any]) -> None:
    """
    Show a section of what was measured.

    Args:
        name: of the section.
        quality: what the last run measured.
        about: what is measured; where it is said, what it was measured on is said too.
        parts: its charts and its markup, in their order.
    """
    if about:
        read = quality["reviewed"]["sessions_read"]
        on = wording.MEASURED_ON.format(
            turns=counted(quality["turns"], *wording.TURNS), sessions=counted(read, *wording.SESSIONS),
            gold=quality["gold"],
        )
        frame.say(element("p", about))
        frame.say(element("p", on, class_="compte"))
    for part in parts:
        if isinstance(part, str):
            frame.say(part)
        else:
            st.plotly_chart(part, config=CONFIG, key=f"quality-{name}")


def errors(reading: CorpusReading, found: Sequence[Mapping[str, Any]]) -> list[Html]:
    """List the clearest errors, code by code, each with its passage where it may be quoted."""
    shown = []
    for code in reading.corpus.offered:
        own = [e for e in found if e["code"] == code]
        kinds = []
        for kind, title in wording.KINDS.items():
            listed = [element("li", _error(reading, e)) for e in own if e["kind"] == kind]
            none = element("li", wording.NO_ERRORS, class_="discret")
            kinds.append(element("section", element("h3", title), element("ul", listed or none)))
        if own:
            title = element("summary", reading.corpus.label_of(code))
            shown.append(element("details", title, element("div", kinds, class_="erreurs"), class_="autour"))
    return shown


def _error(reading: CorpusReading, error: Mapping[str, Any]) -> Html:
    # Only passages that came through ``publishable`` have a place here.
    passage = reading.by_place.get(error["excerpt"])
    likely = element("small", wording.LIKELY.format(percent=percent(error["score"])), class_="discret")
    if passage is None:
        return element("div", element("p", wording.WITHHELD, class_="discret"), likely)
    said = element("p", passage.excerpt.text, class_="dit petit cite")
    return element("div", said, likely, " ", to_transcript(passage, wording.READ_PASSAGE))


def gold(kind: str) -> Html:
    """Say what the codings that everything is compared with are worth."""
    title = element("summary", element("strong", f"{wording.GOLD} : {kind or wording.GOLD_UNSAID}"))
    more = wording.GOLD_HELP if kind else wording.GOLD_HOW
    return element("details", title, element("p", more, class_="discret valeur"))


def chosen(on: CoderGroups) -> tuple[str, str, str]:
    """Let the reader choose who is compared, and in which unit; gives the layer, the group, the unit."""
    layers = {f"{layer}|{name}": (layer, name) for layer in LAYERS for name in getattr(on, layer)}
    named = {}
    for key, (layer, name) in layers.items():
        told = BETWEEN.join(wording.MACHINES.get(n, n) for n in name.split(BETWEEN))
        named[key] = f"{told} — {wording.ASSISTED}" if layer == "assisted" else told
    with frame.line("accords"):
        picked = address.pick(wording.WHO, "qui", list(layers), named)
        unit = address.pick(wording.UNIT, "unite", list(wording.UNITS), wording.UNITS)
    return *layers[picked], unit


def comparison(corpus: Corpus, on: CoderGroups, *, coefficients: bool) -> None:
    """Show how far those chosen agree, code by code."""
    layer, name, unit = chosen(on)
    found = figures(on, layer, name, unit)
    sessions = counted(len(found["sessions"]), "entretien", "entretiens")
    told = f"{number(found['n'])} {agreement_tables.COUNTED[unit]}, {sessions}"
    frame.say(element("p", f"{told} ", element("span", wording.NOW, class_="discret"), class_="compte"))
    frame.say(tables.agreement(corpus, found, unit, coefficients=coefficients))
    if not coefficients:
        frame.say(element("p", wording.HIDDEN, class_="discret"))
    elif unit == "spans":
        binary = figure(found["overall"], "u_alpha_binary")
        frame.say(element("p", f"{wording.BINARY} : {binary}", class_="compte"))
    if layer == "people" and len(found["coders"]) == 2:
        frame.say(link(wording.TO_DOUBLE, "double_codage", a=found["coders"][0], b=found["coders"][1]))
    reading(unit)


def reading(unit: str) -> None:
    """Explain how figures are read, and why never one alone."""
    pairs = (*wording.HOW, *wording.HOW_SPANS) if unit == "spans" else wording.HOW
    title = element("summary", wording.READ)
    frame.say(element("p", wording.NEVER_ALONE), element("details", title, tables.explained(pairs)))


def machine(reading: CorpusReading, quality: dict[str, Any]) -> None:
    """Show how the suggestions do against people, as the last run measured it."""
    corpus = reading.corpus
    statuses: Counter[str] = Counter(c.status for c in corpus.codings if c.author_kind == "person")
    frame.say(*(element("p", said, class_="discret") for said in (
        wording.answered_now(statuses), wording.since(reading.pending)) if said))
    judged = quality.get("codes") or {}
    if not any(entry["positives"] for entry in judged.values()):
        frame.say(element("p", wording.MACHINE_NONE, class_="discret"))
        return
    frame.say(element("p", wording.MACHINE_ABOUT), tables.machine(corpus, judged, quality["suggestions"]))
    frame.say(element("p", wording.MACHINE_HOW, class_="discret"))


def measured() -> dict[str, Any]:
    """Read what the last run measured; nothing before the first."""
    path = study_data.study() / QUALITY
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def show() -> None:
    """Lay the page out, section by section."""
    opened = frame.opened(wording.TITLE)
    st.html(f"<style>{frame.asset('accords.css')}</style>")
    study, corpus = study_data.study(), opened.corpus
    said = study.params("study")
    settings = study.params("quality")
    draws = Draws(int(settings.get("bootstraps") or 0), int(settings.get("seed") or 0))
    on = bench(opened, decided(), draws)
    compared = bool(on.people or on.machine or on.assisted)
    table = partial(comparison, corpus, on, coefficients=said.get("coefficients") != "hidden")
    shown = [
        *([Section("code-par-code", wording.TABLE, table)] if compared else []),
        *(of_machine(opened, measured()) if corpus.settings.suggestions else []),
    ]
    warned = element("p", ui_words.DECISIONS_NOT_FACTS, class_="avertissement")
    listed = contents(shown) if len(shown) > 1 else ""
    frame.say(element("div", warned, gold(str(settings.get("gold_kind", ""))), listed, class_="avant-chiffres"))
    if not compared:
        frame.nothing(wording.NOBODY_TWICE, (ui_words.READ_AND_CODE, "lecture"))
    lay_out(shown)


def of_machine(reading: CorpusReading, quality: dict[str, Any]) -> list[Section]:
    """Give the sections that tell what suggestions are worth."""
    first = Section("suggestions", wording.MACHINE_TITLE, partial(machine, reading, quality))
    return [first, *sections(reading, quality)]


show()
