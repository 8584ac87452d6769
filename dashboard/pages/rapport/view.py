"""The reading and what people decided → the facts of the report, gathered again when they change; its parts shown."""

from __future__ import annotations

from dashboard.access.study_place import study as here
from dashboard.data import study_data
from dashboard.data.decisions_read import Decided, decided
from dashboard.data.freshness import Stamp, stamp, worked_out
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import ANONYMISED, on_disk, reported
from dashboard.ui.html import Html, element, list_of
from pipeline.model.decision_rows import FOLDERS, IdentifierDecision, QuoteDecision
from pipeline.model.lazy import Same
from pipeline.publish.documents.parts import Items, ParagraphBlock, Part, Prompt, Quotation, Table, Title, quoted
from pipeline.publish.report.report import report
from pipeline.publish.report.report_facts import TABLES_READ, ReportSources, StudyFacts, facts

LOWEST = 6
# What a run made and nobody decides of is in the reading already; its codings are those of the run, not of now.
SHARED = ("participants", "excerpts", "anonymised", "guide_coverage", "suggestions")
WATCHED = ("build/tables/run.json", ANONYMISED, "build/participants.parquet")
KINDS = (QuoteDecision, IdentifierDecision)


def shown(part: Part) -> Html:
    """Show one part; the page has its own first title."""
    match part:
        case Title():
            return element(f"h{min(part.level, LOWEST)}", part.text)
        case ParagraphBlock():
            return element("p", part.text)
        case Items():
            return list_of(part.lines)
        case Quotation():
            return element("blockquote", quoted(part.text), class_="dit")
        case Prompt():
            return element("p", f"☐ {part.text}", class_="a-completer")
        case Table():
            head = element("tr", (element("th", cell, scope="col") for cell in part.head))
            rows = (element("tr", (element("td", cell) for cell in row)) for row in part.rows)
            return element("table", element("thead", head), element("tbody", rows))


def known(reading: CorpusReading) -> StudyFacts:
    """
    Give the facts of the report as the last run left them, with what people decided since.

    Raises:
        FiligraneError: nothing was computed yet.
    """
    files = [here() / name for name in WATCHED]
    files += [path for kind in KINDS for path in sorted((here() / f"decisions/{FOLDERS[kind]}").glob("*.csv"))]
    return _known(reading, decided(), tuple(stamp(path) for path in files if path.exists()))


@worked_out(2)
def _known(reading: CorpusReading, now: Decided, stamps: tuple[Stamp, ...]) -> StudyFacts:  # noqa: ARG001 - what is watched is the key
    rows = {name: getattr(reading.corpus, name) if name in SHARED else study_data.table(name) for name in TABLES_READ}
    return reported(facts(here(), ReportSources(rows, now.in_force, on_disk())), reading)


@worked_out(2)
def _told(known_: Same[StudyFacts]) -> list[Part]:
    return report(known_.it)


def told(known_: StudyFacts) -> list[Part]:
    """Give the report that tells these facts."""
    return list(_told(Same(known_)))
