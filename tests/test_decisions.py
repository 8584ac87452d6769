"""Decisions: lines are only ever added, whole, by several hands at once; what is broken is named."""

from __future__ import annotations

import csv
import io
import multiprocessing
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import CodingDecision
from pipeline.model import decision_tables
from pipeline.model.decision_rows import FOLDERS, CodingVerb
from pipeline.model.errors import BrokenDecision
from pipeline.model.study import Study
from pipeline.vault.doctor_checks import check_copies

HEADER = "id,at,session,turn,first_word,last_turn,last_word,quote,code,decision,mode,definition,replaces,memo"


QUOTE = "« bon », dit-elle\nalors"


def coding(name: str, decision: CodingVerb = CodingVerb.ADD, replaces: str = "") -> CodingDecision:
    return CodingDecision(
        id=name, at="2026-01-01", session="E01", turn=1, first_word=0, last_turn=2, last_word=3, quote=QUOTE,
        code="A1", decision=decision, mode="manual", definition="1", replaces=replaces,
    )


def written(study: Path, text: str, person: str = "ana") -> Path:
    path = study / "decisions/codings" / f"{person}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def in_force(*lines: CodingDecision) -> list[str]:
    return [d.id for d in decisions.in_force(lines)]


def test_lines_read_back_are_those_added(tmp_path: Path) -> None:
    """Quotes with commas, guillemets and line breaks come back whole, with their author, file and line."""
    study = Study(tmp_path)
    decisions.append(study, "ana", [coding("a"), coding("b")])
    found = decisions.codings(study)

    assert [decisions.columns(d) for d in found] == [decisions.columns(coding("a")), decisions.columns(coding("b"))]
    assert [(d.author, d.file, d.line) for d in found] == [("ana", "codings/ana.csv", 2), ("ana", "codings/ana.csv", 4)]


def test_what_was_written_stays_byte_for_byte(tmp_path: Path) -> None:
    """Adding a line touches none of those before it, even without a last line break."""
    before = f'{HEADER}\na,2026,E01,1,0,1,3,"dit , elle",A1,add,manual,1,,'
    path = written(tmp_path, before)
    decisions.append(Study(tmp_path), "ana", [coding("b")])

    assert path.read_text("utf-8").startswith(before + "\n")
    assert [d.id for d in decisions.codings(Study(tmp_path))] == ["a", "b"]
    assert [p.name for p in path.parent.iterdir()] == ["ana.csv"]


def test_lines_follow_the_columns_of_their_file(tmp_path: Path) -> None:
    """A spreadsheet may have moved or added columns: new lines take the order of the first line."""
    written(tmp_path, ",".join(["note", *reversed(HEADER.split(","))]) + "\n")
    decisions.append(Study(tmp_path), "ana", [coding("b")])

    assert decisions.columns(decisions.codings(Study(tmp_path))[0]) == decisions.columns(coding("b"))


def add_many(root: str, writer: int) -> None:
    for n in range(10):
        decisions.append(Study(root), "ana", [coding(f"{writer}-{n}")])


def test_several_writers_lose_nothing(tmp_path: Path) -> None:
    """Four windows that save at the same time: every line is there, once."""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=add_many, args=(str(tmp_path), w)) for w in range(4)]
    for w in writers:
        w.start()
    for w in writers:
        w.join()

    found = [d.id for d in decisions.read(Study(tmp_path), CodingDecision)]
    assert sorted(found) == sorted(f"{w}-{n}" for w in range(4) for n in range(10))


def test_the_last_line_about_an_id_wins() -> None:
    """A person who says again, says otherwise."""
    last = coding("a", CodingVerb.MODIFY)

    assert decisions.in_force([coding("a"), coding("b"), last]) == [coding("b"), last]


def test_a_line_replaced_holds_no_more() -> None:
    """To modify or remove is to add a line that names the former one."""
    assert in_force(coding("a"), coding("b", CodingVerb.MODIFY, "a"), coding("c", CodingVerb.MODIFY, "b")) == ["c"]
    assert in_force(coding("a"), coding("b", CodingVerb.REMOVE, "a")) == ["b"]


def test_to_undo_brings_back_what_was_there_before() -> None:
    """Undoing a removal or a change gives the coding back; undoing the undoing takes it away again."""
    removed = (coding("a"), coding("b", CodingVerb.REMOVE, "a"), coding("c", CodingVerb.UNDO, "b"))

    assert in_force(*removed) == ["a", "c"]
    assert in_force(*removed, coding("d", CodingVerb.UNDO, "c")) == ["b", "d"]


def test_nobody_undoes_what_another_decided(tmp_path: Path) -> None:
    """The same id in two people's files: each speaks for themselves only."""
    decisions.append(Study(tmp_path), "ana", [coding("a")])
    decisions.append(Study(tmp_path), "bea", [coding("b", CodingVerb.REMOVE, "a")])

    assert [(d.author, d.id) for d in decisions.codings(Study(tmp_path))] == [("ana", "a"), ("bea", "b")]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["a,2026,E01,un,0,1,3,dit,A1,add,manual,1,,"], "ligne 2 : « un » (turn) n'est pas un nombre"),
        (["a,2026,E01,1,0,1,3,dit,A1,add,manual,1,,", "b,2026,E01"], "ligne 3 : il manque la colonne « turn »"),
        (['a,2026,E01,1,0,1,3,"deux\nlignes",A1,add,manual,1,,', "b,2026"], "ligne 4 : il manque"),
        (['a,2026,E01,1,0,1,3,"sans fin,A1,add,manual,1,,'], "ligne 2 : ses guillemets"),
        (["a,2026,E01,1,0,1,3,dit,A1,ajout,manual,1,,"], "ligne 2 : « ajout » (decision) n'existe pas (add, accept,"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, lines: list[str], said: str) -> None:
    """The message gives the file, the line and what to mend; nothing is guessed."""
    written(tmp_path, "\n".join([HEADER, *lines]))

    with pytest.raises(BrokenDecision) as refused:
        decisions.codings(Study(tmp_path))
    assert "ana.csv" in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize("content", [b"id;at;session\n", "id,at,mémo\n".encode("latin-1")])
def test_a_file_saved_otherwise_is_refused_and_never_added_to(tmp_path: Path, content: bytes) -> None:
    """Columns that are not there: the file is left as it is until a person mends it."""
    path = written(tmp_path, "")
    path.write_bytes(content)

    with pytest.raises(BrokenDecision, match=r"ana\.csv"):
        decisions.append(Study(tmp_path), "ana", [coding("a")])
    assert path.read_bytes() == content


@pytest.mark.parametrize("last", ["\r\n", "", "\n"])
def test_a_file_with_windows_line_ends_is_read_and_added_to(tmp_path: Path, last: str) -> None:
    """Saved by a spreadsheet of Windows: the same decisions and lines, then a new line, and not one byte touched."""
    plain, saved = Study(tmp_path / "plain"), Study(tmp_path / "saved")
    path = decisions.append(plain, "ana", [replace(coding(name), quote="dit, elle") for name in "abc"])
    lines = path.read_bytes().splitlines()
    before = b"\xef\xbb\xbf" + b"\r\n".join(lines) + last.encode()
    copy = written(saved.root, "")
    copy.write_bytes(before)

    assert decisions.codings(saved) == decisions.codings(plain)
    for name in "de":
        decisions.append(saved, "ana", [coding(name)])
        decisions.append(plain, "ana", [coding(name)])
    assert copy.read_bytes().startswith(before)
    assert decisions.codings(saved) == decisions.codings(plain)
    assert [d.quote for d in decisions.codings(saved)] == ["dit, elle"] * 3 + [QUOTE] * 2


def test_a_column_added_to_a_file_with_windows_line_ends_changes_its_first_line_only(tmp_path: Path) -> None:
    """A file begun by an older version gets a column at the end of its first line, before the line end."""
    path = written(tmp_path, "")
    line = b"a,2026,E01,1,0,1,3,dit,A1,add,manual,1,,\r\n"
    path.write_bytes(HEADER.encode() + b"\r\n" + line)
    decisions.append(Study(tmp_path), "ana", [replace(coding("b"), check="mots")])

    assert path.read_bytes().startswith(HEADER.encode() + b",check\r\n" + line)
    assert [(d.id, d.check) for d in decisions.codings(Study(tmp_path))] == [("a", ""), ("b", "mots")]


def saved_by(rows: list[list[str]], separator: str) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_saved_again_by_a_spreadsheet_reads_the_same(tmp_path: Path, encoding: str, separator: str) -> None:
    """Semicolons, encodings, capitals, « 1.0 », blank rows: the lines are those that were written, and go on."""
    study = Study(tmp_path)
    path = decisions.append(study, "ana", [coding("a"), coding("b")])
    before = [decisions.columns(d) for d in decisions.codings(study)]
    head, *body = [row for _, row in decision_tables.rows(path)]
    at = head.index("turn"), head.index("decision")
    for row in body:
        row[at[0]] = f"{row[at[0]]}.0"
        row[at[1]] = row[at[1]].upper()
    blank = [""] * len(head)
    path.write_bytes(saved_by([[c.capitalize() for c in head], blank, *body, blank], separator).encode(encoding))

    assert [decisions.columns(d) for d in decisions.codings(study)] == before
    decisions.append(study, "ana", [coding("c")])
    assert [decisions.columns(d) for d in decisions.codings(study)] == [*before, decisions.columns(coding("c"))]
    assert "bon" in path.read_text("utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "ana (copie en conflit de PC-Bureau 2026-11-30)", "ana (conflicted copy 2026-11-30 101010)", "ana (1)",
        "ana - Copie", "ana copie 2", "ana.sync-conflict-20261130-101010-ABCDEFG",
    ],
)
def test_a_copy_left_by_a_synchroniser_is_nobody_else(tmp_path: Path, name: str) -> None:
    """Its lines are those of the person, each counted once; doctor names it."""
    study = Study(tmp_path)
    path = decisions.append(study, "ana", [coding("a")])
    shutil.copy(path, path.with_name(f"{name}.csv"))
    decisions.append(study, "ana", [coding("b")])

    assert sorted((d.author, d.id) for d in decisions.codings(study)) == [("ana", "a"), ("ana", "b")]
    assert [line for line in check_copies(study) if "est une copie de ana.csv" in line]


def test_a_name_that_looks_like_a_copy_of_nobody_is_a_name(tmp_path: Path) -> None:
    """Where the file that it would be a copy of is not there, the file is its own author's."""
    decisions.append(Study(tmp_path), "ana copie", [coding("a")])

    assert [d.author for d in decisions.codings(Study(tmp_path))] == ["ana copie"]


def test_marks_of_a_merge_are_named_for_what_they_are(tmp_path: Path) -> None:
    """Nobody has to know what <<<<<<< means."""
    line = "a,2026,E01,1,0,1,3,dit,A1,add,manual,1,,"
    written(tmp_path, f"{HEADER}\n<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> autre")

    with pytest.raises(BrokenDecision, match=r"ana\.csv, ligne 2 : git y a laissé une marque de conflit"):
        decisions.codings(Study(tmp_path))


@settings(max_examples=60)
@given(st.lists(st.lists(st.text('a,"\r\n é🙂', max_size=6), min_size=1, max_size=3), min_size=1, max_size=5))
def test_lines_added_since_read_as_if_all_were_read_again(gestures: list[list[str]]) -> None:
    """A file read after each gesture gives the lines, with their numbers, that a reader who comes last finds."""
    with tempfile.TemporaryDirectory() as folder:
        here, elsewhere = Study(Path(folder) / "here"), Study(Path(folder) / "elsewhere")
        for quotes in gestures:
            decisions.append(here, "ana", [replace(coding(q), quote=q) for q in quotes])
            found = decisions.read(here, CodingDecision)
        shutil.copytree(here.root, elsewhere.root)

        assert found == decisions.read(elsewhere, CodingDecision)
        assert [d.quote for d in found] == [q for quotes in gestures for q in quotes]


def test_a_file_changed_by_hand_is_read_whole_again(tmp_path: Path) -> None:
    """A line changed or taken out by hand, or columns moved, is seen, whatever had been read before."""
    study = Study(tmp_path)
    path = decisions.append(study, "ana", [coding("a"), coding("b")])
    assert [d.id for d in decisions.read(study, CodingDecision)] == ["a", "b"]
    path.write_text(path.read_text("utf-8").replace("\na,", "\nc,"), "utf-8")

    assert [d.id for d in decisions.read(study, CodingDecision)] == ["c", "b"]


@pytest.mark.parametrize(
    ("folder", "header", "line", "said"),
    [
        ("roles", "id,at,session,turn,label,role,same_as,replaces", "a,2026,E01,,R,chef,,", "« chef » (role)"),
        ("consent", "id,at,session,turn,first_word,last_turn,last_word,level,reason,replaces",
         "a,2026,E01,1,0,1,3,secret,,", "« secret » (level)"),
        ("identifiers", "id,at,session,turn,first_word,last_word,type,action,entity,replacement,scope,check,replaces",
         "a,2026,E01,1,0,0,person,mask,,,here,c,", "« mask » (action)"),
    ],
)
def test_a_word_that_does_not_exist_is_named(tmp_path: Path, folder: str, header: str, line: str, said: str) -> None:
    """A verb, a level, a role that nobody knows would be lost in silence: nothing is guessed from it."""
    path = tmp_path / f"decisions/{folder}/ana.csv"
    path.parent.mkdir(parents=True)
    path.write_text(f"{header}\n{line}\n", "utf-8")
    kind = next(kind for kind, name in FOLDERS.items() if name == folder)

    with pytest.raises(BrokenDecision, match=rf"ana\.csv, ligne 2 : {re.escape(said)} n'existe pas"):
        decisions.read(Study(tmp_path), kind)


def test_a_line_read_back_bears_its_verb(tmp_path: Path) -> None:
    """What stands on disk is a word; what the code handles is one of a closed list."""
    study = Study(tmp_path)
    path = decisions.append(study, "ana", [coding("a", CodingVerb.REMOVE)])
    line, = decisions.read(study, CodingDecision)

    assert ",remove," in path.read_text("utf-8")
    assert line.decision is CodingVerb.REMOVE
