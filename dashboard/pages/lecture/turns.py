"""What a page of a session shows ↔ what a coder does on it with keys, buttons and words selected."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import streamlit as st

from dashboard.data.titles import voice
from dashboard.pages.lecture import reserve_words
from dashboard.pages.lecture.bands import ink
from dashboard.pages.lecture.codes_at_hand import at_hand
from dashboard.pages.lecture.state import ERROR, NEWS, PASSAGE, TranscriptState
from dashboard.pages.lecture.transcript import ReadTurn, transcript
from dashboard.ui.component import Component
from dashboard.words import reading_words as wording
from dashboard.words import ui_words as common

Data = dict[str, Any]
# Beside the turns, what is read aloud of the words chosen: it stays while they are drawn anew.
TURNS = Component(
    "coding", '<section class="seance"></section><p class="lu" role="status"></p>', "pages/lecture/coding.js",
    css="pages/lecture/coding.css", key="coding-turns",
)


def shown(on: TranscriptState) -> Data:
    """Give all that the browser gets of the page: plain data, offsets in code points."""
    numbers = on.pages[on.page] if on.pages else ()
    passage = st.query_params.get(PASSAGE, "")
    turns = [_turn(on, t) for t in transcript(on.reading.corpus, on.session, numbers, passage)]
    said = {"news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, "")}
    first, last = (numbers[0], numbers[-1]) if numbers else (0, -1)
    beside_it = [asdict(b) for b in on.bands if b.turn <= last and b.last_turn >= first]
    return {
        "token": on.token, "place": f"{on.session}|{on.page}", "passage": passage, "coder": on.coder, "turns": turns,
        "bands": beside_it, "codes": _codes(on) if on.coder else [], "labels": wording.LABELS, **_at_hand(on),
        "reserves": list(reserve_words.LEVELS.items()),
    } | said


def _turn(on: TranscriptState, read: ReadTurn) -> Data:
    turn = read.turn
    reserves = [(r.start, r.end, common.CONSENTS[r.level]) for r in read.reserves]
    return {
        "turn": turn.turn, "role": turn.role, "voice": voice(on.reading.corpus, turn), "text": turn.text,
        "words": read.words, "sentences": read.sentences, "reserves": reserves, "asked": read.asked,
        "gaps": read.gaps,
    }


def _codes(on: TranscriptState) -> list[Data]:
    families = {f.id: f.label for f in on.reading.corpus.codebook.families}
    return [
        {"id": c.id, "label": on.reading.corpus.label_of(c.id), "family": families.get(c.family, ""),
         "help": c.definition, "colour": ink(on.reading, c.id)}
        for c in on.reading.corpus.codebook.offered
    ]


def _at_hand(on: TranscriptState) -> Data:
    grid = on.reading.corpus.codebook
    used = [grid.in_force(d.code) for d in sorted(on.coder_state.codings, key=lambda d: d.at)]
    nine = at_hand([c.id for c in grid.offered], used)
    return {"nine": nine, "used": sorted(set(nine) & set(used))}
