"""The page « Grille de codage »: the tree and its counts, a code's sheet, changes seen before they are made."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from dashboard.pages.grille import words as wording
from dashboard.pages.suggestions.state import NONE_TITLE as SUGGESTION_NONE
from dashboard.words import coding_words
from pipeline.anchoring import decisions
from pipeline.codebook import grid_files, operations
from pipeline.model.study import Study
from tests.test_dashboard_pages import PAGES, run, shown
from tests.test_grid_operations import coding

CODE = {
    "id": "A3", "label": "Temps", "family": "A", "definition": "Le temps manque.", "colour": "#0b7285",
    "examples": ["On n'a pas le temps."], "counter_examples": ["Il a du temps libre."],
    "registre": {"markers": ["pas le temps", "temps libre"], "anchored": ["urgent*"]},
}


@pytest.fixture
def grid(small_study: Path) -> Path:
    """A study whose second code has a registre, and one coding by Ana."""
    path = small_study / "codebook/codebook.yaml"
    written = yaml.safe_load(path.read_text("utf-8"))
    written["codes"][1] = CODE
    path.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), "utf-8")
    said = coding("1", "A1", first_word=0, last_word=4, quote="On court tout le temps")
    decisions.append(Study(small_study), "ana", [said])
    return small_study


def opened(grid: Path, monkeypatch: pytest.MonkeyPatch, view: str = "sheet", **address: str) -> AppTest:
    test = run("grille/page.py", grid, monkeypatch, **({"code": "A3"} | address))
    return test if view == "sheet" else test.segmented_control(key="grille:view").set_value(view).run()


def test_the_tree_counts_people_first_and_the_machine_apart(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decisions of persons make the figures; suggestions stand beside them, when somebody asks for them."""
    page = shown(opened(grid, monkeypatch))
    assert "1 personne · 1 entretien · 1 passage" in page
    assert "+ 1 suggestion à relire" not in page
    assert "+ 1 suggestion à relire" in shown(run("grille/page.py", grid, monkeypatch, suggestions="oui", code="A3"))


def test_the_sheet_tries_the_sentences_of_the_code(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An example that is seen, a counter-example that is taken, and how often each marker fires."""
    page = shown(opened(grid, monkeypatch))
    assert f"{wording.SEEN} pas le temps" in page
    assert f"{wording.TAKEN} temps libre" in page
    assert "0 extrait" in page


def test_a_sentence_typed_in_is_tried(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The codes that react are shown with their markers; without any, it is said."""
    test = opened(grid, monkeypatch)
    tried = test.text_input(key="grille:phrase").set_value("J'ai pas le temps").run()
    assert f"{wording.SEEN} pas le temps" in shown(tried)
    assert wording.TRY_NOTHING in shown(test.text_input(key="grille:phrase").set_value("Il pleut").run())


def test_the_effect_is_shown_before_a_marker_is_saved(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passages gained are read first; saving needs a name, writes the file, and can be undone to the byte."""
    before = (grid / "codebook/codebook.yaml").read_bytes()
    test = opened(grid, monkeypatch, "edit")
    markers = next(area for area in test.text_area if area.label.startswith(f"{wording.MARKERS} ("))
    markers.set_value("pas le temps\ntemps libre\ncourir+").run()
    assert not test.exception
    assert f"{wording.GAINED} (1)" in shown(test)
    assert (grid / "codebook/codebook.yaml").read_bytes() == before
    test.text_input(key="coder:typed:edit").set_value("Ana")
    next(b for b in test.button if b.label == coding_words.NAME_START).click().run()
    test.button(key="grille:edit:do").click().run()
    assert not test.exception
    assert "courir+" in (grid / "codebook/codebook.yaml").read_text("utf-8")
    test.segmented_control(key="grille:view").set_value("history").run()
    assert "modification (A3)" in shown(test)
    test.button(key="grille:undo").click().run()
    assert (grid / "codebook/codebook.yaml").read_bytes() == before


def test_a_marker_that_cannot_be_understood_is_told(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says what is wrong, and offers nothing to save."""
    test = opened(grid, monkeypatch, "edit")
    markers = next(area for area in test.text_area if area.label.startswith(f"{wording.MARKERS} ("))
    markers.set_value("(pas le temps").run()
    assert "parenthèse" in shown(test)
    assert not [b for b in test.button if b.label == wording.SAVE]


def test_a_merge_is_previewed_coding_by_coding(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every coding touched is shown under its coder's name before the button."""
    test = opened(grid, monkeypatch, "operate", code="A1")
    test.selectbox(key="grille:operation").set_value("merge").run()
    test.selectbox(key="grille:A1:into").set_value("A3").run()
    page = shown(test)
    assert "ana (1)" in page
    assert f"{wording.COUNTED_AS} A3" in page
    assert "Frontières : A1 → A3" in page


def test_words_selected_make_the_label(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In vivo: the address carries the words, and the form of a new code opens with them."""
    test = run("grille/page.py", grid, monkeypatch, libelle="courir partout")
    assert test.text_input(key="grille:new:label").value == "courir partout"


def test_a_code_below_another_counts_in_it(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for the code above, the page of extracts gives those of the one below too."""
    assert "2 personnes, 3 passages" in shown(run("extraits/page.py", grid, monkeypatch, code="A1"))
    path = grid / "codebook/codebook.yaml"
    path.write_text(path.read_text("utf-8").replace("- id: A3\n", "- id: A3\n  parent: A1\n"), "utf-8")
    assert "2 personnes, 4 passages" in shown(run("extraits/page.py", grid, monkeypatch, code="A1"))


def test_a_retired_code_leaves_filters_and_suggestions_at_once(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has to be computed again; what was coded stays, said apart, and a link to it still filters."""
    assert SUGGESTION_NONE not in unescape(shown(named(grid, monkeypatch)))
    study = Study(grid)
    grid_files.apply(study, operations.retire(grid_files.grid(study), "A3", "2026-01-01"), "Ana")
    grid_files.apply(study, operations.retire(grid_files.grid(study), "A1", "2026-01-01"), "Ana")

    extracts = run("extraits/page.py", grid, monkeypatch)
    assert list(extracts.multiselect(key="code").options) == []
    assert SUGGESTION_NONE in unescape(shown(named(grid, monkeypatch)))
    assert "A1 Mission (code retiré)" in shown(extracts)
    asked = run("extraits/page.py", grid, monkeypatch, code="A1")
    assert asked.multiselect(key="code").value == ["A1"]
    for page in ("accords/page.py", "saturation/page.py"):
        said = shown(run(page, grid, monkeypatch))
        assert not [label for label in ("A1 Mission", "Mission</", "A3 Temps", "Temps</") if label in said], page


def test_the_example_suggests_nothing_until_somebody_says_it_is_theirs(
    grid: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a run proposed before is dropped at once; « C'est ma grille » takes one line away, and it is undone."""
    path = grid / "codebook/codebook.yaml"
    path.write_text(path.read_text("utf-8") + "example: true\n", "utf-8")
    assert SUGGESTION_NONE in unescape(shown(named(grid, monkeypatch)))
    test = opened(grid, monkeypatch)
    assert wording.EXAMPLE in unescape(shown(test))
    assert test.button(key="grille:adopt:do").disabled
    test.text_input(key="coder:typed:example").set_value("Ana")
    next(b for b in test.button if b.label == coding_words.NAME_START).click().run()
    test.button(key="grille:adopt:do").click().run()
    assert not test.exception
    assert "example: true" not in path.read_text("utf-8")
    assert wording.EXAMPLE not in unescape(shown(test))
    test.button(key="grille:undo:last").click().run()
    assert "example: true" in path.read_text("utf-8")


def test_a_grid_that_is_pasted_is_shown_then_written_and_the_form_is_empty_again(
    grid: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was understood is read first; pressed twice, it is written once."""
    before = (grid / "codebook/codebook.yaml").read_bytes()
    test = opened(grid, monkeypatch, "whole")
    test.text_area(key="grille:new:pasted").set_value("Corps\n\tMain : la main\n\tPied\n").run()
    assert "2 codes, 1 famille" in shown(test)
    assert (grid / "codebook/codebook.yaml").read_bytes() == before
    test.text_input(key="coder:typed:import").set_value("Ana")
    next(b for b in test.button if b.label == coding_words.NAME_START).click().run()
    test.button(key="grille:import:do").click().run()
    assert not test.exception
    book = grid_files.grid(Study(grid)).book
    assert [(c.id, c.label) for c in book.codes][-2:] == [("B1", "Main"), ("B2", "Pied")]
    assert test.text_area(key="grille:new:pasted").value == ""


def named(grid: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Open the page Suggestions as Ana, who sees suggestions while she decides."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(grid))
    test = AppTest.from_file(str(PAGES / "suggestions/page.py"), default_timeout=60)
    test.session_state["coder"], test.session_state["coder:mode"] = "Ana", "assisted"
    return test.run()
