"""What a marker would gain and lose is seen before it is saved, with how often it is right where people read."""

from __future__ import annotations

from dataclasses import replace

from pipeline.anchoring.anchors import Place
from pipeline.codebook.grid import Codebook, Marker
from pipeline.coding import coding_writer as gestures
from pipeline.coding.grid_effect import EffectMaterial, Precision, effect, hits
from tests.coded_corpus import book, cut, turns, writer

TURNS = list(turns()["E01"].values())


def having(*markers: str, exclusions: tuple[str, ...] = ()) -> Codebook:
    codes = book().codes
    return replace(book(), codes=(
        replace(codes[0], markers=tuple(Marker(m) for m in markers), exclusions=exclusions), codes[1]))


def words(found: object) -> list[str]:
    return [h.excerpt.text[m.start : m.end] for h in found for m in h.matches]  # type: ignore[attr-defined]


def test_a_new_marker_gains_passages() -> None:
    """Only the code whose registre changed is told, with the words that fire."""
    (one,) = effect(having("pas mon travail"), having("pas mon travail", "revenir+"), EffectMaterial(cut(), TURNS))
    assert (one.code, words(one.gained), one.lost, one.count) == ("A1", ["revient"], (), 2)


def test_an_exclusion_loses_passages() -> None:
    """What fires no more is shown with the words that fired."""
    before, after = having("mon travail"), having("mon travail", exclusions=("pas mon travail",))
    (one,) = effect(before, after, EffectMaterial(cut(), TURNS))
    assert (words(one.lost), one.gained, one.count) == (["mon travail"], (), 0)


def test_precision_counts_only_what_people_read() -> None:
    """In a session read whole, a passage nobody coded so is wrong; elsewhere silence says nothing."""
    on = writer()
    first = gestures.code(on, "E01", Place(1, 0, 1, 15), "A1")
    before, after = having("travail"), having("travail", "revient")
    (unread,) = effect(before, after, EffectMaterial(cut(), TURNS, [first]))
    (read,) = effect(before, after, EffectMaterial(cut(), TURNS, [first, gestures.read(on, "E01")]))
    assert (unread.before, unread.after) == (Precision(0, 0), Precision(0, 0))
    assert (read.before, read.after) == (Precision(1, 1), Precision(1, 2))


def test_a_pseudonym_never_fires() -> None:
    """What stands in the place of a name is nobody's word."""
    assert words(hits(having("Lou").codes[0], having("Lou"), EffectMaterial(cut(), TURNS))) == []


def test_nothing_changes_when_only_words_for_people_change() -> None:
    """Another definition makes no marker fire."""
    book_ = having("travail")
    other = replace(book_, codes=(replace(book_.codes[0], definition="Autre."), book_.codes[1]))
    assert effect(book_, other, EffectMaterial(cut(), TURNS)) == []


def test_a_list_changed_is_an_effect_too() -> None:
    """Markers that call a list change with it."""
    before = replace(having("<mot>"), lists={"mot": ("travail",)})
    after = replace(before, lists={"mot": ("revient",)})
    one = effect(before, after, EffectMaterial(cut(), TURNS))[0]
    assert (words(one.gained), words(one.lost)) == (["revient"], ["travail"])
