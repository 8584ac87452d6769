"""The codebook is read as it is written, and what contradicts itself is named with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.codebook.grid import codebook, codebook_of, definition_version, themes
from pipeline.model.errors import BrokenCodebook
from pipeline.model.study import Study

DEMONSTRATION = Study(Path(__file__).resolve().parent.parent)
SMALL = """
lists: {faire: [faire, fais, fait]}
anchors: [en ligne]
families: [{id: A, label: Métier}]
codes:
  - id: A1
    label: Frontières
    family: A
    definition: Où finit le rôle.
    examples: [Ce n'est pas à moi de créer des adresses.]
    registre:
      markers: [pas mon rôle]
      anchored: [<faire> tout]
      exclusions: [tout droit]
"""
THEMES = "themes: [{id: t, label: T, definition: Un thème., codes: [A1]}]"


def study(folder: Path, grid: str = SMALL, themes: str = THEMES) -> Study:
    (folder / "codebook").mkdir()
    (folder / "codebook/codebook.yaml").write_text(grid, "utf-8")
    (folder / "codebook/themes.yaml").write_text(themes, "utf-8")
    return Study(folder)


def contrast_with_white(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_the_demonstration_has_sixteen_codes_in_five_families() -> None:
    """The demonstration's grid is whole: every code is defined, exemplified and has its registre."""
    grid = codebook(DEMONSTRATION)
    assert (len(grid.families), len(grid.codes)) == (5, 16)
    assert all(c.definition and c.include and c.exclude and c.markers for c in grid.codes)
    assert all(c.examples and c.counter_examples for c in grid.codes)


def test_colours_are_told_apart_and_read_on_white() -> None:
    """No two codes share a colour, and each stands out from white by 4.5 to 1 (WCAG AA)."""
    colours = [c.colour for c in codebook(DEMONSTRATION).codes]
    assert len(set(colours)) == len(colours)
    assert min(contrast_with_white(c) for c in colours) >= 4.5


def test_themes_come_in_their_order() -> None:
    """Mission boundaries, time pressure and ethics come first."""
    assert [t.id for t in themes(DEMONSTRATION)][:3] == ["frontieres", "temps", "ethique"]


def test_a_code_is_read_with_its_registre(tmp_path: Path) -> None:
    """Markers keep their order, faint ones are marked as such, and the version follows the definition."""
    code = codebook(study(tmp_path)).codes[0]
    assert [(m.pattern, m.anchored) for m in code.markers] == [("pas mon rôle", False), ("<faire> tout", True)]
    assert code.exclusions == ("tout droit",)
    assert code.version == definition_version("Où finit le rôle.", "", "")


def test_only_what_a_coder_is_told_changes_the_version() -> None:
    """Another definition is another version: refused suggestions come back to be read again."""
    assert definition_version("a", "b", "") != definition_version("a", "", "b")


def test_an_empty_grid_is_a_grid(tmp_path: Path) -> None:
    """A new study may have no code yet."""
    empty = study(tmp_path, "", "")
    assert codebook(empty).codes == ()
    assert themes(empty) == []


def test_an_old_name_leads_to_the_code_in_force(tmp_path: Path) -> None:
    """A code renamed twice is still found under its first name."""
    grid = codebook(study(tmp_path, SMALL + "aliases: {OLD: A0, A0: A1}\n"))
    assert [grid.in_force(c) for c in ("OLD", "A0", "A1", "Z")] == ["A1", "A1", "A1", "Z"]


@pytest.mark.parametrize(
    ("grid", "told"),
    [
        (SMALL.replace("family: A", "family: Z"), ("A1", "« Z »", "families")),
        (SMALL + "  - {id: A1, label: Autre, family: A, definition: Autre.}\n", ("« A1 »", "deux fois")),
        (SMALL.replace("family: A", "family: A\n    parent: Z"), ("A1", "« Z »", "parent")),
        (SMALL.replace("family: A", "family: A\n    parent: A1"), ("A1", "lui-même")),
        (SMALL + "aliases: {OLD: GONE}\n", ("« OLD »", "« GONE »", "aliases")),
        (SMALL + "aliases: {A1: A1}\n", ("« A1 »", "ancien nom")),
        (SMALL + "aliases: {X: Y, Y: X}\n", ("« X »", "n'existe pas")),
        (SMALL.replace("pas mon rôle", "(pas mon rôle"), ("A1", "(pas mon rôle", "parenthèse")),
        (SMALL.replace("<faire>", "<dire>"), ("A1", "« dire »", "n'existe pas")),
        (SMALL.replace("tout droit", "'(tout)?'"), ("A1", "exclusion", "n'importe quel texte")),
        (SMALL.replace("    label: Frontières\n", ""), ("label",)),
        (SMALL.replace("[pas mon rôle]", "pas mon rôle"), ("une liste est attendue",)),
        ("codes: [", ("YAML",)),
        ("- A1", ("rubriques",)),
    ],
)
def test_a_grid_that_contradicts_itself_is_refused(tmp_path: Path, grid: str, told: tuple[str, ...]) -> None:
    """The message names the file, the code and what to mend."""
    with pytest.raises(BrokenCodebook) as refusal:
        codebook(study(tmp_path, grid))
    assert all(words in str(refusal.value) for words in ("codebook.yaml", *told))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (THEMES.replace("[A1]", "[A1, Z9]"), ("« t »", "« Z9 »")),
        ("themes: [{id: t, label: T}]", ("definition",)),
        ("themes: [{id: t, label: T, definition: D}, {id: t, label: U, definition: D}]", ("deux fois",)),
    ],
)
def test_a_theme_that_leads_nowhere_is_refused(tmp_path: Path, written: str, told: tuple[str, ...]) -> None:
    """A theme gathers only codes of the grid, and is written once."""
    with pytest.raises(BrokenCodebook) as refusal:
        themes(study(tmp_path, themes=written))
    assert all(words in str(refusal.value) for words in ("themes.yaml", *told))


def test_a_retired_code_is_kept_and_not_offered(tmp_path: Path) -> None:
    """With its day or without; what it was coded with still finds it."""
    grid = codebook(study(tmp_path, SMALL.replace("    family: A\n", "    family: A\n    retired: 2026-03-01\n")))
    assert ([c.retired for c in grid.codes], grid.offered) == (["2026-03-01"], ())
    undated = codebook_of(Path("g.yaml"), SMALL.replace("    family: A\n", "    family: A\n    retired: true\n"))
    assert undated.codes[0].retired


def test_a_theme_gathers_the_codes_below_those_it_names(tmp_path: Path) -> None:
    """A code made more precise, or renamed, stays in its themes."""
    nested = SMALL + "  - {id: A11, label: Refus, family: A, definition: Non., parent: A1}\naliases: {OLD: A1}\n"
    place = study(tmp_path, nested, THEMES.replace("[A1]", "[OLD]"))
    assert codebook(place).branch("A1") == ("A1", "A11")
    assert themes(place)[0].codes == ("A1", "A11")


def test_a_missing_grid_is_named(tmp_path: Path) -> None:
    """Without its file, the stage says which one it misses."""
    with pytest.raises(BrokenCodebook, match="introuvable"):
        codebook(Study(tmp_path))
