"""Tables leave through one door, say what they are, and run nothing in a spreadsheet."""

from __future__ import annotations

import ast
import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from pipeline.model.contracts import Excerpt, Suggestion, ThemePassage, Topic
from pipeline.publish.tables.public_tables import (
    KINDS,
    AttributeCrossing,
    PublicTable,
    as_csv,
    as_parquet,
    as_xlsx,
    matrix,
    tables,
)
from tests.conftest import EXCERPTS, TABLES

ROOT = Path(__file__).parent.parent
NOTICE = ("corpus fictif, pseudonymisé", "Texte pseudonymisé : il reste une donnée personnelle.")
UNNAMED = Excerpt("E06:3:w0-w4", "E06", 3, 0, 20, "Sonia", "Pas sous mon nom.", "Et vous ?", "unattributed", ())
RESERVED = EXCERPTS[3].excerpt
ROWS: dict[str, Any] = {
    **TABLES, "excerpts": [UNNAMED, *EXCERPTS],
    "codings": [replace(c, consent="not_quotable") if "citez" in c.text else c for c in TABLES["codings"]],
    "suggestions": [Suggestion(e, "A1", 0.9, "probable", ("registre",), ()) for e in (UNNAMED.excerpt, RESERVED)],
    "themes": [ThemePassage(e, "temps", "A1") for e in (UNNAMED.excerpt, RESERVED, EXCERPTS[0].excerpt)],
    "topics": [Topic(e, 0, 1.0) for e in (UNNAMED.excerpt, RESERVED)],
}


@pytest.fixture
def found() -> dict[str, PublicTable]:
    return tables(ROWS, {"E01"})


def test_what_is_reserved_stands_in_no_table_of_no_kind(found: dict[str, PublicTable]) -> None:
    """« Ne le citez pas » and the place it stands in are in no file; how many rows stay behind is told."""
    for table in found.values():
        for write in (as_csv, as_parquet, as_xlsx):
            text = _text(write(table, NOTICE))
            assert "ne le citez pas" not in text
            assert RESERVED not in text
    withheld = {name: table.withheld for name, table in found.items() if table.withheld}
    assert withheld == {"excerpts": 1, "codings": 1, "suggestions": 1, "themes": 1, "topics": 1}


def _text(content: bytes) -> str:
    from pipeline.pseudonymise.leak_search.file_texts import text_of  # noqa: PLC0415 - what the last check reads of any file

    return text_of(content)


def test_what_bears_no_attribution_leads_nowhere_and_comes_last(found: dict[str, PublicTable]) -> None:
    """Its words leave under an opaque id, the same in every table, after all the others."""
    ids = {name: found[name].rows[-1][0] for name in ("excerpts", "suggestions", "themes", "topics")}
    assert len(set(ids.values())) == 1
    assert ids["excerpts"].startswith("x")
    assert not [word for word in ("Sonia", "E06", "Et vous") if word in repr([t.rows for t in found.values()])]


def test_the_transcripts_and_the_orphans_are_no_table(found: dict[str, PublicTable]) -> None:
    """What holds reserved passages, or quotes nobody can place, stays."""
    assert not {"anonymised", "orphans"} & set(found)


def test_where_suggestions_are_hidden_the_machine_has_no_table() -> None:
    """Neither suggestions nor groupings leave a study whose method hides them."""
    hidden = tables(ROWS, {"E01"}, suggestions=False)
    assert not {"suggestions", "topics", "groupings"} & set(hidden)
    assert {"excerpts", "codings", "themes"} <= set(hidden)


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_says_what_it_is(found: dict[str, PublicTable], kind: str) -> None:
    """« corpus fictif, pseudonymisé » is in the file, whatever its kind."""
    assert "corpus fictif, pseudonymisé" in _text(KINDS[kind][2](found["excerpts"], NOTICE))


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@x", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    """In a CSV it is guarded; in a workbook it is typed as text."""
    table = PublicTable("essai", ("text",), ((cell,),))
    (_, row) = csv.reader(io.StringIO(as_csv(table, NOTICE).decode("utf-8-sig"), newline=""), delimiter=";")
    assert row[0].startswith("'")
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(table, NOTICE))).worksheets[1]
    assert sheet["A2"].data_type == "s"


def test_a_parquet_gives_words_back_to_the_byte(found: dict[str, PublicTable]) -> None:
    """What was said is in the column « text » as it was said."""
    read = pq.read_table(io.BytesIO(as_parquet(found["excerpts"], NOTICE)))
    assert read["text"].to_pylist() == [dict(zip(found["excerpts"].columns, r, strict=True))["text"]
                                        for r in found["excerpts"].rows]
    assert EXCERPTS[0].text in read["text"].to_pylist()


def test_a_matrix_counts_people_out_of_those_asked() -> None:
    """Beside those who bear a code stand those asked and coded, those not coded yet, and who spoke of it unasked."""
    made = matrix("champ", ["budget"], [AttributeCrossing("A1", "Mission", ((1, 2, 4, 3),))])
    assert made.columns == (
        "code", "libellé", "budget", "budget (personnes interrogées là-dessus et codées)",
        "budget (personnes pas encore codées)", "budget (personnes sans qu'on le demande)",
    )
    assert made.rows == (("A1", "Mission", 1, 2, 4, 3),)


def test_an_unsigned_session_is_reported(found: dict[str, PublicTable]) -> None:
    """Whoever offers the table knows that a review is missing."""
    assert found["excerpts"].unsigned == ("E02", "E06")


def modules(*folders: str) -> dict[str, str]:
    return {p.relative_to(ROOT).as_posix(): p.read_text("utf-8") for f in folders for p in (ROOT / f).rglob("*.py")}


def test_only_one_module_offers_files_to_take_away() -> None:
    """Every file that the dashboard gives goes through ``offer``, which refuses what nobody has reviewed."""
    offering = [path for path, text in modules("dashboard").items() if "download_button" in text]
    assert offering == ["dashboard/ui/downloads.py"]


def test_writers_know_no_corpus() -> None:
    """What writes documents gets parts that were let through: it can read neither a table nor a decision."""
    for path, text in modules("pipeline/publish/documents").items():
        imported = {n.module or "" for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ImportFrom)}
        reaching = {m for m in imported if m.startswith("pipeline.")}
        assert all(
            m.startswith(("pipeline.publish.documents", "pipeline.publish.documents.parts", "pipeline.model.errors"))
            for m in reaching
        ), path


DOORS = {
    "pipeline/publish/quotes/basket.py": "publishable", "pipeline/publish/tables/public_tables.py": "publishable",
    "pipeline/publish/passages/leaving_passages.py": "publishable",
    "pipeline/publish/passages/wide_tables.py": "may_pass",
    "pipeline/publish/projects/leaving_texts.py": "publishable",
}


def test_whoever_makes_what_leaves_goes_through_the_door() -> None:
    """Quotes, passages and tables are made in modules that import the door; writers take only what these give."""
    texts = modules("pipeline/publish", "dashboard/pages", "dashboard/data")
    for path, door in DOORS.items():
        assert f"import {door}" in texts[path] or f", {door}" in texts[path]
    rows = "from pipeline.publish.quotes.quotes import"
    making_quotes = [p for p, t in texts.items() if rows in t and " Quote(" in t]
    making_tables = [p for p, t in texts.items() if " PublicTable(" in t]
    assert making_quotes == ["pipeline/publish/quotes/basket.py"]
    making_passages = [p for p, t in texts.items() if " LeavingPassage(" in t]
    # A table of passages is made of those that ``leaving_passages`` gives.
    assert sorted(making_tables) == [
        "pipeline/publish/passages/passage_document.py", "pipeline/publish/passages/wide_tables.py",
        "pipeline/publish/tables/public_tables.py",
    ]
    assert making_passages == ["pipeline/publish/passages/leaving_passages.py"]
    making_texts = [p for p, t in texts.items() if " LeavingText(" in t]
    assert making_texts == ["pipeline/publish/projects/leaving_texts.py"]


