"""Whatever is done to the files of a study after coding, what was decided stays on its words, or nothing is written."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import docx
import pytest

from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place, Turns
from pipeline.changes.causes import RunDifferences
from pipeline.changes.changes import changes
from pipeline.changes.continuity import putting_back
from pipeline.changes.continuity.change import InterviewChange, carry_out, change
from pipeline.changes.continuity.following import follow, told
from pipeline.changes.past_tables import StudyTexts, Tables, named_as_today
from pipeline.changes.run_tables import RunSide
from pipeline.codebook.codes import Code, Codebook
from pipeline.coding.codings_in_place import standing_place
from pipeline.model import store
from pipeline.model.contracts import Turn
from pipeline.model.decision_rows import (
    FOLDERS,
    Arbitration,
    CodingDecision,
    CodingVerb,
    ConsentDecision,
    Decision,
    IdentifierDecision,
    IdentifierVerb,
    InterviewDecision,
    InterviewVerb,
    QuoteDecision,
    RoleDecision,
    ThemeDecision,
    VerdictDecision,
)
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.run.flow import stage
from pipeline.stages.codings import codings
from pipeline.stages.excerpts import excerpts
from tests.followed_study import (
    FILES,
    LONG,
    NAMES,
    Followed,
    followed_study,
    said,
    source_words,
    table,
    text_of,
    work,
)

AWA, BERTILLE, CASIMIR = FILES
REGISTER = "decisions/interviews/filigrane.csv"
KINDS = [k for k in FOLDERS if k not in {InterviewDecision, VerdictDecision}]


def rewrite(folder: Path, file: str, lines: list[tuple[str, str]]) -> None:
    (folder / file).write_text(text_of(lines), "utf-8")


def sessions_added(folder: Path) -> None:
    table(folder, ids={"01": "E01", "02": "E02", "03": "E03"})


def renamed(folder: Path) -> None:
    (folder / AWA).rename(folder / "A-2.txt")
    (folder / BERTILLE).rename(folder / "E07.txt")


def moved(folder: Path) -> None:
    (folder / "terrain 1").mkdir()
    for file in (AWA, CASIMIR):
        (folder / file).rename(folder / "terrain 1" / file)


def as_docx(folder: Path) -> None:
    written = docx.Document()
    for label, words in said("01"):
        written.add_paragraph(f"{label} : {words}")
    written.save(str(folder / AWA.replace(".txt", ".docx")))
    (folder / AWA).unlink()


def as_docx_as_word_types(folder: Path) -> None:
    written = docx.Document()
    for label, words in said("01"):
        written.add_paragraph(f"{label}\u00a0: {words}".replace("'", "’").replace(" ?", "\u00a0?"))
    written.save(str(folder / AWA.replace(".txt", ".docx")))
    (folder / AWA).unlink()


def typo_mended(folder: Path) -> None:
    lines = said("01")
    lines[1] = (lines[1][0], lines[1][1].replace("toujours", "tojours", 1))
    lines[7] = (lines[7][0], "Enfin, " + lines[7][1])
    rewrite(folder, AWA, lines)


def split_in_two(folder: Path) -> None:
    lines = said("01")
    half = len(lines) // 2
    (folder / AWA).unlink()
    rewrite(folder, "entretien awa (1).txt", lines[:half])
    rewrite(folder, "entretien awa (2).txt", lines[half:])


def split_keeping_the_first(folder: Path) -> None:
    lines = said("01")
    rewrite(folder, AWA, lines[:14])
    rewrite(folder, "suite.txt", lines[14:])


def two_merged(folder: Path) -> None:
    (folder / BERTILLE).unlink()
    rewrite(folder, AWA, [*said("01"), *said("02")])


def other_encoding(folder: Path) -> None:
    (folder / AWA).write_bytes(text_of(said("01")).encode("cp1252"))
    (folder / BERTILLE).write_bytes(text_of(said("02")).encode("utf-16"))
    (folder / CASIMIR).write_text(unicodedata.normalize("NFD", text_of(said("03"))), "utf-8")


def id_given(folder: Path) -> None:
    text = (folder / AWA).read_text("utf-8")
    (folder / AWA).write_text(f"---\nsession: E12\n---\n{text}", "utf-8")


def ids_changed(folder: Path) -> None:
    table(folder, ids={"01": "E02", "02": "E01", "03": "E33"}, named=False)


def turns_added(folder: Path) -> None:
    lines = said("01")
    rewrite(folder, AWA, [*lines[:2], ("ENQ", "Oui ?"), ("Awa", "Oui."), *lines[2:], ("ENQ", "Merci.")])


WAYS = (
    sessions_added, renamed, moved, as_docx, as_docx_as_word_types, typo_mended, split_in_two, split_keeping_the_first,
    two_merged, other_encoding, id_given, ids_changed, turns_added,
)
Way = Callable[[Path], None]


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """A study that was read once, and on which people worked."""
    made = followed_study(tmp_path_factory.mktemp("study"))
    follow(made.study)
    work(made)
    return made


@pytest.fixture
def on(worked_on: Followed, tmp_path: Path) -> Followed:
    """A copy of it, to do what one wants to."""
    shutil.copytree(worked_on.study.root, tmp_path / "study")
    return replace(worked_on, study=Study(tmp_path / "study"))


def every(on: Followed) -> list[Decision]:
    return [d for kind in KINDS for d in decisions.in_force(decisions.read(on.study, kind))]


def changed(on: Followed, way: Way) -> InterviewChange:
    way(on.folder)
    found = change(on.study)
    assert not found.lost, "\n".join(told(found, {}))
    carry_out(on.study, found)
    return found


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_decision_follows_its_words(on: Followed, way: Way) -> None:
    """None is lost, none stands on other words, none is about another interview."""
    before = every(on)
    changed(on, way)
    after, whose, turns, shown = every(on), on.whose(), on.turns(), on.shown()

    assert len(before) > 90
    assert {(d.author, d.id) for d in before} <= {(d.author, d.id) for d in after}
    for d in after:
        written = d.id.partition("@")[0]
        if written in on.words:
            assert alike(source_words(turns[d.session], stands(d, shown)), on.words[written]), d
        elif d.session and on.interview.get(written):
            assert on.interview[written] in of_file(turns[d.session], whose[d.session]), d


def stands(d: Decision, shown: Mapping[str, Turns]) -> Decision:
    """Give a decision where the stages find its words."""
    if not isinstance(d, CodingDecision | Arbitration | ThemeDecision | QuoteDecision):
        return d
    found = standing_place(d, shown[d.session])
    assert isinstance(found, Place), d
    return replace(d, **asdict(found))


def of_file(turns: list[Turn], main: str) -> set[str]:
    """Name the interviews that a session holds now."""
    words = {t.text for t in turns}
    return {main, *(n for n in NAMES if any(w in words for _, w in said(n) if len(w) > LONG))}


def alike(now: list[str], then: list[str]) -> bool:
    mended = [w.replace("’", "'").replace("tojours", "toujours") for w in now]
    return mended in (then, ["Enfin", ",", *then])


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_pseudonyms_stay(on: Followed, way: Way) -> None:
    """Whoever was read under a name goes on bearing it."""
    before = on.called()
    changed(on, way)
    after = on.called()

    assert len(before.keys() & after.keys()) >= len(before) - 2
    assert {words: name for words, name in after.items() if before.get(words, name) != name} == {}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_was_kept_back_stays_kept_back(on: Followed, way: Way) -> None:
    """Reserves of speakers and withdrawals stand on the same words."""
    before = held_back(on)
    changed(on, way)
    after = held_back(on)

    assert {words for words, levels in before.items() if not levels <= after.get(words, levels)} == set()
    assert len(after.keys() & before.keys()) >= len(before) - 2


def held_back(on: Followed) -> dict[str, set[str]]:
    """Give the levels of what stands in each turn, by its last words in clear."""
    return {
        turn.text[-30:].replace("’", "'"): {r.level for r in turn.consent}
        for turns in on.shown().values() for turn in turns.values() if turn.role == "participant"
    }


def test_a_deleted_interview_is_asked_about_before_anything_is_written(on: Followed) -> None:
    """Nobody is there to answer: the run stops, says which lines, and leaves everything as it was."""
    (on.folder / AWA).unlink()
    before = decisions.as_written(on.study, InterviewDecision)

    with pytest.raises(FiligraneError, match=r"codings/claire\.csv, ligne \d+ : codage"):
        follow(on.study)
    assert decisions.as_written(on.study, InterviewDecision) == before

    follow(on.study, accepted=True)
    follow(on.study)


def test_what_comes_back_finds_its_decisions_again(on: Followed) -> None:
    """An interview deleted, then put back under another name, has all that was decided of it."""
    text = (on.folder / AWA).read_bytes()
    before = every(on)
    (on.folder / AWA).unlink()
    follow(on.study, accepted=True)
    (on.folder / "revenu.txt").write_bytes(text)
    follow(on.study)

    sessions = set(on.turns())
    assert {d.session for d in every(on) if d.session} <= sessions
    assert {d.id for d in before} <= {d.id for d in every(on)}


def test_another_interview_under_the_name_of_one_takes_nothing_of_it(on: Followed) -> None:
    """The questions are the same, the words are not: what was decided of the first is not about the second."""
    rewrite(on.folder, AWA, said("04"))

    assert change(on.study).lost


def tables(on: Followed) -> Tables:
    """Give what a run would make of the study as it is."""
    turns = [t for one in on.shown().values() for t in one.values()]
    settings = {s: on.study.params("excerpts")[s] for s in stage("excerpts").settings}
    cut, grid = excerpts(turns, **settings), Codebook((), (Code("A1", "un", "A", "un"),))
    made, lost = codings(turns, cut, [], grid, decisions.codings(on.study), decisions.arbitrations(on.study))
    return Tables(turns, cut, made, lost)


@pytest.mark.parametrize("way", [renamed, moved, sessions_added, id_given, ids_changed, as_docx, split_in_two])
def test_another_name_is_no_change(on: Followed, way: Way) -> None:
    """« Qu'est-ce qui a changé ? »: nothing, where the same words stand under another name."""
    before = tables(on)
    changed(on, way)
    after = tables(on)

    assert len(before.codings) > 20
    assert changes(named_as_today(before, decisions.interviews(on.study)), after) == []


def test_what_was_edited_under_another_name_is_the_only_change(on: Followed) -> None:
    """A file renamed and mended at once: the turn that was mended is told, and no other."""
    before = tables(on)
    typo_mended(on.folder)
    changed(on, renamed)
    now = named_as_today(before, decisions.interviews(on.study))

    assert len(RunDifferences(RunSide(now), RunSide(tables(on))).text) == 2


def made(on: Followed) -> None:
    """Write what decisions stand on, as a run does."""
    for session, turns in on.turns().items():
        store.write("turns", turns, on.study / f"build/private/turns/{session}.parquet")
    for path in (on.study / "build/private/turns").glob("*.parquet"):
        if path.stem not in on.turns():
            path.unlink()
    store.save(on.study, "anonymised", [t for one in on.shown().values() for t in one.values()])


def texts(on: Followed) -> tuple[StudyTexts, StudyTexts]:
    made(on)
    return StudyTexts(on.study, private=False), StudyTexts(on.study, private=True)


def waiting(on: Followed) -> set[str]:
    return {one.decision.id for of in texts(on) for one in putting_back.detached(of)}


def test_nothing_is_to_be_put_back_where_all_stands(on: Followed) -> None:
    """A study as people worked on it has nothing to put back; nor has one whose file has another name."""
    assert waiting(on) == set()
    changed(on, renamed)
    assert waiting(on) == set()


def astray(d: Decision) -> Decision:
    """Give a decision whose words stand nowhere: another turn, and words that were mended since."""
    values: dict[str, Any] = {"id": "lost", "replaces": "", "turn": 99}
    if hasattr(d, "quote"):
        values |= {"quote": f"Bref, {d.quote}", "check": "0", "last_turn": 99}
    elif isinstance(d, ConsentDecision):
        values |= {"check": "0/0/0", "last_turn": 99}
    elif isinstance(d, RoleDecision):
        values |= {"check": "+0.0+"}
    return replace(d, **values)


@pytest.mark.parametrize(("kind", "said"), [
    (CodingDecision, "add"), (CodingDecision, "accept"), (CodingDecision, "star"), (CodingDecision, "memo"),
    (Arbitration, "add"), (ThemeDecision, "contrary"), (QuoteDecision, "attributes"), (IdentifierDecision, "keep"),
    (IdentifierDecision, "replace"), (ConsentDecision, ""), (RoleDecision, ""),
], ids=lambda one: one if isinstance(one, str) else one.__name__)
def test_what_stands_nowhere_is_put_back_by_one_gesture_and_taken_back_by_another(
    on: Followed, kind: type[Decision], said: str
) -> None:
    """A place is offered, taken by one line that replaces the first; undone, the decision waits again."""
    of = texts(on)[kind in putting_back.PRIVATE]
    like = next(d for d in every(on) if type(d) is kind and d.turn >= 0 and d.author == "claire"
                and said in {"", getattr(d, "decision", getattr(d, "action", ""))})
    decisions.append(on.study, "claire", [astray(like)])
    waiting = {one.decision.id: one for one in putting_back.detached(of)}
    assert set(waiting) == {"lost"}
    places = putting_back.possible(waiting["lost"], of)
    line = putting_back.put_back(of, "claire", "lost", 0)

    assert (line.replaces, line.session) == ("lost", like.session)
    assert places[0].place.turn == line.turn
    assert putting_back.detached(of) == []
    assert any(d.id == "lost" for d in decisions.as_written(on.study, kind))
    last = putting_back.last_put_back(of, "claire")
    assert last is not None
    putting_back.take_back(on.study, last)
    assert len(putting_back.detached(of)) == 1


def test_nobody_puts_back_what_another_decided(on: Followed) -> None:
    """Each person's decisions are their own, to put back too."""
    like = next(d for d in every(on) if isinstance(d, CodingDecision) and d.turn >= 0)
    decisions.append(on.study, "claire", [astray(like)])

    with pytest.raises(FiligraneError, match="claire"):
        putting_back.put_back(texts(on)[0], "noe", "lost", 0)


def test_an_interview_typed_anew_takes_back_all_that_was_decided_of_it(on: Followed) -> None:
    """No sentence is the same: a person says which interview it is, and what is about all of it follows."""
    anew = [(who, words.upper().replace("E", "3").replace(" LE ", " L ")) for who, words in said("01")]
    session = next(s for s, name in on.whose().items() if name == "01")
    whole = [d for d in every(on) if d.session == session and d.turn < 0]
    (on.folder / AWA).unlink()
    rewrite(on.folder, "retapé.txt", anew)
    follow(on.study, accepted=True)
    team, private = texts(on)
    now = next(s for s in team.turns if s not in {session, *on.words} and s in putting_back.heirs(team, session)
               and s not in {d.session for d in every(on)})
    assert {d.session for d in whole} == {session}
    putting_back.became(on.study, "claire", session, now)

    assert {d.session for d in every(on) if d.id in {w.id for w in whole}} == {now}
    assert all(one.decision.session == now for of in (team, private) for one in putting_back.detached(of))


def test_a_transcript_typed_anew_is_followed_when_somebody_says_which_it_is(on: Followed) -> None:
    """Refused before anything is written, the run says what to type; once said, what is about all of it follows."""
    whole = {d.id: d.session for d in every(on) if d.turn < 0 and on.interview.get(d.id) == "01"}
    anew = [(who, words.upper().replace("E", "3").replace(" LE ", " L ")) for who, words in said("01")]
    (on.folder / AWA).unlink()
    rewrite(on.folder, "retapé.txt", anew)
    session = next(iter(set(whole.values())))
    with pytest.raises(FiligraneError, match=r"--devient .*retapé\.txt"):
        follow(on.study)
    follow(on.study, accepted=True, became=f"{session}=retapé.txt")

    after = {d.id: d.session for d in every(on)}
    live = set(on.turns())
    assert {after[i] for i in whole} <= live
    with pytest.raises(FiligraneError, match=r"ENTRETIEN=FICHIER"):
        follow(on.study, became="retapé.txt")


def test_two_interviews_that_different_people_signed_are_signed_when_they_are_one(on: Followed) -> None:
    """Every word was reviewed by somebody: the signatures follow, and nothing is asked."""
    session = next(s for s, name in on.whose().items() if name == "02")
    signed = [d for d in decisions.identifiers(on.study) if d.session == session and d.action == "sign"]
    undone = replace(signed[0], id="undone", action=IdentifierVerb.UNDO, replaces=signed[0].id)
    decisions.append(on.study, "claire", [undone])
    decisions.append(on.study, "noe", [replace(signed[0], id="noe's")])
    changed(on, two_merged)

    assert {"noe's"} <= {d.id for d in decisions.identifiers(on.study) if d.action == "sign"}


def test_two_first_looks_write_the_same_register(tmp_path: Path) -> None:
    """The same files and the same secret give the same lines, whenever and in whatever order they came."""
    one, other = followed_study(tmp_path / "one"), followed_study(tmp_path / "other")
    shutil.copytree(one.study / "secrets", other.study / "secrets", dirs_exist_ok=True)
    for made in (one, other):
        late = (made.folder / CASIMIR).read_bytes()
        (made.folder / CASIMIR).unlink()
        follow(made.study)
        (made.folder / CASIMIR).write_bytes(late)
        follow(made.study)

    written = (one.study / REGISTER).read_bytes()
    assert written.count(b"known") == len(FILES)
    assert written == (other.study / REGISTER).read_bytes()


def test_what_arrives_late_comes_after_what_is_there(on: Followed) -> None:
    """An interview added to a study whose register bears dates is the last of its interviews."""
    dated = re.sub(r"1970-01-01T00:00:00[^,]*", "2026-01-01T10:00:00+00:00", (on.study / REGISTER).read_text("utf-8"))
    (on.study / REGISTER).write_text(dated, "utf-8")
    before = decisions.interviews(on.study).arrived()
    rewrite(on.folder, "00 entretien dora.txt", said("04"))
    follow(on.study)

    after = decisions.interviews(on.study).arrived()
    assert (after[:-1], len(after)) == (before, len(FILES) + 1)


def test_a_change_is_dated_by_the_clock(on: Followed) -> None:
    """What was decided before an interview changed is told from what is decided after it by its date."""
    changed(on, split_in_two)
    lines = decisions.as_written(on.study, InterviewDecision)

    assert {d.at > "2026-01-03" for d in lines if d.decision == InterviewVerb.FOLLOWS} == {True}
    assert len({d.id for d in lines}) == len(lines)


def test_nothing_is_written_where_nothing_changed(on: Followed) -> None:
    """A second look adds no line."""
    before = decisions.as_written(on.study, InterviewDecision)
    follow(on.study)

    assert decisions.as_written(on.study, InterviewDecision) == before


def test_the_register_tells_no_word(on: Followed) -> None:
    """What the team shares holds marks that say nothing without the secret."""
    written = "".join(p.read_text("utf-8") for p in (on.study / "decisions/interviews").glob("*.csv")).lower()

    assert [w for w in ("guichet", "solveig", "awa", "toujours") if w in written] == []


def test_several_changes_one_after_the_other(on: Followed) -> None:
    """A study lives: every decision follows through all of it, and so do pseudonyms."""
    before, called = every(on), on.called()
    for way in (as_docx, sessions_added_to_docx, two_others_merged):
        changed(on, way)

    after = on.called()
    assert {d.id for d in before} <= {d.id for d in every(on)}
    assert {words: name for words, name in after.items() if called.get(words, name) != name} == {}


def sessions_added_to_docx(folder: Path) -> None:
    table(folder, ids={"01": "E01", "02": "E02", "03": "E03"})
    path = folder / "sessions.csv"
    path.write_text(path.read_text("utf-8").replace(AWA, AWA.replace(".txt", ".docx")), "utf-8")


def two_others_merged(folder: Path) -> None:
    (folder / CASIMIR).unlink()
    path = folder / "sessions.csv"
    path.write_text("".join(x for x in path.read_text("utf-8").splitlines(keepends=True) if "E03" not in x), "utf-8")
    rewrite(folder, BERTILLE, [*said("03"), *said("02")])


def test_who_read_one_of_two_interviews_has_not_read_both(on: Followed) -> None:
    """To have read, or signed, one of those that were put together is told lost: the other was not read."""
    session = next(s for s, name in on.whose().items() if name == "02")
    mine = [d for d in decisions.read(on.study, CodingDecision) if d.session == session and d.decision == "read"]
    undone = replace(mine[0], id="undone", decision=CodingVerb.UNDO, replaces=mine[0].id)
    decisions.append(on.study, "claire", [undone])
    two_merged(on.folder)

    assert [getattr(d, "decision", "") for d in change(on.study).lost] == ["read"]
