"""Words to settle → what the component of « À régler avant de sortir » shows: plain data, offsets in code points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlencode

from dashboard.pages.pseudonymisation import settle_sentences
from dashboard.words import review_words
from pipeline.cli.cli_words import STAGES
from pipeline.model.contracts import Unsettled
from pipeline.pseudonymise.leak_search.settled_names import gestures, maskable
from pipeline.publish import settling_words

Data = dict[str, Any]
LISTED = 40


def ordered(rows: Iterable[Unsettled], sessions: Sequence[str]) -> list[Unsettled]:
    """Put what is certain first, then what was said, in the order of reading, then what people wrote."""
    place = {session: rank for rank, session in enumerate(sessions)}
    return sorted(rows, key=lambda r: (
        r.certainty != "certain", r.written, r.file, place.get(r.session, -1), r.turn, r.line, r.start,
    ))


def after(rows: Sequence[Unsettled], gone: str, left: Sequence[Unsettled]) -> str:
    """Give the question that comes after one that was settled, among those still asked; the first at the end."""
    ids = [r.id for r in rows]
    still = {r.id for r in left}
    following = ids[ids.index(gone) + 1 :] if gone in ids else []
    return next((i for i in following if i in still), left[0].id if left else "")


def shown(rows: Sequence[Unsettled], current: Unsettled, where: dict[str, str]) -> Data:
    """
    Show the question in hand and those that wait.

    Args:
        rows: the questions, in order.
        current: the one in hand.
        where: how each session is named by whoever reviews it.
    """
    at = [r.id for r in rows].index(current.id)
    first = max(0, min(at - LISTED // 2, len(rows) - LISTED))
    listed = rows[first : first + LISTED]
    left = len(rows) - len(listed)
    return {
        "question": _question(current, where) | {"rank": settle_sentences.rank(at + 1, len(rows))},
        "rows": [_row(r, where) | {"current": r.id == current.id} for r in listed],
        "more": settle_sentences.more(left) if left else "",
    }


def _question(row: Unsettled, where: dict[str, str]) -> Data:
    alone = row.written and not maskable(row)
    return _row(row, where) | {
        "gestures": list(gestures(row)), "why": settling_words.why(row).strip("()"),
        "certain": review_words.CERTAIN if row.certainty == "certain" else "",
        "written": review_words.WRITTEN.format(place=settling_words.place(row, {})) if alone else "",
        "read": _address(row) if row.turn >= 0 else "",
    }


def _row(row: Unsettled, where: dict[str, str]) -> Data:
    return {
        "id": row.id, "place": place(row, where), "before": row.sentence[: row.start], "word": row.word,
        "after": row.sentence[row.end :],
    }


def place(row: Unsettled, where: dict[str, str]) -> str:
    """Say where a word stands: the file as it was received and the turn, or the file and its line."""
    if row.turn >= 0:
        return f"{where.get(row.session, row.session)}, tour {row.turn}"
    made = STAGES.get(PurePosixPath(row.file).parts[1].split(".")[0]) if row.file.startswith("build/") else None
    return f"{made} ({settling_words.place(row, {})})" if made else settling_words.place(row, {})


def _address(row: Unsettled) -> str:
    return f"lecture?{urlencode({'entretien': row.session, 'passage': f'{row.session}:{row.turn}:w0-w0'})}"
