"""A signature asks about the identities that nobody settled; whoever signs all the same says so, and doctor tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.anchoring import decisions
from pipeline.cli import main
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, CoreferenceCandidate, Identifier
from pipeline.model.decision_rows import IdentifierDecision
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.review import left_open as words
from pipeline.pseudonymise.review.case_choices import decided_cases
from pipeline.pseudonymise.review.identities import is_one, unanswered
from pipeline.pseudonymise.review.review_writer import ReviewWriter
from pipeline.vault.doctor_checks import check_signed

NAMES = ("karim", "benali", "rose", "vierzon")


@pytest.fixture
def study(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A study where « Karim » of E01 and E02 may be Karim Benali of E01, and nobody has said."""
    monkeypatch.chdir(private_study)
    rows = [AnonymisedTurn(s, 0, "Lou", "participant", None, None, "oui", (), (), (0,)) for s in ("E01", "E02")]
    store.save(Study(private_study), "anonymised", rows)
    return Study(private_study)


def signatures(study: Study) -> list[tuple[str, str]]:
    return [(d.session, d.author) for d in decisions.read(study, IdentifierDecision) if d.action == "sign"]


def test_nothing_is_signed_while_a_question_is_open(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """The terminal says how many there are and where, under pseudonyms; no file is touched."""
    assert main(["sign", "E01", "--by", "ana"]) == 1

    told = capsys.readouterr().err
    assert words.open_questions(1) in told
    assert "E01, tour 3 : « Malik », peut-être aussi « Malik Saïdi » (même prénom)" in told
    assert not any(name in told.lower() for name in NAMES)
    assert not signatures(study)
    assert not list(check_signed(study))


def test_whoever_signs_anyway_says_so(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """With --anyway the session is signed, what was left open is said, and doctor goes on saying it."""
    assert main(["sign", "E01", "--by", "ana", "--anyway"]) == 0

    assert words.signed_open(1) in capsys.readouterr().out
    assert signatures(study) == [("E01", "ana")]
    assert list(check_signed(study)) == [words.signed_with("E01", 1)]


@pytest.mark.parametrize("who", ["person-kb", "person-k"])
def test_an_answer_closes_the_question(study: Study, who: str) -> None:
    """The same person or two people: once somebody has said which, one signs, and doctor has nothing to say."""
    answer(study, who)

    assert not unanswered(study).questions
    assert main(["sign", "E01", "E02", "--by", "ana"]) == 0
    assert not list(check_signed(study))


def answer(study: Study, who: str) -> None:
    found, key = unanswered(study).entities, study_key(study)
    writer = ReviewWriter(
        author="ana", at="2026-01-01T00:00:00.1", key=key, new_id=iter("abcdefgh").__next__,
    )
    now = decided_cases(store.load(study, "turns"), (), key)
    decisions.append(study, "ana", is_one(found["person-k"], who, found, now, writer))


def test_several_possible_people_are_all_named(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """Two people of one first name: one question, and both are told."""
    rows = store.load(study, "identifiers")
    other = Identifier("E02", 0, 32, 36, "person", "person-x", "ner", "replace", "Malik Tavares")
    store.save(study, "identifiers", sorted([*rows, other], key=lambda r: (r.session, r.turn, r.start)))
    store.save(study, "coreference_candidates", [
        CoreferenceCandidate("person-kb", "person-k", "first_name", 2),
        CoreferenceCandidate("person-x", "person-k", "first_name", 2),
    ])

    assert main(["sign", "E02", "--by", "ana"]) == 1
    assert "« Malik Saïdi » (même prénom) ou « Malik Tavares » (même prénom)" in capsys.readouterr().err


def test_without_the_private_half_one_signs(study: Study) -> None:
    """Whoever has read under pseudonyms only knows of no question: the terminal signs as before."""
    (study / "build/private/coreference_candidates.parquet").unlink()

    assert main(["sign", "E01", "--by", "ana"]) == 0
    assert not list(check_signed(study))
