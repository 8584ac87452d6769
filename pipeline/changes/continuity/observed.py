"""``transcripts/`` as it is now → what each interview is known by; only those whose file changed are read again."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.anchoring import interview_fingerprint as fingerprints
from pipeline.anchoring.interview_fingerprint import DIGITS, Fingerprint, fingerprint
from pipeline.ingest.readers.received_files import Unreadable
from pipeline.ingest.readers.registry import transcripts
from pipeline.ingest.session import Session
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Turn
from pipeline.model.decision_rows import RoleDecision
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.run.flow import stage
from pipeline.run.incremental import Refusal, SessionRows, SessionTask, work

KEPT = "build/private/interviews.json"
TURNS = "turns"


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
    tasks = {
        name: (part.session, _task(study, name, part, ruled))
        for name, part in transcripts(study).items() if not isinstance(part, Unreadable)
    }
    found = {name: one for name, (s, task) in tasks.items() if (one := _observed(s, task, kept.get(name), key))}
    now = {name: {"key": one.task.key, "content": one.written} for name, one in found.items()}
    if now != kept:
        store.save_json(study / KEPT, now)
    return found


def _task(study: Study, name: str, part: object, ruled: Sequence[RoleDecision]) -> SessionTask:
    settings = study.params(TURNS)
    own = SessionRows(tuple(d for d in ruled if d.session == name))
    return SessionTask(TURNS, (part, own), {s: settings[s] for s in stage(TURNS).settings})  # type: ignore[arg-type]


def _observed(session: Session, task: SessionTask, kept: Mapping[str, str] | None, key: bytes) -> Observed | None:
    people = _people(session, key)
    if kept and kept["key"] == task.key:
        return Observed(session, task, people, kept["content"])
    cut = work(task)
    if isinstance(cut, Refusal):
        return None
    return Observed(session, task, people, fingerprint([t.text for t in cut], key).written(), cut)


def _people(session: Session, key: bytes) -> str:
    """Mark whom the metadata say takes part: a name that is told later must change no pseudonym in silence."""
    said = "\0".join(f"{p.label}\1{p.name}" for p in session.people)
    return hmac.digest(key, f"people\0{said}".encode(), "sha256").hex()[:DIGITS]


def of_last_run(study: Study) -> dict[str, str]:
    """Give the fingerprints of the interviews as the last run read them: what a study was before it kept any."""
    key = study_key(study)
    made = store.files(study, TURNS) if (study / ARTEFACTS[TURNS].path(TURNS)).exists() else []
    return {path.stem: fingerprint([t.text for t in store.read(TURNS, path)], key).written() for path in made}
