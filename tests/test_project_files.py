"""Whole interviews leave for other tools: each position is exact, nothing reserved is in them, schemas are followed."""

from __future__ import annotations

import csv
import doctest
import io
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.coding.memos import Memo, MemoSubject
from pipeline.ingest.readers import captions, elan, tei
from pipeline.ingest.readers.text import read_iramuteq
from pipeline.model.contracts import Restriction
from pipeline.model.decision_rows import CodingDecision, CodingVerb
from pipeline.publish.held_back import HeldBack
from pipeline.publish.projects import leaving_texts, lexical_corpora, project_files, refi_project, spoken_texts
from pipeline.publish.projects.leaving_texts import FLAVOURS, RESERVED, carried, leaving_project
from pipeline.publish.projects.refi_project import MACHINE, qdc, qdpx
from tests.leaving_study import BOOK, THEMES, coding, study, turn

SHARED = os.environ.get("FILIGRANE_SHARED", "")
SCHEMAS = Path(SHARED) / "refi/xsd"
Q = {"q": "urn:QDA-XML:project:1.0"}
ASKED = turn(0, "Vous courez ?", "Enquêteur·rice", "interviewer")
SAID = [
    ASKED, turn(1, "On court 🏃🏽 tout le temps. Voilà."), turn(2, "Oui.\nEt puis non."), turn(3, "Moi aussi.", "Zoé"),
]
CODED = [
    coding(SAID, (1, 0), (1, 26)), coding(SAID, (1, 0), (1, 26), "A2", "bob"), coding(SAID, (1, 9), (2, 3), "A2"),
    coding(SAID, (1, 0), (1, 8), "B1", "registre", author_kind="registre", status="proposed", mode="none"),
]


def read_back(content: bytes, flavour: str) -> list[tuple[str, str, str]]:
    """Read the selections of a project by their positions alone: the words, the name, who put codes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        users = {u.get("guid"): u.get("name") for u in root.iterfind("q:Users/q:User", Q)}
        found = []
        for source in root.iterfind("q:Sources/q:TextSource", Q):
            raw = archive.read("sources/" + source.get("plainTextPath").removeprefix("internal://"))
            text = raw.decode("utf-8")
            unit = text.encode("utf-16-le") if flavour == "nvivo" else b""
            for s in source.iterfind("q:PlainTextSelection", Q):
                start, end = int(s.get("startPosition")), int(s.get("endPosition"))
                words = unit[2 * start : 2 * end].decode("utf-16-le") if unit else text[start:end]
                found.append((words, s.get("name"), users.get(s.get("creatingUser"), "")))
        return found


@pytest.mark.parametrize("flavour", list(FLAVOURS))
def test_each_selection_is_read_back_by_its_positions(flavour: str) -> None:
    """In every flavour the characters between two positions are the name of the selection, and what was coded."""
    found = read_back(qdpx(leaving_project(study(SAID, CODED)), flavour=flavour), flavour)
    assert all(words == name for words, name, _ in found)
    of_ana = [words for words, _, who in found if who == "ana"]
    assert "On court 🏃🏽 tout le temps." in of_ana
    # Turns of somebody are selected for the one tool that takes them as a case's.
    assert {who for _, _, who in found} == {"ana", "bob", *([""] if flavour == "nvivo" else [])}


TEXTS = st.text(
    st.sampled_from("ab é\u0301🏃🏽𝒳\r\n\ufeff\u2028«»\x0b\x85'’;<>&\"\u202f") | st.characters(codec="utf-8"),
    min_size=1, max_size=30,
)


@st.composite
def coded_turns(draw: st.DrawFn) -> tuple[list[Any], list[Any]]:
    """Turns of any signs, and a coding anywhere in them."""
    turns = [turn(n, draw(TEXTS), draw(st.sampled_from(["Louise", ""]))) for n in range(draw(st.integers(1, 3)))]
    first = draw(st.integers(0, len(turns) - 1))
    last = draw(st.integers(first, len(turns) - 1))
    start = draw(st.integers(0, len(turns[first].text) - 1))
    end = draw(st.integers(start + 1 if first == last else 1, len(turns[last].text)))
    return turns, [coding(turns, (first, start), (last, end))]


@settings(max_examples=200, deadline=None)
@given(coded_turns())
def test_any_signs_survive_the_round_trip(made: tuple[list[Any], list[Any]]) -> None:
    """Emoji, astral letters, line breaks of all kinds, marks of order, combining accents: no position moves."""
    turns, codings = made
    project = leaving_project(study(turns, codings))
    c = codings[0]
    for flavour, how in FLAVOURS.items():
        ((words, name, _),) = read_back(qdpx(project, flavour=flavour), flavour)
        assert words == name
        pieces = words.replace(how.line_break, "\n")
        if c.turn == c.last_turn:
            assert pieces == carried(turns[c.turn].text[: c.end])[len(carried(turns[c.turn].text[: c.start])) :]
        else:
            assert pieces.startswith(carried(turns[c.turn].text)[len(carried(turns[c.turn].text[: c.start])) :])
            assert pieces.endswith(carried(turns[c.last_turn].text[: c.end]))


def test_the_machine_stands_apart_and_only_when_asked() -> None:
    """No suggestion is in a project unless asked for; then it is put by nobody who coded."""
    of = study(SAID, CODED)
    assert MACHINE not in {who for _, _, who in read_back(qdpx(leaving_project(of)), "refi")}
    found = read_back(qdpx(leaving_project(of, suggestions=True)), "refi")
    assert [words for words, _, who in found if who == MACHINE] == ["On court"]
    assert len([f for f in found if f[2] != MACHINE]) == len(read_back(qdpx(leaving_project(of)), "refi"))


def test_reserved_words_leave_a_mark_and_their_codings_stay() -> None:
    """Words one may not quote, or not attribute, are in no file; a coding that touches them is counted, not written."""
    said = [ASKED, turn(1, "Cela oui. Cela non ! Et ceci.", consent=[Restriction(3, 5, "not_quotable")])]
    codings = [
        coding(said, (1, 0), (1, 9)), coding(said, (1, 10), (1, 20), consent="not_quotable"),
        coding(said, (1, 10), (1, 20), "A2", consent="unattributed"), coding(said, (1, 21), (1, 29)),
    ]
    project = leaving_project(study(said, codings))
    assert project.texts[0].text == f"Enquêteur·rice : Vous courez ?\nLouise : Cela oui. {RESERVED} Et ceci.\n"
    assert [w for w, _, _ in read_back(qdpx(project), "refi")] == ["Cela oui.", "Et ceci."]
    assert project.reserved == 2
    for content in (lexical_corpora.iramuteq(project), spoken_texts.tei(project, project.texts[0])):
        assert "Cela non" not in content.decode()


def test_an_interview_that_waits_is_in_no_file() -> None:
    """What nobody signed stays; the others leave."""
    other = [turn(0, "Autre chose.", "Max", session="E02")]
    of = study([*SAID, *other], CODED, HeldBack(("E02",)))
    project = leaving_project(of)
    assert [t.session for t in project.texts] == ["E01"]
    assert project.everyone == ["Louise", "Zoé"]


def test_the_same_study_gives_the_same_bytes() -> None:
    """Identifiers are drawn from names, never from chance or the clock."""
    assert qdpx(leaving_project(study(SAID, CODED))) == qdpx(leaving_project(study(SAID, CODED)))


def memo(text: str, subject: MemoSubject, *, id_: str = "m1") -> Memo:
    line = CodingDecision(
        id=id_, at="2026-11-30T10:00:00Z", session="E01", turn=-1, first_word=-1, last_turn=-1, last_word=-1, quote="",
        code="", decision=CodingVerb.MEMO, mode="manual", definition="", memo=text, author="ana",
    )
    return Memo(line, subject)


NOTED = [
    memo("Sur le code.\nDeux lignes.", MemoSubject("code", "vieux")),
    memo("Sur l'enquête", MemoSubject("study"), id_="m2"),
    memo("Sur l'entretien", MemoSubject("session", "E01"), id_="m3"),
    memo("Sur le thème", MemoSubject("theme", "t1"), id_="m4"),
]
TOLD = {"Louise": {"âge": "30 à 44 ans", "milieu": "rural"}, "Zoé": {"âge": "30 à 44 ans"}}


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schemas of REFI-QDA are not here (FILIGRANE_SHARED)")
@pytest.mark.parametrize("flavour", list(FLAVOURS))
def test_projects_and_grids_follow_the_schemas(flavour: str) -> None:
    """With memos, people and suggestions, with next to nothing too, files are valid against each copy of the schema."""
    of = study(SAID, CODED, told=TOLD)
    whole, bare = leaving_project(of, suggestions=True), leaving_project(study([ASKED]))
    made = [qdpx(whole, NOTED, flavour), qdpx(bare, (), flavour)]
    for name in ("Project-v1.0.openqda-refi-tools.xsd", "refi.requal.xsd"):
        schema = etree.XMLSchema(etree.parse(SCHEMAS / name))
        for content in made:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                schema.assertValid(etree.fromstring(archive.read("project.qde")))
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "Codebook-v1.0.openqda-refi-tools.xsd"))
    schema.assertValid(etree.fromstring(qdc(BOOK, THEMES, "Enquête")))
    schema.assertValid(etree.fromstring(qdc(BOOK, ())))


def test_a_project_tells_of_codes_people_and_memos() -> None:
    """Families are not codable, codes keep colour and parent, people their attributes, memos what they are about."""
    with zipfile.ZipFile(io.BytesIO(qdpx(leaving_project(study(SAID, CODED, told=TOLD)), NOTED))) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        assert sorted(name.split("/")[0] for name in archive.namelist()) == ["project.qde", "sources"]
    codes = {c.get("name"): c for c in root.iterfind(".//q:Code", Q)}
    assert codes["Métier"].get("isCodable") == "false"
    assert codes["Manque de temps"].get("color") == "#1b7f5c"
    assert "color" not in codes["Matériel"].attrib
    assert codes["Temps volé"].getparent() is codes["Manque de temps"]
    assert len(codes["Manque de temps"].findall("q:NoteRef", Q)) == 1
    cases = {c.get("name"): [v.text for v in c.iterfind(".//q:TextValue", Q)] for c in root.iterfind(".//q:Case", Q)}
    assert {who: sorted(told) for who, told in cases.items()} == {
        "Louise": ["30 à 44 ans", "rural"], "Zoé": ["30 à 44 ans"],
    }
    assert root.find("q:NoteRef", Q) is not None
    assert root.find("q:Sets/q:Set/q:MemberNote", Q) is not None
    notes = [n.text for n in root.iterfind("q:Notes/q:Note/q:PlainTextContent", Q)]
    assert "Sur le code.\nDeux lignes." in notes


STARRED = [
    ASKED, turn(1, "On * court, 5 $ par jour. Voilà « tout »."), turn(2, "-*piège\n**** *faux_1 et la suite"),
    turn(3, "Moi aussi.", "Zoé"),
]


def words_of(texts: list[str]) -> list[str]:
    return re.findall(r"\w+", " ".join(texts))


def test_iramuteq_is_read_back_by_our_own_reader() -> None:
    """The words, the variables and the themes that our reader of corpora finds are those of the study."""
    codings = [coding(STARRED, (1, 0), (1, 12)), coding(STARRED, (1, 5), (1, 12), "A2")]
    project = leaving_project(study(STARRED, codings, told=TOLD))
    content = lexical_corpora.iramuteq(project)
    read = read_iramuteq(content, "corpus.txt")
    assert words_of([p.text for p in read.paragraphs]) == words_of(
        [lexical_corpora.cleaned(t.text) for t in STARRED if t.role == "participant"]
    )
    people = {p["locuteur"]: p for p in read.described["personnes"]}
    assert people["louise"]["milieu"] == "rural"
    assert people["zoe"]["age"] == "30A44Ans"
    asides = "\n".join(a.text for a in read.asides).splitlines()
    themes = [line for line in asides if line.startswith("-*")]
    assert themes == ["-*manqueDeTemps", "-*manqueDeTemps_tempsVole", "-*sanscode", "-*sanscode"]


def test_rainette_finds_as_many_themes_as_texts() -> None:
    """Its rules: a text with themes begins with one, none is empty, each variable is « *name_value »."""
    codings = [coding(STARRED, (1, 5), (1, 12), "A2")]
    text = lexical_corpora.iramuteq(leaving_project(study(STARRED, codings, told=TOLD))).decode()
    lines = "\n".join(line for line in text.split("\n") if line) + "\n"
    documents = [d for d in re.split(r"(?:^|\n)\*\*\*\*(?:\n| +)", lines) if d]
    for document in documents:
        first, rest = document.split("\n", 1)
        assert all(re.fullmatch(r"\*[a-z0-9]+_[A-Za-z0-9]+", v) for v in first.split())
        themes = re.findall(r"(?:^|\n)-\*(.+)\n", rest)
        pieces = [p for p in re.split(r"(?:^|\n)-\*.+\n", rest) if p]
        assert len(themes) == len(pieces) > 0


def test_two_values_that_fold_alike_stay_two() -> None:
    """« 30-39 » and « 3039 » are two values of a corpus too, the same at each use."""
    words = lexical_corpora.CorpusWords()
    assert words.fold("âge", "A b") == words.fold("âge", "A b") != words.fold("âge", "a-b")


TIMED = [
    turn(0, "Bonjour, vous allez bien ?", "Enquêteur·rice", "interviewer", times=(0, 1500)),
    turn(1, "Oui, très bien, merci.", times=(1500, 4000)), turn(2, "Sans heure."),
]


def test_times_leave_for_subtitles_and_elan() -> None:
    """Our own readers find the same words at the same times; an interview without times has no file."""
    project = leaving_project(study([*TIMED, turn(0, "Rien.", session="E02")], [coding(TIMED, (1, 0), (1, 3))]))
    timed, untimed = project.texts
    read = captions.read_srt(spoken_texts.srt(project, timed), "a.srt")
    assert [(p.start_ms, p.end_ms) for p in read.paragraphs] == [(0, 1500), (1500, 4000)]
    eaf = spoken_texts.elan(project, timed)
    found = elan.read(eaf, "a.eaf")
    assert "Oui, très bien, merci." in {p.text for p in found.paragraphs}
    assert b"Manque de temps" in eaf
    assert spoken_texts.elan(project, untimed) == spoken_texts.srt(project, untimed) == b""


def test_tei_is_read_back_by_our_own_reader() -> None:
    """Each turn is said by whom it is, in order."""
    project = leaving_project(study(SAID, CODED, told=TOLD))
    content = spoken_texts.tei(project, project.texts[0])
    read = tei.read(content, "e.xml")
    assert words_of([p.text for p in read.paragraphs]) == words_of([t.text for t in SAID])
    root = etree.fromstring(content)
    assert root.findtext(".//{*}span") == "On court 🏃🏽 tout le temps."


def test_txm_has_a_file_for_each_interview_and_their_table() -> None:
    """Each turn bears who speaks and what is told of them."""
    content = lexical_corpora.txm(leaving_project(study(SAID, CODED, told=TOLD)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("metadata.csv").decode())))
        root = etree.fromstring(archive.read(f"{rows[0]['id']}.xml"))
    assert rows[0]["personnes"] == "Louise, Zoé"
    turns = root.findall(".//{*}u")
    assert [u.get("who") for u in turns] == ["Enquêteur·rice", "Louise", "Louise", "Zoé"]
    assert turns[1].get("de_milieu") == "rural"


def test_notes_lead_to_each_other() -> None:
    """Every link of the notes leads to a note that is there, and every block it names stands in it."""
    content = project_files.vault(leaving_project(study(SAID, CODED)), NOTED)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        notes = {name.removesuffix(".md"): archive.read(name).decode() for name in archive.namelist()}
    links = [link for text in notes.values() for link in re.findall(r"\[\[([^|\]#]+)(?:#\^(\w+))?", text)]
    assert links
    assert all(note in notes for note, _ in links)
    assert all(f"^{block}" in notes[note] for note, block in links if block)


@pytest.mark.parametrize("module", [leaving_texts, lexical_corpora, refi_project, spoken_texts])
def test_examples_hold(module: Any) -> None:
    """What docstrings show is true."""
    assert doctest.testmod(module).failed == 0
