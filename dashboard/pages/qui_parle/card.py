"""A voice: its role, its words, three samples, and what one may say of it."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.pages.qui_parle import words as wording
from dashboard.pages.qui_parle.state import VoicesState, decide, named
from dashboard.ui import frame
from dashboard.ui.html import Html, element
from pipeline.ingest.reception.import_words import BECAUSE
from pipeline.ingest.speech.belief import Unbelieved
from pipeline.ingest.speech.understood import Spoken, Voice
from pipeline.language.numbers import agreeing, counted
from pipeline.model.contracts import Role
from pipeline.pseudonymise.describe import voices

# What nobody declared: a role told by who asks most, or for want of anything else.
GUESSED = frozenset({"questions", "default"})
LONGEST = 240  # characters of a sample


def show(on: VoicesState, voice: Voice) -> None:
    """Show a voice; one that has no label can be told turn by turn only."""
    with st.container(border=True):
        frame.say(element("h3", named(voice)), element("p", _counts(voice), class_="discret"))
        frame.say(*(_sample(s) for s in voice.samples))
        if voice.label:
            key = on.key("role", voice.label, voice.role)
            st.segmented_control(
                wording.ROLE.format(label=voice.label), list(wording.ROLES), default=voice.role, key=key, required=True,
                format_func=lambda r: wording.ROLES[r], on_change=_take_role, args=(on, voice, key),
            )
            if voice.because in GUESSED:
                st.button(
                    wording.CONFIRM, key=f"{key}:confirm", help=wording.CONFIRM_HELP,
                    on_click=lambda: decide(on, lambda: voices.role(on.session, voice.label, voice.role)),
                )
            with st.expander(wording.MORE):
                _more(on, voice)


def _counts(voice: Voice) -> str:
    because = BECAUSE.get(voice.because, "")
    spelt = [s for s in voice.spellings if s != voice.label]
    said = [
        counted(voice.turns, "tour", "tours"), counted(voice.words, "mot", "mots"),
        f"{wording.ROLES.get(voice.role, '')} ({because})" if because else wording.ROLES.get(voice.role, ""),
        wording.ALSO_WRITTEN.format(spellings=", ".join(spelt)) if spelt else "", wording.ONCE if voice.once else "",
    ]
    return " · ".join(filter(None, said))


def _sample(one: Spoken) -> Html:
    text = one.text if len(one.text) <= LONGEST else f"{one.text[:LONGEST]}…"
    where = wording.SAMPLES.format(turn=one.turn, place=one.place)
    return element("p", element("span", where, class_="discret"), " ", text, class_="dit petit")


def _take_role(on: VoicesState, voice: Voice, key: str) -> None:
    wanted: Role | None = st.session_state.get(key)
    if wanted and wanted != voice.role:
        decide(on, lambda: voices.role(on.session, voice.label, wanted))


def _more(on: VoicesState, voice: Voice) -> None:
    left, right = st.columns([1, 1], vertical_alignment="bottom")
    with left:
        typed = on.key("rename", voice.label, voice.role)
        st.text_input(wording.RENAME, key=typed)
        st.button(wording.RENAME_DO, key=f"{typed}:do", on_click=lambda: decide(
            on, lambda: voices.called(on.session, voice, on.found.turns, str(st.session_state.get(typed) or ""))))
    others = [label for label in on.labels if label != voice.label]
    with right:
        if others:
            picked = on.key("merge", voice.label, voice.role)
            into = st.selectbox(wording.MERGE, others, index=None, key=picked, placeholder=wording.MERGE_PICK)
            st.button(
                wording.MERGE_DO, key=f"{picked}:do", disabled=not into,
                on_click=lambda: decide(on, lambda: voices.called(on.session, voice, on.found.turns, str(into or ""))),
            )
    st.button(wording.NO_LABEL, key=on.key("none", voice.label, voice.role), help=wording.NO_LABEL_HELP,
              on_click=lambda: decide(on, lambda: voices.no_label(on.session, voice)))


def unbelieved(on: VoicesState, one: Unbelieved, rank: int) -> None:
    """Show what recurs at the beginning of lines and was taken for words; one gesture makes a voice of it."""
    words, answers, asks = st.columns([3, 1, 1], vertical_alignment="center")
    with words:
        frame.say(element("p", element("strong", one.label), f" — {agreeing(wording.TIMES, one.times)}, {one.place} : ",
                          element("q", one.sample)))
    offered: tuple[tuple[DeltaGenerator, Role], ...] = ((answers, "participant"), (asks, "interviewer"))
    for place, role in offered:
        with place:
            st.button(
                wording.BELIEVE[role], key=on.key("believe", role, str(rank)),
                on_click=lambda role=role: decide(on, lambda: voices.role(on.session, one.label, role)),
            )
