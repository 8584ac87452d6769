"""Operations on themes: only what they say changes in the file, and undoing them gives the very bytes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codebook import grid_files
from pipeline.codebook.drafts import Grid
from pipeline.codebook.grid_files import history
from pipeline.codebook.theme_operations import ThemeDraft, as_written, create_theme, delete_theme, edit_theme
from pipeline.coding.grid_effect import preview
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from tests.test_grid_operations import CODEBOOK

THEMES = """\
# Les thèmes, écrits à la main.
themes:
  - id: t  # le premier
    label: Tout
    definition: Un thème.
    codes: [A1, B1]
    questions: [q1]

  # Un commentaire du second.
  - id: droit
    label: Le droit
    definition: "Garder : ou non."
    codes:
      - B1
    groupings: [4]
"""
GRID = Grid(CODEBOOK.encode(), THEMES.encode())
NEW = ThemeDraft("Été & travail", "Ce que l'été change.", ("A2",), (3,))


def test_a_theme_is_added_at_the_end() -> None:
    """The rest of the file, comments included, stays byte for byte; the id comes from the name."""
    after = create_theme(GRID, NEW).after
    assert after.themes.startswith(THEMES.encode().rstrip(b"\n"))
    made = after.theme_list[-1]
    assert (made.id, made.label, made.codes, made.groupings) == ("ete-travail", NEW.label, ("A2",), (3,))
    assert create_theme(after, NEW).after.theme_list[-1].id == "ete-travail-2"


def test_a_change_touches_its_own_lines_only() -> None:
    """What the form does not know (« questions ») and comments stay."""
    wanted = replace(as_written(GRID, "t"), definition="Autre chose.", codes=("A1", "A2"))
    draft = edit_theme(GRID, "t", wanted)
    assert preview(draft, ()).lines == [
        "-    definition: Un thème.", "-    codes: [A1, B1]", "+    definition: Autre chose.", "+    codes: [A1, A2]"]


def test_a_theme_is_taken_out_and_the_other_stays() -> None:
    """Codings are in no theme file: none changes."""
    after = delete_theme(GRID, "t").after
    assert [t.id for t in after.theme_list] == ["droit"]
    assert after.codebook == GRID.codebook
    assert [t.id for t in delete_theme(after, "droit").after.theme_list] == []


@pytest.mark.parametrize(("wanted", "words"), [
    (ThemeDraft("", "x"), "nom"), (ThemeDraft("x", " "), "définition"), (ThemeDraft("x", "y", ("Z9",)), "Z9"),
])
def test_a_theme_that_says_too_little_is_refused(wanted: ThemeDraft, words: str) -> None:
    """A name, a definition, and codes that the grid holds."""
    with pytest.raises(FiligraneError, match=words):
        create_theme(GRID, wanted)


def test_an_unknown_theme_and_a_change_of_nothing_are_refused() -> None:
    """Nothing is written for nothing."""
    with pytest.raises(FiligraneError):
        delete_theme(GRID, "z")
    with pytest.raises(FiligraneError):
        edit_theme(GRID, "t", as_written(GRID, "t"))


TEXTS = st.text("aé :#'\"-[]{}&*!|>%@,?", min_size=1).filter(str.strip)


@given(TEXTS, TEXTS, st.lists(st.sampled_from(["A1", "A2", "B1"]), unique=True))
def test_whatever_is_written_is_read_again(label: str, definition: str, codes: list[str]) -> None:
    """Signs that mean something in YAML are words like others."""
    made = create_theme(GRID, ThemeDraft(label, definition, tuple(codes))).after.theme_list[-1]
    assert (made.label, made.definition) == (" ".join(label.split()), " ".join(definition.split()))
    changed = edit_theme(GRID, "droit", ThemeDraft(f"{label}.", definition, tuple(codes))).after.theme_list
    assert changed[0] == GRID.theme_list[0]
    assert changed[1].label == " ".join(f"{label}.".split())


def test_the_last_operation_is_undone_to_the_byte(tmp_path: Path) -> None:
    """Each operation is told in the history, and taken back one by one."""
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook/codebook.yaml").write_text(CODEBOOK, "utf-8")
    (tmp_path / "codebook/themes.yaml").write_text(THEMES, "utf-8")
    study = Study(tmp_path)
    grid_files.apply(study, create_theme(grid_files.grid(study), NEW), "ana")
    grid_files.apply(study, delete_theme(grid_files.grid(study), "t"), "ana")
    for _ in range(2):
        grid_files.undo(study, "ana")
    assert grid_files.grid(study).themes == THEMES.encode()
    assert [d.operation for d in history(study)] == ["theme_create", "theme_delete", "undo", "undo"]
