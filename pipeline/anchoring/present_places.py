"""Decisions as they were written, the register of interviews → the same where their words stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pipeline.anchoring.consent_places import kept_checks
from pipeline.anchoring.finding import EDITED, RESHAPED
from pipeline.anchoring.interview_register import InterviewVersion, Register
from pipeline.anchoring.word_places import excerpt_id, parse_excerpt_id
from pipeline.model.decision_rows import (
    NOWHERE,
    CodingDecision,
    CodingVerb,
    ConsentDecision,
    Decision,
    IdentifierDecision,
    IdentifierVerb,
    InterviewDecision,
    RoleDecision,
    SummaryDecision,
    WithdrawalDecision,
)
from pipeline.model.errors import BrokenContract

D = TypeVar("D", bound=Decision)
# Of an interview that became two, what is said of the whole is said of both: its roles, that it was read, was signed.
OF_EACH = (RoleDecision, IdentifierDecision, WithdrawalDecision)
ANSWER, AND, APART = "|", " + ", "@"


@dataclass(frozen=True, slots=True)
class Spot:
    """
    A word of an interview as it is now.

    Attributes:
        exact: its sentence is the same.
        counted: its sentence has as many words as it had: else the word may be another, near by.
    """

    version: InterviewVersion
    turn: int
    word: int
    exact: bool
    counted: bool


class Follower:
    """Follows decisions through all that became of their interviews."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.live = register.live()

    def follow(self, decisions: Iterable[D]) -> list[D]:
        """Give decisions where they stand now; one about a whole interview that became two is given twice."""
        if self.register.still:
            return list(decisions)
        every = list(decisions)
        whole = _Whole(self, every)
        found: list[D] = []
        for d in every:
            version = self.version(d)
            if version is None or self.current(version):
                found.append(self.answering(d))
            elif d.stands_on_words:
                found.append(self.answering(self._placed(d, version)))
            else:
                found += whole.now(d, version)
        return found

    def current(self, version: InterviewVersion) -> bool:
        """Tell whether an interview is still as it was."""
        return self.live.get(version.session) is version

    def version(self, d: Decision) -> InterviewVersion | None:
        """
        Give the interview that a decision was written about, as it was then.

        Its date tells; where its turns had other words, another version in which they had these.
        """
        then = self.register.at(d.session, d.at)
        kept = own_checks(d)
        if then is None or not kept or _holds(then, d, kept):
            return then
        others = reversed(self.register.versions[d.session])
        return next((v for v in others if _holds(v, d, kept)), then)

    def _placed(self, d: D, version: InterviewVersion) -> D:
        spots = self.spots(d, version)
        if spots is None:
            main = self.near(version, d.turn)
            values: dict[str, Any] = {"session": main.session} if main else {}
            # A name stands at its very place or nowhere: another mention may be of somebody else.
            here_only = isinstance(d, IdentifierDecision) and not d.everywhere
            nowhere = {"first_word": NOWHERE, "last_word": NOWHERE} if here_only else {}
            return replace(d, **values | nowhere)
        first, last, exact = spots
        values = {"session": first.version.session, "turn": first.turn}
        # What was said of the whole turn goes on being said of the whole turn.
        numbers = {"first_word": first.word, "last_turn": last.turn, "last_word": last.word}
        values |= {name: now for name, now in numbers.items() if getattr(d, name, -1) >= 0}
        if isinstance(d, RoleDecision) and not exact:
            # The shape that it keeps of its turn is no longer that of the turn: what stands around tells which it is.
            values["check"] = ""
        if check := _check(d, first, last, exact=exact):
            values["check"] = check
        return replace(d, **values)

    def spots(self, d: Decision, version: InterviewVersion) -> tuple[Spot, Spot, bool] | None:
        """Give the first and the last word of a decision where they stand now, and whether all between is the same."""
        ends = _ends(d, version)
        if ends is None:
            return None
        first, last = (self.spot(version, *end) for end in ends)
        if first is None or last is None or first.version is not last.version:
            return None
        if (first.turn, first.word) > (last.turn, last.word):
            return None
        return first, last, first.exact and last.exact and self._between(version, ends, first, last)

    def _between(
        self, version: InterviewVersion, ends: tuple[tuple[int, int], tuple[int, int]], first: Spot, last: Spot
    ) -> bool:
        here = version.fingerprint
        there = first.version.fingerprint
        start, stop = (here.sentence_at(*end) for end in ends)
        new = there.sentence_at(first.turn, first.word), there.sentence_at(last.turn, last.word)
        if start is None or stop is None or new[0] is None or new[1] is None:
            return False
        return here.marks[start : stop + 1] == there.marks[new[0] : new[1] + 1]

    def spot(self, version: InterviewVersion, turn: int, word: int) -> Spot | None:
        """Give where source word ``word`` of ``turn``, both counted from 0 in that version, stands now, if anywhere."""
        exact = counted = True
        while not self.current(version):
            number = version.fingerprint.sentence_at(turn, word)
            stretch = next((m for m in version.moves or () if number is not None and m.first <= number <= m.last), None)
            if number is None or stretch is None or stretch.session not in version.after:
                return None
            was = version.fingerprint.sentences[number]
            version = version.after[stretch.session]
            now = version.fingerprint.sentences[stretch.to + number - stretch.first]
            turn, word = now.turn, now.first_word + min(word - was.first_word, now.words - 1)
            exact, counted = exact and stretch.exact, counted and was.words == now.words
        return Spot(version, turn, word, exact, counted)

    def near(self, version: InterviewVersion, turn: int) -> InterviewVersion | None:
        """Give the interview of today where the words around a turn are, that of most of them where it is not known."""
        while not self.current(version):
            here = version.fingerprint.first_of.get(turn, 0)
            closest = min(version.moves or (), key=lambda m: min(abs(m.first - here), abs(m.last - here)), default=None)
            following = version.after.get(closest.session) if closest else self._same_name(version)
            if following is None:
                return None
            version = following
        return version

    def _same_name(self, version: InterviewVersion) -> InterviewVersion | None:
        # Written anew from one end to the other: still the interview of that name, unless another took it.
        now = self.live.get(version.session)
        return now if now and not now.before and now is not version else None

    def successors(self, version: InterviewVersion) -> list[InterviewVersion]:
        """List the interviews of today that the words of an interview are in, that of most of them first."""
        if self.current(version):
            return [version]
        weights = version.weights
        after = sorted(version.after.values(), key=lambda v: (-weights[v.session], v.session))
        found = [one for v in after for one in self.successors(v)]
        same = self._same_name(version)
        return list(dict.fromkeys(found)) or ([same] if same else [])

    def answering(self, d: D) -> D:
        """Give a line with the names that the suggestion, or the passages, it rests on have now."""
        if isinstance(d, SummaryDecision) and d.quotes:
            return replace(d, quotes=AND.join(self.excerpt(e, d.at) for e in d.quotes.split(AND)))
        if isinstance(d, CodingDecision) and ANSWER in d.replaces:
            excerpt, _, code = d.replaces.rpartition(ANSWER)
            return replace(d, replaces=f"{self.excerpt(excerpt, d.at)}{ANSWER}{code}")
        return d

    def excerpt(self, identifier: str, at: str) -> str:
        """Give the name that an excerpt has now; its old one where its words are not all known again."""
        try:
            session, turn, first, last = parse_excerpt_id(identifier)
        except BrokenContract:
            return identifier
        version = self.register.at(session, at)
        if version is None or self.current(version):
            return identifier
        start = self.spot(version, turn, first)
        end = self.spot(version, turn, last)
        if start is None or end is None or start.version is not end.version or start.turn != end.turn:
            return identifier
        return excerpt_id(start.version.session, start.turn, start.word, end.word)


class _Whole:
    """Decisions about whole interviews: what each becomes where interviews were split, or put together."""

    def __init__(self, follower: Follower, decisions: Sequence[Decision]) -> None:
        self.follower = follower
        self.said: dict[tuple[str, str], set[int]] = defaultdict(set)
        for d in decisions:
            if (what := _said(d)) and (version := follower.version(d)):
                self.said[_whose(d, what), what] |= set(map(id, _onwards(version)))

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
        if what not in {CodingVerb.READ, IdentifierVerb.SIGN} or not set(_onwards(then)) & set(parts):
            return True
        return all(id(part) in self.said[_whose(d, what), what] for part in parts)


def _whose(d: Decision, what: str) -> str:
    return "" if what == IdentifierVerb.SIGN else d.author


def _onwards(version: InterviewVersion) -> list[InterviewVersion]:
    return [version, *(later for one in version.after.values() for later in _onwards(one))]


def _said(d: Decision) -> str:
    if isinstance(d, CodingDecision) and d.marks_read:
        return d.decision
    if isinstance(d, IdentifierDecision) and d.action in {IdentifierVerb.SIGN, IdentifierVerb.FIX}:
        return d.action
    return ""


def own_checks(d: Decision) -> list[str]:
    """Give the checks of the turns that a decision stands in, as it keeps them."""
    # What a role keeps of its turn is a shape, no keyed check.
    if isinstance(d, IdentifierDecision | InterviewDecision | RoleDecision) or not d.stands_on_words:
        return []
    kept = str(getattr(d, "check", "")).lstrip(EDITED)
    sides = kept.split("/")
    return [c for c in (sides[1] if len(sides) > 1 else kept).split("+") if c]


def _holds(version: InterviewVersion, d: Decision, kept: Sequence[str]) -> bool:
    return list(version.fingerprint.checks[d.turn : d.turn + len(kept)]) == list(kept)


def _ends(d: Decision, version: InterviewVersion) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Give the turn and the word of both ends; a line that gives no word is about whole turns."""
    last_turn = max(d.turn, int(getattr(d, "last_turn", d.turn)))
    first = int(getattr(d, "first_word", -1))
    last = int(getattr(d, "last_word", -1))
    last = last if last >= 0 else version.fingerprint.last_word(last_turn)
    return ((d.turn, max(0, first)), (last_turn, last)) if last >= 0 else None


def _check(d: Decision, first: Spot, last: Spot, *, exact: bool) -> str:
    """Give the check of the turns as they are now; of words that were mended, one that says so."""
    if isinstance(d, IdentifierDecision | RoleDecision) or not getattr(d, "check", ""):
        return ""
    checks = dict(enumerate(first.version.fingerprint.checks))
    if isinstance(d, ConsentDecision):
        return kept_checks(checks, first.turn, last.turn) if exact else ""
    now = "+".join(checks[n] for n in range(first.turn, last.turn + 1))
    if isinstance(d, WithdrawalDecision):
        return now
    return now if exact else f"{EDITED if first.counted and last.counted else RESHAPED}{now}"
