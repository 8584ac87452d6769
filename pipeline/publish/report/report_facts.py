"""A study → the facts that its report tells, as the last run left them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.analysis.counts.coded_passages import (
    CodingTally,
    PeopleShare,
    Who,
    among,
    asked,
    coded_sessions,
    guided,
    tally,
)
from pipeline.analysis.counts.summaries import CountedRows
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Turns
from pipeline.codebook import grid as books
from pipeline.codebook.grid import Codebook, Theme
from pipeline.coding.codings_in_place import counted
from pipeline.ingest.session import QUESTIONNAIRE
from pipeline.model import store
from pipeline.model.contracts import (
    AnonymisedTurn,
    CodeSummary,
    Coding,
    GuideCoverage,
    Participant,
    SessionSummary,
    ThemeSummary,
)
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.libraries import installed
from pipeline.model.new_study import given as as_given
from pipeline.model.study import Study
from pipeline.pseudonymise.people.speakers import interview, people
from pipeline.publish.quotes.basket import basket
from pipeline.publish.quotes.document import given
from pipeline.publish.quotes.quotes import Quote


@dataclass(frozen=True, slots=True)
class Borne:
    """Who bears a code or a theme in which session, by decision of a person, and the passages that they say."""

    who: frozenset[Who] = frozenset()
    tally: CodingTally = field(default_factory=CodingTally)


def bearers(codebook: Codebook, themes: Iterable[Theme], corpus: CountedRows) -> dict[str, Borne]:
    """
    Give what bears each code, with those below it, and each theme; a code and a theme may bear one id.

    Args:
        codebook: a code counts with those below it.
        themes: each gathers codes, or groupings, which count for nothing here.
        corpus: passages that people selected, and who was met.

    Returns:
        by ``code_key`` and ``theme_key``.
    """
    put = [(p, frozenset(map(codebook.in_force, p.codes))) for p in corpus.selected]

    def borne(codes: Collection[str]) -> Borne:
        under = [p for p, under in put if not under.isdisjoint(codes)]
        who = frozenset((name, p.session) for p in under for name in p.speakers if name in corpus.met)
        return Borne(who, tally((p.counted for p in under), corpus.met, corpus.interviews))

    found = {code_key(c.id): borne(codebook.branch(c.id)) for c in codebook.codes}
    return found | {theme_key(t.id): borne(t.codes) for t in themes}


def code_key(code: str) -> str:
    """Name a code among what is borne."""
    return f"code {code}"


def theme_key(theme: str) -> str:
    """Name a theme among what is borne."""
    return f"theme {theme}"


def questions(themes: Collection[Theme]) -> dict[str, tuple[str, ...]]:
    """Give the questions that bear on each theme, and on each code of it."""
    found = {theme_key(t.id): t.questions for t in themes}
    for theme in themes:
        for code in theme.codes:
            found[code_key(code)] = tuple(dict.fromkeys((*found.get(code_key(code), ()), *theme.questions)))
    return found


TABLES = "build/tables"
NOT_YET = "Rien n'est encore calculé : lancez « filigrane run », puis recommencez."


@dataclass(frozen=True)
class StudyFacts:
    """
    What is known of a study.

    Attributes:
        params: the settings, section by section.
        run: counts, versions and quality of the last run.
        read: coder → sessions marked as read whole.
        quotes: those that may leave.
        asked: what the interview guide says was asked of whom.
        theme_definitions: the themes as their file has them, with the questions that bear on them.
        bearers: code or theme → what bears it, by decision of a person.
        sources: what suggestions come from.
        given_grid: whether the grid is the example's, which nobody has said is theirs.
        given_themes: whether the themes are, to the byte, those that a new study begins with.
        since: how many decisions of people are counted that the run did not know.
    """

    params: Mapping[str, Mapping[str, Any]]
    run: Mapping[str, Any]
    codebook: Codebook
    sessions: Sequence[SessionSummary] = ()
    codes: Sequence[CodeSummary] = ()
    themes: Sequence[ThemeSummary] = ()
    participants: Sequence[Participant] = ()
    codings: Sequence[Coding] = ()
    turns: Sequence[AnonymisedTurn] = ()
    read: Mapping[str, frozenset[str]] = field(default_factory=dict)
    quotes: Sequence[Quote] = ()
    guide_coverage: Sequence[GuideCoverage] = ()
    theme_definitions: Sequence[Theme] = ()
    bearers: Mapping[str, Borne] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    given_grid: bool = False
    given_themes: bool = False
    since: int = 0

    @property
    def interviewed(self) -> list[Participant]:
        """Each person interviewed, in each of their sessions."""
        named = people(p.participant for p in self.participants)
        return [p for p in self.participants if p.participant in named]

    def among(self, key: str) -> PeopleShare:
        """Count who bears a code or a theme (``code_key``) out of those asked about it whose interview was coded."""
        everyone = frozenset((p.participant, p.session) for p in self.interviewed)
        about = questions(self.theme_definitions).get(key, ())
        put = asked(everyone, self.guide_coverage, about)
        coded = coded_sessions(self.codings, frozenset().union(*self.read.values()))
        return among(self.borne(key).who, put, coded, by_guide=guided(self.guide_coverage, about))

    def borne(self, key: str) -> Borne:
        """Give what bears a code or a theme."""
        return self.bearers.get(key, Borne())

    @property
    def interviews(self) -> list[SessionSummary]:
        """Interviews and groups: neither questionnaires nor field notes."""
        return [s for s in self.sessions if interview(s.type)]

    @property
    def respondents(self) -> int:
        """How many people answered closed questions."""
        return int((self.run.get("counts") or {}).get("respondents") or 0)

    @property
    def wrote(self) -> int:
        """How many people wrote words of their own in a questionnaire."""
        of = {s.session for s in self.sessions if s.type == QUESTIONNAIRE}
        return len({p.participant for p in self.participants if p.session in of})

    @property
    def of_people(self) -> list[Coding]:
        """The codings that count."""
        return counted(self.codings)

    @property
    def put(self) -> list[Coding]:
        """The codings that coders put: what an arbiter ruled stands beside them."""
        return [c for c in self.of_people if c.status != "arbitrated"]

    @property
    def coders(self) -> list[str]:
        """Those who coded."""
        return sorted({c.author for c in self.put})

    @property
    def doubled(self) -> list[str]:
        """Sessions that two people at least have read whole."""
        by: dict[str, int] = defaultdict(int)
        for sessions in self.read.values():
            for session in sessions:
                by[session] += 1
        return sorted(s for s, count in by.items() if count > 1)

    def setting(self, section: str, name: str) -> Any:
        """Give a setting, nothing when it is not there."""
        return self.params.get(section, {}).get(name)


SECTIONS = ("study", "participants", "excerpts", "embeddings", "proposals", "quality")
ROWS = {
    "sessions": "session_summaries", "codes": "code_summaries", "themes": "theme_summaries",
    "participants": "participants", "codings": "codings", "turns": "anonymised",
    "guide_coverage": "guide_coverage",
}
OF_CORPUS = ("participants", "excerpts", "codings", "themes")
TABLES_READ = tuple(dict.fromkeys((*ROWS.values(), *OF_CORPUS, "suggestions")))


@dataclass(frozen=True)
class ReportSources:
    """
    What a report is made from, read already: nothing is read twice.

    Attributes:
        rows: the tables of the run, by name.
        lines: the decisions of coders in force.
        turns: the pseudonymised turns as they are on disk, if they are.
    """

    rows: Mapping[str, Sequence[Any]]
    lines: Sequence[CodingDecision]
    turns: Mapping[str, Turns] | None = None


def facts(study: Study, read: ReportSources | None = None) -> StudyFacts:
    """
    Gather the facts.

    Raises:
        FiligraneError: nothing was computed yet.
    """
    path = study / TABLES / "run.json"
    if not path.exists():
        raise FiligraneError(NOT_YET)
    given_ = read or ReportSources({name: rows_of(study, name) for name in TABLES_READ}, decisions.codings(study))
    rows: dict[str, Any] = {field: given_.rows[name] for field, name in ROWS.items()}
    read_whole: dict[str, set[str]] = defaultdict(set)
    for d in given_.lines:
        if d.marks_read:
            read_whole[d.author].add(d.session)
    corpus = CountedRows(given_.rows["anonymised"], *(list(given_.rows[name]) for name in OF_CORPUS))
    try:
        quotes = basket(given(study, turns=given_.turns, lines=given_.lines)).leaving()
    except FiligraneError:  # nothing to quote from yet: the report says so
        quotes = []
    return StudyFacts(
        {s: study.params(s) for s in SECTIONS}, json.loads(path.read_text("utf-8")), books.codebook(study), **rows,
        read={coder: frozenset(sessions) for coder, sessions in sorted(read_whole.items())},
        quotes=tuple(quotes), theme_definitions=tuple(books.themes(study)),
        bearers=bearers(books.codebook(study), books.themes(study), corpus),
        sources=frozenset(source for s in given_.rows["suggestions"] for source in s.sources),
        given_grid=books.codebook(study).example, given_themes=as_given(study, books.THEMES),
    )


def rows_of(study: Study, name: str) -> list[Any]:
    """Read a table of the last run; nothing when it was never made."""
    path = study / TABLES / f"{name}.parquet"
    return list(store.read(name, path)) if path.exists() else []


def version() -> str:
    """Give the version of Filigrane."""
    return installed("filigrane")
