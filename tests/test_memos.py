"""Memos: on anything one reads, changed and moved with their history, linked, and written in one document."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.data import study_data
from dashboard.pages.lecture import state as lecture_state
from dashboard.ui import coder
from dashboard.ui import memos as memo_ui
from dashboard.words import coding_words
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.coding import coding_writer as writing
from pipeline.coding import memos
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.memos import Memo, MemoLine, MemoSubject
from pipeline.model import store
from pipeline.model.decision_rows import CodingDecision, ThemeDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.documents.formats import FORMATS
from pipeline.publish.memos.memo_document import content, export
from tests import test_dashboard_pages
from tests.conftest import TABLES

SCREENS = Path(__file__).parent.parent / "dashboard/pages"
SUBJECTS = (
    MemoSubject("study"), MemoSubject("session", "E01"), MemoSubject("code", "A3"), MemoSubject("theme", "temps"),
    MemoSubject("person", "Denise"), MemoSubject("passage", "E01", Place(1, 0, 1, 4)),
)


@pytest.fixture
def study(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """The small study, with what an export reads of the last run."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    for name in ("anonymised", "participants"):
        store.save(Study(small_study), name, TABLES[name])
    return Study(small_study)


def writer(who: str = "zoe") -> CodingWriter:
    corpus = study_data.reading().corpus
    return CodingWriter(author=who, mode="manual", codebook=corpus.codebook, turns=corpus.turns)


def keep(study: Study, *lines: MemoLine) -> None:
    for line in lines:
        decisions.append(study, line.author, [line])


def held(study: Study) -> list[Memo]:
    return memos.memos(decisions.codings(study), decisions.themes(study))


def page(name: str, **address: str) -> AppTest:
    test = AppTest.from_file(str(SCREENS / name / "page.py"), default_timeout=60)
    test.session_state[coder.CODER] = "zoe"
    for key, value in address.items():
        test.query_params[key] = value
    return ran(test)


def ran(touched: Any) -> AppTest:
    test: AppTest = touched.run()
    assert not test.exception
    return test


def shown(test: AppTest) -> str:
    return unescape(test_dashboard_pages.shown(test))


@pytest.mark.parametrize("about", SUBJECTS, ids=lambda about: about.kind)
def test_a_memo_stands_on_what_it_is_about(study: Study, about: MemoSubject) -> None:
    """Written, changed and taken away; what it said before stays in the file."""
    keep(study, memos.write(writer(), about, " Une piste. "))
    assert [(m.subject, m.text) for m in held(study)] == [(about, "Une piste.")]
    keep(study, memos.edit(writer(), held(study)[0], "Une autre."))
    [changed] = held(study)
    assert (changed.subject, changed.text) == (about, "Une autre.")
    every = [*decisions.read(study, CodingDecision), *decisions.read(study, ThemeDecision)]
    assert [line.memo for line in memos.former_versions(changed, every)] == ["Une piste."]
    keep(study, memos.edit(writer(), changed, ""))
    assert held(study) == []
    assert any("Une piste." in path.read_text("utf-8") for path in (study / "decisions").rglob("zoe.csv"))


@pytest.mark.parametrize("start", SUBJECTS, ids=lambda about: about.kind)
@pytest.mark.parametrize("end", SUBJECTS, ids=lambda about: about.kind)
def test_a_memo_moves_from_anything_to_anything(study: Study, start: MemoSubject, end: MemoSubject) -> None:
    """It stands there only, with its words; and goes back whole."""
    keep(study, memos.write(writer(), start, "Une piste."))
    lines = memos.move(writer(), held(study)[0], end)
    keep(study, *lines)
    assert [(m.subject, m.text) for m in held(study)] == [(end, "Une piste.")]
    keep(study, *memos.undo(writer(), lines))
    assert [(m.subject, m.text) for m in held(study)] == [(start, "Une piste.")]


def test_the_memo_of_a_coding_moves_and_the_coding_stays(study: Study) -> None:
    """What was coded is coded still, without the memo."""
    keep(study, writing.code(writer(), "E01", Place(1, 0, 1, 4), "A3", memo="Une piste."))
    keep(study, *memos.move(writer(), held(study)[0], MemoSubject("code", "A1")))
    assert [(m.subject.kind, m.text) for m in held(study)] == [("code", "Une piste.")]
    assert [d.code for d in decisions.codings(study) if d.puts_a_code] == ["A3"]


def test_only_its_author_changes_a_memo(study: Study) -> None:
    """Nobody rewrites, moves or takes away what somebody else noted."""
    keep(study, memos.write(writer("ana"), SUBJECTS[2], "Une piste."))
    for touch in (lambda m: memos.edit(writer(), m, "Autre."), lambda m: memos.move(writer(), m, SUBJECTS[0])):
        with pytest.raises(FiligraneError, match="ana"):
            touch(held(study)[0])


def test_links_lead_where_they_name_and_broken_ones_say_so(study: Study) -> None:
    """A code, a theme, a person, an interview, another memo by its first line, a passage; case does not count."""
    keep(study, memos.write(writer(), MemoSubject("code", "A1"), "Le cadre\nqui cède"))
    names = memo_ui.names(study_data.reading())
    wanted = {
        "temps": ("code", "A3"), "a1": ("code", "A1"), "Pression du temps": ("theme", "temps"),
        "denise": ("person", "Denise"), "E01": ("session", "E01"), "LE CADRE": ("code", "A1"),
        "E01:1": ("passage", "E01"), "E01:1:w0-w4": ("passage", "E01"),
    }
    found = {name: names.target(name) for name in wanted}
    assert {name: (t.kind, t.key) if t else None for name, t in found.items()} == wanted
    assert names.target("rien de tel") is None
    assert names.target("E99:1") is None

    told = str(memo_ui.text(study_data.reading(), "Voir [[Le cadre]] et [[rien de tel]] <b>."))
    assert 'href="grille?code=A1"' in told
    assert '<span class="lien-rompu"' in told
    assert "[[rien de tel]]" in told
    assert "&lt;b&gt;" in told


@pytest.mark.parametrize(("name", "address", "about"), [
    ("grille", {"code": "A3"}, SUBJECTS[2]), ("themes", {"theme": "temps"}, SUBJECTS[3]),
    ("lecture", {"entretien": "E01"}, SUBJECTS[1]), ("lecture", {"entretien": "E01"}, SUBJECTS[4]),
    ("entretiens", {}, SUBJECTS[1]),
])
def test_a_memo_shows_where_one_reads(study: Study, name: str, address: dict[str, str], about: MemoSubject) -> None:
    """On the page of the code, of the theme, of the interview and of who speaks in it."""
    keep(study, memos.write(writer("ana"), about, "Une piste à suivre."))
    assert "Une piste à suivre." in shown(page(name, **address))


def test_a_memo_on_a_passage_shows_beside_it_with_its_links(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the browser gets of a band says where its links lead."""
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(lecture_state.TURNS, "mount", lambda data, _: given.append(data))
    keep(study, memos.write(writer(), SUBJECTS[5], "Voir [[A1]], [[rien]]"))
    page("lecture", entretien="E01")
    [band] = [b for b in given[-1]["bands"] if b["kind"] == "memo"]
    assert [(said, bool(href)) for said, href, _ in band["links"]] == [
        ("Voir ", False), ("A1 Mission", True), (", ", False), ("[[rien]]", False),
    ]


def test_a_memo_is_written_changed_moved_and_dropped_on_a_page(study: Study) -> None:
    """Each gesture is one click, said where it is made; the field is clear afterwards."""
    test = page("grille", code="A3")
    test.text_area(key="memos:new:code:A3").set_value("Une piste.")
    ran(next(b for b in test.button if b.label == coding_words.KEEP).click())
    assert coding_words.KEPT in shown(test)
    [memo] = held(study)
    test.text_area(key=f"memos:{memo.line.id}:text").set_value("Une autre.")
    ran(test.button(key=f"memos:{memo.line.id}:save").click())
    assert "Ce qu'il disait avant" in shown(test)
    [memo] = held(study)
    ran(test.selectbox(key=f"memos:{memo.line.id}:kind").set_value("person"))
    ran(test.button(key=f"memos:{memo.line.id}:move").click())
    assert [(m.subject.kind, m.subject.key, m.text) for m in held(study)] == [("person", "Annick", "Une autre.")]

    keep(study, memos.write(writer(), SUBJECTS[2], "À supprimer."))
    test = page("grille", code="A3")
    ran(test.button(key=f"memos:{held(study)[-1].line.id}:drop").click())
    assert [m.text for m in held(study)] == ["Une autre."]
    ran(test.button(key="memos:undo").click())
    assert {m.text for m in held(study)} == {"À supprimer.", "Une autre."}


@pytest.mark.parametrize("kind", FORMATS)
def test_all_memos_leave_in_one_document(study: Study, kind: str) -> None:
    """What each is about, who wrote it, its links in clear; the words noted on are quoted byte for byte."""
    for about in SUBJECTS:
        keep(study, memos.write(writer(), about, f"Piste {about.kind}, voir [[A1]]."))
    of = FORMATS[kind]
    made = content(study, kind)

    assert of.quotations(made) == ["On court tout le temps"]
    if kind == "md":
        text = made.decode()
        assert all(f"Piste {about.kind}, voir « A1 Mission »." in text.replace("\u00a0", " ") for about in SUBJECTS)
        assert text.index("Piste study") < text.index("Piste code") < text.index("Piste passage")


def test_what_may_not_be_quoted_stays_and_says_so(study: Study) -> None:
    """A reserved passage, or one whose review nobody signed in a study of real people: the memo leaves without it."""
    keep(study, memos.write(writer(), MemoSubject("passage", "E02", Place(2, 0, 2, 3)), "Il se ferme."))
    keep(study, memos.write(writer(), SUBJECTS[5], "Il court."))
    text = content(study, "md").decode()
    assert "ne le citez pas" not in text
    assert "Il se ferme." in text

    params = study / "params.yaml"
    params.write_text(params.read_text("utf-8").replace("fictional: true", "fictional: false"), "utf-8")
    text = content(study, "md").decode()
    assert "On court tout le temps" not in text
    assert "ses mots restent ici tant que l'entretien ne peut pas sortir" in text
    assert "Il court." in text


def test_a_document_is_written_from_the_terminal(study: Study, tmp_path: Path) -> None:
    """It says how many memos it holds; those of one person when one is named."""
    keep(study, memos.write(writer(), SUBJECTS[0], "Une piste."), memos.write(writer("ana"), SUBJECTS[2], "Une autre."))
    path = tmp_path / "memos.md"
    assert export(study, path) == [f"2 mémos écrits dans {path}."]
    assert export(study, path, "ana") == [f"1 mémo écrit dans {path}."]
    assert "Une piste." not in path.read_text("utf-8")
    assert not re.search(r"\[\[", path.read_text("utf-8"))
