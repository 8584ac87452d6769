"""Turns of a session → the page one reads: numbers, voices, words, and code bands in the margin."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import wording
from dashboard.components.html import Html, element
from dashboard.components.marked import colour, written
from dashboard.view.corpus import Corpus
from dashboard.view.transcript import Band, ReadTurn
from dashboard.view.voices import voice
from pipeline.publishable import opaque_id

TARGET = "passage-demande"
# No word of the corpus is in it: only the place of the passage asked for.
SCROLL = f"""<script>
(() => {{ let left = 20; const go = () => {{
  const passage = document.getElementById("{TARGET}");
  if (passage) passage.scrollIntoView({{block: "center"}}); else if (left-- > 0) setTimeout(go, 100);
}}; setTimeout(go, 150); }})();
</script>"""


def pages(corpus: Corpus, turns: Iterable[ReadTurn]) -> Html:
    """Show a session whole."""
    return element("div", [_turn(corpus, t) for t in turns], class_="seance")


def _turn(corpus: Corpus, read: ReadTurn) -> Html:
    turn = read.turn
    said = element("p", written(corpus, read.segments), class_="dit" if turn.role == "participant" else "question")
    return element(
        "section",
        element("span", str(turn.turn), class_="numero"),
        element("div", element("span", voice(corpus, turn), class_="voix"), _linked(read), said),
        element("div", [_band(corpus, b) for b in read.bands], class_="marge"),
        class_=f"tour {turn.role}", id=TARGET if read.target else "",
    )


def _linked(read: ReadTurn) -> Html:
    return element("span", wording.LINKED, class_="etiquette") if read.target else Html("")


def _band(corpus: Corpus, band: Band) -> Html:
    kind = "person" if band.authors else "machine"
    by = ", ".join(band.authors) or wording.TO_READ
    return element(
        "div", element("span", band.label, class_="bande-nom"), " ", element("span", by, class_="discret"),
        class_=f"bande {kind}", style=colour(corpus, band.code),
    )


def legend() -> Html:
    """Say what the signs mean."""
    person = element("mark", wording.CODED_LEGEND, class_="person", style="--encre:#14525c")
    machine = element("mark", wording.SUGGESTED_LEGEND, class_="machine", style="--encre:#14525c")
    return element("p", person, " ", machine, " ", element("span", wording.CONSENT_LEGEND, class_="mention"),
                   class_="legende")


def scroll(passage: str) -> Html:
    """Bring the passage asked for to the middle of the screen, once for each passage."""
    # A script runs again only when it differs: it is told apart by a digest, never by words from the address.
    return Html(f"{SCROLL}<!-- {opaque_id(passage)} -->")
