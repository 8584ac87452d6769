"""Decisions whose words, or whose interview, are found no more → where each may stand, and the line that puts it back.

Nothing is rewritten: to put a decision back is one more line of its author, which ``replaces`` the first; to take that
back is a line that says the first again.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from pipeline.anchoring import anchors, decisions, word_places
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.interview_alignment import forced, written
from pipeline.changes.continuity.following import WHOLE, PossiblePlace, as_drafts, nearest, offered
from pipeline.changes.past_tables import StudyTexts
from pipeline.coding.coding_writer import answered
from pipeline.coding.codings_in_place import TAKEN_AWAY, standing_place
from pipeline.ingest.speech import draft_turns
from pipeline.model.contracts import ARTEFACTS
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
from pipeline.pseudonymise.resolve.mentions import span_of

D = TypeVar("D", bound=Decision)
TEAM = (CodingDecision, Arbitration, ThemeDecision, QuoteDecision, SummaryDecision, InterviewDecision)
PRIVATE = (IdentifierDecision, ConsentDecision, RoleDecision)
# What takes something back, or puts nothing.
NOTHING = frozenset({"undo", "remove", "unstar", "fix", "known", "follows", ""})
MOST = 4  # places, or interviews, that are offered
GONE, NOWHERE, WIDER = (
    "cet entretien n'est plus dans l'enquête", "ces mots ne se retrouvent plus où ils étaient",
    "le passage a changé : la réserve y est tenue plus largement",
)
NOT_YOURS = "Cette décision est de {author} : elle seule, ou lui seul, la replace."
NOT_THERE = "Cette décision n'est plus à replacer : la page montre l'état actuel."


@dataclass(frozen=True)
class Detached:
    """A decision in force that stands nowhere, the line that says it as it stands on disk, and why."""

    decision: Decision
    written: Decision
    reason: str


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
        for d in held:
            said = getattr(d, "decision", getattr(d, "action", "something"))
            says = d.session and (said not in NOTHING or isinstance(d, RoleDecision | ConsentDecision))
            if says and (reason := _why(d, texts)):
                found.append(Detached(d, written.get((d.author, d.id), d), reason))
    return found


def of_study(study: Study) -> list[Detached]:
    """List them all, as far as the last run made the texts that they are about."""
    every = [StudyTexts(study, private=private) for private in (False, True)]
    made = [t for t in every if (study / ARTEFACTS[t.artefact].path(t.artefact)).exists()]
    return [one for texts in made for one in detached(texts)]


def possible(one: Detached, texts: StudyTexts) -> list[PossiblePlace]:
    """Give where a decision may stand, the likeliest first."""
    return list(islice(offered(one.decision, one.written, texts), MOST))


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
        return "" if word_places.place_consent(d, texts.checks[d.session]).exact else WIDER
    if isinstance(d, RoleDecision):
        known = as_drafts(turns)
        own = d.check.split("+")[1:2]
        same = any(draft_turns.check(known, n).split("+")[1:2] == own for n in range(len(known)))
        return "" if same or not d.check else NOWHERE
    if isinstance(d, IdentifierDecision) and d.rules_words:
        near = turns.values() if d.everywhere else [turns[d.turn]] if d.turn in turns else []
        return "" if any(span_of(t.text, d, texts.key) for t in near) else NOWHERE
    return ""


def heirs(texts: StudyTexts, gone: str) -> list[str]:
    """Name the interviews of today that one which is gone may be; none where it is not known to be gone."""
    register = decisions.interviews(texts.study)
    version = next((v for v in register.lost().values() if v.session == gone), None)
    return nearest(version, register, texts)[:MOST] if version else []


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
        return {"check": word_places.kept_checks(texts.checks[there.session], place.turn, place.last_turn)}
    if isinstance(d, RoleDecision):
        return {"check": draft_turns.check(as_drafts(turns), place.turn), "label": turns[place.turn].speaker}
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

    Args:
        study: where one line is written, and nothing moved.
        author: who says that they are one interview.
        gone: identifier of the interview that has gone.
        now: identifier of the one that it is today.

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
