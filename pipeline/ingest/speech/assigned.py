"""Turns that people gave to somebody → the same drafts, those turns under the voice they chose."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.speech.draft_turn import DraftTurn
from pipeline.model.decision_rows import in_time


def check(drafts: Sequence[DraftTurn], turn: int) -> str:
    """
    Give the shape of a turn and of its neighbours, to know it again: how many words and characters, never which.

    >>> check([DraftTurn("A", "", ["oui"]), DraftTurn("B", "", ["non, rien"])], 0)
    '+1.3+2.9'
    """
    around = range(turn - 1, turn + 2)
    return "+".join(_shape(drafts[n]) if 0 <= n < len(drafts) else "" for n in around)


def _shape(draft: DraftTurn) -> str:
    return f"{len(draft.text.split())}.{len(draft.text)}"


def assign(drafts: Sequence[DraftTurn], decisions: Sequence[RoleDecision]) -> list[RoleDecision]:
    """
    Give turns to the voices that people chose; where they begin does not change.

    Gives back the decisions whose turn is not found again: the transcript was edited since.
    """
    lost = []
    for decision in in_time(d for d in decisions if d.stands_on_words and d.same_as):
        turn = _found(drafts, decision)
        if turn is None:
            lost.append(decision)
        else:
            drafts[turn].speaker, drafts[turn].role, drafts[turn].assigned = decision.same_as, None, True
    return lost


def _found(drafts: Sequence[DraftTurn], decision: RoleDecision) -> int | None:
    if not decision.check:
        return decision.turn if decision.turn < len(drafts) else None
    if decision.turn < len(drafts) and check(drafts, decision.turn) == decision.check:
        return decision.turn
    alike = [n for n in range(len(drafts)) if check(drafts, n) == decision.check]
    if len(alike) != 1:
        own = next(iter(decision.check.split("+")[1:2]), "")
        alike = [n for n in range(len(drafts)) if _shape(drafts[n]) == own]
    return alike[0] if len(alike) == 1 else None
