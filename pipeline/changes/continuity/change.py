"""What interviews were, and are now → what is to be written down, which decisions follow, and which would be lost."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.anchoring import decisions, interview_alignment
from pipeline.anchoring.interview_register import MACHINE, InterviewVersion, Register
from pipeline.anchoring.present_places import APART, Follower
from pipeline.changes.continuity.observed import Judge, Observed, observed, of_last_run
from pipeline.ingest.withdrawals import SESSION, VOICE, voice
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Identifier
from pipeline.model.decision_rows import (
    FOLDERS,
    Arbitration,
    CodingDecision,
    Decision,
    IdentifierDecision,
    InterviewDecision,
    InterviewVerb,
    QuoteDecision,
    RoleDecision,
    SummaryDecision,
    ThemeDecision,
    VerdictDecision,
    WithdrawalDecision,
)
from pipeline.model.decision_writer import gesture_time, new_id
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.people import titles
from pipeline.pseudonymise.resolve.replacements import fixing

# Before anything was kept: what the last run had read stands for all that was decided until then.
BEGINNING = "1970-01-01T00:00:00+00:00"
DIGITS_OF_A_LINE = 16
FOLLOWED = tuple(k for k in FOLDERS if k not in {InterviewDecision, VerdictDecision})
WORK = (CodingDecision, IdentifierDecision, ThemeDecision, QuoteDecision, SummaryDecision, Arbitration)


@dataclass(frozen=True, slots=True)
class ChangedInterview:
    """An interview that changed: what it is now, in order of words, and how many decisions follow it there."""

    session: str
    now: tuple[str, ...]
    follow: int
    lost: int


@dataclass(frozen=True)
class InterviewChange:
    """
    What happened to interviews since the last time that anybody looked.

    Attributes:
        lines: what is to be written in ``decisions/interviews``.
        fixes: pseudonyms that would otherwise be drawn anew, to be written in ``decisions/identifiers``.
        became: the interviews that decisions are about and that changed.
        withdrawn: voices that were withdrawn and that only their label tells, under the names of today.
        lost: decisions in force whose words, or whose interview, would be found no more.
    """

    lines: tuple[InterviewDecision, ...] = ()
    fixes: tuple[IdentifierDecision, ...] = ()
    withdrawn: tuple[WithdrawalDecision, ...] = ()
    became: tuple[ChangedInterview, ...] = ()
    lost: tuple[Decision, ...] = ()
    seen: Mapping[str, Observed] = field(default_factory=dict)


def change(study: Study, became: Mapping[str, str] | None = None) -> InterviewChange:
    """
    Look at ``transcripts/`` beside what was known of it; nothing is written but what is kept to be quick.

    Args:
        study: where.
        became: interviews that a person says are another now, typed anew: what they were → what they are.
    """
    told = became or {}
    written = decisions.as_written(study, InterviewDecision)
    known = {} if written else of_last_run(study)
    base = [_line(BEGINNING, s, InterviewVerb.KNOWN, content) for s, content in known.items()]
    now = Register([*written, *base])
    roles = decisions.as_written(study, RoleDecision)
    seen = observed(study, decisions.in_force(Follower(now).follow(roles)))
    lines = _lines(now, seen, told)
    then = Register([*written, *base, *lines])
    ruled = decisions.in_force(Follower(then).follow(roles))
    again = observed(study, ruled) if lines else seen
    if again != seen:
        # Roles that follow may cut an interview otherwise.
        seen, lines = again, _lines(now, again, told)
        then = Register([*written, *base, *lines])
    return _weighed(study, (now, then), seen, [*base, *lines])


def carry_out(study: Study, found: InterviewChange) -> None:
    """Write down what happened: from then on every decision is read where its words stand."""
    for made in (found.fixes, found.withdrawn, found.lines):
        if made:
            decisions.append(study, MACHINE, made)


def _lines(now: Register, seen: Mapping[str, Observed], told: Mapping[str, str]) -> list[InterviewDecision]:
    at = gesture_time()
    live = now.live()
    # Nobody can have decided anything of an interview before it came: it needs no clock, and first runs on two machines
    # write the same lines.
    arriving = now.latest or BEGINNING
    after = {s: one.fingerprint for s, one in seen.items()}
    fresh = [s for s in after if s not in live or live[s].line.content != seen[s].written]
    before = {s: v.fingerprint for s, v in live.items()}
    lost = now.lost() if fresh else {}
    before |= {line: v.fingerprint for line, v in lost.items()}
    moved = interview_alignment.moves(before, after)
    moved |= {
        was: interview_alignment.forced(before[was], name, after[name]) for was, name in told.items()
        if was in before and name in after
    }
    found = [_follows(at, live[s], moved[s]) for s in live if s in moved]
    found += [_follows(at, v, moved[line]) for line, v in lost.items() if moved.get(line)]
    # In the order of files, which numbers those that nobody named.
    listed = sorted(seen, key=lambda s: (titles.by_name(seen[s].session.file), s))
    new = [s for s in listed if s in fresh or live[s].people != seen[s].people]
    when = {s: at if found or now.versions.get(s) else arriving for s in new}
    known = (replace(_line(when[s], s, InterviewVerb.KNOWN, seen[s].written), people=seen[s].people) for s in new)
    return [*found, *known]


def _follows(at: str, was: InterviewVersion, moves: Sequence[interview_alignment.AlignedStretch]) -> InterviewDecision:
    return _line(at, was.session, InterviewVerb.FOLLOWS, interview_alignment.written(moves), of=was.line.id)


def _line(at: str, session: str, what: InterviewVerb, content: str, of: str = "") -> InterviewDecision:
    # Named for what the line is about, never for the words of the interview: who leaves takes all that tells of them.
    name = hashlib.sha256(f"{at}\0{session}\0{what}\0{of}".encode()).hexdigest()[:DIGITS_OF_A_LINE]
    return InterviewDecision(id=name, at=at, session=session, decision=what, content=content, of=of, author=MACHINE)


def _weighed(
    study: Study, registers: tuple[Register, Register], seen: Mapping[str, Observed], lines: list[InterviewDecision]
) -> InterviewChange:
    now, then = (Follower(r) for r in registers)
    judge = Judge(then, seen, study_key(study))
    # A transcript that was taken out on purpose takes what was decided of it away.
    tombs = any(w.who.startswith(SESSION) for w in decisions.as_written(study, WithdrawalDecision))
    gone = {v.session for v in then.register.lost().values()} if tombs else set()
    follow = Counter[str]()
    lost = Counter[str]()
    would_be_lost: list[Decision] = []
    for kind in FOLLOWED:
        held = decisions.in_force(decisions.as_written(study, kind))
        after = {(d.author, d.id.partition(APART)[0]) for d in then.follow(held)}
        before = {d.id for d in held if _lost_before(now, d)}
        for written in now.follow(held):
            if written.id in before or written.session not in now.live or written.session in gone or (
                # It was lost before, and listed then.
                isinstance(written, IdentifierDecision) and written.stands_on_words and written.first_word < 0
            ):
                continue
            # Where it stands is told of the interview as it was until now, whatever its date and its checks say.
            was = _same(then, now.live[written.session])
            if then.current(was):
                continue
            d = replace(written, at=was.line.at)
            holds = (d.author, d.id.partition(APART)[0]) in after and judge.holds(d, was)
            (follow if holds else lost)[d.session] += 1
            would_be_lost += [] if holds else [written]
    changed = [v for v in now.live.values() if v.line.id in {line.of for line in lines}]
    became = [
        ChangedInterview(
            v.session, tuple(o.session for o in then.successors(_same(then, v))), follow[v.session], lost[v.session],
        )
        for v in changed
    ]
    fixes = _fixes(study, _renamed(study, now, became, lines))
    withdrawn = _withdrawn(study, {name for b in became if b.now != (b.session,) for name in b.now}, then, seen)
    return InterviewChange(tuple(lines), tuple(fixes), tuple(withdrawn), tuple(became), tuple(would_be_lost), seen)


def _lost_before(now: Follower, d: Decision) -> bool:
    # What no longer stood on its words was asked about then, and is listed: it is not asked about at every change.
    version = now.version(d)
    return bool(version and not now.current(version) and d.stands_on_words and now.spots(d, version) is None)


def _same(then: Follower, was: InterviewVersion) -> InterviewVersion:
    return next(v for v in then.register.versions[was.session] if v.line.id == was.line.id)


def forgotten(study: Study, sessions: Iterable[str]) -> dict[tuple[str, int, str], str]:
    """Give the cells of the register to be emptied for interviews that leave with all that tells of their words."""
    gone = set(sessions)
    lines = decisions.as_written(study, InterviewDecision)
    return {(d.file, d.line, "content"): "" for d in lines if d.decision == InterviewVerb.KNOWN and d.session in gone}


def _withdrawn(
    study: Study, sessions: Iterable[str], then: Follower, seen: Mapping[str, Observed]
) -> Iterator[WithdrawalDecision]:
    """Withdraw again, under the identifier of today, each voice that a mark of its label withdrew."""
    key = study_key(study)
    lines = decisions.in_force(decisions.as_written(study, WithdrawalDecision))
    by_mark = {w.who: w for w in lines if w.who.startswith(VOICE)}
    at = gesture_time()
    for session in sorted(sessions) if by_mark else ():
        for label in sorted({t.speaker for t in seen[session].turns}):
            marks = [voice(key, known, label) for known in then.register.origins(session)]
            line = next((by_mark[m] for m in marks if m in by_mark), None)
            if line and (now := voice(key, session, label)) not in by_mark:
                yield replace(line, id=new_id(), at=at, session=session, who=now, replaces="")


def _renamed(
    study: Study, now: Follower, became: Sequence[ChangedInterview], lines: Sequence[InterviewDecision]
) -> set[str]:
    """Name the interviews whose people would be called otherwise, in a study that people began to work on."""
    if not any(decisions.as_written(study, kind) for kind in WORK):
        return set()
    known = {s: v.people for s, v in now.live.items() if v.people}
    told = [d for d in lines if d.decision == InterviewVerb.KNOWN]
    people = {d.session for d in told if known.get(d.session, d.people) != d.people}
    return people | {b.session for b in became if b.now != (b.session,)}


def _fixes(study: Study, sessions: Iterable[str]) -> Iterator[IdentifierDecision]:
    """Keep the pseudonyms that people read while they worked on interviews."""
    path = study / ARTEFACTS["identifiers"].path("identifiers")
    if not path.exists():
        return
    rows: list[Identifier] = store.load(study, "identifiers")
    known = decisions.identifiers(study)
    at = gesture_time()
    for session in sorted(sessions):
        made = [replace(d, id=new_id(), at=at) for d in fixing(session, rows, known)]
        known += made
        yield from made
