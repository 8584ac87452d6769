"""Decisions whose words, or whose interview, are found no more → where each may stand, and the line that puts it back.

Nothing is rewritten: to put a decision back is one more line of its author, which ``replaces`` the first; to take that
back is a line that says the first again.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from pipeline.anchoring import anchors, consent_places, decisions
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.interview_alignment import closest, forced, written
from pipeline.anchoring.interview_register import InterviewVersion, Register
from pipeline.anchoring.likeliest import likeliest, share_of
from pipeline.anchoring.present_places import own_checks
from pipeline.coding.placing import TAKEN_AWAY, standing_place
from pipeline.coding.suggestion_answers import answered
from pipeline.ingest.speech import assigned
from pipeline.ingest.speech.draft_turn import DraftTurn
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, AnonymisedTurn, Turn
from pipeline.model.decision_rows import (
    Arbitration,
    CodingDecision,
    ConsentDecision,
    Decision,
    IdentifierDecision,
    InterviewDecision,
    InterviewVerb,
    QuoteDecision,
    RoleDecision,
    SummaryDecision,
    ThemeDecision,
)
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.resolve.mentions import check, span_of

D = TypeVar("D", bound=Decision)
TEAM = (CodingDecision, Arbitration, ThemeDecision, QuoteDecision, SummaryDecision, InterviewDecision)
PRIVATE = (IdentifierDecision, ConsentDecision, RoleDecision)
# What takes something back, or puts nothing.
NOTHING = frozenset({"undo", "remove", "unstar", "fix", "known", "follows", ""})
WHOLE = Place(-1, -1, -1, -1)
MOST = 4  # places, or interviews, that are offered
GONE, NOWHERE, WIDER = (
    "cet entretien n'est plus dans l'enquête", "ces mots ne se retrouvent plus où ils étaient",
    "le passage a changé : la réserve y est tenue plus largement",
)
NOT_YOURS = "Cette décision est de {author} : elle seule, ou lui seul, la replace."
NOT_THERE = "Cette décision n'est plus à replacer : la page montre l'état actuel."


@dataclass(frozen=True)
class PossiblePlace:
    """Where a decision may stand: words of an interview, or (``WHOLE``) another interview; ``said`` are the words."""

    session: str
    place: Place
    said: str = ""


@dataclass(frozen=True)
class Detached:
    """A decision in force that stands nowhere, the line that says it as it stands on disk, and why."""

    decision: Decision
    written: Decision
    reason: str


class StudyTexts:
    """The texts that decisions are about: what the team reads, and with ``private`` the words in clear."""

    def __init__(self, study: Study, *, private: bool, turns: Mapping[str, Mapping[int, Any]] | None = None) -> None:
        self.study, self.private, self.key = study, private, study_key(study) if private else b""
        self._read = turns

    @property
    def artefact(self) -> str:
        """What holds them."""
        return "turns" if self.private else "anonymised"

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


def detached(texts: StudyTexts) -> list[Detached]:
    """
    List the decisions in force that stand nowhere, in order of file and line.

    Of private texts, those about names, reserves and voices; else those that the team reads.
    """
    found: list[Detached] = []
    for kind in PRIVATE if texts.private else TEAM:
        # A place that follows nowhere keeps no words: how many there were is told by the line on disk.
        written = {(d.author, d.id): d for d in decisions.as_written(texts.study, kind)}
        held: list[Decision] = decisions.in_force(decisions.read(texts.study, kind))
        found += [
            Detached(d, written.get((d.author, d.id), d), reason) for d in held
            if _says_something(d) and (reason := _why(d, texts))
        ]
    return found


def of_study(study: Study) -> list[Detached]:
    """List them all, as far as the last run made the texts that they are about."""
    every = [StudyTexts(study, private=private) for private in (False, True)]
    made = [t for t in every if (study / ARTEFACTS[t.artefact].path(t.artefact)).exists()]
    return [one for texts in made for one in detached(texts)]


def possible(one: Detached, texts: StudyTexts) -> list[PossiblePlace]:
    """Give where a decision may stand, the likeliest first."""
    return list(islice(_places(one.decision, one.written, texts), MOST))


def _says_something(d: Decision) -> bool:
    said = getattr(d, "decision", getattr(d, "action", "something"))
    return bool(d.session) and (said not in NOTHING or isinstance(d, RoleDecision | ConsentDecision))


def _why(d: Decision, texts: StudyTexts) -> str:
    """Say why a decision stands nowhere, nothing when it stands."""
    turns = texts.turns.get(d.session)
    if turns is None:
        return GONE
    return _why_not_in(turns, d, texts) if d.stands_on_words else ""


def _why_not_in(turns: Mapping[int, Any], d: Decision, texts: StudyTexts) -> str:
    if isinstance(d, CodingDecision | Arbitration | ThemeDecision | QuoteDecision):
        place = standing_place(d, turns)
        return "" if isinstance(place, Place) or place == TAKEN_AWAY else place
    if isinstance(d, ConsentDecision):
        return "" if consent_places.standing(d, texts.checks[d.session]).exact else WIDER
    if isinstance(d, RoleDecision):
        return "" if not d.check or _shaped(turns, d) else NOWHERE
    if isinstance(d, IdentifierDecision) and d.rules_words:
        near = turns.values() if d.everywhere else [turns[d.turn]] if d.turn in turns else []
        return "" if any(span_of(t.text, d, texts.key) for t in near) else NOWHERE
    return ""


def _shaped(turns: Mapping[int, Turn], d: RoleDecision) -> bool:
    drafts = _drafts(turns)
    own = d.check.split("+")[1:2]
    return any(assigned.check(drafts, n).split("+")[1:2] == own for n in range(len(drafts)))


def _drafts(turns: Mapping[int, Turn]) -> list[DraftTurn]:
    return [DraftTurn(t.speaker, "", [t.text]) for _, t in sorted(turns.items())]


def _places(d: Decision, written: Decision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    if not d.stands_on_words:
        yield from _interviews(d, texts)
    elif isinstance(d, IdentifierDecision) and isinstance(written, IdentifierDecision):
        yield from _same_words(d, written, texts)
    else:
        same = list(_same_turns(d, texts))
        yield from same or (_beside(d, texts) if isinstance(d, ConsentDecision | RoleDecision) else _alike(d, texts))


def _interviews(d: Decision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    register = decisions.interviews(texts.study)
    version = register.at(d.session, d.at)
    yield from (PossiblePlace(session, WHOLE) for session in (_nearest(version, register, texts) if version else ()))


def heirs(texts: StudyTexts, gone: str) -> list[str]:
    """Name the interviews of today that one which is gone may be; none where it is not known to be gone."""
    register = decisions.interviews(texts.study)
    version = next((v for v in register.lost().values() if v.session == gone), None)
    return _nearest(version, register, texts)[:MOST] if version else []


def _nearest(version: InterviewVersion, register: Register, texts: StudyTexts) -> list[str]:
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
                yield PossiblePlace(session, place, _said(texts.turns[session], place))


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


def _said(turns: Mapping[int, Any], place: Place) -> str:
    return "\n".join(turns[n].text for n in range(place.turn, place.last_turn + 1) if n in turns)


def put_back(texts: StudyTexts, author: str, identifier: str, rank: int) -> Decision:
    """
    Write that a decision stands somewhere now, and give the line; the one it had stays in its file.

    Args:
        texts: those that decisions are about.
        author: who says so.
        identifier: of the decision.
        rank: which of the places that are offered, from 0.

    Raises:
        FiligraneError: the decision is another person's, or stands again, or there is no such place.
    """
    one = next((o for o in detached(texts) if o.decision.id == identifier), None)
    there = dict(enumerate(possible(one, texts))).get(rank) if one else None
    if one is None or there is None:
        raise FiligraneError(NOT_THERE)
    if one.decision.author != author:
        raise FiligraneError(NOT_YOURS.format(author=one.decision.author))
    line = moved_to(one.decision, there, texts)
    decisions.append(texts.study, author, [line])
    return line


def moved_to(d: D, there: PossiblePlace, texts: StudyTexts) -> D:
    """Give a decision as it is said again of another place."""
    # What answers a suggestion goes on answering it: else it would come back.
    replaces = d.replaces if isinstance(d, CodingDecision) and answered(d) else d.id
    values: dict[str, Any] = {"session": there.session, "turn": there.place.turn, "replaces": replaces}
    if there.place != WHOLE:
        values |= {n: getattr(there.place, n) for n in ("first_word", "last_turn", "last_word") if hasattr(d, n)}
        values |= _known_again(d, there, texts)
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    return replace(d, id=secrets.token_hex(16), at=at, file="", line=0, **values)


def _known_again(d: Decision, there: PossiblePlace, texts: StudyTexts) -> dict[str, str]:
    turns, place = texts.turns[there.session], there.place
    if isinstance(d, IdentifierDecision):
        return {}
    if isinstance(d, ConsentDecision):
        return {"check": consent_places.kept_checks(texts.checks[there.session], place.turn, place.last_turn)}
    if isinstance(d, RoleDecision):
        return {"check": assigned.check(_drafts(turns), place.turn), "label": turns[place.turn].speaker}
    return {"quote": anchors.quote(turns, place), "check": anchors.checks(turns, place)}


def take_back(study: Study, line: Decision) -> None:
    """
    Say again what a line that put a decision back had replaced: it waits again, as it did.

    Raises:
        FiligraneError: that line is in its author's file no more.
    """
    was = _before(study, line)
    if was is None:
        raise FiligraneError(NOT_THERE)
    # The date of the first line tells which text it was written about.
    decisions.append(study, line.author, [replace(was, id=secrets.token_hex(16), replaces=line.id, file="", line=0)])


def last_put_back(texts: StudyTexts, author: str) -> Decision | None:
    """Give the last line by which a person put a decision back, if nothing was said of it since."""
    found: list[Decision] = []
    for kind in PRIVATE if texts.private else TEAM:
        held: list[Decision] = decisions.in_force(decisions.as_written(texts.study, kind))
        own = [(d, was) for d in held if d.author == author and d.replaces and (was := _before(texts.study, d))]
        now = {d.id: d for d in decisions.read(texts.study, kind) if d.author == author} if own else {}
        found += [d for d, was in own if _only_elsewhere(was, d) and _why(now.get(was.id, was), texts)]
    return max(found, key=lambda d: d.at, default=None)


def _before(study: Study, line: D) -> D | None:
    """Give the line that another says again; of those that answer one suggestion, the one said just before."""
    own = [d for d in decisions.as_written(study, type(line)) if d.author == line.author and d.at < line.at]
    answers = line.replaces.rpartition("|")[2] if isinstance(line, CodingDecision) and answered(line) else ""
    named = [d for d in own if d.id == line.replaces or (answers and d.replaces.rpartition("|")[2] == answers)]
    return named[-1] if named else None


def _only_elsewhere(was: Decision, now: Decision) -> bool:
    beside = {"id", "at", "replaces", "file", "line", "quote", "label"}
    places = {"session", "turn", "first_word", "last_turn", "last_word", "check"}
    names = {f.name for f in fields(now)}
    same = all(getattr(was, n) == getattr(now, n) for n in names - places - beside)
    return same and any(getattr(was, n) != getattr(now, n) for n in names & places)


def became(study: Study, author: str, gone: str, now: str) -> None:
    """
    Write that an interview which is gone is another of today, typed anew: all that was decided of it follows.

    Raises:
        FiligraneError: the first is not gone, or the second is not in the study.
    """
    register = decisions.interviews(study)
    was = next((v for v in register.lost().values() if v.session == gone), None)
    live = register.live().get(now)
    if was is None or live is None:
        raise FiligraneError(NOT_THERE)
    content = written(forced(was.fingerprint, now, live.fingerprint))
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    line = InterviewDecision(
        id=secrets.token_hex(8), at=at, session=gone, decision=InterviewVerb.FOLLOWS, content=content, of=was.line.id
    )
    decisions.append(study, author, [line])
