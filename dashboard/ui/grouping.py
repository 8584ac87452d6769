"""A grouping by proximity → how one tells it from the others: its number, its own words, how well it holds."""

from __future__ import annotations

from dashboard.ui.html import Html, element
from dashboard.ui.sentences import groupings_phrases, phrases
from dashboard.words import ui_words
from pipeline.model.contracts import Grouping


def brief(grouping: Grouping) -> Html:
    """Show a grouping in one line."""
    words = element("span", ", ".join(grouping.words), class_="mots")
    name = element("a", groupings_phrases.numbered(grouping.topic), href=f"regroupements#{anchor(grouping)}",
                   target="_self", class_="lien")
    return element("p", name, " — ", words, " ", counts(grouping))


def anchor(grouping: Grouping) -> str:
    """Name the place of a grouping on its page."""
    return f"g{grouping.topic}"


def counts(grouping: Grouping) -> Html:
    """Say how many people and passages it holds, and whether it holds when it is made again."""
    held = phrases.extracts_found(grouping.size, grouping.people)
    firm = f"{phrases.stability(grouping.stability)} ({phrases.decimal(grouping.stability)})"
    return element("span", f"{held} · {firm}", class_="discret", title=ui_words.STABILITY_HELP)
