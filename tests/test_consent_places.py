"""Consent by passage survives any edit of its transcript: it is known again, or hides more, and never less."""

from __future__ import annotations

import pytest

from pipeline.anchoring import anchors
from pipeline.anchoring.word_places import kept_checks, place_consent
from pipeline.model.contracts import Restriction, Turn
from pipeline.model.decision_rows import ConsentDecision
from pipeline.pseudonymise.consent import restrictions

KEY = b"secret"
SAID = ["Bonjour.", "Oui.", "Ce que je vais dire, gardez-le.", "Il a dormi au chaud.", "On reprend.", "Oui.", "Merci."]
FIRST, LAST = 2, 3


def decision(check: str = "", first_word: int = 4, last_word: int = 2) -> ConsentDecision:
    return ConsentDecision(
        id="c", at="", session="E01", turn=FIRST, first_word=first_word, last_turn=LAST, last_word=last_word,
        level="erased", reason="", check=check,
    )


def checks(said: list[str]) -> dict[int, str]:
    return {n: anchors.check(text, KEY) for n, text in enumerate(said)}


KEPT = kept_checks(checks(SAID), FIRST, LAST)


def hidden(said: list[str], check: str = KEPT) -> dict[int, list[tuple[int, int]]]:
    turns = [Turn("E01", n, "L", "participant", None, None, text, "") for n, text in enumerate(said)]
    found = restrictions(turns, [decision(check)], KEY)
    return {n: [(r.first_word, r.last_word) for r in about] for (_, n), about in found.items()}


def test_nothing_moves_while_nothing_changes() -> None:
    """The same transcript keeps the same words, to the word."""
    assert hidden(SAID) == {2: [(4, 9)], 3: [(0, 2)]}


@pytest.mark.parametrize("before", [["Asseyez-vous."], ["Asseyez-vous.", "Merci.", "Voilà."]])
def test_turns_added_before_it_move_it_with_its_words(before: list[str]) -> None:
    """Renumbered turns are known by their words; what took their numbers is free."""
    shift = len(before)
    assert hidden([*before, *SAID]) == {2 + shift: [(4, 9)], 3 + shift: [(0, 2)]}


def test_an_edited_turn_is_held_whole() -> None:
    """A turn corrected inside the passage is hidden from its first to its last word."""
    edited = [*SAID[:3], "Il a bien dormi au chaud, hein.", *SAID[4:]]
    assert hidden(edited)[3][-1] == (0, 8)
    assert hidden(edited)[2][0] == (0, 9)


def test_a_passage_cut_in_more_turns_is_held_between_its_neighbours() -> None:
    """Words of the passage that became turns of their own are hidden too, after a renumbering as well."""
    cut = ["Asseyez-vous.", *SAID[:2], "Ce que je vais dire.", "Gardez-le.", "Il a dormi", "au chaud.", *SAID[4:]]
    held = hidden(cut)
    assert {3, 4, 5, 6} <= set(held)
    assert 8 not in held


def test_an_end_that_nothing_marks_runs_to_the_end_of_the_session() -> None:
    """When neither the passage nor its neighbours are known again, the whole session is held."""
    other = [f"Autre chose, {n}." for n in range(6)]
    assert set(hidden(other)) == set(range(6))


def test_a_line_without_check_stands_where_it_says() -> None:
    """A line written by hand is obeyed at its place."""
    assert hidden(SAID, check="") == {2: [(4, 9)], 3: [(0, 2)]}


def test_words_said_twice_are_told_apart_by_their_neighbours() -> None:
    """« Oui. » is said twice: the one between the same turns is hidden, not the other."""
    kept = kept_checks(checks(SAID), 5, 5)
    line = ConsentDecision(
        id="c", at="", session="E01", turn=5, first_word=0, last_turn=5, last_word=1, level="erased", reason="",
        check=kept,
    )
    after = checks(["Asseyez-vous.", *SAID])
    assert [s.turn for s in place_consent(line, after).stretches] == [6]


def test_doubt_is_said() -> None:
    """What was not known again whole is marked, for the doctor and the sheet to tell."""
    assert place_consent(decision(KEPT), checks(SAID)).exact
    assert not place_consent(decision(KEPT), checks([*SAID[:3], "Autre chose.", *SAID[4:]])).exact


def test_levels_of_overlapping_decisions_stand_side_by_side() -> None:
    """Two people may restrict the same words: each word of theirs is kept, in order."""
    turn = Turn("E01", 2, "L", "participant", None, None, SAID[2], "")
    other = ConsentDecision(
        id="d", at="", session="E01", turn=2, first_word=0, last_turn=2, last_word=-1, level="not_quotable", reason="",
    )
    found = restrictions([turn], [decision(), other], KEY)["E01", 2]
    assert found == (Restriction(0, 9, "not_quotable"), Restriction(4, 9, "erased"))
