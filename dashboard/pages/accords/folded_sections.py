"""Sections of a long page → a list of them at its top, and each folded, but the first, until one goes to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.ui import frame
from dashboard.ui.html import Html, element, list_of
from dashboard.words import ui_words


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: its place in it, its title, and what shows it."""

    id: str
    title: str
    show: Callable[[], None]


def lay_out(sections: Sequence[Section]) -> None:
    """Show the list of sections, then each of them."""
    if len(sections) > 1:
        frame.say(contents(sections))
    for rank, section in enumerate(sections):
        with st.container(key=section.id), st.expander(f"**{frame.plain(section.title)}**", expanded=rank == 0):
            section.show()


def contents(sections: Sequence[Section]) -> Html:
    """Link to each section."""
    links = list_of(element("a", s.title, href=f"#{s.id}", class_="lien") for s in sections)
    title = ui_words.ON_THIS_PAGE
    return element("nav", element("h2", title), links, class_="sommaire", aria_label=title)
