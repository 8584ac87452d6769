"""The pages that compare: what they show, what they say when there is nothing, what they write."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.data import study_data
from dashboard.pages.matrice import view as matrice_words
from dashboard.pages.questionnaire import words as questionnaire_words
from dashboard.pages.saturation import view as saturation_view
from dashboard.pages.saturation.view import curve
from dashboard.words import ui_words
from pipeline.analysis.counts.saturation import Rule, band, course
from pipeline.anchoring import decisions
from pipeline.cli.commands.pseudonymisation import signature
from pipeline.coding import theme_decisions
from pipeline.coding.theme_decisions import FrameworkCase
from pipeline.model import store
from pipeline.model.contracts import Answer, GuideCoverage, SessionOrder
from pipeline.model.study import Study
from tests.conftest import CODEBOOK, TABLES, THEMES

PAGES = Path(__file__).parent.parent / "dashboard/pages"
QUESTION = "Le temps vous manque-t-il ?"


def opened(page: str, study: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    test = AppTest.from_file(str(PAGES / page), default_timeout=60)
    test.session_state["coder"] = "ana"
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def shown(test: AppTest) -> str:
    return "".join(node.proto.body for node in test.get("html"))


def rewritten(study: Path, file: str, content: object) -> None:
    (study / file).write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


@pytest.fixture
def asked_study(small_study: Path) -> Path:
    """A study with a guide, an order of the field, and a questionnaire on its first theme."""
    guide = [GuideCoverage("E01", "Denise", QUESTION, True), GuideCoverage("E02", "Annick", QUESTION, False)]
    more = {"guide_coverage": guide, "session_order": [SessionOrder("E01", 2), SessionOrder("E02", 1)],
            "answers": [Answer(f"R{n}", "q1", "oui" if n < 3 else "non") for n in range(9)]}
    store.save_tables(small_study / "build/tables", {"tables": TABLES | more, "run": {"counts": {"guide_coverage": 2}}})
    themes = [THEMES["themes"][0] | {"questions": [QUESTION, "q1"]}, THEMES["themes"][1]]
    rewritten(small_study, "codebook/themes.yaml", {"themes": themes})
    return small_study


def test_the_matrix_says_who_was_not_asked(asked_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its cells open on Extraits with their filters; the guide says why one is empty."""
    page = opened("matrice/page.py", asked_study, monkeypatch, colonnes="champ")

    assert not page.exception
    assert ui_words.DECISIONS_NOT_FACTS in shown(page)
    assert "extraits?theme=temps&amp;par=person&amp;a.champ=budget&amp;personne=Denise" in shown(page)
    assert matrice_words.STATES["not_asked"] in shown(page)


@pytest.mark.parametrize(("screen", "address"), [("themes/page.py", {"theme": "temps"}), ("enquete/page.py", {}),
                                                 ("questionnaire/page.py", {"theme": "temps"}),
                                                 ("questionnaire/page.py", {})])
def test_every_page_counts_a_theme_out_of_those_asked(
    asked_study: Path, monkeypatch: pytest.MonkeyPatch, screen: str, address: dict[str, str]
) -> None:
    """Annick was not asked: she is in no denominator, and not among those « sans »."""
    page = opened(screen, asked_study, monkeypatch, **address)
    with_machine = opened(screen, asked_study, monkeypatch, **address, suggestions="oui")

    assert not page.exception
    assert "1 personne sur 1 interrogée" in shown(page)
    assert "+ 1 à relire" not in shown(page)
    assert "1 personne sur 1 interrogée (+ 1 à relire)" in shown(with_machine)
    assert "Sans (1)" not in shown(page)


def test_every_view_opens_from_its_address(asked_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link that is kept or shared opens the view it names."""
    said = {
        view: shown(opened("matrice/page.py", asked_study, monkeypatch, vue=view, entretien="E01"))
        for view in matrice_words.VIEWS
    }

    assert "1 passage codé" in said["cadre"]
    assert "lecture?entretien=E01&amp;passage=E01%3A1%3Aw0-w9" in said["deroule"]
    assert "Suivre n&#39;est pas répondre" in said["parole"]
    assert "une seule personne parle avec" in said["parole"]


def test_a_summary_is_written_and_signed(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lands in its author's file with the passages it rests on, and shows in its cell, escaped."""
    page = opened("matrice/page.py", small_study, monkeypatch, vue="cadre")
    page.text_area(key="summary:E01:Denise:0:").input("Elle <b>court</b>.").run()
    page.multiselect[0].set_value(["E01:1:w0-w9"]).run()
    page.button(key="framework:save").click().run()

    assert not page.exception
    (held,) = theme_decisions.cells(decisions.summaries(Study(small_study)))[FrameworkCase("E01", "Denise"), "temps"]
    assert (held.author, held.summary) == ("ana", "Elle <b>court</b>.")
    assert theme_decisions.passages_of(held) == ("E01:1:w0-w9",)
    assert "Elle &lt;b&gt;court&lt;/b&gt;." in shown(page)
    assert matrice_words.SAVED in shown(page)


def test_a_quote_that_may_no_longer_be_shown_is_not(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A summary may name a passage that is reserved since: its words show nowhere."""
    study = Study(small_study)
    line = theme_decisions.summary("ana", (FrameworkCase("E02", "Annick"), "mission"), "Dit.", ["E02:2:w0-w9"])
    decisions.append(study, "ana", [line])

    said = shown(opened("matrice/page.py", small_study, monkeypatch, vue="cadre"))

    assert "Dit." in said
    assert "ne le citez pas" not in said


def test_a_pair_of_codes_opens_on_its_text(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address names the pair; its passages are read on the page, with the rule that found them."""
    page = opened("cooccurrences/page.py", small_study, monkeypatch, ensemble="words", a="A1", b="A3")

    assert not page.exception
    assert "Je fais les papiers" in shown(page)
    assert "n12 / (n1 + n2 − n12)" in shown(page)


def test_saturation_prints_its_definition(asked_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three parameters in a sentence, the order of the field, what each session brings."""
    page = opened("saturation/page.py", asked_study, monkeypatch, base="2", serie="1", seuil="0")

    assert not page.exception
    assert "2 premiers entretiens" in shown(page)
    assert "au plus 0 %" in shown(page)
    assert shown(page).index(">E02<") < shown(page).index(">E01<")


def test_where_saturation_is_reached_is_said_apart_from_the_figures_of_codes() -> None:
    """What stands at the foot of its line in words is under no point of the curve, whose figures stand beside it."""
    brought, rule = [frozenset("ab"), frozenset("c"), frozenset(), frozenset()], Rule(2, 2, 0.0)
    found = course(brought, rule)
    drawn = curve("WXYZ", found, band(brought, rule, 5, 1), rule)
    [said] = drawn.layout.annotations

    assert said.text == saturation_view.REACHED_AT.format(base=found.reached, run=2)
    assert (said.y, said.yanchor) == (0, "bottom")


def test_a_study_may_have_no_use_for_saturation(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """« study.saturation: hidden » computes nothing and says so."""
    rewritten(small_study, "params.yaml", {"study": {"title": "T", "fictional": True, "saturation": "hidden"}})
    page = opened("saturation/page.py", small_study, monkeypatch)

    assert saturation_view.HIDDEN[:50] in shown(page)
    assert not page.get("plotly_chart")
    assert saturation_view.COURSE not in shown(page)


def test_nothing_coded_has_nothing_to_compare(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a coding of a person, pages say that there is nothing to follow yet."""
    bare = TABLES | {"codings": []}
    store.save_tables(small_study / "build/tables", {"tables": bare, "run": {"counts": {"codings": 0}}})

    assert saturation_view.NO_CODING.split("'")[0] in shown(opened("saturation/page.py", small_study, monkeypatch))
    assert "Aucun code n" in shown(opened("cooccurrences/page.py", small_study, monkeypatch))
    assert matrice_words.NOTHING_CODED.split("'")[0] in shown(
        opened("matrice/page.py", small_study, monkeypatch, vue="deroule")
    )


def test_a_grid_without_theme_says_what_to_do(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No theme was written: neither the matrix of themes, nor the frame, nor both sides break."""
    rewritten(small_study, "codebook/themes.yaml", {"themes": []})
    rewritten(small_study, "codebook/codebook.yaml", CODEBOOK)

    for page, view in (("matrice/page.py", "matrice"), ("matrice/page.py", "cadre"), ("questionnaire/page.py", "")):
        test = opened(page, small_study, monkeypatch, vue=view)
        assert not test.exception
        assert "page « Thèmes »" in shown(test)
        assert 'href="themes"' in shown(test)


def test_both_sides_of_a_theme_stand_side_by_side(asked_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers declared and decisions of coding, each under its own sentence."""
    page = opened("questionnaire/page.py", asked_study, monkeypatch, theme="temps")

    assert not page.exception
    assert questionnaire_words.DECLARED in shown(page)
    assert ui_words.DECISIONS_NOT_FACTS in shown(page)
    assert "9 réponses" in shown(page)
    assert "1 personne sur 1 interrogée" in shown(page)
    assert len(page.get("plotly_chart")) == 1


def test_a_verdict_is_given_with_its_reason_and_taken_back(
    asked_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a reason nothing is written; with one it is kept under its author's name, until they take it back."""
    page = opened("questionnaire/page.py", asked_study, monkeypatch, theme="temps")
    page.radio[0].set_value("contradiction").run()
    page.button(key="verdict:save").click().run()
    assert decisions.verdicts(Study(asked_study)) == []

    page.text_area[0].input("On déclare autre chose que ce que l'on raconte.").run()
    page.button(key="verdict:save").click().run()
    assert not page.exception
    ((held,),) = theme_decisions.held(decisions.verdicts(Study(asked_study))).values()
    assert (held.author, held.theme, held.verdict) == ("ana", "temps", "contradiction")

    every = shown(opened("questionnaire/page.py", asked_study, monkeypatch, vue="tous"))
    assert "On déclare autre chose" in every
    assert "« non » : 6 sur 9" in every

    page.button(key="verdict:back").click().run()
    assert theme_decisions.held(decisions.verdicts(Study(asked_study))) == {}


def test_figures_of_real_people_stay_until_they_are_reviewed(
    asked_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While nobody signed the review of a corpus that is not made up, no page that compares offers a file."""
    pages = ("matrice/page.py", "cooccurrences/page.py", "saturation/page.py", "questionnaire/page.py")
    made_up = [len(opened(page, asked_study, monkeypatch).get("download_button")) for page in pages]
    rewritten(asked_study, "params.yaml", {"study": {"title": "T", "fictional": False}})
    real = [len(opened(page, asked_study, monkeypatch).get("download_button")) for page in pages]

    assert made_up == [1, 1, 1, 1]
    assert real == [0, 0, 0, 0]


def test_what_is_signed_leaves_at_once(asked_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signature changes no word: files open with it, and the badge says what the next run will write."""
    rewritten(asked_study, "params.yaml", {"study": {"title": "T", "fictional": False}})
    before = shown(opened("extraits/page.py", asked_study, monkeypatch))
    for session in study_data.corpus(Study(asked_study)).unsigned:
        decisions.append(Study(asked_study), "ana", [signature(session, "2027")])
    page = opened("extraits/page.py", asked_study, monkeypatch)

    assert escape(ui_words.EXPORT_REFUSED) in before
    assert page.get("download_button")
    assert escape(ui_words.EXPORT_REFUSED) not in shown(page)
    assert f">{ui_words.SIGNED_LATE}<" in shown(page)
