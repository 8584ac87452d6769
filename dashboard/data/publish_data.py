"""Decisions about quotes, turns on disk, facts of a run → what quotes and the report say now."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

from dashboard.access.study_place import study as here
from dashboard.data import freshness, study_data, titles
from dashboard.data.corpus import Corpus
from dashboard.data.corpus import Turns as Opened
from dashboard.data.decisions_read import Decided, decided, stamps
from dashboard.data.freshness import Stamp, stamp, worked_out
from dashboard.data.passages import CorpusReading, Passage
from pipeline.analysis.counts import summaries
from pipeline.analysis.counts.summaries import CountedRows
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Turns
from pipeline.anchoring.decisions import in_force
from pipeline.anchoring.publishable import opaque_id, without_attribution
from pipeline.coding.codings_in_place import pairs
from pipeline.coding.theme_decisions import CODE
from pipeline.model.contracts import ARTEFACTS, Excerpt, SessionSummary, ThemePassage
from pipeline.model.decision_rows import FOLDERS, ConsentDecision, IdentifierDecision, LeakDecision, QuoteDecision
from pipeline.model.files import guarded
from pipeline.model.study import METRICS, Study
from pipeline.publish.held_back import HeldBack, held_back, unsigned
from pipeline.publish.passages.leaving_passages import CodedMaterial, LeavingPassages, leaving
from pipeline.publish.quotes.document import StudyLabel
from pipeline.publish.report.report_facts import StudyFacts, bearers

PARAMS = "params.yaml"
ANONYMISED = "build/anonymised.parquet"
FIGURE = re.compile(r"[-+]?\d[\d\s.,%]*")


@dataclass(frozen=True, eq=False)
class QuoteDecisions:
    """The decisions about quotes that hold; equal to itself only, so that answers can be kept."""

    lines: tuple[QuoteDecision, ...]


def quoted() -> QuoteDecisions:
    """
    Give what people decided of quotes, as it is now.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    study = here()
    folder = study / f"decisions/{FOLDERS[QuoteDecision]}"
    return _read(str(study.root.resolve()), tuple(stamp(path) for path in sorted(folder.glob("*.csv"))))


@freshness.read(4)
def _read(root: str, stamps: tuple[Stamp, ...]) -> QuoteDecisions:  # noqa: ARG001 - what is watched is the key
    return QuoteDecisions(tuple(in_force(decisions.read(Study(root), QuoteDecision))))


@dataclass(frozen=True, eq=False)
class PeopleSettings:
    """What ``params.yaml`` says of people: their attributes, and how many must share what is told."""

    declared: Mapping[str, Mapping[str, Any]]
    k: int


def waiting(corpus: Corpus) -> HeldBack:
    """Tell what every interview waits for before it leaves, as it is now: the rule of the terminal."""
    study = here()
    paths = (METRICS["leaks"], ARTEFACTS["to_settle"].path("to_settle"), PARAMS, ANONYMISED)
    seen = tuple(stamp(study / p) for p in paths if (study / p).exists())
    kinds = (IdentifierDecision, LeakDecision, ConsentDecision)
    return _waiting(str(study.root.resolve()), (*seen, *stamps(kinds)), corpus.sessions)


@freshness.read(4)
def _waiting(root: str, stamped: tuple[Stamp, ...], sessions: tuple[str, ...]) -> HeldBack:  # noqa: ARG001 - what is watched is the key
    study = Study(root)
    return held_back(study, None, unsigned(study, sessions))


def material(reading: CorpusReading) -> CodedMaterial:
    """Gather what files of passages and tables of people are made from, as it is now."""
    of = reading.corpus
    about = StudyLabel(of.settings.title, of.settings.fictional, called=titles.every(of))
    return CodedMaterial(
        of.codebook, of.themes, of.turns, of.codings, of.participants, of.sessions, waiting(of), about, of.attributes,
        of.guide_coverage, read_whole(decided()),
    )


def read_whole(by: Decided) -> frozenset[str]:
    """Name the interviews that somebody says they read whole."""
    return frozenset(session for state in by.now.by_coder.values() for session in state.read)


def of_excerpts(
    reading: CorpusReading, found: Iterable[Passage], codes: Collection[str], *, selected: bool = False,
) -> LeavingPassages:
    """
    Let out the passages of some excerpts: what people coded in them, whole; one that bears nothing, as it is cut.

    Args:
        reading: where.
        found: excerpts as screens show them, or words that people selected.
        codes: those wanted; any when empty.
        selected: whether ``found`` are words that people selected: those alone leave.
    """
    of = material(reading)
    shown = {p.excerpt.excerpt for p in found}
    wanted = [c for c in of.of_people if not codes or c.code in codes]
    if selected:
        starts = {(p.excerpt.session, p.excerpt.turn, p.excerpt.start, p.excerpt.text) for p in found}
        return leaving(of, [
            c for c in wanted if (c.session, c.turn, c.start, c.text) in starts or opaque_id(c.text) in shown
        ])
    # What bears no attribution shows under another id than its own.
    excerpts = [e for e in reading.corpus.excerpts if {e.excerpt, *_opaque(e)} & shown]
    both = list(pairs(wanted, excerpts))
    borne = {e.excerpt for _, e in both}
    # Where a code is asked for, an excerpt that only the machine gives it to is no passage of it.
    bare = [e for e in excerpts if e.excerpt not in borne and not codes]
    return leaving(of, {id(c): c for c, _ in both}.values(), bare)


def _opaque(excerpt: Excerpt) -> tuple[str, ...]:
    return (without_attribution(excerpt).excerpt,) if excerpt.consent == "unattributed" else ()


def people() -> PeopleSettings:
    """Give the settings of the study about people, as they are now."""
    study = here()
    return _people(str(study.root.resolve()), stamp(study / PARAMS))


@freshness.read(4)
def _people(root: str, stamped: Stamp) -> PeopleSettings:  # noqa: ARG001 - what is watched is the key
    said = Study(root).params("participants")
    return PeopleSettings(said.get("attributes") or {}, int(said.get("k") or 1))


def on_disk() -> Mapping[str, Turns] | None:
    """Give the pseudonymised turns as they are on disk at this moment; none when they are not there."""
    path = here() / ANONYMISED
    return _turns(stamp(path)) if path.exists() else None


@freshness.read(1)
def _turns(stamped: Stamp) -> Mapping[str, Turns]:  # noqa: ARG001 - what is watched is the key
    # Of most sessions nothing is quoted, and their turns are left as they are.
    return Opened(study_data.turns_on_disk(here() / ANONYMISED))


def reported(known: StudyFacts, reading: CorpusReading) -> StudyFacts:
    """Count in the report what every other page counts at this moment; without news the run says it all."""
    if not reading.pending:
        return known
    of, counted = reading.corpus, _counted(reading)
    return replace(
        known, codings=of.codings, codes=summaries.codes(counted, of.codebook), since=reading.pending,
        themes=summaries.themes(counted, of.themes), bearers=bearers(of.codebook, of.themes, counted),
    )


def summaries_now(
    reading: CorpusReading, sessions: Sequence[SessionSummary], themes: Sequence[ThemePassage],
) -> dict[str, list[Any]]:
    """
    Give the tables that figures are told in, as they are at this moment; without news none differs from the run.

    Args:
        reading: of now; with no decision since the last run there is nothing to tell.
        sessions: summaries of the last run, whose counts are made anew.
        themes: passages of themes in the last run; those that come through groupings stay.
    """
    if not reading.pending:
        return {}
    of = reading.corpus
    counted = _counted(reading)
    decided = {e.excerpt: e.session for (_, by_person), found in counted.carried.items() if by_person for e in found}
    waiting = {e.excerpt: e.session for found in counted.waiting.values() for e in found}
    coded = Counter(decided.values())
    left = Counter(waiting.values())
    return {
        "session_summaries": [replace(s, coded=coded[s.session], to_review=left[s.session]) for s in sessions],
        "code_summaries": summaries.codes(counted, of.codebook),
        "theme_summaries": summaries.themes(counted, of.themes),
        "themes": [*counted.passages, *(p for p in themes if not p.through.startswith(CODE))],
    }


# A reading is equal to itself only.
@worked_out(2)
def _counted(reading: CorpusReading) -> CountedRows:
    of = reading.corpus
    rows = CountedRows(of.anonymised, list(of.participants), list(of.excerpts), list(of.codings))
    gathered = [
        ThemePassage(e.excerpt, theme.id, f"{CODE}{code}")
        for theme in of.themes for code in theme.codes for e in rows.carried.get((code, True), ())
    ]
    return replace(rows, passages=gathered)


def spreadsheet(rows: Iterable[list[str]]) -> bytes:
    """Write a CSV as French spreadsheets read it: semicolons, UTF-8 with its mark, and no cell that is a formula."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(
        [cell if FIGURE.fullmatch(cell) else guarded(cell) for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")
