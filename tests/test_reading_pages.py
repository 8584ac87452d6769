"""Entretiens and Extraits: what is found, how it is read, and how filters follow the reader."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from dashboard.data import concordance, study_data
from dashboard.data.counting import ToRead
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.data.search import ExcludedFilters, Filters, search, starred, terms
from dashboard.pages.entretiens import view
from dashboard.ui import address
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.coding import coding_writer as writing
from pipeline.language.folds import fold_for_search, origins
from pipeline.model.study import Study

SCREENS = Path(__file__).parent.parent / "dashboard/pages"
COURT, MANQUE = "On court tout le temps.", "On manque de temps"


@pytest.fixture
def reading(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> CorpusReading:
    """The small study, read."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    return study_data.reading()


def page(name: str, study: Path, monkeypatch: pytest.MonkeyPatch, **says: str | list[str]) -> AppTest:
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    test = AppTest.from_file(str(SCREENS / name), default_timeout=60)
    for key, value in says.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    return test


def shown(test: AppTest) -> str:
    return "".join(node.proto.body for node in test.get("html"))


def found(reading: CorpusReading, filters: Filters) -> list[str]:
    return [p.excerpt.text[:10] for p in search(reading.passages, filters)]


def test_codes_are_found_together_or_left_out(reading: CorpusReading) -> None:
    """« And » asks for both codes on one passage, « or » for one of them, « except » leaves a code out."""
    both = (frozenset({"A1"}), frozenset({"A3"}))
    either = frozenset({"A1", "A3"})

    assert found(reading, Filters(codes=either)) == [COURT[:10], MANQUE[:10]]
    assert found(reading, Filters(codes=either, together=both)) == [COURT[:10]]
    assert MANQUE[:10] in found(reading, Filters(without=ExcludedFilters(codes=frozenset({"A1"}))))
    assert COURT[:10] not in found(reading, Filters(without=ExcludedFilters(codes=frozenset({"A1"}))))


def test_people_and_attributes_are_left_out(reading: CorpusReading) -> None:
    """« Sauf » holds for who speaks and for what situates them."""
    assert found(reading, Filters(without=ExcludedFilters(people=frozenset({"Denise"})))) == [MANQUE[:10]]
    without = ExcludedFilters(attributes=frozenset({("champ", "budget")}))
    assert found(reading, Filters(without=without)) == [MANQUE[:10]]


def test_words_between_quotation_marks_stand_side_by_side(reading: CorpusReading) -> None:
    """« le temps » is found where these words follow each other, not where each of them is somewhere."""
    assert found(reading, Filters(words="« le temps »")) == [COURT[:10]]
    assert len(found(reading, Filters(words="le temps"))) == 2


def test_a_passage_to_quote_is_found_by_its_star(reading: CorpusReading, small_study: Path) -> None:
    """Only passages that somebody marked as ones to quote answer; a star on words not to be quoted shows none."""
    writer = writing.CodingWriter(
        author="zoe", mode="manual", codebook=reading.corpus.codebook, turns=reading.corpus.turns,
    )
    for session, turn in (("E01", 1), ("E02", 2)):
        decisions.append(Study(small_study), "zoe", [writing.star(writer, session, Place(turn, 0, turn, 2))])

    now = study_data.reading()
    assert found(now, Filters(starred=starred(now, decided()))) == [COURT[:10]]


def test_a_concordance_quotes_the_text_itself(reading: CorpusReading) -> None:
    """Each line is a stretch of its excerpt, byte for byte, whatever was folded to find it; sorted as asked."""
    said = concordance.hits(reading.passages, terms("COEUR ecole temps"))
    lines = list(concordance.concordance_lines(said))

    assert [line.words for line in lines] == ["temps", "école", "cœur", "temps"]
    assert all(line.before + line.words + line.after in line.passage.excerpt.text for line in lines)
    after = concordance.ranged(concordance.hits(reading.passages, terms("temps")), "apres", 9)
    assert [p.excerpt.speaker for p, _, _ in after] == ["Annick", "Denise"]


@given(some.text(max_size=60))
def test_every_folded_character_comes_from_one_of_the_text(text: str) -> None:
    """The way back from a folded text never leaves it, whatever the signs."""
    back = origins(text)

    assert len(back) == len(fold_for_search(text)) + 1
    assert back == sorted(back)
    assert back[-1] == len(text)


def test_context_widens_and_leaves_out_what_is_reserved(reading: CorpusReading) -> None:
    """Turn, exchange and page show more and more around a passage, never a turn of which something is reserved."""
    passage = reading.by_place["E02:1:w0-w9"]
    widths: tuple[concordance.Width, ...] = ("tour", "echange", "page")
    numbers = {w: [t.turn for t in concordance.around(reading.corpus, passage, w)] for w in widths}

    assert numbers == {"tour": [1], "echange": [0, 1], "page": [0, 1]}
    assert concordance.around(reading.corpus, passage, "extrait") == []


def test_interviews_say_how_far_the_work_has_gone(reading: CorpusReading, small_study: Path) -> None:
    """Each says what is coded, what waits, who read it whole, and whether its pseudonyms are signed."""
    writer = writing.CodingWriter(
        author="zoe", mode="manual", codebook=reading.corpus.codebook, turns=reading.corpus.turns,
    )
    decisions.append(Study(small_study), "zoe", [writing.read(writer, "E02")])
    first, second = view.interviews(study_data.reading(), decided())

    assert (first.session, first.excerpts, first.coded, first.waiting, first.readers) == ("E01", 2, 1, ToRead(), ())
    assert (second.coded, second.waiting, second.readers, second.signed) == (1, ToRead(1), ("zoe",), False)
    assert [first.stands("nonlu"), second.stands("nonlu"), second.stands("suggestions")] == [True, False, True]


def test_words_looked_for_are_marked_in_extracts_as_they_were_said(
    reading: CorpusReading, small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Case, accents and ligatures of the text stay; without words, nothing is marked."""
    test = page("extraits/page.py", small_study, monkeypatch, mots="COEUR ecole")
    assert '<b class="cherche">cœur</b>' in shown(test)
    assert '<b class="cherche">école</b>' in shown(test)
    assert 'class="cherche"' not in shown(page("extraits/page.py", small_study, monkeypatch))
    said = next(p for p in reading.passages if "cœur" in p.excerpt.text)
    assert [said.excerpt.text[s:e] for s, e in concordance.places(said, ["coeur", "l'ecole"])] == ["l'école", "cœur"]


def test_the_page_entretiens_lists_and_filters(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Filters of passages keep the interviews that hold some; the way leads to them."""
    assert "2 entretiens" in shown(page("entretiens/page.py", small_study, monkeypatch))
    some_left = shown(page("entretiens/page.py", small_study, monkeypatch, mots="reunions"))
    assert "1 entretien" in some_left
    assert "extraits?entretiens=E02" in some_left
    assert "Aucun entretien" in shown(page("entretiens/page.py", small_study, monkeypatch, etat="lu"))


def test_a_concordance_is_opened_by_its_address(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shared link opens the same view, sorted the same way; without words it says what to do."""
    test = page("extraits/page.py", small_study, monkeypatch, mots="temps", vue="concordance", tri="apres")

    assert "2 personnes, 2 extraits, 2 fois" in shown(test)
    assert 'class="concordance"' in shown(test)
    assert "Une concordance montre" in shown(page("extraits/page.py", small_study, monkeypatch, vue="concordance"))


def test_context_is_shown_in_the_cards(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exchange around an extract shows under it, its own words in bold."""
    test = page("extraits/page.py", small_study, monkeypatch, personne="Annick", contexte="echange")

    assert 'class="contexte"' in shown(test)
    assert "<b>On manque de temps" in shown(test)


def test_filters_follow_the_reader_and_come_off_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that says nothing finds the filters of the page before; one that says something replaces them."""
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(st, "query_params", Query())
    may_be: address.Allowed = {"code": ["A1", "A3"], "mots": None, "vue": address.One(("cartes", "liste"))}
    address.arrive("Extraits")
    st.query_params["code"] = ["A3"]
    address.adopt(may_be)
    address.publish(may_be)
    address.arrive("Entretiens")
    st.query_params.clear()
    address.adopt(may_be)
    assert (state["code"], state["mots"], state["vue"]) == (["A3"], "", "cartes")

    address.drop("code", "A3")
    assert (state["code"], address.carried()["code"]) == ([], [])
    address.arrive("Extraits")
    st.query_params["mots"] = ["temps"]
    address.adopt(may_be)
    assert (state["code"], state["mots"]) == ([], "temps")


class Query(dict[str, list[str]]):
    """The address, as Streamlit gives it."""

    def get_all(self, key: str) -> list[str]:
        return list(self.get(key, []))


def test_the_filters_of_another_page_show_in_the_reading(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lecture shows what was filtered elsewhere, how many passages answer, and takes a filter off at a click."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    test = AppTest.from_file(str(SCREENS / "lecture/page.py"), default_timeout=60)
    test.session_state[address.CARRIED] = {"mots": ["temps"]}
    test.query_params["entretien"] = "E02"
    test.run()
    assert "1 passage de cet entretien répond" in shown(test)

    test.button(key="chip0").click().run()
    assert "de cet entretien répond" not in shown(test)


@pytest.mark.parametrize("name", ["data.search", "ui.sentences.reading_phrases"])
def test_examples_are_true(name: str) -> None:
    """What docstrings show is what happens."""
    import doctest  # noqa: PLC0415 - these modules stand outside what pytest collects

    assert doctest.testmod(importlib.import_module(f"dashboard.{name}")).failed == 0


def test_a_hand_quicker_than_the_answer_keeps_what_it_chose() -> None:
    """What comes with the address of before a choice is a hand, if it touched something; else the browser went back."""

    def view() -> None:
        import streamlit as st  # noqa: PLC0415 - AppTest runs the text of this function alone

        from dashboard.ui import address  # noqa: PLC0415

        views = address.One(("cartes", "lignes"))
        kept = {"mots": None, "vue": views}
        address.adopt(kept)
        st.text_input("mots", key="mots")
        st.radio("vue", views, key="vue")
        address.publish(kept)

    page = AppTest.from_function(view).run()
    page.text_input[0].input("temps").run()
    assert page.query_params == {"mots": "temps"}

    page.query_params.clear()
    page.radio[0].set_value("lignes").run()
    assert (page.text_input[0].value, page.radio[0].value) == ("temps", "lignes")
    assert page.query_params == {"mots": "temps", "vue": "lignes"}

    page.query_params.clear()
    page.query_params["mots"] = "temps"
    page.run()
    assert (page.text_input[0].value, page.radio[0].value) == ("temps", "cartes")
