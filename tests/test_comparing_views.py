"""What pages that compare show is worked out by plain functions: windows, order of the field, turns, both sides."""

from __future__ import annotations

import doctest
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.data import study_data
from dashboard.data.comparing import joint
from dashboard.data.corpus import ClosedQuestion
from dashboard.data.passages import CorpusReading, read
from dashboard.pages.cooccurrences import view
from dashboard.pages.cooccurrences.view import Window
from dashboard.pages.matrice import view as matrice
from dashboard.pages.saturation.view import met
from dashboard.ui.sentences import compare_phrases
from pipeline.analysis.counts.saturation import Rule, band, course
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.coding.theme_decisions import FrameworkCase
from pipeline.model.contracts import Answer, Participant, SessionOrder
from pipeline.model.study import Study
from tests.conftest import coding

LONELY = SessionOrder("E02", 1), SessionOrder("E01", 2)


@pytest.fixture
def reading(small_study: Path) -> CorpusReading:
    return read(study_data.corpus(Study(small_study)))


def coded(reading: CorpusReading, *more: tuple[str, int, str, str]) -> CorpusReading:
    return read(replace(reading.corpus, codings=(*reading.corpus.codings, *(coding(*one) for one in more))))


def test_examples_in_docstrings_are_true() -> None:
    """Every example that a sentence gives holds."""
    assert doctest.testmod(compare_phrases).failed == 0


def test_codes_meet_on_the_words_they_share(reading: CorpusReading) -> None:
    """« tout le temps. » bears both: 4 words of the 17 that bear either, one passage, whoever coded, however often."""
    (pair,) = view.pairs(reading, "words")

    assert (pair.code, pair.other, len(pair.units), pair.either) == ("A1", "A3", 4, 17)
    assert view.passages_of(pair, "words") == 1
    assert pair.people == {"Denise"}
    assert pair.sessions == {"E01"}
    assert [p.place for p in view.behind(reading, pair, "words")] == ["E01:1:w0-w9"]


def test_codes_that_touch_no_common_word_meet_in_their_excerpt(reading: CorpusReading) -> None:
    """In another turn a code on other words meets in the excerpt only, and in the exchange."""
    apart = coded(reading, ("E01", 3, "A1", "gras"), ("E01", 3, "A3", "voilà"))
    windows: tuple[Window, ...] = ("words", "excerpt", "exchange")

    assert [view.passages_of(view.pairs(apart, w)[0], w) for w in windows] == [1, 2, 2]


def test_an_exchange_is_a_question_and_the_turns_that_follow(reading: CorpusReading) -> None:
    """Two turns that answer one question meet there only; what is reserved counts, and is not shown."""
    told = coded(reading, ("E02", 1, "A3", "temps"))
    (pair,) = [p for p in view.pairs(told, "exchange") if "E02" in p.sessions]

    assert "E02" not in view.pairs(told, "words")[0].sessions
    assert pair.units == (("E01", 0, 0), ("E02", 0, 0))
    assert "E02:2:w0-w9" not in [p.place for p in view.behind(told, pair, "exchange")]


def test_a_questionnaire_meets_nothing(reading: CorpusReading) -> None:
    """Sessions that are no interviews bring no pair."""
    forms = tuple(replace(p, attributes=p.attributes | {"type": "questionnaire"}) for p in reading.corpus.participants)

    assert view.pairs(read(replace(reading.corpus, participants=forms)), "words") == ()


def test_sessions_follow_the_field(reading: CorpusReading) -> None:
    """By rank where it is known; what nobody coded is not followed."""
    in_order = met(read(replace(reading.corpus, session_order=LONELY)))

    assert [(m.session, m.new) for m in in_order] == [("E02", ("A1",)), ("E01", ("A3",))]
    assert [m.session for m in met(reading)] == ["E01", "E02"]
    assert not any(m.dated for m in met(reading))


def test_saturation_is_told_with_its_definition() -> None:
    """The sentence gives the three parameters, and where it stands."""
    rule = Rule(2, 1, 0.05)
    found = course([{"a"}, {"b"}, {"a"}], rule)

    assert "2 premiers entretiens" in compare_phrases.rule(rule)
    assert "au plus 5 %" in compare_phrases.rule(rule)
    assert "2 + 1" in compare_phrases.reached(found, rule)
    assert "n'est pas atteinte" in compare_phrases.reached(course([{"a"}], rule), rule)
    assert "elle est atteinte 50 fois" in compare_phrases.often(band([{"a"}] * 3, rule, 50, 1), 50)


def test_a_session_is_told_turn_by_turn(reading: CorpusReading) -> None:
    """A code counts once a turn, whoever put it; what may not be told names nobody and leads nowhere."""
    assert [(m.turn, m.code, m.speaker) for m in matrice.moments(reading, "E01")] == [
        (1, "A1", "Denise"), (1, "A3", "Denise"),
    ]
    assert [(m.speaker, m.place) for m in matrice.moments(reading, "E02")] == [(UNATTRIBUTED, "")]


def test_who_takes_the_floor_after_whom(reading: CorpusReading) -> None:
    """The interviewer has a row too; two turns of Annick in a row are no exchange."""
    assert matrice.floor(reading, "E01") == {
        ("Denise", "enquêteur·rice"): (2,), ("enquêteur·rice", "Denise"): (1, 3),
    }
    assert matrice.floor(reading, "E02") == {("enquêteur·rice", "Annick"): (1,)}
    assert matrice.turns_of(reading, "E02") == {"Annick": 2, "enquêteur·rice": 1}


def test_cases_are_people_or_sessions(reading: CorpusReading) -> None:
    """A summary of Annick may rest on what she lets be quoted only; all of it is counted."""
    corpus, mission = reading.corpus, reading.corpus.themes[1]

    assert matrice.cases(corpus, by_person=True) == [
        FrameworkCase("E01", "Denise"), FrameworkCase("E02", "Annick")
    ]
    assert matrice.cases(corpus, by_person=False) == [FrameworkCase("E01"), FrameworkCase("E02")]
    assert matrice.passages(reading, FrameworkCase("E02", "Annick"), mission) == []
    assert matrice.counts(reading, corpus.themes)[FrameworkCase("E02", "Annick"), "mission"] == 1
    assert matrice.counts(reading, corpus.themes)[FrameworkCase("E01"), "mission"] == 1


def with_questionnaire(reading: CorpusReading) -> CorpusReading:
    """Denise's session becomes a questionnaire; a question has ten answers."""
    corpus = reading.corpus
    form = Participant("R001", "E01", {"type": "questionnaire"})
    said = ["oui"] * 3 + ["non"] * 4 + ["sans réponse"] * 2 + ["autre"]
    given = tuple(Answer(f"R{n:03}", "q1", answer) for n, answer in enumerate(said))
    excerpts = tuple(replace(e, speaker="R001") if e.session == "E01" else e for e in corpus.excerpts)
    settings = replace(corpus.settings, questions=(ClosedQuestion("q1", "Utile ?", ("non", "oui", "parfois")),))
    themes = tuple(replace(t, questions=("q1", "q2")) for t in corpus.themes)
    people = tuple(form if p.session == "E01" else p for p in corpus.participants)
    return read(replace(corpus, participants=people, answers=given, settings=settings,
                        excerpts=excerpts, themes=themes))


def test_both_sides_of_a_theme_are_counted_apart(reading: CorpusReading) -> None:
    """Open answers add no people to interviews; closed ones are out of those who answered, in the question's order."""
    study = with_questionnaire(reading)
    found = joint(study, study.corpus.themes[1], "wilson")
    (question,) = found.closed

    assert [(f.answer, f.count, f.total) for f in question.figures] == [("non", 4, 7), ("oui", 3, 7), ("parfois", 0, 7)]
    assert all(f.low <= f.share <= f.high for f in question.figures)
    assert (question.empty, question.other) == (2, 1)
    assert found.unknown == ("q2",)
    assert found.people.with_it == {"Annick"}
    assert found.open.wrote == 1
    assert found.open.decided == {"R001"}
    assert [p.excerpt.speaker for p in found.from_answers] == ["R001"]
    assert found.from_interviews == ()


def test_the_exact_interval_is_wider(reading: CorpusReading) -> None:
    """Clopper and Pearson's holds Wilson's share too, and never less than it should."""
    study = with_questionnaire(reading)
    wilson, exact = (joint(study, study.corpus.themes[0], m).closed[0].figures[0] for m in ("wilson", "exact"))

    assert exact.low < wilson.low < wilson.share < wilson.high < exact.high
