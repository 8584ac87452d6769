"""The page « Regroupements »: trails that hold, blind spots, broad codes, specific words, and a person's gesture."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.pages.regroupements import words as wording
from dashboard.pages.regroupements.hierarchy import sets
from dashboard.pages.regroupements.lexicon import around
from dashboard.pages.regroupements.reinert import cut, leaves
from dashboard.ui.plots import Branch
from dashboard.words import coding_words, ui_words
from pipeline.codebook.grid import named_groupings
from pipeline.model.contracts import GroupingMerge, GroupingModel, ReinertClass, SimilarGroupings, Topic, WordLink
from pipeline.model.study import Study
from tests.conftest import EXCERPTS, TABLES, save_run
from tests.test_dashboard_pages import run, shown


def view(study: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> AppTest:
    return run("regroupements/page.py", study, monkeypatch).segmented_control(key="vue").set_value(name).run()


def test_a_trail_says_who_is_in_it_how_it_holds_and_its_words(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People first, three measures of stability, words by χ², codes that people put, and how the number was chosen."""
    page = shown(run("regroupements/page.py", small_study, monkeypatch))
    assert "2 personnes · 2 entretiens · 2 extraits" in page
    measures = f"0,65 ({ui_words.DRAWS}), 0,90 ({ui_words.SEEDS}), 0,40 ({ui_words.WORDS_HELD})"
    assert escape(measures) in page
    assert "temps (χ² 12,50 ; 1 extrait sur 2)" in page
    assert wording.COUNTS_TRIED in page
    assert wording.CROSSED in page


def test_groupings_are_numbered_from_one_named_by_their_words_and_folded(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table leads to each, whose first lines alone are open; on disk its number is what it was."""
    page = shown(run("regroupements/page.py", small_study, monkeypatch))
    [first] = re.findall(r'<article[^>]* id="g0">.*?</article>', page)
    opened = re.sub(r"<details.*?</details>", "", first)

    assert re.search(r'<a href="#g0" class="lien">Regroupement 1 : \w+', page)
    assert "Regroupement 0" not in page
    assert wording.CROSSED not in opened
    assert wording.CROSSED in first
    assert escape(wording.NUMBERS_ON_DISK) in page


@pytest.mark.parametrize(("name", "words"), [
    ("blind", wording.BLIND_RULE), ("broad", wording.BROAD_RULE), ("specific", "vaches"),
    ("decide", wording.DECIDE_RULE),
])
def test_each_view_states_its_rule(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    """What is called blind, broad or specific is said above what is shown."""
    test = view(small_study, monkeypatch, name)
    assert not test.exception
    assert escape(words) in shown(test)


def test_a_person_attaches_a_grouping_and_takes_it_back(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One gesture after its preview; undone, the file is what it was."""
    path = small_study / "codebook/themes.yaml"
    free = path.read_text("utf-8").replace("groupings:\n  - 0\n", "groupings: []\n")
    path.write_text(free.replace("groupings: [0]", "groupings: []"), "utf-8")
    before = path.read_bytes()
    test = view(small_study, monkeypatch, "decide")
    test.text_input(key="coder:typed:attach").set_value("ana")
    next(b for b in test.button if b.label == coding_words.NAME_START).click().run()
    test.button(key="grille:attach:do").click().run()
    assert not test.exception
    assert [g.number for g in named_groupings(Study(small_study))] == [0]
    test.button(key="piste:annuler").click().run()
    assert path.read_bytes() == before


def reinert(study: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return run("regroupements/page.py", study, monkeypatch).segmented_control(key="methode").set_value("reinert").run()


def test_classes_of_reinert_are_shown_with_their_tree_their_words_and_what_is_left_out(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other method says what it is, how many excerpts it classes, and gives for each class its χ² and its n."""
    test = reinert(small_study, monkeypatch)
    page = shown(test)
    assert not test.exception
    assert escape(wording.REINERT_RULE) in page
    assert "2 classes · 2 extraits sur 3 (67 %) · 1 non classés" in page
    assert "courir (χ² 9,50 ; 1 extrait sur 1)" in page
    assert 'Mots rares ici</dt><dd class="mots">papiers' in page
    assert len(test.get("plotly_chart")) == 1
    assert "thème" not in re.sub(r"<aside.*?</aside>", "", page[page.index("Classe 1"):])


def test_a_passage_reserved_is_typical_of_no_class(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two typical passages, the one that may not be quoted is not shown."""
    page = shown(reinert(small_study, monkeypatch))
    assert f"{wording.CHARACTERISTIC} (1)" in page


def test_without_classes_the_page_says_how_to_have_some(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A study that asks for no class opens on words, not on an empty picture."""
    save_run(small_study, 1, TABLES | {"reinert_classes": [], "reinert_passages": [], "reinert_profiles": []})
    test = reinert(small_study, monkeypatch)
    assert escape(wording.NO_CLASS) in shown(test)
    assert not test.get("plotly_chart")


def test_a_tree_is_cut_at_any_number_of_classes_without_a_division_that_only_sets_apart() -> None:
    """Cut at two, three and four: leaves are counted from the top, and a class keeps its place among those above."""
    made = [
        ReinertClass(0, -1, 1, 9.0, False, 60, 3, 3, ()), ReinertClass(1, 0, 3, 7.0, False, 30, 3, 3, ()),
        ReinertClass(2, 0, 2, 8.0, False, 30, 3, 3, ()), ReinertClass(3, 2, 4, 6.0, False, 28, 3, 3, ()),
        ReinertClass(4, 2, 0, 0.0, True, 2, 1, 1, ()), ReinertClass(5, 1, 0, 0.0, False, 15, 2, 2, ()),
        ReinertClass(6, 1, 0, 0.0, False, 15, 2, 2, ()), ReinertClass(7, 3, 0, 0.0, False, 14, 2, 2, ()),
        ReinertClass(8, 3, 0, 0.0, False, 14, 2, 2, ()),
    ]
    assert [[c.node for c in leaves(made, n)] for n in (1, 2, 3, 4)] == [[0], [1, 3], [5, 6, 3], [5, 6, 7, 8]]
    assert cut(made, 3) == Branch(0, (Branch(1, (0, 1), "χ² 7"), 2), "χ² 9")


THREE = {
    "topics": [Topic(EXCERPTS[i].excerpt, i, 0.9) for i in range(3)],
    "groupings": [replace(TABLES["groupings"][0], topic=i, words=(f"mot{i}",)) for i in range(3)],
    "grouping_model": [GroupingModel(i, (1.0 - i, float(i)), (f"mot{i}",), (0.5,)) for i in range(3)],
    "grouping_merges": [GroupingMerge(0, (2,), (0,), 0.4), GroupingMerge(1, (2, 0), (1,), 0.9)],
    "similar_groupings": [SimilarGroupings(0, 2, 0.61, 0.3), SimilarGroupings(0, 1, 0.1, 0.2)],
}


def test_the_tree_of_groupings_is_cut_into_sets_without_computing_again(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut in two, the groupings that are most alike make a set, with its words; cut in three, each is alone."""
    save_run(small_study, 1, TABLES | THREE)
    test = view(small_study, monkeypatch, "tree")
    test.segmented_control(key="ensembles").set_value(2).run()
    page = shown(test)
    assert not test.exception
    assert re.search(r"Ensemble 1</th><td>1, 3</td><td>mot0, mot2</td>", page)
    assert re.search(r"Regroupement 1 – Regroupement 3</th><td class=\"n\">0,61</td>", page)
    test.segmented_control(key="ensembles").set_value(3).run()
    assert "Ensemble 3" in shown(test)


def test_sets_are_cut_from_the_top_of_the_tree() -> None:
    """Three, two or one: the first merges are done, the others not."""
    merged = THREE["grouping_merges"]
    assert [sets(merged, n) for n in (3, 2, 1)] == [[(2,), (0,), (1,)], [(2, 0), (1,)], [(2, 0, 1)]]


def test_who_speaks_in_a_grouping_is_counted_in_people_out_of_those_alike(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the values of an attribute, with a denominator; then interview after interview."""
    test = view(small_study, monkeypatch, "who")
    assert not test.exception
    assert "1 sur 1<small>1 extrait</small>" in shown(test)
    assert escape(wording.OVER_TIME_RULE) in shown(test)
    assert len(test.get("plotly_chart")) == 1


def test_a_text_is_placed_in_the_nearest_grouping_and_nothing_is_kept_of_it(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without computing again, and without a line in any file."""
    save_run(small_study, 1, TABLES | THREE)
    monkeypatch.setattr("dashboard.pages.regroupements.hierarchy.topic_vectors", lambda *_: np.array([[0.0, 1.0]]))
    before = {p: p.read_bytes() for p in small_study.rglob("*") if p.is_file()}
    test = view(small_study, monkeypatch, "place")
    test.text_area(key="placer").set_value("Zoé Marchand a perdu son code.").run()
    test.button(key="placer:faire").click().run()
    assert not test.exception
    assert re.search(r"Regroupement 2 : mot1</th><td class=\"n\">1,00</td>", shown(test))
    assert {p: p.read_bytes() for p in small_study.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(("wanted", "said"), [("often", "temps"), ("together", "Ensemble 1 : temps, papiers")])
def test_words_are_counted_and_drawn(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, said: str
) -> None:
    """How often, by how many; and which are said together, with the picture and its rule."""
    test = run("regroupements/page.py", small_study, monkeypatch)
    test.segmented_control(key="methode").set_value("words").run()
    test.segmented_control(key="mots").set_value(wanted).run()
    assert not test.exception
    assert said in shown(test)
    assert escape(wording.LEXICON_RULE) in shown(test)
    assert len(test.get("plotly_chart")) == 1


def test_words_of_the_graph_stand_apart_from_one_another() -> None:
    """The most linked in the middle, every other on a circle; two trees share the circle, and none is in the middle."""
    star = [WordLink("a", other, 2, tree=True) for other in "bcde"]
    places = around(star, dict.fromkeys("abcde", 1))
    assert places["a"] == (0.0, 0.0)
    assert len({(round(x, 6), round(y, 6)) for x, y in places.values()}) == 5
    two = around([*star, WordLink("y", "z", 2, tree=True)], dict.fromkeys("abcdeyz", 1))
    assert (0.0, 0.0) not in two.values()
    assert len({(round(x, 6), round(y, 6)) for x, y in two.values()}) == 7
