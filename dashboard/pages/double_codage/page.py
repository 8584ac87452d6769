"""Where two coders differ, both texts side by side: an arbiter rules with one key and a reason; both readings stay."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import decided
from dashboard.pages.double_codage import gestures
from dashboard.pages.double_codage.gestures import (
    CODE,
    ERROR,
    FIRST,
    NEWS,
    SECOND,
    SETTLED,
    TURN,
    ArbitrationState,
    on_gesture,
    page_state,
)
from dashboard.ui import address, coder, frame
from dashboard.ui import double_coding as view
from dashboard.ui.html import element
from dashboard.ui.sentences import coding_phrases as phrases
from dashboard.words import coding_words, ui_words


def stop(words: str) -> None:
    """Say something instead of the page."""
    frame.nothing(words, (ui_words.READ_AND_CODE, "lecture"))
    st.stop()


def chosen(corpus: Corpus) -> ArbitrationState:
    """Let the arbiter choose two coders and a code."""
    names = view.coders(decided().in_force)
    if len(names) < 2:
        stop(gestures.TWO_NEEDED)
    with frame.line("deux"):
        first = address.pick(gestures.FIRST_PERSON, FIRST, names, {})
        address.pick(gestures.SECOND_PERSON, SECOND, [n for n in names if n != first], {})
        codes = {"": gestures.ALL_CODES} | view.labels(corpus)
        address.pick(gestures.CODE_NAME, CODE, list(codes), codes)
        st.toggle(gestures.SEE_SETTLED, key=SETTLED)
    return page_state()


def about(on: ArbitrationState) -> None:
    """Say what becomes of both readings, and what is not shown."""
    corpus = on.reading.corpus
    hidden = phrases.sessions_hidden({titles.short(corpus, s): who for s, who in on.on.hidden.items()})
    frame.say(element("p", f"{gestures.BOTH_STAY} {gestures.BLIND} {hidden}", class_="discret"))


def left(on: ArbitrationState) -> None:
    """Say how much is left to arbitrate."""
    total = view.left(on.on, on.ruled, on.code, settled=True)
    still = sum(d.name not in on.ruled for d in total)
    told = element("p", phrases.left_to_arbitrate(still, len(total)), class_="compte", role="status")
    st.html(told, width="content")


def shown(on: ArbitrationState) -> dict[str, Any]:
    """Give what the component shows."""
    corpus, (first, second) = on.reading.corpus, on.coders
    said = {name: words.format(first=first, second=second) for name, words in gestures.LABELS.items()}
    common = {
        "token": on.token, "labels": said, "news": st.session_state.get(NEWS, ""),
        "error": st.session_state.get(ERROR, ""), "reasons": list(gestures.REASONS),
        "codes": [{"id": code, "label": label} for code, label in view.labels(corpus).items()],
        "ends": [{"id": e, "label": w.format(first=first, second=second)} for e, w in gestures.ENDS.items()],
    }
    one = on.current
    if not one:
        return common | {"one": None}
    place = f"{on.rank + 1} / {len(on.queue)}"
    shown_ = view.shown(corpus, on.on, one, on.ruled.get(one.name, ()))
    return common | {"one": shown_ | {"rank": place, "codeId": one.code}}


def show() -> None:
    """Lay the page out."""
    corpus = frame.opened(coding_words.DOUBLE_CODING).corpus
    on = chosen(corpus)
    if not on.on.common:
        stop(gestures.NOTHING_IN_COMMON)
    with frame.line("qui"):
        left(on)
        coder.named_or_asked()
    if not on.queue:
        nothing = gestures.ALL_SETTLED if on.on.found else gestures.NO_DISAGREEMENT
        frame.say(element("p", nothing, class_="avertissement"))
    TURN.mount(shown(on), on_gesture)
    about(on)


show()
