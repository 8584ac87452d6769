"""A marker is tried only where it may begin: what is found is what trying it everywhere would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.codebook.fired_markers import WordPlaces
from pipeline.codebook.markers import CompiledMarker, compiled, hear

# Words, signs and spaces that the language of markers treats apart: « ne », hesitations, dots, accents set apart.
PIECES = ("on", "n'a", "pas", "le", "temps", "Temps.", "euh", "..", ".", "l’école", "e\u0301cole", "temporaire", "ne",
          "\n", "c\u00a0est", "\u0301", "!", "rendez-vous", "bon,", "…", "(pas)")
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join) | st.text(max_size=12), max_size=6)
MARKERS = (
    "temps", "temp*", "pas (forcément)? le temps", "on … temps", "avoir+", "(école|rendez vous)", "pas|le", "… temps",
)


def standing(texts: list[str], marker: CompiledMarker) -> list[int]:
    return [n for n, text in enumerate(texts) if marker.places(hear(text))]


@given(TEXTS, st.sampled_from(MARKERS))
def test_a_marker_is_found_wherever_it_stands(texts: list[str], marker: str) -> None:
    """Whatever was said, the texts found are those where the marker stands when each text is read alone."""
    sought = compiled(marker)
    assert WordPlaces(texts).holding([sought]) == standing(texts, sought)


@given(TEXTS, st.lists(st.sampled_from(MARKERS), max_size=4))
def test_several_markers_find_what_any_of_them_finds(texts: list[str], markers: list[str]) -> None:
    """Each text is named once, in order, however many markers stand there."""
    sought = [compiled(m) for m in markers]
    assert WordPlaces(texts).holding(sought) == sorted({n for one in sought for n in standing(texts, one)})
