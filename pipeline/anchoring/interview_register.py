"""Lines of ``decisions/interviews`` → each interview as it was at every moment, and where its words stand now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache

from pipeline.anchoring import interview_alignment, word_moves
from pipeline.anchoring import interview_fingerprint as fingerprints
from pipeline.anchoring.finding import EDITED
from pipeline.anchoring.interview_alignment import AlignedStretch
from pipeline.anchoring.interview_fingerprint import Fingerprint
from pipeline.anchoring.word_moves import WordTrail
from pipeline.model.decision_rows import (
    Decision,
    IdentifierDecision,
    InterviewDecision,
    InterviewVerb,
    RoleDecision,
)

MACHINE = "filigrane"  # whose file the machine's own lines are in


@dataclass(eq=False)
class InterviewVersion:
    """An interview as it was read from some moment on; ``after`` are the interviews that its words went to."""

    line: InterviewDecision
    people: str = ""
    name: str = ""  # what pseudonyms are drawn from, of an interview that comes from no other
    moves: tuple[AlignedStretch, ...] | None = None
    trail: WordTrail | None = None  # where each word went, of an interview whose transcript was corrected
    after: dict[str, InterviewVersion] = field(default_factory=dict)
    before: list[InterviewVersion] = field(default_factory=list)

    @property
    def session(self) -> str:
        return self.line.session

    @cached_property
    def fingerprint(self) -> Fingerprint:
        return fingerprints.parsed(self.line.content)

    @property
    def main(self) -> InterviewVersion | None:
        """The interview that most of its words went to."""
        weights = self.weights
        return max(self.after.values(), key=lambda v: (weights[v.session], v.session), default=None)

    @property
    def weights(self) -> Counter[str]:
        """How many sentences went to each interview."""
        found: Counter[str] = Counter()
        for stretch in self.moves or ():
            found[stretch.session] += stretch.last - stretch.first + 1
        if self.trail:
            found[self.session] = len(self.trail.found)
        return found

    def onwards(self) -> list[InterviewVersion]:
        """List it, then all that its words became at any time."""
        return [self, *(later for one in self.after.values() for later in one.onwards())]

    def holds(self, d: Decision, kept: Sequence[str]) -> bool:
        """Tell whether the turns of a decision had these checks then."""
        return list(self.fingerprint.checks[d.turn : d.turn + len(kept)]) == list(kept)

    def ends(self, d: Decision) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Give the turn and the word of both ends; a line that gives no word is about whole turns."""
        last_turn = max(d.turn, int(getattr(d, "last_turn", d.turn)))
        first = int(getattr(d, "first_word", -1))
        last = int(getattr(d, "last_word", -1))
        last = last if last >= 0 else self.fingerprint.last_word(last_turn)
        return ((d.turn, max(0, first)), (last_turn, last)) if last >= 0 else None


@dataclass(frozen=True, slots=True)
class Spot:
    """
    A word of an interview as it is now.

    Attributes:
        exact: its sentence is the same; or was corrected, and every word of it is known.
        counted: its sentence has as many words as it had: else the word may be another, near by.
    """

    version: InterviewVersion
    turn: int
    word: int
    exact: bool
    counted: bool


def own_checks(d: Decision) -> list[str]:
    """Give the checks of the turns that a decision stands in, as it keeps them."""
    # What a role keeps of its turn is a shape, no keyed check.
    if isinstance(d, IdentifierDecision | InterviewDecision | RoleDecision) or not d.stands_on_words:
        return []
    kept = str(getattr(d, "check", "")).lstrip(EDITED)
    sides = kept.split("/")
    return [c for c in (sides[1] if len(sides) > 1 else kept).split("+") if c]


class Register:
    """Every version of every interview, those of one interview in order of time."""

    def __init__(self, lines: Iterable[InterviewDecision] = ()) -> None:
        self.versions: dict[str, list[InterviewVersion]] = defaultdict(list)
        self._by_line: dict[str, InterviewVersion] = {}
        events: dict[str, list[InterviewDecision]] = defaultdict(list)
        for line in lines:
            if line.decision in {InterviewVerb.KNOWN, InterviewVerb.FOLLOWS}:
                events[moment(line.at)].append(line)
        self.latest = max(events, default="")  # the moment of the last change that is written down
        for at in sorted(events):
            for line in (d for d in events[at] if d.decision == InterviewVerb.KNOWN):
                version = self._version(line)
                version.people = line.people
                self._by_line[line.id] = version
            for line in (d for d in events[at] if d.decision == InterviewVerb.FOLLOWS and d.of in self._by_line):
                was = self._by_line[line.of]
                corrected = line.content.startswith(word_moves.MARK)
                was.trail = WordTrail(word_moves.parsed(line.content)) if corrected else None
                was.moves = () if corrected else interview_alignment.parsed(line.content)
                there = {was.session} if corrected else {m.session for m in was.moves}
                # A correction taken back is told of all that came before it, which goes straight to what reads now.
                again = bool(was.after) and corrected
                was.after = {s: self.versions[s][-1] for s in there if self.versions[s]}
                for version in was.after.values():
                    version.before += [] if again else [was]

    def _version(self, line: InterviewDecision) -> InterviewVersion:
        versions = self.versions[line.session]
        last = versions[-1] if versions else None
        # Two machines may write down the same change.
        if last and last.moves is None and last.line.content == line.content:
            return last
        # A name that another interview left may be used again: that makes it nobody else's.
        name = f"{line.session}#{len(versions)}" if last and last.after and line.session not in last.after else ""
        versions.append(InterviewVersion(line, name=name or line.session))
        return versions[-1]

    @cached_property
    def still(self) -> bool:
        """Tell whether no interview ever changed: every decision then stands where it was written."""
        return all(v.moves is None for versions in self.versions.values() for v in versions)

    def live(self) -> dict[str, InterviewVersion]:
        """Give the interviews that are in the study now, as they were last read."""
        return {s: versions[-1] for s, versions in self.versions.items() if versions and versions[-1].moves is None}

    def arrived(self) -> list[str]:
        """Name the interviews of today in the order they came into the study."""
        order = {line: number for number, line in enumerate(self._by_line)}
        first = {session: min(order[v.line.id] for v in _roots(version)) for session, version in self.live().items()}
        return sorted(first, key=lambda session: (first[session], session))

    def restored(self, version: InterviewVersion) -> InterviewVersion | None:
        """Give the last time that an interview read again as it did in a version, if it was otherwise in between."""
        same = [v for v in self.versions[version.session] if v.line.content == version.line.content]
        return same[-1] if same and same[-1] is not version else None

    def lost(self) -> dict[str, InterviewVersion]:
        """Give the interviews whose words are nowhere any more, by the line that knew them."""
        every = (v for versions in self.versions.values() for v in versions)
        return {v.line.id: v for v in every if v.moves is not None and not v.after}

    def at(self, session: str, at: str) -> InterviewVersion | None:
        """Give an interview as it was read at some moment; at the first it is known of, for what is older."""
        versions = self.versions.get(session) or []
        when = moment(at)
        return next((v for v in reversed(versions) if moment(v.line.at) <= when), versions[0] if versions else None)

    def called(self, session: str) -> list[str]:
        """Name the interviews of today that an identifier, of today or of before, stands for; itself when unknown."""
        live = self.live()
        versions = self.versions.get(session)
        if session in live or not versions:
            return [session]
        return sorted(_descendants(versions[-1], live)) or [session]

    def origins(self, session: str) -> tuple[str, ...]:
        """
        Give the names that an interview was known under, the first of all first.

        Pseudonyms are drawn from the first: it is never that of another interview, though a name be used again.
        """
        first_of = {s: _names(v) for s, v in self.live().items()}
        own = first_of.pop(session, ())
        others = {names[0] for names in first_of.values()}
        return tuple(name for rank, name in enumerate(own) if rank == 0 or name not in others)


def _roots(version: InterviewVersion) -> list[InterviewVersion]:
    return [root for older in version.before for root in _roots(older)] or [version]


def _descendants(version: InterviewVersion, live: dict[str, InterviewVersion]) -> set[str]:
    if live.get(version.session) is version:
        return {version.session}
    return {name for one in version.after.values() for name in _descendants(one, live)}


def _names(version: InterviewVersion) -> tuple[str, ...]:
    # Of two interviews that are one now, the one that most of its words come from gave it its name.
    older = sorted(version.before, key=lambda v: (-v.weights[version.session], moment(v.line.at), v.session))
    names = [name for v in older for name in _names(v)]
    return tuple(dict.fromkeys([*(names or [version.name]), version.session]))


@lru_cache(maxsize=1 << 14)
def moment(at: str) -> str:
    """
    Give a date as one that sorts; what is no date comes before all.

    >>> moment("2026-01-02") < moment("2026-01-02T10:00:00+01:00"), moment("?")
    (True, '')
    """
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return ""
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=4)
def register(lines: tuple[InterviewDecision, ...]) -> Register:
    """Give the register of some lines, worked out once."""
    return Register(lines)
