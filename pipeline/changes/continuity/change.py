"""What interviews were, and are now → what is to be written down, which decisions follow, and which would be lost."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.anchoring import anchors, decisions, interview_alignment, word_moves
from pipeline.anchoring.interview_register import MACHINE, InterviewVersion, Register, moment
from pipeline.anchoring.present_places import Follower
from pipeline.anchoring.whole_interviews import APART
from pipeline.anchoring.word_moves import WordMove
from pipeline.changes.continuity.observed import (
    Judge,
    Observed,
    fixes,
    masked_still,
    observed,
    of_last_run,
    withdrawn_again,
)
from pipeline.ingest.speech import corrections
from pipeline.ingest.withdrawals import SESSION
from pipeline.model.decision_rows import (
    FOLDERS,
    Arbitration,
    CodingDecision,
    CorrectionDecision,
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
from pipeline.model.decision_writer import gesture_time
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.people import titles

# Before anything was kept: what the last run had read stands for all that was decided until then.
BEGINNING = "1970-01-01T00:00:00+00:00"
DIGITS_OF_A_LINE = 16
FOLLOWED = tuple(k for k in FOLDERS if k not in {InterviewDecision, VerdictDecision, CorrectionDecision})
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
        masks: words corrected where others were masked, which stay so, to be written there too.
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
    masks: tuple[IdentifierDecision, ...] = ()


def change(
    study: Study, became: Mapping[str, str] | None = None, more: Sequence[CorrectionDecision] = ()
) -> InterviewChange:
    """
    Look at ``transcripts/`` beside what was known of it; nothing is written but what is kept to be quick.

    Files are compared first, as they were corrected until now; then what was corrected since, of which every word is
    known.

    Args:
        study: where.
        became: interviews that a person says are another now, typed anew: what they were → what they are.
        more: corrections that are not written down yet.
    """
    told = became or {}
    written = decisions.as_written(study, InterviewDecision)
    known = {} if written else of_last_run(study)
    base = [_line(BEGINNING, s, InterviewVerb.KNOWN, content) for s, content in known.items()]
    now = Register([*written, *base])
    every = [*Follower(now).follow(decisions.as_written(study, CorrectionDecision)), *more]
    until = {s: moment(v.line.of) for s, v in now.live().items()}
    before = [c for c in every if moment(c.at) <= until.get(c.session, moment(c.at))]
    seen = _seen(study, now, before)
    lines = _lines(now, seen, told, before)
    then = Register([*written, *base, *lines])
    again = _seen(study, then, before) if lines else seen
    if again != seen:
        # Roles that follow may cut an interview otherwise.
        seen, lines = again, _lines(now, again, told, before)
        then = Register([*written, *base, *lines])
    if len(before) < len(every):
        corrected = _seen(study, then, every)
        lines += _corrections(then, seen, corrected, (every, study_key(study)))
        masks = list(masked_still(study, seen, corrected, lines))
        seen, then = corrected, Register([*written, *base, *lines])
        return replace(_weighed(study, (now, then), seen, [*base, *lines]), masks=tuple(masks))
    return _weighed(study, (now, then), seen, [*base, *lines])


def _seen(study: Study, register: Register, corrections: Iterable[CorrectionDecision]) -> dict[str, Observed]:
    follower = Follower(register)
    roles = decisions.in_force(follower.follow(decisions.as_written(study, RoleDecision)))
    return observed(study, roles, decisions.in_force(follower.follow(corrections)))


def _corrections(
    then: Register, seen: Mapping[str, Observed], corrected: Mapping[str, Observed],
    made: tuple[Sequence[CorrectionDecision], bytes],
) -> list[InterviewDecision]:
    """Tell where each word of the interviews corrected since stands; ``made`` are the corrections, and the secret."""
    at = gesture_time()
    live = then.live()
    last = _last(made[0])
    lines: list[InterviewDecision] = []
    for session, one in corrected.items():
        if session in seen and session in live and one.written != seen[session].written:
            # The file is the same, and every word is known.
            found = corrections.word_moves(seen[session].mended, one.mended)
            known = _line(at, session, InterviewVerb.KNOWN, one.written, of=last[session])
            was = [(live[session], found)]
            if seen[session].corrections - one.corrections:
                # Where a correction is taken back, what is written of those before would not tell which word was which.
                was += _before(live[session], one, *made)
            lines += [
                _line(at, session, InterviewVerb.FOLLOWS, word_moves.written(moved), of=version.line.id)
                for version, moved in was
            ]
            lines.append(replace(known, people=one.people))
    return lines


def _before(
    version: InterviewVersion, now: Observed, every: Sequence[CorrectionDecision], key: bytes
) -> Iterator[tuple[InterviewVersion, list[WordMove]]]:
    """Give how an interview read before, correction after correction of one file, and where its words stand now."""
    while len(version.before) == 1 and version.before[0].trail:
        version = version.before[0]
        until = moment(version.line.of)
        held = decisions.in_force(c for c in every if c.session == now.session.session and moment(c.at) <= until)
        then = now.corrected_by(held)
        if [anchors.check(d.text, key) for d in then.drafts] == list(version.fingerprint.checks):
            yield version, corrections.word_moves(then, now.mended)


def _last(corrections: Iterable[CorrectionDecision]) -> dict[str, str]:
    """Give, for each interview, the moment of the last correction: how far what is known of it goes."""
    last: dict[str, str] = {}
    for c in corrections:
        last[c.session] = max(last.get(c.session, ""), c.at, key=moment)
    return last


def carry_out(study: Study, found: InterviewChange) -> None:
    """Write down what happened: from then on every decision is read where its words stand."""
    for made in (found.fixes, found.withdrawn, found.lines, found.masks):
        if made:
            decisions.append(study, MACHINE, made)


def _lines(
    now: Register, seen: Mapping[str, Observed], told: Mapping[str, str], mended: Iterable[CorrectionDecision]
) -> list[InterviewDecision]:
    at = gesture_time()
    last = _last(mended)
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
    comes_from = {s: [s, *(was for was, there in moved.items() if any(m.session == s for m in there))] for s in new}
    until = {s: max((last.get(was, "") for was in names), key=moment) for s, names in comes_from.items()}
    known = (
        replace(_line(when[s], s, InterviewVerb.KNOWN, seen[s].written, of=until[s]), people=seen[s].people)
        for s in new
    )
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
    whole_withdrawals = any(w.who.startswith(SESSION) for w in decisions.as_written(study, WithdrawalDecision))
    gone = {v.session for v in then.register.lost().values()} if whole_withdrawals else set()
    follow = Counter[str]()
    lost = Counter[str]()
    would_be_lost: list[Decision] = []
    for kind in FOLLOWED:
        held = decisions.in_force(decisions.as_written(study, kind))
        after = {(d.author, d.id.partition(APART)[0]) for d in then.follow(held)}
        # What no longer stood on its words was asked about then, and is listed: it is not asked about at every change.
        old = ((d, version) for d in held if (version := now.version(d)) and not now.current(version))
        before = {d.id for d, version in old if d.stands_on_words and now.spots(d, version) is None}
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
    fixed = fixes(study, _renamed(study, now, became, lines))
    withdrawn = withdrawn_again(study, {name for b in became if b.now != (b.session,) for name in b.now}, then, seen)
    return InterviewChange(tuple(lines), tuple(fixed), tuple(withdrawn), tuple(became), tuple(would_be_lost), seen)


def _same(then: Follower, was: InterviewVersion) -> InterviewVersion:
    return next(v for v in then.register.versions[was.session] if v.line.id == was.line.id)


def forgotten(study: Study, sessions: Iterable[str]) -> dict[tuple[str, int, str], str]:
    """Give the cells of the register to be emptied for interviews that leave with all that tells of their words."""
    gone = set(sessions)
    lines = decisions.as_written(study, InterviewDecision)
    return {(d.file, d.line, "content"): "" for d in lines if d.decision == InterviewVerb.KNOWN and d.session in gone}


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
