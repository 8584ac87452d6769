"""Markers of a code → what each reads, in words and by example; the expression itself is folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.pages.grille import marker_sentences
from dashboard.pages.grille.marker_reading import examples
from dashboard.ui.html import Html, element
from dashboard.ui.sentences import phrases
from dashboard.words import grid_words as wording
from pipeline.codebook.codes import Codebook


def marker_list(book: Codebook, patterns: Sequence[str], fired: Counter[str] | None = None) -> Html:
    """Show markers one under the other, with how many excerpts each finds when that is counted."""
    items = [_marker(book, pattern, fired) for pattern in patterns]
    return element("ul", items, class_="indices") if items else Html("")


def _marker(book: Codebook, pattern: str, fired: Counter[str] | None) -> Html:
    said = " ; ".join(f"« {one} »" for one in examples(pattern, book.lists))
    count = phrases.counted(fired[pattern], *wording.FIRED) if fired is not None else ""
    raw = element("details", element("summary", wording.SEE_EXPRESSION), element("code", pattern))
    # A quotation mark never stands alone at the end of a line.
    in_words = marker_sentences.told(pattern).replace("« ", "«\N{NO-BREAK SPACE}").replace(" »", "\N{NO-BREAK SPACE}»")
    words = element("p", said, class_="mots"), element("p", in_words, class_="discret")
    told = element("div", *words, raw)
    return element("li", told, element("span", count, class_="discret nombre") if count else "")
