"""Decisions of people and suggestions of the machine → codes on passages, never mixed; and what fits nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import cast

from pipeline import anchors
from pipeline.codebook import Codebook
from pipeline.consents import strictest_on
from pipeline.contracts import AnonymisedTurn, AuthorKind, Coding, Excerpt, Mode, Orphan, Status, Suggestion
from pipeline.decision_rows import Arbitration, CodingDecision
from pipeline.overlap import overlaps, parse_excerpt_id
from pipeline.placing import TWICE, Coded, Placed, by_session, place_decision

STATUS: dict[str, Status] = {"add": "coded", "modify": "modified", "accept": "accepted", "refuse": "refused"}
# An arbiter may also rule that neither reading is kept: that puts no code.
DISMISSED = ("refuse", "remove", "undo")
MACHINES: dict[bool, tuple[AuthorKind, str]] = {True: ("registre", "registre"), False: ("model", "modèle")}


def codings(
    anonymised: list[AnonymisedTurn], excerpts: list[Excerpt], suggestions: list[Suggestion], codebook: Codebook,
    coding_decisions: Sequence[CodingDecision], arbitrations: Sequence[Arbitration],
) -> tuple[list[Coding], list[Orphan]]:
    """
    Put people's codes where their words stand now, and beside them the suggestions no one decided about.

    An arbitration adds its reading; the originals stay.
    A decision whose code or words cannot be found is an orphan, listed with its file and line.
    """
    turns = by_session(anonymised)
    decided: list[Coded] = [d for d in coding_decisions if d.decision in STATUS]
    decided += [a for a in arbitrations if a.decision not in DISMISSED]
    placed, orphans = _placed(decided, turns, codebook)
    human = [_human(p, turns[p.session]) for p in placed]
    known = {e.excerpt: e for e in excerpts}
    waiting = _undecided(suggestions, placed, coding_decisions)
    return human + [_proposed(s, known[s.excerpt]) for s in waiting if s.excerpt in known], orphans


def _placed(
    decided: Iterable[Coded], turns: dict[str, dict[int, AnonymisedTurn]], codebook: Codebook,
) -> tuple[list[Placed], list[Orphan]]:
    placed: list[Placed] = []
    orphans: list[Orphan] = []
    seen: set[str] = set()
    for decision in decided:
        found = TWICE if decision.id in seen else place_decision(decision, turns.get(decision.session, {}), codebook)
        seen.add(decision.id)
        if isinstance(found, str):
            orphans.append(_orphan(decision, found))
        else:
            placed.append(found)
    return placed, orphans


def _orphan(d: Coded, reason: str) -> Orphan:
    return Orphan(d.file, d.line, d.id, d.author, d.session, d.turn, d.code, d.quote, reason)


def _human(placed: Placed, turns: dict[int, AnonymisedTurn]) -> Coding:
    d, place = placed.decision, placed.place
    start, end = anchors.characters(turns, place)
    status, mode = ("arbitrated", "none") if isinstance(d, Arbitration) else (STATUS[d.decision], d.mode)
    return Coding(
        d.id, d.session, place.turn, start, place.last_turn, end, anchors.quote(turns, place), placed.code, d.author,
        "person", cast("Status", status), cast("Mode", mode), strictest_on(turns, place), d.at,
    )


def _undecided(
    suggestions: list[Suggestion], placed: list[Placed], decisions: Sequence[CodingDecision],
) -> list[Suggestion]:
    # A person who changed the code of a suggestion named it in « replaces »; otherwise words and code tell.
    answered = {d.replaces for d in decisions if d.replaces}
    by_code: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for p in placed:
        by_code[p.session, p.code].append(p)
    return [s for s in suggestions if _name(s) not in answered and not _decided(s, by_code)]


def _decided(suggestion: Suggestion, by_code: dict[tuple[str, str], list[Placed]]) -> bool:
    place = parse_excerpt_id(suggestion.excerpt)
    return any(overlaps(p, place) for p in by_code[place.session, suggestion.code])


def _name(suggestion: Suggestion) -> str:
    return f"{suggestion.excerpt}|{suggestion.code}"


def _proposed(suggestion: Suggestion, e: Excerpt) -> Coding:
    kind, author = MACHINES["registre" in suggestion.sources]
    return Coding(
        _name(suggestion), e.session, e.turn, e.start, e.turn, e.end, e.text, suggestion.code, author, kind,
        "proposed", "none", e.consent, "",
    )
