"""Passages chosen together: what a gesture would change, its lines, and one undoing for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.data import study_data
from dashboard.data.concordance import hits, passage_of
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.data.search import Filters, search, terms
from dashboard.pages.extraits import words
from dashboard.pages.extraits.gestures import box_name, whole
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.coding import coding_writer as writing
from pipeline.coding.coder_state import gesture_to_undo
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.many_passages import (
    ChosenPassage,
    GestureKind,
    GesturePreview,
    HeldNow,
    SharedGesture,
    gesture_lines,
    preview,
)
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study


@pytest.fixture
def study(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """The small study, which the dashboard reads."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    return Study(small_study)


def held(who: str) -> HeldNow:
    corpus = study_data.reading().corpus
    return HeldNow(corpus.codings, decided().now.of(who), corpus.turns, corpus.codebook)


def writer(who: str = "zoe") -> CodingWriter:
    corpus = study_data.reading().corpus
    return CodingWriter(author=who, mode="assisted", codebook=corpus.codebook, turns=corpus.turns)


def every(reading: CorpusReading) -> list[ChosenPassage]:
    return [passage_of(reading.corpus, hit, words.EXCERPT) for hit in whole(reading.passages)]


def do(study: Study, kind: GestureKind, code: str = "", memo: str = "", who: str = "zoe") -> GesturePreview:
    what = SharedGesture(kind, code, memo)
    seen = preview(every(study_data.reading()), what, held(who))
    lines = gesture_lines(writer(who), seen, what)
    if lines:
        decisions.append(study, who, lines)
    return seen


def test_what_is_coded_is_the_passage_as_it_is_shown(study: Study) -> None:
    """Each line quotes its extract byte for byte, in source words; all lines are of one moment."""
    do(study, "code", "A3")
    lines = decisions.codings(study)

    shown = {p.excerpt.text for p in study_data.reading().passages}
    assert {d.quote for d in lines} == shown
    assert len({d.at for d in lines}) == 1
    assert {(d.code, d.decision, d.mode, d.author) for d in lines} == {("A3", "add", "assisted", "zoe")}


@pytest.mark.usefixtures("study")
def test_a_preview_tells_who_coded_the_same_before() -> None:
    """People and interviews of what would change, those who coded so, and nothing of suggestions."""
    seen = preview(every(study_data.reading()), SharedGesture("code", "A3"), held("zoe"))

    assert (len(seen.changed), seen.people, seen.sessions, seen.unchanged) == (3, 2, 2, 0)
    assert seen.held_by == {"claire": 1, "noe": 1}


def test_a_second_click_does_nothing_twice(study: Study) -> None:
    """What one coded so already, wholly, is left alone; nobody else's coding counts as one's own."""
    do(study, "code", "A3")
    again = do(study, "code", "A3")

    assert (again.changed, again.unchanged) == ((), 3)
    assert len(decisions.codings(study)) == 3
    assert len(preview(every(study_data.reading()), SharedGesture("code", "A3"), held("luc")).changed) == 3


def test_one_undoing_takes_the_whole_gesture_back(study: Study) -> None:
    """All that one gesture wrote stops holding together; what stood before holds."""
    do(study, "star")
    do(study, "code", "A1")
    last = gesture_to_undo(decided().now.of("zoe"))
    decisions.append(study, "zoe", [writing.undo(writer(), line) for line in last])

    assert {d.decision for d in decisions.codings(study) if not d.undoes} == {"star"}


def test_uncoding_takes_away_ones_own_codings_only(study: Study) -> None:
    """A coding that goes further than the passage goes whole, and the preview says so; those of others stay."""
    reading = study_data.reading()
    decisions.append(study, "zoe", [writing.code(writer(), "E01", Place(1, 0, 3, 4), "A3")])
    passages = [p for p in every(reading) if (p.session, p.turn) == ("E01", 1)]
    what = SharedGesture("uncode", "A3")
    seen = preview(passages, what, held("zoe"))

    assert (len(seen.taken), seen.beyond, seen.held_by) == (1, 1, {"claire": 1, "noe": 1, "zoe": 1})
    decisions.append(study, "zoe", gesture_lines(writer(), seen, what))
    assert {c.author for c in study_data.reading().corpus.codings if c.code == "A3" and c.status == "coded"} == {
        "claire", "noe",
    }


def test_stars_and_memos_are_put_on_every_passage(study: Study) -> None:
    """A star already there is left; a memo joins those that stand there; stars go as they came."""
    do(study, "star")
    assert do(study, "star").changed == ()
    do(study, "memo", memo="à comparer")
    assert [d.memo for d in decided().now.of("zoe").memos] == ["à comparer"] * 3
    assert len(do(study, "unstar").taken) == 3
    assert decided().now.of("zoe").stars == ()


@pytest.mark.usefixtures("study")
def test_a_hit_stands_for_its_extract_its_sentence_or_its_words() -> None:
    """Of a place where words are said one codes as much as one asks for, as the turn is cut into sentences."""
    reading = study_data.reading()
    found = [hit for hit in hits(reading.passages, terms("court")) if hit[0].excerpt.session == "E01"][:1]
    text = found[0][0].excerpt.text
    said = {reach: passage_of(reading.corpus, found[0], reach) for reach in words.REACHES}

    assert {reach: text[p.start : p.end] for reach, p in said.items()} == {
        "extrait": text, "phrase": "On court tout le", "mots": "court",
    }


@pytest.mark.usefixtures("study")
def test_a_passage_that_has_gone_is_refused() -> None:
    """A gesture on words that are no longer there says so, and writes nothing."""
    seen = GesturePreview((ChosenPassage("E01", 99, 0, 4),), 0, (), 0, {})
    with pytest.raises(FiligraneError, match="rechargez la page"):
        gesture_lines(writer(), seen, SharedGesture("star"))


@pytest.mark.usefixtures("study")
def test_boxes_bear_the_name_of_what_they_choose() -> None:
    """Two places of one extract are two boxes, and one passage once it is coded whole."""
    reading = study_data.reading()
    found = hits(reading.passages, terms("temps"))

    assert len({box_name(hit) for hit in found}) == len(found)
    assert box_name((reading.passages[0], 0, 0)) == reading.passages[0].place


@pytest.mark.usefixtures("study")
def test_a_code_is_looked_for_close_by() -> None:
    """Near a code: in the same turn, or a few turns away; what the machine alone put counts when it is asked for."""
    passages = study_data.reading().passages

    def near(code: str, within: int, readers: frozenset[str] = frozenset()) -> list[tuple[str, int]]:
        found = search(passages, Filters(near=frozenset({code}), within=within, readers=readers))  # type: ignore[arg-type]
        return [(p.excerpt.session, p.excerpt.turn) for p in found]

    assert near("A3", 0) == [("E01", 1)]
    assert near("A3", 2) == [("E01", 1), ("E01", 3)]
    assert near("A3", 1) == [("E01", 1)]
    assert ("E02", 1) in near("A3", 0, frozenset({"machine"}))


@pytest.mark.usefixtures("study")
def test_words_are_looked_for_in_the_question_asked_before() -> None:
    """A passage answers by the question that it answers, whatever case and accents."""
    found = search(study_data.reading().passages, Filters(asked="JOURNEE"))
    assert [(p.excerpt.session, p.excerpt.turn) for p in found] == [("E01", 1)]


@pytest.mark.usefixtures("study")
def test_words_may_be_looked_for_inside_a_code() -> None:
    """Only where the code itself is put, not elsewhere in the passage that bears it."""
    passages = study_data.reading().passages
    asked = Filters(words="papiers", codes=frozenset({"A3"}))

    assert [p.excerpt.turn for p in search(passages, asked)] == [1]
    assert search(passages, Filters(words="papiers", codes=frozenset({"A3"}), inside=True)) == []
    assert len(search(passages, Filters(words="court", codes=frozenset({"A3"}), inside=True))) == 1
