"""How far people agree, and people with the suggestions: every figure with its n, and how it is read."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from typing import Any

import streamlit as st

from dashboard.data import study_data
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.pages.accords import agreement as accords_tables
from dashboard.pages.accords import folded_sections
from dashboard.pages.accords import sections as quality_sections
from dashboard.pages.accords import sentences as phrases
from dashboard.pages.accords import words as wording
from dashboard.pages.accords.folded_sections import Section
from dashboard.pages.accords.view import BETWEEN, CoderGroups, Draws, bench, figures
from dashboard.ui import address, frame
from dashboard.ui.html import element, link
from dashboard.ui.sentences.phrases import counted, number
from pipeline.language import coding_words as words
from pipeline.publish.agreement_tables import figure

LAYERS = ("people", "machine", "assisted")
QUALITY = "build/quality.json"


def gold(kind: str) -> None:
    """Say what the codings that everything is compared with are worth."""
    title = element("p", element("strong", f"{wording.GOLD} : {kind or wording.GOLD_UNSAID}"))
    more = wording.GOLD_HELP if kind else wording.GOLD_HOW
    frame.say(element("div", title, element("p", more, class_="discret"), class_="valeur"))


def chosen(on: CoderGroups) -> tuple[str, str, str]:
    """Let the reader choose who is compared, and in which unit; gives the layer, the group, the unit."""
    layers = {f"{layer}|{name}": (layer, name) for layer in LAYERS for name in getattr(on, layer)}
    left, right = st.columns([1, 1], vertical_alignment="bottom")
    with left:
        picked = address.pick(wording.WHO, "qui", list(layers), {key: _named(*of) for key, of in layers.items()})
    with right:
        unit = address.pick(wording.UNIT, "unite", list(wording.UNITS), wording.UNITS)
    return *layers[picked], unit


def _named(layer: str, name: str) -> str:
    told = BETWEEN.join(wording.MACHINES.get(n, n) for n in name.split(BETWEEN))
    return f"{told} — {wording.ASSISTED}" if layer == "assisted" else told


def comparison(corpus: Corpus, on: CoderGroups, *, coefficients: bool) -> None:
    """Show how far those chosen agree, code by code."""
    layer, name, unit = chosen(on)
    found = figures(on, layer, name, unit)
    sessions = counted(len(found["sessions"]), "entretien", "entretiens")
    frame.caution()
    frame.say(element("p", f"{number(found['n'])} {words.COUNTED[unit]}, {sessions}", class_="compte"),
              element("p", wording.NOW, class_="discret"))
    frame.say(accords_tables.agreement(corpus, found, unit, coefficients=coefficients))
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
    frame.say(element("p", wording.NEVER_ALONE), element("details", title, accords_tables.explained(pairs)))


def machine(reading: CorpusReading, quality: dict[str, Any]) -> None:
    """Show how the suggestions do against people, as the last run measured it."""
    corpus = reading.corpus
    statuses: Counter[str] = Counter(c.status for c in corpus.codings if c.author_kind == "person")
    frame.say(*(element("p", said, class_="discret") for said in (
        phrases.answered_now(statuses), phrases.since(reading.pending)) if said))
    judged = quality.get("codes") or {}
    if not any(entry["positives"] for entry in judged.values()):
        frame.say(element("p", wording.MACHINE_NONE, class_="discret"))
        return
    frame.say(element("p", wording.MACHINE_ABOUT), accords_tables.machine(corpus, judged, quality["suggestions"]))
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
    gold(str(settings.get("gold_kind", "")))
    draws = Draws(int(settings.get("bootstraps") or 0), int(settings.get("seed") or 0))
    on = bench(opened, decided(), draws)
    compared = bool(on.people or on.machine or on.assisted)
    if not compared:
        frame.say(element("section", element("h2", wording.NOTHING), element("p", words.NOBODY_TWICE), class_="vide"))
    table = partial(comparison, corpus, on, coefficients=said.get("coefficients") != "hidden")
    folded_sections.lay_out([
        *([Section("code-par-code", wording.TABLE, table)] if compared else []),
        *(of_machine(opened, measured()) if corpus.settings.suggestions else []),
    ])


def of_machine(reading: CorpusReading, quality: dict[str, Any]) -> list[Section]:
    """Give the sections that tell what suggestions are worth."""
    first = Section("suggestions", wording.MACHINE_TITLE, partial(machine, reading, quality))
    return [first, *quality_sections.sections(reading, quality)]


show()
