"""The last check: a private name planted anywhere is found, an ordinary word never is."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from pipeline.anchoring import anchors, decisions
from pipeline.cli.commands.pseudonymisation import signature
from pipeline.ingest.session import Person, Session
from pipeline.model import store
from pipeline.model.contracts import Action, Excerpt, Grouping, Identifier, IdentifierType, Turn, Unsettled
from pipeline.model.decision_rows import (
    Arbitration,
    ArbitrationVerb,
    CodingDecision,
    CodingVerb,
    ConsentDecision,
    Decision,
    IdentifierDecision,
    IdentifierVerb,
    QuoteDecision,
    QuoteVerb,
    Scope,
    SummaryDecision,
    ThemeDecision,
    ThemeVerb,
    VerdictDecision,
    VerdictKind,
)
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.file_texts import text_of
from pipeline.pseudonymise.leak_search.made_files import Document, made
from pipeline.pseudonymise.resolve.mentions import check as check_of
from pipeline.stages.leaks import leaks

SAID = "Moi c'est Sonia Davenel, de Merlieux, au 06 12 34 56 78. Petit, le chef, aime le petit café. La CAF !"


def span(text: str, kind: IdentifierType, action: Action = "replace", replacement: str = "Claire Morin") -> Identifier:
    start = SAID.index(text)
    return Identifier("E01", 1, start, start + len(text), kind, text, "ner", action, replacement)


TURNS = [Turn("E01", 1, "SONIA", "participant", None, None, SAID, "E01.txt")]
IDENTIFIERS = [
    span("Sonia Davenel", "person"), span("Merlieux", "place", replacement="[une commune]"),
    span("06 12 34 56 78", "phone", replacement="[téléphone]"), span("Petit", "person", replacement="Louvel"),
    span("CAF", "organisation", action="keep", replacement="CAF"),
]
PEOPLE = (Person("SONIA", "Sonia Davenel"), Person("P2", "Gaëtan Six"), Person("R.", "Rose Marchand"))
SESSIONS = [Session("E01", "entretien_Ylva_Kerbrat.txt", "entretien", "", "Merlieux", PEOPLE, ("ENQ",))]


KEY = b"a key for tests"
SIGNED = [signature("E01", "")]


def check(*documents: Document) -> dict[str, Any]:
    return leaks(list(documents), TURNS, IDENTIFIERS, SESSIONS, SIGNED, [], KEY)[0]


def asked(*documents: Document) -> list[Unsettled]:
    return leaks(list(documents), TURNS, IDENTIFIERS, SESSIONS, SIGNED, [], KEY)[1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("On a vu Sonia Davenel hier.", "person"),
        ("on a vu sonia hier", "person"),
        ("MADAME DAVENEL", "person"),
        ("sonia_davenel", "person"),
        ("Le mari de Davenel.", "person"),
        ("dossier, accueil, davenel, mission", "person"),
        ("Une permanence à Merlieux.", "place"),
        ("Appelez le 06.12.34.56.78", "phone"),
        ("Appelez le +33 6 12 34 56 78", "phone"),
        ("C'est le chef, Petit, qui l'a dit.", "person"),
        ("On a demandé à Gaetan.", "person"),
        ("Demandez à Six, il sait.", "person"),
        ("Avec Rose Marchand, on rit.", "person"),
        ("avec rose marchand on rit", "person"),
        ("Source : entretien Ylva Kerbrat", "person"),
    ],
)
def test_a_private_name_is_found_however_it_is_written(text: str, kind: str) -> None:
    """Case, accents, underscores and spaces hide no name and no number."""
    result = check(Document("build/tables/excerpts.parquet", text))

    assert result["stop"]
    assert kind in {found["kind"] for found in result["found"]}


@pytest.mark.parametrize(
    "text",
    [
        "Le petit bureau, un dossier rose, six demandes, un marchand de biens.",
        "Petit à petit, on apprend. Six mois ! Rose bonbon. Marchand de sommeil.",
        "Un entretien avec Claire Morin, à la CAF.",
        "P2 et R. répondent à ENQ.",
        "Appelez le 06 12 34 56 79",
        "une personnalité davenelienne, une sonianne",
        "",
    ],
)
def test_an_ordinary_word_never_stops_the_run(text: str) -> None:
    """Words that are also names need a capital in mid-sentence; pseudonyms, initials and what was kept pass."""
    assert check(Document("build/tables/excerpts.parquet", text))["found"] == []


def test_the_report_never_says_the_name() -> None:
    """The report is a metric that anyone may read: it says where and what kind, never who."""
    result = check(
        Document("build/embeddings/Sonia.json", "{}"),
        Document("codebook/memos/Sonia.md", "Sonia Davenel, 06 12 34 56 78, Merlieux", written=True),
    )

    assert {found["place"] for found in result["found"]} == {"build/embeddings/…"}
    assert result["to_settle"].keys() == {""}
    assert not [name for name in ("onia", "avenel", "0612", "erlieux") if name in json.dumps(result)]


def test_what_a_person_wrote_is_a_question_and_stops_nothing() -> None:
    """Each word is shown in its line, with what is to be known to settle it."""
    memo = Document("codebook/memos/a.md", "À revoir.\nDemander à Sonia Davenel.", written=True)

    assert not check(memo)["stop"]
    row, = asked(memo)
    assert (row.file, row.line, row.word, row.sentence) == (memo.path, 2, "Sonia Davenel", "Demander à Sonia Davenel.")
    assert (row.certainty, row.origin, row.written) == ("certain", "metadata", True)
    assert row.sentence[row.start : row.end] == row.word
    assert (row.said_in, row.said_turn) == ("E01", 1)


def test_a_word_that_a_model_alone_hid_once_is_a_question_where_it_is_bare() -> None:
    """« Numéricoop », taken for an organisation in one place only, may be one, or a word: a person knows."""
    said = [
        Turn("E01", 1, "P2", "participant", None, None, "Chez Numéricoop, on va.", "E01.txt"),
        Turn("E01", 2, "P2", "participant", None, None, "Oui. C'est Numéricoop qui paie.", "E01.txt"),
    ]
    masked = [Identifier("E01", 1, 5, 15, "misc", "o1", "ner", "replace", "[nom]")]
    report, (row,) = leaks([Document("build/x.parquet", "Numéricoop")], said, masked, [], [], [], KEY)

    assert (report["stop"], report["words_to_settle"], list(report["to_settle"])) == (False, 1, ["E01"])
    assert (row.turn, row.word, row.sentence, row.certainty) == (2, "Numéricoop", "C'est Numéricoop qui paie.", "doubt")


@pytest.mark.parametrize(("elsewhere", "stops"), [("Il y a des MARTIN partout.", False), ("Rien.", True)])
def test_a_name_that_is_also_a_word_gives_way_where_the_word_is_said(elsewhere: str, *, stops: bool) -> None:
    """A name that people also say otherwise proves no leak by itself; where it is said is asked about."""
    said = [
        Turn("E01", 1, "P2", "participant", None, None, "Voyez Martin.", "E01.txt"),
        Turn("E01", 2, "P2", "participant", None, None, "et martin", "E01.txt") if not stops else
        Turn("E01", 2, "P2", "participant", None, None, elsewhere, "E01.txt"),
    ]
    masked = [Identifier("E01", 1, 6, 12, "person", "p1", "person", "replace", "Luc")]
    report, rows = leaks([Document("build/x.parquet", "On a vu Martin.")], said, masked, [], [], [], KEY)

    assert report["stop"] is stops
    # What stops is shown too, in the file that the program made.
    assert [(r.file, r.turn) for r in rows] == [("build/x.parquet", -1) if stops else ("build/anonymised.parquet", 2)]


@pytest.mark.parametrize("text", [
    "0a1b612345678c", "E01:612345:w0-w61234567", "un total de 612345678901",
])
def test_digits_inside_an_identifier_are_no_number(text: str) -> None:
    """Six masked digits stand by chance in any hexadecimal name: numbers match as numbers."""
    assert check(Document("build/tables/x.parquet", text))["found"] == []


@pytest.mark.parametrize(("text", "leaks_there"), [
    ("On va à France Travail.", False), ("Merci à France !", True), ("à Sainte-Anne", False), ("Avec Anne, oui.", True),
])
def test_a_name_inside_what_is_kept_is_spared(text: str, *, leaks_there: bool) -> None:
    """A participant called France is nowhere in « France Travail », nor Anne in the hospital that a person keeps."""
    said = "Je vais à Sainte-Anne."
    turns = [Turn("E01", 1, "P2", "participant", None, None, said, "E01.txt")]
    kept = Identifier("E01", 1, 10, 21, "place", "o1", "person", "keep", "Sainte-Anne")
    first, last = (n for n, w in enumerate(anchors.split(said)) if w in {"Sainte", "Anne"})
    line = IdentifierDecision(
        id="k", at="", session="E01", turn=1, first_word=first, last_word=last, type="place",
        action=IdentifierVerb.KEEP, entity="",
        replacement="", scope=Scope.EVERYWHERE, check=check_of(KEY, "Sainte-Anne"),
    )
    people = (Person("P1", "France Lavielle"), Person("P3", "Anne Lavielle"))
    session = Session("E01", "E01.txt", "entretien", "", "", people, ())
    found = leaks([Document("build/x.parquet", text)], turns, [kept], [session], [line], [], KEY)[0]["found"]

    assert bool(found) is leaks_there


def test_the_signature_of_a_coder_is_no_leak(study: Study) -> None:
    """A researcher who bears a participant's first name signs decisions all the same."""
    write(study, "decisions/codings/sonia.csv", "id,at\n")

    assert check(*made(study))["found"] == []


EXCERPT = Excerpt("E01:1:w0-w2", "E01", 1, 0, 9, "Claire", "{}", "", "free", ())
GROUPING = Grouping(0, ("dossier",), (), 2, 1, 1.0, ())


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Give a study where nothing leaks."""
    plant_table(Study(tmp_path), "rien")
    write(Study(tmp_path), "build/private/turns/refused.json", '{"Sonia": "Davenel"}')
    write(Study(tmp_path), "build/previous/tables/run.json", '{"a": "Davenel"}')
    return Study(tmp_path)


def write(study: Study, place: str, text: str) -> None:
    (study / place).parent.mkdir(parents=True, exist_ok=True)
    (study / place).write_text(text, "utf-8")


def plant_table(study: Study, name: str) -> None:
    row = replace(EXCERPT, text=EXCERPT.text.format(name))
    store.write("excerpts", [row], study / "build/tables/excerpts.parquet")


def plant_topic_word(study: Study, name: str) -> None:
    row = replace(GROUPING, words=("dossier", name.casefold()))
    store.write("groupings", [row], study / "build/groupings.parquet")


def plant_file_name(study: Study, name: str) -> None:
    write(study, f"build/embeddings/{name}.json", "{}")


def plant_metric(study: Study, name: str) -> None:
    write(study, "build/quality.json", json.dumps({"codes": [{"note": name}]}))


def plant_memo(study: Study, name: str) -> None:
    write(study, "codebook/memos/2015-03-02.md", f"Revoir le passage où {name} hésite.")


def plant_quote(study: Study, name: str) -> None:
    write(study, "decisions/codings/lea.csv", f'id,quote\na,"alors {name}, elle disait"\n')


def plant_settings(study: Study, name: str) -> None:
    write(study, "params.yaml", f"study:\n  title: Chez {name}\n")


def plant_archive(study: Study, name: str) -> None:
    (study / "build/tables").mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(study / "build/tables/extraits.xlsx", "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>avec {name}</t>")


@pytest.mark.parametrize(
    "plant",
    [
        plant_table, plant_topic_word, plant_file_name, plant_metric, plant_memo, plant_quote, plant_settings,
        plant_archive,
    ],
)
def test_a_name_is_found_in_every_kind_of_file(study: Study, plant: Any) -> None:
    """Tables, words of groupings, file names, metrics, memos, quotes, settings and archives are all read."""
    assert not asked(*made(study))

    plant(study, "Davenel")

    report = check(*made(study))
    assert report["stop"] or report["to_settle"]


def test_a_name_is_read_in_an_office_document_however_it_is_written() -> None:
    """A workbook may write « é » as a number: the words are the same."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", "<t>Zo&#233; L&amp;fils</t>")

    assert "Zoé L&fils" in text_of(content.getvalue())


def memo(session: str = "", code: str = "", person: str = "") -> CodingDecision:
    return CodingDecision(
        id="m", at="", session=session, turn=-1, first_word=-1, last_turn=-1, last_word=-1, quote="", code=code,
        decision=CodingVerb.MEMO, mode="manual", definition="", memo="Voir [[Sonia Davenel]].", person=person,
    )


WRITTEN: list[Decision] = [
    memo(), memo(session="E01"), memo(code="A1"), memo(person="Lise"),
    ThemeDecision(id="t", at="", session="", turn=-1, first_word=-1, last_turn=-1, last_word=-1, quote="",
                  theme="temps", decision=ThemeVerb.MEMO, memo="Demander à Davenel."),
    VerdictDecision(id="v", at="", theme="temps", verdict=VerdictKind.COMPLEMENT, reason="Comme le dit Sonia Davenel."),
    SummaryDecision(id="s", at="", session="E01", participant="Claire Morin", theme="temps", summary="Davenel court."),
    QuoteDecision(id="q", at="", session="E01", turn=1, first_word=0, last_turn=1, last_word=2, quote="Moi c'est",
                  decision=QuoteVerb.COLLEAGUE, value="yes", reason="On y reconnaît sonia davenel."),
    ConsentDecision(id="c", at="", session="E01", turn=1, first_word=0, last_turn=1, last_word=2, level="not_quotable",
                    reason="Dit à Merlieux."),
    Arbitration(id="a", at="", session="E01", turn=1, first_word=0, last_turn=1, last_word=2, quote="Moi c'est",
                code="A1", decision=ArbitrationVerb.ADD, reason="Davenel l'a confirmé."),
]


@pytest.mark.parametrize("line", WRITTEN, ids=lambda line: type(line).__name__)
def test_a_name_typed_in_any_decision_is_found(tmp_path: Path, line: Decision) -> None:
    """Memo, reason, summary: what a researcher types is read, in every folder; who signs is no leak."""
    study = Study(tmp_path)
    decisions.append(study, "davenel", [line])

    row, = asked(*made(study))
    assert (row.file, row.line) == (f"decisions/{decisions.FOLDERS[type(line)]}/davenel.csv", 2)


@pytest.mark.parametrize("line", WRITTEN, ids=lambda line: type(line).__name__)
def test_a_decision_that_names_nobody_is_no_leak(tmp_path: Path, line: Decision) -> None:
    """The same lines, without the names."""
    study = Study(tmp_path)
    said: dict[str, Any] = {c: "Elle court." for c in ("memo", "reason", "summary") if hasattr(line, c)}
    decisions.append(study, "ana", [replace(line, **said)])

    assert not asked(*made(study))


def test_files_are_read_one_at_a_time(study: Study) -> None:
    """Each file is read when its turn comes: what is written meanwhile in a later one is seen."""
    for name in ("a", "b"):
        write(study, f"decisions/{name}.csv", "avant")
    found = made(study)
    first = next(found)
    write(study, "decisions/b.csv", "après")
    texts = {d.path: d.text for d in (first, *found)}
    assert (texts["decisions/a.csv"], texts["decisions/b.csv"]) == ("avant", "après")
