"""Decisions of coders → what each said, unaided, of the sessions they read whole: all that may judge a machine.

A stage of its own: a suggestion accepted, a memo, a code in a session that nobody has read through yet leave its
rows as they were, so that DVC does not put the models to the test again.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.codebook.grid import Codebook
from pipeline.coding.codings_in_place import sessions_read
from pipeline.coding.suggest.model import settled_decisions
from pipeline.model.contracts import AnonymisedTurn, GoldCoding
from pipeline.model.decision_rows import NOWHERE, CodingDecision


def gold_codings(
    anonymised: Sequence[AnonymisedTurn], codebook: Codebook, coding_decisions: Sequence[CodingDecision],
) -> list[GoldCoding]:
    """
    Keep what coders said without looking at any suggestion, in sessions they marked as read.

    Args:
        anonymised: the turns, where the words of each decision are found again.
        codebook: the grid; codes are those in force.
        coding_decisions: what people decided.
    """
    unaided = [d for d in coding_decisions if d.unaided]
    read = sessions_read(unaided)
    through = [d for d in unaided if d.session in read.get(d.author, ()) and d.puts_a_code]
    said = {
        GoldCoding(d.session, d.author, d.turn, d.first_word, d.last_turn, d.last_word, codebook.in_force(d.code))
        for d in settled_decisions(through, anonymised, codebook)
    }
    said |= {GoldCoding(session, author, NOWHERE, NOWHERE, NOWHERE, NOWHERE, "")
             for author, sessions in read.items() for session in sessions}
    return sorted(said, key=lambda r: tuple(getattr(r, name) for name in GoldCoding.KEY))
