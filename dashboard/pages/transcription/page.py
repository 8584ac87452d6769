"""Private: the words of a transcript beside its recording, heard and mended; the file received stays as it was."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import describing, recordings
from dashboard.data.describing import UnderstoodInterviews
from dashboard.pages.transcription import gestures
from dashboard.pages.transcription.gestures import ASKED, SIZE, TURN, TURNS, MendingState, shown
from dashboard.ui import address, coder, frame
from dashboard.ui.component import attempt
from dashboard.ui.html import element, link
from dashboard.words import run_words
from pipeline.anchoring.decisions import CorrectionDecision
from pipeline.language.numbers import agreeing
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import correcting

ADDRESS = "entretien"  # of the interview, in the address
FOLDER, FOLDER_NEWS = "mending:folder", "mending:folder:news"


def chosen(heard: UnderstoodInterviews) -> MendingState:
    """Let an interview be chosen; the address carries it."""
    order = [s for s in heard.order if s in heard.understood and heard.understood[s].way != "questionnaire"]
    if not order:
        frame.nothing(gestures.NOTHING, (run_words.UPDATE, "mise_a_jour"))
        st.stop()
    session = address.pick(gestures.SESSION, ADDRESS, order, {s: heard.named(s) for s in order})
    found = recordings.of(study(), session)
    media = recordings.address(session) if found else ""
    return MendingState(session, heard, coder.chosen(), media, bool(found and recordings.is_video(found)))


def page_of(on: MendingState) -> tuple[int, int]:
    """Give the first turn of the page shown, and the first after it; a turn asked for is on it."""
    asked = str(st.query_params.pop(TURN, ""))
    if asked.isdecimal():
        st.session_state[ASKED] = on.session, int(asked)
        st.query_params[address.PAGE] = str(1 + min(int(asked), len(on.turns) - 1) // SIZE)
    return on.first, on.first + SIZE


def recording(on: MendingState) -> None:
    """Say where recordings are looked for, where none is known."""
    with st.expander(gestures.MEDIA, expanded=False, icon=":material/headphones:"):
        if not on.media:
            stem = recordings.stem(on.heard.files.get(on.session, on.session))
            frame.say(element("p", gestures.NO_MEDIA.format(stem=stem)))
        if FOLDER not in st.session_state:
            st.session_state[FOLDER] = recordings.folder(study())
        st.text_input(gestures.FOLDER, key=FOLDER)
        frame.say(element("p", gestures.FOLDER_HELP, class_="discret"))
        st.button(gestures.FOLDER_DO, key=f"{FOLDER}:do", on_click=_point)
        if said := st.session_state.pop(FOLDER_NEWS, ""):
            frame.say(element("p", said, role="status"))


def _point() -> None:
    typed = str(st.session_state.get(FOLDER) or "").strip()
    try:
        describing.own()
        recordings.point(study(), typed)
    except FiligraneError as error:
        st.session_state[FOLDER_NEWS] = str(error)
    else:
        st.session_state[FOLDER_NEWS] = gestures.FOLDER_KEPT


def listed(on: MendingState) -> None:
    """List what was corrected, each gesture with its way back."""
    lines = on.transcript.lines
    if not lines:
        return
    by_gesture: dict[tuple[str, str], list[CorrectionDecision]] = {}
    for line in lines:
        by_gesture.setdefault((line.at, line.author), []).append(line)
    with st.expander(f"{gestures.LIST} ({agreeing(gestures.COUNTED, len(lines))})"):
        for (at, author), made in sorted(by_gesture.items(), reverse=True):
            left, right = st.columns([6, 1], vertical_alignment="center")
            said = "; ".join(correcting.told(one) for one in made)
            with left:
                frame.say(element("p", gestures.BY.format(said=said, author=author)))
            with right:
                if author == on.author:
                    st.button(gestures.TAKE_BACK, key=f"mending:back:{at}", on_click=_take_back, args=(on, made))


def _take_back(on: MendingState, made: Sequence[CorrectionDecision]) -> None:
    attempt(lambda: gestures.take_back(on, made), gestures.KEYS)


def show() -> None:
    """Lay the page out."""
    frame.begin_private(run_words.LISTEN, describing.present)
    frame.say(element("p", gestures.PRIVATE, class_="prive"))
    try:
        heard = describing.heard()
    except FiligraneError as error:
        frame.alert(str(error))
        st.stop()
    with frame.line("transcription"):
        on = chosen(heard)
        recording(on)
        coder.named_or_asked()
    if on.media and not any(t.start_ms is not None for t in on.turns):
        frame.say(element("p", gestures.NO_TIMES, class_="discret"))
    first, last = page_of(on)
    TURNS.mount(shown(on, first, last), lambda: gestures.HANDS.carry_out(TURNS.gesture(), on, on.author))
    address.pager(len(on.turns), SIZE)
    if on.transcript.lines:
        frame.say(element("p", gestures.LATER, " ", link(gestures.UPDATE, "mise_a_jour"), class_="discret"))
    listed(on)


show()
