"""Passages ticked on the page, a code, a memo → what a gesture on all of them would change, and its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import streamlit as st

from dashboard.access import permissions
from dashboard.data import study_data
from dashboard.data.concordance import Hit, passage_of
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading, Passage
from dashboard.pages.extraits import words as wording
from dashboard.ui import coder, component, frame
from dashboard.ui.component import Component, MessageKeys
from dashboard.ui.html import Html, element
from dashboard.ui.sentences import phrases, reading_phrases
from pipeline.anchoring.decisions import append
from pipeline.coding import many_passages, new_codes
from pipeline.coding.coder_state import gesture_to_undo
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.many_passages import ChosenPassage, GestureKind, GesturePreview, HeldNow, SharedGesture
from pipeline.model.errors import FiligraneError

TICKED, CODE, NAME = "extraits:ticked", "extraits:code", "extraits:name"
MEMO, REACH = "extraits:memo", "extraits:reach"
BAR = "choix"  # what holds the bar, which stays in sight
KEYS = MessageKeys("extraits:news", "extraits:error", "extraits:count")
BOXES = Component(
    "selection", '<div class="choix-passages"></div>', "pages/extraits/selection.js",
    css="pages/extraits/selection.css", key="extraits:boxes",
)


def whole(passages: Iterable[Passage]) -> list[Hit]:
    """Take passages whole, as places of a concordance: their box is named after them alone."""
    return [(p, 0, 0) for p in passages]


def box_name(hit: Hit) -> str:
    """Name the box beside a passage, or beside words said in it."""
    passage, first, last = hit
    name = passage.excerpt.excerpt
    return f"{name}|{first}-{last}" if last else name


def box(hit: Hit) -> Html:
    """Show the box that chooses a passage; none where its place may not be told, or for whoever only reads."""
    if not hit[0].place or not permissions.may("code"):
        return Html("")
    ticking = element("input", type="checkbox", data_hit=box_name(hit), aria_label=wording.CHOOSE)
    return element("label", ticking, class_="choix", title=wording.CHOOSE)


@dataclass(frozen=True, eq=False)
class Choice:
    """What may be ticked on the page, and what is."""

    reading: CorpusReading
    offered: Sequence[Hit]
    shown: Sequence[Hit]

    @cached_property
    def able(self) -> Sequence[Hit]:
        """What may be ticked: a passage whose place may not be told is coded in its own session only."""
        return [hit for hit in self.offered if hit[0].place]

    @property
    def ticked(self) -> frozenset[str]:
        """The names of the boxes ticked, those of other searches among them."""
        return frozenset(st.session_state.get(TICKED) or ())

    @cached_property
    def passages(self) -> tuple[ChosenPassage, ...]:
        """The passages chosen among those that answer, each once, in the order of the text."""
        ticked = self.ticked
        # Nothing is chosen most of the time, and fifty thousand places may answer.
        hits = [hit for hit in self.able if box_name(hit) in ticked] if ticked else []
        return tuple(dict.fromkeys(passage_of(self.reading.corpus, hit, self.reach) for hit in hits))

    @property
    def reach(self) -> str:
        """What is coded around words that were found: themselves, their sentence, their extract."""
        return str(st.session_state.get(REACH) or wording.EXCERPT)

    @cached_property
    def every(self) -> frozenset[object]:
        """The passages that would be chosen if all boxes were ticked: an extract where words are said twice is one."""
        if self.reach == wording.EXCERPT:
            return frozenset(passage.excerpt.excerpt for passage, _, _ in self.able)
        return frozenset(passage_of(self.reading.corpus, hit, self.reach) for hit in self.able)

    @cached_property
    def held(self) -> HeldNow:
        """What stands on words now."""
        corpus = self.reading.corpus
        return HeldNow(corpus.codings, decided().now.of(coder.chosen()), corpus.turns, corpus.codebook)

    def preview(self, kind: GestureKind) -> GesturePreview:
        """Tell what a gesture would change."""
        return many_passages.preview(self.passages, self.gesture(kind), self.held)

    def gesture(self, kind: GestureKind) -> SharedGesture:
        """Give a gesture with the code and the memo at hand."""
        code = (self.code or self.name) if kind in {"code", "uncode"} else ""
        return SharedGesture(kind, code, str(st.session_state.get(MEMO) or "").strip() if kind == "memo" else "")

    @property
    def code(self) -> str:
        """The code at hand, chosen or typed; empty where what was typed is none yet."""
        return new_codes.of_this_name(self.reading.corpus.codebook, self.typed)

    @property
    def name(self) -> str:
        """The name of a code to be; empty where a code is at hand, or nothing."""
        return "" if self.code else self.typed

    @property
    def typed(self) -> str:
        """What was chosen among codes, or typed beside them: one empties the other."""
        return " ".join(str(st.session_state.get(CODE) or st.session_state.get(NAME) or "").split())

    def label(self) -> str:
        """Name the code at hand, or the one to be."""
        return self.reading.corpus.label_of(self.code) if self.code else self.name


def tick(hits: Sequence[Hit], *, only: bool = False) -> None:
    """Tick the boxes of some passages, besides those that are ticked, or them only."""
    _hush()
    before = frozenset() if only else frozenset(st.session_state.get(TICKED) or ())
    st.session_state[TICKED] = before | {box_name(hit) for hit in hits if hit[0].place}


def one_of(kept: str, other: str) -> None:
    """Keep the code that was chosen, or the name that was typed: the other is emptied."""
    _hush()
    if st.session_state.get(kept):
        st.session_state[other] = "" if other == NAME else None


def _hush() -> None:
    st.session_state[KEYS.news] = st.session_state[KEYS.error] = ""


def obey() -> None:
    """Keep which boxes of the page are ticked; those of other pages stay as they were."""
    _hush()
    made = BOXES.gesture()
    shown, names = (frozenset(map(str, made.get(key) or ())) for key in ("shown", "names"))
    st.session_state[TICKED] = (frozenset(st.session_state.get(TICKED) or ()) - shown) | (names & shown)


def do(on: Choice, kind: GestureKind) -> None:
    """Do a gesture on every passage chosen, in one writing; what would change nothing is left alone."""
    def written() -> None:
        who = coder.chosen()
        what = on.gesture(kind)
        if not who:
            raise FiligraneError(wording.NOBODY)
        if kind in {"code", "uncode"} and not what.code:
            raise FiligraneError(wording.NO_CODE)
        if kind == "memo" and not what.memo:
            raise FiligraneError(wording.NO_MEMO)
        seen = on.preview(kind)
        if not seen.changed and not seen.taken:
            raise FiligraneError(wording.NOTHING)
        if kind == "code" and on.name:
            # A name that is no code yet becomes one, with the codings, in one gesture.
            new_codes.put_new(
                study_data.study(), _writer(on), [on.name],
                lambda writer, ids: many_passages.gesture_lines(writer, seen, replace(what, code=ids[on.name])),
            )
        else:
            append(study_data.study(), who, many_passages.gesture_lines(_writer(on), seen, what))
        st.session_state[KEYS.news] = wording.done(kind, len(seen.changed), on.label())
        if kind == "memo":
            st.session_state[MEMO] = ""

    component.attempt(written, KEYS)


def undo(on: Choice) -> None:
    """Take the coder's last gesture back, whole, wherever it was made."""
    def written() -> None:
        last = gesture_to_undo(on.held.own)
        if not last:
            raise FiligraneError(wording.NOTHING_TO_UNDO)
        new_codes.take_back(study_data.study(), _writer(on), last)
        corpus = on.reading.corpus
        label = corpus.label_of(corpus.codebook.in_force(last[0].code)) if last[0].code else ""
        st.session_state[KEYS.news] = reading_phrases.undone(last, label)

    component.attempt(written, KEYS)


def _writer(on: Choice) -> CodingWriter:
    # Passages show with what others and the machine made of them.
    corpus = on.reading.corpus
    return CodingWriter(author=coder.chosen(), mode="assisted", codebook=corpus.codebook, turns=corpus.turns)


def bar(on: Choice, beside: Callable[[], None]) -> None:
    """Show what may be ticked with what is ``beside``, what is ticked, what a gesture would change, the gestures."""
    chosen = on.passages
    frame.on_one_line(beside, partial(_ticking, on))
    if chosen:
        people = len({p.speaker for p in chosen} - {""})
        sessions = len({p.session for p in chosen})
        counted = phrases.counted(len(chosen), "passage choisi", "passages choisis")
        frame.say(element("p", f"{counted} ({phrases.where(people, sessions)})", class_="compte", role="status"))
        if coder.ask():
            _hands(on)
    for key, role, kind in ((KEYS.error, "alert", "alerte"), (KEYS.news, "status", "nouvelle")):
        if st.session_state.get(key):
            frame.say(element("p", st.session_state[key], class_=kind, role=role))


def _ticking(on: Choice) -> None:
    every = wording.ALL.format(phrases.counted(len(on.every), "passage", "passages"))
    ways = {wording.ALL_OF_PAGE: (on.shown, False), every: (on.able, True), wording.NONE: ((), True)}
    useless = wording.ALL_OF_PAGE if len(on.offered) <= len(on.shown) else ""
    for number, (label, (hits, only)) in enumerate(ways.items()):
        if label != useless and (hits or on.passages):
            st.button(label, key=f"extraits:tick:{number}", on_click=tick, args=(hits,), kwargs={"only": only},
                      type="tertiary", help=wording.HINT)


def _hands(on: Choice) -> None:
    corpus = on.reading.corpus
    coded, uncoded, starred, unstarred = (on.preview(kind) for kind in ("code", "uncode", "star", "unstar"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if any(last for _, _, last in on.shown):
            st.selectbox(
                wording.REACH, list(wording.REACHES), key=REACH, format_func=lambda reach: wording.REACHES[reach],
                label_visibility="collapsed", width=175, on_change=_hush,
            )
        st.selectbox(
            wording.CODE, [c.id for c in corpus.codebook.offered], None, key=CODE, format_func=corpus.label_of,
            placeholder=wording.CODE_HINT, label_visibility="collapsed", width=240, on_change=one_of, args=(CODE, NAME),
        )
        # A list that takes new names shows them first, in English, and Enter would make one more code.
        st.text_input(
            wording.NAME_HINT, key=NAME, placeholder=wording.NAME_HINT, label_visibility="collapsed", width=200,
            on_change=one_of, args=(NAME, CODE),
        )
        label = on.label()
        _button("code", wording.DO_CODE, on, able=bool(label and coded.changed), kind="primary")
        if uncoded.changed:
            _button("uncode", f"{wording.UNCODE} ({phrases.number(len(uncoded.taken))})", on)
        _button("star", wording.STAR, on, able=bool(starred.changed))
        if unstarred.changed:
            _button("unstar", f"{wording.UNSTAR} ({phrases.number(len(unstarred.taken))})", on)
        with st.popover(wording.MEMO):
            st.text_area(wording.MEMO_TEXT, key=MEMO)
            _button("memo", wording.MEMO_KEEP, on)
        if gesture_to_undo(on.held.own):
            st.button(wording.UNDO, key="extraits:undo", on_click=undo, args=(on,))
    # What was just done takes the place of what would be.
    if label and not (st.session_state.get(KEYS.news) or st.session_state.get(KEYS.error)):
        said = [wording.NEW_CODE.format(on.name)] if on.name else []
        said += [wording.effect("code", coded, coder.chosen())]
        said += [wording.effect("uncode", uncoded, coder.chosen())] if uncoded.beyond else []
        frame.say(element("p", " ".join(said), class_="discret", role="status"))


def _button(gesture: GestureKind, label: str, on: Choice, *, able: bool = True, kind: str = "secondary") -> None:
    st.button(
        label, key=f"extraits:do:{gesture}", on_click=do, args=(on, gesture), disabled=not able,
        type="primary" if kind == "primary" else "secondary",
    )


def show(on: Choice, beside: Callable[[], None]) -> None:
    """Let the boxes of the page be ticked, and something be done with what is; readers have what is beside alone."""
    if permissions.may("code"):
        bar(on, beside)
        BOXES.mount({"chosen": [name for name in map(box_name, on.shown) if name in on.ticked]}, obey)
    else:
        frame.on_one_line(beside)
