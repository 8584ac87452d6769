"""Every figure of a code and of a theme, on every page, in the report and in what leaves: one word, one number."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.data import study_data
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import reported
from dashboard.data.search import Filters, answers
from dashboard.pages.tables.view import crossed_table, leaving
from dashboard.ui import address
from dashboard.ui.downloads import passage_rows
from dashboard.words import ui_words
from pipeline.model.lazy import Same
from pipeline.publish.documents.formats import written as as_file
from pipeline.publish.report.report import report
from pipeline.publish.report.report_facts import facts
from pipeline.publish.tables.public_tables import NOTHING_WAITS
from tests.counted_study import written

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "dashboard/pages"
# A word of the screens, and the figure before it: of people, out of how many, how many not coded yet, of passages.
WORDS = {
    "people": re.compile(r"(\d+) (?:personnes? )?sur \d|(\d+) personnes?[ ,]*(?:·|\d+ passage|$)"),
    "possible": re.compile(r"\d+ (?:personnes? )?sur (\d+)"),
    "not yet": re.compile(r"(\d+) (?:personnes? )?pas encore codées?"),
    "sessions": re.compile(r"(\d+) entretiens?"),
    "passages": re.compile(r"(\d+) passages?\b(?! n'est| ne sont)"),
    "interviewer": re.compile(r"dont (\d+) sur des paroles"),
}
Told = dict[str, dict[str, set[int]]]  # what is counted → the word → the numbers said of it


@pytest.fixture(params=["demonstration", "unread", "one coded"])
def study(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three studies: the demonstration, one with unread interviews and a guide, one with a single coded interview."""
    place = ROOT
    if request.param == "demonstration" and not (ROOT / "build/tables/run.json").exists():
        pytest.skip("the demonstration was not computed: uv run dvc repro")
    if request.param == "unread":
        place = written(tmp_path, people=5, coded=2, read=(2,), guide=True).study.root
    if request.param == "one coded":
        place = written(tmp_path, people=7, coded=1).study.root
    monkeypatch.setenv("FILIGRANE_STUDY", str(place))
    return place


def opened(name: str, **asked: str) -> AppTest:
    test = AppTest.from_file(str(PAGES / name / "page.py"), default_timeout=120)
    for key, value in asked.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    return test


def page(name: str, **asked: str) -> str:
    return "".join(node.proto.body for node in opened(name, **asked).get("html"))


def lines(markup: str) -> list[str]:
    """Cut what a page shows where a row, a cell or a paragraph ends."""
    said = re.sub(r"<style.*?</style>|<script.*?</script>", "", markup, flags=re.DOTALL)
    cut = re.sub(r"</(?:p|li|tr|td|th|h\d|div|small|span|a)>", "\n", said)
    return [" ".join(html.unescape(re.sub(r"<[^>]*>", " ", line)).split()) for line in cut.split("\n")]


def rows(markup: str) -> Iterator[str]:
    """Give the rows of tables and lists, whole."""
    for row in re.findall(r"<(?:tr|li)\b.*?</(?:tr|li)>", markup, flags=re.DOTALL):
        yield " ".join(html.unescape(re.sub(r"<[^>]*>", " ", row)).split())


def count(words: str) -> dict[str, int]:
    """Read the figures of a sentence, each by its word; none where the word is not there."""
    found = {}
    for name, pattern in WORDS.items():
        if match := pattern.search(words.replace("\N{NARROW NO-BREAK SPACE}", "")):
            found[name] = int(next(filter(None, match.groups())))
    return found


def tell(told: Told, subject: str, words: str, *, only: tuple[str, ...] = tuple(WORDS)) -> None:
    for name, number in count(words).items():
        if name in only:
            told[subject][name].add(number)


def of_pages(reading: CorpusReading, told: Told, asked: list[str]) -> None:
    corpus = reading.corpus
    for code in asked:
        tell(told, code, next(line for line in lines(page("grille", code=code)) if re.match(r"\d+ personnes? ·", line)))
        found = next(line for line in lines(page("extraits", code=code)) if re.match(r"\d+ personnes?, ", line))
        tell(told, code, found)
    for kind, names in (("code", {c: corpus.label_of(c) for c in asked}), ("theme", labels(reading))):
        table = re.findall(r"<tr.*?</tr>", page("matrice", lignes=kind), flags=re.DOTALL)
        for subject, label in names.items():
            row = next(r for r in table if label in html.unescape(r))
            tell(told, subject, " ".join(lines(re.findall(r"<td.*?</td>", row, flags=re.DOTALL)[-1])))
    home = lines(page("enquete"))
    both = re.findall(r"<tr.*?</tr>", page("questionnaire", vue="tous"), flags=re.DOTALL)
    for theme, label in labels(reading).items():
        shown = page("themes", theme=theme)
        tell(told, theme, next(line for line in lines(shown) if " · " in line and "passage" in line))
        for line in lines(shown):
            if side := re.fullmatch(r"(Sans|Pas encore codées) \((\d+)\)", line):
                told[theme]["not yet" if side[1] != "Sans" else "without"].add(int(side[2]))
        at = next(n for n, line in enumerate(home) if line == label)
        tell(told, theme, next(line for line in home[at:] if re.search(r"personnes? (sur|pas)", line)))
        cells = re.findall(r"<td.*?</td>", next(r for r in both if f">{label}<" in html.unescape(r)), flags=re.DOTALL)
        tell(told, theme, " ".join(lines(cells[2])))
        found = next(line for line in lines(page("extraits", theme=theme)) if re.match(r"\d+ personnes?, ", line))
        tell(told, theme, found, only=("passages", "interviewer"))


def labels(reading: CorpusReading) -> dict[str, str]:
    return {t.id: t.label for t in reading.corpus.themes}


def of_report(reading: CorpusReading, told: Told, asked: list[str]) -> None:
    text = as_file(report(reported(facts(study_data.study()), reading)), "md").decode("utf-8")
    for subject, label in ({c: reading.corpus.label_of(c) for c in asked} | labels(reading)).items():
        row = next(line for line in text.splitlines() if line.startswith("|") and f"| {label} |" in line)
        _, _, people, sessions, passages, _ = (cell.strip() for cell in row.split("|"))
        tell(told, subject, people)
        tell(told, subject, passages)
        told[subject]["sessions"].add(int(sessions))


def of_exports(reading: CorpusReading, told: Told, asked: list[str]) -> None:
    made = leaving(reading, Same(NOTHING_WAITS))
    assert "suggestions" not in made
    assert not any("to_review" in table.columns for table in made.values())
    for name, key in (("code_summaries", "code"), ("theme_summaries", "theme")):
        columns = {"sessions": "sessions", "passages": "passages", "people_asked_and_coded": "possible",
                   "people_not_yet_coded": "not yet"}
        for row in made[name].rows:
            cells = dict(zip(made[name].columns, row, strict=True))
            if cells[key] in told:
                for column, word in columns.items():
                    told[cells[key]][word].add(int(cells[column]))
    attribute = reading.corpus.attributes[0]
    for row in crossed_table(reading, attribute).rows:
        if row[0] in asked:
            for word, number in zip(("people", "possible", "not yet"), row[-4:-1], strict=True):
                told[row[0]][word].add(number)
    for code in asked:
        under = frozenset(reading.corpus.codebook.branch(code))
        found = answers(reading, Filters(codes=under), machine=False)
        held = len(found.counted) - len(found.shown)
        apart = sum(p.excerpt.session not in reading.corpus.interviews for p in found.counted)
        told[code]["passages"].add(len(passage_rows(reading.corpus, found.shown)) - 1 + held - apart)


@pytest.mark.usefixtures("study")
def test_the_same_words_carry_the_same_number() -> None:
    """People, out of how many, not coded yet, interviews, passages: one number on pages, in the report, in exports."""
    reading = study_data.reading()
    asked = [code.id for code in reading.corpus.codebook.offered][:5]
    told: Told = {subject: defaultdict(set) for subject in (*asked, *labels(reading))}
    of_pages(reading, told, asked)
    of_report(reading, told, asked)
    of_exports(reading, told, asked)

    assert {s: {w: n for w, n in of.items() if len(n) > 1} for s, of in told.items()} == {s: {} for s in told}
    assert all(of.keys() >= {"people", "possible", "passages", "sessions"} for of in told.values())


@pytest.fixture
def one_coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CorpusReading:
    """A study of seven people, one of whose interviews was coded."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(written(tmp_path, people=7, coded=1).study.root))
    return study_data.reading()


def test_what_was_selected_is_what_comes_back(one_coded: CorpusReading) -> None:
    """Across a cut, one passage with all its words; two in an excerpt, two; the same words by two people, one."""
    found = answers(one_coded, Filters(codes=frozenset({"A3"})), machine=False).shown
    across = next(p for p in found if len(p.within) == 2 and p.last_turn == p.excerpt.turn)
    by_two = next(p for p in answers(one_coded, Filters(codes=frozenset({"A1"})), machine=False).shown
                  if len(p.marks) == 2)
    over = next(p for p in one_coded.selected if p.last_turn > p.excerpt.turn)

    assert across.excerpt.text == "le temps entre deux bureaux. Je fais les papiers à leur"
    assert len(across.within) == 2
    assert sorted(p.excerpt.text for p in found if p.excerpt.turn == 3) == ["On court", "le temps"]
    assert [m.author for m in by_two.marks] == ["claire", "noe"]
    assert over.excerpt.text.count("\n") == 2
    assert one_coded.corpus.turns[over.excerpt.session][1].text.endswith(over.excerpt.text.split("\n", 1)[0])


def test_a_coding_of_the_interviewer_s_words_is_shown_apart_and_counts_nobody(one_coded: CorpusReading) -> None:
    """It is a passage, said to be the interviewer's; nobody bears a code for it."""
    (asked,) = (p for p in one_coded.selected if p.voice == "interviewer")
    markup = page("extraits", code="A3")

    assert asked.people == ("",)
    assert "dont 1 sur des paroles de l" in markup
    assert ui_words.OF_INTERVIEWER in html.unescape(markup)
    assert "1 personne, 4 passages" in markup


def figures(test: AppTest) -> set[str]:
    """Give the lines that count passages, without what they tell of suggestions."""
    said = lines("".join(node.proto.body for node in test.get("html")))
    return {re.sub(r" \(\+ \d+ à relire\)", "", line) for line in said if re.search(r"\d+ passages?", line)}


def test_suggestions_show_only_where_somebody_turned_them_on(one_coded: CorpusReading) -> None:
    """Off by default on every page, one switch of one name; on, they stand apart and change no figure."""
    waiting = len([c for c in one_coded.corpus.codings if c.status == "proposed"])
    for name, asked in (("extraits", {"code": "A1"}), ("themes", {"theme": "mission"}), ("matrice", {}),
                        ("grille", {}), ("enquete", {}), ("tables", {})):
        off, on = opened(name, **asked), opened(name, **asked, suggestions="oui")
        assert off.toggle(key=address.SWITCH).label == f"+ {waiting} suggestions"
        assert (off.toggle(key=address.SWITCH).value, on.toggle(key=address.SWITCH).value) == (False, True)
        assert figures(off) <= figures(on)
    assert ui_words.TO_READ_HEAD not in page("extraits", code="A1")
    assert ui_words.TO_READ_HEAD in page("extraits", code="A1", suggestions="oui")


def test_the_switch_follows_the_reader_and_is_turned_off(one_coded: CorpusReading) -> None:
    """Turned on, it is kept in the session for the pages that follow; turned off, it leaves the address too."""
    assert one_coded.selected
    test = opened("extraits", code="A1")
    test.toggle(key=address.SWITCH).set_value(True).run()
    assert test.session_state[address.SUGGESTIONS_SHOWN] is True
    test.toggle(key=address.SWITCH).set_value(False).run()

    assert test.session_state[address.SUGGESTIONS_SHOWN] is False
    assert address.SUGGESTIONS not in test.query_params
