"""One interview in hand, and a gesture about its voices: written under a name, told, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import describing
from dashboard.pages.qui_parle import words as wording
from dashboard.ui import coder, frame
from dashboard.ui.html import element, link
from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.speech.understood import Understood, Voice
from pipeline.language.numbers import listed, number
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import voices

NEWS, ERROR, COUNT, TYPED, ABOUT = "voices:news", "voices:error", "voices:count", "voices:name", "voices:about"


@dataclass(frozen=True)
class VoicesState:
    """What was understood of an interview as it stands now."""

    found: Understood

    @property
    def session(self) -> str:
        """The interview in hand."""
        return self.found.session

    @property
    def labels(self) -> list[str]:
        """The voices that have a name, each once."""
        return list(dict.fromkeys(v.label for v in self.found.voices if v.label))

    def key(self, *parts: str) -> str:
        """Name a widget: another one after each gesture, so that it shows what holds."""
        return ":".join(("voices", self.session, *parts, str(st.session_state.get(COUNT, 0))))


def named(voice: Voice) -> str:
    """Name a voice as the page does."""
    return voice.label or wording.UNKNOWN.get(voice.role, wording.UNKNOWN["participant"])


def who() -> None:
    """Say under which name one decides; ask for it once."""
    if coder.chosen():
        coder.who(wording.DECIDES_AS)
        return
    typed = st.text_input(wording.NAME, key=TYPED)
    frame.say(element("p", wording.NAME_HELP, class_="discret"))
    if typed.strip():
        try:
            coder.name(typed, "roles")
        except FiligraneError as error:
            frame.say(element("p", str(error), class_="alerte", role="alert"))
        else:
            st.rerun()


def decide(on: VoicesState, make: Callable[[], Sequence[RoleDecision]]) -> None:
    """Write a gesture, and keep what to say of it; what cannot be done is told, and nothing is written."""
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    st.session_state[ABOUT] = on.session
    try:
        _author()
        lines = make()
        voices.write(study(), coder.chosen(), lines)
        st.session_state[NEWS] = _news(on, wording.DONE.format(said=told(lines))) if lines else wording.NO_TURN
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1


def _author() -> None:
    describing.own()
    if not coder.chosen():
        raise FiligraneError(wording.NOBODY)


def _news(on: VoicesState, said: str) -> str:
    after = describing.heard().understood.get(on.session)
    changed = voices.effect(on.found, after) if after else ""
    return " ".join(filter(None, (said, changed)))


def told(lines: Sequence[RoleDecision]) -> str:
    """Say what a gesture did, in a few words."""
    given = sum(line.turn >= 0 for line in lines)
    if given == len(lines) and given > 1:
        return wording.MANY.format(n=number(given))
    roles = {line.label for line in lines if line.role in wording.ROLES and line.turn < 0 and not line.same_as}
    if len(roles) == len(lines) > 1:
        return wording.WHOLE.format(voices=listed([voices.told(line) for line in lines]))
    # Of a voice with several labels, the last is the one it is shown under.
    return voices.told([line for line in lines if line.turn < 0 or given == len(lines)][-1])


def news(on: VoicesState) -> None:
    """Say what became of the last gesture, and let the last one about this interview be taken back."""
    # What was done in another interview is no news of this one.
    here = st.session_state.get(ABOUT) == on.session
    if here and st.session_state.get(ERROR):
        frame.say(element("p", st.session_state[ERROR], class_="alerte", role="alert"))
    if here and st.session_state.get(NEWS):
        later = link(wording.UPDATE, "mise_a_jour")
        frame.say(element("p", st.session_state[NEWS], " ", later, class_="nouvelle", role="status"))
    lines = voices.last(study(), coder.chosen(), on.session) if coder.chosen() else []
    if lines:
        st.button(wording.UNDO.format(said=told(lines)), key="voices:undo", type="tertiary",
                  on_click=_undo, args=(on, lines))


def _undo(on: VoicesState, lines: Sequence[RoleDecision]) -> None:
    said = told(lines)
    decide(on, lambda: voices.taken_back(lines))
    if not st.session_state[ERROR]:
        st.session_state[NEWS] = _news(on, wording.UNDONE.format(said=said))
