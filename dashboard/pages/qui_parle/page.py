"""Private: what was understood of each file, voice by voice and turn by turn, settled by a gesture."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.data import describing
from dashboard.data.describing import UnderstoodInterviews
from dashboard.pages.qui_parle import state
from dashboard.pages.qui_parle.state import VoicesState, decide, named
from dashboard.ui import address, coder, frame
from dashboard.ui.html import element, link, list_of
from pipeline.ingest.reception.import_words import BECAUSE
from pipeline.ingest.speech.accepted_labels import RejectedLabel
from pipeline.ingest.speech.understood import SETTLED_BY_A_PERSON, SETTLED_BY_ROLES, Voice
from pipeline.language.numbers import agreeing, counted
from pipeline.model.contracts import Role
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import voices

# What nobody declared: a role told by who asks most, or for want of anything else.
GUESSED = frozenset({"questions", "default"})
OPENED = "voices:opened"
LONGEST_SAMPLE = 240  # characters of a sample


def overview(heard: UnderstoodInterviews) -> None:
    """List the interviews, those with something to settle first."""
    read = [heard.understood[s] for s in heard.order if s in heard.understood]
    rows = []
    for one in sorted(read, key=lambda u: -u.to_settle):
        spoken = [f"{named(v)} {state.ROLES.get(v.role, '')}".strip() for v in one.voices if v.label]
        left = one.to_settle
        rows.append(element(
            "tr", element("td", link(heard.named(one.session), "qui_parle", entretien=one.session)),
            element("td", " · ".join(spoken) or state.UNKNOWN["participant"]),
            element("td", agreeing(state.TO_SETTLE, left) if left else state.SETTLED),
        ))
    head = element("tr", [element("th", name, scope="col") for name in state.COLUMNS])
    table = element("table", element("thead", head), element("tbody", rows), class_="voix-fichiers")
    left = sum(one.to_settle for one in read)
    told = state.ALL_TOLD.format(
        files=counted(len(rows), *state.FILES), left=agreeing(state.TO_SETTLE, left) if left else state.SETTLED,
    )
    st.html(element("details", element("summary", told), table), width="content")
    if heard.unreadable:
        frame.say(element("h2", state.UNREADABLE),
                  list_of(element("p", why, class_="alerte") for why in heard.unreadable.values()))


def voice_card(on: VoicesState, voice: Voice) -> None:
    """Show a voice; one that has no label can be told turn by turn only."""
    samples = []
    with st.container(border=True):
        # One truth: what the file leaves to settle is what a voice is to confirm.
        open_ = any(doubt.kind in SETTLED_BY_ROLES for doubt in on.found.doubts)
        frame.say(element("h3", named(voice)), element("p", _counts(voice, open_=open_), class_="discret"))
        for sample in voice.samples:
            text = sample.text if len(sample.text) <= LONGEST_SAMPLE else f"{sample.text[:LONGEST_SAMPLE]}…"
            where = state.SAMPLES.format(turn=sample.turn, place=sample.place)
            samples.append(element("p", element("span", where, class_="discret"), " ", text, class_="dit petit"))
        frame.say(*samples)
        if voice.label:
            key = on.key("role", voice.label, voice.role)
            st.segmented_control(
                state.ROLE.format(label=voice.label), list(state.ROLES), default=voice.role, key=key, required=True,
                format_func=lambda r: state.ROLES[r], on_change=_take_role, args=(on, voice, key),
            )
            if voice.because in GUESSED:
                st.button(
                    state.CONFIRM, key=f"{key}:confirm", help=state.CONFIRM_HELP,
                    on_click=lambda: decide(on, lambda: voices.role(on.session, voice.label, voice.role)),
                )
            with st.expander(state.MORE):
                _more(on, voice)


def _counts(voice: Voice, *, open_: bool) -> str:
    because = (BECAUSE if open_ else BECAUSE | state.SETTLED_BECAUSE).get(voice.because, "")
    spelt = [s for s in voice.spellings if s != voice.label]
    said = [
        counted(voice.turns, "tour", "tours"), counted(voice.words, "mot", "mots"),
        f"{state.ROLES.get(voice.role, '')} ({because})" if because else state.ROLES.get(voice.role, ""),
        state.ALSO_WRITTEN.format(spellings=", ".join(spelt)) if spelt else "", state.ONCE if voice.once else "",
    ]
    return " · ".join(filter(None, said))


def _take_role(on: VoicesState, voice: Voice, key: str) -> None:
    wanted: Role | None = st.session_state.get(key)
    if wanted and wanted != voice.role:
        decide(on, lambda: voices.role(on.session, voice.label, wanted))


def _more(on: VoicesState, voice: Voice) -> None:
    left, right = st.columns([1, 1], vertical_alignment="bottom")
    with left:
        typed = on.key("rename", voice.label, voice.role)
        st.text_input(state.RENAME, key=typed)
        st.button(state.RENAME_DO, key=f"{typed}:do", on_click=lambda: decide(
            on, lambda: voices.called(on.session, voice, on.found.turns, str(st.session_state.get(typed) or ""))))
    others = [label for label in on.labels if label != voice.label]
    with right:
        if others:
            picked = on.key("merge", voice.label, voice.role)
            into = st.selectbox(state.MERGE, others, index=None, key=picked, placeholder=state.MERGE_PICK)
            st.button(
                state.MERGE_DO, key=f"{picked}:do", disabled=not into,
                on_click=lambda: decide(on, lambda: voices.called(on.session, voice, on.found.turns, str(into or ""))),
            )
    st.button(state.NO_LABEL, key=on.key("none", voice.label, voice.role), help=state.NO_LABEL_HELP,
              on_click=lambda: decide(on, lambda: voices.no_label(on.session, voice)))


def rejected(on: VoicesState, one: RejectedLabel, rank: int) -> None:
    """Show what recurs at the beginning of lines and was taken for words; one gesture makes a voice of it."""
    words, answers, asks = st.columns([3, 1, 1], vertical_alignment="center")
    with words:
        frame.say(element("p", element("strong", one.label), f" — {agreeing(state.TIMES, one.times)}, {one.place} : ",
                          element("q", one.sample)))
    offered: tuple[tuple[DeltaGenerator, Role], ...] = ((answers, "participant"), (asks, "interviewer"))
    for place, role in offered:
        with place:
            st.button(
                state.ACCEPT[role], key=on.key("accept", role, str(rank)),
                on_click=lambda role=role: decide(on, lambda: voices.role(on.session, one.label, role)),
            )


def chosen(heard: UnderstoodInterviews) -> VoicesState:
    """Let one interview be chosen, by the name of its file."""
    order = [s for s in heard.order if s in heard.understood]
    if "entretien" not in st.query_params and OPENED not in st.session_state:
        # Whoever comes for the first time comes to settle something.
        waiting = next((s for s in order if heard.understood[s].to_settle), "")
        if waiting:
            st.query_params["entretien"] = waiting
    st.session_state[OPENED] = True
    named = {s: heard.named(s) for s in order}
    return VoicesState(heard.understood[address.pick(state.SESSION, "entretien", order, named)])


def reading(on: VoicesState) -> None:
    """Show what was understood of a file: how, what is to be settled, the voices, the turns."""
    found = on.found
    doubts = [doubt.sentence for doubt in found.doubts if doubt.kind in SETTLED_BY_A_PERSON]
    noted = [doubt.sentence for doubt in found.doubts if doubt.kind not in {*SETTLED_BY_A_PERSON, "rejected"}]
    calm = "" if doubts else state.NO_DOUBT
    frame.say(element("p", " ".join(filter(None, (state.WAYS.get(found.way, ""), calm))), class_="discret"))
    if doubts:
        frame.say(element("h2", state.DOUBTS), list_of(doubts, class_="a-relancer"))
    if noted:
        frame.say(element("p", state.NOTED, class_="discret"), list_of(noted, class_="discret"))
    if any(doubt.kind in SETTLED_BY_ROLES for doubt in found.doubts) and on.labels:
        st.button(state.ALL_RIGHT, key=on.key("right"), help=state.ALL_RIGHT_HELP,
                  on_click=lambda: state.decide(on, lambda: voices.right(found)))
    for voice in found.voices:
        voice_card(on, voice)
    if found.rejected:
        with st.expander(state.REJECTED):
            for rank, one in enumerate(found.rejected):
                rejected(on, one, rank)
    frame.say(element("p", link(state.MEND, "transcription", entretien=on.session)))
    with st.expander(state.TURNS, expanded=not on.labels):
        state.show_turns(on)


def show() -> None:
    """Lay the page out."""
    frame.begin_private(state.TITLE, describing.present)
    frame.say(element("p", state.PRIVATE, class_="prive"))
    try:
        heard = describing.heard()
    except FiligraneError as error:
        frame.alert(str(error))
        st.stop()
    if not heard.understood:
        coder.named_or_asked()
        overview(heard)
        frame.nothing(state.NOTHING, (state.UPDATE, "mise_a_jour"))
        st.stop()
    with frame.line("voix"):
        overview(heard)
        on = chosen(heard)
        coder.named_or_asked()
    state.news(on)
    reading(on)


show()
