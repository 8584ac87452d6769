"""The decision writer: each gesture of a coder writes one line that says it whole, and touches nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.coding import coding_writer as write
from pipeline.coding.coding_writer import CodingWriter
from pipeline.model.contracts import Restriction, Suggestion
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.decision_writer import coder_name
from pipeline.model.errors import FiligraneError
from tests.coded_corpus import SUGGESTED, book, turns, writer

Answer = Callable[[CodingWriter, Suggestion], CodingDecision]
Correction = Callable[[CodingWriter, CodingDecision], CodingDecision]
PASSAGE = Place(1, 0, 1, 6)
NAMES: dict[Answer, str] = {write.accept: "accept", write.refuse: "refuse", write.unsure: "unsure"}


def test_a_code_is_put_with_its_quote_its_check_and_the_version_of_its_definition() -> None:
    """The line says where, under which definition, and the pseudonymised words."""
    line = write.code(writer(), "E01", PASSAGE, "A2", memo="à relire")

    assert (line.decision, line.quote, line.code, line.definition) == ("add", "Je remplis le dossier d'Lou", "A2", "2")
    assert (line.check, line.memo, line.mode, line.author) == (turns()["E01"][1].check, "à relire", "manual", "ana")


def test_a_passage_may_cross_turns() -> None:
    """Both ends are kept in source words, and a check for every turn."""
    line = write.code(writer(), "E01", Place(1, 14, 2, 2), "A1")

    assert (line.turn, line.first_word, line.last_turn, line.last_word) == (1, 14, 2, 2)
    assert line.quote == "travail.\nEt puis Lou"
    assert line.check == "+".join(turns()["E01"][n].check for n in (1, 2))


def test_a_code_known_by_an_old_name_has_the_version_of_the_one_in_force() -> None:
    """The line keeps what the coder said; the alias leads on."""
    line = write.code(writer(), "E01", PASSAGE, "limites")

    assert (line.code, line.definition) == ("limites", book().codes[0].version)


@pytest.mark.parametrize("answer", NAMES)
def test_an_answer_names_the_suggestion_and_stands_on_its_words(answer: Answer) -> None:
    """The place is that of the excerpt; « replaces » says what was answered."""
    line = answer(writer(), SUGGESTED)

    assert (line.decision, line.replaces) == (NAMES[answer], "E01:1:w0-w15|A1")
    assert (line.turn, line.first_word, line.last_word, line.code) == (1, 0, 15, "A1")


def test_a_suggestion_answered_with_another_code_is_named_too() -> None:
    """Whoever corrects the machine says what they corrected."""
    line = write.modify(writer(), SUGGESTED, PASSAGE, "A2")

    assert (line.decision, line.code, line.last_word, line.replaces) == ("modify", "A2", 6, "E01:1:w0-w15|A1")


def test_a_coding_changed_keeps_its_memo_and_goes_on_answering() -> None:
    """What answered a suggestion still does once recoded; another coding is named by its id."""
    own = write.code(writer(), "E01", PASSAGE, "A1", memo="m")
    accepted = write.accept(writer("b"), SUGGESTED)

    assert write.recode(writer("c"), own, code_id="A2").replaces == own.id
    assert write.recode(writer("c"), own, code_id="A2").memo == "m"
    assert write.recode(writer("c"), own, place=Place(1, 1, 1, 6)).code == "A1"
    assert write.recode(writer("c"), accepted, code_id="A2").replaces == accepted.replaces


def test_a_memo_changes_neither_the_decision_nor_its_mode() -> None:
    """What was coded blind stays so when its memo is written after the others show."""
    blind = write.code(writer(mode="blind"), "E01", PASSAGE, "A1")
    noted = write.annotate(writer("b", mode="assisted"), blind, "hésité avec A2")

    assert (noted.decision, noted.mode, noted.memo, noted.replaces) == ("add", "blind", "hésité avec A2", blind.id)


def test_removals_and_undoings_name_their_line() -> None:
    """Nothing is ever rubbed out: another line says so."""
    own = write.star(writer(), "E01", PASSAGE)
    said = [write.remove(writer("b"), own), write.undo(writer("b"), own), write.unstar(writer("b"), own)]

    assert [(d.decision, d.replaces) for d in said] == [("remove", own.id), ("undo", own.id), ("unstar", own.id)]


def test_a_memo_may_be_of_a_passage_a_session_or_a_code() -> None:
    """Without a place it stands on no word."""
    session, of_code = (
        write.memo(writer(), "E01", None, "tendu"), write.memo(writer(), "", None, "trop large", code="A1"),
    )

    assert (session.turn, session.quote, session.memo) == (-1, "", "tendu")
    assert (of_code.session, of_code.code) == ("", "A1")
    assert write.memo(writer(), "E01", PASSAGE, "ici").quote == "Je remplis le dossier d'Lou"


@pytest.mark.parametrize("place", [Place(9, 0, 9, 1), Place(1, 0, 1, 99), Place(1, 3, 1, 2), Place(2, 0, 1, 3)])
def test_a_passage_that_is_not_there_is_refused(place: Place) -> None:
    """A stale page cannot write a line about words that nobody said."""
    with pytest.raises(FiligraneError, match="E01"):
        write.code(writer(), "E01", place, "A1")


def test_an_unknown_code_and_a_passage_taken_away_are_refused() -> None:
    """The message says what to do."""
    gone = {n: replace(t, consent=(Restriction(0, 99, "erased"),)) for n, t in turns()["E01"].items()}

    with pytest.raises(FiligraneError, match="grille"):
        write.code(writer(), "E01", PASSAGE, "Z9")
    with pytest.raises(FiligraneError, match="retiré"):
        write.code(replace(writer(), turns={"E01": gone}), "E01", PASSAGE, "A1")


@pytest.mark.parametrize("gesture", [write.remove, write.undo, write.recode, write.unstar])
def test_nobody_changes_what_another_decided(gesture: Correction) -> None:
    """Each coder answers for their own file only."""
    other: CodingDecision = replace(write.code(writer(), "E01", PASSAGE, "A1"), author="bea")

    with pytest.raises(FiligraneError, match="bea"):
        gesture(writer("b"), other)


def test_the_quote_is_the_text_byte_for_byte() -> None:
    """What is written is what stands on the screen."""
    line = write.code(writer(), "E01", PASSAGE, "A1")
    start, end = anchors.characters(turns()["E01"], PASSAGE)

    assert line.quote == turns()["E01"][1].text[start:end]


@pytest.mark.parametrize("typed", ["", "../ana", "a" * 41, ".ana", "a/b"])
def test_a_name_that_no_file_could_bear_is_refused(typed: str) -> None:
    """The name of a coder is the name of their file."""
    with pytest.raises(FiligraneError, match="decisions/codings"):
        coder_name(typed)
