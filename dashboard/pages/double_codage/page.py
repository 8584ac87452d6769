"""Where two coders differ, both texts side by side: an arbiter rules with one key and a reason; both readings stay."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import decided
from dashboard.pages.double_codage.gestures import (
    CODE,
    ERROR,
    FIRST,
    NEWS,
    SECOND,
    SETTLED,
    TURN,
    ArbitrationState,
    obey,
    page_state,
)
from dashboard.ui import address, coder, frame
from dashboard.ui import double_coding as view
from dashboard.ui.html import element
from dashboard.ui.sentences import coding_phrases as phrases
from dashboard.words import coding_words as wording
from pipeline.model.errors import FiligraneError

TYPED = "double:typed"


def stop(words: str) -> None:
    """Say something instead of the page."""
    frame.say(element("p", words, class_="vide"))
    st.stop()


def arbiter() -> None:
    """Say who arbitrates, or ask; whoever reads need not say."""
    if coder.chosen():
        coder.who(wording.ARBITRATES_AS)
        return
    with st.form("double:form", border=False):
        st.text_input(wording.WHO, key=TYPED)
        frame.say(element("p", f"{wording.WHO_HELP} {wording.DOUBLE_READ_FIRST}", class_="discret"))
        started = st.form_submit_button(wording.START)
    if not started:
        return
    try:
        coder.name(st.session_state.get(TYPED, ""), "arbitrations")
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))
    else:
        st.rerun()


def chosen(corpus: Corpus) -> ArbitrationState:
    """Let the arbiter choose two coders and a code."""
    names = view.coders(decided().in_force)
    if len(names) < 2:
        stop(wording.TWO_NEEDED)
    left, middle, right = st.columns([2, 2, 3], vertical_alignment="bottom")
    with left:
        first = address.pick(wording.FIRST, FIRST, names, {})
    with middle:
        address.pick(wording.SECOND, SECOND, [n for n in names if n != first], {})
    with right:
        codes = {"": wording.DOUBLE_ALL_CODES} | view.labels(corpus)
        address.pick(wording.CODE, CODE, list(codes), codes)
    st.toggle(wording.SETTLED, key=SETTLED)
    return page_state()


def about(on: ArbitrationState) -> None:
    """Say what is compared, what is not shown, and how much is left."""
    corpus = on.reading.corpus
    hidden = phrases.sessions_hidden({titles.short(corpus, s): who for s, who in on.on.hidden.items()})
    frame.say(element("p", wording.DOUBLE_ABOUT), element("p", f"{wording.BLIND} {hidden}", class_="discret"))
    total = view.left(on.on, on.ruled, on.code, settled=True)
    still = sum(d.name not in on.ruled for d in total)
    frame.say(element("p", phrases.left_to_arbitrate(still, len(total)), class_="compte", role="status"))


def shown(on: ArbitrationState) -> dict[str, Any]:
    """Give what the component shows."""
    corpus, (first, second) = on.reading.corpus, on.coders
    said = {name: words.format(first=first, second=second) for name, words in wording.DOUBLE_LABELS.items()}
    common = {
        "token": on.token, "labels": said, "news": st.session_state.get(NEWS, ""),
        "error": st.session_state.get(ERROR, ""), "reasons": list(wording.REASONS),
        "codes": [{"id": code, "label": label} for code, label in view.labels(corpus).items()],
        "ends": [{"id": e, "label": w.format(first=first, second=second)} for e, w in wording.ENDS.items()],
    }
    one = on.current
    if not one:
        return common | {"one": None}
    place = f"{on.rank + 1} / {len(on.queue)}"
    shown_ = view.shown(corpus, on.on, one, on.ruled.get(one.name, ()))
    return common | {"one": shown_ | {"rank": place, "codeId": one.code}}


def show() -> None:
    """Lay the page out."""
    corpus = frame.opened(wording.TITLE).corpus
    on = chosen(corpus)
    if not on.on.common:
        stop(wording.NOTHING_IN_COMMON)
    # A form takes the whole width; a name stands beside, so that the passage stays in sight.
    left, right = st.columns([3, 2]) if coder.chosen() else (st.container(), st.container())
    with left:
        about(on)
    with right:
        arbiter()
    if not on.queue:
        frame.say(element("p", wording.ALL_SETTLED if on.on.found else wording.NO_DISAGREEMENT, class_="avertissement"))
    TURN.mount(shown(on), obey)


show()
