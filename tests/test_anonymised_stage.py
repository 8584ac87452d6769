"""Pseudonymised turns: nothing known is left, nothing withdrawn is read."""

from __future__ import annotations

import pytest

from pipeline.anchoring.decisions import ConsentDecision
from pipeline.model.contracts import Consent, Identifier, Turn
from pipeline.stages.anonymised import anonymised

KEY = b"a key for tests"
TEXT = "Oui. On a vu Nathalie Perrin. Elle va mieux."


def turn(text: str, number: int = 0) -> Turn:
    return Turn("E01", number, "AWA", "participant", None, None, text, "")


def masks(said: str, shown: str, text: str = TEXT, number: int = 0) -> Identifier:
    start = text.index(said)
    return Identifier("E01", number, start, start + len(said), "person", "person-1", "trigger", "replace", shown)


SPEAKER = Identifier("E01", -1, 0, 0, "person", "person-0", "metadata", "replace", "Ndella Arcand")


def consent(first: int, last: int, level: Consent, last_turn: int = 0) -> ConsentDecision:
    return ConsentDecision(
        id="c1", at="", session="E01", turn=0, first_word=first, last_turn=last_turn, last_word=last, level=level,
        reason="",
    )


def test_a_turn_is_read_under_pseudonyms() -> None:
    """Names are replaced, the speaker has the pseudonym of the participant, sentences count source words."""
    row, = anonymised([turn(TEXT)], [masks("Nathalie Perrin", "Élodie Marchal"), SPEAKER], [], [], KEY)
    assert (row.speaker, row.text) == ("Ndella Arcand", "Oui. On a vu Élodie Marchal. Elle va mieux.")
    assert row.sentences == (1, 7, 11)
    assert [(a.first_word, a.last_word, a.replaced) for a in row.anchors] == [(5, 6, True)]


@pytest.mark.parametrize("said", ["Nathalie Perrin est revenue.", "Et PERRIN ?", "J'ai vu nathalie, oui."])
def test_a_known_name_that_no_identifier_covers_is_masked_all_the_same(said: str) -> None:
    """Nothing stops: what stands bare is hidden, by the pseudonym of the same words where there is one."""
    turns = [turn(TEXT), turn(said, 1)]
    _, row = anonymised(turns, [masks("Nathalie Perrin", "Élodie Marchal"), SPEAKER], [], [], KEY)
    assert not {"nathalie", "perrin"} & set(row.text.lower().replace(".", "").split())
    assert ("Élodie Marchal" in row.text) is ("Nathalie Perrin" in said)


def test_what_a_machine_keeps_is_masked_all_the_same() -> None:
    """Only a person's valid decision shows a name: a « keep » without one is replaced."""
    kept = Identifier("E01", 0, 13, 28, "person", "person-1", "person", "keep", "Élodie Marchal")
    row, = anonymised([turn(TEXT)], [kept, SPEAKER], [], [], KEY)
    assert "Perrin" not in row.text


def test_erased_words_are_taken_out_and_other_levels_travel() -> None:
    """« [passage retiré] » stands for erased words, a name that overlaps them included."""
    rows = [masks("Nathalie Perrin", "Élodie Marchal"), SPEAKER]
    row, = anonymised([turn(TEXT)], rows, [], [consent(6, 7, "erased")], KEY)
    assert row.text == "Oui. On a vu Élodie Marchal [passage retiré] Elle va mieux."
    row, = anonymised([turn(TEXT)], rows, [], [consent(0, 1, "not_quotable")], KEY)
    assert [(r.first_word, r.last_word, r.level) for r in row.consent] == [(0, 1, "not_quotable")]


def test_a_consent_decision_spans_turns() -> None:
    """From a word of one turn to a word of another, every turn between is concerned."""
    turns = [turn("Un mot. Deux mots."), turn("Encore.", 1), turn("Fin. Après.", 2)]
    rows = anonymised(turns, [SPEAKER], [], [consent(3, 1, "unattributed", last_turn=2)], KEY)
    assert [[(r.first_word, r.last_word) for r in t.consent] for t in rows] == [[(3, 5)], [(0, 1)], [(0, 1)]]
