"""The order of review: what teaches most first, one code, or at random; never what may not be read."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from pipeline.anchoring.anchors import Place
from pipeline.anchoring.decisions import in_force
from pipeline.coding import coding_writer as write
from pipeline.coding.coder_state import CoderState, coder_states, passages_in_order, review_order, waiting
from pipeline.model.contracts import Consent, Excerpt, Suggestion
from pipeline.model.decision_rows import CodingDecision
from tests.coded_corpus import book, cut, writer

FIRST, SECOND = "E01:1:w0-w15", "E01:2:w0-w4"
FOUND = [
    Suggestion(FIRST, "A1", 0.9, "probable", (), ()), Suggestion(FIRST, "A2", 0.45, "to_check", (), ()),
    Suggestion(SECOND, "A1", 0.6, "to_check", (), ()), Suggestion(SECOND, "A2", 0.2, "to_check", (), ()),
]


def coder_state(*lines: CodingDecision) -> CoderState:
    return coder_states(in_force(lines)).of("ana")


def left(*lines: CodingDecision, version: str = "1", found: list[Suggestion] = FOUND) -> list[tuple[str, str]]:
    return names(waiting(found, cut(), coder_state(*lines), book(version)))


def names(found: list[Suggestion]) -> list[tuple[str, str]]:
    return [(s.excerpt, s.code) for s in found]


def test_the_most_uncertain_come_first() -> None:
    """Nearest to the border between right and wrong; the order of the file changes nothing."""
    orders = [review_order(shuffled, CoderState(), "uncertain", coder="ana") for shuffled in permutations(FOUND)]

    assert {tuple(s.score for s in order) for order in orders} == {(0.45, 0.6, 0.2, 0.9)}


def test_one_code_goes_from_the_surest_down() -> None:
    """Other codes are left aside."""
    assert names(review_order(FOUND, CoderState(), "code", coder="ana", code="A1")) == [(FIRST, "A1"), (SECOND, "A1")]


def test_chance_is_drawn_once_for_each_coder() -> None:
    """The same order every time, whatever was answered meanwhile; another coder has another."""
    many = [replace(FOUND[0], excerpt=f"E01:1:w{n}-w{n}") for n in range(20)]
    order = review_order(many, CoderState(), "random", coder="ana")

    assert review_order(many[::-1], CoderState(), "random", coder="ana") == order
    assert review_order(many[5:], CoderState(), "random", coder="ana") == [s for s in order if s in many[5:]]
    assert review_order(many, CoderState(), "random", coder="bea") != order


def test_what_a_coder_answered_waits_no_more() -> None:
    """Accepted, refused, recoded, or coded by hand on the same words; a doubt waits on, last."""
    assert left(write.accept(writer(), FOUND[0])) == names(FOUND[1:])
    assert left(write.refuse(writer(), FOUND[0])) == names(FOUND[1:])
    assert left(write.modify(writer(), FOUND[0], Place(1, 0, 1, 3), "A2")) == names(FOUND[2:])
    assert left(write.code(writer(), "E01", Place(1, 8, 2, 0), "A1")) == [names(FOUND)[1], names(FOUND)[3]]

    doubt = write.unsure(writer(), FOUND[1])
    assert left(doubt) == names(FOUND)
    assert review_order(FOUND, coder_state(doubt), "uncertain", coder="ana")[-1] == FOUND[1]


def test_a_refusal_is_of_a_code_as_it_was_defined() -> None:
    """Under another definition the suggestion may be asked again."""
    assert left(write.refuse(writer(), FOUND[0]), version="9") == names(FOUND)


def test_another_coder_is_asked_all_the_same() -> None:
    """The answers of one coder are not those of the next."""
    assert left(write.accept(writer(coder="bea"), FOUND[0])) == names(FOUND)


@pytest.mark.parametrize("level", ["erased", "not_analysed"])
def test_what_may_not_be_read_is_not_asked(level: Consent) -> None:
    """Nor is anything that is no excerpt: interviewers' words are none."""
    forbidden = [replace(e, consent=level) if e.excerpt == FIRST else e for e in cut()]
    interviewer = replace(FOUND[0], excerpt="E01:0:w0-w3")

    assert names(waiting([*FOUND, interviewer], forbidden, CoderState(), book())) == names(FOUND[2:])
    assert [e.excerpt for e in passages_in_order(forbidden, CoderState(), coder="ana")] == [SECOND]


def test_blind_passages_come_at_random_and_tell_nothing() -> None:
    """All of them, in an order that knows neither suggestion nor other coder; those coded are done."""
    many = [_passage(n) for n in range(20)]
    order = passages_in_order(many, CoderState(), coder="ana")

    assert sorted(order, key=lambda e: e.start) == many
    assert order not in (many, many[::-1], passages_in_order(many, CoderState(), coder="bea"))
    done = coder_state(write.code(writer(), "E01", Place(1, 3, 1, 4), "A1"))
    assert passages_in_order(many, done, coder="ana") == [e for e in order if e.start not in (3, 4)]
    assert passages_in_order(many, coder_state(write.read(writer(), "E01")), coder="ana") == []


def _passage(number: int) -> Excerpt:
    return Excerpt(f"E01:1:w{number}-w{number}", "E01", 1, number, number + 1, "Zoé", "x", "", "free", ())
