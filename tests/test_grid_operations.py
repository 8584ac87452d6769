"""Operations on the grid: only what they say changes, and undoing them gives the very bytes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.anchoring import decisions
from pipeline.codebook import grid_files, operations
from pipeline.codebook.drafts import Grid
from pipeline.codebook.grid import definition_version
from pipeline.codebook.grid_files import history, last
from pipeline.codebook.operations import DraftOperation, NewCode
from pipeline.coding.grid_effect import preview
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.made_files import made

CODEBOOK = """\
# Notre grille.
families: [{id: A, label: Métier}, {id: B, label: Droit}]

codes:
  - id: A1   # le premier
    label: Frontières
    family: A
    definition: Où finit le rôle.
    examples: [Ce n'est pas à moi.]
    registre:
      markers:
        - pas mon rôle  # dit souvent
        - fiche de poste

  # Un commentaire de A2.
  - id: A2
    label: Faire avec
    family: A
    definition: "Aider : faire avec."

  - id: B1
    label: Mots de passe
    family: B
    definition: Les identifiants.

# Les anciens noms.
aliases: {}
"""
THEMES = """\
themes:
  - id: t  # le seul
    label: Tout
    definition: Un thème.
    codes: [A1, B1]
"""
GRID = Grid(CODEBOOK.encode(), THEMES.encode())
TODAY = "2026-03-01"


def read(grid: Grid) -> dict[str, Any]:
    return {c["id"]: c for c in yaml.safe_load(grid.codebook)["codes"]}


def coding(name: str, code: str, coder: str = "ana", **more: Any) -> CodingDecision:
    return CodingDecision(**{
        "id": name, "at": "2026-01-01T00:00:00.000001", "session": "E01", "turn": 1, "first_word": 0, "last_turn": 1,
        "last_word": 3, "quote": "ce n'est pas", "code": code, "decision": "add", "mode": "manual",
        "definition": "1", "author": coder, "memo": "à revoir", **more,
    })


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook/codebook.yaml").write_bytes(GRID.codebook)
    (tmp_path / "codebook/themes.yaml").write_bytes(GRID.themes)
    return Study(tmp_path)


def test_a_label_is_changed_and_nothing_else() -> None:
    """Every other byte stays: comments, order, spaces."""
    after = operations.rename(GRID, "A1", "Bords").after
    assert after.codebook == GRID.codebook.replace("label: Frontières".encode(), b"label: Bords")
    assert after.themes == GRID.themes


def test_a_new_id_leaves_the_former_one_as_an_alias() -> None:
    """Codings follow; themes and codes below are written anew."""
    nested = operations.create(GRID, NewCode("A11", "Refus", "Dire non.", parent="A1")).after
    after = operations.rename(nested, "A1", id_="A9").after
    assert after.book.in_force("A1") == "A9"
    assert read(after)["A11"]["parent"] == "A9"
    assert "codes: [A9, B1]" in after.gathered.text


def test_a_code_moves_with_those_below_it() -> None:
    """Under another code, it takes its family; its definition, and so its version, stays."""
    after = operations.move(GRID, "A2", parent="B1").after
    assert (read(after)["A2"]["parent"], read(after)["A2"]["family"]) == ("B1", "B")
    assert after.book.branch("B1") == ("B1", "A2")
    assert after.theme_list[0].codes == ("A1", "B1", "A2")
    assert operations.move(after, "A2", "A", parent="").after.codebook == GRID.codebook


def test_merged_codes_count_as_one() -> None:
    """The first leads to the second, in themes too; its markers come along only when asked."""
    after = operations.merge(GRID, "A1", "A2").after
    assert (after.book.in_force("A1"), set(read(after))) == ("A2", {"A2", "B1"})
    assert "codes: [A2, B1]" in after.gathered.text
    assert "# Un commentaire de A2." in after.codes.text
    with_markers = operations.merge(GRID, "A1", "A2", registre=True).after
    assert read(with_markers)["A2"]["registre"] == {"markers": ["pas mon rôle", "fiche de poste"]}
    assert read(with_markers)["A2"]["examples"] == ["Ce n'est pas à moi."]


@pytest.mark.parametrize("keep", [True, False])
def test_a_split_code_keeps_its_codings(*, keep: bool) -> None:
    """The code stays above the new ones, or is retired; its codings wait under it for their coder."""
    pieces = [NewCode("A1a", "Doutes"), NewCode("A1b", "Refus", "Dire non.")]
    draft = operations.split(GRID, "A1", pieces, keep=keep, today=TODAY)
    book = draft.after.book
    assert book.branch("A1") == (("A1", "A1a", "A1b") if keep else ("A1",))
    assert [c.id for c in book.offered] == [c for c in ("A1", "A1a", "A1b", "A2", "B1") if keep or c != "A1"]
    assert draft.after.theme_list[0].codes == ("A1", "A1a", "A1b", "B1")
    assert [t.code for t in preview(draft, [coding("1", "A1")]).touched["ana"]] == ["A1"]


def test_a_retired_code_is_known_and_no_longer_offered() -> None:
    """Its date stands in the file; putting it back leaves the file as it was."""
    retired = operations.retire(GRID, "A2", TODAY).after
    assert "retired: 2026-03-01" in retired.codes.text
    assert [c.retired for c in retired.book.codes] == ["", TODAY, ""]
    assert operations.restore(retired, "A2").after == GRID


def test_markers_are_edited_line_by_line() -> None:
    """What did not change keeps its comment; a marker that cannot be understood is refused."""
    lists = {"markers": ["pas mon rôle", "sortir+ de <possessif> rôle"], "exclusions": ["jeu de rôle"]}
    after = operations.edit(GRID, "A1", {"definition": "Où finit   le rôle, et pourquoi."}, lists).after
    assert "- pas mon rôle  # dit souvent\n        - sortir+ de <possessif> rôle\n" in after.codes.text
    assert read(after)["A1"]["registre"]["exclusions"] == ["jeu de rôle"]
    assert after.book.codes[0].version == definition_version("Où finit le rôle, et pourquoi.", "", "")
    with pytest.raises(FiligraneError, match="parenthèse"):
        operations.edit(GRID, "A1", {}, {"markers": ["(pas mon rôle"]})


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (lambda: operations.rename(GRID, "Z", "x"), "n'est pas un code"),
        (lambda: operations.rename(GRID, "A1", id_="A2"), "déjà"),
        (lambda: operations.rename(GRID, "A1", id_="a b"), "identifiant"),
        (lambda: operations.rename(GRID, "A1", "Frontières"), "Rien ne change"),
        (lambda: operations.move(GRID, "A1", parent="A1"), "se précise lui-même"),
        (lambda: operations.move(GRID, "A1", "Z"), "famille"),
        (lambda: operations.merge(GRID, "A1", "A1"), "lui-même"),
        (lambda: operations.merge(GRID, "A1", "A2", registre=True).after and operations.restore(GRID, "A1"), "retiré"),
        (lambda: operations.split(GRID, "A1", [NewCode("X", "x")], today=TODAY), "au moins deux"),
        (lambda: operations.create(GRID, NewCode("X", " ", "d", "A")), "nom"),
        (lambda: operations.create(GRID, NewCode("X", "x", "d", "Z")), "famille"),
    ],
)
def test_what_makes_no_sense_is_refused(draft: Any, told: str) -> None:
    """The message says what to mend; nothing was written."""
    with pytest.raises(FiligraneError, match=told):
        draft()


def test_a_preview_shows_every_coding_touched() -> None:
    """By coder, with where it counts from then on, its words and its memo; the lines of both files too."""
    kept = [coding("1", "A1"), coding("2", "B1"), coding("3", "A1", "noe"), coding("4", "A1", decision="read")]
    seen = preview(operations.merge(GRID, "A1", "B1"), kept)
    assert {c: [(t.coding.id, t.code, t.coding.memo) for t in found] for c, found in seen.touched.items()} == {
        "ana": [("1", "B1", "à revoir"), ("2", "B1", "à revoir")], "noe": [("3", "B1", "à revoir")]}
    assert seen.themes == [("Tout", ("A1", "B1"), ("B1",))]
    assert {"-  - id: A1   # le premier", "+  A1: B1", "+    codes: [B1]"} <= set(seen.lines)


def test_undo_gives_the_bytes_back(study: Study) -> None:
    """Both files are what they were; codings made since under the other code stay there."""
    grid_files.apply(study, operations.merge(GRID, "A1", "B1"), "Ana")
    decisions.append(study, "ana", [coding("late", "B1")])
    assert grid_files.undo(study, "Noé").undoes
    assert grid_files.grid(study) == GRID
    assert grid_files.grid(study).book.in_force(decisions.codings(study)[0].code) == "B1"
    assert [(d.author, d.operation) for d in history(study)] == [("Ana", "merge"), ("Noé", "undo")]
    with pytest.raises(FiligraneError, match="Aucune opération"):
        grid_files.undo(study, "Ana")


def test_a_file_edited_meanwhile_is_never_lost(study: Study) -> None:
    """An operation on a grid that changed since it was seen is refused, and so is undoing over an edit by hand."""
    draft = operations.rename(GRID, "A1", "Bords")
    grid_files.apply(study, operations.retire(GRID, "A2", TODAY), "ana")
    with pytest.raises(FiligraneError, match="aperçu"):
        grid_files.apply(study, draft, "ana")
    path = study / "codebook/codebook.yaml"
    edited = path.read_bytes() + b"# \xc3\xa0 la main\n"
    path.write_bytes(edited)
    with pytest.raises(FiligraneError, match="à la main"):
        grid_files.undo(study, "ana")
    assert path.read_bytes() == edited


def test_an_edit_of_the_other_file_does_not_hinder_an_undo(study: Study) -> None:
    """Only the files that the operation changed are given back."""
    grid_files.apply(study, operations.rename(GRID, "A1", "Bords"), "ana")
    themes = study / "codebook/themes.yaml"
    themes.write_bytes(themes.read_bytes() + b"# relu\n")
    grid_files.undo(study, "ana")
    assert (study / "codebook/codebook.yaml").read_bytes() == GRID.codebook
    assert themes.read_bytes() == GRID.themes + b"# relu\n"


def test_the_last_check_reads_the_history_but_not_its_signatures(study: Study) -> None:
    """A researcher may bear the name of a participant; labels and former files are read like the rest."""
    grid_files.apply(study, operations.create(GRID, NewCode("X1", "Chez Zoubida", "D.", "A")), "Karim")
    texts = {d.path: d.text for d in made(study)}
    assert "Karim" not in texts["codebook/history.csv"]
    assert "create" in texts["codebook/history.csv"]
    assert "Zoubida" in texts["codebook/codebook.yaml"]
    grid_files.apply(study, operations.retire(grid_files.grid(study), "X1", TODAY), "Karim")
    assert any("Zoubida" in d.text for d in made(study) if d.path.startswith("codebook/history/"))


def test_a_name_that_no_file_could_bear_is_refused(study: Study) -> None:
    """The history is signed like decisions are."""
    with pytest.raises(FiligraneError):
        grid_files.apply(study, operations.rename(GRID, "A1", "Bords"), "../x")
    assert grid_files.grid(study) == GRID


KINDS = ("create", "rename", "id", "move", "merge", "split", "retire", "restore", "edit", "undo")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 50), st.integers(0, 50)), max_size=12)


def drafted(grid: Grid, step: tuple[str, int, int], new: str) -> DraftOperation:
    """Draw an operation on codes that are there."""
    codes = [c.id for c in grid.book.codes]
    kind, code, other = step[0], codes[step[1] % len(codes)], codes[step[2] % len(codes)]
    possible: dict[str, Any] = {
        "create": lambda: operations.create(grid, NewCode(new, f"Code: {new}", "# Une définition.", "A")),
        "rename": lambda: operations.rename(grid, code, f"« {new} »: l'autre"),
        "id": lambda: operations.rename(grid, code, id_=new),
        "move": lambda: operations.move(grid, code, parent=other if step[2] % 3 else ""),
        "merge": lambda: operations.merge(grid, code, other, registre=bool(step[2] % 2)),
        "split": lambda: operations.split(
            grid, code, [NewCode(f"{new}a", "a"), NewCode(f"{new}b", "b")], keep=bool(step[2] % 2), today=TODAY),
        "retire": lambda: operations.retire(grid, code, TODAY),
        "restore": lambda: operations.restore(grid, code),
        "edit": lambda: operations.edit(grid, code, {"include": new}, {"markers": ["pas mon rôle", new]}),
    }
    return possible[kind]()  # type: ignore[no-any-return]


@given(STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_history_loses_a_coding_and_undoing_all_gives_the_first_bytes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]],
) -> None:
    """Whatever is done, each old id leads to a code of the grid, and undoing everything gives the first bytes."""
    root = tmp_path_factory.mktemp("grid")
    (root / "codebook").mkdir()
    (root / "codebook/codebook.yaml").write_bytes(GRID.codebook)
    (root / "codebook/themes.yaml").write_bytes(GRID.themes)
    place = Study(root)
    coded = {"A1", "A2", "B1"}
    for number, step in enumerate(steps):
        now = grid_files.grid(place)
        try:
            if step[0] == "undo":
                grid_files.undo(place, "ana")
            else:
                grid_files.apply(place, drafted(now, step, f"N{number}"), "ana")
        except FiligraneError:
            assert grid_files.grid(place) == now
        book = grid_files.grid(place).book
        assert {book.in_force(c) for c in coded} <= {c.id for c in book.codes}
        assert {c for t in grid_files.grid(place).theme_list for c in t.codes} <= {c.id for c in book.codes}
    while last(history(place)):
        grid_files.undo(place, "ana")
    assert grid_files.grid(place) == GRID
