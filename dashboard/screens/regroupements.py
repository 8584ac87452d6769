"""Groupings by proximity: trails to read, never themes."""

from __future__ import annotations

from dashboard import wording
from dashboard.components import frame
from dashboard.components.groupings import full
from dashboard.components.html import element
from dashboard.view.themes import grouping_views


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.GROUPINGS)
    frame.say(element("p", wording.ONLY_PEOPLE_MAKE_THEMES, class_="avertissement"))
    cards = [full(reading.corpus, view) for view in grouping_views(reading)]
    frame.say(element("div", cards, class_="cartes") if cards else element("p", wording.NO_GROUPING, class_="vide"))


show()
