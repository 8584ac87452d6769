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
from dashboard.words import coding_words


def stop(words: str) -> None:
    """Say something instead of the page."""
    frame.say(element("p", words, class_="vide"))
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
    """Say what is compared, what is not shown, and how much is left."""
    corpus = on.reading.corpus
    hidden = phrases.sessions_hidden({titles.short(corpus, s): who for s, who in on.on.hidden.items()})
    frame.say(element("p", gestures.ABOUT), element("p", f"{gestures.BLIND} {hidden}", class_="discret"))
    total = view.left(on.on, on.ruled, on.code, settled=True)
    still = sum(d.name not in on.ruled for d in total)
    frame.say(element("p", phrases.left_to_arbitrate(still, len(total)), class_="compte", role="status"))


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
    # A form takes the whole width; a name stands beside, so that the passage stays in sight.
    left, right = st.columns([3, 2]) if coder.chosen() else (st.container(), st.container())
    with left:
        about(on)
    with right:
        coder.named_or_asked()
    if not on.queue:
        nothing = gestures.ALL_SETTLED if on.on.found else gestures.NO_DISAGREEMENT
        frame.say(element("p", nothing, class_="avertissement"))
    TURN.mount(shown(on), on_gesture)


show()
