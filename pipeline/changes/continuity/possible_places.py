"""A decision that stands nowhere, and the texts it is about → the places where it may stand, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.anchoring import anchors, consent_places, decisions
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.finding import likeliest, share_of
from pipeline.anchoring.interview_alignment import closest
from pipeline.anchoring.interview_register import InterviewVersion, Register
from pipeline.anchoring.present_places import own_checks
from pipeline.changes.past_tables import RUN
from pipeline.ingest.speech.draft_turns import DraftTurn
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Turn
from pipeline.model.decision_rows import ConsentDecision, Decision, IdentifierDecision, RoleDecision
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.resolve.mentions import check
from pipeline.run.flow import TABLES

WHOLE = Place(-1, -1, -1, -1)


@dataclass(frozen=True)
class PossiblePlace:
    """Where a decision may stand: words of an interview, or (``WHOLE``) another interview; ``said`` are the words."""

    session: str
    place: Place
    said: str = ""


class StudyTexts:
    """The texts that decisions are about: what the team reads, and with ``private`` the words in clear."""

    def __init__(self, study: Study, *, private: bool, turns: Mapping[str, Mapping[int, Any]] | None = None) -> None:
        self.study, self.private, self.key = study, private, study_key(study) if private else b""
        self._read = turns

    @property
    def artefact(self) -> str:
        """What holds them."""
        return "turns" if self.private else "anonymised"

    def files(self) -> list[Path]:
        """List the files that they come from: the tables of the last run, or the private half."""
        return store.files(self.study, self.artefact) if self.private else [self.study / TABLES / RUN]

    @cached_property
    def turns(self) -> Mapping[str, Mapping[int, Any]]:
        """Turns by session and number."""
        if self._read is not None:
            return self._read
        found: dict[str, dict[int, Any]] = {}
        rows: list[Turn | AnonymisedTurn] = store.load(self.study, self.artefact)
        for turn in rows:
            found.setdefault(turn.session, {})[turn.turn] = turn
        return found

    @cached_property
    def checks(self) -> dict[str, dict[int, str]]:
        """The keyed check of each turn."""
        of = (lambda t: anchors.check(t.text, self.key)) if self.private else (lambda t: t.check)
        return {session: {n: of(t) for n, t in turns.items()} for session, turns in self.turns.items()}

    def near_first(self, session: str) -> list[str]:
        """Name the interviews to search: the one that a decision is about; all when it is gone."""
        return [session] if session in self.turns else sorted(self.turns)


def as_drafts(turns: Mapping[int, Turn]) -> list[DraftTurn]:
    """Give turns as readers drafted them: roles are known again by them."""
    return [DraftTurn(t.speaker, "", [t.text]) for _, t in sorted(turns.items())]


def offered(d: Decision, written: Decision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    """
    Give where a decision may stand, the likeliest first.

    Args:
        d: the decision, where its words stand now.
        written: the same as its line on disk says it.
        texts: those that it is about.
    """
    if not d.stands_on_words:
        register = decisions.interviews(texts.study)
        version = register.at(d.session, d.at)
        yield from (PossiblePlace(session, WHOLE) for session in (nearest(version, register, texts) if version else ()))
    elif isinstance(d, IdentifierDecision) and isinstance(written, IdentifierDecision):
        yield from _same_words(d, written, texts)
    else:
        same = list(_same_turns(d, texts))
        yield from same or (_beside(d, texts) if isinstance(d, ConsentDecision | RoleDecision) else _alike(d, texts))


def nearest(version: InterviewVersion, register: Register, texts: StudyTexts) -> list[str]:
    """Name those that share most with it, then those that came into the study last."""
    live = {s: v for s, v in register.live().items() if s in texts.turns}
    alike = closest(version.fingerprint, {s: v.fingerprint for s, v in live.items()})
    return list(dict.fromkeys([*alike, *(s for s in reversed(register.arrived()) if s in live)]))


def _same_words(d: IdentifierDecision, written: IdentifierDecision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    """Find the very words of a decision by their keyed mark, near where they were first."""
    size = written.last_word - written.first_word
    for session in texts.near_first(d.session):
        for n in sorted(texts.turns[session], key=lambda n: (abs(n - d.turn), n)):
            text = texts.turns[session][n].text
            spans = anchors.words(text)
            for first in range(len(spans) - size):
                said = text[spans[first][0] : spans[first + size][1]]
                if check(texts.key, said) == d.check:
                    yield PossiblePlace(session, Place(n, first, n, first + size), said)


def _same_turns(d: Decision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    """Find the turns of a decision by their keyed checks, in any interview."""
    kept = own_checks(d)
    if isinstance(d, RoleDecision) or not any(kept):
        return
    for session, checks in sorted(texts.checks.items(), key=lambda pair: (pair[0] != d.session, pair[0])):
        for n in sorted(checks):
            if [checks.get(n + i) for i in range(len(kept))] == kept:
                number = {n: int(getattr(d, n, -1)) for n in ("first_word", "last_turn", "last_word")}
                stored = Place(d.turn, number["first_word"], max(d.turn, number["last_turn"]), number["last_word"])
                place = replace(stored, turn=n, last_turn=n + len(kept) - 1)
                turns = texts.turns[session]
                said = "\n".join(turns[n].text for n in range(place.turn, place.last_turn + 1) if n in turns)
                yield PossiblePlace(session, place, said)


def _beside(d: Decision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    """Offer the turn that a reserve or a voice was about, and those around it, as whole turns."""
    turns = texts.turns.get(d.session, {})
    at = d.turn
    if isinstance(d, ConsentDecision) and turns:
        stretches = consent_places.standing(d, texts.checks[d.session]).stretches
        at = stretches[0].turn if stretches else at
    for n in sorted(turns, key=lambda n: (abs(n - at), n)):
        whole = Place(n, 0 if isinstance(d, ConsentDecision) else -1, n, -1)
        yield PossiblePlace(d.session, whole, turns[n].text)


def _alike(d: Decision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    """Offer the passage that a quote most looks like, in each interview where there is one, the likest first."""
    quote = str(getattr(d, "quote", ""))
    found = []
    for session in texts.near_first(d.session):
        turns = texts.turns[session]
        if there := likeliest(turns, quote):
            said = anchors.quote(turns, there)
            found.append((-share_of(said, quote), session, PossiblePlace(session, there, said)))
    yield from (place for _, _, place in sorted(found, key=lambda f: f[:2]))
