"""Decisions of people and suggestions of the machine → codes on passages, never mixed; and what fits nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.anchoring import anchors
from pipeline.anchoring.word_places import overlaps, parse_excerpt_id
from pipeline.codebook.grid import Codebook
from pipeline.coding.coding_writer import answered, code_answered, excerpt_answered, named, refusal_holds
from pipeline.coding.codings_in_place import TWICE, Coded, Placed, place_decision, standing_place, turns_by_session
from pipeline.model.contracts import AnonymisedTurn, AuthorKind, Coding, Excerpt, Mode, Orphan, Status, Suggestion
from pipeline.model.decision_rows import Arbitration, ArbitrationVerb, CodingDecision, CodingVerb
from pipeline.pseudonymise.consent import strictest_on

STATUS: dict[CodingVerb, Status] = {
    CodingVerb.ADD: "coded", CodingVerb.MODIFY: "modified", CodingVerb.ACCEPT: "accepted", CodingVerb.REFUSE: "refused",
}
# They put no code, and are lost as little as those that do.
MARKS = (CodingVerb.STAR, CodingVerb.MEMO, CodingVerb.UNSURE)
# An arbiter may also rule that neither reading is kept: that puts no code.
DISMISSED = (ArbitrationVerb.REFUSE, ArbitrationVerb.REMOVE, ArbitrationVerb.UNDO)
MACHINES: dict[bool, tuple[AuthorKind, str]] = {True: ("registre", "registre"), False: ("model", "modèle")}


def codings(
    anonymised: Sequence[AnonymisedTurn], excerpts: list[Excerpt], suggestions: list[Suggestion], codebook: Codebook,
    coding_decisions: Sequence[CodingDecision], arbitrations: Sequence[Arbitration],
) -> tuple[list[Coding], list[Orphan]]:
    """
    Put people's codes where their words stand now, and beside them the suggestions no one decided about.

    An arbitration adds its reading; the originals stay.
    A decision whose code or words cannot be found is an orphan, listed with its file and line.
    """
    turns = turns_by_session(anonymised, {d.session for d in (*coding_decisions, *arbitrations)})
    decided: list[Coded] = [d for d in coding_decisions if d.decision in STATUS]
    decided += [a for a in arbitrations if a.decision not in DISMISSED]
    placed, orphans = _placed(decided, turns, codebook)
    for decision in coding_decisions:
        # A memo on a whole session, or on a code, stands on no word.
        if decision.decision in MARKS and decision.stands_on_words:
            place = standing_place(decision, turns.get(decision.session, {}))
            if isinstance(place, str):
                orphans.append(_orphan(decision, place))
    human = [_human(p, turns[p.session]) for p in placed]
    known = {e.excerpt: e for e in excerpts}
    waiting = _undecided(suggestions, placed, coding_decisions, codebook)
    proposed = []
    for s in (s for s in waiting if s.excerpt in known):
        e = known[s.excerpt]
        kind, author = MACHINES["registre" in s.sources]
        proposed.append(Coding(
            named(s), e.session, e.turn, e.start, e.turn, e.end, e.text, s.code, author, kind,
            "proposed", "none", e.consent, "",
        ))
    return human + proposed, orphans


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
    status: Status = "arbitrated" if isinstance(d, Arbitration) else STATUS[d.decision]
    mode: Mode = "none" if isinstance(d, Arbitration) else d.mode
    return Coding(
        d.id, d.session, place.turn, start, place.last_turn, end, anchors.quote(turns, place), placed.code, d.author,
        "person", status, mode, strictest_on(turns, place), d.at,
    )


def _undecided(
    suggestions: list[Suggestion], placed: list[Placed], decisions: Sequence[CodingDecision], codebook: Codebook,
) -> list[Suggestion]:
    """Keep the suggestions that no one answered: words and code tell, or the answer that names them."""
    answers = [d for d in decisions if d.decision in STATUS and refusal_holds(d, codebook)]
    settled = {(excerpt_answered(d), codebook.in_force(code_answered(d))) for d in answers if answered(d)}
    by_code: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for p in placed:
        for code in _codes_settled(p, codebook):
            by_code[p.session, code].append(p)
    waiting = []
    for s in suggestions:
        place = parse_excerpt_id(s.excerpt)
        decided = any(overlaps(p, place) for p in by_code[place.session, s.code])
        if not decided and (s.excerpt, s.code) not in settled:
            waiting.append(s)
    return waiting


def _codes_settled(placed: Placed, codebook: Codebook) -> set[str]:
    d = placed.decision
    if isinstance(d, Arbitration):
        return {placed.code}
    # Whoever changed the code of a suggestion settled both, wherever their words stand today.
    settled = {placed.code, codebook.in_force(code_answered(d))} if answered(d) else {placed.code}
    return settled if refusal_holds(d, codebook) else set()
