"""What is left to review, why it is suggested and what is like it are worked out by plain functions."""

from __future__ import annotations

import doctest
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.data import study_data, suggestions
from dashboard.data.decisions_read import Decided
from dashboard.data.passages import CorpusReading, read
from dashboard.data.suggestions import ReviewChoice, SuggestionCase
from dashboard.ui import suggestions as suggestion_card
from dashboard.ui.sentences import coding_phrases
from dashboard.words import coding_words
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.decisions import in_force
from pipeline.coding import coder_state
from pipeline.coding import coding_writer as writing
from pipeline.coding.coding_writer import CodingWriter
from pipeline.model.contracts import Evidence, Mode, Suggestion
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.study import Study
from pipeline.stages.codings import codings

COURT, NASTY, MANQUE, RESERVED = "E01:1:w0-w9", "E01:3:w0-w9", "E02:1:w0-w9", "E02:2:w0-w9"


@pytest.fixture
def reading(small_study: Path) -> CorpusReading:
    return read(study_data.corpus(Study(small_study)))


def writer(reading: CorpusReading, coder: str = "claire", mode: Mode = "assisted") -> CodingWriter:
    """A writer whose lines are numbered."""
    ids = iter(range(1000))
    return CodingWriter(
        author=coder,
        mode=mode,
        at="2026-01-01T00:00:00.000001",
        new_id=lambda: f"{coder}{next(ids)}",
        codebook=reading.corpus.codebook,
        turns=reading.corpus.turns,
    )


def case(reading: CorpusReading, place: str, code: str) -> SuggestionCase:
    return next(c for c in suggestions.cases(reading) if (c.passage.place, c.code) == (place, code))


def left(reading: CorpusReading, *lines: CodingDecision, coder: str = "claire") -> set[str]:
    return set(suggestions.left(reading, Decided(lines), coder))


def after(reading: CorpusReading, *lines: CodingDecision) -> CorpusReading:
    """The corpus as a run would leave it after these lines."""
    corpus = reading.corpus
    placed, orphans = codings(
        list(corpus.anonymised), list(corpus.excerpts), list(corpus.suggestions), corpus.codebook, in_force(lines), []
    )
    assert not orphans
    return read(replace(corpus, codings=tuple(placed)))


def redefined(reading: CorpusReading) -> CorpusReading:
    """The same corpus once the definition of every code has changed."""
    codes = tuple(replace(c, version=f"{c.version}-new") for c in reading.corpus.codebook.codes)
    return read(replace(reading.corpus, codebook=replace(reading.corpus.codebook, codes=codes)))


def test_examples_in_docstrings_are_true() -> None:
    """Every example that a docstring gives holds."""
    assert doctest.testmod(coding_phrases).failed == 0


def test_a_suggestion_answered_is_left_no_more_and_undone_it_is_again(reading: CorpusReading) -> None:
    """Each answer takes one suggestion away, for everybody; to undo it brings it back."""
    one = case(reading, MANQUE, "A3")
    line = writing.accept(writer(reading), one.suggestion)

    assert left(reading) - left(reading, line) == {one.name}
    assert left(reading, line, coder="noe") == left(reading, line)
    assert left(
        reading, line, writing.undo(writer(reading, mode="assisted"), replace(line, id="claire0")),
    ) == left(reading)


def test_who_does_not_know_sees_the_suggestion_last(reading: CorpusReading) -> None:
    """« Je ne sais pas » answers nothing: the suggestion still waits, after the others."""
    first = suggestions.queue(reading, Decided(), "claire", ReviewChoice())[0]
    line = writing.unsure(writer(reading), first.suggestion)

    assert suggestions.queue(reading, Decided((line,)), "claire", ReviewChoice())[-1].name == first.name
    assert suggestions.queue(reading, Decided((line,)), "noe", ReviewChoice())[0].name == first.name


def test_a_refused_suggestion_never_comes_back_unless_the_definition_changes(reading: CorpusReading) -> None:
    """Refused, it waits neither on the page nor in the tables of the next run; redefined, its code is read anew."""
    one = case(reading, MANQUE, "A3")
    line = writing.refuse(writer(reading), one.suggestion)
    again = after(reading, line)

    assert one.name not in left(again, line)
    assert "A3" not in [m.code for m in again.by_place[MANQUE].pending]
    assert "proposed" not in [c.status for c in again.corpus.codings if c.code == "A3" and c.session == "E02"]
    changed = after(redefined(reading), line)
    assert one.name in left(changed, line)
    assert "proposed" in [c.status for c in changed.corpus.codings if c.code == "A3" and c.session == "E02"]
    assert "A3" in [m.code for m in changed.by_place[MANQUE].pending]


def test_choices_narrow_the_queue(reading: CorpusReading) -> None:
    """A code and a session filter; progress counts what is shown."""
    found = suggestions.cases(reading)

    assert {c.code for c in suggestions.suiting(found, ReviewChoice(code="A1"))} == {"A1"}
    assert {c.session for c in suggestions.suiting(found, ReviewChoice(session="E01"))} == {"E01"}
    line = writing.refuse(writer(reading), case(reading, MANQUE, "A1").suggestion)
    far = suggestions.progress(suggestions.suiting(found, ReviewChoice(session="E02")), left(reading, line))
    assert (far.done, far.total) == (1, 2)
    assert [(p.code, p.left) for p in suggestions.by_code(reading.corpus, found, left(reading, line))] == [
        ("A1", 0), ("A3", 2),
    ]


def test_a_reserved_passage_is_not_offered(reading: CorpusReading) -> None:
    """What must not be quoted is only read in its interview, suggestion or not."""
    told = Suggestion(RESERVED, "A1", 0.9, "probable", ("definition",), ())
    more = read(replace(reading.corpus, suggestions=(*reading.corpus.suggestions, told)))

    assert RESERVED not in {c.passage.place for c in suggestions.cases(more)}
    assert RESERVED not in {p.place for p in suggestions.blind_queue(more, Decided(), "claire", ReviewChoice())}


def test_a_study_that_hides_suggestions_has_none(reading: CorpusReading) -> None:
    """The reflexive approach reviews nothing."""
    hidden = replace(reading.corpus, settings=replace(reading.corpus.settings, suggestions=False))

    assert suggestions.cases(read(hidden)) == ()


def test_reasons_name_words_passages_people_and_sources(reading: CorpusReading) -> None:
    """Why: the words that fired, a like passage and who coded it so, how many sources agree."""
    like = Evidence("learnt", None, None, "", COURT)
    bare = case(reading, MANQUE, "A3")
    told = replace(bare.suggestion, evidence=(*bare.suggestion.evidence, like), sources=("learnt", "registre"))

    assert suggestion_card.why(reading, SuggestionCase(told, bare.passage)) == [
        "Le passage contient un indice de ce code : « manque de temps ».",
        "Le passage ressemble à un autre, que claire et noe ont codé ainsi (E01, tour 1).",
        "Deux sources vont dans le même sens : les indices du code et les passages que des personnes ont codés.",
    ]


def test_like_passages_already_decided_are_shown_with_their_verdict(reading: CorpusReading) -> None:
    """Passages that share words and on which people decided about the code, accepted or refused."""
    found = suggestion_card.alike(reading, case(reading, MANQUE, "A3"))

    assert [(a.passage.place, a.status, a.authors) for a in found] == [(COURT, "coded", ("claire", "noe"))]


def test_the_card_holds_the_turn_and_marks_the_words_that_fired(reading: CorpusReading) -> None:
    """The passage stands in its turn; pieces put together are the turn, byte for byte."""
    one = case(reading, MANQUE, "A3")
    shown = suggestion_card.passage(reading.corpus, one.passage, suggestion_card.spans(one))

    assert "".join(said for said, _ in shown["turn"]["pieces"]) == reading.corpus.turns["E02"][1].text
    assert [said for said, kinds in shown["turn"]["pieces"] if "indice" in kinds] == ["manque de temps"]
    assert shown["question"]["text"] == "Qu'est-ce qui a changé pour vous ?"
    assert shown["after"] is None  # the turn after must not be quoted


def test_levels_are_words_and_never_figures(reading: CorpusReading) -> None:
    """No score leaves for the browser."""
    for one in suggestions.cases(reading):
        told = suggestion_card.suggested(reading, one)
        assert told["level"] in coding_words.LEVELS.values()
        assert str(one.suggestion.score) not in str(told)
        assert "score" not in told


def test_a_blind_decision_answers_what_it_did_not_see(reading: CorpusReading) -> None:
    """Codes put alone are blind lines; suggestions not come to are turned down; the passage waits no more."""
    told = [c.suggestion for c in suggestions.of_passage(reading, MANQUE)]
    excerpt = reading.corpus.by_id[MANQUE]
    lines = coder_state.decide(writer(reading, mode="blind"), excerpt, Place(1, 0, 1, 3), ["A3"], told)

    assert [(d.decision, d.code, d.mode) for d in lines] == [("add", "A3", "blind"), ("refuse", "A1", "blind")]
    assert not {c.name for c in suggestions.of_passage(reading, MANQUE)} & left(reading, *lines)
    now = Decided(tuple(lines))
    assert MANQUE not in {p.place for p in suggestions.blind_queue(reading, now, "claire", ReviewChoice())}
    assert MANQUE in {p.place for p in suggestions.blind_queue(reading, now, "noe", ReviewChoice())}


def test_no_code_is_a_decision_too(reading: CorpusReading) -> None:
    """« Aucun code » is written, and the passage does not come again; it codes nothing and orphans nothing."""
    lines = coder_state.decide(writer(reading, mode="blind"), reading.corpus.by_id[NASTY], Place(3, 0, 3, 9), [], [])

    assert [d.decision for d in lines] == ["none"]
    assert NASTY not in {
        p.place for p in suggestions.blind_queue(reading, Decided(tuple(lines)), "claire", ReviewChoice())
    }
    assert not [c for c in after(reading, *lines).corpus.codings if c.author == "claire"]


def test_the_reveal_says_how_far_both_agree(reading: CorpusReading) -> None:
    """After a blind decision: what the coder put, what was suggested, and where they differ."""
    found = suggestions.of_passage(reading, MANQUE)
    told = suggestion_card.revealed(reading, ["A3"], found, [c for c in found if c.code == "A1"])

    assert told["put"] == "Vous avez mis « A3 Temps »."
    assert told["agreed"] == "Accord sur 1 code sur 2."
    compared = {line["label"]: line["said"].split(" — ")[1] for line in told["lines"]}
    assert compared == {
        "A3 Temps": coding_words.COMPARED["agreed"], "A1 Mission": coding_words.COMPARED["missed"],
    }
