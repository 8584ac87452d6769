"""The reading, decisions, the coder and the address → what lies before whoever reads a session, and its component."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.access import permissions
from dashboard.data import study_data
from dashboard.data.decisions_read import Decided, decided
from dashboard.data.passages import CorpusReading
from dashboard.data.titles import voice
from dashboard.pages.lecture import words
from dashboard.pages.lecture.view import Band, Layers, ReadTurn, asked, at_hand, authors, bands, ink, pages, transcript
from dashboard.ui import address, coder, memos
from dashboard.ui.component import Component
from dashboard.words import ui_words as common
from pipeline.anchoring.decisions import append
from pipeline.codebook.operations import TO_SORT
from pipeline.coding.coder_state import CoderState
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.new_codes import to_redo
from pipeline.model.contracts import Mode
from pipeline.model.decision_rows import CodingDecision

SESSION, PASSAGE = "entretien", "passage"
SHOWN, COUNT, NEWS, ERROR, HERE, OPENED = (
    "lecture:layers", "lecture:count", "lecture:news", "lecture:error", "lecture:session", "lecture:opened",
)
MINE = "mine"
Data = dict[str, Any]
# Beside the turns, what is read aloud of the words chosen: it stays while they are drawn anew.
TURNS = Component(
    "coding", '<section class="seance"></section><p class="lu" role="status"></p>', "pages/lecture/coding.js",
    css="pages/lecture/coding.css", key="coding-turns",
)


@dataclass(frozen=True)
class TranscriptState:
    """What a coder, or somebody who only reads, has before them."""

    reading: CorpusReading
    decided: Decided
    session: str
    coder: str
    mode: Mode

    @property
    def coder_state(self) -> CoderState:
        """What the coder holds."""
        return self.decided.now.of(self.coder)

    @property
    def alone(self) -> bool:
        """Whether the coder still decides of this session before anything of the machine or of others shows."""
        return bool(self.coder) and self.mode == "blind" and self.session not in self.coder_state.read

    @property
    def seen(self) -> bool:
        """Whether a coder who decides first has already read this session, and seen the rest."""
        lines = (d for d in self.decided.every if d.author == self.coder and d.session == self.session)
        return self.mode == "blind" and any(d.marks_read for d in lines)

    @cached_property
    def offered(self) -> list[str]:
        """Whose codings may be shown: one's own, those of others."""
        others = [a for a in authors(self.reading, self.decided, self.session) if a != self.coder]
        mine = [MINE] if self.coder else []
        return mine if self.alone else [*mine, *others]

    @property
    def suggestions_allowed(self) -> bool:
        """Whether suggestions may be shown: not to who codes by hand, nor to who still decides alone."""
        return not self.alone and (self.mode != "manual" or not self.coder)

    @property
    def usual(self) -> list[str]:
        """
        The layers shown when nobody has chosen: to a coder their own, else all.

        Whoever gave a name and has coded nothing reads what the team coded, unless they are to code by hand first.
        """
        new = self.mode == "assisted" and not self.coder_state.codings
        if not self.coder or new or (self.mode == "blind" and not self.alone):
            return self.offered
        return [MINE]

    @property
    def layers_key(self) -> str:
        """Where the choice of layers is kept: another coder, another way of coding, another choice."""
        return f"{SHOWN}:{self.coder}:{self.mode}:{self.alone}"

    @cached_property
    def layers(self) -> Layers:
        """The layers shown; one that may not be shown is not, whatever was chosen."""
        wanted = st.session_state.get(self.layers_key, self.usual)
        shown = [layer for layer in self.offered if layer in (wanted or ())]
        people = {self.coder if layer == MINE else layer for layer in shown}
        return Layers(self.coder, frozenset(people), self.suggestions_allowed and address.suggestions_on())

    @property
    def sees_others(self) -> bool:
        """Whether the decisions of other people show."""
        return bool(self.layers.people - {self.coder})

    @cached_property
    def bands(self) -> list[Band]:
        """What stands beside the session."""
        return bands(self.reading, self.decided, self.session, self.layers)

    @cached_property
    def pages(self) -> list[tuple[int, ...]]:
        """The pages of the session, by the numbers of their turns."""
        return pages(self.reading.corpus.turns.get(self.session, {}))

    @property
    def page(self) -> int:
        """The page before the eyes, from 0."""
        return min(max(address.page_asked(), 1), max(1, len(self.pages))) - 1

    @property
    def token(self) -> str:
        """What tells one state of the screen from another: a gesture made on an older one is refused."""
        return f"{self.coder}|{self.mode}|{self.session}|{self.page}|{st.session_state.get(COUNT, 0)}"

    def writer(self) -> CodingWriter:
        """Give what writes the coder's lines; who sees what others or the machine decided is assisted."""
        corpus = self.reading.corpus
        mode: Mode = "assisted" if self.seen or self.sees_others else self.mode
        return CodingWriter(author=self.coder, mode=mode, codebook=corpus.codebook, turns=corpus.turns)


def page_state(session: str | None = None) -> TranscriptState:
    """Give what the page shows now, on the session last shown unless one is given."""
    here = session if session is not None else str(st.session_state.get(HERE) or "")
    return TranscriptState(study_data.reading(), decided(), here, coder.chosen(), coder.mode())


def arrive(on: TranscriptState, passage: str) -> None:
    """Open the page where the passage asked for stands, once: then the reader goes where they like."""
    state: Any = st.session_state
    found = asked(on.reading.corpus, passage)
    if found and state.get(OPENED) != passage:
        page = next((rank for rank, numbers in enumerate(on.pages, 1) if found[0].turn in numbers), 1)
        st.query_params[address.PAGE] = str(page)
    if state.get(HERE) not in {None, on.session} and not found:
        address.rewind()
    state[OPENED], state[HERE] = passage, on.session


def write(on: TranscriptState, lines: Sequence[CodingDecision]) -> None:
    """Add lines to the coder's file."""
    append(study_data.study(), on.coder, lines)


def shown(on: TranscriptState) -> Data:
    """Give all that the browser gets of the page: plain data, offsets in code points."""
    numbers = on.pages[on.page] if on.pages else ()
    passage = st.query_params.get(PASSAGE, "")
    turns = [_turn(on, t) for t in transcript(on.reading.corpus, on.session, numbers, passage)]
    grid = on.reading.corpus.codebook
    used = [grid.in_force(d.code) for d in sorted(on.coder_state.codings, key=lambda d: d.at)]
    nine = at_hand([c.id for c in grid.offered], used)
    families = {f.id: f.label for f in grid.families}
    codes = [
        {"id": c.id, "label": on.reading.corpus.label_of(c.id), "family": families.get(c.family, ""),
         "help": c.definition, "colour": ink(on.reading, c.id)}
        for c in grid.offered
    ]
    labels = {f.label: f.id for f in grid.families}
    sorting = labels.pop(TO_SORT, "")
    families_ = [(sorting, TO_SORT), *((id_, label) for label, id_ in labels.items())]
    said = {"news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, "")}
    first, last = (numbers[0], numbers[-1]) if numbers else (0, -1)
    beside_it = [
        asdict(b) | {"links": memos.linked(on.reading, b.memo)}
        for b in on.bands if b.turn <= last and b.last_turn >= first
    ]
    return {
        "token": on.token, "place": f"{on.session}|{on.page}", "passage": passage, "coder": on.coder, "turns": turns,
        "bands": beside_it, "codes": codes if on.coder else [], "labels": words.LABELS,
        "keys": words.KEYS,
        "mending": f"transcription?{urlencode({'entretien': on.session})}" if permissions.may("own") else "",
        "nine": nine, "used": sorted(set(nine) & set(used)),
        "reserves": list(words.LEVELS.items()), "families": families_,
        "redo": bool(to_redo(on.decided.every, on.coder)) if on.coder else False,
    } | said


def _turn(on: TranscriptState, read: ReadTurn) -> Data:
    turn = read.turn
    reserves = [(r.start, r.end, common.CONSENTS[r.level]) for r in read.reserves]
    return {
        "turn": turn.turn, "role": turn.role, "voice": voice(on.reading.corpus, turn), "text": turn.text,
        "words": read.words, "sentences": read.sentences, "reserves": reserves, "asked": read.asked,
        "gaps": read.gaps,
    }
