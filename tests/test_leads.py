"""A person makes something of a grouping: previewed, written in the grid's files, undone to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.analysis.counts.association import blind_spots, crossed, spreads
from pipeline.codebook import grid_files
from pipeline.codebook.drafts import NewCode
from pipeline.codebook.grid import NamedGrouping, named_groupings, themes
from pipeline.codebook.theme_operations import attach, promote
from pipeline.model.contracts import Topic
from pipeline.model.errors import BrokenCodebook
from pipeline.model.study import Study

CODES = """families:
  - {id: A, label: Le métier}
codes:
  - id: A1
    label: Mission
    family: A
    definition: Ce que fait le métier.
"""
THEMES = """# Nos thèmes
themes:
  - id: temps
    label: Le temps
    definition: Ce qui manque.
    codes: [A1]
"""
LEAD = NamedGrouping(3, "mots de passe", ("E01:1:w0-w9", "E02:4:w0-w7"))
TOPICS = [Topic(f"E01:{i}:w0-w9", i % 2, 1 - i / 100) for i in range(40)]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook/codebook.yaml").write_text(CODES, "utf-8")
    (tmp_path / "codebook/themes.yaml").write_text(THEMES, "utf-8")
    return Study(tmp_path)


def test_a_grouping_attached_to_a_theme_is_kept_with_what_tells_it(study: Study) -> None:
    """The theme lists its number, the file its excerpts; both are read back."""
    grid_files.apply(study, attach(grid_files.grid(study), "temps", LEAD), "ana")
    assert named_groupings(study) == [LEAD]
    assert themes(study)[0].groupings == (3,)
    assert (study / "codebook/themes.yaml").read_text("utf-8").startswith("# Nos thèmes\n")


def test_a_grouping_becomes_a_code_with_a_person_s_words(study: Study) -> None:
    """The code is in the grid, with the definition that was typed, and the grouping says which it became."""
    new = NewCode("A2", "Mots de passe", "Retrouver les identifiants.", "A")
    grid_files.apply(study, promote(grid_files.grid(study), new, LEAD), "ana")
    assert [c.id for c in grid_files.grid(study).book.codes] == ["A1", "A2"]
    assert named_groupings(study) == [NamedGrouping(3, "mots de passe", LEAD.excerpts, "A2")]


def test_both_gestures_are_undone_to_the_byte(study: Study) -> None:
    """Attached then promoted, then taken back twice: the files are what they were."""
    before = grid_files.grid(study)
    grid_files.apply(study, attach(before, "temps", LEAD), "ana")
    grid_files.apply(study, promote(grid_files.grid(study), NewCode("A2", "Codes", "Les codes.", "A"), LEAD), "ana")
    assert named_groupings(study)[0].code == "A2"
    grid_files.undo(study, "ana")
    grid_files.undo(study, "ana")
    assert grid_files.grid(study) == before


def test_a_gesture_that_makes_no_sense_is_refused(study: Study) -> None:
    """No such theme, twice the same, nothing to tell it by, a code without a name."""
    grid = grid_files.grid(study)
    with pytest.raises(BrokenCodebook, match="n'est pas un thème"):
        attach(grid, "espace", LEAD)
    with pytest.raises(BrokenCodebook, match="déjà rattaché"):
        attach(attach(grid, "temps", LEAD).after, "temps", LEAD)
    with pytest.raises(BrokenCodebook, match="aucun extrait"):
        attach(grid, "temps", NamedGrouping(3, "", ()))
    with pytest.raises(BrokenCodebook, match="nom"):
        promote(grid, NewCode("A2", "", "", "A"), LEAD)


def test_a_broken_section_is_named(study: Study) -> None:
    """A number that stands twice, an entry without excerpts: the file is named."""
    path = study / "codebook/themes.yaml"
    path.write_text(THEMES + "groupings:\n  - {id: 1, excerpts: [a]}\n  - {id: 1, excerpts: [b]}\n", "utf-8")
    with pytest.raises(BrokenCodebook, match="deux fois"):
        named_groupings(study)
    path.write_text(THEMES + "groupings:\n  - {id: 1}\n", "utf-8")
    with pytest.raises(BrokenCodebook, match="excerpts"):
        named_groupings(study)


def test_codes_crossed_are_counted_by_grouping() -> None:
    """Each passage counts once for each code a person put on it."""
    found = crossed(TOPICS, {"E01:0:w0-w9": {"A1", "B1"}, "E01:2:w0-w9": {"A1"}, "E01:1:w0-w9": {"B1"}})
    assert [(c.code, c.passages) for c in found[0]] == [("A1", 2), ("B1", 1)]
    assert [(c.code, c.passages) for c in found[1]] == [("B1", 1)]


def test_a_blind_spot_is_read_uncoded_and_in_a_grouping_that_holds() -> None:
    """Neither what nobody read, nor what is coded, nor what is in an unstable grouping."""
    read = {f"E01:{i}:w0-w9" for i in range(6)}
    assert blind_spots(TOPICS, {"E01:2:w0-w9": {"A1"}}, read, {0}) == {0: ["E01:0:w0-w9", "E01:4:w0-w9"]}


def test_a_code_is_broad_when_it_is_spread_on_enough_passages() -> None:
    """Spread evenly over forty passages it is; in one grouping, or on a few passages, it is not."""
    coded = {t.excerpt: {"LARGE", *({"SERRE"} if t.topic else set()), *({"RARE"} if t.weight > 0.97 else set())}
             for t in TOPICS}
    told = {s.code: s for s in spreads(TOPICS, coded)}
    assert (told["LARGE"].broad, told["LARGE"].entropy, told["LARGE"].passages) == (True, 1.0, 40)
    assert (told["SERRE"].broad, told["SERRE"].entropy) == (False, 0.0)
    assert not told["RARE"].broad
