"""Agreement of coders and of the machine: only what was read and coded unaided, in turns, sentences and passages."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from pipeline.analysis.agreement.agreement import CodingMaterial, compared, groups
from pipeline.analysis.agreement.unitizing import aided
from pipeline.anchoring.word_places import CodedStretch, continua, joined
from pipeline.codebook.grid import Code, Codebook, Family
from pipeline.model.contracts import Anchor, AnonymisedTurn, Coding, Level, Mode, Role, Status, Suggestion
from pipeline.model.decision_rows import CodingDecision, CodingVerb

CODES = Codebook((Family("A", "Mission"),), (Code("A1", "Frontières", "A", "…"), Code("A2", "Faire avec", "A", "…")))
SAID = "On court. Le temps manque. Je fais à leur place."  # three sentences: 3, 4 and 6 words
LAST_WORDS = (2, 6, 12)
SESSIONS = ("E01", "E02", "E03")


def turn(session: str, number: int, role: Role = "participant") -> AnonymisedTurn:
    return AnonymisedTurn(session, number, "A", role, None, None, SAID, (), (), LAST_WORDS)


TURNS = [turn(s, n, "interviewer" if n % 2 == 0 else "participant") for s in SESSIONS for n in range(8)]


def coding(
    session: str, number: int, words: str = "Le temps manque.", code: str = "A1", author: str = "ana",
    status: Status = "coded", mode: Mode = "manual",
) -> Coding:
    start = SAID.index(words)
    name = f"{session}-{number}-{words}-{code}-{author}"
    return Coding(name, session, number, start, number, start + len(words), words, code, author, "person", status,
                  mode, "free", "")


def read(session: str, author: str, mode: Mode = "manual") -> CodingDecision:
    return CodingDecision(
        id=session + author, at="", session=session, turn=-1, first_word=-1, last_turn=-1, last_word=-1, quote="",
        code="", decision=CodingVerb.READ, mode=mode, definition="", author=author,
    )


def agreements(material: CodingMaterial, *, bootstraps: int, seed: int) -> dict[str, Any]:
    """Compare people unaided, people with suggestions in sight, and people beside the machine, in every unit."""
    basis = material.basis(bootstraps, seed)
    people = material.blind(basis)
    proposing = material.machines(basis)
    return {
        "unaided": compared(basis, groups(people)),
        "assisted": compared(basis, groups(aided(material.codings, material.coding_decisions, basis.continua))),
        "machine": compared(basis, [(one, machine) for one in people for machine in proposing]),
    }


def measured(
    codings: list[Coding], reads: list[CodingDecision], suggested: tuple[Suggestion, ...] = (),
) -> dict[str, Any]:
    return agreements(CodingMaterial(TURNS, suggested, codings, CODES, reads), bootstraps=30, seed=1)


def two(author: str = "bea", **changes: Any) -> list[Coding]:
    """Ana codes the second sentence of two turns; the other coder the same, but for what changes."""
    mine = [coding("E01", 1), coding("E01", 3)]
    return mine + [replace(c, coding=c.coding + author, author=author, **changes) for c in mine]


BOTH = [read("E01", "ana"), read("E01", "bea")]


def test_who_codes_alike_agrees_in_every_unit() -> None:
    """Turns, sentences, words: n counts what participants said, coefficients are 1, under twenty examples few."""
    found = measured(two(), BOTH)["unaided"]

    assert {unit: found[unit]["ana / bea"]["n"] for unit in found} == {"turns": 4, "sentences": 12, "spans": 52}
    for unit, names in {"turns": ("kappa", "alpha", "ac1"), "sentences": ("kappa",), "spans": ("u_alpha",)}.items():
        entry = found[unit]["ana / bea"]["codes"]["A1"]
        assert [entry[name] for name in names] == [1] * len(names)
        assert (entry["positives"], entry["few"]) == (2, True)
    assert found["turns"]["ana / bea"]["codes"]["A1"]["prevalence"] == 0.5
    assert found["turns"]["ana / bea"]["codes"]["A2"]["kappa"] is None


def test_other_ends_in_the_same_turn_disagree_on_words_only() -> None:
    """The same turns, other sentences of them: turns agree, passages do not."""
    found = measured(two(start=0, end=len("On court.")), BOTH)["unaided"]

    assert found["turns"]["ana / bea"]["codes"]["A1"]["kappa"] == 1
    assert found["sentences"]["ana / bea"]["codes"]["A1"]["kappa"] < 0
    assert found["spans"]["ana / bea"]["codes"]["A1"]["u_alpha"] < 0


def test_another_code_on_the_same_words_disagrees_on_codes_not_on_ends() -> None:
    """Both saw a passage there: |uα is 1; the codes differ: uα and cuα are below 0."""
    found = measured(two(code="A2"), BOTH)["unaided"]["spans"]["ana / bea"]

    assert found["overall"]["u_alpha_binary"] == 1
    assert found["overall"]["u_alpha"] < 0
    assert found["overall"]["cu_alpha"] < 0


def test_only_sessions_that_both_marked_read_count() -> None:
    """Silence is a « no » only where somebody read."""
    found = measured([*two(), coding("E02", 1)], [*BOTH, read("E02", "ana")])["unaided"]["turns"]

    assert found["ana / bea"]["sessions"] == ["E01"]
    assert found["ana / bea"]["codes"]["A1"]["kappa"] == 1
    assert measured(two(), [read("E01", "ana")])["unaided"]["turns"] == {}


@pytest.mark.parametrize("changes", [{"mode": "assisted"}, {"status": "accepted"}, {"status": "refused"}])
def test_what_was_coded_with_suggestions_in_sight_proves_nothing(changes: dict[str, Any]) -> None:
    """What Béa accepted or added beside suggestions is left out of the headline figures."""
    entry = measured(two(**changes), BOTH)["unaided"]["turns"]["ana / bea"]["codes"]["A1"]

    assert entry["kappa"] == 0
    assert entry["prevalence"] == 0.25


def test_assisted_coding_is_a_layer_of_its_own() -> None:
    """Two who read with suggestions in sight are compared apart, accepted suggestions included."""
    assisted = [read("E01", "ana", "assisted"), read("E01", "bea", "assisted")]
    found = measured(two(mode="assisted", status="accepted"), assisted)

    assert found["unaided"]["turns"] == {}
    assert found["assisted"]["turns"]["ana / bea"]["codes"]["A1"]["kappa"] == 1


def test_three_coders_are_compared_two_by_two_and_together() -> None:
    """Pairs, then all; a session that two of the three read counts for all."""
    codings = [*two(), *two("cleo")[2:], coding("E02", 1), coding("E02", 1, author="cleo")]
    reads = [*BOTH, read("E01", "cleo"), read("E02", "ana"), read("E02", "cleo")]
    found = measured(codings, reads)["unaided"]["turns"]

    assert list(found) == ["ana / bea", "ana / cleo", "bea / cleo", "ana / bea / cleo"]
    assert found["ana / bea / cleo"]["n"] == 8
    assert [found[name]["codes"]["A1"]["alpha"] for name in found] == [1, 1, 1, 1]
    assert found["ana / bea / cleo"]["codes"]["A1"]["kappa"] == 1


def suggestion(number: int, level: Level) -> Suggestion:
    return Suggestion(f"E01:{number}:w3-w6", "A1", 0.9, level, ("registre",), ())


def test_the_machine_is_compared_as_one_more_coder() -> None:
    """Probable suggestions, then all; what somebody refused was suggested once."""
    codings = [coding("E01", 1), coding("E01", 5, status="refused", mode="assisted")]
    suggested = (suggestion(1, "probable"), suggestion(3, "to_check"))
    found = measured(codings, [read("E01", "ana")], suggested)["machine"]["turns"]

    assert found["ana / machine_probable"]["codes"]["A1"]["kappa"] == 1
    assert found["ana / machine_all"]["codes"]["A1"]["positives"] == 3
    assert found["ana / machine_all"]["codes"]["A1"]["agreement"] == 0.5


def test_pseudonyms_and_the_order_of_rows_change_no_figure() -> None:
    """Words of the source are counted: a longer pseudonym moves nothing."""
    longer = SAID.replace("On", "Marie-Bernadette")
    anchored = (Anchor(0, len("Marie-Bernadette"), 0, 0, replaced=True),)
    renamed = [replace(t, text=longer, anchors=anchored) for t in TURNS]
    shift = len(longer) - len(SAID)
    codings = two(start=0, end=len("On court."))
    moved = [replace(c, start=c.start + shift * (c.start > 0), end=c.end + shift) for c in codings]
    after = agreements(CodingMaterial(renamed[::-1], (), moved[::-1], CODES, BOTH[::-1]), bootstraps=30, seed=1)

    assert after == measured(codings, BOTH)


def test_nothing_read_gives_nothing_and_all_is_json() -> None:
    """An empty study and a study without codings can be written."""
    for codings, reads in (([], []), ([], BOTH), (two(), BOTH)):
        json.dumps(measured(codings, reads), allow_nan=False)
    assert measured([], [])["unaided"] == {"turns": {}, "sentences": {}, "spans": {}}


def test_intervals_hold_the_figure() -> None:
    """Sessions drawn with replacement: the figure lies between its bounds."""
    codings = [coding(s, n, author=a) for s in SESSIONS for n in (1, 3) for a in ("ana", "bea")][:-1]
    entry = measured(codings, [read(s, a) for s in SESSIONS for a in ("ana", "bea")])["unaided"]["turns"]["ana / bea"]

    for name in ("agreement", "kappa", "alpha", "ac1"):
        figures = entry["codes"]["A1"]
        assert figures[f"{name}_low"] <= figures[name] <= figures[f"{name}_high"]
    assert entry["overall"]["n"] == 24


def test_a_passage_over_several_turns_leaves_out_the_interviewer() -> None:
    """From a participant's turn to the next: only their words count."""
    continuum = continua(TURNS)["E01"]
    across = replace(coding("E01", 1, "Je fais à leur place."), last_turn=3, end=len("On court."))

    assert (continuum.length, continuum.turns, continuum.sentences[:4]) == (52, (0, 13, 26, 39), (0, 3, 7, 13))
    assert continuum.passage(across) == CodedStretch(7, 16, "A1")
    assert continuum.passage(replace(across, turn=2, start=0)) == CodedStretch(13, 16, "A1")


def test_passages_of_a_code_that_share_words_are_one() -> None:
    """Those that only touch stay two: where a passage ends is what is measured."""
    pieces = [CodedStretch(0, 5, "A1"), CodedStretch(3, 8, "A1"), CodedStretch(8, 9, "A1"), CodedStretch(9, 9, "A1")]

    assert joined(pieces) == [CodedStretch(0, 8, "A1"), CodedStretch(8, 9, "A1")]
