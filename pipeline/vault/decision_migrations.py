"""Files of ``decisions/`` that hold what nobody may read any more → the same without it, and a line that says so.

The one case where a file of decisions is rewritten: cells change, lines and columns stay.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from pipeline.anchoring import decisions
from pipeline.ingest.withdrawals import MIGRATION
from pipeline.model import decision_files
from pipeline.model.decision_rows import WithdrawalDecision
from pipeline.model.study import Study

Cell = tuple[str, int, str]  # a file inside decisions/, a line, a column
SHOWN = "[retiré]"


def now() -> str:
    """Give the moment at which a decision is written."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def line(*, who: str, extent: str, reason: str, check: str, session: str = "") -> WithdrawalDecision:
    """Make a line about someone, a session or a file."""
    return WithdrawalDecision(
        id=secrets.token_hex(16), at=now(), session=session, turn=-1, first_word=-1, last_word=-1, who=who,
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
            logged.append(line(who=file, extent=MIGRATION, reason=f"{reason} : {len(mine)} cellule(s)", check=before))
    _log(study, author, logged)
    return done


def _log(study: Study, author: str, logged: Sequence[WithdrawalDecision]) -> None:
    if logged:
        decisions.append(study, author, logged)
