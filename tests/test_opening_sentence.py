"""The sentence that opens the study, and the quotes of the first screen: understood by who knows nothing yet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.data import first_screen, study_data
from dashboard.data.first_screen import added, alone, asks_alone
from dashboard.data.passages import CorpusReading, Passage, read
from pipeline.language.sentences import ALONE
from pipeline.model.study import Study


@pytest.fixture
def reading(small_study: Path) -> CorpusReading:
    """The small corpus as pages read it."""
    return read(study_data.corpus(Study(small_study)))


def saying(passage: Passage, question: str, text: str) -> Passage:
    """The same passage, other words said in answer to another question."""
    return passage._replace(marks=(), excerpt=replace(passage.excerpt, question=question, text=text, masks=()))


def test_the_study_opens_on_a_sentence_that_stands_alone_else_on_the_best_there_is(reading: CorpusReading) -> None:
    """Asked by a question one understands, leaning on nothing before it; a study that has none opens all the same."""
    one = next(p for p in reading.passages if p.typical)
    leaning = saying(one, "Et lui, il a fini ?", "Et puis il courait après le temps toute la journée, sans souffler.")
    whole = saying(one, "Qu'est-ce qui a changé pour vous ?", "Avant, je recevais les gens dans mon bureau, au calme.")
    chosen = first_screen.sentence(replace(reading, passages=(leaning, whole)))
    left = first_screen.sentence(replace(reading, passages=(leaning,)))

    assert chosen
    assert chosen.text == whole.excerpt.text
    assert left
    assert left.text == leaning.excerpt.text


@pytest.mark.parametrize(("sentence", "stands"), ALONE.items())
def test_a_sentence_that_leans_on_the_one_before_is_known(sentence: str, stands: bool) -> None:
    """Every marked sentence, positive and negative, is told as it was marked."""
    assert alone(sentence) is stands


HANGING = ("[rires] Et lui, il a continué ?", "Pour une prise ?", "On avance. Et vous ?", "Oui.")


@pytest.mark.parametrize("question", HANGING)
def test_a_question_that_hangs_on_the_talk_is_no_question_to_open_with(question: str) -> None:
    """A laugh, a « et lui », three words picked up from the answer: nobody who has not been there understands."""
    assert not asks_alone(question)


def test_what_a_transcriber_adds_is_told_from_a_mask() -> None:
    """The same brackets hold a laugh or a place."""
    assert added("Oui [rires].", ())
    assert added("(silence) Non.", ())
    assert not added("À [Jarancourt].", [(2, 14)])
