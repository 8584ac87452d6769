"""What a reader chose, and the page of a long list ↔ the address: a link kept or shared opens the same view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.data.search import pages
from dashboard.ui.html import element
from dashboard.ui.sentences import phrases
from dashboard.words import ui_words


class One(tuple[str, ...]):
    """Values of which one holds, the first unless another is chosen."""

    __slots__ = ()


# Values that a choice may take, several at once unless they are ``One``; None for words typed freely.
Allowed = Mapping[str, Sequence[str] | None]
PAGE = "page"
WRITTEN, CARRIED, PAGE_HERE, ARRIVED = "_address", "_carried", "_page", "_arrived"


def arrive(page: str) -> None:
    """Note which page is shown, and whether the reader has just come to it."""
    st.session_state[ARRIVED] = st.session_state.get(PAGE_HERE) != page
    st.session_state[PAGE_HERE] = page


def adopt(allowed: Allowed) -> None:
    """
    Choose what the address says, on arrival and whenever the browser went back or forth.

    Whoever comes from another page by an address that says nothing finds what they had chosen there.
    """
    says = {key: st.query_params.get_all(key) for key in allowed}
    arriving = bool(st.session_state.pop(ARRIVED, False)) or any(key not in st.session_state for key in allowed)
    if arriving and not any(says.values()):
        says = {key: carried().get(key, []) for key in allowed}
    if arriving or says != st.session_state.get(WRITTEN):
        for key, values in allowed.items():
            st.session_state[key] = _valid(says[key], values)


def _valid(says: Sequence[str], allowed: Sequence[str] | None) -> list[str] | str:
    if allowed is None:
        return says[0] if says else ""
    known = [v for v in dict.fromkeys(says) if v in allowed]
    if isinstance(allowed, One):
        return known[0] if known else allowed[0]
    return known


def publish(allowed: Allowed) -> None:
    """Write in the address what is chosen, and carry it to the other pages."""
    for key, values in allowed.items():
        chosen = st.session_state.get(key)
        if isinstance(chosen, str):
            usual = values[0] if isinstance(values, One) else ""
            chosen = [] if chosen in {"", usual} else [chosen]
        listed = list(chosen or ())
        if listed != st.query_params.get_all(key):
            if listed:
                st.query_params[key] = listed
            else:
                st.query_params.pop(key, None)
    said = {key: st.query_params.get_all(key) for key in allowed}
    st.session_state[WRITTEN] = said
    st.session_state[CARRIED] = carried() | said


def carried() -> dict[str, list[str]]:
    """Give what was chosen on the pages seen so far, to be found again on the others."""
    return dict(st.session_state.get(CARRIED) or {})


def drop(key: str, value: str = "") -> None:
    """Take a value away from what is chosen and carried; all values of a key when none is given."""
    left = [v for v in carried().get(key, []) if value and v != value]
    st.session_state[CARRIED] = carried() | {key: left}
    shown = st.session_state.get(key)
    if isinstance(shown, list):
        st.session_state[key] = [v for v in shown if value and v != value]
    elif key in st.session_state:
        st.session_state[key] = ""


def pick(label: str, key: str, options: Sequence[str], named: Mapping[str, str]) -> str:
    """
    Let the reader choose an option: what the address says, else what they last chose here, else the first.

    Args:
        label: said above the choice.
        key: its name in the address and in the session.
        options: values as the address writes them.
        named: what a value is called on the screen; itself where nothing is said.
    """
    # Streamlit forgets a choice when its page is left.
    seen, kept = f"{key}:asked", f"{key}:{st.session_state.get(PAGE_HERE)}"
    back = key not in st.session_state
    asked = st.query_params.get(key) or (st.session_state.get(kept, "") if back else "")
    if asked in options and (back or asked != st.session_state.get(seen)):
        st.session_state[key] = asked
    picked = st.selectbox(label, options, key=key, format_func=lambda o: named.get(o, o)) or options[0]
    st.query_params[key] = st.session_state[seen] = st.session_state[kept] = picked
    return picked


def rewind() -> None:
    """Go back to the first page: what is listed has changed."""
    st.query_params.pop(PAGE, None)


def pager(count: int, size: int) -> int:
    """Show which page this is and the ways to the others; gives its number, from 1."""
    last = pages(count, size)
    number = min(max(page_asked(), 1), last)
    if last > 1:
        with st.container(horizontal=True, key="pager", vertical_alignment="center"):
            _turn(ui_words.PREVIOUS, number - 1, allowed=number > 1)
            st.html(element("span", phrases.page_of(number, last), class_="discret"), width="content")
            _turn(ui_words.NEXT, number + 1, allowed=number < last)
    return number


def _turn(words: str, to: int, *, allowed: bool) -> None:
    st.button(
        words, key=f"pager-{words}", disabled=not allowed, on_click=lambda: st.query_params.update({PAGE: str(to)}),
    )


def page_asked() -> int:
    """Read the page asked for; what is no number is the first."""
    asked = st.query_params.get(PAGE, "1")
    return int(asked) if asked.isdecimal() else 1
