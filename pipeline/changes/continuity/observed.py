"""``transcripts/`` as it is now → what each interview is known by, what stands on its words, what keeps it so.

Only interviews whose file changed are read again.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.anchoring import anchors, decisions, word_moves
from pipeline.anchoring import interview_fingerprint as fingerprints
from pipeline.anchoring.finding import mended
from pipeline.anchoring.interview_fingerprint import DIGITS, Fingerprint, fingerprint
from pipeline.anchoring.interview_register import MACHINE, InterviewVersion, Spot, own_checks
from pipeline.anchoring.present_places import Follower
from pipeline.ingest.readers.received_files import Unreadable
from pipeline.ingest.readers.registry import transcripts
from pipeline.ingest.session import Session
from pipeline.ingest.speech.corrections import Mended
from pipeline.ingest.speech.cutting import Cutting, cut
from pipeline.ingest.withdrawals import VOICE, voice
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Identifier, Turn
from pipeline.model.decision_rows import (
    ConsentDecision,
    CorrectionDecision,
    Decision,
    IdentifierDecision,
    IdentifierVerb,
    InterviewDecision,
    RoleDecision,
    Scope,
    WithdrawalDecision,
)
from pipeline.model.decision_writer import gesture_time, new_id
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.resolve.mentions import check, span_of
from pipeline.pseudonymise.resolve.replacements import fixing
from pipeline.run.flow import stage
from pipeline.run.incremental import Refusal, SessionRows, SessionTask, work

KEPT = "build/private/interviews.json"
TURNS = "turns"
# They are never lost: what is not known again is hidden too widely, until a person looks.
NEVER_LOST = (ConsentDecision, WithdrawalDecision)


@dataclass(frozen=True)
class Observed:
    """An interview as it is in ``transcripts/`` now, its turns cut only when somebody asks for their words."""

    session: Session
    task: SessionTask
    people: str
    written: str
    known: list[Turn] = field(default_factory=list, repr=False, compare=False)

    @cached_property
    def fingerprint(self) -> Fingerprint:
        return fingerprints.parsed(self.written)

    @cached_property
    def turns(self) -> list[Turn]:
        """Its turns, cut again where they were only known by their marks."""
        made = self.known or work(self.task)
        return [] if isinstance(made, Refusal) else list(made)

    @cached_property
    def texts(self) -> list[str]:
        """The words of its turns."""
        return [t.text for t in self.turns]

    @cached_property
    def mended(self) -> Mended:
        """Its turns with what each of their words is, whatever was corrected."""
        return self.corrected_by(self.task.parts[2].load())

    @property
    def corrections(self) -> set[str]:
        """The lines by which it was corrected."""
        return {c.id for c in self.task.parts[2].load()}

    def corrected_by(self, corrections: Sequence[CorrectionDecision]) -> Mended:
        """Give them as they would read under other corrections."""
        part, roles, _ = self.task.parts
        return cut(part.load(), roles.load(), Cutting(**self.task.settings), corrections).mended or Mended([])


def observed(
    study: Study, roles: Iterable[RoleDecision], corrections: Iterable[CorrectionDecision] = ()
) -> dict[str, Observed]:
    """Look at every interview that can be read, as the stage ``turns`` would cut it under these decisions."""
    key, kept = study_key(study), store.load_json(study / KEPT) or {}
    ruled = list(roles)
    corrected = list(corrections)
    settings = study.params(TURNS)
    cutting = {s: settings[s] for s in stage(TURNS).settings}
    found: dict[str, Observed] = {}
    for name, part in transcripts(study).items():
        if not isinstance(part, Unreadable):
            own = SessionRows(tuple(d for d in ruled if d.session == name))
            mended = SessionRows(tuple(d for d in corrected if d.session == name))
            task = SessionTask(TURNS, (part, own, mended), cutting)
            one = _observed(part.session, task, kept.get(name), key)
            found |= {name: one} if one else {}
    now = {name: {"key": one.task.key, "content": one.written} for name, one in found.items()}
    if now != kept:
        store.save_json(study / KEPT, now)
    return found


def _observed(session: Session, task: SessionTask, kept: Mapping[str, str] | None, key: bytes) -> Observed | None:
    # A name that is told later must change no pseudonym in silence.
    said = "\0".join(f"{p.label}\1{p.name}" for p in session.people)
    people = hmac.digest(key, f"people\0{said}".encode(), "sha256").hex()[:DIGITS]
    if kept and kept["key"] == task.key:
        return Observed(session, task, people, kept["content"])
    made = work(task)
    if isinstance(made, Refusal):
        return None
    return Observed(session, task, people, fingerprint([t.text for t in made], key).written(), made)


def of_last_run(study: Study) -> dict[str, str]:
    """Give the fingerprints of the interviews as the last run read them: what a study was before it kept any."""
    key = study_key(study)
    made = store.files(study, TURNS) if (study / ARTEFACTS[TURNS].path(TURNS)).exists() else []
    return {path.stem: fingerprint([t.text for t in store.read(TURNS, path)], key).written() for path in made}


@dataclass(frozen=True)
class Judge:
    """Tells whether a decision stands on its words in the interviews of today."""

    then: Follower
    seen: Mapping[str, Observed]
    key: bytes

    def holds(self, d: Decision, was: InterviewVersion) -> bool:
        """Tell whether a decision of an interview as it was finds its words, or what it is about, today."""
        if isinstance(d, NEVER_LOST):
            return True
        if not d.stands_on_words:
            return bool(self.then.successors(was))
        spots = self.then.spots(d, was)
        near = spots[0].version if spots else self.then.near(was, d.turn)
        if near is None or near.session not in self.seen:
            return False
        if (spots and (spots[2] or isinstance(d, RoleDecision))) or _same_turns(d, near):
            return True
        texts = self.seen[near.session].texts
        if isinstance(d, IdentifierDecision):
            now = next(iter(self.then.follow([d])), d)
            if d.everywhere:
                return any(span_of(text, now, self.key) for text in texts)
            return (spots is not None) and now.turn < len(texts) and bool(span_of(texts[now.turn], now, self.key))
        return self._quoted(getattr(d, "quote", ""), d, was, texts)

    def _quoted(self, quote: str, d: Decision, was: InterviewVersion, texts: Sequence[str]) -> bool:
        found = self.then.spots(d, was)
        wanted = anchors.split(quote)
        if not found:
            return sum(_times(wanted, anchors.split(text)) for text in texts) == 1
        first, last, _ = found
        near = [w for text in texts[first.turn : last.turn + 1] for w in anchors.split(text)]
        in_place = first.counted and last.counted and mended(_said(texts, first, last), quote)
        return in_place or _times(wanted, near) == 1


def _same_turns(d: Decision, near: InterviewVersion) -> bool:
    """Tell whether the turns of a decision are in an interview, to the sign: where they were, or once elsewhere."""
    kept, checks = own_checks(d), near.fingerprint.checks
    size = len(kept)
    places = [n for n in range(len(checks) - size + 1) if list(checks[n : n + size]) == kept] if kept else []
    return d.turn in places or len(places) == 1


def _said(texts: Sequence[str], first: Spot, last: Spot) -> str:
    start = anchors.words(texts[first.turn])[first.word][0]
    end = anchors.words(texts[last.turn])[last.word][1]
    if first.turn == last.turn:
        return texts[first.turn][start:end]
    return "\n".join([texts[first.turn][start:], *texts[first.turn + 1 : last.turn], texts[last.turn][:end]])


def _times(wanted: Sequence[str], words: Sequence[str]) -> int:
    size = len(wanted)
    return 0 if not size else sum(words[n : n + size] == wanted for n in range(len(words) - size + 1))


def masked_still(
    study: Study, seen: Mapping[str, Observed], corrected: Mapping[str, Observed], lines: Iterable[InterviewDecision]
) -> Iterator[IdentifierDecision]:
    """
    Mask what stands now where words that the last run masked were corrected, until somebody looks.

    Args:
        study: whose last run must have read the text as it was before; an interview it read otherwise is passed over.
        seen: interviews before they were corrected.
        corrected: the same after.
        lines: those that tell where words went; lines of titles are passed over.
    """
    trails = {d.session: word_moves.parsed(d.content) for d in lines if d.content.startswith(word_moves.MARK)}
    made = all((study / ARTEFACTS[name].path(name)).exists() for name in ("turns", "identifiers"))
    if not trails or not made:
        return
    key = study_key(study)
    at = gesture_time()
    read = {path.stem: path for path in store.files(study, "turns")}
    rows: list[Identifier] = store.load(study, "identifiers")
    for session, found in trails.items():
        before = seen[session].texts
        if session not in read or [t.text for t in store.read("turns", read[session])] != before:
            continue
        masked = [i for i in rows if i.session == session and i.action != "keep"]
        for row in masked:
            touched = [n for n, (s, e) in enumerate(anchors.words(before[row.turn])) if s < row.end and e > row.start]
            for turn, first, last in word_moves.pieces(found, row.turn, touched[0], touched[-1]) if touched else ():
                text = corrected[session].texts[turn]
                spans = anchors.words(text)
                end = last if last >= 0 else len(spans) - 1
                said = text[spans[first][0] : spans[end][1]]
                yield IdentifierDecision(
                    id=new_id(), at=at, session=session, turn=turn, first_word=first, last_word=end, type=row.type,
                    action=IdentifierVerb(row.action), entity=row.entity, replacement=row.replacement,
                    scope=Scope.HERE, check=check(key, said), author=MACHINE,
                )


def withdrawn_again(
    study: Study, sessions: Iterable[str], then: Follower, seen: Mapping[str, Observed]
) -> Iterator[WithdrawalDecision]:
    """
    Withdraw again, under the identifier of today, each voice that a mark of its label withdrew.

    Args:
        study: for its decisions and its key.
        sessions: those that follow another under a new identifier.
        then: leads from each to the identifiers it had.
        seen: their turns of today.
    """
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


def fixes(study: Study, sessions: Iterable[str]) -> Iterator[IdentifierDecision]:
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
