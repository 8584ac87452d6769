"""Readings: only what coders said unaided of sessions they read, so that other decisions leave the test as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.anchoring.decisions import CodingDecision
from pipeline.model.conform import conform
from pipeline.model.contracts import GoldCoding, Mode
from pipeline.model.decision_rows import CodingVerb
from pipeline.stages.gold_codings import gold_codings
from tests.test_suggestions import GRID, decided, quoted, turn

TURNS = [turn("Nous n'avons pas le temps.", number, session) for session in ("E01", "E02") for number in (0, 1)]


def said(decision: CodingVerb, session: str = "E01", number: int = 0, mode: Mode = "manual") -> CodingDecision:
    return replace(quoted(decided(decision, number=number, session=session), TURNS), mode=mode, author="ana")


def read(session: str = "E01", mode: Mode = "manual") -> CodingDecision:
    nowhere: dict[str, Any] = {"turn": -1, "first_word": -1, "last_turn": -1, "last_word": -1}
    return replace(said(CodingVerb.READ, session, mode=mode), quote="", code="", **nowhere)


def made(*lines: CodingDecision) -> list[GoldCoding]:
    return conform("gold_codings", gold_codings(TURNS, GRID, lines))


def test_codes_put_unaided_in_a_session_read_are_kept_where_they_stand() -> None:
    """One line says that the session was read, one that a code was put."""
    assert made(said(CodingVerb.ADD), read()) == [
        GoldCoding("E01", "ana", -1, -1, -1, -1, ""), GoldCoding("E01", "ana", 0, 0, 0, 2, "A3"),
    ]


def test_what_may_come_from_the_machine_is_left_out() -> None:
    """A suggestion accepted, a session read with suggestions, a session not read, a refusal: nothing changes."""
    before = made(said(CodingVerb.ADD), read())

    assert made(said(CodingVerb.ADD), read(), said(CodingVerb.ACCEPT, number=1, mode="assisted")) == before
    assert made(said(CodingVerb.ADD), read(), said(CodingVerb.ADD, "E02"), read("E02", "assisted")) == before
    more = (said(CodingVerb.REFUSE, number=1), said(CodingVerb.MEMO, number=1))
    assert made(said(CodingVerb.ADD), read(), *more) == before


def test_the_same_code_on_the_same_words_is_one_row() -> None:
    """Put twice by one coder, it is said once; a line whose words stand nowhere says nothing."""
    twice = replace(said(CodingVerb.ADD), id="again")

    assert made(said(CodingVerb.ADD), twice, read()) == made(said(CodingVerb.ADD), read())
    assert len(made(replace(said(CodingVerb.ADD), quote="mots perdus"), read())) == 1
