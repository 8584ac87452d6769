"""What is signed leaves alone: passages, tables and one's own codings; the rest says what it waits for."""

from __future__ import annotations

import csv
import doctest
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from dashboard.data import publish_data, study_data
from dashboard.data.decisions_read import asset, decided
from dashboard.pages.journal import entries
from dashboard.pages.journal.view import rows as rows_of_journal
from filigrane import tables
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.decisions import IdentifierDecision
from pipeline.cli import main
from pipeline.cli.coder_study import coder_study
from pipeline.cli.commands.pseudonymisation import signature
from pipeline.coding import coding_writer
from pipeline.model import store
from pipeline.model.contracts import Participant, Restriction, Turn
from pipeline.model.decision_rows import IdentifierVerb, Scope
from pipeline.model.study import Study
from pipeline.publish import held_back
from pipeline.publish.documents.formats import FORMATS
from pipeline.publish.exchange.coding_import import import_codings
from pipeline.publish.passages import leaving_passages, passage_document, wide_tables
from pipeline.publish.passages.leaving_passages import CodedMaterial, PassageChoice, coded
from pipeline.publish.passages.passage_document import PassageLayout, groups
from pipeline.publish.passages.wide_tables import Variable, WideTables, distinct
from tests import leaving_study
from tests.conftest import SAID, TABLES
from tests.leaving_study import coding, turn

FIRST, SECOND = Place(1, 0, 1, 5), Place(1, 7, 1, 12)
OTHER, RESERVED = Place(1, 0, 1, 6), Place(2, 0, 2, 4)
PEOPLE = {"k": 1, "attributes": {"champ": {"from": "champ"}, "milieu": {"from": "milieu"}}}


@pytest.fixture
def study(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Real people in two interviews, E01 signed; Claire and Noé coded both, nobody the third."""
    monkeypatch.chdir(small_study)
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    settings = yaml.safe_load((small_study / "params.yaml").read_text("utf-8"))
    settings["study"]["fictional"] = False
    (small_study / "params.yaml").write_text(yaml.safe_dump(settings | {"participants": PEOPLE}), "utf-8")
    made = Study(small_study)
    third = replace(TABLES["anonymised"][1], session="E03", speaker="Zoé")
    store.save(made, "anonymised", [*TABLES["anonymised"], third])
    store.save(made, "participants", [*TABLES["participants"], Participant("Zoé", "E03", {"champ": "budget"})])
    for name in ("excerpts", "suggestions"):
        store.save(made, name, TABLES[name])
    corpus = study_data.corpus(made)
    turns = coder_study(made).turns
    for author in ("claire", "noe"):
        writer = coding_writer.CodingWriter(author=author, mode="manual", codebook=corpus.codebook, turns=turns)
        lines = [
            coding_writer.code(writer, "E01", FIRST, "A3"), coding_writer.code(writer, "E02", OTHER, "A3"),
            coding_writer.code(writer, "E02", RESERVED, "A1"),
        ]
        more = [coding_writer.code(writer, "E01", SECOND, "A1")] if author == "claire" else []
        decisions.append(made, author, [*(replace(d, memo="une idée") for d in lines), *more])
    decisions.append(made, "ana", [signature("E01", "2026-01-01")])
    return made


def signed(study: Study, *sessions: str) -> None:
    decisions.append(study, "ana", [signature(s, "2026-01-01") for s in sessions])


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))


def material(study: Study) -> CodedMaterial:
    return coder_study(study).material


def test_examples_in_docstrings_are_true() -> None:
    """Every example that a docstring gives holds."""
    for module in (held_back, leaving_passages, passage_document, wide_tables):
        assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("kind", FORMATS)
def test_the_passages_of_what_is_signed_leave_alone(
    study: Study, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Word, LibreOffice, Markdown: each passage to the byte, with its interview and turn; E02 is told to wait."""
    assert main(["export", "passages", f"p.{kind}"]) == 0

    told = capsys.readouterr().err
    said = FORMATS[kind].quotations((study / f"p.{kind}").read_bytes())
    turn = SAID["E01"][1][2]
    assert len(said) == 2
    assert all(words in turn for words in said)
    assert "E02 reste ici" in told
    assert "filigrane sign E02" in told
    assert "E03" not in told


def test_a_document_says_who_speaks_where_and_what_was_asked(study: Study) -> None:
    """Under each heading its people and passages; with each passage the question before, or not, as one chooses."""
    of = material(study)
    found = coded(of, PassageChoice())
    with_it, without = (
        passage_document.content("md", of, found, PassageLayout(question=q)).decode() for q in (True, False)
    )
    assert "Denise ; transcription E01, tour de parole 1 ; codes" in with_it
    assert "A3 Temps (1 personne, 1 passage)" in with_it
    assert SAID["E01"][0][2] in with_it
    assert SAID["E01"][0][2] not in without


@pytest.mark.parametrize(("by", "names"), [
    ("code", ["A1 Mission", "A3 Temps"]), ("theme", ["Pression du temps", "Frontières"]), ("person", ["Denise"]),
    ("interview", ["E01"]), ("milieu", ["métropole"]),
])
def test_passages_are_gathered_as_one_chooses(study: Study, by: str, names: list[str]) -> None:
    """By code, theme, person, interview, or an attribute."""
    of = material(study)
    assert [g.name for g in groups(of, coded(of, PassageChoice()), PassageLayout(by))] == names


def test_two_people_on_the_same_words_make_one_passage(study: Study) -> None:
    """A passage is what was selected; it names everyone who coded it."""
    of = material(study)
    (passage,) = coded(of, PassageChoice(frozenset({"A3"}))).passages
    assert passage.coders == ("claire", "noe")
    assert passage.text == SAID["E01"][1][2][: len(passage.text)]


def test_what_was_asked_is_said_once_and_what_overlaps_is_one_passage() -> None:
    """Of one answer, coded three times with one code: two passages, the question before the first; it is told."""
    said = [
        turn(0, "Et le temps ?", "Ana", "interviewer"), turn(1, "On court tout le temps, et le soir on range tout."),
    ]
    codings = [coding(said, (1, 0), (1, 13)), coding(said, (1, 8), (1, 22)), coding(said, (1, 27), (1, 46))]
    of = leaving_study.study(said, codings)
    found = coded(of, PassageChoice())
    assert [p.text for p in found.passages] == ["On court tout le temps", "le soir on range to"]
    assert found.joined == 1

    parts = list(map(str, passage_document.document(of, found, PassageLayout())))
    assert sum("Et le temps ?" in part for part in parts) == 1
    assert sum("en chevauchait un autre" in part for part in parts) == 1


def test_extracts_give_what_people_selected_in_them(study: Study) -> None:
    """What shows leaves coding by coding, in its own words; an extract that nobody coded leaves as it is cut."""
    signed(study, "E02", "E03")
    reading = study_data.reading()
    shown = [p for p in reading.passages if p.excerpt.turn in {1, 3} and p.excerpt.session == "E01"]
    words = [(p.text, p.codes) for p in publish_data.of_excerpts(reading, shown, ()).passages]
    court, nasty = SAID["E01"][1][2], SAID["E01"][3][2]
    # What the run knew and what was coded since, of one code by one person: they overlap, and leave once.
    since = [("tout le temps. Je fais les papiers à leur place", ("A1",))]
    assert words == [("On court tout le temps.", ("A3",)), *since, (nasty, ())]
    (chosen,) = publish_data.of_excerpts(reading, [
        p._replace(excerpt=replace(p.excerpt, start=0, end=23, text=court[:23])) for p in shown[:1]
    ], (), selected=True).passages
    assert chosen.text == court[:23]
    assert chosen.coders == ("claire", "noe")


def test_what_people_reserve_never_leaves_and_is_counted(study: Study) -> None:
    """« Ne le citez pas » stays when all is signed; the file says how many stay."""
    signed(study, "E02", "E03")
    found = coded(material(study), PassageChoice())
    assert found.reserved == 1
    assert not [p for p in found.passages if "citez" in p.text]


def test_what_bears_no_attribution_leaves_with_the_last_interview(study: Study) -> None:
    """Alone among signed interviews it would tell where it comes from; then it leaves with nothing that leads back."""
    said = [
        replace(t, consent=(Restriction(0, 6, "unattributed"),)) if (t.session, t.turn) == ("E01", 1) else t
        for t in store.load(study, "anonymised")
    ]
    store.save(study, "anonymised", said)
    assert not [p for p in coded(material(study), PassageChoice()).passages if not p.attributed]
    signed(study, "E02", "E03")
    hidden = [p for p in coded(material(study), PassageChoice()).passages if not p.attributed]
    assert [(p.speaker, p.question, p.turn) for p in hidden] == [("", "", -1)]


def test_a_decision_that_the_text_does_not_show_yet_holds_it_back(study: Study) -> None:
    """Words that somebody said to mask since the last run: their interview waits for a run, signed or not."""
    line = IdentifierDecision(
        id="m", at="2099-01-01T00:00:00+00:00", session="E01", turn=1, first_word=0, last_word=0, type="person",
        action=IdentifierVerb.REPLACE, entity="", replacement="", scope=Scope.HERE, check="",
    )
    decisions.append(study, "ana", [line])
    assert held_back.waiting(study).late == ("E01",)
    assert main(["export", "passages", "p.docx"]) == 1
    assert not (study / "p.docx").exists()


@pytest.mark.usefixtures("study")
def test_an_empty_export_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing coded so, nobody starred anything, a coder who coded nothing: each is said in words."""
    for command, why in (
        (["passages", "p.docx", "--interview", "E03"], "aucun passage codé ne répond"),
        (["quotes", "q.docx"], "Aucun passage n'est marqué"), (["codings", "--coder", "zoe"], "n'a rien codé"),
        (["passages", "p.docx", "--code", "Z9"], "A1 Mission"), (["codings", "c.docx"], ".xlsx"),
    ):
        main(["export", *command])
        assert why in capsys.readouterr().err


def test_codings_are_a_workbook_when_their_name_says_so(study: Study) -> None:
    """« codings X.xlsx » opens in a spreadsheet, says what it is, and comes back as nothing new."""
    assert main(["export", "codings", "c.xlsx"]) == 0
    book = openpyxl.load_workbook(study / "c.xlsx")
    assert [s.title for s in book.worksheets] == ["À lire", "codages"]
    assert book["codages"].max_row == 4


def test_own_codings_always_leave_without_the_words_of_others(study: Study) -> None:
    """Places, codes and memos of one's own leave; words only where the interview may leave and nobody reserves them."""
    assert main(["export", "codings", "moi.csv", "--coder", "claire"]) == 0
    mine = rows(study / "moi.csv")
    assert [(r["session"], r["code"], bool(r["passage"]), r["mémo"]) for r in mine] == [
        ("E01", "A3", True, "une idée"), ("E01", "A1", True, ""), ("E02", "A3", False, "une idée"),
        ("E02", "A1", False, "une idée"),
    ]


def test_a_memo_where_a_word_is_to_be_settled_stays(study: Study) -> None:
    """Without the private half nobody knows which: none leaves while a question about the whole study waits."""
    store.save_json(study / "build/leaks.json", {"to_settle": {"": ["a" * 32]}})
    assert main(["export", "codings", "moi.csv", "--coder", "claire"]) == 0
    assert {r["mémo"] for r in rows(study / "moi.csv")} == {""}


def test_people_by_codes_tells_no_from_unknown(study: Study) -> None:
    """1, 0, or nothing: Zoé's interview was coded by nobody, what Annick reserves is neither 0 nor 1."""
    signed(study, "E02", "E03")
    frame = tables.people_by_codes(study.root).set_index("personne")
    known: dict[str, list[Any]] = {who: [frame.at[who, v] for v in ("c_A1", "c_A3", "n_A3")] for who in frame.index}
    assert known["Denise"] == [1, 1, 1]
    assert str(known["Annick"][0]) == "<NA>"
    assert known["Annick"][1:] == [1, 1]
    assert {str(v) for v in known["Zoé"]} == {"<NA>"}


def test_codes_cross_in_people_and_in_passages(study: Study) -> None:
    """The diagonal counts a code alone; two codes of one person on other words cross in people only."""
    of = WideTables(material(study))
    assert [row[2:] for row in of.codes_by_people().rows] == [(1, 1), (1, 1)]
    assert [row[2:] for row in of.codes_by_passages().rows] == [(1, 0), (0, 1)]


def test_r_and_spss_are_given_the_labels_of_every_variable(study: Study) -> None:
    """The archive holds the tables, the sheet of their variables, and lines that name each of them."""
    assert main(["export", "tables", "t.zip"]) == 0
    with zipfile.ZipFile(study / "t.zip") as archive:
        files = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    head = files["personnes-codes.csv"].splitlines()[0].split(";")[:-1]
    assert head == [line.split(";")[0] for line in files["variables.csv"].splitlines()[1:]]
    assert all(name in files["lire.R"] and name in files["lire.sps"] for name in head)
    assert "Annick" not in files["personnes-codes.csv"]


def test_variables_have_names_of_their_own() -> None:
    """Two codes that differ by a sign or a capital give two names."""
    assert [v.name for v in distinct([Variable(n, "", "count") for n in ("n_A", "n_a", "n_B")])] == [
        "n_A", "n_a_2", "n_B",
    ]


def test_a_notebook_gets_what_the_terminal_gives(study: Study) -> None:
    """Codings of people, of what may leave; suggestions apart; what stays is told beside the frame."""
    codings = tables.codings(study.root)
    assert set(codings["session"]) == {"E01"}
    assert set(codings["author_kind"]) == {"person"}
    assert any("E02 reste ici" in line for line in codings.attrs["reste ici"])
    assert set(tables.passages(study.root, codes=["A3"])["passage"]) <= {SAID["E01"][1][2][:23]}
    assert "author" not in tables.suggestions(study.root).columns


def test_what_comes_back_without_its_words_finds_its_place(study: Study) -> None:
    """The turns are known again by what was kept of them; where they changed, the row is told and no coding moves."""
    said = [replace(t, check=f"{t.session}-{t.turn}") for t in store.load(study, "anonymised")]
    store.save(study, "anonymised", said)
    for session in ("E01", "E02", "E03"):
        own_turns = [t for t in said if t.session == session]
        spoken = [Turn(session, t.turn, t.speaker, t.role, None, None, t.text, "") for t in own_turns]
        store.write("turns", spoken, study / f"build/private/turns/{session}.parquet")
    own = study / "decisions/codings/claire.csv"
    lines = list(csv.DictReader(io.StringIO(own.read_text("utf-8"))))
    with own.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(line | {"check": f"{line['session']}-{line['turn']}"} for line in lines)
    main(["export", "codings", "moi.csv", "--coder", "claire"])

    own.unlink()
    done = import_codings(study, study / "moi.csv", "claire")
    assert (done.added, done.troubles) == (4, ())
    places = {(d.session, d.turn, d.first_word, d.last_word) for d in decisions.codings(study) if d.author == "claire"}
    assert ("E02", 1, 0, 6) in places

    own.unlink()
    store.save(study, "anonymised", [replace(t, check="changed") for t in said])
    done = import_codings(study, study / "moi.csv", "claire")
    assert done.added == 2
    assert len(done.troubles) == 2


@pytest.mark.usefixtures("study")
def test_the_journal_leaves_without_the_words_that_wait() -> None:
    """Lines of an interview that waits keep who, when, where, the code and the memo; its words stay."""
    reading = study_data.reading()
    found = rows_of_journal(reading, decided(), asset())
    stays = entries.JournalStays(publish_data.waiting(reading.corpus))
    text = entries.as_csv(reading.corpus, found, stays).decode("utf-8-sig")
    ours = [row for row in csv.DictReader(io.StringIO(text), delimiter=";") if row["quoi"] == "codé"]
    assert {(r["entretien"], bool(r["passage"])) for r in ours} == {("E01", True), ("E02", False)}
    assert {r["mémo"] for r in ours if r["entretien"] == "E02"} == {"une idée"}
