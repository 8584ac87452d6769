"""The title of a page → a short help that one opens."""

from __future__ import annotations

from dashboard.ui.html import Html, element
from dashboard.words import help_wording


def what_for(title: str) -> Html:
    """Say what a page is for; nothing where nobody wrote it."""
    said = help_wording.HELP.get(title)
    if not said:
        return Html("")
    return element("details", element("summary", help_wording.WHAT_FOR), element("p", said), class_="aide-page discret")
