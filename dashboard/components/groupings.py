"""A grouping by proximity → what one reads of it: its words, its people, how well it holds, its passages."""

from __future__ import annotations

from dashboard.components.cards import quote
from dashboard.components.html import Html, element, join, link
from dashboard.view.corpus import Corpus
from dashboard.view.themes import GroupingView
from dashboard.words import phrases, wording
from pipeline.contracts import Grouping


def brief(grouping: Grouping) -> Html:
    """Show a grouping in one line."""
    words = element("span", ", ".join(grouping.words), class_="mots")
    return element("p", element("strong", name(grouping)), " — ", words, " ", counts(grouping))


def name(grouping: Grouping) -> str:
    """Name a grouping by its number: it has no meaning yet."""
    return f"{wording.GROUPING} {grouping.topic}"


def counts(grouping: Grouping) -> Html:
    """Say how many people and passages it holds, and whether it holds when it is made again."""
    held = phrases.extracts_found(grouping.size, grouping.people)
    firm = f"{phrases.stability(grouping.stability)} ({phrases.decimal(grouping.stability)})"
    return element("span", f"{held} · {firm}", class_="discret", title=wording.STABILITY_HELP)


def full(corpus: Corpus, view: GroupingView) -> Html:
    """Show a grouping whole."""
    grouping = view.grouping
    head = element("header", element("h2", name(grouping)), counts(grouping))
    words = (_words(wording.CTFIDF, grouping.words), _words(wording.NMF, grouping.nmf_words))
    parts = head, element("dl", words), _attached(view), _passages(corpus, view)
    return element("article", parts, class_="carte", id=f"g{grouping.topic}")


def _words(title: str, words: tuple[str, ...]) -> Html:
    return join(element("dt", title), element("dd", ", ".join(words), class_="mots")) if words else Html("")


def _attached(view: GroupingView) -> Html:
    links = [link(t.label, "themes", theme=t.id) for t in view.themes]
    return element("p", f"{wording.ATTACHED} ", links, class_="discret") if links else Html("")


def _passages(corpus: Corpus, view: GroupingView) -> Html:
    shown = [quote(corpus, p) for p in view.passages]
    return element("details", element("summary", wording.REPRESENTATIVES), shown) if shown else Html("")
