"""What holds now: every kind of decision, alone and after another, for one coder and for two."""

from __future__ import annotations

from dataclasses import replace

from pipeline.anchoring.anchors import Place
from pipeline.anchoring.decisions import in_force
from pipeline.coding import coding_writer as write
from pipeline.coding.coder_state import CoderState, coder_states, gesture_to_undo
from pipeline.model.contracts import Coding
from pipeline.model.decision_rows import CodingDecision
from pipeline.stages.codings import codings
from tests.coded_corpus import SUGGESTED, book, cut, turns, writer

PASSAGE = Place(1, 0, 1, 6)


def coder_state(*lines: CodingDecision, coder: str = "ana") -> CoderState:
    return coder_states(in_force(lines)).of(coder)


def shown(*lines: CodingDecision, version: str = "1") -> list[tuple[str, str, str]]:
    """Who, what and how: the rows that the stage makes, suggestion included."""
    found, orphans = codings(list(turns()["E01"].values()), cut(), [SUGGESTED], book(version), in_force(lines), [])
    assert orphans == []
    return [(c.author, c.code, c.status) for c in found if _about_one(c)]


def _about_one(coding: Coding) -> bool:
    return coding.turn == 1


WAITING = ("registre", "A1", "proposed")


def test_a_coder_holds_what_they_wrote() -> None:
    """Codings, stars, memos and sessions read each have their place."""
    p = writer()
    lines = [write.code(p, "E01", PASSAGE, "A1"), write.star(p, "E01", PASSAGE),
             write.memo(p, "E01", None, "tendu"), write.read(p, "E01")]
    now = coder_state(*lines)

    assert [now.codings, now.stars, now.memos] == [(lines[0],), (lines[1],), (lines[2],)]
    assert now.read == {"E01": lines[3]}
    assert coder_state(*lines, coder="bea") == CoderState()


def test_an_own_coding_changed_is_one_coding() -> None:
    """The change stands, the first line does not, and to undo brings it back."""
    first = write.code(writer("1"), "E01", PASSAGE, "A1")
    changed = write.recode(writer("2"), first, code_id="A2")

    assert shown(first, changed) == [("ana", "A2", "modified"), WAITING]
    assert shown(first, changed, write.undo(writer("3"), changed)) == [("ana", "A1", "coded")]


def test_a_coding_changed_in_two_windows_is_one_coding() -> None:
    """The last word holds; to undo it gives the other window's back."""
    first = write.code(writer("1"), "E01", PASSAGE, "A1")
    one, other = (
        write.recode(writer("2"), first, code_id="A2"), write.recode(writer("3"), first, place=Place(1, 0, 1, 7)),
    )

    assert coder_state(first, one, other).codings == (other,)
    assert coder_state(first, one, other, write.undo(writer("4"), other)).codings == (one,)


def test_a_suggestion_has_one_answer_of_a_coder() -> None:
    """Whoever accepts what they refused has accepted; to undo gives the refusal back."""
    no, yes = write.refuse(writer("1"), SUGGESTED), write.accept(writer("2"), SUGGESTED)

    assert shown(no) == [("ana", "A1", "refused")]
    assert shown(no, yes) == [("ana", "A1", "accepted")]
    assert shown(no, yes, write.undo(writer("3"), yes)) == [("ana", "A1", "refused")]
    assert coder_state(no, yes).answer(SUGGESTED) == yes


def test_to_undo_an_undoing_holds_again() -> None:
    """A removal undone, then done again."""
    first = write.code(writer("1"), "E01", PASSAGE, "A1")
    gone = write.remove(writer("2"), first)
    back = write.undo(writer("3"), gone)

    assert [coder_state(first, gone).codings, coder_state(first, gone, back).codings] == [(), (first,)]
    assert coder_state(first, gone, back, write.undo(writer("4"), back)).codings == ()


def test_an_answer_taken_away_lets_the_suggestion_wait_again() -> None:
    """To remove an accepted coding is not to refuse it."""
    yes = write.accept(writer("1"), SUGGESTED)

    assert shown(yes, write.remove(writer("2"), yes)) == [WAITING]
    assert shown(yes, write.undo(writer("2"), yes)) == [WAITING]


def test_an_accepted_suggestion_that_is_recoded_does_not_come_back() -> None:
    """The coding changed goes on answering what it answered."""
    yes = write.accept(writer("1"), SUGGESTED)

    assert shown(yes, write.recode(writer("2"), yes, code_id="A2")) == [("ana", "A2", "modified")]


def test_a_suggestion_answered_with_another_code_does_not_come_back() -> None:
    """Even when its excerpt is cut otherwise: the words of the answer tell."""
    other = write.modify(writer("1"), SUGGESTED, PASSAGE, "A2")
    cut_otherwise = replace(other, replaces="E01:1:w2-w9|A1")

    assert shown(other) == shown(cut_otherwise) == [("ana", "A2", "modified")]


def test_a_refused_suggestion_returns_only_under_another_definition() -> None:
    """The refusal was of a code as it was defined; both then show."""
    no = write.refuse(writer("1"), SUGGESTED)

    assert shown(no, version="1") == [("ana", "A1", "refused")]
    assert shown(no, version="9") == [("ana", "A1", "refused"), WAITING]


def test_a_doubt_leaves_the_suggestion_waiting() -> None:
    """It is marked for its coder, and an answer lifts the mark."""
    doubt, yes = write.unsure(writer("1"), SUGGESTED), write.accept(writer("2"), SUGGESTED)

    assert shown(doubt) == [WAITING]
    assert coder_state(doubt).unsure == (doubt,)
    assert shown(doubt, yes) == [("ana", "A1", "accepted")]
    assert coder_state(doubt, yes).unsure == ()


def test_two_coders_answer_each_for_themselves() -> None:
    """One accepts, the other refuses: both stand."""
    yes, no = write.accept(writer("1"), SUGGESTED), write.refuse(writer("2", coder="bea"), SUGGESTED)

    assert shown(yes, no) == [("ana", "A1", "accepted"), ("bea", "A1", "refused")]
    assert shown(yes, no, write.undo(writer("3"), yes)) == [("bea", "A1", "refused")]


def test_stars_and_readings_are_taken_away() -> None:
    """The mark goes, and comes back when that is undone."""
    starred, marked = write.star(writer("1"), "E01", PASSAGE), write.read(writer("2"), "E01")
    off = write.unstar(writer("3"), starred)

    assert coder_state(starred, off).stars == ()
    assert coder_state(starred, off, write.undo(writer("4"), off)).stars == (starred,)
    assert coder_state(marked, write.unread(writer("5"), marked)).read == {}


def test_a_memo_written_again_is_one_memo() -> None:
    """The last text holds."""
    first = write.memo(writer("1"), "E01", PASSAGE, "un")
    second = write.annotate(writer("2"), first, "deux")

    assert [m.memo for m in coder_state(first, second).memos] == ["deux"]


def test_several_codes_stand_on_the_same_words() -> None:
    """Same span, nested, overlapping, over two turns: each is a coding of its own."""
    p = writer()
    places = [PASSAGE, PASSAGE, Place(1, 2, 1, 4), Place(1, 5, 1, 9), Place(1, 9, 2, 2)]
    codes = ["A1", "A2", "A1", "A2", "A1"]
    lines = [write.code(p, "E01", place, code) for place, code in zip(places, codes, strict=True)]

    assert [code for _, code, _ in shown(*lines)] == codes


def test_the_last_gesture_is_what_undo_takes_back_next() -> None:
    """Gesture by gesture, never an import, never an undoing."""
    imported = replace(write.code(writer("0"), "E01", PASSAGE, "A1"), at="2026-01-01T00:00:00+00:00")
    one = write.code(writer("1"), "E01", PASSAGE, "A2")
    both = [
        write.star(writer("2"), "E01", PASSAGE),
        write.code(replace(writer("2"), new_id=lambda: "z"), "E01", PASSAGE, "A1"),
    ]
    lines = [imported, one, *both]

    assert gesture_to_undo(coder_state(*lines)) == tuple(both)
    lines += [write.undo(writer(f"3{n}"), d) for n, d in enumerate(both)]
    assert gesture_to_undo(coder_state(*lines)) == (one,)
    assert gesture_to_undo(coder_state(*lines, write.undo(writer("5"), one))) == ()
