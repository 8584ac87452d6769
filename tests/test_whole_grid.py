"""Grids made elsewhere come in, families live on screen, a grid is emptied or adopted: each is undone to the byte."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.cli import main
from pipeline.cli.commands import study_setup
from pipeline.codebook import grid_files, operations, whole_grid
from pipeline.codebook.codes import contrast_on_white
from pipeline.codebook.drafts import COLOURS, Grid
from pipeline.codebook.operations import TO_SORT
from pipeline.codebook.whole_grid import ImportedGrid
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.exchange.grid_import import read_grid
from tests.test_grid_operations import CODEBOOK, GRID, THEMES, TODAY

NOTHING = Grid(b"families: []\ncodes: []\n", b"themes: []\n")
QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Essai"><Codes>
  <Code guid="{A}" name="Émotions" isCodable="false">
    <Code guid="b" name="Peur" isCodable="true" color="#ff0"><Description>Ce qui effraie.</Description></Code>
    <Code guid="c" name="Peur" isCodable="true"><Code guid="d" name="Crainte" isCodable="true"/></Code>
  </Code>
  <Code guid="E" name="Temps" isCodable="true" color="#1f4e9c"/>
</Codes><Sets><Set guid="f" name="Durées"><MemberCode guid="{e}"/></Set></Sets></CodeBook>"""
INDENTED = "Émotions\n\tPeur : Ce qui effraie.\n\t\tCrainte\nDurées\n\tTemps\nSeul\n"


def shape(read: ImportedGrid) -> list[tuple[str, str, str]]:
    """Say of each code its family, its name and the name of the code above."""
    return [(c.family, c.label, read.codes[c.parent].label if c.parent >= 0 else "") for c in read.codes]


def sheet(rows: list[list[str]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_refi_grid_comes_in_with_its_families_colours_and_levels() -> None:
    """What cannot be coded holds families; a set is one too; pale colours are darkened; what is twice is once."""
    read = read_grid(QDC.encode(), "grille.qdc")
    made = whole_grid.imported(NOTHING, read).after.book

    assert [f.label for f in made.families] == ["Émotions", "Durées"]
    assert [(c.id, c.label, c.family, c.parent) for c in made.codes] == [
        ("A1", "Peur", "A", ""), ("A2", "Crainte", "A", "A1"), ("B1", "Temps", "B", "")]
    assert made.codes[0].definition == "Ce qui effraie."
    assert made.codes[0].colour not in {"#ff0", "#ffff00"}
    assert made.codes[2].colour == "#1f4e9c"
    assert [word for word in ("Émotions", "Peur", "pâles") if word not in " ".join(read.remarks)] == []


def test_an_entity_in_a_refi_grid_is_refused() -> None:
    """No word hides in an entity, and nothing outside is loaded."""
    with pytest.raises(FiligraneError, match="entités"):
        read_grid(b"<!DOCTYPE a [<!ENTITY x 'y'>]><CodeBook><Codes/></CodeBook>", "grille.qdc")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("Nom;Famille;Définition;Sous le code\nPeur;Émotions;Ce qui effraie.;\nTemps;Durées;;\nCrainte;Émotions;;Peur\n"
         "Seul;;;\n".encode("cp1252"), "grille.csv"),
        (sheet([["Code", "Catégorie", "Description", "Parent code"],
                ["Peur", "Émotions", "Ce qui effraie.", ""],
                ["Crainte", "Émotions", "", "Peur"], ["Temps", "Durées", "", ""],
                ["Seul", "", "", ""]]), "grille.xlsx"),
        (INDENTED.encode(), "grille.txt"),
        (b"# \xc3\x89motions\n- Peur : Ce qui effraie.\n  - Crainte\n# Dur\xc3\xa9es\n- Temps\n", "grille.md"),
    ],
)
def test_a_table_or_a_text_with_indents_says_the_same_grid(data: bytes, name: str) -> None:
    """Accents hold whatever the encoding; levels follow indents, or the column that names the code above."""
    read = read_grid(data, name)

    assert {(family, label, above) for family, label, above in shape(read) if label != "Seul"} == {
        ("Émotions", "Peur", ""), ("Émotions", "Crainte", "Peur"), ("Durées", "Temps", "")}
    assert next(c.definition for c in read.codes if c.label == "Peur") == "Ce qui effraie."


def test_a_path_written_in_one_name_gives_its_levels() -> None:
    """Taguette writes « theme.code », others « Temps::Attente »: what holds others and is no code is a family."""
    tags = read_grid(b"tag,description\nlibre,\ntemps.attente,On attend.\ntemps.urgence,\n", "tags.csv")
    assert shape(tags) == [("", "libre", ""), ("temps", "attente", ""), ("temps", "urgence", "")]
    paths = read_grid(b"nom\nTemps\nTemps::Attente\nTemps::Urgence\n", "chemins.csv")
    assert shape(paths) == [("", "Temps", ""), ("", "Attente", "Temps"), ("", "Urgence", "Temps")]


def test_a_file_without_a_code_says_what_to_write() -> None:
    """Empty, of another kind, or of another format: the message names the file and the remedy."""
    for data, name in ((b"", "a.txt"), (b"nom;famille\n", "a.csv"), (b"x", "a.docx"), (b"<html/>", "a.qdc")):
        with pytest.raises(FiligraneError, match=name):
            read_grid(data, name)


def test_grids_of_other_tools_come_in_whole() -> None:
    """Every grid of ATLAS.ti, Taguette and others that was collected is read, and none of its codes is lost."""
    shared = os.environ.get("FILIGRANE_SHARED")
    if not shared:
        pytest.skip("FILIGRANE_SHARED n'est pas donné : les grilles d'autres logiciels ne sont pas là")
    found = sorted((Path(shared) / "refi/samples").glob("*.qdc"))
    assert found
    for path in found:
        data = path.read_bytes()
        read = read_grid(data, path.name)
        made = whole_grid.imported(NOTHING, read).after.book
        assert len(made.codes) + len(made.families) >= data.count(b"<Code ")


def test_what_the_grid_holds_already_is_not_added_twice() -> None:
    """Families meet by their names, codes by their names in their family; brought in again, nothing changes."""
    read = ImportedGrid(("métier",), (whole_grid.ImportedCode("frontieres", "métier"),
                                      whole_grid.ImportedCode("Relances", "Métier")))
    once = whole_grid.imported(GRID, read).after
    assert [(c.id, c.family) for c in once.book.codes if c.label == "Relances"] == [("A3", "A")]
    assert len(once.book.codes) == len(GRID.book.codes) + 1
    with pytest.raises(FiligraneError, match="nouveau"):
        whole_grid.imported(once, read)


def test_an_id_that_was_borne_once_is_never_given_again() -> None:
    """What was coded with a code that left never counts in another."""
    assert operations.in_vivo(GRID, "Nouveau", "A", {"A7"}).what == "A8"


def test_an_in_vivo_code_goes_where_it_is_put_or_to_be_sorted() -> None:
    """The family of codes to sort is made once, and found again."""
    first = operations.in_vivo(NOTHING, "  mettre   les mains dedans ").after
    second = operations.in_vivo(first, "autre").after
    assert [f.label for f in second.book.families] == [TO_SORT]
    assert [(c.id, c.label, c.defined) for c in second.book.codes] == [
        ("A1", "mettre les mains dedans", False), ("A2", "autre", False)]


def test_a_family_is_made_renamed_and_removed() -> None:
    """One that holds codes goes only when they are told where to go."""
    made = whole_grid.create_family(GRID, "Corps").after
    named = whole_grid.rename_family(made, "C", "Le corps").after
    assert [f.label for f in named.book.families] == ["Métier", "Droit", "Le corps"]
    assert whole_grid.remove_family(named, "C").after.book == GRID.book
    with pytest.raises(FiligraneError, match="A1 Frontières"):
        whole_grid.remove_family(GRID, "A")
    moved = whole_grid.remove_family(GRID, "A", "B").after.book
    assert {c.family for c in moved.codes} == {"B"}
    with pytest.raises(FiligraneError, match="droit"):
        whole_grid.create_family(GRID, "droit")


def test_emptying_retires_what_served_and_takes_the_rest_away() -> None:
    """Codings follow a retired code; a theme that gathered only what goes goes with it."""
    after = whole_grid.empty(GRID, {"A1"}, TODAY).after
    assert [(c.id, c.retired) for c in after.book.codes] == [("A1", TODAY)]
    assert [f.id for f in after.book.families] == ["A"]
    assert [t.codes for t in after.theme_list] == [("A1",)]
    bare = whole_grid.empty(GRID, (), TODAY).after
    assert (bare.book.codes, bare.book.families, bare.theme_list) == ((), (), [])
    with pytest.raises(FiligraneError, match="déjà vide"):
        whole_grid.empty(bare, (), TODAY)


def test_the_whole_grid_is_given_back_to_the_byte(tmp_path: Path) -> None:
    """Emptied, filled, coloured, its families changed: each undone, the files are what they were; made again, too."""
    study = Study(tmp_path)
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook/codebook.yaml").write_bytes(CODEBOOK.encode())
    (tmp_path / "codebook/themes.yaml").write_bytes(THEMES.encode())
    read = read_grid(INDENTED.encode(), "grille.txt")
    for draft in (
        whole_grid.empty(GRID, {"A1"}, TODAY), whole_grid.imported(GRID, read),
        operations.colour(GRID, "A1", COLOURS[3]), whole_grid.create_family(GRID, "Corps"),
        whole_grid.remove_family(GRID, "A", "B"), operations.in_vivo(GRID, "Nouveau"),
    ):
        grid_files.apply(study, draft, "Ana")
        grid_files.undo(study, "Ana")
        assert grid_files.grid(study) == GRID
        assert grid_files.redo(study, "Ana").operation == draft.operation
        assert grid_files.grid(study) == draft.after
        grid_files.undo(study, "Ana")


def test_every_colour_of_the_palette_reads_on_white() -> None:
    """At 4.5 to 1 at least, none twice."""
    parts = [[int(c[at : at + 2], 16) for at in (1, 3, 5)] for c in COLOURS]
    assert min(map(contrast_on_white, parts)) >= 4.5
    assert len(set(COLOURS)) == len(COLOURS)


@pytest.mark.parametrize(("grid", "codes"), [("vide", 0), ("exemple", 16), ("fichier", 4)])
def test_a_study_begins_with_the_grid_that_is_asked_for(grid: str, codes: int, tmp_path: Path) -> None:
    """Empty, the example's, which suggests nothing yet, or one's own, by an option; without it, the example's."""
    (tmp_path / "grille.txt").write_text(INDENTED, "utf-8")
    asked = str(tmp_path / "grille.txt") if grid == "fichier" else grid
    assert main(["new", str(tmp_path / "enquete"), "--demarche", "grille", "--grille", asked]) == 0
    book = grid_files.grid(Study(tmp_path / "enquete")).book
    assert len(book.codes) == codes
    assert book.example is (grid == "exemple")


def test_the_example_is_adopted_by_taking_its_one_line_away(tmp_path: Path) -> None:
    """What remains is, to the byte, the grid of the demonstration and a blank line."""
    main(["new", str(tmp_path / "enquete"), "--demarche", "grille"])
    study = Study(tmp_path / "enquete")
    grid = grid_files.grid(study)
    adopted = whole_grid.adopt(grid).after
    assert not adopted.book.example
    assert adopted.book.codes == grid.book.codes
    with pytest.raises(FiligraneError, match="déjà la vôtre"):
        whole_grid.adopt(adopted)


def test_the_grid_is_asked_when_someone_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """« Quelle grille ? »: a number; Enter for an empty one; the third asks for a file; in a script, the example's."""
    answers = iter(["neuf", "2", "", "3", "ma-grille.qdc"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    assert [study_setup.ask_grid() for _ in range(3)] == ["exemple", "vide", "ma-grille.qdc"]

    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert study_setup.ask_grid() == "exemple"


def test_a_file_that_cannot_be_read_leaves_no_study(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The grid is read before anything is written."""
    absent = str(tmp_path / "absente.qdc")
    assert main(["new", str(tmp_path / "enquete"), "--demarche", "grille", "--grille", absent]) == 1
    assert "est introuvable" in capsys.readouterr().err
    assert not (tmp_path / "enquete").exists()
