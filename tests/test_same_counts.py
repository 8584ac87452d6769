"""The same words carry the same number on every page of the demonstration: a researcher never meets two."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.data import comparing, counting, first_screen, study_data, suggestions
from dashboard.data.counting import ToRead, to_read, to_read_by_session
from dashboard.data.decisions_read import Decided
from dashboard.data.live import Live
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import reported
from dashboard.pages.entretiens import view as interviews
from dashboard.pages.tables import view as leaving
from dashboard.pages.themes.view import theme_view
from dashboard.ui.sentences import coding_phrases, phrases, reading_phrases
from pipeline.anchoring import decisions
from pipeline.coding import coding_writer as writing
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.study import Study
from pipeline.publish.material_words import left_to_read
from pipeline.publish.report.method import method
from pipeline.publish.report.report_facts import StudyFacts, code_key, facts

ROOT = Path(__file__).parent.parent
LEFT = re.compile(r"([\d\u202f]+) (?:suggestions )?à relire(?:, dont (\d+))?")
HEARD = re.compile(r"(\d+) entretiens et groupes")


@pytest.fixture(scope="module")
def study() -> Study:
    if not (ROOT / "build/tables/run.json").exists():
        pytest.skip("the demonstration was not computed: uv run dvc repro")
    return Study(ROOT)


@pytest.fixture(scope="module")
def decided(study: Study) -> Decided:
    return Decided(tuple(decisions.read(study, CodingDecision)), tuple(decisions.arbitrations(study)))


@pytest.fixture(scope="module")
def live(study: Study) -> Live:
    return Live(study_data.corpus(study))


@pytest.fixture(scope="module")
def reading(live: Live, decided: Decided) -> CorpusReading:
    return live.reading(decided)


@pytest.fixture(scope="module")
def known(study: Study) -> StudyFacts:
    return facts(study)


def said(reading: CorpusReading, decided: Decided, known: StudyFacts) -> dict[str, str]:
    """What each page says of the suggestions left to read."""
    (task,) = (t for t in first_screen.tasks(reading) if t.kind == "suggestions")
    rows = interviews.interviews(reading, decided)
    total = ToRead(sum(i.waiting.total for i in rows), sum(i.waiting.hidden for i in rows))
    found = suggestions.cases(reading)
    done = suggestions.progress(found, suggestions.left(reading, decided, "zoe"))
    hidden = to_read(reading).hidden
    return {
        "L'enquête": phrases.task(task.kind, task.count, task.hidden),
        "Entretiens": reading_phrases.to_read(total.total, total.hidden),
        "Suggestions": coding_phrases.left_to_read(done.left + hidden, hidden, done.done),
        "Tables": leaving.of_whom(reading, "suggestions"),
        "Rapport": next(p for p in method(reported(known, reading)) if "à relire" in p),
    }


def test_what_is_left_to_read_is_the_same_everywhere(
    reading: CorpusReading, decided: Decided, known: StudyFacts,
) -> None:
    """L'enquête, Entretiens, Suggestions, Tables and Rapport say one number, and how many of it cannot be shown."""
    found = {page: LEFT.search(words) for page, words in said(reading, decided, known).items()}
    told = {page: match.groups() if match else None for page, match in found.items()}
    of = to_read(reading)

    assert set(told.values()) == {(phrases.number(of.total), str(of.hidden))}
    assert of.hidden


def test_it_still_is_when_somebody_has_just_decided(live: Live, decided: Decided, known: StudyFacts) -> None:
    """A suggestion accepted since the run is left to read nowhere; the report counts it, and says that it does."""
    before = live.reading(decided)
    case = suggestions.cases(before)[0]
    taken = next(c for c in suggestions.cases(before) if c.name in suggestions.left(before, decided, "zoe")) or case
    writer = writing.CodingWriter(
        author="zoe", mode="assisted", codebook=before.corpus.codebook, turns=before.corpus.turns,
    )
    after = Decided((*decided.every, writing.accept(writer, taken.suggestion)), decided.rulings)
    now = live.reading(after)
    told = {match.groups() for words in said(now, after, known).values() if (match := LEFT.search(words))}

    assert told == {(phrases.number(to_read(before).total - 1), str(to_read(before).hidden))}
    assert "1 en acceptant une suggestion" in " ".join(method(reported(known, now)))


def test_sessions_add_up_to_the_whole(reading: CorpusReading) -> None:
    """What is left in each session makes what is left in all, shown and reserved."""
    parts = to_read_by_session(reading).values()
    assert ToRead(sum(p.total for p in parts), sum(p.hidden for p in parts)) == to_read(reading)


def test_codes_count_the_same_in_the_grid_and_in_the_report(live: Live, decided: Decided, known: StudyFacts) -> None:
    """People, interviews, passages of each code: what is coded in a questionnaire is apart on both."""
    before = live.reading(decided)
    corpus = before.corpus
    met = corpus.interviews
    writer = writing.CodingWriter(author="zoe", mode="assisted", codebook=corpus.codebook, turns=corpus.turns)
    written = next(c for c in suggestions.cases(before) if c.suggestion.excerpt.split(":")[0] not in met)
    reading = live.reading(Decided((*decided.every, writing.accept(writer, written.suggestion)), decided.rulings))
    rows = [row for _, found in counting.tree(reading, reading.corpus.codebook) for row in found]
    now = reported(known, reading)

    assert {r.code.id: r.tally for r in rows} == {r.code: now.borne(code_key(r.code)).tally for r in now.codes}
    assert {r.code.id: (r.tally.people, r.tally.sessions) for r in rows} == {
        r.code: (r.people, r.sessions) for r in now.codes
    }
    assert sum(r.tally.apart for r in rows)


def test_there_are_as_many_interviews_everywhere(reading: CorpusReading, decided: Decided, known: StudyFacts) -> None:
    """A questionnaire is never counted with interviews: 15 on the first screen, in the list, in the report."""
    rows = interviews.interviews(reading, decided)
    listed = reading.corpus.made_of(i.session for i in rows)
    told = [
        reading_phrases.sessions_found(listed, len(reading.corpus.people)),
        phrases.reviews(reading.corpus.made_of(reading.corpus.sessions)), *method(reported(known, reading)),
    ]
    found = {int(n) for words in told for n in HEARD.findall(words) if "lu en entier" not in words}

    assert found == {first_screen.strip(reading.corpus).sessions} == {listed.interviews}
    assert listed.questionnaires


def test_people_of_a_theme_are_the_same_everywhere(reading: CorpusReading, known: StudyFacts) -> None:
    """L'enquête, Thèmes, Matrice and Rapport: who bears it, of whom asked, and « + n à relire »."""
    lines = {x.row.id: x.whole for x in comparing.matrix(reading, "theme", first_screen.main_attribute(reading.corpus))}
    for row in first_screen.theme_rows(reading):
        view, cell = theme_view(reading, row.theme), lines[row.theme.id]
        assert view.among == row.among == reported(known, reading).among(f"theme {row.theme.id}")
        assert (cell.people, cell.possible) == (row.among.people, row.among.possible)
        assert view.people.to_read == row.people.to_read == cell.to_read


def test_the_table_that_leaves_is_the_page_matrice(reading: CorpusReading) -> None:
    """Codes crossed in a file have the people and the denominators of the page."""
    attribute = first_screen.main_attribute(reading.corpus)
    lines = comparing.matrix(reading, "code", attribute)
    made = leaving.crossed_table(reading, attribute)
    assert [row[-4:-1] for row in made.rows] == [
        (len(x.whole.people), len(x.whole.possible), len(x.whole.among.not_yet)) for x in lines
    ]


def test_the_words_of_the_count_are_one() -> None:
    """« à relire » is said by one function."""
    assert left_to_read(2, 1) == "2 suggestions à relire, dont 1 sur un passage réservé"
