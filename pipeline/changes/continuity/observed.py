"""``transcripts/`` as it is now → what each interview is known by, and which decisions stand on its words.

Only interviews whose file changed are read again.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.anchoring import anchors
from pipeline.anchoring import interview_fingerprint as fingerprints
from pipeline.anchoring.finding import mended
from pipeline.anchoring.interview_fingerprint import DIGITS, Fingerprint, fingerprint
from pipeline.anchoring.interview_register import InterviewVersion
from pipeline.anchoring.present_places import Follower, Spot, own_checks
from pipeline.ingest.readers.received_files import Unreadable
from pipeline.ingest.readers.registry import transcripts
from pipeline.ingest.session import Session
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Turn
from pipeline.model.decision_rows import ConsentDecision, Decision, IdentifierDecision, RoleDecision, WithdrawalDecision
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.resolve.mentions import span_of
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
        cut = self.known or work(self.task)
        return [] if isinstance(cut, Refusal) else list(cut)

    @cached_property
    def texts(self) -> list[str]:
        """The words of its turns."""
        return [t.text for t in self.turns]


def observed(study: Study, roles: Iterable[RoleDecision]) -> dict[str, Observed]:
    """Look at every interview that can be read, as the stage ``turns`` would cut it under these roles."""
    key, kept = study_key(study), store.load_json(study / KEPT) or {}
    ruled = list(roles)
    settings = study.params(TURNS)
    cutting = {s: settings[s] for s in stage(TURNS).settings}
    found: dict[str, Observed] = {}
    for name, part in transcripts(study).items():
        if not isinstance(part, Unreadable):
            own = SessionRows(tuple(d for d in ruled if d.session == name))
            task = SessionTask(TURNS, (part, own), cutting)
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
    cut = work(task)
    if isinstance(cut, Refusal):
        return None
    return Observed(session, task, people, fingerprint([t.text for t in cut], key).written(), cut)


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
