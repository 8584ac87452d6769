"""Decisions as they were written, the register of interviews → the same where their words stand now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from pipeline.anchoring.finding import EDITED, RESHAPED
from pipeline.anchoring.interview_register import InterviewVersion, Register, Spot, own_checks
from pipeline.anchoring.whole_interviews import APART, WholeInterviews
from pipeline.anchoring.word_places import excerpt_id, kept_checks, parse_excerpt_id
from pipeline.model.decision_rows import (
    NOWHERE,
    CodingDecision,
    ConsentDecision,
    Decision,
    IdentifierDecision,
    RoleDecision,
    SummaryDecision,
    WithdrawalDecision,
)
from pipeline.model.errors import BrokenContract

D = TypeVar("D", bound=Decision)
# Turns that a passage may have been cut in: further apart, what stands between is something else.
MOST_APART = 3
ANSWER, AND = "|", " + "


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
        whole = WholeInterviews(self, every)
        found: list[D] = []
        for d in every:
            version = self.version(d)
            if version is None or self.current(version):
                found.append(self.answering(d))
            elif d.stands_on_words:
                found += map(self.answering, self._parted(self._placed(d, version), d, version))
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
        if then is None or not kept or then.holds(d, kept):
            return then
        others = reversed(self.register.versions[d.session])
        return next((v for v in others if v.holds(d, kept)), then)

    def _placed(self, d: D, version: InterviewVersion) -> D:
        spots = self.spots(d, version)
        if spots is None or (isinstance(d, IdentifierDecision) and spots[0].turn != spots[1].turn):
            main = self.near(version, d.turn)
            values: dict[str, Any] = {"session": main.session} if main else {}
            # A name stands at its very place or nowhere: another mention may be of somebody else.
            if isinstance(d, IdentifierDecision) and not d.everywhere:
                # How many words it was about is kept: they may be sought.
                values |= {"first_word": NOWHERE, "last_word": NOWHERE + d.last_word - d.first_word}
            return replace(d, **values)
        first, last, exact = spots
        values = {"session": first.version.session, "turn": first.turn}
        # What was said of the whole turn goes on being said of the whole turn.
        numbers = {"first_word": first.word, "last_turn": last.turn, "last_word": last.word}
        values |= {name: now for name, now in numbers.items() if getattr(d, name, -1) >= 0}
        if isinstance(d, ConsentDecision):
            values["last_turn"] = last.turn
        if isinstance(d, RoleDecision) and not exact:
            # The shape that it keeps of its turn is no longer that of the turn: what stands around tells which it is.
            values["check"] = ""
        if isinstance(d, RoleDecision):
            values["written"] = (d.turn, d.check)
        if check := _check(d, first, last, exact=exact):
            values["check"] = check
        return replace(d, **values)

    def _parted(self, placed: D, d: D, version: InterviewVersion) -> list[D]:
        """Give what is taken back in each of the turns, and of the interviews, that its words became: all stays so."""
        if not isinstance(d, WithdrawalDecision | ConsentDecision):
            return [placed]
        known = self.spots(d, version)
        spots = known[:2] if known else self._around(d, version)
        if spots is None or (known and (isinstance(d, ConsentDecision) or spots[0].turn == spots[1].turn)):
            return [placed]
        begun, ended = spots
        stretches = [(begun.version, begun.turn, ended.turn)]
        if begun.version is not ended.version:
            # The interview was cut between them: a few turns at each side.
            end = min(begun.turn + MOST_APART, len(begun.version.fingerprint.checks) - 1)
            stretches = [(begun.version, begun.turn, end), (ended.version, max(0, ended.turn - MOST_APART), ended.turn)]
        found: list[D] = []
        for now, first, last in stretches:
            if isinstance(d, ConsentDecision):
                # Its marks are kept: they say that its words are not all known again, and what stands beside it.
                stretch: dict[str, Any] = {"turn": first, "first_word": 0, "last_turn": last, "last_word": NOWHERE}
                found.append(replace(placed, session=now.session, **stretch))
                continue
            for n in range(first, last + 1):
                values: dict[str, Any] = {"session": now.session, "turn": n, "check": now.fingerprint.checks[n]}
                begins, ends = ((now, n) == (spot.version, spot.turn) for spot in spots)
                values["first_word"] = begun.word if begins and getattr(d, "first_word", -1) >= 0 else NOWHERE
                values["last_word"] = ended.word if ends and getattr(d, "last_word", -1) >= 0 else NOWHERE
                found.append(replace(placed, **values))
        return [one if n == 0 else replace(one, id=f"{d.id}{APART}{n}") for n, one in enumerate(found)]

    def _around(self, d: Decision, version: InterviewVersion) -> tuple[Spot, Spot] | None:
        """Give what stands between the words known again before and after a decision whose own ends are not."""
        ends = version.ends(d)
        if ends is None:
            return None
        found: list[Spot] = []
        widest = ends[1][0] - ends[0][0]
        for end in ends:
            at: Spot | None = Spot(version, *end, exact=False, counted=False)
            while at and not self.current(at.version):
                at = self._edge(at, ends=bool(found))
                widest += MOST_APART
            if at is None:
                return None
            found.append(at)
        first, last = found
        near = first.version is not last.version or 0 <= last.turn - first.turn <= widest
        return (first, last) if near else None

    def _edge(self, at: Spot, *, ends: bool = False) -> Spot | None:
        """Follow a word through one change; one that is not known again becomes the one beside what is."""
        version = at.version
        if known := self._onward(at, ends=ends):
            return known
        number = version.fingerprint.sentence_at(at.turn, at.word)
        if number is None:
            return None
        beside = [m for m in version.moves or () if (m.first > number if ends else m.last < number)]
        stretch = beside[0 if ends else -1] if beside else None
        now = version.after.get(stretch.session) if stretch else next(iter(version.after.values()), None)
        said = now.fingerprint.sentences if now else ()
        to = len(said) - 1 if ends else 0
        if stretch:
            to = stretch.to - 1 if ends else stretch.to + stretch.last - stretch.first + 1
        if not now or not 0 <= to < len(said):
            return None
        word = said[to].first_word + (said[to].words - 1 if ends else 0)
        return Spot(now, said[to].turn, word, exact=False, counted=False)

    def spots(self, d: Decision, version: InterviewVersion) -> tuple[Spot, Spot, bool] | None:
        """Give the first and the last word of a decision where they stand now, and whether all between is the same."""
        ends = version.ends(d)
        if ends is None:
            return None
        begun = first, last = [Spot(version, *end, exact=True, counted=True) for end in ends]
        same = True
        while not (self.current(first.version) and self.current(last.version)):
            certain = first.version.trail or self.register.restored(first.version)
            if first.version is last.version and certain:
                # What files became since then, before this correction; of the correction itself every word is known.
                same = same and self._between(begun[0], begun[1], first, last)
                start = self._onward(first)
                end = self._onward(last, ends=True)
                begun = [one for one in (start, end) if one]
            else:
                start, end = (one if self.current(one.version) else self._onward(one) for one in (first, last))
            if start is None or end is None:
                return None
            first, last = start, end
        if first.version is not last.version or (first.turn, first.word) > (last.turn, last.word):
            return None
        exact = same and first.exact and last.exact and self._between(begun[0], begun[1], first, last)
        return first, last, exact

    def _between(self, was_first: Spot, was_last: Spot, first: Spot, last: Spot) -> bool:
        if was_first.version is first.version:
            return True
        here = was_first.version.fingerprint
        there = first.version.fingerprint
        start = here.sentence_at(was_first.turn, was_first.word)
        stop = here.sentence_at(was_last.turn, was_last.word)
        new = there.sentence_at(first.turn, first.word), there.sentence_at(last.turn, last.word)
        if start is None or stop is None or new[0] is None or new[1] is None:
            return False
        return here.marks[start : stop + 1] == there.marks[new[0] : new[1] + 1]

    def spot(self, version: InterviewVersion, turn: int, word: int, *, ends: bool = False) -> Spot | None:
        """
        Give where source word ``word`` of ``turn``, both counted from 0 in that version, stands now, if anywhere.

        ``ends`` says that it is the last of a passage.
        """
        found: Spot | None = Spot(version, turn, word, exact=True, counted=True)
        while found and not self.current(found.version):
            found = self._onward(found, ends=ends)
        return found

    def _onward(self, at: Spot, *, ends: bool = False) -> Spot | None:
        """Follow a word through one change of its interview."""
        version, following = at.version, at.version.after
        if same := self.register.restored(version):
            # It reads again as it did, to the word, whatever it read in between.
            return Spot(same, at.turn, at.word, at.exact, at.counted)
        if version.trail:
            there = version.trail.spot(at.turn, at.word, ends=ends)
            now = next(iter(following.values()), None)
            return Spot(now, *there, at.exact, at.counted) if there and now else None
        number = version.fingerprint.sentence_at(at.turn, at.word)
        stretch = next((m for m in version.moves or () if number is not None and m.first <= number <= m.last), None)
        if number is None or stretch is None or stretch.session not in following:
            return None
        was = version.fingerprint.sentences[number]
        now = following[stretch.session]
        said = now.fingerprint.sentences[stretch.to + number - stretch.first]
        word = said.first_word + min(at.word - was.first_word, said.words - 1)
        return Spot(now, said.turn, word, at.exact and stretch.exact, at.counted and was.words == said.words)

    def near(self, version: InterviewVersion, turn: int) -> InterviewVersion | None:
        """Give the interview of today where the words around a turn are, that of most of them where it is not known."""
        while not self.current(version):
            here = version.fingerprint.first_of.get(turn, 0)
            closest = min(version.moves or (), key=lambda m: min(abs(m.first - here), abs(m.last - here)), default=None)
            by_words = next(iter(version.after.values()), None) if version.trail else self._same_name(version)
            following = version.after.get(closest.session) if closest else by_words
            if following is None:
                return None
            if closest:
                # The same turn has another number there: the next change is asked about that one.
                place = closest.to + min(max(here, closest.first), closest.last) - closest.first
                turn = following.fingerprint.sentences[place].turn
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
        end = self.spot(version, turn, last, ends=True)
        if start is None or end is None or start.version is not end.version or start.turn != end.turn:
            return identifier
        return excerpt_id(start.version.session, start.turn, start.word, end.word)


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
