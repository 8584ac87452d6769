"""A word that may be a name: shown in its sentence, settled by one gesture, undone like any other decision."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import SummaryDecision
from pipeline.cli import main as command
from pipeline.cli.commands.pseudonymisation import signature
from pipeline.ingest.session import Person, Session
from pipeline.model import store
from pipeline.model.contracts import Identifier, Turn, Unsettled
from pipeline.model.decision_rows import LeakVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search import questions
from pipeline.pseudonymise.leak_search.made_files import made
from pipeline.pseudonymise.leak_search.questions import WordsWaiting
from pipeline.pseudonymise.resolve.mentions import cleared, rulings
from pipeline.pseudonymise.review.review_writer import ReviewWriter
from pipeline.publish import held_back
from pipeline.stages.leaks import leaks
from pipeline.vault import private_names

KEY = bytes(range(32))
SAID = ("Chez Numéricoop, on va.", "Oui. C'est Numéricoop qui paie.", "Et Sonia est là.")
TURNS = [Turn("E01", n, "P2", "participant", None, None, text, "E01.txt") for n, text in enumerate(SAID)]
MASKED = [
    Identifier("E01", 0, 5, 15, "misc", "o1", "ner", "replace", "[nom]"),
    Identifier("E01", 2, 3, 8, "person", "p1", "metadata", "replace", "Claire"),
]
SESSION = Session("E01", "E01.txt", "entretien", "", "", (Person("P2", "Sonia Davenel"),), ())
CASE = SummaryDecision(id="s", at="", session="E01", participant="P", theme="temps", summary="Sonia court.\nElle rit.")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Give a study where a word is bare in a turn, and a participant is named in what a researcher wrote."""
    found = Study(tmp_path)
    (found / "secrets").mkdir()
    (found / "secrets/study.key").write_text(KEY.hex(), "ascii")
    decisions.append(found, "ana", [CASE])
    check(found)
    return found


def check(study: Study) -> None:
    lines, answers = decisions.identifiers(study), decisions.leaks(study)
    report, rows = leaks(made(study), TURNS, MASKED, [SESSION], lines, answers, KEY)
    store.save(study, "to_settle", rows)
    store.save_json(study / "build/leaks.json", report)


def row(study: Study, word: str) -> Unsettled:
    return next(r for r in private_names.words_to_settle(study) if r.word == word)


def test_each_word_is_offered_what_suits_it(study: Study) -> None:
    """A name of the metadata is never said to be none; what a person wrote may be on purpose."""
    assert questions.gestures(row(study, "Numéricoop")) == ("mask", "not_a_name")
    assert questions.gestures(row(study, "Sonia")) == ("mask", "on_purpose")


def test_not_a_name_shows_the_word_everywhere(study: Study) -> None:
    """The answer, and a decision that clears the words where they were masked; the export waits no more."""
    assert held_back.held(study) == {"E01": WordsWaiting(2, 0)}
    private_names.settle(study, row(study, "Numéricoop"), LeakVerb.NOT_A_NAME, "ana")
    line, = decisions.identifiers(study)
    assert (line.action, line.scope) == ("keep", "everywhere")
    assert cleared(TURNS, [line], KEY)(MASKED[0])
    assert held_back.held(study) == {"E01": WordsWaiting(1, 0)}


def test_masked_everywhere_is_masked_at_the_next_run(study: Study) -> None:
    """The words become a name that a person knows; until then the export still waits."""
    private_names.settle(study, row(study, "Numéricoop"), LeakVerb.MASK, "ana")
    ruling, = rulings(TURNS, decisions.identifiers(study), KEY)
    assert (ruling.mention.said, ruling.mention.action, ruling.everywhere) == ("Numéricoop", "replace", True)
    assert [r.word for r in private_names.words_to_settle(study)] == ["Sonia"]
    assert held_back.held(study) == {"E01": WordsWaiting(1, 1)}


def test_a_name_in_what_was_written_is_taken_out_of_its_line(study: Study) -> None:
    """One cell changes, and the withdrawals say so; the rest of the file stays."""
    private_names.settle(study, row(study, "Sonia"), LeakVerb.MASK, "ana")
    assert decisions.summaries(study)[0].summary == "[nom] court.\nElle rit."
    assert [w.extent for w in decisions.withdrawals(study)] == ["migration"]
    check(study)
    assert [r.word for r in private_names.words_to_settle(study)] == ["Numéricoop"]


def test_on_purpose_needs_a_reason(study: Study) -> None:
    """A name kept in what a person wrote says why, and is asked no more as long as its sentence stays."""
    with pytest.raises(FiligraneError, match="pourquoi"):
        private_names.settle(study, row(study, "Sonia"), LeakVerb.ON_PURPOSE, "ana")
    private_names.settle(study, row(study, "Sonia"), LeakVerb.ON_PURPOSE, "ana", "elle signe le livre")
    check(study)
    assert [r.word for r in private_names.words_to_settle(study)] == ["Numéricoop"]


def test_the_last_gesture_is_undone_whole(study: Study) -> None:
    """The question is asked again and the words are masked as before."""
    private_names.settle(study, row(study, "Numéricoop"), LeakVerb.NOT_A_NAME, "ana")
    private_names.take_back(study, "ana")
    assert rulings(TURNS, decisions.identifiers(study), KEY) == []
    assert {r.word for r in private_names.words_to_settle(study)} == {"Numéricoop", "Sonia"}
    with pytest.raises(FiligraneError, match="Rien à reprendre"):
        private_names.take_back(study, "léo")


def test_no_decision_holds_a_word(study: Study) -> None:
    """Answers bear a keyed mark: files of decisions are shared."""
    private_names.settle(study, row(study, "Numéricoop"), LeakVerb.NOT_A_NAME, "ana")
    written = "".join(p.read_text("utf-8") for p in (study / "decisions").rglob("*.csv"))
    assert "Numéricoop" not in written
    assert "Numéricoop" not in (study / "build/leaks.json").read_text("utf-8")


def test_a_gesture_that_does_not_suit_is_refused() -> None:
    """The pure function says so before anything is written."""
    writer = ReviewWriter(author="ana", at="", key=KEY, new_id=map(str, count()).__next__)
    _, rows = leaks([], TURNS, MASKED, [SESSION], [signature("E01", "")], [], KEY)
    assert [r.origin for r in rows] == ["machine"]
    with pytest.raises(ValueError, match="on_purpose"):
        questions.settle(rows[0], LeakVerb.ON_PURPOSE, writer, "parce que")


def within(monkeypatch: pytest.MonkeyPatch, study: Study) -> None:
    (study / "params.yaml").write_text("study: {title: Essai}\n", "utf-8")
    monkeypatch.chdir(study.root)


def answered(monkeypatch: pytest.MonkeyPatch, study: Study, *keys: str) -> int:
    """Go through all the words as « filigrane leaks --by ana » does, with what somebody types."""
    typed = iter(keys)
    within(monkeypatch, study)
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    return command(["leaks", "--by", "ana"])


def test_one_run_of_the_command_goes_through_all_the_words(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each word is asked in turn until none is left; the one before may be taken back on the way."""
    words = [r.word for r in private_names.words_to_settle(study)]

    assert sorted(words) == ["Numéricoop", "Sonia"]
    by_word = {"Numéricoop": ["n"], "Sonia": ["v", "elle signe le livre"]}
    first, second = (by_word[word] for word in words)
    assert answered(monkeypatch, study, *first, "a", *first, *second) == 0
    assert private_names.words_to_settle(study) == []


def test_stopping_on_the_way_keeps_what_is_settled(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """« q », like the end of the input, leaves the others for later."""
    words = [r.word for r in private_names.words_to_settle(study)]
    first = {"Numéricoop": ["n"], "Sonia": ["v", "elle signe le livre"]}[words[0]]

    assert answered(monkeypatch, study, *first, "q") == 1
    assert [r.word for r in private_names.words_to_settle(study)] == words[1:]


def test_several_words_are_settled_at_once_by_their_numbers(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers are all found before any is settled."""
    within(monkeypatch, study)
    number = row(study, "Numéricoop").id[:8]

    assert command(["leaks", number, "rien", "--decide", "pas-un-nom", "--by", "ana"]) == 1
    assert len(private_names.words_to_settle(study)) == 2
    assert command(["leaks", number, "--decide", "pas-un-nom", "--by", "ana"]) == 1
    assert [r.word for r in private_names.words_to_settle(study)] == ["Sonia"]
