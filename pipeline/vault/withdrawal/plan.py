"""A study and whom a withdrawal is about → all that will be written, hidden, deleted and left for people to decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.anchoring import anchors, decisions
from pipeline.ingest.readers.registry import questionnaires, sessions
from pipeline.ingest.respondents import respondents
from pipeline.ingest.session import QUESTIONNAIRE, Session
from pipeline.ingest.withdrawals import Place, Voice, mark, restricted, sketch, tomb, voice, voices, whole
from pipeline.language.folds import fold_for_search
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Identifier, Restriction, Turn
from pipeline.model.decision_rows import NOWHERE, Extent, IdentifierDecision, IdentifierVerb, Scope, WithdrawalDecision
from pipeline.model.decision_writer import command_time, new_id
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.people.speakers import heard
from pipeline.pseudonymise.resolve import mentions
from pipeline.vault.decision_migrations import line
from pipeline.vault.withdrawal.target import Target, WithdrawnPerson

SHORTEST_NAME = 3
PINNED = frozenset({"person", "place", "organisation"})


@dataclass
class StudyContent:
    """What a study holds, private half included, before anything is withdrawn."""

    study: Study
    key: bytes
    turns: list[Turn]
    identifiers: list[Identifier]
    shown: list[AnonymisedTurn]
    sessions: list[Session]
    withdrawals: list[WithdrawalDecision]
    answering: list[Voice] = field(default_factory=list)  # who answered a questionnaire, without a word perhaps

    @classmethod
    def of(cls, study: Study) -> StudyContent:
        turns, identifiers, shown = (store.load(study, name) for name in ("turns", "identifiers", "anonymised"))
        column = str(study.params("answers").get("respondent", ""))
        answering = [(q.session.session, name) for q in questionnaires(study) for name, _ in respondents(q, column)]
        return cls(
            study, study_key(study), turns, identifiers, shown, sessions(study), decisions.withdrawals(study), answering
        )

    @cached_property
    def _texts(self) -> dict[Place, str]:
        return {(t.session, t.turn): t.text for t in self.turns}

    def text(self, place: Place) -> str:
        """Give the words of a turn as they were said."""
        return self._texts[place]


@dataclass
class Plan:
    """What a withdrawal does, worked out before anything is touched."""

    known: StudyContent
    target: Target
    extent: Extent
    reason: str
    lines: list[WithdrawalDecision] = field(default_factory=list)

    @cached_property
    def gone(self) -> dict[Place, set[Restriction]]:
        """Give the words that this withdrawal is about, those withdrawn before left aside."""
        k = self.known
        before = restricted(k.turns, k.identifiers, k.withdrawals, k.key)
        after = restricted(k.turns, k.identifiers, [*k.withdrawals, *self.lines], k.key)
        found = {place: about - before.get(place, set()) for place, about in after.items()}
        return {place: about for place, about in sorted(found.items()) if about}

    @cached_property
    def emptied(self) -> list[Session]:
        """List the sessions in which nobody is left: their transcripts are to be deleted."""
        k = self.known
        levels = voices(k.turns, [*k.withdrawals, *self.lines], k.key)
        touched = {s for s, _ in self.target.someone.voices} if self.target.someone else set()
        return [
            s for s in k.sessions
            if s.session in touched and s.type != QUESTIONNAIRE and self.extent == Extent.EVERYTHING
            and all(levels.get((s.session, label)) == "erased" for label in heard(s.session, k.turns))
        ]

    @property
    def names_of_emptied(self) -> list[str]:
        return [s.session for s in self.emptied]

    @property
    def is_nothing(self) -> bool:
        """Tell whether all of it was withdrawn before, closed answers included."""
        k = self.known
        already = {(w.who, w.extent) for w in k.withdrawals}
        voices_of = self.target.someone.voices if self.target.someone else []
        answers = [v for v in voices_of if v in k.answering and (voice(k.key, *v), self.extent) not in already]
        return not self.gone and not answers

    def turns_gone(self, session: str) -> tuple[dict[int, str], list[int]]:
        """Give the turns of a session that go whole with their words, and those that go in part."""
        texts = {n: self.known.text((s, n)) for s, n in self.gone if s == session}
        whole_turns = {n: t for n, t in texts.items() if whole(self.gone[session, n], len(anchors.words(t)))}
        return whole_turns, [n for n in texts if n not in whole_turns]

    def to_decide(self) -> list[str]:
        """List the turns left that follow a turn taken out, or name who left: others' words, for people to decide."""
        elsewhere = [t for t in self.known.turns if t.session not in self.names_of_emptied]
        left = [t for t in elsewhere if (t.session, t.turn) not in self.gone]
        after = {(s, n + 1) for s, n in self.gone}
        naming = {(i.session, i.turn) for i in self._mentions() if self.target.someone and self.target.someone.voices}
        return [f"{t.session}:{t.turn}" for t in left if (t.session, t.turn) in after | naming]

    def _mentions(self) -> list[Identifier]:
        return self.target.someone.mentions if self.target.someone else []

    def masks(self) -> Iterator[IdentifierDecision]:
        """Give the decisions that keep names masked elsewhere, when the transcript that told them is deleted."""
        k, gone = self.known, self.names_of_emptied
        written = (f"{p.name} {p.label} {s.place}" for s in self.emptied for p in s.people)
        names = {w for text in written for w in fold_for_search(text).split()}
        told = {w for w in names if len(w) >= SHORTEST_NAME}
        for i in k.identifiers if gone else ():
            if i.session not in gone and i.turn >= 0 and i.action != "keep" and i.type in PINNED:
                text = k.text((i.session, i.turn))
                if told & set(fold_for_search(text[i.start : i.end]).split()):
                    yield _pinned(i, text, k.key)


def _pinned(i: Identifier, text: str, key: bytes) -> IdentifierDecision:
    touched = [n for n, (start, end) in enumerate(anchors.words(text)) if start < i.end and end > i.start]
    spans = anchors.words(text)
    said = text[spans[touched[0]][0] : spans[touched[-1]][1]]
    return IdentifierDecision(
        id=new_id(), at=command_time(), session=i.session, turn=i.turn, first_word=touched[0],
        last_word=touched[-1], type=i.type, action=IdentifierVerb(i.action), entity=i.entity,
        replacement=i.replacement, scope=Scope.HERE, check=mentions.check(key, said),
    )


def plan(known: StudyContent, target: Target, extent: Extent, reason: str) -> Plan:
    """Work out a withdrawal from ``publication``, ``analysis`` or ``everything``."""
    made = Plan(known, target, extent, reason)
    made.lines += [_passage(made)] if target.passage else list(_about(made, target.someone or WithdrawnPerson("")))
    made.lines += [_tomb(made, s.session) for s in made.emptied]
    return made


def _about(made: Plan, someone: WithdrawnPerson) -> Iterator[WithdrawalDecision]:
    k = made.known
    for session, label in someone.voices:
        who = voice(k.key, session, label)
        check = sketch(k.key, _texts(k, session, {label}))
        yield line(session=session, who=who, extent=made.extent, reason=made.reason, check=check)
    if not someone.voices:
        said = {k.text((i.session, i.turn))[i.start : i.end] for i in someone.mentions}
        check = "+".join(sorted({mark(k.key, "name", words) for words in said}))
        yield line(who=someone.entity, extent=made.extent, reason=made.reason, check=check)


def _tomb(made: Plan, session: str) -> WithdrawalDecision:
    k = made.known
    check = sketch(k.key, _texts(k, session, set(heard(session, k.turns))))
    return line(who=tomb(k.key, session), extent=made.extent, reason=made.reason, check=check)


def _texts(known: StudyContent, session: str, labels: Collection[str]) -> list[str]:
    return [t.text for t in known.turns if t.session == session and t.speaker in labels]


def _passage(made: Plan) -> WithdrawalDecision:
    session, turn, first, last = made.target.passage or ("", NOWHERE, NOWHERE, NOWHERE)
    return WithdrawalDecision(
        id=new_id(), at=command_time(), session=session, turn=turn, first_word=first, last_word=last, who="",
        extent=made.extent, reason=made.reason, check=anchors.check(made.known.text((session, turn)), made.known.key),
    )


def count(places: Iterable[Place]) -> dict[str, int]:
    """Count turns by session."""
    found: dict[str, int] = {}
    for session, _ in places:
        found[session] = found.get(session, 0) + 1
    return found
