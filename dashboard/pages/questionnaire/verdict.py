"""What people concluded of a theme, and the form where one concludes → a signed line."""

from __future__ import annotations

import streamlit as st

from dashboard.data import study_data
from dashboard.ui import coder, frame
from dashboard.ui import coder as suggestion_coder
from dashboard.ui.html import Html, element, join, list_of
from dashboard.words import compare_words as words
from pipeline.anchoring import decisions
from pipeline.coding import verdicts
from pipeline.model.decision_rows import VerdictDecision
from pipeline.model.errors import FiligraneError

NEWS, ERROR = "verdict:news", "verdict:error"


def show(theme: str) -> None:
    """Show the verdicts on a theme, and let a person give theirs."""
    held = verdicts.held(decisions.verdicts(study_data.study())).get(theme, ())
    frame.say(element("h2", words.VERDICT), element("p", words.VERDICT_HELP, class_="discret"))
    frame.say(list_of(map(_said, held)) or element("p", words.NO_VERDICT, class_="discret"))
    with st.container(key="verdict"):
        if suggestion_coder.ask():
            _form(theme, next((v for v in held if v.author == coder.chosen()), None))
    for key, role, kind in ((ERROR, "alert", "alerte"), (NEWS, "status", "discret")):
        if st.session_state.get(key):
            frame.say(element("p", st.session_state.pop(key), class_=kind, role=role))


def _said(line: VerdictDecision) -> Html:
    kind = words.VERDICT_KINDS.get(line.verdict, line.verdict)
    signed = element("span", f" — {line.author}, {line.at[:10]}", class_="discret")
    return join(element("strong", kind), " : ", line.reason, signed)


def _form(theme: str, own: VerdictDecision | None) -> None:
    # Another line of one's own makes another form: what was saved is what it shows.
    key = f"{theme}:{own.id if own else ''}"
    kinds = list(words.VERDICT_KINDS)
    st.radio(
        words.VERDICT, kinds, kinds.index(own.verdict) if own else None, key=f"verdict:{key}", horizontal=True,
        format_func=lambda v: words.VERDICT_KINDS[v], label_visibility="collapsed",
    )
    st.text_area(words.REASON, own.reason if own else "", key=f"reason:{key}", placeholder=words.REASON_HINT)
    with st.container(horizontal=True):
        st.button(words.SAVE_VERDICT, key="verdict:save", type="primary", on_click=save, args=(theme, key))
        if own:
            st.button(words.TAKE_BACK, key="verdict:back", on_click=save, args=(theme, ""))


def save(theme: str, key: str) -> None:
    """Write a verdict down, signed; without a key, take one's own back."""
    state = st.session_state
    study = study_data.study()
    author = coder.chosen()
    said, reason = (str(state.get(f"{part}:{key}") or "") if key else "" for part in ("verdict", "reason"))
    if key and not said:
        state[ERROR] = words.CHOOSE
        return
    try:
        made = verdicts.verdict(author, theme, said, reason, written=decisions.verdicts(study))
        decisions.append(study, author, [made])
        state[NEWS] = words.VERDICT_SAVED if key else words.TAKEN_BACK
    except FiligraneError as error:
        state[ERROR] = str(error)
