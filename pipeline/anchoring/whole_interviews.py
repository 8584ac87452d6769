"""Decisions about whole interviews, signatures too → what each says of those of today, and what nobody signed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.anchoring.interview_register import InterviewVersion, moment
from pipeline.model.decision_rows import (
    CodingDecision,
    CodingVerb,
    CorrectionDecision,
    Decision,
    IdentifierDecision,
    IdentifierVerb,
    RoleDecision,
    WithdrawalDecision,
)

if TYPE_CHECKING:
    from pipeline.anchoring.present_places import Follower

D = TypeVar("D", bound=Decision)
# Of an interview that became two, what is said of the whole is said of both: its roles, that it was read, was signed.
OF_EACH = (RoleDecision, CorrectionDecision, IdentifierDecision, WithdrawalDecision)
APART = "@"


class WholeInterviews:
    """What decisions about whole interviews become."""

    def __init__(self, follower: Follower, decisions: Sequence[Decision]) -> None:
        self.follower = follower
        self.said: dict[tuple[str, str], set[int]] = defaultdict(set)
        for d in decisions:
            if (what := _said(d)) and (version := follower.version(d)):
                self.said[_whose(d, what), what] |= set(map(id, version.onwards()))

    def now(self, d: D, version: InterviewVersion) -> Iterator[D]:
        """Give what a decision about a whole interview says of those of today."""
        found = self.follower.successors(version)
        if not found:
            yield d
            return
        several = (isinstance(d, OF_EACH) and _said(d) != IdentifierVerb.FIX) or _said(d) == CodingVerb.READ
        for number, one in enumerate(found if several else found[:1]):
            if not self._whole(d, version, one):
                continue
            moved = replace(d, session=one.session)
            apart: dict[str, Any] = {"id": f"{d.id}{APART}{one.session}"}
            apart |= {"replaces": f"{d.replaces}{APART}{one.session}"} if d.replaces else {}
            yield self.follower.answering(moved if number == 0 else replace(moved, **apart))

    def _whole(self, d: Decision, then: InterviewVersion, now: InterviewVersion) -> bool:
        # Who read one of two interviews that are one now has not read the other; of signatures, what counts is that
        # every word was reviewed, by whomever.
        what = _said(d)
        # Of an interview put together several times, the last time counts.
        version = now
        while len(version.before) == 1:
            version = version.before[0]
        parts = version.before
        if what not in {CodingVerb.READ, IdentifierVerb.SIGN} or not set(then.onwards()) & set(parts):
            return True
        return all(id(part) in self.said[_whose(d, what), what] for part in parts)


def _whose(d: Decision, what: str) -> str:
    return "" if what == IdentifierVerb.SIGN else d.author


def _said(d: Decision) -> str:
    if isinstance(d, CodingDecision) and d.marks_read:
        return d.decision
    if isinstance(d, IdentifierDecision) and d.action in {IdentifierVerb.SIGN, IdentifierVerb.FIX}:
        return d.action
    return ""


LAST_OF_A_SECOND = "999999"


def as_they_hold(
    in_force: Sequence[IdentifierDecision], said: Iterable[IdentifierDecision],
    written: Iterable[IdentifierDecision], follower: Follower,
) -> list[IdentifierDecision]:
    """
    Mark the signatures that hold no more: sentences came that nobody signed, or words are shown that were masked.

    An interview is signed by all who signed it, each what it said that day.

    Args:
        in_force: the decisions that hold, about the interviews of today.
        said: every decision about the interviews of today, even those taken back.
        written: every line as it stands on disk: it tells of which interview, that day.
        follower: what became of interviews.
    """
    signs = [d for d in in_force if d.signs]
    if not signs:
        return list(in_force)
    signed = _signed(signs, written, follower)
    changed = {session for session in {d.session for d in signs} if _new(session, signed, follower)}
    shown = _shown_since(signs, in_force, said)
    return [
        replace(d, action=IdentifierVerb.OUTDATED) if d.signs and (d.session in changed or d.session in shown) else d
        for d in in_force
    ]


def unsigned_turns(
    in_force: Iterable[IdentifierDecision], written: Iterable[IdentifierDecision], follower: Follower, session: str
) -> list[int]:
    """
    Give the turns of a signed interview that hold a sentence which nobody signed.

    Args:
        in_force: decisions that nothing took back, those of former signatures among them.
        written: every line of the files, taken back or not: what was signed is told in the order of the lines.
        follower: leads from what was signed to what the interview says now.
        session: the interview, under its identifier of today.
    """
    signed = _signed([d for d in in_force if d.signs or d.signed_before], written, follower)
    return sorted(set(_new(session, signed, follower)))


def _signed(
    signs: Iterable[IdentifierDecision], written: Iterable[IdentifierDecision], follower: Follower
) -> Mapping[str, set[str]]:
    lines = {(d.file, d.line): d for d in written}
    found: dict[str, set[str]] = defaultdict(set)
    for d in signs:
        # Of an interview that the register does not know yet, what was signed is what it says.
        version = follower.version(lines.get((d.file, d.line), d)) or follower.live.get(d.session)
        found[d.session] |= set(version.fingerprint.marks) if version else set()
    return found


def _new(session: str, signed: Mapping[str, set[str]], follower: Follower) -> list[int]:
    now = follower.live.get(session)
    return [s.turn for s in now.fingerprint.sentences if s.mark not in signed[session]] if now else []


def _shown_since(
    signs: Iterable[IdentifierDecision], in_force: Iterable[IdentifierDecision], said: Iterable[IdentifierDecision]
) -> set[str]:
    """Name the interviews of which words are shown that were masked when they were signed for the last time."""
    last: dict[str, str] = {}
    for d in signs:
        when = moment(d.at)
        # A command dates to the second: what was decided in that second was decided before.
        end = when if d.by_gesture else when.replace(".000000", f".{LAST_OF_A_SECOND}")
        last[d.session] = max(last.get(d.session, ""), end)
    masked = {
        (d.author, d.id) for d in said
        if d.rules_words and d.action != IdentifierVerb.KEEP and moment(d.at) <= last.get(d.session, "")
    }
    return {
        d.session for d in in_force
        if d.session in last and moment(d.at) > last[d.session]
        and (d.action == IdentifierVerb.KEEP or (d.undoes and (d.author, d.replaces) in masked))
    }
