"""Anchors: a coding keeps its words whatever the pseudonyms become, and never slides onto others."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.anchoring.anchors import (
    Place,
    Replacement,
    characters,
    check,
    checks,
    quote,
    rewrite,
    source_words,
    spans,
    split,
    units,
    words,
)
from pipeline.anchoring.finding import find
from pipeline.model.contracts import AnonymisedTurn

WITHDRAWN = "[passage retiré]"
SHAPES = ("Lou", "Marie-Ange", "l'éducatrice du service", "[une ville moyenne du Nord]", "X.", WITHDRAWN)
SPOKEN = ("et", "oui", "je", "l'écran", "dit", "Amina", "Paul", ",", ".", "aujourd'hui", "« bon »", "c'est", "2012")


@dataclass(frozen=True)
class Mask:
    """Words of a turn that are replaced, or kept on purpose."""

    turn: int
    first: int
    last: int
    shape: int
    replaced: bool


def turn(text: str, number: int = 0, replacements: tuple[Replacement, ...] = ()) -> AnonymisedTurn:
    new, anchors = rewrite(text, replacements)
    return AnonymisedTurn("E01", number, "Lou", "participant", None, None, new, (), anchors, ())


def pseudonymised(texts: list[str], masks: list[Mask], version: str) -> dict[int, AnonymisedTurn]:
    """Rewrite turns; each masked stretch has a pseudonym of its own in each version."""
    made = {}
    for number, text in enumerate(texts):
        places = words(text)
        found = [
            Replacement(places[m.first][0], places[min(m.last, len(places) - 1)][1],
                        f"{SHAPES[m.shape]} {version}{m.first}", m.replaced)
            for m in masks if m.turn == number and m.first < len(places)
        ]
        made[number] = turn(text, number, tuple(found))
    return made


def masks_of(turns: int) -> st.SearchStrategy[list[Mask]]:
    mask = st.builds(
        lambda t, first, more, shape, replaced: Mask(t, first, first + more, shape, replaced),
        st.integers(0, turns - 1), st.integers(0, 15), st.integers(0, 6), st.integers(0, len(SHAPES) - 1),
        st.booleans(),
    )
    return st.lists(mask, max_size=5)


@st.composite
def sessions(draw: st.DrawFn, *, all_different: bool) -> list[str]:
    texts = []
    for number in range(draw(st.integers(1, 3))):
        said = draw(st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=14))
        texts.append(" ".join(f"{w} mot{number}x{i}" if all_different else w for i, w in enumerate(said)))
    return texts


@st.composite
def coded(draw: st.DrawFn, turns: dict[int, AnonymisedTurn]) -> Place:
    """Choose the words of a passage, as a reader who selects characters of the current text."""
    first_turn, last_turn = sorted((draw(st.sampled_from(sorted(turns))), draw(st.sampled_from(sorted(turns)))))
    first, last = (draw(st.integers(0, len(spans(turns[n])) - 1)) for n in (first_turn, last_turn))
    if first_turn == last_turn:
        first, last = sorted((first, last))
    starts = source_words(turns[first_turn], *spans(turns[first_turn])[first])
    ends = source_words(turns[last_turn], *spans(turns[last_turn])[last])
    assert starts
    assert ends
    return Place(first_turn, starts[0], last_turn, ends[1])


def source_of(texts: list[str], place: Place) -> list[str]:
    said = {n: split(text) for n, text in enumerate(texts)}
    if place.turn == place.last_turn:
        return said[place.turn][place.first_word : place.last_word + 1]
    between = [w for n in range(place.turn + 1, place.last_turn) for w in said[n]]
    return [*said[place.turn][place.first_word :], *between, *said[place.last_turn][: place.last_word + 1]]


def lifted(before: list[Mask], after: list[Mask]) -> list[Mask]:
    """Keep on purpose what was replaced and is replaced no more: a lifted mask leaves its anchor."""
    return [*after, *(Mask(m.turn, m.first, m.last, m.shape, replaced=False) for m in before)]


@settings(max_examples=100)
@given(st.data())
def test_a_coding_keeps_its_words_whatever_the_pseudonyms_become(data: st.DataObject) -> None:
    """Replacements shorter, longer, inserted before, inside, after, erased or lifted move no coding at all."""
    texts = data.draw(sessions(all_different=True))
    before, after = data.draw(masks_of(len(texts))), data.draw(masks_of(len(texts)))
    then, now = pseudonymised(texts, before, "a"), pseudonymised(texts, lifted(before, after), "b")
    place = data.draw(coded(then))
    assume(any(word.startswith("mot") for word in source_of(texts, place)))  # else it may read alike elsewhere

    assert find(now, place, quote(then, place)) == place


@settings(max_examples=100)
@given(st.data())
def test_where_words_are_repeated_a_coding_stays_or_is_listed(data: st.DataObject) -> None:
    """When the very words of a quote stand elsewhere too, a doubt is left to a person: never another place."""
    texts = data.draw(sessions(all_different=False))
    before, after = data.draw(masks_of(len(texts))), data.draw(masks_of(len(texts)))
    then, now = pseudonymised(texts, before, "a"), pseudonymised(texts, lifted(before, after), "b")
    place = data.draw(coded(then))

    assert find(now, place, quote(then, place)) in (place, None)


@settings(max_examples=100)
@given(st.data())
def test_a_quote_is_a_slice_of_its_turn(data: st.DataObject) -> None:
    """Quotes are byte-identical to the text, and characters and words lead to each other."""
    texts = data.draw(sessions(all_different=False))
    turns = pseudonymised(texts, data.draw(masks_of(len(texts))), "a")
    place = data.draw(coded(turns))
    start, end = characters(turns, place)

    assert [u.first_word for u in units(turns[0])] == sorted({u.first_word for u in units(turns[0])})
    assert len(spans(turns[place.turn])) == len(words(texts[place.turn]))
    if place.turn == place.last_turn:
        assert quote(turns, place) == turns[place.turn].text[start:end]
        assert source_words(turns[place.turn], start, end) == (place.first_word, place.last_word)


@settings(max_examples=150)
@given(st.data())
def test_an_edit_of_earlier_words_never_moves_a_coding_to_other_words(data: st.DataObject) -> None:
    """Words or a whole turn put in or taken out before a coding: it is found again or listed, never elsewhere."""
    texts = data.draw(sessions(all_different=data.draw(st.booleans())))
    names = data.draw(st.sampled_from([(), ("Amina",), ("Amina", "Paul")]))
    then = under_names(texts, names)
    place = data.draw(coded(then))
    edited = data.draw(edits(texts, place))
    found = find(under_names(edited, names), place, quote(then, place))

    assert found is None or source_of(edited, found) == source_of(texts, place)


def under_names(texts: list[str], names: tuple[str, ...]) -> dict[int, AnonymisedTurn]:
    """Mask names everywhere, each by its own pseudonym."""
    pseudonyms = {"Amina": "Anne-Lise", "Paul": "Zoé"}
    return {
        n: turn(t, n, tuple(Replacement(s, e, pseudonyms[t[s:e]]) for s, e in words(t) if t[s:e] in names))
        for n, t in enumerate(texts)
    }


@st.composite
def edits(draw: st.DrawFn, texts: list[str], place: Place) -> list[str]:
    if draw(st.booleans()):
        return [" ".join(draw(st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=14))), *texts]
    text = texts[place.turn]
    start = words(text)[place.first_word][0]
    kept = draw(st.integers(0, start))
    inserted = " ".join(draw(st.lists(st.sampled_from(SPOKEN), max_size=4)))
    cut = words(text[:kept])
    head = text[: cut[-1][1]] if cut else ""
    return [*texts[: place.turn], f"{head} {inserted} {text[start:]}", *texts[place.turn + 1 :]]


def test_words_put_in_before_a_coding_move_it_with_its_words() -> None:
    """After an edit of the turn, the coding is found by its quote."""
    then, now = turn("Oui. Paul est venu hier."), turn("Oui, bon. Alors Paul est venu hier.")
    place = Place(0, 2, 0, 5)

    assert find({0: now}, place, quote({0: then}, place)) == Place(0, 5, 0, 8)


def test_a_coding_of_one_name_does_not_slide_onto_the_word_that_took_its_place() -> None:
    """« Paul » alone, after a word came before it, is « Paul » still, or nothing; never « Le »."""
    place = Place(0, 1, 0, 1)

    assert find({0: turn("bonjour Le Paul")}, place, "Paul") == Place(0, 2, 0, 2)
    assert find({0: turn("bonjour Le Jean")}, place, "Paul") is None


def test_a_name_no_longer_taken_for_one_keeps_its_codings() -> None:
    """A former model masked « Bah »; today nothing does: enough plain words around prove the place."""
    now = turn("Bah je ne sais pas trop, moi.")

    assert find({0: now}, Place(0, 0, 0, 5), "Luc je ne sais pas trop") == Place(0, 0, 0, 5)


def test_a_quote_found_at_two_places_is_found_nowhere() -> None:
    """Where two passages read alike, only a person can say which was meant."""
    said = {0: turn("euh"), 1: turn("on verra bien demain", 1), 2: turn("on verra bien demain", 2)}

    assert find(said, Place(0, 0, 0, 3), "on verra bien demain") is None


@pytest.mark.parametrize("place", [Place(7, 0, 7, 1), Place(0, 40, 0, 41), Place(0, -1, 0, -1), Place(0, 2, 0, 1)])
def test_a_place_that_is_not_there_breaks_nothing(place: Place) -> None:
    """A decision that points outside its session is searched by its words."""
    assert find({0: turn("Oui. Paul est venu.")}, place, "Paul est venu") == Place(0, 2, 0, 4)
    assert find({}, place, "Paul est venu") is None


@pytest.mark.parametrize(
    ("replacements", "text"),
    [
        ([Replacement(0, 7, "Lou"), Replacement(8, 15, "Zoé")], "Lou là"),
        ([Replacement(0, 13, "", replaced=False), Replacement(6, 13, "Zoé")], "Zoé est là"),
        ([Replacement(1, 3, "Lou")], "Lou Bernard est là"),
    ],
)
def test_no_word_of_a_replaced_span_is_left_in_clear(replacements: list[Replacement], text: str) -> None:
    """Spans that share a word become one; what is kept on purpose never shields what is replaced."""
    assert rewrite("Amina Bernard est là", replacements)[0] == text


def test_a_pseudonym_never_sticks_to_a_word() -> None:
    """A mask on a lone apostrophe leaves the words around it words of their own."""
    text, anchors = rewrite("l'écran", [Replacement(1, 2, "Lou")])

    assert text == "l Lou écran"
    assert [(a.start, a.end) for a in anchors] == [(1, 6)]


KEY = b"the key of the study"
TEXTS = st.lists(st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4)
MASKS = st.lists(st.builds(Mask, st.integers(0, 3), *[st.integers(0, 11)] * 2, st.integers(0, 5), st.booleans()))


def checked(texts: list[str], masks: list[Mask], version: str) -> dict[int, AnonymisedTurn]:
    """Pseudonymise turns and give each the check of its source words."""
    made = pseudonymised(texts, [m for m in masks if m.first <= m.last], version)
    return {n: replace(t, check=check(texts[n], KEY)) for n, t in made.items()}


@given(TEXTS, MASKS, MASKS, st.data())
def test_a_coding_that_knows_its_turns_never_moves(
    texts: list[str], before: list[Mask], after: list[Mask], data: st.DataObject
) -> None:
    """Any pseudonyms may come, go, grow or shrink: the check of the turns keeps every coding on its words."""
    first = data.draw(st.integers(0, len(texts) - 1))
    last = data.draw(st.integers(first, len(texts) - 1))
    ends = [data.draw(st.integers(0, len(words(texts[n])) - 1)) for n in (first, last)]
    assume(first < last or ends[0] <= ends[1])
    place = Place(first, ends[0], last, ends[1])
    then, now = checked(texts, before, "a"), checked(texts, after, "b")

    assert find(now, place, quote(then, place), checks(then, place)) == place
    assert quote(now, place) in "\n".join(t.text for _, t in sorted(now.items()))


def test_a_turn_added_before_renumbers_a_coding() -> None:
    """The same words under another turn number are found by their check, not by luck."""
    then, now = checked(["ah bon", "ma mission"], [], ""), checked(["ah bon", "oui", "ma mission"], [], "")

    assert find(now, Place(1, 0, 1, 1), "ma mission", checks(then, Place(1, 0, 1, 1))) == Place(2, 0, 2, 1)


def test_a_check_tells_nothing_without_the_key() -> None:
    """Another key gives another check; spaces do not count, words do."""
    assert check("Amina est là", KEY) == check("Amina  est là", KEY) != check("Amina est las", KEY)
    assert check("Amina est là", KEY) != check("Amina est là", b"another")
