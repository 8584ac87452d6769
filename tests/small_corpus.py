"""A corpus of a few lines and its policy, for the tests of identity."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from pipeline.anchoring import anchors
from pipeline.anchoring.decisions import IdentifierDecision
from pipeline.ingest.session import Person, Session
from pipeline.model.contracts import CoreferenceCandidate, Identifier, IdentifierType, Proposal, Turn
from pipeline.model.decision_rows import IdentifierVerb, Scope
from pipeline.model.study import Study
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.pseudonymise.resolve.mentions import check
from pipeline.stages.anonymised import anonymised
from pipeline.stages.identifiers import identifiers

KEY = b"a key for tests"
POLICY: dict[str, Any] = Study(Path(__file__).parent.parent).params("identifiers")


class Said(NamedTuple):
    """What is said in a turn, and the names that a proposer saw in it."""

    session: str
    text: str
    names: tuple[tuple[str, IdentifierType], ...] = ()


class Made(NamedTuple):
    """What the stage makes of a corpus."""

    turns: list[Turn]
    rows: list[Identifier]
    coreference_candidates: list[CoreferenceCandidate]
    decisions: list[IdentifierDecision]

    def shown(self, said: str, session: str = "") -> set[str]:
        """Give what stands for some words."""
        return {r.replacement for r in self._of(said, session)}

    def entities(self, said: str, session: str = "") -> set[str]:
        """Give whom or what some words name."""
        return {r.entity for r in self._of(said, session)}

    def _of(self, said: str, session: str) -> list[Identifier]:
        texts = {(t.session, t.turn): t.text for t in self.turns}
        rows = [r for r in self.rows if r.turn != UNSAID and session in {"", r.session}]
        return [r for r in rows if texts[r.session, r.turn][r.start : r.end] == said]

    def read(self) -> list[str]:
        """Give the turns as the team reads them."""
        return [t.text for t in anonymised(self.turns, self.rows, self.decisions, [], KEY)]

    def speakers(self) -> dict[tuple[str, int], str]:
        """Give the pseudonym of each label."""
        return {(r.session, r.start): r.replacement for r in self.rows if r.turn == UNSAID and r.type == "person"}


def session(name: str, *people: Person, place: str = "", date: str = "2015-02-17") -> Session:
    return Session(name, f"{name}.txt", "entretien", date, place, people, ("ENQ",))


def made(
    said: list[Said], sessions: list[Session] | None = None, decisions: list[IdentifierDecision] | None = None,
    **policy: object,
) -> Made:
    """Run the stage on a few lines; each session's turns are numbered from 0."""
    counts: dict[str, int] = {}
    turns, proposals = [], []
    for one in said:
        number = counts[one.session] = counts.get(one.session, -1) + 1
        turns.append(Turn(one.session, number, "L", "participant", None, None, one.text, ""))
        for name, kind in one.names:
            start = one.text.index(name)
            proposals.append(Proposal(one.session, number, start, start + len(name), kind, "trigger"))
    known = sessions or [session(name) for name in counts]
    rows, coreference_candidates = identifiers(turns, proposals, known, decisions or [], KEY, **(POLICY | policy))
    return Made(turns, rows, coreference_candidates, decisions or [])


def decide(
    run: Made, said: str, session: str, *, entity: str = "", scope: Scope = Scope.EVERYWHERE, replacement: str = "",
    action: IdentifierVerb = IdentifierVerb.REPLACE, kind: IdentifierType = "person",
) -> IdentifierDecision:
    """Write what a person decides of the first place where some words are said in a session."""
    turn = next(t for t in run.turns if t.session == session and said in t.text)
    before = turn.text[: turn.text.index(said)]
    first = len(anchors.split(before))
    return IdentifierDecision(
        id=f"{session}-{said}-{scope}", at="2026-01-01T00:00:00", session=session, turn=turn.turn, first_word=first,
        last_word=first + len(anchors.split(said)) - 1, type=kind, action=action, entity=entity,
        replacement=replacement, scope=scope, check=check(KEY, said),
    )

