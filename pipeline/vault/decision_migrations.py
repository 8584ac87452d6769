"""Files of ``decisions/`` that hold what nobody may read any more → the same without it, and a line that says so.

The one case where a file of decisions is rewritten: cells change, lines and columns stay.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.anchoring import decisions
from pipeline.model import decision_files
from pipeline.model.decision_rows import NOWHERE, Extent, WithdrawalDecision
from pipeline.model.decision_writer import command_time, new_id
from pipeline.model.study import Study

Cell = tuple[str, int, str]  # a file inside decisions/, a line, a column
SHOWN = "[retiré]"


def line(*, who: str, extent: Extent, reason: str, check: str, session: str = "") -> WithdrawalDecision:
    """Make a line about someone, a session or a file."""
    return WithdrawalDecision(
        id=new_id(), at=command_time(), session=session, turn=NOWHERE, first_word=NOWHERE, last_word=NOWHERE, who=who,
        extent=extent, reason=reason, check=check,
    )


def migrate(study: Study, cells: Mapping[Cell, str], author: str, reason: str) -> dict[str, int]:
    """
    Give cells their new words, file by file, and log each file rewritten with the hash it had.

    Returns:
        how many cells changed in each file.
    """
    done: dict[str, int] = {}
    logged: list[WithdrawalDecision] = []
    for file in sorted({file for file, _, _ in cells}):
        mine = {(n, column): text for (f, n, column), text in cells.items() if f == file}
        before = decision_files.rewrite(study, file, mine)
        if before:
            done[file] = len(mine)
            why = f"{reason} : {len(mine)} cellule(s)"
            logged.append(line(who=file, extent=Extent.MIGRATION, reason=why, check=before))
    if logged:
        decisions.append(study, author, logged)
    return done
