"""What is worked out for the sessions that are asked about is what working on all of them would give."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data import study_data
from dashboard.data.counting import passage_at
from dashboard.data.decisions_read import held, laid, read_whole
from dashboard.data.passages import CorpusReading, read
from pipeline.anchoring import decisions
from pipeline.anchoring.word_places import continua
from pipeline.model.contracts import Participant
from pipeline.model.study import Study
from pipeline.publish.quotes import risk as quote_risk
from pipeline.publish.quotes.risk import Crowd
from pipeline.stages.codings import codings
from tests.double_coding import doubled

ATTRIBUTES = st.fixed_dictionaries({"champ": st.sampled_from(["budget", ""]), "age": st.sampled_from(["30", "40"])})
EVERYONE = st.lists(
    st.builds(Participant, st.sampled_from(["Lou", "Awa", "R012"]), st.sampled_from(["E01", "E02"]), ATTRIBUTES),
    max_size=6,
)
PAIRS = st.lists(st.sampled_from([("champ", "budget"), ("age", "30"), ("age~", "large")]), max_size=2)
WIDE = {"age": {"30": "large", "40": "large"}}


@pytest.fixture
def reading(small_study: Path) -> CorpusReading:
    """Two coders read E01 whole, one of them E02."""
    doubled(small_study)
    return read(study_data.corpus(Study(small_study)))


def test_codings_of_some_sessions_are_those_of_the_stage(reading: CorpusReading, small_study: Path) -> None:
    """Session by session, decisions stand where the stage puts them all at once, suggestions that wait too."""
    corpus, lines = reading.corpus, tuple(decisions.codings(Study(small_study)))
    every, _ = codings(
        list(corpus.anonymised), list(corpus.excerpts), list(corpus.suggestions), corpus.codebook, lines, (),
    )
    assert set(read_whole(lines)) == {"E01", "E02"}
    for sessions in ([], ["E01"], ["E02"], ["E01", "E02"], ["E01", "unknown"]):
        found = held(reading, lines, sessions)
        assert sorted(map(repr, found)) == sorted(repr(c) for c in every if c.session in sessions)


def test_words_of_some_sessions_are_laid_as_those_of_all(reading: CorpusReading) -> None:
    """A session alone has the words it has among the others."""
    every = continua(reading.corpus.anonymised)
    assert laid(reading, every) == every
    assert laid(reading, ["E01", "unknown"]) == {"E01": every["E01"]}


def test_the_passage_of_a_coding_is_the_first_that_ends_after_it_begins(reading: CorpusReading) -> None:
    """Looked for in its turn alone, it is the one that going through every excerpt finds."""
    excerpts = reading.corpus.excerpts
    for at in {(e.session, e.turn) for e in excerpts} | {("E01", 999)}:
        for start in range(60):
            slow = [e.excerpt for e in excerpts if (e.session, e.turn) == at and start < e.end]
            assert passage_at(reading, *at, start) == next(iter(slow), "")


@given(EVERYONE, PAIRS, st.sampled_from(["Lou", "R012", "Zoé"]))
def test_a_crowd_counts_as_its_slow_definition(
    everyone: list[Participant], pairs: list[quote_risk.Told], name: str,
) -> None:
    """Asked twice or once, it counts those whom the speaker is counted among and who bear what is told."""
    crowd, among = Crowd(everyone, WIDE), quote_risk.population(everyone, name)
    for _ in range(2):
        assert crowd.alike(name, pairs) == quote_risk.alike(among, pairs, WIDE)
        assert crowd.together(name, pairs) == quote_risk.together(among, pairs, WIDE)
        assert crowd.total(name) == len({p.participant for p in among})
