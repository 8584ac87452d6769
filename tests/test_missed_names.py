"""What the machine missed where somebody read everything foretells what it missed where nobody did."""

from __future__ import annotations

from pipeline.model.contracts import Identifier, Proposal, Turn
from pipeline.model.decision_rows import IdentifierDecision, IdentifierVerb, Scope
from pipeline.pseudonymise.review.case_choices import seconds_each
from pipeline.pseudonymise.review.left_open import (
    NOBODY_READ,
    missed_names,
    pace,
)
from pipeline.pseudonymise.review.missed_names import InterviewNames, expected, names_hidden, spread_of

SAID = "Karim et Zoubida sont venus ; Zoubida est repartie."


def hidden(start: int, end: int, source: str) -> Identifier:
    return Identifier("E01", 0, start, end, "person", "p", source, "replace", "Lise")  # type: ignore[arg-type]


def decision(at: str, author: str = "Claire", action: IdentifierVerb = IdentifierVerb.REPLACE) -> IdentifierDecision:
    return IdentifierDecision(
        id=at, at=at, session="E01", turn=0, author=author, first_word=0, last_word=0, type="person", action=action,
        entity="", replacement="", scope=Scope.HERE, check="",
    )


def test_a_name_that_only_a_reader_found_counts_once() -> None:
    """Karim was proposed, then accepted; Zoubida, hidden twice by a reader, is one name that was missed."""
    said = {"E01": SAID, "E02": "Oui."}
    turns = [Turn(session, 0, "L", "participant", None, None, text, "") for session, text in said.items()]
    rows = [hidden(0, 5, "person"), hidden(9, 16, "person"), hidden(30, 37, "person")]
    proposed = [Proposal("E01", 0, 0, 5, "person", "ner")]

    assert names_hidden(turns, rows, proposed) == [InterviewNames("E01", 2, 1), InterviewNames("E02", 0, 0)]


def test_nothing_is_foretold_before_an_interview_is_signed() -> None:
    """Without a signature the page says what to do; an interview without names is signed, and tells too little."""
    found = [InterviewNames("E01", 40, 1), InterviewNames("E02", 0, 0)]

    assert expected(found, set()) is None
    assert missed_names(None) == NOBODY_READ
    told = expected(found, {"E02"})
    assert told
    assert not told.tells
    assert "1 entretien signé, 0 nom différent" in missed_names(told)
    assert "aucun entretien n'est relu" not in missed_names(told)


def test_too_little_read_says_how_much_more_would_do() -> None:
    """Three names in one interview foretell nothing: no interval is told, but how many interviews would give one."""
    found = [InterviewNames(f"E{n:02}", 12 if n else 3, 0) for n in range(20)]
    told = expected(found, {"E00"})
    assert told
    assert "Sur 100 noms" not in missed_names(told)
    assert "1 entretien signé, 3 noms différents" in missed_names(told)
    assert f"Relire et signer {told.more} entretiens de plus" in missed_names(told)

    after = expected(found, {one.session for one in found[: 1 + told.more]})
    assert after
    assert after.tells
    assert "Sur 100 noms" in missed_names(after)


def test_more_interviews_read_tell_more() -> None:
    """The same share missed, read in more interviews, is foretold more narrowly; the truth is inside."""
    found = [InterviewNames(f"E{n:02}", 50, 1) for n in range(40)]
    few = expected(found, {one.session for one in found[:3]})
    many = expected(found, {one.session for one in found[:30]})

    assert few
    assert many
    assert few.high > many.high
    assert many.low <= 2 <= many.high
    assert many.left_low <= 10 <= many.left_high
    assert (many.interviews, many.names, many.missed, many.unread) == (30, 1500, 30, 500)


def test_nothing_missed_is_not_a_promise_of_nothing_left() -> None:
    """Two interviews in which nobody found a name to add still leave room for some."""
    told = expected([InterviewNames(s, 30, 0) for s in ("E01", "E02", "E03")], {"E01", "E02"})

    assert told
    assert told.low == told.left_low == 0
    assert told.high > 0
    assert "aucun qu'une personne ait ajouté" in missed_names(told)


def test_interviews_that_differ_weigh_less() -> None:
    """Ten names missed in one interview of six tell less than the same ten spread over all six."""
    even = [InterviewNames(str(n), 60, 2) for n in range(6)]
    uneven = [InterviewNames(str(n), 60, 12 if n == 0 else 0) for n in range(6)]

    assert spread_of(even) == 1
    assert spread_of(uneven) > 5


def test_the_pace_is_that_of_the_reader_without_their_pauses() -> None:
    """Eight decisions three seconds apart, with a coffee in between, and those of somebody else."""
    times = [*range(0, 12, 3), *range(900, 912, 3)]
    own = [decision(f"2026-03-02T10:{t // 60:02}:{t % 60:02}.100000+00:00") for t in times]
    other = [decision(f"2026-03-02T11:00:{t:02}.100000+00:00", "Paul") for t in range(20)]

    assert seconds_each([*own, *other], "Claire") == 3
    assert seconds_each(own[:4], "Claire") is None
    assert pace(3, 40) == "environ 2 min à votre rythme"
    assert not pace(None, 40)
    assert pace(3, 5) == "moins d'une minute à votre rythme"
