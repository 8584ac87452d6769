"""A code → its sheet: what it means, its examples tried on its markers, its markers and how often they fire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.data.grid_counts import GridRow
from dashboard.data.passages import CorpusReading
from dashboard.pages.grille.marker_reading import examples
from dashboard.pages.grille.markers import marker_list
from dashboard.pages.grille.passages import to_text
from dashboard.ui.grid import counts, day, ink, label, waiting
from dashboard.ui.html import Html, element, join, link
from dashboard.words import grid_words as wording
from pipeline.codebook.codes import Code, Codebook
from pipeline.codebook.fired_markers import Kind, Tried, attempt
from pipeline.model.contracts import Coding


def sheet(book: Codebook, row: GridRow, fired: Counter[str]) -> Html:
    """Show all that the grid says of a code."""
    code = row.code
    state = element("span", f"{wording.RETIRED} {day(code.retired)}", class_="mention") if code.retired else Html("")
    return element(
        "article",
        element("header", element("span", label(code), class_="code person", style=ink(code)), " ", state),
        element("p", counts(row), class_="compte"),
        element("p", waiting(row), class_="discret") if row.to_read else "",
        link(wording.SEE_EXTRACTS, "extraits", code=code.id),
        element("dl", [_said(name, text) for name, text in (
            (wording.DEFINITION, code.definition), (wording.INCLUDE, code.include), (wording.EXCLUDE, code.exclude),
            (wording.PARENT, code.parent)) if text]),
        _sentences(book, code, "example"), _sentences(book, code, "counter_example"), _registre(book, code, fired),
        class_="carte fiche",
    )


def _said(name: str, text: str) -> Html:
    return join(element("dt", name), element("dd", text))


def _sentences(book: Codebook, code: Code, kind: Kind) -> Html:
    said, title = ((code.examples, wording.EXAMPLES) if kind == "example"
                   else (code.counter_examples, wording.COUNTER_EXAMPLES))
    tried = [_sentence(attempt(code, book, kind, sentence)) for sentence in said]
    return join(element("h3", title), element("ul", tried, class_="phrases")) if said else Html("")


def _sentence(tried: Tried) -> Html:
    told = element("span", verdict(tried), class_="mention" if tried.broken else "discret")
    return element("li", element("span", tried.sentence, class_="mots"), " ", told)


def verdict(tried: Tried) -> str:
    """Say what the markers make of a sentence."""
    named = " ; ".join(next(iter(examples(marker, {})), marker) for marker in tried.markers)
    if tried.kind == "counter_example" and not tried.broken:
        return wording.LEFT
    if tried.unseen:
        return wording.UNSEEN
    faint = f" ({wording.FAINT})" if tried.faint else ""
    return f"{wording.TAKEN if tried.broken else wording.SEEN} {named}{faint}"


def _registre(book: Codebook, code: Code, fired: Counter[str]) -> Html:
    sure, faint = ([m.pattern for m in code.markers if m.anchored is anchored] for anchored in (False, True))
    if not code.markers:
        return element("p", wording.NO_MARKER, class_="discret")
    weak = element("h4", f"{wording.ANCHORED} ({wording.ANCHORED_HELP})") if faint else ""
    left_out = element("h4", wording.EXCLUSIONS) if code.exclusions else ""
    return join(
        element("h3", wording.MARKERS), marker_list(book, sure, fired), weak, marker_list(book, faint, fired), left_out,
        marker_list(book, code.exclusions),
    )


def attempts(book: Codebook, tried: Sequence[Tried]) -> Html:
    """Show which codes react to a sentence, and through what."""
    codes = {c.id: c for c in book.codes}
    if not tried:
        return element("p", wording.TRY_NOTHING, class_="discret")
    items = [element("li", element("span", label(codes[t.code]), class_="code machine", style=ink(codes[t.code])), " ",
                     element("span", verdict(t), class_="discret")) for t in tried]
    return element("ul", items, class_="phrases")


def to_assign(reading: CorpusReading, codings: Sequence[Coding]) -> Html:
    """List the passages left under a code that was split, each leading to the text."""
    items = [element("li", to_text(reading, c), " ", element("strong", c.author), " ",
                     element("span", c.text, class_="dit petit")) for c in codings]
    help_ = element("p", wording.TO_ASSIGN_HELP, class_="discret")
    return join(element("h3", f"{wording.TO_ASSIGN} ({len(items)})"), help_, element("ul", items, class_="passages"))
