"""Shares of people → a small strip: one bar a value, filled by those with, its figures beside it."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.data.counting import Share
from dashboard.ui.html import Html, element, join, list_of
from dashboard.ui.sentences import phrases

FULL = 100


def strip(shares: Iterable[Share]) -> Html:
    """Show, for each value of an attribute, how many people out of how many."""
    return list_of((_bar(s) for s in shares), class_="bandeau-champs")


def _bar(share: Share) -> Html:
    width = FULL * share.with_it // share.total if share.total else 0
    filled = element("span", "", class_="plein", style=f"width:{width}%")
    figures = element("strong", phrases.out_of(share.with_it, share.total))
    return join(element("span", share.value, " ", figures), element("span", filled, class_="jauge"))
