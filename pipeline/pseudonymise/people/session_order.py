"""The days of sessions → the order of the field: ranks leave, days do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from pipeline.ingest.session import Session
from pipeline.model.contracts import SessionOrder

FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


def session_order(sessions: Iterable[Session], kept: Collection[str]) -> list[SessionOrder]:
    """Rank the sessions kept by their days, those of one day by name; a day that is not known gives the rank 0."""
    days = {s.session: day(s.date) for s in sessions if s.session in kept}
    dated = sorted((when, session) for session, when in days.items() if when)
    ranks = {session: rank for rank, (_, session) in enumerate(dated, 1)}
    return [SessionOrder(session, ranks.get(session, 0)) for session in sorted(days)]


def day(written: str) -> date | None:
    """
    Read a day as people write one.

    >>> day("17/02/2015"), day("printemps")
    (datetime.date(2015, 2, 17), None)
    """
    for form in FORMATS:
        try:
            return datetime.strptime(written.strip()[:10], form).date()  # noqa: DTZ007 - a day has no hour
        except ValueError:
            continue
    return None
