"""A long list → one page at a time, its number in the address."""

from __future__ import annotations

import streamlit as st

from dashboard.data.search import pages
from dashboard.ui.html import element
from dashboard.ui.sentences import phrases
from dashboard.words import ui_words

PAGE = "page"


def rewind() -> None:
    """Go back to the first page: what is listed has changed."""
    st.query_params.pop(PAGE, None)


def pager(count: int, size: int) -> int:
    """Show which page this is and the ways to the others; gives its number, from 1."""
    last = pages(count, size)
    number = min(max(current(), 1), last)
    if last > 1:
        with st.container(horizontal=True, key="pager", vertical_alignment="center"):
            _turn(ui_words.PREVIOUS, number - 1, allowed=number > 1)
            st.html(element("span", phrases.page_of(number, last), class_="discret"), width="content")
            _turn(ui_words.NEXT, number + 1, allowed=number < last)
    return number


def _turn(words: str, to: int, *, allowed: bool) -> None:
    st.button(words, key=f"pager-{words}", disabled=not allowed, on_click=_go, args=(to,))


def _go(number: int) -> None:
    st.query_params[PAGE] = str(number)


def current() -> int:
    """Read the page asked for; what is no number is the first."""
    asked = st.query_params.get(PAGE, "1")
    return int(asked) if asked.isdecimal() else 1
