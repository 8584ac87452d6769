"""Whatever is done to the files of a study after coding, what was decided stays on its words, or nothing is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from pipeline import decisions
from pipeline.continuity.change import Change, carry_out, change
from pipeline.continuity.following import follow
from pipeline.continuity.telling import told
from pipeline.contracts import Turn
from pipeline.deciding.rows import FOLDERS, Decision, InterviewDecision, VerdictDecision
from pipeline.errors import FiligraneError
from pipeline.places.placing import standing_place
from pipeline.study import Study
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


def id_given(folder: Path) -> None:
    text = (folder / AWA).read_text("utf-8")
    (folder / AWA).write_text(f"---\nsession: E12\n---\n{text}", "utf-8")


def ids_changed(folder: Path) -> None:
    table(folder, ids={"01": "E02", "02": "E01", "03": "E33"}, named=False)


def turns_added(folder: Path) -> None:
    lines = said("01")
    rewrite(folder, AWA, [*lines[:2], ("ENQ", "Oui ?"), ("Awa", "Oui."), *lines[2:], ("ENQ", "Merci."), ("Awa", "Oui.")])


WAYS = (
    sessions_added, renamed, moved, as_docx, as_docx_as_word_types, typo_mended, split_in_two, split_keeping_the_first,
    two_merged, other_encoding, id_given, ids_changed, turns_added,
)
# Of a merged interview nobody read nor signed the whole; here the same person did both.
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


def changed(on: Followed, way: Way) -> Change:
    way(on.folder)
    found = change(on.study)
    assert not found.lost, "\n".join(told(found))
    carry_out(on.study, found)
    return found


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_decision_follows_its_words(on: Followed, way: Way) -> None:
    """None is lost, none stands on other words, none is about another interview."""
    before = every(on)
    changed(on, way)
    after, whose, turns = every(on), on.whose(), on.turns()

    assert {(d.author, d.id) for d in before} <= {(d.author, d.id) for d in after}
    for d in after:
        written = d.id.partition("@")[0]
        if d.session and d.turn < 0 and on.interview.get(written):
            assert on.interview[written] in of_file(turns[d.session], whose[d.session]), d
        if written in on.words:
            assert alike(source_words(turns[d.session], d), on.words[written]), d


def of_file(turns: list[Turn], main: str) -> set[str]:
    """Name the interviews that a session holds now."""
    words = {t.text for t in turns}
    return {main, *(n for n in NAMES if any(w in words for _, w in said(n) if len(w) > LONG))}


def alike(now: list[str], then: list[str]) -> bool:
    mended = [w.replace("’", "'").replace("tojours", "toujours") for w in now]
    return mended == then or mended == ["Enfin", ",", *then]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_stages_find_every_decision(on: Followed, way: Way) -> None:
    """Codings, themes, quotes and arbitrations stand in the turns that the team reads."""
    changed(on, way)
    shown = on.shown()

    placed = [d for d in every(on) if d.turn >= 0 and getattr(d, "quote", "")]
    assert len(placed) >= 39
    for d in placed:
        assert not isinstance(standing_place(d, shown.get(d.session, {})), str), d  # type: ignore[arg-type]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_pseudonyms_stay(on: Followed, way: Way) -> None:
    """Whoever was read under a name goes on bearing it."""
    before = on.called()
    changed(on, way)

    assert on.called().items() <= before.items()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_was_kept_back_stays_kept_back(on: Followed, way: Way) -> None:
    """Reserves of speakers and withdrawals stand on the same words."""
    before = held_back(on)
    changed(on, way)

    assert before <= held_back(on)


def held_back(on: Followed) -> set[tuple[str, str]]:
    return {
        (turn.speaker, r.level)
        for turns in on.shown().values() for turn in turns.values() for r in turn.consent
    }
