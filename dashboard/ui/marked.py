"""Segments of a text → the text with its codes shown: underlined, and named, so that no sign is colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dashboard.data.corpus import Corpus
from dashboard.data.marks import CodeMark, Layer, Span, TextSegment, segments
from dashboard.ui.html import Html, element, join
from dashboard.words import ui_words

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")
INK = "#14525c"


def colour(corpus: Corpus, code: str) -> str:
    """Give the colour of a code as a style; what is no colour in the codebook is the ink."""
    written = corpus.codes[code].colour if code in corpus.codes else ""
    return f"--encre:{written if COLOUR.fullmatch(written) else INK}"


def marked(corpus: Corpus, text: str, marks: Iterable[CodeMark], found: Iterable[Span] = ()) -> Html:
    """Show an excerpt with the words that bear a code, and those that were looked for."""
    layers = [
        Layer(start, end, "person" if m.decided else "machine", m.code) for m in marks for start, end in m.spans
    ]
    return written(corpus, segments(text, [*layers, *(Layer(start, end, "found") for start, end in found)]))


def written(corpus: Corpus, pieces: Iterable[TextSegment]) -> Html:
    """Show the pieces of a text."""
    return join(_piece(corpus, piece) for piece in pieces)


def _piece(corpus: Corpus, piece: TextSegment) -> Html:
    coded = [x for x in piece.layers if x.kind in {"person", "machine"}]
    said = join(piece.text)
    if any(x.kind == "found" for x in piece.layers):
        said = element("b", said, class_="cherche")
    # One mark of each kind, what people decided around what is suggested; all codes are named in its title.
    for outermost in {x.kind: x for x in sorted(coded, key=lambda x: x.kind == "person")}.values():
        names = " · ".join(dict.fromkeys(_title(corpus, x) for x in coded))
        said = element("mark", said, class_=outermost.kind, title=names, style=colour(corpus, outermost.name))
    said = join(said, [_name(corpus, x) for x in _once(piece.ending)])
    if any(x.kind == "target" for x in piece.layers):
        said = element("span", said, class_="demande")
    return element("span", said, class_="reserve") if any(x.kind == "consent" for x in piece.layers) else said


def _title(corpus: Corpus, layer: Layer) -> str:
    return f"{corpus.label_of(layer.name)}{'' if layer.kind == 'person' else f' ({ui_words.TO_READ})'}"


def _once(layers: Iterable[Layer]) -> list[Layer]:
    return list({(x.kind, x.name): x for x in layers if x.kind not in {"target", "found"}}.values())


def _name(corpus: Corpus, layer: Layer) -> Html:
    if layer.kind == "consent":
        return element("span", ui_words.CONSENTS[layer.name], class_="mention")
    words = layer.name if layer.kind == "person" else f"{layer.name} ?"
    return element("sup", words, class_=f"nom {layer.kind}", style=colour(corpus, layer.name))
