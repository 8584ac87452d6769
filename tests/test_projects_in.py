"""Projects of other tools come in: every coding is accounted for, and stands on its words whatever its tool counts."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui import deposit
from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.anchors import Place, split
from pipeline.cli import main
from pipeline.codebook import grid_files
from pipeline.ingest.readers.received_files import Readable
from pipeline.ingest.readers.registry import transcripts
from pipeline.ingest.speech.cutting import Cutting
from pipeline.ingest.speech.understood import understood
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn
from pipeline.model.decision_rows import CodingDecision, CodingVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.projects.bringing_in import Brought, bring
from pipeline.projects.databases import read_database
from pipeline.projects.positions import READINGS, Reading, chosen, read_spans
from pipeline.projects.project import ProjectPassage, ProjectText
from pipeline.projects.project_reception import is_project, read_project, tell
from pipeline.projects.refi import read_refi
from pipeline.projects.source_texts import Page, SourcePlaces
from pipeline.publish.exchange.coding_import import quote_late, unquoted

SAID = (
    "ENQ : Et comment ça se passe, l'été ? 🙂\n"
    "Léa : On court tout le temps. L'été, ça déborde 🙂🙂, et personne ne le voit.\n"
    "ENQ : Et ensuite ?\n"
    "Léa : Ensuite on recommence. Le temps manque.\n"
)
CODES = (
    '<Code guid="c1" name="Temps" isCodable="true" color="rgb(31,78,156)"/>'
    '<Code guid="{C2}" name="Été" isCodable="0"/>'
)
CODE_REF = '<CodeRef targetGUID="{C1}"/>'
QUOTES = ("On court tout le temps.", "ça déborde 🙂🙂", "Ensuite on recommence. Le temps manque.")
WHEN = "2024-03-02T10:05:00Z"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a study as it is made."""
    folder = tmp_path_factory.mktemp("modele") / "etude"
    assert main(["new", str(folder), "--demarche", "grille", "--titre", "Essai", "--grille", "vide"]) == 0
    return folder


@pytest.fixture
def study(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Give a new study, the current folder in it."""
    shutil.copytree(empty, tmp_path / "etude", symlinks=True)
    monkeypatch.chdir(tmp_path / "etude")
    return Study()


def selection(text: str, quote: str, number: int, said: str = "", name: str = "", user: str = "u1") -> str:
    """Write a selection in code points, its end left out."""
    start = text.index(quote)
    return (
        f'<PlainTextSelection guid="s{number}" name={quoteattr(name)} startPosition="{start}" '
        f'endPosition="{start + len(quote)}">{f"<Description>{escape(said)}</Description>" if said else ""}'
        f'<Coding guid="k{number}" creatingUser="{user}" creationDateTime="{WHEN}">{CODE_REF}</Coding>'
        "</PlainTextSelection>"
    )


def project(
    folder: Path, inside: str, *, texts: dict[str, bytes] | None = None, more: str = "", after: str = "",
    codes: str = CODES,
    users: str = '<User guid="u1" name="Ana"/><User guid="u2" name="AI Coding"/>', name: str = "projet.qdpx",
    space: str = "urn:QDA-XML:project:1.0",
) -> Path:
    """Write a project: the elements of its sources, the files of its archive."""
    told = (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{space}" name="Essai" origin="Essai 1" '
        f'basePath="/home/secret" creatingUserGUID="u1"><Users>{users}</Users><CodeBook><Codes>{codes}</Codes>'
        f"</CodeBook>{more}<Sources>{inside}</Sources>{after}</Project>"
    )
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Un nom.QDE", told)
        for path, data in (texts or {}).items():
            archive.writestr(path, data)
    return folder / name


def inline(text: str, *selections: str, key: str = "t1", name: str = "Entretien un") -> str:
    """Write a source that holds its text."""
    return (f'<TextSource guid="{key}" name={quoteattr(name)}><PlainTextContent>{escape(text)}</PlainTextContent>'
            f'{"".join(selections)}</TextSource>')


def at(key: str, path: str, *inside: str) -> str:
    """Write a source whose text stands elsewhere."""
    return f'<TextSource guid="{key}" name="{key}.txt" plainTextPath="{path}">{"".join(inside)}</TextSource>'


def coded(study: Study, author: str = "Ana") -> list[CodingDecision]:
    """Give what somebody coded."""
    return [d for d in decisions.codings(study) if d.author == author and d.decision == CodingVerb.ADD]


def words_of(done: Brought, study: Study, line: CodingDecision) -> str:
    """Read the words that a line stands on, in the text as it was brought in."""
    assert line.turn == line.last_turn
    said = [t.partition(" : ")[2] for t in (study / "transcripts" / done.new[0]).read_text("utf-8").splitlines()]
    spans = anchors.words(said[line.turn])
    return said[line.turn][spans[line.first_word][0] : spans[line.last_word][1]]


def snapshot(study: Study) -> dict[str, bytes]:
    """Give every file that an import may touch."""
    places = ("transcripts", "decisions", "codebook")
    return {str(p): p.read_bytes() for place in places for p in (study / place).rglob("*") if p.is_file()}


def test_a_project_comes_in_whole(study: Study, tmp_path: Path) -> None:
    """Its text is a transcript, its codes a grid, its codings lines of their coder with their dates, and it is told."""
    selections = [selection(SAID, quote, n) for n, quote in enumerate(QUOTES)]
    done = bring(study, read_refi(project(tmp_path, inline(SAID, *selections))))

    assert (study / "transcripts/Entretien un.txt").read_text("utf-8") == SAID
    assert [words_of(done, study, d) for d in coded(study)] == list(QUOTES)
    assert {d.at for d in coded(study)} == {"2024-03-02T10:05:00+00:00"}
    assert {d.quote for d in coded(study)} == {""}
    assert [(c.label, c.colour) for c in grid_files.grid(study).book.codes] == [("Temps", "#1f4e9c")]
    assert done.lines
    assert done.lines.balances
    assert "Codages : 3 lus = 3 placés + 0 sans place + 0 mis de côté." in list(tell(done))


def test_to_bring_a_project_in_twice_adds_nothing(study: Study, tmp_path: Path) -> None:
    """The same text is there, the same codings are told so."""
    path = project(tmp_path, inline(SAID, *(selection(SAID, quote, n) for n, quote in enumerate(QUOTES))))
    bring(study, read_refi(path))
    before = snapshot(study)
    done = bring(study, read_refi(path))

    assert snapshot(study) == before
    assert done.lines
    assert (done.lines.placed, done.lines.already, done.new, len(done.there)) == (3, 3, [], 1)


def test_two_coders_of_one_text_are_merged_by_its_words(study: Study, tmp_path: Path) -> None:
    """A copy of the text, with other line breaks and another name, is the same transcript."""
    users = '<User guid="u1" name="Basile"/>'
    other = SAID.replace("\n", "\r\n").encode("utf-8-sig")
    source = at("t9", "internal://t9.txt", selection(SAID, QUOTES[0], 1))
    bring(study, read_refi(project(tmp_path, inline(SAID, selection(SAID, QUOTES[0], 0)))))
    bring(study, read_refi(project(tmp_path, source, texts={"Sources/t9.txt": other}, users=users, name="b.qdpx")))

    assert [p.name for p in (study / "transcripts").glob("*.txt")] == ["Entretien un.txt"]
    places = {(d.author, d.session, d.turn, d.first_word, d.last_word) for d in decisions.codings(study)}
    assert {p[0] for p in places} == {"Ana", "Basile"}
    assert len({p[1:] for p in places}) == 1


def test_what_has_no_words_is_told_and_a_machine_is_nobody(study: Study, tmp_path: Path) -> None:
    """Orphans wait with the others; machines, pictures, whole documents and lost texts are set aside."""
    beyond = selection(SAID, QUOTES[0], 1).replace('endPosition="', 'endPosition="9')
    label = selection(SAID, "ENQ", 2)
    machine = selection(SAID, QUOTES[1], 3, user="u2")
    whole = f'<Coding guid="w" creatingUser="u1">{CODE_REF}</Coding>'
    lost = at("absent", "absolute:///etc/passwd", selection(SAID, QUOTES[0], 4))
    drawn = f'<PictureSelection guid="x"><Coding guid="y">{CODE_REF}</Coding></PictureSelection>'
    text = inline(SAID, selection(SAID, QUOTES[2], 0), beyond, label, machine, whole)
    path = project(tmp_path, f'{text}{lost}<PictureSource guid="p">{drawn}</PictureSource>')
    done = bring(study, read_refi(path))

    assert done.lines
    assert done.lines.balances
    assert (done.project.codings, done.lines.placed, done.lines.orphans, done.lines.aside.total()) == (7, 1, 2, 4)
    assert [p.stem for p in (study / "decisions/codings").glob("*.csv")] == ["Ana"]
    told = "\n".join(tell(done))
    assert "secret" not in told
    assert "passwd" not in told
    assert "absent" in told


def test_memos_attributes_and_groups_come_in(study: Study, tmp_path: Path) -> None:
    """Notes are memos where they point; what is told of people stands undeclared in sessions.csv."""
    told = [f'<VariableValue><VariableRef targetGUID="{key}"/>{value}</VariableValue>' for key, value in (
        ("V", "<IntegerValue>41</IntegerValue>"), ("w", "<TextValue>cadre</TextValue>"))]
    more = (
        '<Variables><Variable guid="v" name="Âge"/><Variable guid="w" name="Type"/></Variables>'
        f'<Cases><Case guid="k" name="Léa Roux">{"".join(told)}<SourceRef targetGUID="{{T1}}"/></Case></Cases>'
    )
    after = (
        '<Notes><Note guid="n1" name="Idée" creatingUser="u1"><PlainTextContent>À relire.</PlainTextContent></Note>'
        '<Note guid="n2" name="vide"/></Notes><Links><Link guid="l"/></Links>'
    )
    refs = '<NoteRef targetGUID="{N1}"/><NoteRef targetGUID="n2"/>'
    codes = f'<Code guid="c1" name="Temps" isCodable="true">{refs}</Code>'
    source = inline(SAID, selection(SAID, QUOTES[0], 1, said="Fort."))
    done = bring(study, read_refi(project(tmp_path, source, more=more, after=after, codes=codes)))

    memos = {(d.memo, d.code, d.stands_on_words) for d in decisions.codings(study) if d.decision == CodingVerb.MEMO}
    assert memos == {("Fort.", "", True), ("Idée — À relire.", coded(study)[0].code, False)}
    table = (study / "transcripts/sessions.csv").read_text("utf-8-sig").splitlines()
    assert table == ["fichier;âge;type (projet);nom", "Entretien un.txt;41;cadre;Léa Roux"]
    assert done.columns == ("âge", "type (projet)")
    assert "Non repris : 1 lien." in list(tell(done))


def test_what_nobody_is_said_to_speak_is_read_as_notes(study: Study, tmp_path: Path) -> None:
    """A document that is no interview keeps its codings, and the report says how it was read."""
    text = "Le jardin est vide. Personne ne vient depuis mars.\n\nLe gardien non plus."
    done = bring(study, read_refi(project(tmp_path, inline(text, selection(text, "Personne ne vient", 1)))))

    assert done.notes == ["Entretien un.txt"]
    assert done.lines
    assert (done.lines.placed, len(coded(study))) == (1, 1)


BAD: dict[str, tuple[dict[str, object], str]] = {
    "namespace": ({"space": "urn:QDA-XML:codebook:1.0"}, "urn:QDA-XML:project:1.0"),
    "zip slip": ({"texts": {"../dehors.txt": b"x"}}, "sortiraient du projet"),
    "twins": ({"codes": CODES + '<Code guid="C1" name="Autre" isCodable="true"/>'}, "même identifiant"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_project_is_refused_and_nothing_is_left(study: Study, tmp_path: Path, name: str) -> None:
    """The message says what is wrong, in French, and that nothing was taken."""
    changed, said = BAD[name]
    path = project(tmp_path, inline(SAID, selection(SAID, QUOTES[0], 1)), **changed)  # type: ignore[arg-type]
    before = snapshot(study)
    with pytest.raises(FiligraneError, match=said):
        bring(study, read_refi(path))
    assert snapshot(study) == before


def test_a_cut_archive_an_entity_and_a_text_of_a_gigabyte_are_refused(study: Study, tmp_path: Path) -> None:
    """None of them is opened further than needed to know."""
    whole = project(tmp_path, inline(SAID)).read_bytes()
    (tmp_path / "coupe.qdpx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FiligraneError, match="abîmé ou coupé"):
        read_project(tmp_path / "coupe.qdpx")
    (tmp_path / "bombe.qde").write_text(
        '<!DOCTYPE a [<!ENTITY x "y">]><Project xmlns="urn:QDA-XML:project:1.0" name="&x;"/>', "utf-8")
    with pytest.raises(FiligraneError, match="entités"):
        read_project(tmp_path / "bombe.qde")
    source = '<TextSource guid="t1" name="gros" plainTextPath="internal://t1.txt"/>'
    path = project(tmp_path, source, texts={"sources/t1.txt": b"a"})
    data = path.read_bytes().replace((1).to_bytes(4, "little") + (1).to_bytes(4, "little"), b"")
    assert data
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo("sources/t1.txt")
    giant = path.read_bytes().replace(
        member.CRC.to_bytes(4, "little") + member.compress_size.to_bytes(4, "little") + (1).to_bytes(4, "little"),
        member.CRC.to_bytes(4, "little") + member.compress_size.to_bytes(4, "little") + (10**9).to_bytes(4, "little"))
    path.write_bytes(giant)
    with pytest.raises(FiligraneError, match="trop gros"):
        bring(study, read_refi(path))


def test_what_fails_half_way_leaves_nothing(study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills while lines are written: texts, grid, table and lines are as they were."""
    path = project(tmp_path, inline(SAID, selection(SAID, QUOTES[0], 1)))
    before = snapshot(study)

    def full(*_: object) -> None:
        raise OSError(28, "disque plein")

    monkeypatch.setattr(decisions, "append", full)
    with pytest.raises(OSError, match="plein"):
        bring(study, read_refi(path))
    assert snapshot(study) == before


def test_a_preview_writes_nothing(study: Study, tmp_path: Path) -> None:
    """What it tells is what an import would do."""
    before = snapshot(study)
    done = bring(study, read_refi(project(tmp_path, inline(SAID, selection(SAID, QUOTES[0], 1)))), preview=True)

    assert snapshot(study) == before
    assert list(tell(done))[-1].startswith("Aperçu")


def test_words_are_quoted_once_they_are_pseudonymised(study: Study, tmp_path: Path) -> None:
    """No name stands in a decision before: the quote is that of the turn as the team reads it."""
    bring(study, read_refi(project(tmp_path, inline(SAID, selection(SAID, QUOTES[0], 1)))))
    line = coded(study)[0]
    assert unquoted(study) == [line]
    text = "On court tout le temps. L'été, ça déborde 🙂🙂, et personne ne le voit."
    turn = AnonymisedTurn(line.session, line.turn, "Denise", "participant", None, None, text, (), (), (), line.check)
    store.save(study, "anonymised", [turn])

    assert quote_late(study) == 1
    assert [(d.id, d.quote) for d in coded(study)] == [(line.id, QUOTES[0])]
    assert unquoted(study) == []


units = st.sampled_from(READINGS)
signs = st.text(st.sampled_from("abé 🙂\U00010400e\u0301.\n"), min_size=1, max_size=60)


def as_counted(text: str, reading: Reading, *, crlf: bool) -> list[int]:
    """Give where each sign of a text, and its end, stands for a tool that counts so."""
    at, found = (3 if reading.unit == "bytes" else 1) * reading.marked, list[int]()
    for sign in text:
        found.append(at)
        two = sign == "\n" and (reading.breaks == "two" or (reading.breaks == "as_written" and crlf))
        size = {"characters": 1, "utf16": len(sign.encode("utf-16-le")) // 2, "bytes": len(sign.encode())}[reading.unit]
        at += 2 if two else size
    return [*found, at]


@given(signs, units, st.booleans(), st.data())
def test_every_way_of_counting_is_read_back(text: str, reading: Reading, crlf: bool, data: st.DataObject) -> None:
    """Emoji, combining signs, two signs a line, a mark that counts or not: the same characters."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    at = as_counted(text, reading, crlf=crlf)
    raw = text.replace("\n", "\r\n") if crlf else text
    given_end = at[end] - 1 if reading.inclusive else at[end]
    one = ProjectText("t", "t", raw, marked=True, passages=[ProjectPassage(at[start], given_end)])

    assert read_spans(one, reading) == [(start, end)]


def flavoured(reading: Reading, *, crlf: bool, quotes: bool) -> ProjectText:
    """Give a text whose words were selected by a tool that counts so."""
    text = SAID * 4
    at = as_counted(text, reading, crlf=crlf)
    raw = text.replace("\n", "\r\n") if crlf else text
    spans = [(m, m + len(q)) for q in QUOTES for m in range(len(text)) if text.startswith(q, m)]
    passages = [ProjectPassage(at[s], at[e] - reading.inclusive, text[s:e] if quotes else "") for s, e in spans]
    return ProjectText("t", "t", raw, marked=reading.marked, passages=passages)


@pytest.mark.parametrize(("reading", "crlf"), [
    (Reading(), False), (Reading(), True), (Reading("utf16"), True), (Reading("bytes"), False),
    (Reading(marked=True), False), (Reading(breaks="two"), False), (Reading(breaks="one"), True),
    (Reading(inclusive=True), False), (Reading("utf16", inclusive=True), True),
])
def test_evidence_finds_how_positions_were_counted(reading: Reading, crlf: bool) -> None:
    """By words and lines alone, and by quotes; what is kept gives the words that were selected."""
    for quotes in (True, False):
        text = flavoured(reading, crlf=crlf, quotes=quotes)
        found = chosen([text], "Un outil inconnu")
        assert found
        assert read_spans(text, found.kept.reading) == read_spans(text, reading)


def test_two_readings_that_are_near_are_both_shown_and_a_person_chooses(study: Study, tmp_path: Path) -> None:
    """The other reading, chosen, puts the same codings elsewhere: no coding is there twice."""
    quotes = ("court tout le temp", "ça débord", "on recommenc", "Le temp", "personn")
    path = project(tmp_path, inline(SAID, *(selection(SAID, quote, n) for n, quote in enumerate(quotes))))
    first = bring(study, read_refi(path))
    assert first.choice
    again = bring(study, read_refi(path), positions="caracteres+fin-comprise")
    assert again.lines
    assert len({d.id for d in coded(study)}) == len(coded(study)) == len(quotes)
    with pytest.raises(FiligraneError, match="n'est pas une manière"):
        bring(study, read_refi(path), positions="pouces")


LINES = st.sampled_from(["Oui.", "Léa ?", "On court, on court.", "L'été e\u0301tait là\u00ad."])


@given(st.lists(LINES, min_size=1, max_size=8))
def test_words_of_turns_are_known_in_the_text_they_were_cut_from(said: Sequence[str]) -> None:
    """Labels stand in no turn; every word of a turn is found at its own place."""
    text = "".join(f"Léa : {line}\n" for line in said)
    turns = [line.replace("e\u0301", "é").replace("\u00ad", "") for line in said]
    places = SourcePlaces(text, turns)
    at = 0
    for turn, line in enumerate(said):
        start = text.index(line, at + 6)
        at = start + len(line)
        assert places.place(start, at) == Place(turn, 0, turn, len(split(turns[turn])) - 1)
        assert places.place(start - 6, start - 1) is None


def test_qualcoder_comes_in(study: Study, tmp_path: Path) -> None:
    """Categories are families, sub-codes make codes more precise, coders are people, cases tell of texts."""
    (tmp_path / "projet.qda").mkdir()
    with closing(sqlite3.connect(tmp_path / "projet.qda/data.qda")) as base:
        base.executescript("""
            create table source (id integer, name text, fulltext text, mediapath text, memo text, owner text,
                date text);
            create table code_cat (catid integer, name text, owner text, date text, memo text, supercatid integer);
            create table code_name (cid integer, name text, memo text, catid integer, owner text, date text, color text,
                supercid integer);
            create table code_text (ctid integer, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
                owner text, date text, memo text, avid integer, important integer);
            create table cases (caseid integer, name text, memo text, owner text, date text);
            create table case_text (id integer, caseid integer, fid integer, pos0 integer, pos1 integer);
            create table attribute (attrid integer, name text, attr_type text, value text, id integer);
            create table code_image (imid integer);
            insert into code_cat values (1, 'Rythmes', 'Ana', '', '', null);
            insert into code_name values (1, 'Temps', 'Il manque.', 1, 'Ana', '', '#FF0000', null);
            insert into code_name values (2, 'Course', '', null, 'Ana', '', '#00FF00', 1);
            insert into cases values (1, 'P01', '', 'Ana', '');
            insert into attribute values (1, 'métier', 'case', 'aide', 1);
            insert into code_image values (1);
        """)
        base.execute("insert into source values (1, 'e1.docx', ?, null, '', 'Ana', '')", (SAID,))
        base.execute("insert into case_text values (1, 1, 1, 0, ?)", (len(SAID),))
        for n, quote in enumerate(QUOTES):
            start = SAID.index(quote)
            base.execute("insert into code_text values (?, 2, 1, ?, ?, ?, ?, '2024-03-02 10:05:00', '', null, 0)",
                         (n, quote, start, start + len(quote), "Basile" if n else "Ana"))
        base.commit()
    assert is_project(tmp_path / "projet.qda")
    done = bring(study, read_project(tmp_path / "projet.qda"))

    assert done.lines
    assert done.lines.balances
    assert [words_of(done, study, d) for who in ("Ana", "Basile") for d in coded(study, who)] == list(QUOTES)
    book = grid_files.grid(study).book
    assert [f.label for f in book.families] == ["Rythmes"]
    assert [(c.label, c.parent) for c in book.codes] == [("Temps", ""), ("Course", "A1")]
    assert (study / "transcripts/sessions.csv").read_text("utf-8-sig") == "fichier;métier\ne1.txt;aide\n"


def test_taguette_comes_in_by_its_bytes(study: Study, tmp_path: Path) -> None:
    """Highlights are bytes of the page without its tags; who made them, and when, is told by the commands."""
    lines = SAID.splitlines()
    contents = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    without = "".join(f"{line}\n" for line in lines).encode()
    with closing(sqlite3.connect(tmp_path / "projet.sqlite3")) as base:
        base.executescript("""
            create table projects (id integer, name text, description text);
            create table documents (id integer, name text, description text, project_id integer, contents text);
            create table tags (id integer, project_id integer, path text, description text);
            create table highlights (id integer, document_id integer, start_offset integer, end_offset integer,
                snippet text);
            create table highlight_tags (highlight_id integer, tag_id integer);
            create table commands (id integer, date text, user_login text, project_id integer, payload text);
            insert into projects values (1, 'Essai', '');
            insert into tags values (1, 1, 'temps.course', ''), (2, 1, 'temps.fatigue', '');
        """)
        base.execute("insert into documents values (1, 'Léa.html', '', 1, ?)", (contents,))
        for n, quote in enumerate(QUOTES, 1):
            start, length = without.index(quote.encode()), len(quote.encode())
            base.execute("insert into highlights values (?, 1, ?, ?, ?)", (n, start, start + length, quote))
            base.execute("insert into highlight_tags values (?, 1)", (n,))
            told = f'{{"type": "highlight_add", "highlight_id": {n}}}'
            base.execute("insert into commands values (?, '2024-03-02 10:05:00', 'ana', 1, ?)", (n, told))
        base.commit()
    done = bring(study, read_database(tmp_path / "projet.sqlite3"))

    assert done.lines
    assert done.lines.balances
    assert [words_of(done, study, d) for d in coded(study, "ana")] == list(QUOTES)
    assert [f.label for f in grid_files.grid(study).book.families] == ["temps"]


def test_a_page_is_read_without_its_tags() -> None:
    """Bytes count what is said between tags, and line breaks that blocks make count for nothing."""
    page = Page("<p>été <b>long</b></p><p>fin</p>")
    assert page.text == "été long\nfin\n"
    assert page.text[slice(*page.span(6, 10))] == "long"
    assert page.text[slice(*page.span(10, 13))] == "fin"
    assert page.span(0, 99) == (-1, -1)


def test_a_project_comes_in_by_the_command(study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The only person of a project bears the name that is typed."""
    path = project(tmp_path, inline(SAID, selection(SAID, QUOTES[0], 1)), users='<User guid="u1" name="AQDA User"/>')
    assert main(["import", str(path), "--coder", "Claire"]) == 0
    assert "Qui a codé : Claire (1)." in capsys.readouterr().out
    assert len(coded(study, "Claire")) == 1


class Dropped:
    """A file as the browser gives it."""

    def __init__(self, path: Path) -> None:
        self.name, self.data = path.name, path.read_bytes()

    def getvalue(self) -> bytes:
        return self.data


def test_a_project_comes_in_where_interviews_are_dropped(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is broken is told, and keeps no other from coming in; no command is to be typed."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(study.root))
    good = project(tmp_path, inline(SAID, selection(SAID, QUOTES[0], 1)))
    (tmp_path / "coupe.qdpx").write_bytes(good.read_bytes()[:400])
    told = deposit.bring([Dropped(tmp_path / "coupe.qdpx"), Dropped(good)])

    assert "Codages : 1 lus = 1 placés + 0 sans place + 0 mis de côté." in told
    assert "abîmé ou coupé" in told
    assert "filigrane " not in told
    assert len(coded(study)) == 1


SHARED = os.environ.get("FILIGRANE_SHARED", "")


@pytest.mark.skipif(not SHARED, reason="FILIGRANE_SHARED ne dit pas où sont les projets d'autres outils")
def test_projects_of_real_tools_come_in(study: Study) -> None:
    """No exception, every coding of each is accounted for, and those on texts are placed to the last."""
    placed = {}
    for path in sorted(p for p in Path(SHARED, "refi/samples").iterdir() if is_project(p)):
        done = bring(study, read_project(path))
        assert done.lines
        assert done.lines.balances, path.name
        placed[path.name.partition(".")[0]] = done.lines.placed, done.lines.orphans
        if "nvivo-win" in path.name:
            assert done.choice
            assert (done.choice.kept.reading.unit, done.choice.kept.starts) == ("utf16", 302)
    assert placed["qc_demo"] == (205, 0)
    assert placed["nvivo-win-12"] == (303, 0)
    assert placed["sample"] == (6, 0)


def test_a_project_is_looked_at_where_interviews_are_dropped(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written; where two readings are near, five passages are read both ways, and one may choose."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(study.root))
    quotes = ("court tout le temp", "ça débord", "on recommenc", "Le temps", "personne", "Et comment")
    path = project(tmp_path, inline(SAID, *(selection(SAID, quote, n) for n, quote in enumerate(quotes))))
    before = snapshot(study)
    told, other = deposit.look([Dropped(path)])

    assert snapshot(study) == before
    assert told.count("2e lecture :") == 5
    assert "Aperçu : rien n&#39;a été écrit." in told
    assert "fin-comprise" in other
    assert deposit.look([Dropped(project(tmp_path, inline(SAID, selection(SAID, QUOTES[0], 1))))])[1] == ""


SEGMENT = (
    '<span class="lblseg sautlig" data-deb="{at}" data-fin="9" data-loc="{voice}" data-rksg="1"{named}>{said}</span>'
)
THEMES = [
    {"code": "cat_001", "nom": "Rythmes", "rang": "0", "couleur": ""},
    {"code": "cat_002", "nom": "Temps", "rang": "1", "couleur": "#0331ff"},
    {"code": "cat_003", "nom": "Été", "rang": "0", "couleur": ""},
]


def sonal_page(*segments: str, told: Sequence[dict[str, object]] = ()) -> str:
    """Write an interview as Sonal does: lists between braces, segments, fragments."""
    lists = {
        "cat-json": THEMES, "dat-json": told, "var-json": [{"v": 1, "lib": "Lieu"}, {"v": 2, "lib": "Métier"}],
        "dic-json": [{"v": 1, "m": 1, "lib": "Creil"}, {"v": 2, "m": 1, "lib": "aide"}],
    }
    held = "".join(
        f'<script id="{name}" type="application/json">{{ {json.dumps(of)} }}</script>' for name, of in lists.items()
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="UTF-8"></head><body>{held}<div id="txtnotes"> À relire. </div>'
        f'<div id="contenuText">{"".join(segments)}</div></body></html>'
    )


def fragment(said: str, theme: str = "", **more: str) -> str:
    told = "".join(f' data-{name}="{escape(value)}"' for name, value in more.items())
    return f'<span class="{theme}" data-rk="1" data-sg="1"{told}>{escape(said)}</span>'


def sonal_corpus(folder: Path) -> Path:
    """Write a corpus of two interviews, one of which is not there."""
    asks, answers = ' data-nomloc="Ana ?"', ' data-nomloc="Léa"'
    page = sonal_page(
        SEGMENT.format(at=1, voice=1, named=asks, said=fragment("Et comment ça se passe, l'été ? ")),
        SEGMENT.format(at=2, voice=2, named=answers, said="".join([
            fragment("On court ", "cat_002"), fragment("Karine", "cat_002 anon", pseudo="Marie"),
            fragment(" partout", "cat_002 cat_003"), fragment(". Voilà. "),
        ])),
        SEGMENT.format(
            at=3, voice=2, named="", said=fragment("Le temps manque. ", "cat_002", obs="Fort.", auth="Bea"),
        ),
        SEGMENT.format(at=4, voice=1, named=asks, said=fragment(" ") + fragment("Et ensuite ?")),
        SEGMENT.format(at=5, voice=2, named=answers, said=fragment("Ensuite on recommence.", "cat_009")),
        told=[{"e": "1", "v": 1, "l": "all", "m": 1}, {"e": "1", "v": 2, "l": 2, "m": 1}],
    )
    (folder / "e1.sonal").write_text(page, "utf-8")
    interviews = [{"nom": "Entretien 1", "rtrPath": "../ailleurs/e1.sonal"}, {"nom": "Parti", "rtrPath": "e2.sonal"}]
    corpus = folder / "corpus.crp"
    corpus.write_text(json.dumps({"tabThm": THEMES, "tabEnt": interviews}), "utf-8")
    return corpus


def test_a_corpus_of_sonal_comes_in(study: Study, tmp_path: Path) -> None:
    """Themes that follow each other are one passage, a name stands as it was said, « ? » tells who asks."""
    done = bring(study, read_project(sonal_corpus(tmp_path)))

    assert done.lines
    assert done.lines.balances
    author = "auteur inconnu"
    book = {c.id: c.label for c in grid_files.grid(study).book.codes}
    assert {(book[d.code], words_of(done, study, d)) for d in coded(study, author)} == {
        ("Temps", "On court Karine partout"), ("Été", "partout"), ("Temps", "Le temps manque."),
    }
    assert done.lines.aside == {"avec un code que la grille du projet ne contient pas": 1}
    assert (done.project.missing, done.project.left["replacement"]) == (["Parti"], 1)
    assert [f.label for f in grid_files.grid(study).book.families] == ["Rythmes", "À classer"]
    memos = {(d.memo, d.author) for d in decisions.codings(study) if d.decision == CodingVerb.MEMO}
    assert memos == {("Fort.", "Bea"), ("À relire.", author)}
    table = (study / "transcripts/sessions.csv").read_text("utf-8-sig").splitlines()
    assert table == ["fichier;lieu;enqueteur;métier", "Entretien 1.txt;Creil;Ana;aide"]
    (only,) = (p for p in transcripts(study).values() if isinstance(p, Readable))
    roles = {t.speaker: t.role for t in understood(only.load(), [], Cutting(**study.params("turns")), []).turns}
    assert roles == {"Ana": "interviewer", "Léa": "participant"}


def test_what_sonal_wrote_once_is_refused(study: Study, tmp_path: Path) -> None:
    """Its files of before are no JSON and no page: the message says how to open them today."""
    (tmp_path / "vieux.crp").write_text("[CORPUS]\nNOM=essai\n", "utf-8")
    (tmp_path / "page.sonal").write_text("<html><body>rien</body></html>", "utf-8")
    before = snapshot(study)
    for name in ("vieux.crp", "page.sonal"):
        with pytest.raises(FiligraneError, match="Sonal"):
            bring(study, read_project(tmp_path / name))
    assert snapshot(study) == before


def test_interviews_of_a_corpus_are_dropped_with_it(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They come in once, with their corpus; alone, each says its own grid."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(study.root))
    corpus = sonal_corpus(tmp_path)
    told = deposit.bring([Dropped(tmp_path / "e1.sonal"), Dropped(corpus)])
    assert told.count("Codages : ") == 1
    again = deposit.bring([Dropped(tmp_path / "e1.sonal")])
    assert "Transcriptions apportées : 0. Déjà là, au mot près : 1." in again


LIT, LABELLED = '<span class="highlight">{}</span>', '<span class="taglist"> [{}]</span>'
TAGUETTE_PAGE = "".join([
    '<!DOCTYPE html>\n<html><head><meta charset="UTF-8"><title>Léa</title></head><body>\n    <h1>Léa &amp; nous</h1>\n',
    "<p>ENQ : Et comment ça se passe, l’été ? 🙂</p>\n<p>Léa : ", LIT.format("On court tout le temps."),
    LABELLED.format("temps.course"), " L’été, ", LIT.format("ça "), "<b>", LIT.format("déborde"), "</b>",
    LIT.format(" 🙂🙂"), LABELLED.format("temps.fatigue, été"), LIT.format(", et personne"), LABELLED.format("été"),
    " ne le ", LIT.format("voit."), LABELLED.format(""), "</p>\n<p>ENQ : Et ensuite ?</p><p>Léa : ",
    LIT.format("Ensuite on recommence."), "</p><p>", LIT.format("Le temps manque."), LABELLED.format("temps.course"),
    "</p>\n</body></html>",
])


def test_a_document_of_taguette_comes_in_with_its_highlights(study: Study, tmp_path: Path) -> None:
    """What stands between brackets after each is no speech; a highlight that touches another is told."""
    (tmp_path / "lea.html").write_text(TAGUETTE_PAGE, "utf-8")
    (tmp_path / "autre.html").write_text("<html><body><p>ENQ : Bonjour.</p></body></html>", "utf-8")
    assert not is_project(tmp_path / "autre.html")
    read = read_project(tmp_path / "lea.html")
    done = bring(study, read)

    (text,) = read.texts
    found = [(text.raw[p.start : p.end], [key for key, _ in p.codes]) for p in text.passages]
    assert found == [
        ("On court tout le temps.", ["temps.course"]), ("ça déborde 🙂🙂", ["temps.fatigue", "été"]),
        (", et personne", ["été"]), ("Ensuite on recommence.\nLe temps manque.", ["temps.course"]),
    ]
    assert "taglist" not in text.raw
    assert "[" not in text.raw
    assert done.new == ["Léa & nous.txt"]
    assert done.lines
    assert (done.lines.placed, done.lines.balances, done.project.left["touching"]) == (5, True, 1)


def test_rqda_comes_in(study: Study, tmp_path: Path) -> None:
    """What RQDA says is deleted stays behind; categories are families, cases and files tell of texts."""
    with closing(sqlite3.connect(tmp_path / "projet.rqda")) as base:
        base.executescript("""
            create table source (name text, id integer, file text, memo text, owner text, date text, dateM text,
                status integer);
            create table freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer,
                color text);
            create table codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text,
                status integer);
            create table treecode (cid integer, catid integer, date text, dateM text, memo text, status integer,
                owner text);
            create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer,
                owner text, date text, memo text);
            create table cases (name text, memo text, owner text, date text, dateM text, id integer, status integer);
            create table caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer,
                owner text, date text, memo text);
            create table caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text,
                status integer);
            create table fileAttr (variable text, value text, fileID integer, date text, dateM text, owner text,
                status integer);
            insert into freecode values ('Temps', 'Il manque.', 'Ana', '', '', 1, 1, 'red');
            insert into freecode values ('Effacé', '', 'Ana', '', '', 2, 0, null);
            insert into codecat values ('Rythmes', null, 1, 'Ana', '', '', '', 1);
            insert into treecode values (1, 1, '', '', '', 1, 'Ana');
            insert into cases values ('P01', '', 'Ana', '', '', 1, 1);
            insert into caselinkage values (1, 1, 0, 10, 1, 'Ana', '', '');
            insert into caseAttr values ('métier', 'aide', 1, '', '', 'Ana', 1);
            insert into fileAttr values ('lieu', 'Creil', 1, '', '', 'Ana', 1);
        """)
        base.execute("insert into source values ('e1', 1, ?, '', 'Ana', '', '', 1)", (SAID,))
        for n, quote in enumerate(QUOTES):
            start = float(SAID.index(quote))
            base.execute("insert into coding values (1, 1, ?, ?, ?, ?, 'Ana', '2024-03-02 10:05:00', '')",
                         (quote, start, start + len(quote), n != 1))
        base.commit()
    done = bring(study, read_project(tmp_path / "projet.rqda"))

    assert done.lines
    assert done.lines.balances
    assert [words_of(done, study, d) for d in coded(study)] == [QUOTES[0], QUOTES[2]]
    book = grid_files.grid(study).book
    assert [(f.label, [c.label for c in book.codes]) for f in book.families] == [("Rythmes", ["Temps"])]
    table = (study / "transcripts/sessions.csv").read_text("utf-8-sig")
    assert table == "fichier;lieu;métier\ne1.txt;Creil;aide\n"


def test_speakers_are_known_by_the_cases_that_hold_their_words(study: Study, tmp_path: Path) -> None:
    """A turn that nobody is said to speak is given to the case whose passages hold all of it; groups tell of texts."""
    said = ["Le matin on court. Personne ne le voit.", "Chez nous c'est pareil.", "On ne dort plus."]
    text = "\n\n".join(said)
    held = [
        f'<PlainTextSelection guid="h{n}" startPosition="{text.index(s)}" endPosition="{text.index(s) + len(s)}"/>'
        for n, s in enumerate(said)
    ]
    refs = [f'<SelectionRef targetGUID="h{n}"/>' for n in range(3)]
    cases = f'<Case guid="k" name="P01">{refs[0]}{refs[2]}</Case><Case guid="l" name="P02">{refs[1]}</Case>'
    group = '<Sets><Set guid="g" name="Aides"><MemberSource targetGUID="{T1}"/></Set></Sets>'
    source = inline(text, selection(text, "on court", 1), *held)
    read = read_refi(project(tmp_path, source, more=f"<Cases>{cases}</Cases>", after=group))
    done = bring(study, read)

    assert done.speakers == 3
    assert {(r.same_as, r.turn) for r in decisions.roles(study)} == {("P01", 0), ("P02", 1), ("P01", 2)}
    assert "Aides" in (study / "transcripts/sessions.csv").read_text("utf-8-sig")
    assert bring(study, read).speakers == 0


def test_passages_of_a_word_document_are_found_by_their_words(study: Study, tmp_path: Path) -> None:
    """Without plain text positions mean nothing: one place is kept, none or several wait with the others."""
    document = docx.Document()
    for line in SAID.splitlines():
        document.add_paragraph(line)
    document.add_paragraph("Léa : On court tout le temps.")
    written = io.BytesIO()
    document.save(written)
    selections = [selection(SAID, quote, n, name=quote) for n, quote in enumerate(QUOTES)]
    source = f'<TextSource guid="t1" name="Entretien un" richTextPath="internal://t1.docx">{"".join(selections)}</TextSource>'
    done = bring(study, read_refi(project(tmp_path, source, texts={"sources/t1.docx": written.getvalue()})))

    assert done.new == ["Entretien un.docx"]
    assert done.lines
    assert (done.lines.placed, done.lines.orphans, done.lines.balances) == (2, 1, True)
    places = {(d.turn, d.first_word, d.last_word) for d in coded(study) if d.first_word >= 0}
    assert places == {(1, 10, 13), (3, 0, 7)}


def test_themes_of_a_corpus_of_iramuteq_come_in(study: Study, tmp_path: Path) -> None:
    """Lines under « -*theme » bear it until another; of a corpus without themes a transcript is made, as ever."""
    corpus = (
        "**** *ent_e01 *loc_louise *metier_aide\n-*temps_manque\nOn court partout.\n-*gestes\nJe porte.\n\n"
        "**** *ent_e02 *loc_paul *metier_cadre\nMoi non.\n"
    )
    (tmp_path / "corpus.txt").write_text(corpus, "utf-8")
    (tmp_path / "sans.txt").write_text(corpus.replace("-*", "- "), "utf-8")
    assert not is_project(tmp_path / "sans.txt")
    done = bring(study, read_project(tmp_path / "corpus.txt"), coder="Ana")

    book = {c.id: c.label for c in grid_files.grid(study).book.codes}
    assert [(book[d.code], d.first_word, d.last_word) for d in coded(study)] == [
        ("temps_manque", 0, 3), ("gestes", 4, 6),
    ]
    assert done.lines
    assert (done.lines.placed, done.lines.balances) == (2, True)
    (tmp_path / "corpus.txt").write_text(corpus.replace("Moi non.", "-*sanscode\nMoi non."), "utf-8")
    ours = read_project(tmp_path / "corpus.txt")
    assert [b.label for b in ours.branches] == ["temps", "manque", "gestes"]
