"""The order of the field leaves as ranks; days never do."""

from __future__ import annotations

from dataclasses import fields

from pipeline.ingest.session import Session
from pipeline.model.contracts import SessionOrder
from pipeline.pseudonymise.people.speakers import session_order


def session(name: str, day: str) -> Session:
    return Session(name, f"{name}.txt", "entretien", day, "", (), ())


def test_sessions_are_ranked_by_their_days() -> None:
    """However a day is written, earlier comes first; two of one day go by name; an unknown day has no rank."""
    days = {"E01": "24/03/2015", "E02": "2015-02-17", "E03": "au printemps", "E04": "2015-02-17", "E05": ""}

    assert session_order([session(*one) for one in days.items()], set(days)) == [
        SessionOrder("E01", 3), SessionOrder("E02", 1), SessionOrder("E03", 0), SessionOrder("E04", 2),
        SessionOrder("E05", 0),
    ]


def test_a_session_that_left_has_no_rank() -> None:
    """Only sessions where somebody is listed are ranked, and no column holds a day."""
    sessions = [session("E01", "2015-01-01"), session("E02", "2015-01-02")]
    assert session_order(sessions, {"E02"}) == [SessionOrder("E02", 1)]
    assert [f.name for f in fields(SessionOrder)] == ["session", "rank"]
