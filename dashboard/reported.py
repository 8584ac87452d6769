"""The reading and what people decided → the facts of the report, gathered again when something of them has changed."""

from __future__ import annotations

from functools import lru_cache

from dashboard import data
from dashboard.decided import Stamp, decided, stamp
from dashboard.place import study as here
from dashboard.quoted import ANONYMISED, on_disk
from dashboard.view.decided import Decided
from dashboard.view.in_force import in_force
from dashboard.view.passages import Reading
from dashboard.view.reported import reported
from pipeline.deciding.rows import FOLDERS, IdentifierDecision, QuoteDecision
from pipeline.exchange.documents.parts import Part
from pipeline.exchange.report.facts import TABLES_READ, Facts, Read, facts
from pipeline.exchange.report.report import report
from pipeline.same import Same

# What a run made and nobody decides of is in the reading already; its codings are those of the run, not of now.
SHARED = ("participants", "excerpts", "anonymised", "asked", "suggestions")
WATCHED = ("build/tables/run.json", ANONYMISED, "build/participants.parquet")
KINDS = (QuoteDecision, IdentifierDecision)


def known(reading: Reading) -> Facts:
    """
    Give the facts of the report as the last run left them, with what people decided since.

    Raises:
        FiligraneError: nothing was computed yet.
    """
    files = [here() / name for name in WATCHED]
    files += [path for kind in KINDS for path in sorted((here() / f"decisions/{FOLDERS[kind]}").glob("*.csv"))]
    with data.all_kept():
        return _known(reading, decided(), tuple(stamp(path) for path in files if path.exists()))


@lru_cache(maxsize=2)
def _known(reading: Reading, now: Decided, stamps: tuple[Stamp, ...]) -> Facts:  # noqa: ARG001 - what is watched is the key
    rows = {name: getattr(reading.corpus, name) if name in SHARED else data.table(name) for name in TABLES_READ}
    return reported(facts(here(), Read(rows, in_force(now), on_disk())), reading)


@lru_cache(maxsize=2)
def _told(known_: Same[Facts]) -> list[Part]:
    return report(known_.it)


def told(known_: Facts) -> list[Part]:
    """Give the report that tells these facts."""
    return list(_told(Same(known_)))
